"""Boards: a broad answer on its first page, parties by stance or topics by stance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.answers.answer import Choice, Line, Menu, Row, Section
from handlers.answers.record import WORDS, split_by_time
from knowledge.base import KnowledgeBase
from knowledge.model import STANCES, Party, Position, Stance, Topic

# What is against the grain comes first where one party is told.
_OF_PARTY: tuple[Stance, ...] = ("oppose", "conditional", "support", "question", "statement")
ALWAYS: frozenset[Stance] = frozenset({"support", "oppose"})  # whose absence is told


_ASKED: dict[Stance, str] = {
    "oppose": "opposes",
    "conditional": "conditions",
    "support": "supports",
    "statement": "remarks",
    "question": "asks",
}


def name_voice(knowledge: KnowledgeBase, position: Position) -> str:
    """Name whose voice a position is: "Japan", "African Group (Comoros)", "Lauber (chair)"."""
    party = knowledge.parties[position.party]
    if position.on_behalf_of:
        return f"{knowledge.parties[position.on_behalf_of].brief} ({party.brief})"
    return f"{party.brief} (chair)" if party.kind == "chair" else party.brief


def name_voices(knowledge: KnowledgeBase, positions: Iterable[Position]) -> tuple[str, ...]:
    """Name whose voices positions are, each once, by the alphabet, those who preside last."""
    found = {
        name_voice(knowledge, p): knowledge.parties[p.party].kind == "chair" for p in positions
    }
    return tuple(sorted(found, key=lambda name: (found[name], name)))


def rows_by_party(
    knowledge: KnowledgeBase,
    positions: Sequence[Position],
    stances: Sequence[Stance] = STANCES,
    always: frozenset[Stance] = ALWAYS,
) -> list[Row]:
    """List who takes each stance.

    Args:
        knowledge: the pack.
        positions: on one topic.
        stances: which, in order.
        always: those that are told where nobody takes them, too.
    """
    rows: list[Row] = []
    for stance in stances:
        names = name_voices(knowledge, (p for p in positions if p.stance == stance))
        if names or stance in always:
            rows.append(Row(stance=stance, names=names))
    return rows


def rows_by_topic(knowledge: KnowledgeBase, positions: Iterable[Position]) -> list[Row]:
    """List on what a party takes each stance."""
    spread = knowledge.spread(positions)
    order = {topic: number for number, topic in enumerate(knowledge.topics)}
    rows: list[Row] = []
    for stance in _OF_PARTY:
        topics = {p.topic for p in spread if p.stance == stance}
        names = [knowledge.topics[t].name for t in sorted(topics, key=order.__getitem__)]
        if names:
            rows.append(Row(stance=stance, names=tuple(names), by="topic"))
    return rows


def menu_of_voices(
    knowledge: KnowledgeBase, positions: Iterable[Position], topic: Topic
) -> Menu | None:
    """Offer what each party said on a topic; None where nobody did."""
    choices: dict[str, Choice] = {}
    for position in positions:
        voice = name_voice(knowledge, position)
        party = knowledge.parties[position.on_behalf_of or position.party]
        choices.setdefault(voice, Choice(voice, f"position {party.brief} {topic.name}"))
    if not choices:
        return None
    return Menu("What did … say?", tuple(choices[name] for name in sorted(choices)))


def offer_stances(knowledge: KnowledgeBase, topic: Topic) -> list[Choice]:
    """Offer who takes each stance that is taken on a topic, counted as on its board."""
    now, _ = split_by_time(knowledge, knowledge.said_on(topic.id))
    voices = {row.stance: row.names for row in rows_by_party(knowledge, now, always=frozenset())}
    return [
        Choice(f"{WORDS[stance]} ({len(voices[stance])})", f"who {verb} {topic.name}")
        for stance, verb in _ASKED.items()
        if stance in voices
    ]


def menu_of_topics(
    knowledge: KnowledgeBase, positions: Iterable[Position], party: Party
) -> Menu | None:
    """Offer what a party said on each topic; None where it said nothing."""
    spoken = {p.topic for p in knowledge.spread(positions)}
    names = [topic.name for topic in knowledge.topics.values() if topic.id in spoken]
    choices = tuple(Choice(name, f"position {party.brief} {name}") for name in names)
    return Menu("Open a topic …", choices) if choices else None


def board_of(knowledge: KnowledgeBase, topic: Topic) -> list[Section]:
    """Draw up who stands where on a topic: itself, its parts, papers, and earlier remarks.

    A stance on a part is told under the part's name, never as one on the whole.
    """
    now, earlier = split_by_time(knowledge, knowledge.said_on(topic.id))
    sections = [Section(items=tuple(rows_by_party(knowledge, now)))] if now else []
    sections += parts_of(knowledge, topic, STANCES)
    sections += beside(knowledge, topic, earlier)
    return sections


def parts_of(knowledge: KnowledgeBase, topic: Topic, stances: Sequence[Stance]) -> list[Section]:
    """List who takes some stances on the topics under one, each under its own name."""
    lines: list[Line] = []
    for key in knowledge.topic_family(topic.id)[1:]:
        now, _ = split_by_time(knowledge, knowledge.said_on(key))
        told = [
            f"{WORDS[row.stance].lower()}: {', '.join(row.names)}"
            for row in rows_by_party(knowledge, now, stances, frozenset())
        ]
        if told:
            lines.append(Line("; ".join(told), knowledge.topics[key].name))
    return [Section(title="On its parts", items=tuple(lines))] if lines else []


def beside(knowledge: KnowledgeBase, topic: Topic, earlier: Sequence[Position]) -> list[Section]:
    """Name who spoke of a topic before the negotiations, and whose papers propose on it."""
    lines: list[Line] = []
    if earlier:
        when = knowledge.date_of(earlier[0]).spell()
        lines.append(Line(", ".join(name_voices(knowledge, earlier)), f"Earlier, {when}"))
    authors = dict.fromkeys(proposal.author for proposal in knowledge.proposed_on(topic.id))
    if authors:
        lines.append(Line("; ".join(authors), "Proposals by"))
    return [Section(items=tuple(lines), related=True)] if lines else []
