"""Parties and topics while somebody types: the likeliest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from knowledge.base import KnowledgeBase
from knowledge.model import Party, Topic
from knowledge.names.normal import normalise

Suggested = Literal["party", "topic"]
EXACT, BEGINS, WORD_BEGINS, CONTAINS, NEAR = range(5)

LONGEST_TYPED = 100  # characters; no name is longer


@dataclass
class Suggester:
    """Suggests names; built once.

    Args:
        knowledge: whose names.
    """

    knowledge: KnowledgeBase
    _names: dict[str, list[tuple[str, str]]] = field(default_factory=dict, init=False)
    _likely: dict[str, list[str]] = field(default_factory=dict, init=False)
    _together: dict[str, Counter[str]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        said: Counter[str] = Counter()
        for position in self.knowledge.positions:
            for party in filter(None, (position.party, position.on_behalf_of)):
                said.update((f"party {party}", f"topic {position.topic}"))
                for key, other in ((party, f"topic {position.topic}"), (position.topic, party)):
                    self._together.setdefault(other, Counter())[key] += 1
        entries: Mapping[str, Party | Topic]
        for kind, entries in (("party", self.knowledge.parties), ("topic", self.knowledge.topics)):
            self._names[kind] = [
                (name, ref.id)
                for name, refs in self.knowledge.index.names.items()
                for ref in refs
                if ref.kind == kind
            ]
            likely = sorted(entries, key=lambda key: (-said[f"{kind} {key}"], entries[key].name))
            self._likely[kind] = likely

    def suggest(
        self, kind: Suggested, typed: str, given: str = "", limit: int = 100
    ) -> tuple[tuple[str, str], ...]:
        """Suggest parties or topics.

        Args:
            kind: which.
            typed: what has been typed so far, or "".
            given: id of the topic (or party) that is chosen already, or "".
            limit: how many at most.

        Returns:
            (id, name): how well the name fits decides first, then how much is on record with what
            is given, then how much is on record at all.
        """
        other = f"topic {given}" if kind == "party" else given
        together = self._together.get(other, Counter())
        typed = typed[:LONGEST_TYPED]
        ranks = self._rank(kind, normalise(typed), typed)
        found = [key for key in self._likely[kind] if key in ranks]
        found.sort(key=lambda key: (ranks[key], -together[key]))
        entries = self.knowledge.parties if kind == "party" else self.knowledge.topics
        return tuple((key, entries[key].name) for key in found[:limit])

    def _rank(self, kind: Suggested, typed: str, raw: str) -> Mapping[str, int]:
        if not typed:
            return dict.fromkeys(self._likely[kind], 0)
        ranks: dict[str, int] = {}
        inside = f" {typed}"
        for name, key in self._names[kind]:
            if typed not in name:
                continue
            if name.startswith(typed):
                rank = EXACT if name == typed else BEGINS
            elif inside in name:
                rank = WORD_BEGINS
            elif len(typed) > 2:
                rank = CONTAINS
            else:
                continue
            if rank < ranks.get(key, NEAR):
                ranks[key] = rank
        if ranks:
            return ranks
        reading = self.knowledge.index.read(raw, frozenset({kind}))
        near = [ref for match in reading.matches for ref in match.refs]
        near += [ref for unknown in reading.unknown for _, ref in unknown.nearest]
        return {ref.id: NEAR for ref in near if ref.kind == kind}
