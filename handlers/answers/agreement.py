"""Who agrees with a party and who differs: as said on the floor, and by the editors' coding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from handlers.answers.answer import Line, Section
from handlers.answers.citing import cite
from handlers.answers.record import mid_sentence, split_by_time, spoken_on
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.model import Party, Position, Stance

MOST = 4  # parties that are named with the topics; the rest would fill the page
_AGAINST: dict[Stance, Stance] = {"support": "oppose", "oppose": "support"}


def tell_agreement(
    services: Services, party: Party, own: Sequence[Position]
) -> tuple[Section, ...]:
    """Say who agrees and who differs in the negotiations; earlier remarks do not count.

    Args:
        services: the pack and the documents.
        party: about whom.
        own: all that it said in the negotiations.

    Returns:
        A section of what was said expressly and one of stances on the same topics, or none.
    """
    return services.knowledge.keep(
        ("agreement", party.id), lambda: tuple(_sections(services, party, own))
    )


def _sections(services: Services, party: Party, own: Sequence[Position]) -> list[Section]:
    knowledge = services.knowledge
    sections: list[Section] = []
    siding, _ = split_by_time(knowledge, knowledge.siding(party.id))
    express = [*_by_itself(services, own), *_by_others(services, party, siding, own)]
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


def _by_itself(services: Services, own: Iterable[Position]) -> list[Line]:
    knowledge = services.knowledge
    lines: list[Line] = []
    for position in own:
        for label, keys in (
            ("Sides with", position.sides_with),
            ("Differs from", position.differs_from),
        ):
            for key, locator in keys.items():
                place = cite(services, position.source, (locator,)).place
                where = f"{knowledge.topics[position.topic].name} ({place})"
                lines.append(Line(where, f"{label} {knowledge.parties[key].brief}"))
    return lines


def _by_others(
    services: Services, party: Party, now: Iterable[Position], own: Sequence[Position]
) -> list[Line]:
    knowledge = services.knowledge
    spoken = {topic for position in own for topic in position.topics}
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
                place = cite(services, position.source, (keys[party.id],)).place
                where = f"{knowledge.topics[position.topic].name} ({place})"
                if spoken.isdisjoint(knowledge.topic_family(position.topic)):
                    where += f"; on that, nothing by {party.brief} itself is coded"
                lines.append(Line(where, f"{label} {name}"))
    return lines


def _by_stance(knowledge: KnowledgeBase, party: Party, own: Sequence[Position]) -> list[Line]:
    """Name who took the same stance on most topics, and everybody who took the opposite one."""
    same: dict[str, list[str]] = {}
    lines: list[Line] = []
    by_topic: dict[str, set[Stance]] = {}
    for position in own:
        by_topic.setdefault(position.topic, set()).add(position.stance)
    for topic in by_topic:
        stances = by_topic[topic] & set(_AGAINST)
        if len(stances) != 1:
            continue
        (stance,) = stances
        name = knowledge.topics[topic].name
        against = _speakers(knowledge, party, topic, _AGAINST[stance])
        if against:
            lines.append(Line(", ".join(against), f"Opposite on {mid_sentence(name)}"))
        for party_name in _speakers(knowledge, party, topic, stance):
            same.setdefault(party_name, []).append(name)
    most = sorted(same, key=lambda name: (-len(same[name]), name))
    lines += [Line("; ".join(same[name]), f"Same as {name}") for name in most[:MOST]]
    if most[MOST:]:
        lines.append(Line(f"{len(most) - MOST} others, on as many topics or fewer", "Same as"))
    return lines


def _speakers(knowledge: KnowledgeBase, party: Party, topic: str, stance: Stance) -> list[str]:
    """Name who else took a stance on a topic in the negotiations, those who preside left out.

    A group is named instead of the one who spoke for it.
    """

    def name() -> Mapping[str, set[tuple[str, str | None]]]:
        found: dict[str, set[tuple[str, str | None]]] = {}
        for position in spoken_on(knowledge, topic)[0]:
            presides = knowledge.parties[position.party].kind == "chair"
            if position.stance == stance and not presides:
                voice = knowledge.parties[position.on_behalf_of or position.party].brief
                found.setdefault(voice, set()).add((position.party, position.on_behalf_of))
        return found

    voices = knowledge.keep(("speakers", topic, stance), name)
    return [
        voice
        for voice, spoken in voices.items()
        if any(party.id not in parties for parties in spoken)
    ]


__all__ = ["tell_agreement"]
