"""gaps [P|T]"""

from __future__ import annotations

from handlers.answer import Answer, Choice, Line, Note, Section
from handlers.reading import read_question
from handlers.record import own_positions, split_by_time, tell_searched
from handlers.registry import Command
from handlers.request import Request, Services
from knowledge.model import Party, Position, Topic


def find_gaps(request: Request, services: Services) -> Answer:
    """Say where nothing is on record: for a party, for a topic, or for the whole pack."""
    if not request.words:
        return _gaps_of_pack(request, services)
    asked = read_question(request, services, "gaps")
    if asked.unclear:
        return asked.unclear
    if asked.parties:
        return _gaps_of_party(request, services, asked.parties[0], asked.notes)
    return _gaps_of_topic(request, services, asked.topics[0], asked.notes)


def _topics_of(positions: list[Position]) -> set[str]:
    return {position.topic for position in positions}


def _gaps_of_party(
    request: Request, services: Services, party: Party, notes: tuple[Note, ...]
) -> Answer:
    knowledge = services.knowledge
    own = _topics_of(own_positions(knowledge, party))
    told: list[Note] = []
    through: dict[str, str] = {}
    for membership in knowledge.memberships(party.id):
        spoken = _topics_of(split_by_time(knowledge, knowledge.said_for(membership.group.id))[0])
        if membership.role == "excepted":
            text = (
                f"{party.brief} was excepted from the {membership.group.name}, "
                "so that its statements do not cover it."
            )
            told.append(Note("excepted", text))
        else:
            for topic in spoken - own:
                through[topic] = membership.group.name
    topics = knowledge.topics.values()
    silent = [t for t in topics if t.id not in own and t.id not in through]
    covered = [t for t in topics if t.id in through]
    sections = []
    if silent:
        names = "; ".join(topic.name for topic in silent)
        sections.append(Section(title=f"Nothing on record ({len(silent)})", items=(Line(names),)))
    if covered:
        items = tuple(Line(f"only through the {through[t.id]}", t.name) for t in covered)
        sections.append(Section(title=f"Only a group’s voice ({len(covered)})", items=items))
    count = len(list(topics))
    lead = (
        f"{party.brief} has spoken in its own voice on {len(own)} of {count} topics "
        f"({tell_searched(knowledge)})."
    )
    if told:
        lead += " " + " ".join(note.text for note in told)
    choices = (Choice(f"All by {party.brief}", f"position {party.brief}"),)
    return Answer(
        query=request.text,
        command="gaps",
        title=f"Gaps: {party.brief}",
        lead=lead,
        sections=tuple(sections),
        choices=choices,
        notes=(*told, *notes),
        page=request.page,
    )


def _gaps_of_topic(
    request: Request, services: Services, topic: Topic, notes: tuple[Note, ...]
) -> Answer:
    knowledge = services.knowledge
    family = knowledge.topic_family(topic.id)
    now, _ = split_by_time(knowledge, knowledge.positions)
    spoke = {p.party for p in now}
    on_topic = {p.party for p in now if p.topic in family and not p.on_behalf_of}
    groups = {p.on_behalf_of for p in now if p.topic in family and p.on_behalf_of}
    covered = {member for key in groups for member in knowledge.parties[key].members}
    parties = [knowledge.parties[key] for key in spoke if knowledge.parties[key].kind != "chair"]
    silent = sorted(p.brief for p in parties if p.id not in on_topic and p.id not in covered)
    through = sorted(p.brief for p in parties if p.id not in on_topic and p.id in covered)
    states = [p for p in knowledge.parties.values() if p.kind in ("state", "observer")]
    voiceless = [p for p in states if p.id not in on_topic and p.id not in covered]
    sections = [
        Section(
            title=f"Took the floor, but not on this ({len(silent)})",
            items=(Line(", ".join(silent) or "nobody"),),
        )
    ]
    if through:
        sections.append(
            Section(
                title=f"Only a group’s voice ({len(through)})", items=(Line(", ".join(through)),)
            )
        )
    return Answer(
        query=request.text,
        command="gaps",
        title=f"Gaps: {topic.name}",
        lead=(
            f"{len(on_topic)} parties spoke on it for themselves. Of {len(states)} states and "
            f"observers, {len(voiceless)} have neither their own voice nor a group’s on record "
            f"({tell_searched(knowledge)})."
        ),
        sections=tuple(sections),
        choices=(Choice(f"All on {topic.brief}", f"topic {topic.name}"),),
        notes=notes,
        page=request.page,
    )


def _gaps_of_pack(request: Request, services: Services) -> Answer:
    knowledge = services.knowledge
    now, _ = split_by_time(knowledge, knowledge.positions)
    counts = {
        topic.id: len({p.party for p in now if p.topic == topic.id})
        for topic in knowledge.topics.values()
    }
    fewest = sorted(knowledge.topics.values(), key=lambda topic: (counts[topic.id], topic.name))
    items = tuple(
        Line(f"{counts[t.id]} {'party' if counts[t.id] == 1 else 'parties'}", t.name)
        for t in fewest
    )
    return Answer(
        query=request.text,
        command="gaps",
        title="Gaps: topics by how few spoke on them",
        lead=f"What is on record: {tell_searched(knowledge)}.",
        sections=(Section(items=items),),
        choices=(Choice("gaps Hungary", "gaps Hungary"),),
        page=request.page,
    )


COMMAND = Command(
    name="gaps",
    usage="[PARTY or TOPIC]",
    summary="Where nothing is on record.",
    examples=("gaps Hungary", "gaps children", "gaps"),
    handler=find_gaps,
    aliases=("gap",),
    rank=70,
)
