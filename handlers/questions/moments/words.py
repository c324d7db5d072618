"""The words and marks of a part of a line, and what its moment lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.questions.moments.pieces import Clock, Line, Part, Piece, Repeat, Span, Vague
from handlers.questions.moments.scanning import find_quoted
from handlers.questions.moments.zones import ZoneWords

_WORD = re.compile(
    r"\d[^\W\u3400-\u9fff]*(?:[.:,'/-][^\W\u3400-\u9fff]+)*|[\u3400-\u9fff]"
    r"|[^\W\d_\u3400-\u9fff]+(?:['.-][^\W_\u3400-\u9fff]+)*\d*|[^\w\s]+"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word, number or mark.

    Args:
        text: folded.
        start, end: where it stands in its line.
        capital: whether its first letter was typed as a capital.
    """

    text: str
    start: int
    end: int
    capital: bool = False

    @property
    def is_mark(self) -> bool:
        """Whether it is a mark, or several."""
        return not self.text[0].isalnum()


@dataclass(frozen=True, slots=True)
class Lack:
    """What a moment lacks, and what else is known of it.

    Args:
        clock: whether no time of day is said, nor how many minutes from now.
        day: whether no day is said.
        repeats: whether it comes again.
        minutes: whether it says how many minutes from now.
    """

    clock: bool = False
    day: bool = False
    repeats: bool = False
    minutes: bool = False


def split_words(line: Line, start: int, end: int) -> list[Word]:
    """List the words of a part of a line, without what stands in quotation marks.

    Args:
        line: what was typed.
        start, end: which part of it.
    """
    quoted = find_quoted(line.typed)
    return [
        Word(match[0], match.start(), match.end(), line.typed[match.start()].isupper())
        for match in _WORD.finditer(line.folded, start, end)
        if not any(first <= match.start() < last for first, last in quoted)
    ]


def find_lack(run: Sequence[Piece]) -> Lack:
    """Tell what the pieces of a moment do not say."""
    values = [piece.value for piece in run]
    minutes = any(isinstance(value, Span) and value.minutes for value in values)
    return Lack(
        clock=not (minutes or any(isinstance(value, (Clock, Vague)) for value in values)),
        day=all(isinstance(value, (Clock, Part, ZoneWords)) for value in values),
        repeats=any(isinstance(value, Repeat) for value in values),
        minutes=minutes,
    )
