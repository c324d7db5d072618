"""How a line was understood: names, what they mean, and words that name nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Kind = Literal["party", "topic", "term", "event", "person", "source"]
PARTIES_AND_TOPICS: frozenset[Kind] = frozenset({"party", "topic"})


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """An entity: its kind and id."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Match:
    """Words that were read as one or more entities.

    Args:
        words: as typed.
        refs: what they mean; more than one where the name is shared or several are as near.
        name: the name that they were read as.
        edits: typing errors that were mended; 0 for an exact name.
    """

    words: str
    refs: tuple[Ref, ...]
    name: str
    edits: int = 0


@dataclass(frozen=True)
class Unknown:
    """Words that name nothing.

    Args:
        words: as typed.
        find: looks up the nearest names, once they are asked for.
    """

    words: str
    find: Callable[[], tuple[tuple[str, Ref], ...]] = field(default=tuple, compare=False)

    @cached_property
    def nearest(self) -> tuple[tuple[str, Ref], ...]:
        """The nearest names, for a question back; never used to answer."""
        return self.find()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a line was understood, in the order of its words.

    Args:
        matches: what names something.
        unknown: what names nothing.
        left_out: words at the end of a very long line that were not looked at.
    """

    matches: tuple[Match, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    left_out: int = 0
