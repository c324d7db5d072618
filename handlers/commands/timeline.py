"""timeline [FILTER] [FROM..TO]"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from handlers.answers.answer import Answer, Choice, Entry, Note, Section
from handlers.answers.citing import Shown, tell_missing_documents
from handlers.answers.entries import show_event
from handlers.answers.events import in_lists, menu_of_events
from handlers.errors import UserError
from handlers.questions.events import filter_events
from handlers.questions.question import Question
from handlers.questions.sequence import lies_in
from handlers.registry import Command
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.errors import DateError
from knowledge.model import Event
from knowledge.when import When

_RANGE = re.compile(r"(?<!\S)(\d{4}(?:-\d{2}){0,2})?\.\.(\d{4}(?:-\d{2}){0,2})?(?!\S)")
_MONTHS = [date(2000, month, 1).strftime("%B").casefold() for month in range(1, 13)]
_WRITTEN = re.compile(
    rf"(?<!\S)(?:(?P<day>\d{{1,2}})\s+)?(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>\d{{4}})(?!\w)",
    re.IGNORECASE,
)
_TO = re.compile(r"(?<=\d)\s*(?:–|—|\bto\b|\buntil\b)\s*(?=\d{4})")
_EVER = date.min, date.max
A_YEAR = 366  # days; of a longer span the years are the headings
_DATED = frozenset({"day", "days", "month"})
_POINT = re.compile(r"(?<!\S)((?:19|20)\d{2}(?:-\d{2}){0,2})(?!\S)")


def draw_timeline(request: Question, services: Services) -> Answer:
    """List dated events in order, narrowed by words and by a span of time."""
    words, first, last = _span(_words_of(request))
    events, notes = filter_events(services, words)
    every = len(events) == len(services.knowledge.events)
    chosen = _all_in_lists(services.knowledge) if every else in_lists(events)
    if request.certainty != "named" and request.span is not None:
        chosen = [event for event in chosen if lies_in(request, event)]
    elif (first, last) != _EVER:
        chosen = [e for e in chosen if e.when.last >= first and e.when.first <= last]
    told: list[Note] = list(notes)
    choices: tuple[Choice, ...] = (Choice("What comes next", "next"),)
    if not chosen:
        choices = (Choice("The whole timeline", "timeline"), *choices)
    lead = ""
    named = request.words if request.certainty == "named" else words
    named = request.span.words if request.span and request.certainty != "named" else named
    if not chosen:
        lead = f"No event on record fits “{named or request.words}”."
        told = [Note("no-event", lead)]
    answer = Answer(
        query=request.text,
        command="timeline",
        title="Timeline" + (f": {_title(named)}" if named else ""),
        silence=lead,
        menu=menu_of_events(chosen),
        sections=tuple(_sections(request, services, chosen, (first, last), named)),
        choices=choices,
        notes=tuple(told),
        page=request.page,
        calendar=bool(chosen),
    )
    return tell_missing_documents(services, answer)


def _sections(
    question: Question,
    services: Services,
    events: Sequence[Event],
    span: tuple[date, date],
    named: str,
) -> list[Section]:
    """Draw up the events by year, of a year or less by month; to a sentence the phases first."""
    first, last = span
    if question.certainty == "named" and span != _EVER and (last - first).days <= A_YEAR:
        return _by_month(services, events, span)
    if question.certainty == "named":
        years = _by_year(services, events, first)
        # The one year that is asked for stands in the title.
        alone = len(years) == 1 and years[0].title == named
        return [replace(years[0], title="")] if alone else years
    own = services.knowledge.is_own
    phases = [event for event in events if event.kind == "phase" and own(event)]
    if question.span is not None:
        phases = []
    parts = [("Phases", phases), ("", [event for event in events if event not in phases])]
    return _head(services, parts)


def _all_in_lists(knowledge: KnowledgeBase) -> list[Event]:
    """Give all events as lists show them, which are sorted once."""
    return knowledge.keep(("in lists",), lambda: in_lists(knowledge.events.values()))


def _show(services: Services, events: Sequence[Event]) -> Shown[Event]:
    return Shown(events, partial(show_event, services, brief=True, cited=False), Entry)


def _title(words: str) -> str:
    """Write spans of time in a title as words: "2017-06..2017-12" as "June – December 2017"."""

    def spell(match: re.Match[str]) -> str:
        try:
            if match[1] and match[2] and len(match[1]) == len(match[2]):
                return When.parse(match[0]).spell()
            points = [When.parse(point).spell() if point else "" for point in match.groups()]
        except DateError:
            return match[0]
        told = (f"from {points[0]}" if points[0] else "", f"to {points[1]}" if points[1] else "")
        return " ".join(filter(None, told))

    words = _WRITTEN.sub(_write_as_number, words)
    return _POINT.sub(lambda point: When.parse(point[1]).spell(), _RANGE.sub(spell, words))


def _words_of(question: Question) -> str:
    """Give the words that narrow a timeline: as typed, or what a whole sentence has of them."""
    if question.certainty == "named":
        return question.words
    topics = [naming.words for naming in question.named if naming.ref.kind == "topic"]
    return " ".join(topics)


def _head(services: Services, parts: Iterable[tuple[str, Sequence[Event]]]) -> list[Section]:
    """Draw up parts of a timeline under their headings, those that have events."""
    return [
        Section(title=title, items=_show(services, found), brief=True, dense=True)
        for title, found in parts
        if found
    ]


def _by_month(
    services: Services, events: Sequence[Event], span: tuple[date, date]
) -> list[Section]:
    """Draw up what has a month in a span, and then what goes on beside it or has none."""
    first, last = span
    months: dict[str, list[Event]] = {}
    beside: list[Event] = []
    for event in events:
        when = event.when
        dated = when.precision in _DATED and first <= when.first and when.last <= last
        if dated and not when.hedge:
            months.setdefault(f"{when.first:%B %Y}", []).append(event)
        else:
            beside.append(event)
    # A month that stands before each of its events anyway needs no heading.
    parts = [
        ("" if all(event.when.spell() == month for event in found) else month, found)
        for month, found in months.items()
    ]
    if len(parts) == 1:
        parts = [("", found) for _, found in parts]
    if beside:
        parts.append(("Under way, or without a month" if parts else "", beside))
    return _head(services, parts)


def _by_year(services: Services, events: Sequence[Event], first: date) -> list[Section]:
    if len(events) == len(services.knowledge.events) and first == date.min:
        parts = services.knowledge.keep(("by year",), lambda: _part_by_year(events, first))
    else:
        parts = _part_by_year(events, first)
    return _head(services, parts)


def _part_by_year(events: Sequence[Event], first: date) -> list[tuple[str, list[Event]]]:
    years: dict[int, list[Event]] = {}
    for event in events:
        # What began before the span stands under the year in which the span begins.
        years.setdefault(max(event.when.first, first).year, []).append(event)
    parts: list[tuple[str, list[Event]]] = []
    for year, found in years.items():
        # A year that stands before each of its events anyway needs no heading.
        title = "" if all(event.when.spell() == str(year) for event in found) else str(year)
        if parts and not title and not parts[-1][0]:
            parts[-1][1].extend(found)
        else:
            parts.append((title, found))
    return parts


def _span(words: str) -> tuple[str, date, date]:
    """Take the span of time out of the words."""
    words = _TO.sub("..", _WRITTEN.sub(_write_as_number, words))
    first, last = _EVER
    try:
        if match := _RANGE.search(words):
            if match[1]:
                first = When.parse(match[1]).first
            if match[2]:
                last = When.parse(match[2]).last
            words = _RANGE.sub(" ", words)
        elif match := _POINT.search(words):
            when = When.parse(match[1])
            first, last = when.first, when.last
            words = _POINT.sub(" ", words)
    except DateError as fault:
        raise UserError(f"{fault}.", "Write a span like 2017-04..2017-11") from None
    if first > last:
        raise UserError("That span ends before it begins.", "Write it like 2017-04..2017-11")
    return " ".join(words.split()), first, last


def _write_as_number(match: re.Match[str]) -> str:
    """Turn "13 March 2018" into 2018-03-13 and "March 2018" into 2018-03."""
    month = _MONTHS.index(match["month"].casefold()) + 1
    day = f"-{int(match['day']):02}" if match["day"] else ""
    return f"{match['year']}-{month:02}{day}"


COMMAND = Command(
    name="timeline",
    usage="[WORDS] [FROM..TO]",
    summary="Events in order; narrowed by a topic, a track, words or a span.",
    examples=("timeline {year}", "timeline {year}..", "timeline {topic}"),
    handler=draw_timeline,
    aliases=("calendar", "dates", "events"),
    rank=50,
)
