"""A line cut into the pieces that say when and the words that do not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from handlers.questions.moments.clocks import read_clock, read_part
from handlers.questions.moments.days import read_day
from handlers.questions.moments.pieces import Line, Piece
from handlers.questions.moments.repeats import read_bound, read_repeat
from handlers.questions.moments.spans import read_span
from handlers.questions.moments.spelt_days import read_day_apart, read_spelt_day
from handlers.questions.moments.vague import read_roughly
from handlers.questions.moments.vocabulary import BINDING
from handlers.questions.moments.zones_apart import read_zone_apart

# Where two readings are as long, the earlier one of these is right.
_READERS = (
    read_repeat, read_bound, read_day, read_spelt_day, read_clock, read_span, read_part,
    read_roughly, read_zone_apart, read_day_apart,
)  # fmt: skip
_QUOTED = re.compile(r"\"[^\"]+\"|“[^”]+”|„[^“”]+[“”]|«[^»]+»|‘.+?’(?!\w)|(?<!\w)'[^']+'(?!\w)")
_HAN = re.compile(r"[\u3400-\u9fff]")
# What joins two pieces of one moment: "Friday, 5 April (15:00)", "2018-04-05T15:00".
_JOINT = re.compile(r"[\s,;()·]*(?:-\s+)?")
_WORD_BEFORE = re.compile(r"([^\s]+)\s*$")


def find_quoted(typed: str) -> list[tuple[int, int]]:
    """List where something stands in quotation marks: it is a note, whatever it says."""
    return [match.span() for match in _QUOTED.finditer(typed)]


def find_pieces(line: Line) -> list[Piece]:
    """Find everything that may say when; the longest reading at each word counts.

    Args:
        line: what was typed.

    Returns:
        The pieces, in order; none of them overlaps another.
    """
    quoted = find_quoted(line.typed)
    found: list[Piece] = []
    at = 0
    while at < len(line.typed):
        if inside := next((end for start, end in quoted if start <= at < end), 0):
            at = inside
            continue
        if _begins_word(line.folded, at, found) and (piece := read_piece(line, at)):
            found.append(piece)
            at = piece.end
            continue
        at += 1
    return found


def read_piece(line: Line, at: int) -> Piece | None:
    """Read the longest piece that begins at a place in a line; None where none does."""
    readings = [piece for reader in _READERS if (piece := reader(line, at))]
    # "tomorrow's session" belongs to the note.
    readings = [piece for piece in readings if not line.folded.startswith("'s", piece.end)]
    return _with_marks(line, max(readings, key=lambda each: each.end)) if readings else None


def _with_marks(line: Line, piece: Piece) -> Piece:
    """Add the vowels and lengthening behind an Arabic word, "مساءً"."""
    end = piece.end
    while end < len(line.typed) and (
        unicodedata.combining(line.typed[end]) or line.typed[end] == "ـ"
    ):
        end += 1
    return replace(piece, end=end)


def _begins_word(folded: str, at: int, found: Sequence[Piece]) -> bool:
    if folded[at].isspace():
        return False
    if at == 0 or (found and found[-1].end == at):
        return True
    before, letter = folded[at - 1], folded[at]
    if _HAN.match(before) or _HAN.match(letter):
        return True
    return not (before.isalnum() or before in "_'")


def are_joined(line: Line, left: Piece, right: Piece) -> bool:
    """Tell whether nothing but a joint stands between two pieces."""
    return bool(_JOINT.fullmatch(line.folded[left.end : right.start]))


def is_bound(line: Line, piece: Piece) -> bool:
    """Tell whether the word before a piece makes it a part of the note: "the draft of 5 March"."""
    if piece.anchored:
        return False
    before = _WORD_BEFORE.search(line.folded[: piece.start])
    return before is not None and before[1].strip("(\"'") in BINDING
