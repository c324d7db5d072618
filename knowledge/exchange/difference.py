"""What changed from one state of a pack to another, entry by entry and stance by stance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from knowledge.base import KnowledgeBase
from knowledge.exchange.sections import Item, Sections, by_key
from knowledge.model import Position, Stance

Change = Literal["added", "removed", "changed"]
# From against to for.  A question and a remark take no side, so that nothing is softer than they.
_SIDES: tuple[Stance, ...] = ("oppose", "conditional", "support")
_KINDS = {
    "pack": "pack",
    "states": "state",
    "state_names": "names of a state",
    "ambiguous_names": "ambiguous name",
    "translations": "translation",
    "parties": "party",
    "topics": "topic",
    "sources": "source",
    "events": "event",
    "terms": "term",
    "people": "person or body",
    "proposals": "proposal",
    "positions": "position",
    "filed": "passage without an entry",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that is not what it was.

    Args:
        kind: section of the format.
        id: of the entry; what stands for it where it has none.
        name: as a person reads it.
        change: whether it was added, removed or changed.
        fields: what was and what is, by key, where it changed.
    """

    kind: str
    id: str
    name: str
    change: Change
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def kind_name(self) -> str:
        """What the entry is, in words."""
        return _KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Shift:
    """A voice whose stances on a topic are others than they were, where editors coded both.

    Args:
        voice: whose, as a person reads it.
        topic: its name.
        old, new: stances, in the order of the ruler.
        course: "softened", "hardened" or "" where neither can be said.
        restated: whether the topic has another proposition now, so that the stances are towards
            different things.
    """

    voice: str
    topic: str
    old: tuple[Stance, ...]
    new: tuple[Stance, ...]
    course: Literal["softened", "hardened", ""]
    restated: bool = False


def compare_sections(old: Sections, new: Sections) -> list[Difference]:
    """List the entries that were added, removed or changed, in the order of the format."""
    found: list[Difference] = []
    for kind in _KINDS:
        before, after = by_key(kind, old.get(kind, [])), by_key(kind, new.get(kind, []))
        for key in dict.fromkeys((*before, *after)):
            if key not in after:
                found.append(Difference(kind, key, _name(before[key]), "removed"))
            elif key not in before:
                found.append(Difference(kind, key, _name(after[key]), "added"))
            elif fields := dict(_changed(before[key], after[key])):
                found.append(Difference(kind, key, _name(after[key]), "changed", fields))
    return found


def _changed(before: Item, after: Item) -> Iterator[tuple[str, tuple[Any, Any]]]:
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield key, (before.get(key), after.get(key))


def _name(item: Item) -> str:
    for key in ("name", "title", "id", "state", "reason", "source"):
        if item.get(key):
            return str(item[key])
    return ", ".join(str(value) for value in item.values())


def compare_stances(old: KnowledgeBase, new: KnowledgeBase) -> list[Shift]:
    """List the voices that stand elsewhere than they did, on topics on which both have them."""
    before, after = _stances(old), _stances(new)
    found: list[Shift] = []
    for key, stances in after.items():
        earlier = before.get(key)
        if earlier and earlier != stances:
            party, topic = key
            restated = old.topics[topic].proposition != new.topics[topic].proposition
            found.append(
                Shift(
                    new.parties[party].brief,
                    new.topics[topic].name,
                    _in_order(earlier),
                    _in_order(stances),
                    "" if restated else _course(earlier, stances),
                    restated,
                )
            )
    return found


def _stances(knowledge: KnowledgeBase) -> dict[tuple[str, str], frozenset[Stance]]:
    """Give the stances of each voice on each topic: a group's words are the group's."""
    found: dict[tuple[str, str], set[Stance]] = {}
    for position in knowledge.positions:
        voice = position.on_behalf_of or position.party
        for topic, stance in _coded(position):
            found.setdefault((voice, topic), set()).add(stance)
    return {key: frozenset(stances) for key, stances in found.items()}


def _coded(position: Position) -> Iterator[tuple[str, Stance]]:
    yield position.topic, position.stance
    yield from position.also.items()


def _in_order(stances: frozenset[Stance]) -> tuple[Stance, ...]:
    order: Sequence[Stance] = ("support", "conditional", "oppose", "question", "statement")
    return tuple(stance for stance in order if stance in stances)


def _course(old: frozenset[Stance], new: frozenset[Stance]) -> Literal["softened", "hardened", ""]:
    """Tell whether a voice moved towards the proposition or away from it."""
    before = [_SIDES.index(stance) for stance in old if stance in _SIDES]
    after = [_SIDES.index(stance) for stance in new if stance in _SIDES]
    if not before or not after:
        return ""
    lower, upper = (min(after) - min(before)), (max(after) - max(before))
    if lower >= 0 and upper >= 0 and lower + upper > 0:
        return "softened"
    if lower <= 0 and upper <= 0 and lower + upper < 0:
        return "hardened"
    return ""
