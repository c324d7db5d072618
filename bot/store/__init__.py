"""The store: SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.store.claims import Claims
from bot.store.engine import open_engine
from bot.store.ledger import Ledger
from bot.store.limits import StoreHealth, limit_use
from bot.store.misses import Misses
from bot.store.retention import Retention
from bot.store.seen import Seen
from bot.store.silences import Silences
from bot.store.subscriptions import Subscriptions
from bot.store.threads import Threads
from bot.store.turns import Turns


@dataclass(frozen=True, slots=True)
class Store:
    """Everything that outlives the process.

    Args:
        subscriptions: who wants which reminders where; mutes.
        ledger: every message that is to be sent, and what has become of it.
        claims: who works on which of them.
        misses: what was not sent, and who is told.
        retention: what is removed when it is old.
        turns: where subscriptions and their deliveries change together.
        seen: which of Slack's events have been handled.
        threads: what was asked last in each thread.
        silences: how often which lines found nothing.
    """

    subscriptions: Subscriptions
    ledger: Ledger
    claims: Claims
    misses: Misses
    retention: Retention
    turns: Turns
    seen: Seen
    threads: Threads
    silences: Silences

    def limited(self, seconds: float, health: StoreHealth) -> Store:
        """Give the same store where each use takes so long at most, or raises StoreAway.

        Args:
            seconds: for each use.
            health: is told what became of each.
        """
        return Store(
            subscriptions=limit_use(self.subscriptions, seconds, health),
            ledger=limit_use(self.ledger, seconds, health),
            claims=limit_use(self.claims, seconds, health),
            misses=limit_use(self.misses, seconds, health),
            retention=limit_use(self.retention, seconds, health),
            turns=limit_use(self.turns, seconds, health),
            seen=limit_use(self.seen, seconds, health),
            threads=limit_use(self.threads, seconds, health),
            silences=limit_use(self.silences, seconds, health),
        )


@asynccontextmanager
async def open_store(url: str) -> AsyncIterator[Store]:
    """Open the store and bring its tables up to date.

    Args:
        url: ``sqlite:///path`` or ``postgresql://…``.
    """
    async with open_engine(url) as engine:
        yield Store(
            subscriptions=Subscriptions(engine),
            ledger=Ledger(engine),
            claims=Claims(engine),
            misses=Misses(engine),
            retention=Retention(engine),
            turns=Turns(engine),
            seen=Seen(engine),
            threads=Threads(engine),
            silences=Silences(engine),
        )
