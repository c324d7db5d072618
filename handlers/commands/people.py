"""people P"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.answers.answer import Answer, Choice, Line, Section
from handlers.answers.citing import tell_missing_documents
from handlers.answers.entries import show_person
from handlers.questions.lookup import look_up
from handlers.registry import Command
from handlers.request import Request, Services
from knowledge.model import Person
from knowledge.names.normal import normalise

MOST_NAMED = 4


def tell_people(request: Request, services: Services) -> Answer:
    """Say who someone was, for whom, as of when; and the same of bodies."""
    people = services.knowledge.people
    if not request.words:
        return _list_all(request, services)
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
        choices=(
            *(
                Choice(f"What {parties[key].brief} said", f"position {parties[key].brief}")
                for key in said
            ),
            *(Choice(each.name, f"people {each.name}") for each in _named_in(chosen, people)),
        ),
        notes=found.notes,
        page=request.page,
    )
    return tell_missing_documents(services, answer)


def _named_in(chosen: Sequence[Person], people: Mapping[str, Person]) -> list[Person]:
    """Find the people whom the entries name, such as those who held an office."""
    told = " ".join(
        f"{role.office} {role.body} {role.note}" for person in chosen for role in person.roles
    )
    named = [p for p in people.values() if p.kind == "person" and p.name in told]
    return [person for person in named if person not in chosen][:MOST_NAMED]


def _list_all(request: Request, services: Services) -> Answer:
    sections: list[Section] = []
    for kind, title in (("person", "People"), ("body", "Bodies and offices")):
        found = [p for p in services.knowledge.people.values() if p.kind == kind]
        found.sort(key=lambda p: normalise(p.name.split()[-1] if kind == "person" else p.name))
        if found:
            names = Line("; ".join(person.name for person in found))
            sections.append(Section(title=f"{title} ({len(found)})", items=(names,)))
    return Answer(
        query=request.text,
        command="people",
        title="People and bodies on record",
        lead="Ask for one of them by name, or by part of it.",
        sections=tuple(sections),
        choices=(Choice("For example", "people Arbour"),),
        page=request.page,
    )


COMMAND = Command(
    name="people",
    usage="[NAME]",
    summary="Who someone was, for whom, as of when; bodies, too.",
    examples=("people Arbour", "people GMG"),
    handler=tell_people,
    aliases=("person", "bodies", "whois"),
    rank=56,
)
