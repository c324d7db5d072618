"""Between handlers, which are pure, and the store: reads before, does after."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.errors import StoreAway
from bot.slack.directory import Directory
from bot.slack.seen import ASKED_BY, Seen, SeenInMemory
from bot.slack.threads import Threads, ThreadsInMemory
from handlers.errors import UserError
from handlers.ports import Clock
from handlers.questions.wishes import find_places
from handlers.reminders.effects import Cancel, Done, Effect, Mute, Resume, Snooze, Subscribe, Unmute
from handlers.reminders.model import CODE, Limits, MutedUntil, Reminders, Subscription
from handlers.request import Request

if TYPE_CHECKING:
    # The database takes half a second to load: it is opened beside the first answers.
    from bot.reminding.planner import Planner
    from bot.store import Store
    from bot.store.turns import Turn

SOON = 2.0  # seconds
# Without letters and digits that look alike.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


# How many of the last deliveries are read.
_RECENT = 50


@dataclass(frozen=True, slots=True)
class StoreKeeper:
    """Reads what subcommands need and carries out what they ask for.

    Args:
        store: subscriptions, mutes, ledger.
        directory: people and channels.
        clock: what time it is.
        limits: how many subscriptions there may be.
        planner: puts on the ledger what subscriptions want.
        wake: called when something has changed.
        tell_lacking: says what is lacking while the database does not answer, else "".
    """

    store: Store
    directory: Directory
    clock: Clock
    limits: Limits
    planner: Planner
    wake: Callable[[], object]
    tell_lacking: Callable[[], str] = str

    async def read(self, request: Request) -> Reminders:
        """Read what a subcommand may need of the person who asks and of the channel."""
        user, now = request.user, self.clock.now()
        # "#gcm" stands in a note without meaning a place; only the first words name one.
        head = " ".join(request.words.split()[:2])
        named = [name for name in find_places(head) if name != "here" or request.channel]
        places = await self.directory.places(named, request.channel, user)
        targets = [place.id for place in places.values()]
        subscriptions = await self.store.subscriptions.concerning(user, targets)
        subscriptions += await self._named(request, {each.id for each in subscriptions})
        changeable = {
            each.id
            for each in subscriptions
            if user in (each.owner, each.target)
            or (each.target == request.channel and not each.target.startswith("D"))
        }
        for each in subscriptions:
            asked = each.id in request.words.upper().split()
            if not asked or each.personal or each.id in changeable:
                continue
            if await self.directory.is_member(each.target, user):
                changeable.add(each.id)
        codes = [each.id for each in subscriptions]
        return Reminders(
            subscriptions=tuple(subscriptions),
            deliveries=tuple(await self.store.ledger.recent(codes, _RECENT)),
            mutes=tuple(await self.store.subscriptions.mutes([user, *targets], now)),
            zone=await self.directory.zone_of(user),
            fresh="".join(secrets.choice(_LETTERS) for _ in range(5)),
            places=places,
            changeable=frozenset(changeable),
            limits=self.limits,
            target_counts={key: await self.store.subscriptions.count(key) for key in targets},
        )

    async def _named(self, request: Request, known: set[str]) -> list[Subscription]:
        words = {word for word in request.words.upper().split() if CODE.match(word)}
        return await self.store.subscriptions.active(words - known) if words - known else []

    async def carry_out(self, effects: Sequence[Effect]) -> None:
        """Do what an answer asks for, all of it or nothing, and each thing once.

        Raises:
            UserError: where the same command, button or form has been carried out before.
        """
        now, key = self.clock.now(), ASKED_BY.get()

        async def work(turn: Turn) -> None:
            if key and not await turn.seen.first_time(key, now, turn.connection):
                raise UserError("That has been done already.", "See: reminders")
            for effect in effects:
                await self._carry_out(effect, now, turn)

        await self.store.turns.take(work)
        self.wake()

    async def _carry_out(self, effect: Effect, now: datetime, turn: Turn) -> None:
        within = turn.connection
        match effect:
            case Subscribe(subscription):
                await self.planner.subscribe(subscription, now, turn)
            case Cancel(code):
                await self.planner.change(code, now, turn, cancel=True)
            case Resume(code):
                await self.planner.change(code, now, turn)
            case Mute(target, until, by):
                await turn.kept.mute(MutedUntil(target, until, by), within)
            case Unmute(target):
                await turn.kept.unmute(target, within)
            case Snooze(delivery, until):
                await turn.ledger.snooze(delivery, until, now, within)
            case Done(delivery):
                await turn.ledger.finish(delivery, now, within)


@dataclass(frozen=True, slots=True)
class OpeningKeeper:
    """A keeper whose store may still be opening, or be out of reach.

    What needs the store waits for it and raises StoreAway where it does not answer. What only wants
    it goes on without: this process remembers by itself what it has handled and what was asked.

    Args:
        opening: the keeper, as soon as it is there, or why it is not.
        seen: what this process has handled.
        threads: what was asked last in each thread, of this process.
    """

    opening: asyncio.Future[StoreKeeper]
    seen: Seen = field(default_factory=SeenInMemory)
    threads: Threads = field(default_factory=ThreadsInMemory)

    async def opened(self) -> StoreKeeper:
        """Wait for the keeper itself.

        Raises:
            StoreAway: the store cannot be opened.
        """
        try:
            return await asyncio.shield(self.opening)
        except Exception as error:
            raise StoreAway from error

    async def _soon(self) -> StoreKeeper:
        """Give the keeper, if the store is open soon enough for what can do without it."""
        await asyncio.wait([self.opening], timeout=SOON)
        if not self.opening.done():
            raise StoreAway
        return await self.opened()

    def tell_lacking(self) -> str:
        """Say what is lacking; "" where nothing is."""
        if not self.opening.done():
            return "the database of reminders, which is being opened"
        if self.opening.exception():
            return "the database of reminders, which cannot be opened"
        return self.opening.result().tell_lacking()

    async def read(self, request: Request) -> Reminders:
        """Read what a subcommand may need of the person who asks and of the channel."""
        return await (await self.opened()).read(request)

    async def carry_out(self, effects: Sequence[Effect]) -> None:
        """Do what an answer asks for."""
        keeper = await self.opened()
        try:
            await keeper.carry_out(effects)
        except StoreAway as error:
            raise StoreAway(unsure=True) from error

    async def first_time(self, key: str, now: datetime) -> bool:
        """Remember a key; tell whether it was not remembered yet, by any replica if possible."""
        if not await self.seen.first_time(key, now):
            return False
        try:
            return await (await self._soon()).store.seen.first_time(key, now)
        except StoreAway:
            # An answer given twice is better than none.
            return True

    async def recall(self, key: str, now: datetime) -> str:
        """Give what was asked last in a thread, of any replica if possible."""
        try:
            return await (await self._soon()).store.threads.recall(key, now)
        except StoreAway:
            return await self.threads.recall(key, now)

    async def note(self, key: str, line: str, now: datetime) -> None:
        """Remember what was asked last in a thread."""
        await self.threads.note(key, line, now)
        with suppress(StoreAway):
            await (await self._soon()).store.threads.note(key, line, now)

    async def count_silence(self, kind: str, line: str, day: date) -> None:
        """Count a line that found nothing; one that cannot be counted is not worth a word."""
        with suppress(StoreAway):
            await (await self._soon()).store.silences.count(kind, line, day)
