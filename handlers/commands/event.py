"""event E"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.answers.answer import Answer, Choice, Section
from handlers.answers.citing import tell_missing_documents
from handlers.answers.entries import show_event
from handlers.answers.events import by_date
from handlers.errors import UserError
from handlers.questions.lookup import look_up
from handlers.registry import Command
from handlers.request import Request, Services
from knowledge.model import Event
from knowledge.names.normal import normalise

MOST_OTHERS = 4


def tell_event(request: Request, services: Services) -> Answer:
    """Tell all of an event: each date with its source, place, people, topics and parts."""
    if not request.words:
        raise UserError(
            "Which event?", "Ask, for example: event stocktaking; all of them: timeline"
        )
    events = services.knowledge.events
    found = look_up(request, services, "event", "event", "event", lambda key: events[key].name)
    if found.unclear:
        return found.unclear
    chosen = by_date(events[key] for key in found.ids)
    sections = [Section(items=tuple(show_event(services, event) for event in chosen))]
    parts = by_date(e for e in events.values() if e.part_of in found.ids)
    if parts:
        items = tuple(show_event(services, event, brief=True) for event in parts)
        sections.append(Section(title="Part of it", items=items, brief=True, related=True))
    choices = _offer_others(request, services, [*chosen, *parts])
    for event in chosen:
        if any(p.session == event.id for p in services.knowledge.positions):
            names = [services.knowledge.topics[topic].name for topic in event.topics[:3]]
            choices += [Choice(f"Who said what on {name}", f"topic {name}") for name in names]
    answer = Answer(
        query=request.text,
        command="event",
        title=", ".join(event.brief for event in chosen[:3]),
        sections=tuple(sections),
        choices=tuple(choices),
        notes=found.notes,
        page=request.page,
        calendar=True,
    )
    return tell_missing_documents(services, answer)


def _offer_others(request: Request, services: Services, told: Sequence[Event]) -> list[Choice]:
    """Offer the other events whose names have the same words: of another track or year."""
    events = services.knowledge.events
    sought = set(normalise(request.words).split())
    others = [
        event
        for event in by_date(events.values())
        if event not in told and sought <= set(normalise(event.name).split())
    ]
    return [Choice(event.name, f"event {event.name}") for event in others[:MOST_OTHERS]]


COMMAND = Command(
    name="event",
    usage="EVENT",
    summary="An event: dates with their sources, place, people, topics.",
    examples=("event stocktaking", "event Special Rapporteur report"),
    handler=tell_event,
    aliases=("when",),
    rank=54,
)
