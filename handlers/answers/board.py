"""Boards: a broad answer on its first page, parties by stance or topics by stance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from handlers.answers.answer import Choice, Line, Menu, Row, Section
from handlers.answers.record import (
    WORDS,
    ids_of,
    mid_sentence,
    spoken_on,
    spoken_within,
    stances_on,
)
from knowledge.base import KnowledgeBase
from knowledge.model import STANCES, Party, Position, Stance, Topic

# What is against the grain comes first where one party is told.
_OF_PARTY: tuple[Stance, ...] = ("oppose", "conditional", "support", "question", "statement")
FEW_ON_PARTS = 3  # names, of those who take a stance on a part alone
REMARKS: Stance = "statement"
ALWAYS: frozenset[Stance] = frozenset({"support", "conditional", "oppose"})  # whose absence is told


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
    return f"{party.brief} ({party.marked_as})" if party.marked_as else party.brief


def name_voices(knowledge: KnowledgeBase, positions: Iterable[Position]) -> tuple[str, ...]:
    """Name whose voices positions are, each once, by the alphabet, those who preside last."""
    found = {
        name_voice(knowledge, p): knowledge.parties[p.party].kind == "chair" for p in positions
    }
    return tuple(sorted(found, key=lambda name: (found[name], name)))


def name_by_stance(
    knowledge: KnowledgeBase, positions: Sequence[Position], stances: Iterable[Stance] = STANCES
) -> str:
    """Name in one line who takes which stance: "supports: Chile; remarks: Japan, Lauber (chair)".

    Args:
        knowledge: the pack.
        positions: whose.
        stances: which, in order.
    """
    taken = {stance: [p for p in positions if p.stance == stance] for stance in stances}
    return "; ".join(
        f"{WORDS[stance].lower()}: {', '.join(name_voices(knowledge, spoken))}"
        for stance, spoken in taken.items()
        if spoken
    )


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


def voices_on(knowledge: KnowledgeBase, topic: str) -> Mapping[Stance, tuple[str, ...]]:
    """Name who takes each stance on a topic itself, in negotiation sessions."""

    def name() -> Mapping[Stance, tuple[str, ...]]:
        spoken = stances_on(knowledge, topic)
        return {stance: name_voices(knowledge, positions) for stance, positions in spoken.items()}

    return knowledge.keep(("voices on", topic), name)


def rows_on(
    knowledge: KnowledgeBase,
    topic: str,
    stances: Sequence[Stance] = STANCES,
    always: frozenset[Stance] = ALWAYS,
) -> list[Row]:
    """List who takes each stance on a topic itself, as `rows_by_party` does of positions."""
    voices = voices_on(knowledge, topic)
    return [
        Row(stance=stance, names=voices.get(stance, ()))
        for stance in stances
        if stance in voices or stance in always
    ]


def leave_only_remarks(rows: Sequence[Row], beside: Sequence[Row] = ()) -> list[Row]:
    """Name under remarks only who, or what, stands under no other stance of a board.

    Args:
        rows: of a board.
        beside: other rows that stand on the same page.
    """
    taken = {name for row in (*rows, *beside) if row.stance != REMARKS for name in row.names}
    left: list[Row] = []
    for row in rows:
        if row.stance != REMARKS or taken.isdisjoint(row.names):
            left.append(row)
            continue
        names = tuple(name for name in row.names if name not in taken)
        if names:
            left.append(replace(row, names=names, only=True))
    return left


def rows_by_topic(knowledge: KnowledgeBase, positions: Iterable[Position]) -> list[Row]:
    """List on what a party takes each stance, under remarks what it takes no other on."""
    spoken = tuple(positions)
    return knowledge.keep(
        ("rows by topic", *ids_of(spoken)), lambda: _sort_by_stance(knowledge, spoken)
    )


def _sort_by_stance(knowledge: KnowledgeBase, positions: Iterable[Position]) -> list[Row]:
    topics: dict[Stance, set[str]] = {}
    for position in knowledge.spread(positions):
        topics.setdefault(position.stance, set()).add(position.topic)
    order = {topic: number for number, topic in enumerate(knowledge.topics)}
    rows = [
        Row(
            stance=stance,
            names=tuple(
                knowledge.topics[t].name for t in sorted(topics[stance], key=order.__getitem__)
            ),
            by="topic",
        )
        for stance in _OF_PARTY
        if stance in topics
    ]
    return leave_only_remarks(rows)


def menu_of_voices(knowledge: KnowledgeBase, topic: Topic, *, within: bool) -> Menu | None:
    """Offer what each party said on a topic; None where nobody did.

    Args:
        knowledge: the pack.
        topic: on what.
        within: in sessions, also on what is under it; else on itself, at any time.
    """

    def offer() -> Menu | None:
        spoken = knowledge.said_on(topic.id)
        if within:
            spoken = spoken_within(knowledge, topic.id)[0]
        choices: dict[str, Choice] = {}
        for position in spoken:
            voice = name_voice(knowledge, position)
            party = knowledge.parties[position.on_behalf_of or position.party]
            choices.setdefault(voice, Choice(voice, f"position {party.brief} {topic.name}"))
        if not choices:
            return None
        return Menu("What did … say?", tuple(choices[name] for name in sorted(choices)))

    return knowledge.keep(("menu of voices", topic.id, within), offer)


def offer_stances(knowledge: KnowledgeBase, topic: Topic) -> list[Choice]:
    """Offer who takes each stance that is taken on a topic, counted as on its board."""
    voices = voices_on(knowledge, topic.id)
    return [
        Choice(f"{WORDS[stance]} ({len(voices[stance])})", f"who {verb} {topic.name}")
        for stance, verb in _ASKED.items()
        if stance in voices
    ]


def menu_of_topics(
    knowledge: KnowledgeBase, positions: Iterable[Position], party: Party
) -> Menu | None:
    """Offer what a party said on each topic; None where it said nothing."""
    told = tuple(positions)

    def offer() -> Menu | None:
        spoken = {p.topic for p in knowledge.spread(told)}
        names = [topic.name for topic in knowledge.topics.values() if topic.id in spoken]
        choices = tuple(Choice(name, f"position {party.brief} {name}") for name in names)
        return Menu("Open a topic …", choices) if choices else None

    return knowledge.keep(("menu of topics", party.id, *ids_of(told)), offer)


def board_of(knowledge: KnowledgeBase, topic: Topic) -> Sequence[Section]:
    """Draw up who stands where on a topic: itself, its parts, papers, and earlier remarks.

    A stance on a part is told under the part's name, never as one on the whole.
    """
    return knowledge.keep(("board of", topic.id), lambda: tuple(_draw_up(knowledge, topic)))


def _draw_up(knowledge: KnowledgeBase, topic: Topic) -> Iterator[Section]:
    now, earlier = spoken_on(knowledge, topic.id)
    rows = leave_only_remarks(rows_on(knowledge, topic.id)) if now else []
    if earlier or knowledge.proposed_on(topic.id):
        rows = [replace(row, on_paper=True) for row in rows]
    rows = [
        row if row.names else replace(row, parts=_name_on_parts(knowledge, topic, row.stance))
        for row in rows
    ]
    if rows:
        yield Section(items=tuple(rows))
    yield from parts_of(knowledge, topic, STANCES)
    yield from beside(knowledge, topic, earlier)


def _name_on_parts(knowledge: KnowledgeBase, topic: Topic, stance: Stance) -> str:
    """Name who takes a stance on a few parts of a topic, which nobody takes on the whole."""
    taken = {key: voices_on(knowledge, key) for key in knowledge.topic_family(topic.id)[1:]}
    told = {key: voices[stance] for key, voices in taken.items() if stance in voices}
    if sum(map(len, told.values())) > FEW_ON_PARTS:
        return "some do on its parts"
    return "; ".join(
        f"on {mid_sentence(knowledge.topics[key].brief)}: {', '.join(names)}"
        for key, names in told.items()
    )


def parts_of(
    knowledge: KnowledgeBase, topic: Topic, stances: Sequence[Stance]
) -> Sequence[Section]:
    """List who takes some stances on the topics under one, each under its own name."""
    taken = tuple(stances)
    return knowledge.keep(
        ("parts of", topic.id, taken), lambda: _draw_parts(knowledge, topic, taken)
    )


def _draw_parts(
    knowledge: KnowledgeBase, topic: Topic, stances: Sequence[Stance]
) -> Sequence[Section]:
    lines: list[Line] = []
    for key in knowledge.topic_family(topic.id)[1:]:
        told = [
            f"{WORDS[row.stance].lower()}: {', '.join(row.names)}"
            for row in rows_on(knowledge, key, stances, frozenset())
        ]
        if told:
            lines.append(Line("; ".join(told), knowledge.topics[key].name))
    return (Section(title="On its parts", items=tuple(lines)),) if lines else ()


def beside(
    knowledge: KnowledgeBase,
    topic: Topic,
    earlier: Sequence[Position],
    *,
    of_side: bool = False,
    papers: bool = True,
) -> Sequence[Section]:
    """Name who spoke of a topic before the negotiations, and whose papers propose on it.

    Args:
        knowledge: the pack.
        topic: on which.
        earlier: what was said before; each name stands with the stance that was taken.
        of_side: whether this stands under those who take one side, which papers are not coded by.
        papers: whether to name the papers.
    """
    key = ("beside", topic.id, of_side, papers, *ids_of(earlier))

    def name() -> Sequence[Section]:
        return _name_beside(knowledge, topic, earlier, of_side=of_side, papers=papers)

    return knowledge.keep(key, name)


def _name_beside(
    knowledge: KnowledgeBase,
    topic: Topic,
    earlier: Sequence[Position],
    *,
    of_side: bool,
    papers: bool,
) -> Sequence[Section]:
    lines: list[Line] = []
    if earlier:
        when = knowledge.date_of(earlier[0]).spell()
        lines.append(Line(name_by_stance(knowledge, earlier), f"Earlier, {when}"))
    authors = dict.fromkeys(proposal.author for proposal in knowledge.proposed_on(topic.id))
    if authors and papers:
        label = "Papers on it, of no coded side, by" if of_side else "Papers on it by"
        lines.append(Line("; ".join(authors), label))
    return (Section(items=tuple(lines), related=True),) if lines else ()
