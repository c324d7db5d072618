"""brief P"""

from __future__ import annotations

from collections.abc import Iterable

from handlers.answer import Answer, Choice, Line, Note, Section
from handlers.errors import UserError
from handlers.reading import read_question
from handlers.record import (
    earlier_positions,
    earlier_section,
    list_speakers,
    own_positions,
    split_by_time,
    state_all,
    tell_searched,
)
from handlers.registry import Command
from handlers.request import Request, Services
from knowledge.base import KnowledgeBase
from knowledge.model import Party, Position

_AGAINST = {"support": "oppose", "oppose": "support"}


def brief_party(request: Request, services: Services) -> Answer:
    """Give a page on a party: its positions by topic, group voice, who agrees, who differs."""
    asked = read_question(request, services, "brief")
    if asked.unclear:
        return asked.unclear
    if len(asked.parties) != 1 or asked.topics:
        raise UserError("Name one party.", "Ask, for example: brief Switzerland")
    (party,) = asked.parties
    knowledge = services.knowledge
    own = own_positions(knowledge, party)
    order = {topic: number for number, topic in enumerate(knowledge.topics)}
    own.sort(key=lambda position: order[position.topic])
    notes: list[Note] = []
    lead = [party.description] if party.description else []
    if not own:
        text = f"No statement by {party.brief} is on record ({tell_searched(knowledge)})."
        notes.append(Note("no-statement", text))
        lead.append(text)
    sections: list[Section] = []
    if own:
        title = f"Positions by topic ({len(own)})"
        items = state_all(services, own)
        sections.append(Section(title=title, items=items, brief=True, by="topic"))
    for membership in knowledge.memberships(party.id):
        group = membership.group
        spoken, _ = split_by_time(knowledge, knowledge.said_for(group.id))
        if not spoken:
            continue
        speakers = list_speakers(knowledge, spoken)
        if membership.role == "excepted":
            text = f"{party.brief} was excepted when {speakers} spoke for the {group.name}."
            notes.append(Note("excepted", text))
            lead.append(text)
        else:
            topics = dict.fromkeys(knowledge.topics[p.topic].name for p in spoken)
            title = f"{group.name} ({speakers} speaking for the group)"
            sections.append(Section(title=title, items=(Line(", ".join(topics), "On"),)))
    sections += _agreement(knowledge, party, own)
    earlier = earlier_positions(knowledge, party)
    sections += earlier_section(services, earlier, brief=True)
    for chair in knowledge.presiding(party.id):
        text = (
            f"{chair.name} presided as {chair.role.lower()}; his words in the chair are not here."
        )
        notes.append(Note("chair", text))
    return Answer(
        query=request.text,
        command="brief",
        title=f"Brief: {party.name}",
        lead=" ".join(lead),
        sections=tuple(sections),
        choices=(
            Choice("With passages", f"position {party.brief}"),
            Choice("Gaps", f"gaps {party.brief}"),
        ),
        notes=(*notes, *asked.notes),
        page=request.page,
    )


def _agreement(knowledge: KnowledgeBase, party: Party, own: Iterable[Position]) -> list[Section]:
    """Say who agrees and who differs: first expressly, then by stance on the same topic."""
    own = list(own)
    sections: list[Section] = []
    express: list[Line] = []
    for position in own:
        topic = knowledge.topics[position.topic].name
        if position.sides_with:
            names = ", ".join(knowledge.parties[key].brief for key in position.sides_with)
            express.append(Line(f"{topic} ({position.locators[0]})", f"Sides with {names}"))
        if position.differs_from:
            names = ", ".join(knowledge.parties[key].brief for key in position.differs_from)
            express.append(Line(f"{topic} ({position.locators[0]})", f"Differs from {names}"))
    for position in knowledge.positions:
        speaker = knowledge.parties[position.party]
        voice = position.on_behalf_of
        name = (
            f"{speaker.brief} for the {knowledge.parties[voice].name}" if voice else speaker.brief
        )
        topic = knowledge.topics[position.topic].name
        if party.id in position.sides_with:
            express.append(Line(f"{topic} ({position.locators[0]})", f"Backed by {name}"))
        if party.id in position.differs_from:
            express.append(Line(f"{topic} ({position.locators[0]})", f"Contradicted by {name}"))
    if express:
        title = "Agreement and difference, as said on the floor"
        sections.append(Section(title=title, items=tuple(express)))
    by_stance: list[Line] = []
    now, _ = split_by_time(knowledge, knowledge.positions)
    for topic_id in dict.fromkeys(position.topic for position in own):
        stances = {p.stance for p in own if p.topic == topic_id} & set(_AGAINST)
        if len(stances) != 1:
            continue
        (stance,) = stances
        others = [p for p in now if p.topic == topic_id and p.party != party.id]
        same = _names(knowledge, (p for p in others if p.stance == stance))
        against = _names(knowledge, (p for p in others if p.stance == _AGAINST[stance]))
        if same or against:
            parts = [f"same: {', '.join(same)}"] if same else []
            parts += [f"opposite: {', '.join(against)}"] if against else []
            topic = knowledge.topics[topic_id].name
            by_stance.append(Line("; ".join(parts), f"{topic} ({stance})"))
    if by_stance:
        sections.append(
            Section(
                title="Same and opposite stances",
                lead="By the editors’ coding of each statement, towards the topic’s proposition.",
                items=tuple(by_stance),
            )
        )
    return sections


def _names(knowledge: KnowledgeBase, positions: Iterable[Position]) -> list[str]:
    found = dict.fromkeys(
        knowledge.parties[p.on_behalf_of or p.party].brief
        for p in positions
        if knowledge.parties[p.party].kind != "chair"
    )
    return sorted(found)


COMMAND = Command(
    name="brief",
    usage="PARTY",
    summary="One page on a party: positions, group voice, who agrees and who differs.",
    examples=("brief Switzerland", "brief African Group"),
    handler=brief_party,
    aliases=("profile",),
    rank=35,
)
