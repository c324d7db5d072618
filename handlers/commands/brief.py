"""brief P"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.answers.agreement import tell_agreement
from handlers.answers.answer import Answer, Choice, Line, Menu, Note, Section
from handlers.answers.board import menu_of_topics, rows_by_topic
from handlers.answers.citing import state_all, tell_withheld
from handlers.answers.membership import head_group, tell_membership, voices_of_groups
from handlers.answers.record import (
    describe_briefly,
    earlier_positions,
    own_positions,
    split_by_time,
    tell_meetings,
    tell_searched,
)
from handlers.answers.unreviewed import unreviewed_section
from handlers.errors import UserError
from handlers.questions.entities import quote_unread, read_entities
from handlers.questions.question import Question
from handlers.registry import Command
from handlers.request import IN_FULL, Services
from knowledge.base import KnowledgeBase
from knowledge.model import Party, Position

_TELLING = {"conditional": 0, "oppose": 0, "question": 1, "support": 2, "statement": 3}


def brief_party(request: Question, services: Services) -> Answer:
    """Give a page on a party: its positions by topic, group voice, who agrees, who differs."""
    asked = read_entities(request, services, frozenset({"party"}))
    if asked.unclear:
        return asked.unclear
    if len(asked.parties) != 1:
        unread = "" if asked.parties else quote_unread(request)
        what = f"{unread} names no party." if unread else "Name one party."
        raise UserError(what, "Ask, for example: brief {party}")
    (party,) = asked.parties
    knowledge = services.knowledge
    own = own_positions(knowledge, party)
    order = {topic: number for number, topic in enumerate(knowledge.topics)}
    own.sort(key=lambda position: order[position.topic])
    notes: list[Note] = []
    lead = describe_briefly(party)
    silence = ""
    if not own:
        itself = " itself" if knowledge.memberships(party.id) else ""
        silence = f"Nothing by {party.brief}{itself} in the negotiations is on record."
        notes += [Note("no-statement", silence), Note("searched", tell_searched(services))]
    if own:
        notes.append(Note("extent", tell_meetings(knowledge, own)))
    sections = [
        *_glance(knowledge, party, own),
        *_groups(knowledge, party, lead, notes, spoke=bool(own)),
    ]
    sections += tell_agreement(services, party, own)
    earlier = _earlier(services, party)
    sections += earlier
    sections += _in_words(services, own)
    sections += unreviewed_section(services, (party.id,), ())
    for chair in knowledge.presiding(party.id):
        office = chair.presides_as.lower()
        text = f"{chair.name} presided as {office}; his words in the chair are not here."
        notes.append(Note("chair", text))
    heard = bool(own or earlier) or any(section.items for section in sections)
    answer = Answer(
        query=request.text,
        command="brief",
        title=f"Brief: {party.name}",
        silence=silence,
        lead=" ".join(lead),
        menu=menu_of_topics(knowledge, own, party) or _menu_of_groups(knowledge, party),
        sections=tuple(sections),
        choices=(
            *([Choice("With passages", f"position {party.brief} {IN_FULL}")] if heard else []),
            Choice("Gaps", f"gaps {party.brief}"),
        ),
        notes=(*notes, *asked.notes),
        page=request.page,
    )
    return tell_withheld(services, answer)


def _glance(knowledge: KnowledgeBase, party: Party, own: Sequence[Position]) -> list[Section]:
    """Name every topic that the party spoke on, by stance."""
    if not own:
        return []
    what = f"Said {party.speaks_from}" if party.kind == "chair" else "Positions by topic"
    if party.kind == "group" and all(position.party != party.id for position in own):
        what = "Spoken on its behalf"
    rows = tuple(rows_by_topic(knowledge, own))
    told = f"{len(own)} {'statement' if len(own) == 1 else 'statements'}"
    return [Section(title=f"{what} ({told})", items=rows)]


def _groups(
    knowledge: KnowledgeBase, party: Party, lead: list[str], notes: list[Note], *, spoke: bool
) -> list[Section]:
    """Tell the voice of the party's groups, after its own; an exception leads the answer."""
    sections: list[Section] = []
    for membership in knowledge.memberships(party.id):
        spoken, _ = split_by_time(knowledge, knowledge.said_through(membership))
        if not spoken:
            continue
        if membership.role == "excepted":
            text = tell_membership(knowledge, membership, spoken)
            notes.append(Note("excepted", text))
            lead.append(text)
        else:
            rows = tuple(rows_by_topic(knowledge, spoken))
            title = head_group(knowledge, membership, spoken)
            sections.append(Section(title=title, items=rows, related=spoke))
    return sections


def _menu_of_groups(knowledge: KnowledgeBase, party: Party) -> Menu | None:
    """Offer what the first group of a party said that has said anything for it."""
    for membership, spoken in voices_of_groups(knowledge, party):
        return menu_of_topics(knowledge, spoken, membership.group)
    return None


def _in_words(services: Services, own: Sequence[Position]) -> list[Section]:
    """Give the summaries, the most telling stances first."""
    if not own:
        return []
    items = state_all(services, sorted(own, key=lambda p: _TELLING[p.stance]))
    return [
        Section(title="In the editors’ words", items=items, brief=True, by="topic", detail=True)
    ]


def _earlier(services: Services, party: Party) -> list[Section]:
    """Name what was said before the negotiations, so that it passes for no position in them."""
    knowledge = services.knowledge
    earlier = earlier_positions(knowledge, party)
    if not earlier:
        return []
    when = knowledge.date_of(earlier[0]).spell()
    items = (Line("; ".join(_topic_names(knowledge, earlier)), "On"),)
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
    examples=("brief {party}", "brief {other}"),
    handler=brief_party,
    aliases=("profile",),
    rank=35,
)
