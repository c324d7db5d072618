"""The words of a question as they were typed one after another, filler between and beside them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from handlers.questions.question import Question
from knowledge.finding.evidence import Evidence
from knowledge.finding.search import stems_of
from knowledge.names.index import FILLER
from knowledge.names.normal import normalise

_BESIDE = 2  # words on each side that may belong to what is looked for
# Filler of most questions that in some is a part of what is looked for: "red line".
PHRASING = frozenset(
    "art article idea issue just line matter paper point position question stand standing state "
    "subject word words".split()
)


def run_of(question: Question, words: Sequence[str]) -> str:
    """Give what was typed from the first of some words to the last, with what stands between.

    Args:
        question: as it was understood.
        words: folded.

    Returns:
        The run, folded; "" where none of the words was typed.
    """
    typed, start, end = _place(question, words)
    return " ".join(typed[start:end])


def run_in(
    question: Question,
    words: Sequence[str],
    found: Iterable[Evidence],
    beside: Collection[str] = PHRASING,
) -> str:
    """Give the run with what was typed beside it where something has all of that: "red line".

    Args:
        question: as it was understood.
        words: folded, without those that were left out: filler, "article".
        found: what has the words.
        beside: which words may belong to them though they were left out.

    Returns:
        The longest such run, folded; "" where nothing has more than the words.
    """
    typed, start, end = _place(question, words)
    if start == end:
        return ""
    runs = [
        " ".join(typed[first:last])
        for first in range(max(0, start - _BESIDE), start + 1)
        for last in range(end, min(len(typed), end + _BESIDE) + 1)
        if (first, last) != (start, end)
        and all(word in beside for word in (*typed[first:start], *typed[end:last]))
    ]
    texts = [each.told.in_stems for each in found] if runs else []
    stand = [run for run in runs if any(_in_stems(run) in text for text in texts)]
    return max(stand, key=len, default="")


def literal_run(question: Question, words: Sequence[str], found: Iterable[Evidence]) -> str:
    """Give the longest run of typed words around some that stands somewhere as it was typed.

    Args:
        question: as it was understood.
        words: folded, which the run has to have.
        found: what has the words.

    Returns:
        The run, folded; "" where none of three words and more stands anywhere: "as simple as that".
    """
    typed, start, end = _place(question, words)
    if start == end:
        return ""
    texts = [f" {each.told.folded} " for each in found]
    runs = {
        " ".join(typed[first:last])
        for first in range(max(0, start - AROUND), start + 1)
        for last in range(end, min(len(typed), end + AROUND) + 1)
        if last - first >= LEAST_RUN
    }
    stand = [run for run in runs if any(f" {run} " in text for text in texts)]
    return max(stand, key=lambda run: (run.count(" "), run), default="")


AROUND = 4  # words on each side that may belong to a run that stands somewhere as it was typed
LEAST_RUN = 3  # words by which something is told from others


def as_typed(question: Question, words: Collection[str]) -> str:
    """Give the piece of a line that has all of some words and nothing else but filler between.

    Args:
        question: as it was understood.
        words: folded.

    Returns:
        The piece as it was typed, "convinced by 1%"; else the words in the order of the line, or ""
        where not all of them stand in it.
    """
    text = question.words or question.text
    pieces = [(m.start(), m.end(), normalise(m[0]).split()) for m in _PIECE.finditer(text)]
    places = [at for at, piece in enumerate(pieces) if not set(words).isdisjoint(piece[2])]
    typed = list(dict.fromkeys(w for at in places for w in pieces[at][2] if w in words))
    if not typed or len(typed) < len(set(words)):
        return ""
    between = pieces[places[0] : places[-1] + 1]
    if any(word not in FILLER and word not in words for piece in between for word in piece[2]):
        return " ".join(typed)
    return text[between[0][0] : between[-1][1]].strip(_EDGES)


_PIECE = re.compile(r"\S+")
_EDGES = " .,;:!?\"'()[]“”«»‘’„"


def having(run: str, found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Leave out what does not have a run of words."""
    sought = _in_stems(run)
    return tuple(each for each in found if sought in each.told.in_stems)


def _in_stems(text: str) -> str:
    return f" {' '.join(stems_of(text))} "


def _place(question: Question, words: Sequence[str]) -> tuple[list[str], int, int]:
    typed = normalise(" ".join(question.quoted) or question.words or question.text).split()
    stems = {stem for word in words for stem in stems_of(word)}
    places = [
        at for at, word in enumerate(typed) if word in words or not stems.isdisjoint(stems_of(word))
    ]
    return (typed, places[0], places[-1] + 1) if places else (typed, 0, 0)
