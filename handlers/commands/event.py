"""event E"""

from __future__ import annotations

from handlers.answer import Answer, Choice, Section
from handlers.citing import tell_missing_documents
from handlers.errors import UserError
from handlers.events import by_date
from handlers.lookup import look_up
from handlers.registry import Command
from handlers.request import Request, Services
from handlers.showing import show_event


def tell_event(request: Request, services: Services) -> Answer:
    """Tell all of an event: each date with its source, place, people, topics and parts."""
    if not request.words:
        raise UserError("Which event?", "Ask, for example: event stocktaking")
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
    choices: list[Choice] = []
    for event in chosen:
        if any(p.session == event.id for p in services.knowledge.positions):
            names = [services.knowledge.topics[topic].name for topic in event.topics[:3]]
            choices += [Choice(f"Who said what on {name}", f"topic {name}") for name in names]
    answer = Answer(
        query=request.text,
        command="event",
        title=", ".join(event.name for event in chosen[:3]),
        sections=tuple(sections),
        choices=tuple(choices),
        notes=found.notes,
        page=request.page,
        calendar=True,
    )
    return tell_missing_documents(services, answer)


COMMAND = Command(
    name="event",
    usage="EVENT",
    summary="An event: dates with their sources, place, people, topics.",
    examples=("event stocktaking", "event Special Rapporteur report"),
    handler=tell_event,
    aliases=("when",),
    rank=54,
)
