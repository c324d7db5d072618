"""A line cut into words, each with what was typed for it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from knowledge.names.normal import normalise
from knowledge.names.spelling import HAN

LONGEST_LINE = 2_000  # characters that are looked at
MOST_WORDS = 64
LONGEST_HAN = 400  # characters of one run of Han
_EDGES = ".,;:!?\"'()[]{}“”«»‘’…、。，！？；：（）؟،؛"
_ARABIC = re.compile(r"[\u0621-\u064a]{3,}$")


@dataclass(slots=True)
class Words:
    """The words of a line.

    Args:
        folded: in one written form.
        typed: as they were typed.
        left_out: how many more there were.
    """

    folded: list[str]
    typed: list[str]
    left_out: int = 0

    def key(self, start: int, end: int) -> str:
        """Give the folded words of a span."""
        return self.folded[start] if end == start + 1 else " ".join(self.folded[start:end])

    def as_typed(self, start: int, end: int) -> str:
        """Give the words of a span as they were typed."""
        return " ".join(self.typed[start:end])


def split_line(
    line: str, known: Collection[str], filler: Collection[str], longest_han: int
) -> Words:
    """Cut a line into words.

    Args:
        line: what someone typed.
        known: words that names are made of.
        filler: words that people wrap a question in.
        longest_han: characters of the longest name in Han, which has no spaces around it.

    Returns:
        The words; those beyond what a question can have are only counted.
    """
    words = Words([], [])
    for piece in line[:LONGEST_LINE].split():
        parts = normalise(piece).split()
        if len(words.folded) >= MOST_WORDS:
            words.left_out += len(parts)
            continue
        cut = parts
        if len(parts) > 1 or not piece.isascii():
            cut = [w for part in parts[:MOST_WORDS] for w in _cut(part, known, filler, longest_han)]
        words.left_out += max(0, len(parts) - MOST_WORDS)
        words.folded += cut
        if len(parts) == len(cut) == 1:
            words.typed.append(piece.strip(_EDGES))
        else:
            words.typed += [part.upper() for part in cut] if piece.isupper() else cut
    words.left_out += max(0, len(words.folded) - MOST_WORDS)
    words.left_out += len(line[LONGEST_LINE:].split()) if len(line) > LONGEST_LINE else 0
    del words.folded[MOST_WORDS:], words.typed[MOST_WORDS:]
    _lower_shouting(words)
    return words


def _cut(word: str, known: Collection[str], filler: Collection[str], longest_han: int) -> list[str]:
    """Part Han by the names in it, and Arabic from the small words written onto it."""
    if word.isascii() or word in known or word in filler:
        return [word]
    if HAN.match(word):
        return _cut_han(word, known, filler, longest_han)
    if _ARABIC.match(word):
        for bare in (word[1:] if word[0] in "وفبكل" else "", "ال" + word[2:], "ال" + word[1:]):
            if bare in known and (bare == word[1:] or word.startswith(("لل", "ل"))):
                return [bare]
    return [word]


def _cut_han(
    word: str, known: Collection[str], filler: Collection[str], longest_han: int
) -> list[str]:
    """Part a run of Han into names, filler and what is left, by the fewest characters left."""
    word = word[:LONGEST_HAN]
    best: list[tuple[int, int, int]] = [(0, 0, 0)]  # characters left, pieces, where the last begins
    for end in range(1, len(word) + 1):
        left, pieces, _ = best[end - 1]
        choice = (left + 1, pieces, end - 1)
        for start in range(max(0, end - longest_han), end):
            part = word[start:end]
            if part in known or part in filler:
                left, pieces, _ = best[start]
                # Of two ways that leave as much, the one with fewer and so longer names.
                choice = min(choice, (left, pieces + 1, start))
        best.append(choice)
    parts: list[str] = []
    end, rest = len(word), ""
    while end:
        start = best[end][2]
        part = word[start:end]
        if part in known or part in filler:
            parts += [rest, part] if rest else [part]
            rest = ""
        else:
            rest = part + rest
        end = start
    return [*parts, rest][::-1] if rest else parts[::-1]


def _lower_shouting(words: Words) -> None:
    """Lower a line in capitals throughout, in which capitals do not mark "IN" or "NO" as codes."""
    long = [typed for typed in words.typed if len(typed) > 3]
    if long and all(map(str.isupper, long)):
        words.typed = [typed.lower() for typed in words.typed]
