"""What is to be planned, cancelled, corrected and given up: pure, the moment is an argument."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from handlers.reminders import AT_START, POSTED, Delivery, Lead, Subscription, Wall
from knowledge.base import KnowledgeBase
from knowledge.model import Event
from knowledge.when import When

HORIZON = timedelta(days=400)
NOTE_KEEPS = timedelta(days=1)  # a note that could not be sent is still worth sending for a day
# Where a source has a day and no time, leads count from the morning; midnight would wake people.
MORNING = time(9)
GONE = "It is no longer on the timeline."


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


def is_fixed(event: Event) -> bool:
    """Tell whether the day of an event is known."""
    return event.when.precision in ("day", "days") and not event.when.hedge


def start_of(event: Event, zone: str) -> Wall:
    """Give when an event begins, at its venue.

    Args:
        event: what begins; one that is known only to the month begins with the earliest day
            that can be meant.
        zone: for an event whose venue has no zone.
    """
    clock = time.fromisoformat(event.dates[0].time) if event.dates[0].time else MORNING
    if not is_fixed(event):
        clock = time(0)
    return Wall(datetime.combine(event.when.first, clock), event.zone or zone)


def end_of(event: Event, zone: str) -> datetime:
    """Give when an event is over: the end of the last day that can be meant."""
    morrow = event.when.last + timedelta(days=1)
    return Wall(datetime.combine(morrow, time(0)), event.zone or zone).instant


def leads_of(subscription: Subscription, event: Event) -> tuple[Lead, ...]:
    """Give the leads that apply: an event without a fixed day is announced once."""
    return subscription.leads if is_fixed(event) else (AT_START,)


def covers(subscription: Subscription, event: Event, knowledge: KnowledgeBase) -> bool:
    """Tell whether a subscription is to an event."""
    match subscription.kind:
        case "all":
            return True
        case "event":
            return event.id == subscription.value
        case "kind":
            return event.kind == subscription.value
        case "topic":
            return not set(event.topics).isdisjoint(knowledge.topic_family(subscription.value))
        case _:
            return False


def reminders_of(subscription: Subscription, knowledge: KnowledgeBase) -> list[Planned]:
    """List all reminders of a subscription, however far ahead.

    Args:
        subscription: for whom and what.
        knowledge: the pack.

    Returns:
        Those that are due after the subscription was set, by when they are due.
    """
    found: list[Planned] = []
    if subscription.kind == "note" and subscription.wall:
        found.append(
            Planned(
                subscription=subscription.id,
                event="",
                start=str(subscription.wall),
                lead=str(AT_START),
                due=subscription.wall.instant,
                name=subscription.note,
                target=subscription.target,
            )
        )
    for event in knowledge.events.values():
        if not covers(subscription, event, knowledge):
            continue
        start = start_of(event, subscription.zone)
        for lead in leads_of(subscription, event):
            found.append(
                Planned(
                    subscription=subscription.id,
                    event=event.id,
                    start=start_key(event, subscription.zone),
                    lead=str(lead),
                    due=lead.before(start),
                    name=event.name,
                    target=subscription.target,
                )
            )
    found = [each for each in found if each.due >= subscription.created]
    return sorted(found, key=lambda each: (each.due, each.event, each.lead))


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
        if row.state == "pending" and _is_planned(row) and key not in wanted:
            cancel.append((row.id, _why_not(row, active.get(row.subscription), knowledge)))
    new += _corrections(now, knowledge, active, rows)
    new += _farewells(now, knowledge, active, rows)
    return Plan(tuple(new), tuple(cancel), tuple(redate), tuple(revive))


def _is_planned(row: Delivery) -> bool:
    """Tell whether planning put a row on the ledger; snoozes, corrections and notices stay."""
    return row.kind == "reminder" and not row.lead.startswith("snooze")


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
        for each in reminders_of(subscription, knowledge):
            # Two subscriptions of one channel can cover the same event: the older one brings it.
            message = (each.target, each.event, each.start, each.lead)
            if each.due <= now + horizon and (not each.event or message not in taken):
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


def _corrections(
    now: datetime,
    knowledge: KnowledgeBase,
    active: Mapping[str, Subscription],
    rows: Sequence[Delivery],
) -> list[Planned]:
    """Correct, in its thread, each reminder that was sent for a start that is no longer right."""
    told: dict[str, list[Delivery]] = {}
    for row in rows:
        if row.kind == "correction":
            told.setdefault(row.lead.split(":")[1], []).append(row)
    found: list[Planned] = []
    for row in rows:
        subscription = active.get(row.subscription)
        if not (row.event and row.state in POSTED and _is_planned(row)):
            continue
        if subscription is None or subscription.paused:
            continue
        earlier = sorted(told.get(row.id, ()), key=lambda each: int(each.lead.split(":")[2]))
        last = earlier[-1].start if earlier else row.start
        event = knowledge.events.get(row.event)
        current = start_key(event, subscription.zone) if event else "gone"
        ahead = event is not None and end_of(event, subscription.zone) > now
        if current == last or not (ahead or _over(row.start) > now):
            continue
        found.append(
            Planned(
                subscription=row.subscription,
                event=row.event,
                start=current,
                lead=f"correction:{row.id}:{len(earlier) + 1}",
                due=now,
                name=row.name,
                target=row.target,
                kind="correction",
                thread_of=row.id,
                text=_spell_move(row, event),
            )
        )
    return found


def _spell_move(row: Delivery, event: Event | None) -> str:
    if event is None:
        return f"{row.name} is cancelled: {GONE[:1].lower()}{GONE[1:]}"
    clock = f", {event.dates[0].time} ({event.zone})" if event.dates[0].time else ""
    verb = "is now" if is_fixed(event) else "is no longer fixed to a day; the sources say"
    return f"{event.name} has moved: it {verb} {event.when.spell()}{clock}. It was {_spell(row)}."


def _spell(row: Delivery) -> str:
    when, _, zone = row.start.rpartition(" ")
    if "T" not in when:
        return When.parse(when).spell()
    wall = Wall.parse(row.start)
    day = f"{wall.local.day} {wall.local:%B %Y}"
    return day if wall.local.time() == MORNING else f"{day}, {wall.local:%H:%M} ({zone})"


def _over(start: str) -> datetime:
    """Give when a start that the ledger has is surely over."""
    when, _, zone = start.rpartition(" ")
    if "T" in when:
        return Wall.parse(start).instant + timedelta(days=1)
    morrow = When.parse(when).last + timedelta(days=1)
    return Wall(datetime.combine(morrow, time(0)), zone).instant


def _farewells(
    now: datetime,
    knowledge: KnowledgeBase,
    active: Mapping[str, Subscription],
    rows: Sequence[Delivery],
) -> list[Planned]:
    """Say of an event that has gone that no reminder of it will come, unless a thread says so."""
    corrected = {(r.subscription, r.event) for r in rows if r.state in POSTED and _is_planned(r)}
    found: dict[tuple[str, str], Planned] = {}
    for row in rows:
        subscription = active.get(row.subscription)
        key = (row.subscription, row.event)
        if subscription is None or subscription.paused or row.state != "pending":
            continue
        if not row.event or row.event in knowledge.events or not _is_planned(row):
            continue
        if key not in corrected:
            found[key] = Planned(
                subscription=row.subscription,
                event=row.event,
                start="gone",
                lead="gone",
                due=now,
                name=row.name,
                target=row.target,
                kind="notice",
                text=f"{row.name} is cancelled: it is no longer on the timeline. "
                "Its reminders are cancelled, too.",
            )
    return list(found.values())
