"""What is to be planned, cancelled, corrected and given up: pure, the moment is an argument.

Whatever shares a target is planned together, since two subscriptions of one channel that cover the
same event bring one message.  What goes to different targets never meets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.reminders.corrections import GONE, Gone, correct, is_planned, take_leave
from handlers.reminders.milestones import (
    Planned,
    covers,
    family_of,
    reminders_near,
    start_key,
)
from handlers.reminders.model import Delivery, Subscription
from knowledge.base import KnowledgeBase

# Only what is due within this lies on the ledger: few enough rows that an event that moves touches
# little, long enough that Compact can be down over a weekend and nothing waits to be planned.
HORIZON = timedelta(days=3)

# Subscription or target, event, start, lead.
Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a look at subscriptions and ledger asks for.

    Args:
        new: deliveries to be put on the ledger.
        void: (delivery, reason) of those that are put there as cancelled: they are not sent later.
        cancel: (id, reason) of pending ones that are not to be sent.
        redate: (id, due) of pending ones whose instant has changed.
        revive: (id, due) of cancelled ones that are wanted again.
    """

    new: tuple[Planned, ...] = ()
    void: tuple[tuple[Planned, str], ...] = ()
    cancel: tuple[tuple[str, str], ...] = ()
    redate: tuple[tuple[str, datetime], ...] = ()
    revive: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From when to when is planned.

    Args:
        since: what was due before it is on the ledger already.
        now: the present moment.
        until: what is due after it is planned by a later look.
    """

    since: datetime
    now: datetime
    until: datetime


def plan(
    now: datetime,
    knowledge: KnowledgeBase,
    subscriptions: Sequence[Subscription],
    deliveries: Iterable[Delivery],
    *,
    gone: Sequence[Gone] = (),
    since: datetime | None = None,
    horizon: timedelta = HORIZON,
) -> Plan:
    """Compare what is wanted at one target with what is on the ledger.

    Args:
        now: the present moment.
        knowledge: the pack.
        subscriptions: the target's that are not cancelled, oldest first; paused ones send nothing.
        deliveries: the target's that are pending, or of events near or changed, in every state.
        gone: the events that have lately been taken out of the pack.
        since: what was due before it is on the ledger already; None where nothing is.
        horizon: how far ahead rows are put on the ledger.

    Returns:
        What has to change on the ledger; nothing where all is as it should be.
    """
    started = min((each.created for each in subscriptions), default=now)
    span = Span(since=since or started, now=now, until=now + horizon)
    wanted = [each for some in want(span, knowledge, subscriptions) for each in some]
    return compare(span, knowledge, subscriptions, wanted, list(deliveries), gone)


def want(
    span: Span, knowledge: KnowledgeBase, subscriptions: Sequence[Subscription]
) -> Iterator[list[Planned]]:
    """List what is to be on the ledger, subscription by subscription, so that it can be paused."""
    for subscription in subscriptions:
        yield reminders_near(
            subscription, knowledge, since=span.since, now=span.now, until=span.until
        )


def compare(
    span: Span,
    knowledge: KnowledgeBase,
    subscriptions: Sequence[Subscription],
    wanted: Sequence[Planned],
    rows: Sequence[Delivery],
    gone: Sequence[Gone] = (),
) -> Plan:
    """Compare what is wanted at one target with what is on the ledger.

    Args:
        span: from when to when.
        knowledge: the pack.
        subscriptions: the target's that are not cancelled, oldest first.
        wanted: what they want, in their order.
        rows: what is on the ledger of the events that are wanted or have changed, and what is
            pending there.
        gone: the events that have lately been taken out of the pack.
    """
    active = {subscription.id: subscription for subscription in subscriptions}
    by_key = {(row.subscription, row.event, row.start, row.lead): row for row in rows}
    chosen = _choose(wanted, active)
    new, void, redate, revive = _put(span, chosen, by_key, active, rows)
    messages = {(planned.target, *key[1:]): key[0] for key, planned in chosen.items()}
    cancel: list[tuple[str, str]] = []
    for row in rows:
        if row.state == "pending" and is_planned(row):
            why = _why_not(row, active.get(row.subscription), messages, knowledge)
            if why:
                cancel.append((row.id, why))
    new += correct(span.now, knowledge, active, rows)
    new += take_leave(span.now, knowledge, active, rows, gone)
    return Plan(tuple(new), tuple(void), tuple(cancel), tuple(redate), tuple(revive))


def _choose(wanted: Sequence[Planned], active: Mapping[str, Subscription]) -> dict[Key, Planned]:
    """Choose what is to be on the ledger, each message of a channel once."""
    chosen: dict[Key, Planned] = {}
    taken: set[tuple[str, ...]] = set()
    for each in sorted(wanted, key=lambda each: bool(active[each.subscription].paused)):
        # Two subscriptions of one channel can cover the same event: the older one brings it,
        # unless it is paused.
        message = (each.target, each.event, each.start, each.lead)
        if not each.event or message not in taken:
            taken.add(message)
            chosen[each.subscription, each.event, each.start, each.lead] = each
    return chosen


def _put(
    span: Span,
    chosen: Mapping[Key, Planned],
    by_key: Mapping[Key, Delivery],
    active: Mapping[str, Subscription],
    rows: Sequence[Delivery],
) -> tuple[
    list[Planned],
    list[tuple[Planned, str]],
    list[tuple[str, datetime]],
    list[tuple[str, datetime]],
]:
    """Find what is not on the ledger as it should be."""
    # What a subscription that is cancelled now has brought is not brought again by another.
    brought = {
        (row.target, row.event, row.start, row.lead)
        for row in rows
        if row.event and row.state not in ("pending", "cancelled")
    }
    new: list[Planned] = []
    void: list[tuple[Planned, str]] = []
    redate: list[tuple[str, datetime]] = []
    revive: list[tuple[str, datetime]] = []
    for key, planned in chosen.items():
        row, paused = by_key.get(key), active[planned.subscription].paused
        if row is None and (planned.target, *key[1:]) in brought:
            continue
        if row is None and paused:
            void.append((planned, _tell_pause(paused)))
        elif row is None:
            new.append(planned)
        elif paused:
            continue
        elif row.state == "pending" and row.due != planned.due:
            redate.append((row.id, planned.due))
        elif row.state == "cancelled" and planned.due >= span.now:
            revive.append((row.id, planned.due))
    return new, void, redate, revive


def _why_not(
    row: Delivery,
    subscription: Subscription | None,
    messages: Mapping[Key, str],
    knowledge: KnowledgeBase,
) -> str:
    """Say why a pending delivery is not to be sent; "" where it is."""
    if subscription is None:
        return "The subscription was cancelled."
    if subscription.paused:
        return _tell_pause(subscription.paused)
    if not row.event:
        return ""
    event = knowledge.events.get(row.event)
    if event is None:
        return GONE
    if start_key(event, subscription.zone) != row.start:
        return "The event has moved."
    if not covers(subscription, event, family_of(subscription, knowledge)):
        return "The subscription no longer covers the event."
    bringer = messages.get((row.target, row.event, row.start, row.lead), subscription.id)
    return "" if bringer == subscription.id else "Another subscription brings it."


def _tell_pause(why: str) -> str:
    return f"The subscription is paused: {why}"
