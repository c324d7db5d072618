"""Where each voice stands on each topic: the cells of a grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.answers.answer import Cell
from handlers.answers.board import name_voice
from handlers.answers.record import split_by_time
from knowledge.base import KnowledgeBase
from knowledge.model import STANCES, Position, Stance, Topic

Voice = tuple[str, str]  # ids: who spoke, and for which group or ""


def voice_of(position: Position) -> Voice:
    """Give the voice that a position is spoken in."""
    return position.party, position.on_behalf_of or ""


@dataclass
class _Found:
    stances: set[Stance] = field(default_factory=set)
    below: bool = False


@dataclass
class Cells:
    """What is on record in the negotiations, by voice and topic.

    Args:
        knowledge: the pack.
        found: what is found so far.
        earlier: whether something was said on these topics before the negotiations.
    """

    knowledge: KnowledgeBase
    found: dict[tuple[Voice, str], _Found] = field(default_factory=dict)
    earlier: bool = False
    _names: dict[Voice, str] = field(default_factory=dict)

    def look_up(self, topics: Sequence[Topic]) -> None:
        """Find who takes which stance on each topic itself, or speaks on a part of it alone."""
        for topic in topics:
            now, earlier = split_by_time(self.knowledge, self.knowledge.said_within(topic.id))
            self.earlier = self.earlier or bool(earlier)
            for position in now:
                cell = self.found.setdefault((voice_of(position), topic.id), _Found())
                if position.topic == topic.id:
                    cell.stances.add(position.stance)
                else:
                    cell.below = True

    @property
    def voices(self) -> set[Voice]:
        """Who has something on record."""
        return {voice for voice, _ in self.found}

    def name(self, voice: Voice) -> str:
        """Name a voice, one that has nothing on record too."""
        if voice not in self._names:
            said = self.knowledge.said_by(voice[0])
            spoken = next((p for p in said if voice_of(p) == voice), None)
            party = self.knowledge.parties[voice[0]]
            self._names[voice] = name_voice(self.knowledge, spoken) if spoken else party.brief
        return self._names[voice]

    def cell(self, voice: Voice, topic: Topic) -> Cell:
        """Give where a voice stands on a topic."""
        found = self.found.get((voice, topic.id))
        if found is None:
            return Cell()
        stances = tuple(stance for stance in STANCES if stance in found.stances)
        return Cell(stances, below=found.below and not stances)
