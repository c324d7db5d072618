"""Who agrees with a party and who differs: as said on the floor, and by the editors' coding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.answers.answer import Line, Section
from handlers.answers.record import mid_sentence, split_by_time
from knowledge.base import KnowledgeBase
from knowledge.model import Party, Position

MOST = 4  # parties that are named with the topics; the rest would fill the page
_AGAINST = {"support": "oppose", "oppose": "support"}


def tell_agreement(
    knowledge: KnowledgeBase, party: Party, own: Sequence[Position]
) -> list[Section]:
    """Say who agrees and who differs in the negotiations; earlier remarks do not count.

    Args:
        knowledge: the pack.
        party: about whom.
        own: what it said in the negotiations.

    Returns:
        A section of what was said expressly and one of stances on the same topics, or none.
    """
    sections: list[Section] = []
    siding, _ = split_by_time(knowledge, knowledge.siding(party.id))
    express = [*_by_itself(knowledge, own), *_by_others(knowledge, party, siding)]
    if express:
        title = "Agreement and difference, as said on the floor"
        sections.append(Section(title=title, items=tuple(express)))
    by_stance = _by_stance(knowledge, party, knowledge.spread(own))
    if by_stance:
        sections.append(
            Section(
                title="Same and opposite stances",
                lead="By the editors’ coding of each statement, towards the topic’s proposition.",
                items=tuple(by_stance),
            )
        )
    return sections


def _by_itself(knowledge: KnowledgeBase, own: Iterable[Position]) -> list[Line]:
    lines: list[Line] = []
    for position in own:
        for label, keys in (
            ("Sides with", position.sides_with),
            ("Differs from", position.differs_from),
        ):
            for key, locator in keys.items():
                where = f"{knowledge.topics[position.topic].name} ({locator})"
                lines.append(Line(where, f"{label} {knowledge.parties[key].brief}"))
    return lines


def _by_others(knowledge: KnowledgeBase, party: Party, now: Iterable[Position]) -> list[Line]:
    lines: list[Line] = []
    for position in now:
        name = knowledge.parties[position.party].brief
        if position.on_behalf_of:
            name += f" for the {knowledge.parties[position.on_behalf_of].name}"
        for label, keys in (
            ("Backed by", position.sides_with),
            ("Contradicted by", position.differs_from),
        ):
            if party.id in keys:
                where = f"{knowledge.topics[position.topic].name} ({keys[party.id]})"
                lines.append(Line(where, f"{label} {name}"))
    return lines


def _by_stance(knowledge: KnowledgeBase, party: Party, own: Sequence[Position]) -> list[Line]:
    """Name who took the same stance on most topics, and everybody who took the opposite one."""
    same: dict[str, list[str]] = {}
    lines: list[Line] = []
    for topic in dict.fromkeys(position.topic for position in own):
        stances = {p.stance for p in own if p.topic == topic} & set(_AGAINST)
        if len(stances) != 1:
            continue
        (stance,) = stances
        on_topic = _by_others_on(knowledge, party, topic)
        name = knowledge.topics[topic].name
        against = _speakers(knowledge, on_topic, _AGAINST[stance])
        if against:
            lines.append(Line(", ".join(against), f"Opposite on {mid_sentence(name)}"))
        for party_name in _speakers(knowledge, on_topic, stance):
            same.setdefault(party_name, []).append(name)
    most = sorted(same, key=lambda name: (-len(same[name]), name))
    lines += [Line("; ".join(same[name]), f"Same as {name}") for name in most[:MOST]]
    if most[MOST:]:
        lines.append(Line(f"{len(most) - MOST} others, on as many topics or fewer", "Same as"))
    return lines


def _by_others_on(knowledge: KnowledgeBase, party: Party, topic: str) -> list[Position]:
    """List what others said on a topic in the negotiations, those who preside left out."""
    now, _ = split_by_time(knowledge, knowledge.said_on(topic))
    return [
        p
        for p in now
        if party.id not in (p.party, p.on_behalf_of) and knowledge.parties[p.party].kind != "chair"
    ]


def _speakers(knowledge: KnowledgeBase, positions: Iterable[Position], stance: str) -> list[str]:
    """Name who took a stance, a group instead of the one who spoke for it."""
    names = (
        knowledge.parties[p.on_behalf_of or p.party].brief for p in positions if p.stance == stance
    )
    return list(dict.fromkeys(names))


__all__ = ["tell_agreement"]
