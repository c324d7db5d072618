"""On what a passage is: the topics whose words stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.finding.search import stems_of
from knowledge.model import Topic
from knowledge.names.everyday import everyday_words
from knowledge.names.index import FILLER
from knowledge.names.normal import normalise
from knowledge.turns import give_way

_SHORT = 3  # letters
_LONGEST = 7  # words of a topic's name


@dataclass(frozen=True, slots=True)
class Proposed:
    """A topic that a passage names.

    Args:
        topic: id.
        word: the name of the topic's that stands in it, as the pack has it.
        narrower: whether that is only a part of the matter, or more than it.
        against: whether it asks for the opposite of the proposition.
    """

    topic: str
    word: str
    narrower: bool = False
    against: bool = False


@dataclass(frozen=True)
class TopicFinder:
    """Finds topics by their words, in any form of those.

    Args:
        topics: of the pack, by id.
    """

    topics: Mapping[str, Topic]

    @cached_property
    def _names(self) -> dict[tuple[str, ...], list[Proposed]]:
        found: dict[tuple[str, ...], list[Proposed]] = {}
        for topic in self.topics.values():
            for name in (topic.name, topic.short, *topic.words, topic.id.replace("-", " ")):
                give_way()
                stems = _stems(name)
                # A word of everyday language stands for a topic where the editors say that it is
                # the whole of it, not a part: "fund", of a fund.
                whole = name == topic.name or name in (*topic.synonyms, *topic.against)
                if _is_told_by_filler(name):
                    continue
                if stems and (whole or not _is_common(name)) and len(name) >= _SHORT:
                    each = Proposed(topic.id, name, topic.is_narrower(name), topic.is_against(name))
                    found.setdefault(stems, []).append(each)
        return found

    def prepare(self) -> None:
        """Read the topics' names, which takes a while."""
        _ = self._names

    def find(self, passage: str) -> list[Proposed]:
        """List the topics that a passage names, each once, in the order of its words.

        A name inside a longer one does not count: "legally binding mechanism" is no "mechanism".
        """
        stems = _stems(passage)
        found: dict[str, Proposed] = {}
        place = 0
        while place < len(stems):
            for length in range(min(_LONGEST, len(stems) - place), 0, -1):
                named = self._names.get(stems[place : place + length], ())
                if named:
                    for each in named:
                        found.setdefault(each.topic, each)
                    place += length - 1
                    break
            place += 1
        return list(self._without_parents(found.values()))

    def _without_parents(self, found: Iterable[Proposed]) -> Iterable[Proposed]:
        """Leave a topic out where one under it is named, too."""
        found = list(found)
        above = {self.topics[each.topic].parent for each in found}
        return (each for each in found if each.topic not in above)


def _stems(text: str) -> tuple[str, ...]:
    words = [word for word in normalise(text).split() if word not in FILLER]
    return tuple(stem for word in words for stem in stems_of(word))


def _is_told_by_filler(name: str) -> bool:
    """Tell whether filler makes a name what it is: "carry it out" is more than to carry.

    "S&DT" is one word, whatever its letters mean.
    """
    words = normalise(name).split()
    return " " in name and len(words) > 2 and sum(word not in FILLER for word in words) < 2


def _is_common(name: str) -> bool:
    """Tell whether a word is of everyday language, so that it names a topic only as its name."""
    word = normalise(name)
    return word in everyday_words() and not name.isupper()
