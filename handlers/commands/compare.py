"""compare P1 P2 ... T"""

from __future__ import annotations

from handlers.answer import Answer, Choice, Item, Line, Note, Section
from handlers.citing import tell_missing_documents
from handlers.errors import UserError
from handlers.reading import read_question
from handlers.record import (
    earlier_positions,
    list_speakers,
    mid_sentence,
    own_positions,
    split_by_time,
    state_all,
    tell_searched,
)
from handlers.registry import Command
from handlers.request import Request, Services
from knowledge.model import Party, Position, Topic

FEWEST, MOST = 2, 6


def compare(request: Request, services: Services) -> Answer:
    """Set two to six parties side by side on a topic."""
    asked = read_question(request, services, "compare")
    if asked.unclear:
        return asked.unclear
    if not FEWEST <= len(asked.parties) <= MOST or len(asked.topics) != 1:
        raise UserError(
            f"Name {FEWEST} to {MOST} parties and one topic.",
            "Ask, for example: compare Japan Australia Brazil IOM",
        )
    (topic,) = asked.topics
    glance: list[Line] = []
    sections: list[Section] = []
    notes: list[Note] = []
    for party in asked.parties:
        section, stances, found = _one(services, party, topic)
        glance.append(Line(stances, party.brief))
        sections.append(section)
        notes += found
    answer = Answer(
        query=request.text,
        command="compare",
        title=f"{topic.name}: {', '.join(party.brief for party in asked.parties)}",
        lead=f"Stances are towards: {topic.proposition}.",
        sections=(Section(title="At a glance", items=tuple(glance)), *sections),
        choices=(Choice(f"All on {topic.brief}", f"topic {topic.name}"),),
        notes=(*notes, *asked.notes),
        page=request.page,
    )
    return tell_missing_documents(services, answer)


def _one(services: Services, party: Party, topic: Topic) -> tuple[Section, str, list[Note]]:
    """Draw up one party: its own voice, else its groups' voice, else the silence."""
    knowledge = services.knowledge
    family = knowledge.topic_family(topic.id)

    def on_topic(positions: list[Position]) -> list[Position]:
        return [position for position in positions if position.topic in family]

    own = on_topic(own_positions(knowledge, party))
    notes: list[Note] = []
    shown = list(own)
    words = [", ".join(dict.fromkeys(p.stance for p in own))] if own else []
    if not own:
        text = (
            f"No statement by {party.brief} on {mid_sentence(topic.name)} is on record "
            f"({tell_searched(knowledge)})."
        )
        notes.append(Note("no-statement", text))
        words.append("nothing on record")
    for membership in knowledge.memberships(party.id):
        group = membership.group
        spoken = on_topic(split_by_time(knowledge, knowledge.said_for(group.id))[0])
        if not spoken:
            continue
        speakers = list_speakers(knowledge, spoken)
        if membership.role == "excepted":
            text = f"{party.brief} was excepted when {speakers} spoke for the {group.name}."
            notes.append(Note("excepted", text))
            continue
        stances = ", ".join(dict.fromkeys(p.stance for p in spoken))
        words.append(f"through the {group.name}: {stances}")
        text = f"{party.brief} belongs to the {group.name}, for which {speakers} spoke."
        notes.append(Note("group-voice", text))
        shown += spoken
    items: tuple[Item, ...] = state_all(services, shown)
    items = items or (Line("Nothing on record on this topic."),)
    if not shown and on_topic(earlier_positions(knowledge, party)):
        items = (*items, Line(f"There are earlier remarks: position {party.brief} {topic.name}"))
    return Section(title=party.brief, items=items), "; ".join(words), notes


COMMAND = Command(
    name="compare",
    usage="PARTY PARTY … TOPIC",
    summary="Two to six parties side by side on a topic.",
    examples=(
        "compare Japan Australia Brazil IOM",
        "compare Brazil, Chile & Cuba capacity building",
    ),
    handler=compare,
    aliases=("cmp", "versus"),
    rank=30,
)
