"""What somebody wants to be reminded of, read from words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from handlers.answers.answer import Answer, Choice, Line, Note, Section
from handlers.answers.events import by_date
from handlers.answers.times import spell_briefly, spell_when
from handlers.errors import UserError
from handlers.questions.events import filter_events
from handlers.questions.leads import read_leads
from handlers.questions.lookup import look_up
from handlers.questions.moments.folding import fold
from handlers.questions.moments.reading import Moment, Unclear, read_moment
from handlers.questions.places import read_place, refuse_person
from handlers.reminders.milestones import end_of, start_of
from handlers.reminders.model import Lead, Place, Reminders, ScopeKind, Wall
from handlers.request import Request, Services
from knowledge.base import KnowledgeBase
from knowledge.model import Event
from knowledge.names.normal import normalise

USUAL = (Lead(1, "d"),)
LONGEST_NOTE = 300
# People and channels as Slack writes them, which a note gives by their names.
_MENTIONED = re.compile(r"<([@#!])[A-Z0-9a-z^]*\|@?([^>|]+)>")
_ABOUT = re.compile(r"^(?:of|about|for)\s+", re.IGNORECASE)
_EVERYTHING = frozenset({"all", "everything", "all events", "every event", "the pack", "events"})
# A zone far from every other: what is read alike in both does not depend on the person's.
_FAR_ZONE = "Pacific/Kiritimati"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to be reminded of.

    Args:
        place: the channel, or None for oneself.
        kind, value: which events.
        leads: how long before.
        note: text of one's own.
        wall: when that is due, or first due.
        recurrence: by which rule it comes again, or "".
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
    recurrence: str = ""
    called: str = ""
    notes: tuple[Note, ...] = ()
    unclear: Answer | None = None


def find_places(text: str) -> list[str]:
    """List what may name a channel in a line: "here", "#gcm", "<#C1|gcm>"."""
    found = re.findall(r"(?<!\S)(?:#[^\s<>]+|<#[A-Z0-9]+(?:\|[^>]*)?>)", text)
    return [*found, "here"]


def read_wish(request: Request, services: Services, reminders: Reminders) -> Wish:
    """Read a wish.

    Args:
        request: the question; its words begin with the place.
        services: the pack.
        reminders: channels and the person's time zone.

    Raises:
        UserError: where it cannot be read.
    """
    if asked := refuse_person(request):
        return Wish(unclear=asked)
    place, words = read_place(request.words, request, reminders)
    about = _ABOUT.match(words)
    named = words[about.end() :] if about else words
    leads, named = read_leads(named)
    note = None if leads else _read_note(place, named, request, services, reminders)
    if note and not (about and note.unclear):
        return note
    if not (about or leads):
        text = "When, and of what?"
        raise UserError(text, "Use the form, or see how it can be written: remind form; remind")
    named = re.sub(r"^(?:of|about|for|the)\s+", "", named, flags=re.IGNORECASE)
    scope = _read_scope(place, named, leads or USUAL, request, services, reminders)
    return note if note and scope.unclear else scope


def _read_note(
    place: Place | None, words: str, request: Request, services: Services, reminders: Reminders
) -> Wish | None:
    """Read a note with its time; None where nothing says when."""
    now, cities = services.clock.now(), cities_of(services.knowledge)
    found = read_moment(words, now, reminders.zone, cities)
    if found is None:
        return None
    if isinstance(found, Unclear):
        return Wish(unclear=_ask_when(found, place, request, services, reminders))
    if not reminders.zone_known:
        elsewhere = read_moment(words, now, _FAR_ZONE, cities)
        if not isinstance(elsewhere, Moment) or elsewhere.wall.instant != found.wall.instant:
            raise UserError(
                "Slack does not tell your time zone just now, so nothing was set.",
                "Ask again in a minute, or write the zone: 15:00 UTC; in 2 hours needs none.",
                about="when",
            )
    if not found.note:
        text = "What is the reminder to say?"
        raise UserError(text, "Write it behind the time, as in “tomorrow at 15:00 call Geneva”.")
    if len(found.note) > LONGEST_NOTE:
        raise UserError(f"A note has at most {LONGEST_NOTE} characters.", "Make it shorter.")
    return Wish(
        place=place,
        kind="note",
        note=_MENTIONED.sub(lambda match: f"{match[1][0].replace('!', '@')}{match[2]}", found.note),
        wall=found.wall,
        recurrence=found.rule,
        notes=tuple(Note("read", text) for text in found.remarks),
    )


def cities_of(knowledge: KnowledgeBase) -> Mapping[str, str]:
    """Give the zones by the folded names of places where the pack's events are."""
    return {
        fold(event.place.partition(",")[0].strip()): event.zone
        for event in knowledge.events.values()
        if event.place and event.zone
    }


def _ask_when(
    unclear: Unclear,
    place: Place | None,
    request: Request,
    services: Services,
    reminders: Reminders,
) -> Answer:
    """Ask back with what can be meant, each as a button."""
    now, cities = services.clock.now(), cities_of(services.knowledge)
    choices: list[Choice] = []
    lines: list[Line] = []
    readings = [(line, read_moment(line, now, reminders.zone, cities)) for line in unclear.readings]
    rules = Counter(meant.rule for _, meant in readings if isinstance(meant, Moment))
    for line, meant in readings:
        if isinstance(meant, Moment):
            label = spell_briefly(meant.wall, meant.rule, reminders.zone)
            if meant.rule and rules[meant.rule] > 1:
                label += f", from {spell_briefly(meant.wall, '', reminders.zone)}"
            told = spell_when(meant.wall, meant.rule, reminders.zone)
            lines.append(Line(f"“{meant.note}”" if meant.note else "", told))
        elif isinstance(meant, Unclear) and meant.readings:
            label = line
        else:
            continue
        choices.append(Choice(label, f"remind {place.ask if place else 'me'} {line}"))
    # Where only the moment is in question, the buttons say all.
    differ = len({line.text for line in lines}) > 1
    hint = "Say day and time, as in “15 March 2018 at 15:00”."
    return Answer(
        query=request.text,
        command="remind",
        title=unclear.text,
        lead="Nothing is set yet. Which is meant?" if choices else f"Nothing is set. {hint}",
        sections=(Section(items=tuple(lines)),) if differ else (),
        choices=tuple(choices),
        notes=(Note("ambiguous", unclear.text, told=True, about="when"),),
        shareable=False,
    )


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
        return Wish(unclear=_ask_again(found.unclear, place, request, services, leads))
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
    nearer = by_date(
        each
        for each in services.knowledge.events.values()
        if today <= each.when.first < event.when.first
    )
    passed_over = _tell_nearer(nearer, services.knowledge) if nearer else ()
    return Wish(place=place, value=event.id, leads=leads, called=event.name, notes=passed_over)


def _tell_nearer(nearer: list[Event], knowledge: KnowledgeBase) -> tuple[Note, ...]:
    """Say what lies before the event that was taken for the next one."""
    first = nearer[0]
    more = f" and {len(nearer) - 1} more" if len(nearer) > 1 else ""
    text = f"Nearer, and not meant by these words: {first.name} ({first.when.spell()}){more}."
    return (Note("nearer", text),)


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
    where = place.ask if place else "me"
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
    unclear: Answer,
    place: Place | None,
    request: Request,
    services: Services,
    leads: tuple[Lead, ...],
) -> Answer:
    """Ask which event is meant, of those that can still be announced as was said."""
    now, zone = services.clock.now(), "Etc/UTC"
    ahead = {
        event.name
        for event in services.knowledge.events.values()
        if any(lead.before(start_of(event, zone)) > now for lead in leads)
    }
    before = ",".join(map(str, leads))
    choices = tuple(
        Choice(choice.label, f"remind {place.ask if place else 'me'} of {name} {before} before")
        for choice in unclear.choices
        if (name := choice.command.removeprefix("event ")) in ahead
    )
    return replace(unclear, query=request.text, command="remind", choices=choices)
