"""When events begin and end, and which reminders of them a subscription wants."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice

from handlers.reminders.model import AT_START, Delivery, Lead, Subscription, Wall
from handlers.reminders.recurrence import occurrences
from knowledge.base import KnowledgeBase
from knowledge.model import Event

# A recurrence may have no end: where all is asked for, the next few of it.
SHOWN_AHEAD = 5
NOTE_KEEPS = timedelta(days=1)  # a note that could not be sent is still worth sending for a day
# Where a source has a day and no time, leads count from the morning; midnight would wake people.
MORNING = time(9)
# A day begins somewhere up to 14 hours earlier than in UTC, and ends up to 12 later.
_ZONES_APART = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A delivery to be put on the ledger, unless one with the same key is there.

    Args:
        subscription, event, start, lead: the key, on which the ledger is unique.
        due: when it is to be sent.
        name: the event's name.
        kind: reminder, correction or notice.
        target: where it goes.
        thread_of: id of the delivery in whose thread a correction goes, or "".
        text: of a notice or correction.
    """

    subscription: str
    event: str
    start: str
    lead: str
    due: datetime
    name: str
    target: str
    kind: str = "reminder"
    thread_of: str = ""
    text: str = ""


def is_fixed(event: Event) -> bool:
    """Tell whether the day of an event is known."""
    return event.when.precision in ("day", "days") and not event.when.hedge


def start_of(event: Event, zone: str) -> Wall:
    """Give when an event begins, at its venue.

    Args:
        event: what begins; one that is known only to the month begins in the morning of the
            earliest day that can be meant.
        zone: for an event whose venue has no zone.
    """
    timed = event.dates[0].time and is_fixed(event)
    clock = time.fromisoformat(event.dates[0].time) if timed else MORNING
    return Wall(datetime.combine(event.when.first, clock), event.zone or zone)


def end_of(event: Event, zone: str) -> datetime:
    """Give when an event is over: the end of the last day that can be meant."""
    morrow = event.when.last + timedelta(days=1)
    return Wall(datetime.combine(morrow, time(0)), event.zone or zone).instant


def leads_of(subscription: Subscription, event: Event) -> tuple[Lead, ...]:
    """Give the leads that apply: an event without a fixed day is announced once."""
    return subscription.leads if is_fixed(event) else (AT_START,)


def family_of(subscription: Subscription, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """Give the topics that a subscription to a topic is to; () of any other."""
    return knowledge.topic_family(subscription.value) if subscription.kind == "topic" else ()


def covers(subscription: Subscription, event: Event, family: Collection[str]) -> bool:
    """Tell whether a subscription is to an event.

    Args:
        subscription: for whom and what.
        event: which.
        family: the topics that a subscription to a topic is to.
    """
    match subscription.kind:
        case "all":
            return True
        case "event":
            return event.id == subscription.value
        case "kind":
            return event.kind == subscription.value
        case "topic":
            return not set(event.topics).isdisjoint(family)
        case _:
            return False


def reminders_of(
    subscription: Subscription,
    knowledge: KnowledgeBase,
    *,
    after: datetime | None = None,
    until: datetime | None = None,
) -> list[Planned]:
    """List the reminders of a subscription.

    Args:
        subscription: for whom and what.
        knowledge: the pack.
        after: nothing due before it; None for all since the subscription was set.
        until: nothing due after it; None for all, however far ahead, but of what recurs only the
            next few.

    Returns:
        Those that are due after the subscription was set, by when they are due.
    """
    earliest = max(subscription.created, after or subscription.created)
    found = _notes_of(subscription, earliest, until)
    for event in _covered(subscription, knowledge):
        found += milestones_of(subscription, event)
    found = [each for each in found if each.due >= earliest and (not until or each.due <= until)]
    return sorted(found, key=lambda each: (each.due, each.event, each.lead))


def reminders_near(
    subscription: Subscription,
    knowledge: KnowledgeBase,
    *,
    since: datetime,
    now: datetime,
    until: datetime,
) -> list[Planned]:
    """List the reminders of a subscription that belong on the ledger.

    Args:
        subscription: for whom and what.
        knowledge: the pack.
        since: what was due before it is on the ledger already, unless its event lies ahead still
            and may have been added or moved.
        now: the present moment.
        until: nothing due after it.

    Returns:
        They, by when they are due; of events far from all this no time is worked out.
    """
    earliest = max(subscription.created, since)
    notes = _notes_of(subscription, earliest, until)
    found = [each for each in notes if earliest <= each.due <= until]
    longest = max((lead.longest for lead in subscription.leads), default=timedelta())
    first, last = min(since, now) - _ZONES_APART, until + longest + _ZONES_APART
    for event in _covered(subscription, knowledge):
        if event.when.last < first.date() or event.when.first > last.date():
            continue
        over = end_of(event, subscription.zone) <= now
        found += [
            each
            for each in milestones_of(subscription, event)
            if subscription.created <= each.due <= until and (each.due > since or not over)
        ]
    return sorted(found, key=lambda each: (each.due, each.event, each.lead))


def _covered(subscription: Subscription, knowledge: KnowledgeBase) -> Iterator[Event]:
    if subscription.kind == "note":
        return
    if subscription.kind == "event":
        event = knowledge.events.get(subscription.value)
        if event is not None:
            yield event
        return
    family = family_of(subscription, knowledge)
    for event in knowledge.events.values():
        if covers(subscription, event, family):
            yield event


def milestones_of(subscription: Subscription, event: Event) -> list[Planned]:
    """List the reminders of one event, whenever they are due."""
    start, key = start_of(event, subscription.zone), start_key(event, subscription.zone)
    return [
        Planned(
            subscription=subscription.id,
            event=event.id,
            start=key,
            lead=str(lead),
            due=lead.before(start),
            name=event.name,
            target=subscription.target,
        )
        for lead in leads_of(subscription, event)
    ]


def lies_ahead(subscription: Subscription, knowledge: KnowledgeBase, now: datetime) -> bool:
    """Tell whether anything may still come of a subscription.

    Args:
        subscription: one to a kind, a topic or everything has no end, since events are added.
        knowledge: the pack.
        now: the present moment.
    """
    if subscription.kind == "note":
        return any(each.due > now for each in _notes_of(subscription, now, None))
    if subscription.kind == "event":
        event = knowledge.events.get(subscription.value)
        return event is not None and end_of(event, subscription.zone) > now
    return True


def _notes_of(
    subscription: Subscription, earliest: datetime, until: datetime | None
) -> list[Planned]:
    """List the notes of a subscription, of which each occurrence is one."""
    if subscription.kind != "note" or subscription.wall is None:
        return []
    walls: Iterable[Wall] = (subscription.wall,)
    if subscription.recurrence:
        walls = occurrences(subscription.recurrence, subscription.wall, earliest, until)
        walls = walls if until else islice(walls, SHOWN_AHEAD)
    return [
        Planned(
            subscription=subscription.id,
            event="",
            start=str(wall),
            lead=str(AT_START),
            due=wall.instant,
            name=subscription.note,
            target=subscription.target,
        )
        for wall in walls
    ]


def start_key(event: Event, zone: str) -> str:
    """Give the start as the ledger has it; of a vague date, what the source says, with the zone."""
    start = start_of(event, zone)
    return str(start) if is_fixed(event) else f"{event.when} {start.zone}"


def expires(
    delivery: Delivery, subscription: Subscription | None, knowledge: KnowledgeBase
) -> datetime | None:
    """Give when a reminder is no longer worth sending; None for what always is."""
    if delivery.kind != "reminder" or subscription is None:
        return None
    event = knowledge.events.get(delivery.event)
    if event is None:
        return delivery.due + NOTE_KEEPS
    if delivery.lead.startswith("snooze"):
        return max(end_of(event, subscription.zone), delivery.due + NOTE_KEEPS)
    return end_of(event, subscription.zone)
