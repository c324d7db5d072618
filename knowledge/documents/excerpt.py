"""The part of a long passage that bears on what is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
def excerpt(
    passage: str,
    about: str,
    width: int = 320,
    *,
    asked: frozenset[str] = frozenset(),
    lists: bool = False,
) -> str:
    """Choose the run of sentences that shares most words with what is told, and what is asked.

    Args:
        passage: a passage as it stands in its document.
        about: the words that it is cited for.
        width: about how many characters to give; a passage as short is given whole.
        asked: beginnings of the words of a question, which count for more.
        lists: whether a list that the chosen words announce goes with them.

    Returns:
        Words of the passage, unchanged and in their order; "…" marks what is left out.
    """
    if len(passage) <= width:
        return passage
    sentences = split_sentences(passage)
    sought = {word for word in normalise(about).split() if len(word) > 2} - FILLER
    folded = [normalise(sentence).split() for sentence in sentences]
    scores = [len(sought.intersection(told)) + ASKED * count_asked(told, asked) for told in folded]
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
        first, last = _window(chosen, sought, asked, width)
        cut_before, cut_after = cut_before or first > 0, cut_after or last < len(chosen)
        chosen = chosen[first:last]
    return ("… " if cut_before else "") + chosen + (" …" if cut_after else "")


_A_WORD = re.compile(r"\w+")
ASKED = 3  # times a word of the question counts for what one of the telling does


def count_asked(words: Sequence[str], asked: Iterable[str]) -> int:
    """Count the beginnings of a question's words that some folded words have; a number whole."""
    return sum(
        begin in words if begin.isdigit() else any(word.startswith(begin) for word in words)
        for begin in asked
    )


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


def _window(sentence: str, sought: set[str], asked: frozenset[str], width: int) -> tuple[int, int]:
    """Choose where to cut a sentence that is a page long: around the first word that is sought.

    What the question has comes before what is only told.
    """
    words = [(match.start(), normalise(match[0]).split()) for match in _A_WORD.finditer(sentence)]
    of_question = [at for at, folded in words if count_asked(folded, asked)]
    of_telling = [at for at, folded in words if not sought.isdisjoint(folded)]
    at = next(iter((*of_question, *of_telling)), 0)
    start = max(0, min(at - width // 4, len(sentence) - width))
    start = sentence.rfind(" ", 0, start + 1) + 1 if start else 0
    end = len(sentence)
    if start + width < end:
        # At a space, and where a word is longer than all that, after it: half a word is nobody's.
        before = sentence.rfind(" ", start, start + width)
        after = sentence.find(" ", start + width)
        end = next((space for space in (before, after) if space > start), end)
    return start, end
