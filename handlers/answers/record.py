"""What is on record: own voice, group voice and silence, told the same way everywhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from handlers.answers.answer import Note, Section
from handlers.answers.citing import order_of_speaking, state_all
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.model import STANCES, Party, Position, Source, Stance, Topic

WORDS: dict[Stance, str] = {
    "support": "Supports",
    "conditional": "Conditional",
    "oppose": "Opposes",
    "question": "Asks",
    "statement": "Remarks",
}
VERBS: dict[Stance, str] = {
    "support": "supports",
    "oppose": "opposes",
    "question": "asks about",
    "conditional": "sets conditions for",
    "statement": "remarks on",
}


def asked_first(wanted: Collection[Stance]) -> list[Stance]:
    """List all stances, those that are asked for first."""
    return sorted(STANCES, key=lambda stance: stance not in wanted)


def split_by_time(
    knowledge: KnowledgeBase, positions: Iterable[Position]
) -> tuple[list[Position], list[Position]]:
    """Part what was said in negotiation sessions from what was said before them."""
    now: list[Position] = []
    before: list[Position] = []
    for position in positions:
        session = knowledge.events[position.session]
        (now if session.kind == "session" else before).append(position)
    return now, before


Split = tuple[tuple[Position, ...], tuple[Position, ...]]


def spoken_on(knowledge: KnowledgeBase, topic: str) -> Split:
    """Give what was said on a topic itself, in negotiation sessions and before them."""

    def split() -> Split:
        now, before = split_by_time(knowledge, knowledge.said_on(topic))
        return tuple(now), tuple(before)

    return knowledge.keep(("spoken on", topic), split)


def spoken_within(knowledge: KnowledgeBase, topic: str) -> Split:
    """Give what was said on a topic or one under it, in negotiation sessions and before them."""

    def split() -> Split:
        now, before = split_by_time(knowledge, knowledge.said_within(topic))
        return tuple(now), tuple(before)

    return knowledge.keep(("spoken within", topic), split)


def stances_on(knowledge: KnowledgeBase, topic: str) -> Mapping[Stance, tuple[Position, ...]]:
    """Give what was said on a topic itself in sessions by stance, each sorted by party."""

    def sort() -> Mapping[Stance, tuple[Position, ...]]:
        spoken = by_party(knowledge, spoken_on(knowledge, topic)[0])
        found = {stance: tuple(p for p in spoken if p.stance == stance) for stance in STANCES}
        return {stance: positions for stance, positions in found.items() if positions}

    return knowledge.keep(("stances on", topic), sort)


def ids_of(positions: Iterable[Position]) -> tuple[str, ...]:
    """Give the ids of positions, by which what is made of them can be kept."""
    return tuple(position.id for position in positions)


def sort_by_topic(
    knowledge: KnowledgeBase, positions: Sequence[Position]
) -> Sequence[tuple[Topic, Sequence[Position]]]:
    """Give positions by their own topics, in the pack's order, as they were spoken."""

    def sort() -> list[tuple[Topic, Sequence[Position]]]:
        by_topic: dict[str, list[Position]] = {}
        for position in sorted(positions, key=order_of_speaking):
            by_topic.setdefault(position.topic, []).append(position)
        return [(t, tuple(by_topic[t.id])) for t in knowledge.topics.values() if t.id in by_topic]

    return knowledge.keep(("sorted by topic", *ids_of(positions)), sort)


def count_by_topic(knowledge: KnowledgeBase) -> Counter[str]:
    """Count what was said in negotiation sessions on each topic itself."""
    now, _ = split_by_time(knowledge, knowledge.spread(knowledge.positions))
    return Counter(position.topic for position in now)


_FIRST_SENTENCE = re.compile(r".+?(?:[.!?](?= [A-Z“])|$)", re.DOTALL)


def describe_briefly(party: Party) -> list[str]:
    """Give the first sentence on what a party is; none where nothing is said of it."""
    return _FIRST_SENTENCE.findall(party.description)[:1]


def own_positions(knowledge: KnowledgeBase, party: Party) -> list[Position]:
    """List what a party said in sessions for itself; of a group, what others said for it, too."""
    said, _ = split_by_time(knowledge, knowledge.said_as(party))
    return [p for p in said if not p.on_behalf_of or party.kind == "group"]


def earlier_positions(knowledge: KnowledgeBase, party: Party) -> list[Position]:
    """List what a party is recorded to have said before the negotiations."""
    return split_by_time(knowledge, knowledge.said_as(party))[1]


def by_party(knowledge: KnowledgeBase, positions: Iterable[Position]) -> list[Position]:
    """Sort positions by party, those who preside last."""

    def key(position: Position) -> tuple[object, ...]:
        party = knowledge.parties[position.party]
        return (party.kind == "chair", party.brief, *order_of_speaking(position))

    return sorted(positions, key=key)


def sections_by_stance(services: Services, topic: str) -> list[Section]:
    """Draw up who said what on a topic itself, a section for each stance."""
    sections: list[Section] = []
    for stance, positions in stances_on(services.knowledge, topic).items():
        items = state_all(services, positions)
        if items:
            title = f"{WORDS[stance]} ({len(items)})"
            sections.append(
                Section(title=title, items=items, brief=True, stance=stance, detail=True)
            )
    return sections


def earlier_section(
    services: Services, positions: Iterable[Position], *, brief: bool = False
) -> list[Section]:
    """Draw up earlier remarks so that they never pass for positions in the negotiations."""
    chosen = list(positions)
    if not chosen:
        return []
    when = services.knowledge.date_of(chosen[0]).spell()
    several = len(chosen) > FEW_EARLIER and len({p.party for p in chosen}) == 1
    return [
        Section(
            title=f"Earlier: {when}",
            lead="Before the negotiations began; not a position taken in them.",
            items=state_all(services, chosen),
            related=True,
            brief=brief or several,
            by="topic" if several else "party",
            detail=brief,
        )
    ]


FEW_EARLIER = 2  # remarks of one party that are told in full; of more, a line each


def tell_searched(services: Services) -> str:
    """Say what was searched before a silence was told, and what of it no editor has reviewed."""
    knowledge = services.knowledge
    searched = knowledge.interventions_searched()
    found: list[str] = []
    for source in knowledge.sources.values():
        if not source.spoken:
            continue
        session = knowledge.events.get(source.session or "")
        where = session.when.spell() if session else source.brief
        reviewed = searched.get(source.id, frozenset())
        waiting, every = _find_waiting(services, source, reviewed)
        if waiting and reviewed:
            whole, part = len(every - waiting), len(reviewed & waiting)
            told = f"{whole or 'none'} of them reviewed in full and {part or 'none'} in part"
            found.append(f"{len(every)} interventions of {where}, {told}")
        elif waiting:
            found.append(f"{len(every)} interventions of {where}, none of them reviewed")
        elif reviewed:
            found.append(f"{len(reviewed)} interventions of {where} searched")
    return "; ".join(found) or "no document has been reviewed yet"


def _find_waiting(
    services: Services, source: Source, reviewed: frozenset[str]
) -> tuple[set[str], set[str]]:
    """Find the interventions of a record that nobody has reviewed in full, and all that are known.

    Where the document is not at hand, they are known by the entries and drafts alone.
    """
    document = services.library.documents.get(source.id)
    if document is None:
        drafts = services.knowledge.drafts_of(source.id)
        waiting = {text.split(".")[0] for draft in drafts for text in draft.locators}
        return waiting, waiting | reviewed
    every = set(document.lengths) - document.optional
    return services.evidence.waiting_in(source.id) & every, every


def tell_meetings(knowledge: KnowledgeBase, positions: Iterable[Position]) -> str:
    """Say when and where positions were taken, each meeting and document once."""
    meetings = {(position.session, position.source) for position in positions}
    return " · ".join(
        f"{knowledge.events[session].when.spell()}, {knowledge.sources[source].brief}"
        for session, source in sorted(meetings)
    )


def tell_extent(knowledge: KnowledgeBase, topic: str) -> tuple[Note, ...]:
    """Say when and where all was said that is on record on a topic or one under it."""

    def tell() -> tuple[Note, ...]:
        text = tell_meetings(knowledge, spoken_within(knowledge, topic)[0])
        return (Note("extent", text),) if text else ()

    return knowledge.keep(("extent of", topic), tell)


_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()


def in_documents(knowledge: KnowledgeBase) -> str:
    """Say where something was looked for in vain: "in the five documents"."""
    count = len(knowledge.sources)
    if count == 1:
        return "in the document"
    return f"in the {_NUMBERS[count] if count < len(_NUMBERS) else count} documents"


def list_speakers(knowledge: KnowledgeBase, positions: Iterable[Position]) -> str:
    """Name who spoke."""
    names = dict.fromkeys(knowledge.parties[p.party].brief for p in positions)
    return " and ".join(names)


def mid_sentence(name: str) -> str:
    """Lower a name's first letter inside a sentence.

    Not where an abbreviation begins there, nor of a name in capitals throughout: "One Health".
    """
    if name.startswith(("The ", "A ", "An ")):
        return name[:1].lower() + name[1:]  # "the CoP's say on assessments"
    proper = any(word[:1].isupper() and word[1:2].islower() for word in name.split()[1:])
    return name if proper or name[1:2].isupper() else name[:1].lower() + name[1:]
