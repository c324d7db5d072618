"""Who took the floor in which order, as a floor record has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from handlers.answers.board import name_voice
from handlers.request import Services
from knowledge.model import Debate, Position, Source


@dataclass(frozen=True, slots=True)
class Turn:
    """One time that somebody took the floor.

    Args:
        place: in the record, counted from 0.
        unit: its locator, "japan 2".
        party: id of who spoke; of a label that is nobody's, the label.
        name: whose voice it was: "European group (Austria)", "Lauber (chair)".
        chair: whether it was spoken from the chair.
        debate: in which stretch of the record; None where they are not told apart.
        said: what the pack has of it.
    """

    place: int
    unit: str
    party: str
    name: str
    chair: bool
    debate: Debate | None
    said: tuple[Position, ...]

    def is_of(self, party: str) -> bool:
        """Tell whether somebody spoke, or was spoken for."""
        return party == self.party or any(p.on_behalf_of == party for p in self.said)


def turns_of(services: Services, source: Source) -> tuple[Turn, ...]:
    """List the interventions of a floor record in their order.

    Args:
        services: the pack, and the document for a record whose floor the pack does not have.
        source: the record.

    Returns:
        Its turns; none where neither the pack nor a document tells the order.
    """
    knowledge = services.knowledge

    def listing() -> tuple[Turn, ...]:
        said: dict[str, list[Position]] = {}
        for position in knowledge.positions:
            if position.source == source.id:
                for unit in dict.fromkeys(each.split(".")[0] for each in position.locators):
                    said.setdefault(unit, []).append(position)
        found: list[Turn] = []
        for unit, debate, label in _units(services, source):
            speaker = unit.rsplit(" ", 1)[0]
            party = knowledge.parties.get(speaker)
            positions = tuple(said.get(unit, ()))
            name = party.brief if party else label
            chair = party is not None and party.kind == "chair"
            if positions:
                name = name_voice(knowledge, positions[0])
            elif party and party.marked_as:
                name += f" ({party.marked_as})"
            found.append(Turn(len(found), unit, speaker, name, chair, debate, positions))
        return tuple(found)

    return knowledge.keep(("turns of", source.id), listing)


def _units(services: Services, source: Source) -> Iterator[tuple[str, Debate | None, str]]:
    """Yield each intervention, its debate, and the label by which it is printed."""
    if source.floor:
        for debate in source.floor:
            for unit in debate.turns:
                yield unit, debate, unit.rsplit(" ", 1)[0]
        return
    document = services.library.documents.get(source.id)
    for turn in document.interventions if document else ():
        yield turn.unit, None, turn.label


def delegations(turns: Iterable[Turn]) -> list[Turn]:
    """Give the turns that were not taken from the chair."""
    return [turn for turn in turns if not turn.chair]


def count_speakers(services: Services, turns: Iterable[Turn]) -> Counter[str]:
    """Count how often each took the floor, by name, in the order of their first time.

    A delegation is one speaker: by the name of the group where it always spoke for that, else by
    its own.
    """
    names: dict[str, dict[str, int]] = {}
    for turn in turns:
        spoken = names.setdefault(turn.party, {})
        spoken[turn.name] = spoken.get(turn.name, 0) + 1
    found: Counter[str] = Counter()
    for key, spoken in names.items():
        party = services.knowledge.parties.get(key)
        name = next(iter(spoken)) if len(spoken) == 1 or party is None else party.brief
        found[name] = sum(spoken.values())
    return found


def spell_order(services: Services, turns: Iterable[Turn]) -> str:
    """Name who spoke, in the order of their first time: "Tuvalu · Chile · Austria ×3"."""
    return " · ".join(
        f"{name} ×{count}" if count > 1 else name
        for name, count in count_speakers(services, turns).items()
    )


def turns_by_record(services: Services) -> Iterator[tuple[Source, tuple[Turn, ...]]]:
    """Yield each floor record whose order is at hand, with its turns."""
    for source in services.knowledge.sources.values():
        if source.spoken and (turns := turns_of(services, source)):
            yield source, turns


def said_in_debates_on(services: Services, topics: Collection[str]) -> frozenset[str]:
    """List the ids of what was said in the debates that were held on some topics."""
    return frozenset(
        position.id
        for _, turns in turns_by_record(services)
        for turn in turns
        if turn.debate and not set(turn.debate.topics).isdisjoint(topics)
        for position in turn.said
    )
