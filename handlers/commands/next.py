"""next [N]"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from handlers.answers.answer import Answer, Choice, Line, Menu, Note, Section
from handlers.answers.citing import tell_missing_documents
from handlers.answers.entries import show_event, spell_leading
from handlers.answers.events import by_date, in_lists, menu_of_events, upcoming
from handlers.errors import UserError
from handlers.questions.events import choose_events
from handlers.questions.question import Question
from handlers.questions.sequence import find_parts, of_kind
from handlers.registry import Command
from handlers.request import Services
from knowledge.model import Event
from knowledge.when import When, spell_day

USUAL, MOST = 5, 50  # a screen; and more than any pack has ahead
_VAGUE = "Under way, over or still to come: the sources are no more precise."


def tell_next(request: Question, services: Services) -> Answer:
    """Say what comes next, from today on."""
    count = _read_count(_words_of(request))
    today = services.clock.now().date()
    events = list(services.knowledge.events.values())
    wanted = _wanted(request, services)
    past: list[Event] = []
    if wanted and not _ahead_of(wanted, today) and _ahead_of(events, today):
        wanted, past = [], wanted  # what was asked for is over; that nothing comes would be false
    ahead, begun = _part(wanted or events, today)
    notes: list[Note] = []
    lead = ""
    menu: Menu | None = None
    notes.append(Note("from", f"From {spell_day(today)} on{_tell_undecided(ahead, today)}"))
    sections: list[Section] = []
    choices: list[Choice] = []
    if _ASKS_NOW.search(request.plain):
        sections += _tell_phases(services, today)
    if past:
        lead = "Of what was asked for nothing on record lies ahead. What comes next of all:"
        notes.append(Note("no-event", lead))
    if ahead:
        near = in_lists(ahead)[:count]
        alone = len(near) == 1
        # What is asked for by a name is told, the rest is listed; of several, all are.
        told = near[:1] if wanted and not _SEVERAL.search(request.plain) else []
        rest = [event for event in near if event not in told]
        if told:
            items = tuple(show_event(services, event, brief=alone) for event in told)
            sections.append(Section(items=items))
        if rest:
            items = tuple(show_event(services, event, brief=True) for event in rest)
            sections.append(Section(items=items, brief=len(near) > 1))
        menu = None if alone else menu_of_events([*near, *begun])
    else:
        lead, choices = _tell_nothing(services, today)
        if wanted:
            lines = tuple(
                Line(_spell_event(event), spell_leading(event)) for event in in_lists(wanted)
            )
            sections.append(Section(title="On record", items=lines, dense=True))
        notes.append(Note("no-event", lead))
    sections += _list_begun(services, begun)
    left = len(ahead) - count
    if left > 0:
        choices.append(Choice(f"Next {min(len(ahead), MOST)}", f"next {min(len(ahead), MOST)}"))
    answer = Answer(
        query=request.text,
        command="next",
        title="What comes next",
        silence=lead,
        sections=tuple(sections),
        choices=(*choices, Choice("Timeline", "timeline")),
        menu=menu,
        notes=tuple(notes),
        page=request.page,
        calendar=bool(ahead),
    )
    return tell_missing_documents(services, answer)


def _part(events: Sequence[Event], today: date) -> tuple[list[Event], list[Event]]:
    """Part what is not over into what lies ahead and what has begun.

    What has begun goes on beside what is next; it does not take its place.  What is dated by its
    month alone may lie ahead in it; it is, as long as much of the month is left or where nothing
    else does.

    Args:
        events: of which.
        today: the present day.
    """
    coming = upcoming(events, today)
    begun = [event for event in coming if _has_begun(event.when, today)]
    alone = len(begun) == len(coming)
    undecided = [
        event
        for event in begun
        if _is_of_a_month(event.when) and (alone or not _is_late(event.when, today))
    ]
    begun = [event for event in begun if event not in undecided]
    return [event for event in coming if event not in begun], begun


def _tell_undecided(ahead: Sequence[Event], today: date) -> str:
    """Say that what has no day in the present month may be over; "" where nothing is such."""
    months = {event.when.spell() for event in ahead if _has_begun(event.when, today)}
    return f"; what has no day in {months.pop()} may be over" if len(months) == 1 else ""


_SEVERAL = re.compile(r"\b(?:sessions|meetings|events|rounds|dates|steps|all)\b")
# "What stage are we in": what goes on, before what comes.
_ASKS_NOW = re.compile(r"\b(?:which|what) (?:phase|stage|step)\b.*\b(?:is|are)\b")


def _tell_phases(services: Services, today: date) -> list[Section]:
    """Tell the phases that a day lies in, the shortest first."""
    phases = [
        event
        for event in services.knowledge.events.values()
        if event.when.first <= today <= event.when.last
        and (event.when.last - event.when.first).days > A_MONTH
        and event.kind == "phase"
    ]
    phases.sort(key=lambda event: event.when.last - event.when.first)
    items = tuple(show_event(services, event, brief=True) for event in phases)
    return [Section(title="Under way", items=items, brief=True)] if items else []


def _ahead_of(events: Sequence[Event], today: date) -> list[Event]:
    """List what lies ahead of a day, or may lie ahead of it within a month."""
    coming = upcoming(events, today)
    return [e for e in coming if not _has_begun(e.when, today) or _is_of_a_month(e.when)]


def _has_begun(when: When, today: date) -> bool:
    """Tell whether a date may be over; of what is before tomorrow, only today is left."""
    if when.hedge == "before":
        return when.first <= today + timedelta(days=1)
    return when.first < today


def _is_of_a_month(when: When) -> bool:
    return when.precision == "month" and (when.last - when.first).days <= A_MONTH


def _is_late(when: When, today: date) -> bool:
    """Tell whether so little of a month is left that what was to be in it is likelier over."""
    return (when.last - today).days < A_WEEK


A_WEEK, A_MONTH = 7, 31  # days


def _spell_event(event: Event) -> str:
    return f"{event.name}, {event.place}" if event.place else event.name


def _wanted(question: Question, services: Services) -> list[Event]:
    """Choose the events that a sentence asks for the next of: "the next GFMD summit"."""
    left = [word for word in question.left if not word.isdigit()]
    named = question.events or question.topics or question.terms
    if question.certainty == "named" or not (left or named):
        return []
    # "What is left of the six": of a series, what it consists of.
    series = [services.knowledge.events[key] for key in question.events]
    if parts := find_parts(question, series, services.knowledge):
        return parts
    chosen = choose_events(question, services, most=WANTED).events
    return list(chosen) or _upcoming_of_kind(left, services)


def _upcoming_of_kind(words: Sequence[str], services: Services) -> list[Event]:
    """Choose what lies ahead of a kind that a word names: "the next session"; any is a meeting."""
    special = [word for word in words if word.removesuffix("s") != "meeting"]
    chosen = of_kind(services.knowledge.events.values(), special)
    return upcoming(chosen, services.clock.now().date())


WANTED = 12


def _words_of(question: Question) -> str:
    """Give the number that is asked for, as typed, also in a whole sentence."""
    if question.certainty == "named":
        return question.words
    return next((word for word in question.text.split() if word.isdigit() and word != "0"), "")


def _read_count(words: str) -> int:
    if not words:
        return USUAL
    if not (words.isascii() and words.isdigit()) or int(words) < 1:
        raise UserError(
            f"“{words}” is not a number from 1 to {MOST}.",
            "Ask, for example: next 5; a span of time: timeline {year}",
        )
    return min(int(words), MOST)


def _tell_nothing(services: Services, today: date) -> tuple[str, list[Choice]]:
    """Say that nothing lies ahead, and what the last negotiating day on record is."""
    text = f"Nothing on record lies ahead of {spell_day(today)}."
    said = {position.session for position in services.knowledge.positions}
    if not said:
        return text, []
    latest = by_date(services.knowledge.events[session] for session in said)[-1]
    text += f" Its record of what was said ends on {latest.when.spell()}."
    year = latest.when.first.year
    return text, [Choice(f"Timeline of {year}", f"timeline {year}")]


def _list_begun(services: Services, begun: Iterable[Event]) -> list[Section]:
    """Part what is under way from what has only a vague date that today falls into."""
    under_way: list[Event] = []
    vague: list[Event] = []
    for event in begun:
        # Phases and spans of days last; a month, a year or a span of them may only say that the
        # source has the date no more precisely.
        lasts = event.kind == "phase" or event.when.precision == "days"
        (under_way if lasts and not event.when.hedge else vague).append(event)
    told = (
        (under_way, "Under way", ""),
        (vague, "In a span that has begun", _VAGUE),
    )
    return [
        Section(
            title=title,
            lead=lead,
            items=tuple(show_event(services, event, brief=True) for event in in_lists(events)),
            related=True,
            brief=True,
            dense=True,
            detail=True,
        )
        for events, title, lead in told
        if events
    ]


COMMAND = Command(
    name="next",
    usage="[N]",
    summary="The next events, from today on.",
    examples=("next", "next 5"),
    handler=tell_next,
    aliases=("upcoming", "soon"),
    rank=52,
)
