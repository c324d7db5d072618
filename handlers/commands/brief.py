"""brief P"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.answers.agreement import tell_agreement
from handlers.answers.answer import Answer, Choice, Line, Note, Section
from handlers.answers.record import (
    STANCE_TITLES,
    earlier_positions,
    list_speakers,
    own_positions,
    split_by_time,
    state_all,
    tell_searched,
)
from handlers.errors import UserError
from handlers.questions.entities import read_question
from handlers.registry import Command
from handlers.request import Request, Services
from knowledge.base import KnowledgeBase
from knowledge.model import STANCES, Party, Position

PAGE = 390  # words that one page has room for, headings aside
LEAST = 60  # words that summaries get in any case
_TELLING = {"conditional": 0, "oppose": 0, "question": 1, "support": 2, "statement": 3}


def brief_party(request: Request, services: Services) -> Answer:
    """Give a page on a party: its positions by topic, group voice, who agrees, who differs."""
    asked = read_question(request, services, "brief", frozenset({"party"}))
    if asked.unclear:
        return asked.unclear
    if len(asked.parties) != 1:
        raise UserError("Name one party.", "Ask, for example: brief Switzerland")
    (party,) = asked.parties
    knowledge = services.knowledge
    own = own_positions(knowledge, party)
    order = {topic: number for number, topic in enumerate(knowledge.topics)}
    own.sort(key=lambda position: order[position.topic])
    notes: list[Note] = []
    lead = [party.description] if party.description else []
    if not own:
        text = (
            f"No statement by {party.brief} in the negotiations is on record "
            f"({tell_searched(knowledge)})."
        )
        notes.append(Note("no-statement", text))
        lead.append(text)
    sections = [*_glance(knowledge, party, own), *_groups(knowledge, party, lead, notes)]
    sections += tell_agreement(knowledge, party, own)
    earlier = _earlier(services, party)
    taken = sum(
        len(f"{item.label} {item.text}".split())
        for section in (*sections, *earlier)
        for item in section.items
        if isinstance(item, Line)
    )
    sections += _in_words(services, party, own, max(LEAST, PAGE - taken))
    sections += earlier
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


def _glance(knowledge: KnowledgeBase, party: Party, own: Sequence[Position]) -> list[Section]:
    """Name every topic that the party spoke on, by stance."""
    if not own:
        return []
    lines: list[Line] = []
    for stance in STANCES:
        spoken = knowledge.spread(own)
        topics = dict.fromkeys(p.topic for p in spoken if p.stance == stance)
        if topics:
            names = "; ".join(knowledge.topics[topic].name for topic in topics)
            lines.append(Line(names, STANCE_TITLES[stance]))
    what = "Said from the chair" if party.kind == "chair" else "Positions by topic"
    if party.kind == "group":
        what = "Spoken on its behalf"
    return [Section(title=f"{what} ({len(own)})", items=tuple(lines))]


def _groups(
    knowledge: KnowledgeBase, party: Party, lead: list[str], notes: list[Note]
) -> list[Section]:
    """Tell the voice of the party's groups; an exception from one leads the answer."""
    sections: list[Section] = []
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
            sections.append(Section(title=title, items=(Line("; ".join(topics), "On"),)))
    return sections


def _in_words(
    services: Services, party: Party, own: Sequence[Position], room: int
) -> list[Section]:
    """Give the summaries that the page has room for, the most telling stances first."""
    chosen = _most_telling(own, room)
    if not chosen:
        return []
    left = len(own) - len(chosen)
    more = (Line(f"position {party.brief}", f"{left} more, and all with passages"),) if left else ()
    return [
        Section(
            title="In the editors’ words",
            items=(*state_all(services, chosen), *more),
            brief=True,
            by="topic",
        )
    ]


def _most_telling(positions: Sequence[Position], room: int) -> list[Position]:
    chosen: set[str] = set()
    for position in sorted(positions, key=lambda p: _TELLING[p.stance]):
        room -= len(position.summary.split()) + 6  # a topic, a stance and a locator beside it
        if room < 0:
            break
        chosen.add(position.id)
    return [position for position in positions if position.id in chosen]


def _earlier(services: Services, party: Party) -> list[Section]:
    """Name what was said before the negotiations, so that it passes for no position in them."""
    knowledge = services.knowledge
    earlier = earlier_positions(knowledge, party)
    if not earlier:
        return []
    when = knowledge.date_of(earlier[0]).spell()
    names = _topic_names(knowledge, earlier)
    items = (Line(f"{'; '.join(names)} (in words: position {party.brief})", "On"),)
    return [
        Section(
            title=f"Earlier: {when} ({len(earlier)})",
            lead="Before the negotiations began; not a position taken in them.",
            items=items,
            related=True,
        )
    ]


def _topic_names(knowledge: KnowledgeBase, positions: Iterable[Position]) -> list[str]:
    return list(dict.fromkeys(knowledge.topics[p.topic].name for p in positions))


COMMAND = Command(
    name="brief",
    usage="PARTY",
    summary="One page on a party: positions, group voice, who agrees and who differs.",
    examples=("brief Switzerland", "brief African Group"),
    handler=brief_party,
    aliases=("profile",),
    rank=35,
)
