"""What is to be planned, cancelled, corrected and given up: pure, the moment is an argument."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.reminders.corrections import GONE, correct, is_planned, take_leave
from handlers.reminders.milestones import Planned, reminders_of, start_key
from handlers.reminders.model import Delivery, Subscription
from knowledge.base import KnowledgeBase

# Only what is due within this lies on the ledger: what is further off is planned by a later look,
# and need not be planned anew each time that it moves. A year and a month holds every yearly event.
HORIZON = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a look at subscriptions and ledger asks for.

    Args:
        new: deliveries to be put on the ledger.
        cancel: (id, reason) of pending ones that are not to be sent.
        redate: (id, due) of pending ones whose instant has changed.
        revive: (id, due) of cancelled ones that are wanted again.
    """

    new: tuple[Planned, ...] = ()
    cancel: tuple[tuple[str, str], ...] = ()
    redate: tuple[tuple[str, datetime], ...] = ()
    revive: tuple[tuple[str, datetime], ...] = ()


def plan(
    now: datetime,
    knowledge: KnowledgeBase,
    subscriptions: Sequence[Subscription],
    deliveries: Iterable[Delivery],
    *,
    horizon: timedelta = HORIZON,
) -> Plan:
    """Compare what is wanted with what is on the ledger.

    Args:
        now: the present moment.
        knowledge: the pack.
        subscriptions: the ones that are not cancelled, oldest first; paused ones plan nothing.
        deliveries: of these subscriptions, in every state.
        horizon: how far ahead rows are put on the ledger.

    Returns:
        What has to change on the ledger; nothing where all is as it should be.
    """
    rows = list(deliveries)
    by_key = {(row.subscription, row.event, row.start, row.lead): row for row in rows}
    wanted = _wanted(now, knowledge, subscriptions, horizon)
    # What a subscription that is cancelled now has brought is not brought again by another.
    brought = {
        (row.target, row.event, row.start, row.lead)
        for row in rows
        if row.event and row.state not in ("pending", "cancelled")
    }
    new: list[Planned] = []
    redate: list[tuple[str, datetime]] = []
    revive: list[tuple[str, datetime]] = []
    for key, planned in wanted.items():
        row = by_key.get(key)
        if row is None:
            if (planned.target, *key[1:]) not in brought:
                new.append(planned)
        elif row.state == "pending" and row.due != planned.due:
            redate.append((row.id, planned.due))
        elif row.state == "cancelled" and planned.due >= now:
            revive.append((row.id, planned.due))
    cancel: list[tuple[str, str]] = []
    active = {subscription.id: subscription for subscription in subscriptions}
    for key, row in by_key.items():
        if row.state == "pending" and is_planned(row) and key not in wanted:
            cancel.append((row.id, _why_not(row, active.get(row.subscription), knowledge)))
    new += correct(now, knowledge, active, rows)
    new += take_leave(now, knowledge, active, rows)
    return Plan(tuple(new), tuple(cancel), tuple(redate), tuple(revive))


def _wanted(
    now: datetime,
    knowledge: KnowledgeBase,
    subscriptions: Sequence[Subscription],
    horizon: timedelta,
) -> dict[tuple[str, str, str, str], Planned]:
    """List what is to be on the ledger, each message of a channel once."""
    wanted: dict[tuple[str, str, str, str], Planned] = {}
    taken: set[tuple[str, ...]] = set()
    for subscription in subscriptions:
        if subscription.paused:
            continue
        for each in reminders_of(subscription, knowledge, until=now + horizon):
            # Two subscriptions of one channel can cover the same event: the older one brings it.
            message = (each.target, each.event, each.start, each.lead)
            if not each.event or message not in taken:
                taken.add(message)
                wanted[each.subscription, each.event, each.start, each.lead] = each
    return wanted


def _why_not(row: Delivery, subscription: Subscription | None, knowledge: KnowledgeBase) -> str:
    if subscription is None:
        return "The subscription was cancelled."
    if subscription.paused:
        return f"The subscription is paused: {subscription.paused}"
    event = knowledge.events.get(row.event)
    if event is None:
        return GONE
    if start_key(event, subscription.zone) != row.start:
        return "The event has moved."
    return "Another subscription brings it."
