"""What a reminder says: the event in brief, and for a session who stands where on its topics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import shorten

from handlers.answers.answer import Answer, Choice, Entry, Item, Line, Note, Section
from handlers.answers.board import rows_on
from handlers.answers.entries import show_event
from handlers.answers.times import spell_moment
from handlers.reminders.milestones import is_fixed
from handlers.reminders.model import Delivery, Lead, Subscription, Wall
from handlers.reminders.recurrence import spell_rule
from handlers.request import Services
from knowledge.model import Event, Stance

# A reminder is read on a phone before a session: what does not fit a screen is a button away.
MOST_TOPICS, MOST_MISSED = 3, 15
DATE_NOTE = 60  # characters of how a date is known
SHORT_KIND = 20  # of the word that such a note begins with: "Inferred: ..."
# What ends a subscription; its code is added where the button is drawn.
STOP = Choice("Stop these", "remind cancel")
_SIDES: tuple[Stance, ...] = ("support", "conditional", "oppose")

# Slack's names for why a message could not be posted, in words.
_WHY = {
    "account_inactive": "Slack no longer takes Compact’s token",
    "token_revoked": "Slack no longer takes Compact’s token",
    "token_expired": "Slack no longer takes Compact’s token",
    "invalid_auth": "Slack no longer takes Compact’s token",
    "is_archived": "the channel is archived",
    "not_in_channel": "Compact is not in the channel; invite it and resume",
    "channel_not_found": "the channel is gone, or Compact is not in it",
    "user_disabled": "the person’s account is deactivated",
    "user_not_found": "there is no such person in Slack",
    "restricted_action": "Compact may not post in the channel",
    "missing_scope": "Compact lacks a permission in Slack",
}


def tell_why(error: str) -> str:
    """Put Slack's name of an error into words."""
    return _WHY.get(error, f"Slack answered “{error}”")


def brief_reminder(
    delivery: Delivery, subscription: Subscription, services: Services, *, late: str = ""
) -> Answer:
    """Word a reminder: what, then when, then who stands where.

    Args:
        delivery: which.
        subscription: whose.
        services: the pack.
        late: why it comes late, or "".
    """
    notes = [Note("late", late)] if late else []
    event = services.knowledge.events.get(delivery.event)
    if event is None:
        return Answer(
            query="",
            command="remind",
            title=delivery.name,
            sections=(Section(items=(_note_time(delivery, subscription),)),),
            choices=(STOP,) if subscription.recurrence else (),
            notes=tuple(notes),
            shareable=False,
        )
    entry = show_event(services, event)
    if entry.note:
        notes.append(Note("date", _tell_briefly(entry.note)))
    return Answer(
        query="",
        command="remind",
        title=f"{_headline(delivery, event)}: {_name_without_day(event)}",
        sections=(Section(items=(_event_time(event, entry),)), *_stances(services, event)),
        choices=(*_ways(services, event), STOP),
        notes=tuple(notes),
        shareable=False,
    )


def _name_without_day(event: Event) -> str:
    """Give an event's name without the day that it ends in: the time stands below it."""
    name, comma, day = event.brief.rpartition(",")
    return name if comma and _YEAR.search(day) else event.brief


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _tell_briefly(note: str) -> str:
    """Say how a date is known in a few words; the whole of it is in the event's details."""
    kind, colon, _ = note.partition(":")
    if len(note) > DATE_NOTE and colon and len(kind) <= SHORT_KIND:
        return f"{kind}: see Details"
    return shorten(note, DATE_NOTE, placeholder=" …")


def _ways(services: Services, event: Event) -> Iterator[Choice]:
    """Offer what was said on the topic of a session that most was said on, and its details."""
    if event.kind == "session" and event.topics:
        said = {key: len(services.knowledge.said_within(key)) for key in event.topics[:MOST_TOPICS]}
        topic = services.knowledge.topics[max(said, key=said.__getitem__)]
        yield Choice(f"{topic.brief} …", f"topic {topic.name}")
    yield Choice("Details", f"event {event.name}")


def _note_time(delivery: Delivery, subscription: Subscription) -> Line:
    """Say when a note was due, and how it comes again."""
    wall = Wall.parse(delivery.start)
    how = spell_rule(subscription.recurrence) if subscription.recurrence else wall.zone
    return Line(how, spell_moment(wall), int(wall.instant.timestamp()))


def _event_time(event: Event, entry: Entry) -> Line:
    """Say when and where an event is, at its venue where a moment is exact."""
    told: list[str] = []
    label = entry.when
    if not is_fixed(event):
        told.append("date not fixed")
    elif entry.instant is None:
        told.append("time of day not on record")
        if event.when.first == event.when.last and entry.when == event.when.spell():
            label = f"{event.when.first:%A} {label}"
    elif event.zone:
        told.append(f"{event.dates[0].time} at the venue, {event.zone}")
    if event.place:
        told.append(event.place)
    return Line(" · ".join(told) or event.name, label, entry.instant)


def _headline(delivery: Delivery, event: Event) -> str:
    if not is_fixed(event):
        return "Date not fixed"
    if delivery.lead.startswith("snooze"):
        return "Reminder"
    lead = Lead.parse(delivery.lead)
    return f"In {lead.spell().removesuffix(' before')}" if lead.count else "Now"


def _stances(services: Services, event: Event) -> list[Section]:
    """For a negotiation session: who takes which side on each topic itself, as on its board."""
    if event.kind != "session":
        return []
    knowledge = services.knowledge
    sections: list[Section] = []
    for key in event.topics[:MOST_TOPICS]:
        rows = rows_on(knowledge, key, _SIDES, frozenset())
        title = knowledge.topics[key].brief
        items: Sequence[Item] = rows or [Line("nobody on record takes a side on it")]
        sections.append(Section(title=title, items=tuple(items), dense=True))
    return sections


def brief_note(delivery: Delivery, *, late: str = "") -> Answer:
    """Word a reminder by what the ledger has of it alone."""
    return Answer(
        query="",
        command="remind",
        title=delivery.name,
        notes=(Note("late", late),) if late else (),
        shareable=False,
    )


def brief_text(delivery: Delivery) -> Answer:
    """Word a correction or a notice, whose text is on the ledger."""
    first, _, rest = delivery.text.partition("\n")
    lines = tuple(Line(line) for line in rest.splitlines() if line)
    return Answer(
        query="",
        command="remind",
        title=first,
        sections=(Section(items=lines),) if lines else (),
        shareable=False,
    )


def tell_lateness(delivery: Delivery, *, running: bool) -> str:
    """Say why a reminder comes late.

    Args:
        delivery: which.
        running: whether Compact was running when it was due.
    """
    due = f"{delivery.due.day} {delivery.due:%B %Y, %H:%M} UTC"
    if delivery.created > delivery.due:
        why = "the date became known only after that"
    elif delivery.attempts:
        why = "Slack could not be reached, or did not take it"
    elif running:
        why = "too many reminders were due at once"
    else:
        why = "Compact was not running then"
    return f"Late: this was due on {due}; {why}."


def tell_missed(missed: Sequence[Delivery]) -> str:
    """Word one notice of everything that a person set and that was not sent."""
    head = "A reminder that you set was not sent."
    if len(missed) > 1:
        head = f"{len(missed)} reminders that you set were not sent."
    lines = [f"{row.name or 'A correction'} ({row.subscription}): {row.reason}" for row in missed]
    if len(lines) > MOST_MISSED:
        lines[MOST_MISSED:] = [f"and {len(lines) - MOST_MISSED} more; see: reminders"]
    return "\n".join((head, *lines))
