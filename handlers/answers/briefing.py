"""What a reminder says: the event in brief, and for a session who stands where on its topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.answers.answer import Answer, Choice, Entry, Line, Note, Section
from handlers.answers.entries import show_event
from handlers.reminders.milestones import is_fixed
from handlers.reminders.model import Delivery, Lead, Subscription
from handlers.request import Services
from knowledge.model import Event

_ELSEWHERE = frozenset({"With", "Topics", "Part of"})
# A reminder is read on a phone before a session: what does not fit a screen is left to `brief`.
MOST_TOPICS, MOST_NAMES, MOST_MISSED = 6, 5, 15

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
    """Word a reminder.

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
            title=f"Reminder: {delivery.name}",
            lead="",
            notes=tuple(notes),
            shareable=False,
        )
    entry = _shorten(show_event(services, event))
    if event.instant is not None and event.zone:
        venue = ("At the venue", f"{event.dates[0].time}, {event.zone}")
        entry = replace(entry, facts=(venue, *entry.facts))
    return Answer(
        query="",
        command="remind",
        title=f"{_headline(delivery, event)}: {event.brief}",
        sections=(Section(items=(entry,)), *_stances(services, event)),
        choices=tuple(
            Choice(topic.brief, f"topic {topic.name}")
            for topic in (services.knowledge.topics[key] for key in event.topics[:4])
            if event.kind == "session"
        ),
        notes=tuple(notes),
        shareable=False,
    )


def _shorten(entry: Entry) -> Entry:
    """Leave out what is a click away, so that all topics find room beside title, time and place."""
    facts = tuple(fact for fact in entry.facts if fact[0] not in _ELSEWHERE)
    cited = tuple(replace(each, quotes=()) for each in entry.cited)
    return replace(entry, facts=facts, cited=cited)


def _headline(delivery: Delivery, event: Event) -> str:
    if not is_fixed(event):
        return "Date not fixed"
    if delivery.lead.startswith("snooze"):
        return "Reminder"
    lead = Lead.parse(delivery.lead)
    return f"In {lead.spell().removesuffix(' before')}" if lead.count else "Now"


def _stances(services: Services, event: Event) -> list[Section]:
    """For a negotiation session: each topic with one line on who supports and who opposes."""
    if event.kind != "session":
        return []
    knowledge = services.knowledge
    lines: list[Line] = []
    for key in event.topics[:MOST_TOPICS]:
        spoken = knowledge.said_within(key)
        parts: list[str] = []
        for stance, word in (("support", "support"), ("oppose", "oppose")):
            names = dict.fromkeys(
                knowledge.parties[p.on_behalf_of or p.party].brief
                for p in spoken
                if p.stance == stance
            )
            if names:
                shown = ", ".join(list(names)[:MOST_NAMES])
                more = len(names) - MOST_NAMES
                parts.append(f"{word}: {shown}{f' and {more} more' if more > 0 else ''}")
        text = "; ".join(parts) or "nobody on record supports or opposes"
        lines.append(Line(text[:1].upper() + text[1:], knowledge.topics[key].brief))
    return [Section(title="Who stands where", items=tuple(lines), brief=True)] if lines else []


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
