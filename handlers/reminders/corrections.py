"""What is said of events that move or go after a reminder of them was sent or planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from handlers.reminders.milestones import MORNING, Planned, end_of, is_fixed, start_key
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


def take_leave(
    now: datetime,
    knowledge: KnowledgeBase,
    active: Mapping[str, Subscription],
    rows: Sequence[Delivery],
) -> list[Planned]:
    """Say of an event that has gone that no reminder of it will come, unless a thread says so."""
    corrected = {(r.subscription, r.event) for r in rows if r.state in POSTED and is_planned(r)}
    found: dict[tuple[str, str], Planned] = {}
    for row in rows:
        subscription = active.get(row.subscription)
        key = (row.subscription, row.event)
        if subscription is None or subscription.paused or row.state != "pending":
            continue
        if not row.event or row.event in knowledge.events or not is_planned(row):
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
