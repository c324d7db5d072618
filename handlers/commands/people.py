"""people P"""

from __future__ import annotations

from handlers.answer import Answer, Choice, Section
from handlers.citing import tell_missing_documents
from handlers.errors import UserError
from handlers.lookup import look_up
from handlers.registry import Command
from handlers.request import Request, Services
from handlers.showing import show_person


def tell_people(request: Request, services: Services) -> Answer:
    """Say who someone was, for whom, as of when; and the same of bodies."""
    if not request.words:
        raise UserError("Who?", "Ask, for example: people Arbour")
    people = services.knowledge.people
    found = look_up(request, services, "person", "person", "people", lambda key: people[key].name)
    if found.unclear:
        return found.unclear
    chosen = [people[key] for key in found.ids]
    parties = services.knowledge.parties
    said = [p.id for p in chosen if p.id in parties and services.knowledge.said_by(p.id)]
    answer = Answer(
        query=request.text,
        command="people",
        title=", ".join(person.name for person in chosen[:5]),
        sections=(Section(items=tuple(show_person(services, person) for person in chosen)),),
        choices=tuple(
            Choice(f"What {parties[key].brief} said", f"position {parties[key].brief}")
            for key in said
        ),
        notes=found.notes,
        page=request.page,
    )
    return tell_missing_documents(services, answer)


COMMAND = Command(
    name="people",
    usage="NAME",
    summary="Who someone was, for whom, as of when; bodies, too.",
    examples=("people Arbour", "people GMG"),
    handler=tell_people,
    aliases=("person", "bodies", "whois"),
    rank=56,
)
