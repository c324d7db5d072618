"""What is said of events that move or go after a reminder of them was sent or planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from handlers.reminders.milestones import (
    MORNING,
    Planned,
    covers,
    end_of,
    family_of,
    is_fixed,
    milestones_of,
    start_key,
)
from handlers.reminders.model import POSTED, Delivery, Subscription, Wall
from knowledge.base import KnowledgeBase
from knowledge.model import Event
from knowledge.when import When

GONE = "It is no longer on the timeline."


def is_planned(row: Delivery) -> bool:
    """Tell whether planning put a row on the ledger; snoozes, corrections and notices stay."""
    return row.kind == "reminder" and not row.lead.startswith("snooze")


def correct(
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
        if not (row.event and row.state in POSTED and is_planned(row)):
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


@dataclass(frozen=True, slots=True)
class Gone:
    """An event that was taken out of the pack.

    Args:
        event: as it was.
        since: when that was found.
    """

    event: Event
    since: datetime


def take_leave(
    now: datetime,
    knowledge: KnowledgeBase,
    active: Mapping[str, Subscription],
    rows: Sequence[Delivery],
    gone: Sequence[Gone] = (),
) -> list[Planned]:
    """Say of an event that has gone that no reminder of it will come, unless a thread says so."""
    heard = {(row.subscription, row.event) for row in rows if row.state in POSTED}
    heard |= {(row.subscription, row.event) for row in rows if row.lead == "gone"}
    told = {(row.target, row.event) for row in rows if row.lead == "gone"}
    found: dict[tuple[str, str], Planned] = {}
    for row in rows:
        subscription = active.get(row.subscription)
        if subscription is None or subscription.paused or row.state != "pending":
            continue
        if not row.event or row.event in knowledge.events or not is_planned(row):
            continue
        if (row.subscription, row.event) not in heard:
            found[row.subscription, row.event] = _say_gone(
                now, row.subscription, row.target, row.event, row.name
            )
            told.add((row.target, row.event))
    for each in gone:
        for subscription in active.values():
            place = (subscription.target, each.event.id)
            if place in told or (subscription.id, each.event.id) in heard:
                continue
            if not subscription.paused and _lay_ahead(subscription, each, knowledge):
                told.add(place)
                found[subscription.id, each.event.id] = _say_gone(
                    now, subscription.id, subscription.target, each.event.id, each.event.name
                )
    return list(found.values())


def _lay_ahead(subscription: Subscription, gone: Gone, knowledge: KnowledgeBase) -> bool:
    """Tell whether a reminder was still to come when the event went."""
    family = family_of(subscription, knowledge)
    if subscription.created > gone.since or not covers(subscription, gone.event, family):
        return False
    return any(each.due >= gone.since for each in milestones_of(subscription, gone.event))


def _say_gone(now: datetime, code: str, target: str, event: str, name: str) -> Planned:
    return Planned(
        subscription=code,
        event=event,
        start="gone",
        lead="gone",
        due=now,
        name=name,
        target=target,
        kind="notice",
        text=f"{name} is cancelled: it is no longer on the timeline. "
        "Its reminders are cancelled, too.",
    )
