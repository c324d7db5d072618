"""timeline [FILTER] [FROM..TO]"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from handlers.answer import Answer, Choice, Note, Section
from handlers.citing import tell_missing_documents
from handlers.errors import UserError
from handlers.events import by_date, filter_events
from handlers.registry import Command
from handlers.request import Request, Services
from handlers.showing import show_event
from knowledge.model import Event
from knowledge.when import When

_RANGE = re.compile(r"(?<!\S)(\d{4}(?:-\d{2}){0,2})?\.\.(\d{4}(?:-\d{2}){0,2})?(?!\S)")
_POINT = re.compile(r"(?<!\S)((?:19|20)\d{2}(?:-\d{2}){0,2})(?!\S)")


def draw_timeline(request: Request, services: Services) -> Answer:
    """List dated events in order, narrowed by words and by a span of time."""
    words, first, last = _span(request.words)
    events, notes = filter_events(services, words)
    chosen = [
        event for event in by_date(events) if event.when.last >= first and event.when.first <= last
    ]
    told: list[Note] = list(notes)
    lead = ""
    if not chosen:
        lead = "No event in this pack fits that."
        told.append(Note("no-event", lead))
    answer = Answer(
        query=request.text,
        command="timeline",
        title="Timeline" + (f": {request.words}" if request.words else ""),
        lead=lead,
        sections=tuple(_by_year(services, chosen)),
        choices=(Choice("What comes next", "next"),),
        notes=tuple(told),
        page=request.page,
        calendar=bool(chosen),
    )
    return tell_missing_documents(services, answer)


def _by_year(services: Services, events: Sequence[Event]) -> list[Section]:
    years: dict[int, list[Event]] = {}
    for event in events:
        years.setdefault(event.when.first.year, []).append(event)
    return [
        Section(
            title=str(year),
            items=tuple(show_event(services, event, brief=True) for event in found),
            brief=True,
        )
        for year, found in years.items()
    ]


def _span(words: str) -> tuple[str, date, date]:
    """Take the span of time out of the words."""
    first, last = date.min, date.max
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
    except ValueError as fault:
        raise UserError(f"{fault}.", "Write a span like 2017-04..2017-11") from None
    if first > last:
        raise UserError("That span ends before it begins.", "Write it like 2017-04..2017-11")
    return " ".join(words.split()), first, last


COMMAND = Command(
    name="timeline",
    usage="[WORDS] [FROM..TO]",
    summary="Events in order; narrowed by a topic, a track, words or a span.",
    examples=("timeline 2017-06..2017-12", "timeline refugee", "timeline thematic sessions"),
    handler=draw_timeline,
    aliases=("calendar", "dates", "events"),
    rank=50,
)
