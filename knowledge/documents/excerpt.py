"""The part of a long passage that bears on what is told."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.names.index import FILLER
from knowledge.names.normal import normalise

# Not after initials and titles: "G.A. Res.", "Mr. Swing", "Amb. Vayas".
_SENTENCE_END = re.compile(
    r"(?<=[.;?!])(?<!\b[A-Z]\.)(?<!\bM[rs]\.)(?<!\b[DS][rt]\.)"
    r"(?<!\b(?:Mrs|Amb|Art|art|Sen|Gov|Rep)\.)(?<!\b(?:Prof|para)\.)[”\"’)]*\s+(?=[A-Z“\"‘(\[])"
)


# A surface weighs a passage before it draws it: the same is asked for several times in a row.
@lru_cache(maxsize=1024)
def excerpt(passage: str, about: str, width: int = 320, *, lists: bool = False) -> str:
    """Choose the run of sentences that shares most words with what is told.

    Args:
        passage: a passage as it stands in its document.
        about: the words that it is cited for.
        width: about how many characters to give; a passage as short is given whole.
        lists: whether a list that the chosen words announce goes with them.

    Returns:
        Words of the passage, unchanged and in their order; "…" marks what is left out.
    """
    if len(passage) <= width:
        return passage
    sentences = split_sentences(passage)
    sought = {word for word in normalise(about).split() if len(word) > 2} - FILLER
    scores = [len(sought.intersection(normalise(sentence).split())) for sentence in sentences]
    best = (-1, 0, 1)
    for start in [number for number, score in enumerate(scores) if score] or [0]:
        length, score = 0, 0
        for end in range(start, len(sentences)):
            length += len(sentences[end])
            if end > start and length > width:
                break
            score += scores[end]
            if score > best[0]:
                best = (score, start, end + 1)
    _, start, end = best
    if lists:
        end = _carry_on(sentences, start, end, width)
    chosen = " ".join(sentences[start:end])
    cut_before, cut_after = start > 0, end < len(sentences)
    if len(chosen) > (LONGEST_LIST if lists else 2) * width:
        first, last = _window(chosen, sought, width)
        cut_before, cut_after = cut_before or first > 0, cut_after or last < len(chosen)
        chosen = chosen[first:last]
    return ("… " if cut_before else "") + chosen + (" …" if cut_after else "")


# What announces several things, and what tells one of them.
_ANNOUNCING = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|several|following|various|certain)"
    r"(?: \w+){0,3} \w+s\b[^.]*[.:;]$|:$",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"\W*(?:First|Second|Third|Fourth|Fifth|Last|Finally|Further|These|Lessons|They|Regarding|On)\b"
)
LONGEST_LIST = 2.6  # of the width, that a list may take with what announces it


def _carry_on(sentences: list[str], start: int, end: int, width: int) -> int:
    """Go on to the list that the last of some sentences announces, where it follows."""
    if not _ANNOUNCING.search(sentences[end - 1]):
        return end
    length = sum(map(len, sentences[start:end]))
    while end < len(sentences) and _TELLING.match(sentences[end]):
        length += len(sentences[end])
        if length > LONGEST_LIST * width:
            break
        end += 1
    return end


def split_sentences(passage: str) -> list[str]:
    """Part a passage into its sentences, no character lost but the spaces between them."""
    sentences: list[str] = []
    last = 0
    for match in _SENTENCE_END.finditer(passage):
        end = match.end()
        sentences.append(passage[last:end].rstrip())
        last = end
    return [*sentences, passage[last:]]


def _window(sentence: str, sought: set[str], width: int) -> tuple[int, int]:
    """Choose where to cut a sentence that is a page long: around the first word that is sought."""
    at = next((m.start() for m in re.finditer(r"\w+", sentence) if normalise(m[0]) in sought), 0)
    start = max(0, min(at - width // 4, len(sentence) - width))
    start = sentence.rfind(" ", 0, start + 1) + 1 if start else 0
    end = len(sentence)
    if start + width < end:
        # At a space, and where a word is longer than all that, after it: half a word is nobody's.
        before = sentence.rfind(" ", start, start + width)
        after = sentence.find(" ", start + width)
        end = next((space for space in (before, after) if space > start), end)
    return start, end
