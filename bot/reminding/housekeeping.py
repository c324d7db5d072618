"""Housekeeping: once a day the ledger is counted, and what is old is removed a little at a time."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.current import Current
from bot.store import Store
from handlers.reminders.milestones import end_of, lies_ahead
from handlers.reminders.model import Delivery, Subscription

logger = logging.getLogger("compact")
KEPT = timedelta(days=90)
# Rows that are looked at in one tick.
SLICE = 200


@dataclass(slots=True)
class Housekeeping:
    """Keeps the ledger small.

    Args:
        store: subscriptions and ledger.
        current: the pack in use.
        kept: for how long what has come to its end is kept.
    """

    store: Store
    current: Current
    kept: timedelta = KEPT
    _counted: date | None = field(default=None, init=False)
    _cleared: date | None = field(default=None, init=False)
    _delivery: tuple[datetime, str] | None = field(default=None, init=False)
    _subscription: str = field(default="", init=False)
    _deliveries_done: bool = field(default=False, init=False)

    async def tidy(self, now: datetime) -> int:
        """Do a part of what is done once a day.

        Returns:
            1 where there is more of it, else 0.
        """
        today = now.date()
        if self._counted != today:
            counts = await self.store.ledger.count()
            self._counted = today
            told = ", ".join(f"{n} {state}" for state, n in sorted(counts.items()))
            logger.info("Reminders on the ledger: %s", told or "none")
        if self._cleared == today:
            return 0
        if await self._clear(now):
            return 1
        self._cleared = today
        return 0

    async def _clear(self, now: datetime) -> bool:
        """Remove a slice of what is old; tell whether there may be more."""
        before = now - self.kept
        if not self._deliveries_done:

            def needed(row: Delivery) -> bool:
                # While an event lies ahead, what was sent of it may have to be corrected.
                event = self.current.services.knowledge.events.get(row.event)
                return event is not None and end_of(event, "Etc/UTC") > before

            self._delivery = await self.store.retention.remove_deliveries(
                before, self._delivery, SLICE, needed
            )
            self._deliveries_done = self._delivery is None
            return True

        def over(subscription: Subscription) -> bool:
            known = subscription.kind != "event" or (
                # An event that is missing from this pack may come back with the next.
                subscription.value in self.current.services.knowledge.events
            )
            return known and not lies_ahead(subscription, self.current.services.knowledge, before)

        self._subscription = await self.store.retention.remove_subscriptions(
            before, self._subscription, SLICE, over
        )
        self._deliveries_done = bool(self._subscription)
        return bool(self._subscription)
