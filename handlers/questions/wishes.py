"""What somebody wants to be reminded of, read from words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from handlers.answers.answer import Answer, Choice, Note
from handlers.answers.events import by_date
from handlers.errors import UserError
from handlers.questions.dates import LONGEST, MOST_LEADS, SPANS, find_date, read_spans
from handlers.questions.events import filter_events
from handlers.questions.lookup import look_up
from handlers.reminders.milestones import end_of
from handlers.reminders.model import AT_START, Lead, Place, Reminders, ScopeKind, Wall
from handlers.request import Request, Services
from knowledge.model import Event
from knowledge.names.normal import normalise

USUAL = (Lead(1, "d"),)
LONGEST_NOTE = 300
_PLACE = re.compile(r"^(me|us|here|#[^\s<>]+|<#[A-Z0-9]+(?:\|[^>]*)?>)(?:\s+|$)", re.IGNORECASE)
_LEADS = re.compile(rf"\s+(?:({SPANS})\s+(?:before|ahead|earlier)|at the start)$", re.IGNORECASE)
_LEADS_FIRST = re.compile(rf"^({SPANS})\s+(?:before|ahead of)\s+", re.IGNORECASE)
_EVERYTHING = frozenset({"all", "everything", "all events", "every event", "the pack", "events"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to be reminded of.

    Args:
        place: the channel, or None for oneself.
        kind, value: which events.
        leads: how long before.
        note: text of one's own.
        wall: when that is due.
        called: what is shown for ``value``.
        notes: how the words were read.
        unclear: a question back, instead of all this.
    """

    place: Place | None = None
    kind: ScopeKind = "event"
    value: str = ""
    leads: tuple[Lead, ...] = ()
    note: str = ""
    wall: Wall | None = None
    called: str = ""
    notes: tuple[Note, ...] = ()
    unclear: Answer | None = None


def find_places(text: str) -> list[str]:
    """List what may name a channel in a line: "here", "#gcm", "<#C1|gcm>"."""
    found = re.findall(r"(?<!\S)(?:#[^\s<>]+|<#[A-Z0-9]+(?:\|[^>]*)?>)", text)
    return [*found, "here"]


def read_place(words: str, request: Request, reminders: Reminders) -> tuple[Place | None, str]:
    """Read for whom or where something is meant.

    Returns:
        The channel, or None for the person alone; and the rest of the words.

    Raises:
        UserError: where Compact or the person is not in that channel.
    """
    match = _PLACE.match(words)
    if match is None:
        return None, words
    named, rest = match[1], words[match.end() :]
    if named.casefold() == "me":
        return None, rest
    if named.casefold() in ("here", "us"):
        named = "here"
        if request.channel.startswith("D"):
            return None, rest
    place = reminders.places.get(named)
    shown = place.name if place else named
    if place is None or not place.id or not place.bot_inside:
        raise UserError(
            f"Compact is not in {'this channel' if named == 'here' else shown}.",
            "Invite it there with /invite @Compact and ask again.",
        )
    if not place.person_inside:
        raise UserError(f"You are not in {shown}.", "Only its members set reminders there.")
    return place, rest


def read_wish(request: Request, services: Services, reminders: Reminders) -> Wish:
    """Read a wish.

    Args:
        request: the question; its words begin with the place.
        services: the pack.
        reminders: channels and the person's time zone.

    Raises:
        UserError: where it cannot be read.
    """
    place, words = read_place(request.words, request, reminders)
    about = re.match(r"^(?:of|about|for)\s+", words, re.IGNORECASE)
    named = words[about.end() :] if about else words
    leads, named = _read_leads(named)
    if not about and not leads:
        return _read_note(place, words, services, reminders)
    named = re.sub(r"^(?:of|about|for|the)\s+", "", named, flags=re.IGNORECASE)
    return _read_scope(place, named, leads or USUAL, request, services, reminders)


def _read_leads(words: str) -> tuple[tuple[Lead, ...], str]:
    if match := _LEADS.search(words):
        leads = read_spans(match[1]) if match[1] else (AT_START,)
        rest = words[: match.start()]
    elif match := _LEADS_FIRST.match(words):
        leads, rest = read_spans(match[1]), words[match.end() :]
    else:
        return (), words
    if len(leads) > MOST_LEADS or any(lead.count > LONGEST[lead.unit] for lead in leads):
        raise UserError(
            f"At most {MOST_LEADS} reminders for an event, and none more than a year before.",
            "Ask, for example: remind me of all sessions 2d,1h before",
        )
    return leads, rest.strip(" ,")


def _read_note(place: Place | None, words: str, services: Services, reminders: Reminders) -> Wish:
    now = services.clock.now()
    found = find_date(words, now, reminders.zone)
    if found is None:
        raise UserError(
            "When, and of what?",
            "Ask, for example: remind me of stocktaking 1 week before; remind me in 2 hours call "
            "Geneva; remind here on 12 March 2018 15:00 circulate the draft",
        )
    wall, note = found
    if not note:
        raise UserError("What is the reminder to say?", f"Ask, for example: remind me {words} call")
    if len(note) > LONGEST_NOTE:
        raise UserError(f"A note has at most {LONGEST_NOTE} characters.", "Make it shorter.")
    if wall.instant <= now:
        raise UserError(f"{wall.spell()} has passed.", "Name a time that is still to come.")
    return Wish(place=place, kind="note", note=note, wall=wall)


def _read_scope(
    place: Place | None,
    named: str,
    leads: tuple[Lead, ...],
    request: Request,
    services: Services,
    reminders: Reminders,
) -> Wish:
    knowledge, asked = services.knowledge, normalise(named)
    if asked in _EVERYTHING:
        return Wish(place=place, kind="all", leads=leads, called="every event")
    kinds = {event.kind for event in knowledge.events.values()} | {"session", "deadline"}
    singular = re.sub(r"^(?:all|every|each)\s+", "", asked).removesuffix("s")
    if singular in kinds:
        return Wish(
            place=place, kind="kind", value=singular, leads=leads, called=f"every {singular}"
        )
    if match := re.match(r"^(?:the )?next\s+(.+)$", named, re.IGNORECASE):
        return _next_event(place, match[1], leads, services)
    names = knowledge.index.read(named, frozenset({"event"}))
    exact = names.matches and not names.unknown and not any(m.edits for m in names.matches)
    topics = knowledge.index.read(re.sub(r"^all (?:on|of|about) ", "", named), frozenset({"topic"}))
    if not exact and len(topics.matches) == 1 and not topics.unknown:
        topic = knowledge.topics[topics.matches[0].refs[0].id]
        called = f"every event on {topic.name}"
        return Wish(place=place, kind="topic", value=topic.id, leads=leads, called=called)
    events = knowledge.events
    inner = request.for_words(named)
    found = look_up(inner, services, "event", "event", "event", lambda key: events[key].name)
    if found.unclear:
        return Wish(unclear=_ask_again(found.unclear, request, services, leads))
    return _one_event(
        [events[key] for key in found.ids], place, leads, request, services, reminders
    )


def _next_event(
    place: Place | None,
    named: str,
    leads: tuple[Lead, ...],
    services: Services,
) -> Wish:
    chosen, notes = filter_events(services, named)
    words = set(normalise(named).split())
    called = [event for event in chosen if words <= set(normalise(event.name).split())]
    kinds = [event for event in called if event.kind in words]
    # "next thematic session" is a session that is called so, not a note on one.
    chosen = kinds or called or chosen
    today = services.clock.now().date()
    ahead = by_date(event for event in chosen if event.when.first >= today)
    if not ahead or notes:
        raise UserError(f"No event “{named}” lies ahead.", "See what does: next")
    event = ahead[0]
    return Wish(place=place, value=event.id, leads=leads, called=event.name)


def _one_event(
    events: list[Event],
    place: Place | None,
    leads: tuple[Lead, ...],
    request: Request,
    services: Services,
    reminders: Reminders,
) -> Wish:
    now = services.clock.now()
    ahead = [event for event in events if end_of(event, reminders.zone) > now]
    if not ahead:
        latest = by_date(events)[-1]
        raise UserError(
            f"{latest.name} is over: {latest.when.spell()}.", "See what lies ahead: next"
        )
    if len(ahead) == 1:
        return Wish(place=place, value=ahead[0].id, leads=leads, called=ahead[0].name)
    text = f"“{request.words}” can be {len(ahead)} events."
    before = ",".join(map(str, leads))
    where = f"{place.name if place else 'me'}"
    choices = tuple(
        Choice(event.brief, f"remind {where} of {event.name} {before} before")
        for event in by_date(ahead)
    )
    return Wish(
        unclear=Answer(
            query=request.text,
            command="remind",
            title="Which event?",
            lead=text,
            choices=choices,
            notes=(Note("ambiguous", text),),
            shareable=False,
        )
    )


def _ask_again(
    unclear: Answer, request: Request, services: Services, leads: tuple[Lead, ...]
) -> Answer:
    before = ",".join(map(str, leads))
    choices = tuple(
        Choice(choice.label, f"remind me of {choice.label} {before} before")
        for choice in unclear.choices
        if choice.command.startswith("event ")
    )
    return replace(unclear, query=request.text, command="remind", choices=choices)
