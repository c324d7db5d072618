"""The ways in which misspelt words can be read: another word, two words, one word with the next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from knowledge.names.everyday import is_form_of, is_near_everyday
from knowledge.names.filler import LINKS
from knowledge.names.spelling import Vocabulary, is_rigid
from knowledge.names.words import Words


@dataclass(frozen=True, slots=True)
class Step:
    """One way to read the words from a place on.

    Args:
        read: the word or words that they are read as.
        end: the place after them.
        mended: whether that is not what was typed.
        clipped: whether a short or an everyday word was changed, which holds only inside a longer
            name.
    """

    read: str
    end: int
    mended: bool = False
    clipped: bool = False


def steps_from(
    words: Words,
    vocabulary: Vocabulary,
    around: Collection[int],
    filler: Collection[str],
    ordinary: Collection[str],
) -> list[list[Step]]:
    """List the steps from each place of a line.

    Args:
        words: the line.
        vocabulary: words that names are made of.
        around: the places at which errors are looked for.
        filler: words that people wrap a question in; they are no misspellings.
        ordinary: everyday words, which are no misspellings but of their own other forms.

    Returns:
        For each place its steps, the word as it was typed first.
    """
    found: list[list[Step]] = []
    folded = words.folded
    for place, word in enumerate(folded):
        everyday = word in ordinary or (len(word) > 4 and word[-1] == "s" and word[:-1] in ordinary)
        steps = [Step(word, place + 1)]
        found.append(steps)
        if place not in around:
            if place + 1 in around:
                steps += _joins(word, folded[place + 1], place, vocabulary.words, filler, ordinary)
            continue
        if word not in filler and _may_err(word):
            steps += _mended(word, place, vocabulary, everyday)
        if len(word) < 6:
            steps += [Step(link, place + 1, True, True) for link in _links(word)]
        if word not in vocabulary.words and word not in filler and not everyday:
            steps += _splits(word, place, vocabulary.words)
        if place + 1 < len(folded):
            steps += _joins(word, folded[place + 1], place, vocabulary.words, filler, ordinary)
    return found


def _mended(word: str, place: int, vocabulary: Vocabulary, everyday: bool) -> list[Step]:
    """Read a word as those that it may be a misspelling of."""
    clipped = len(word) == 3
    if clipped and word in vocabulary.words:
        return []
    found: list[Step] = []
    for near, edits in vocabulary.near(word):
        # "Defintion" is a definition, and no detention.
        if edits < 2 or not is_near_everyday(word):
            # "Saint kits" can be Saint Kitts; "likes" alone is no Liechtenstein.
            held = clipped or (everyday and not is_form_of(word, near))
            found.append(Step(near, place + 1, mended=True, clipped=held))
    return found


@lru_cache(4096)
def _links(word: str) -> tuple[str, ...]:
    return tuple(
        link for link in LINKS if -2 < len(link) - len(word) < 2 and OSA.distance(word, link) == 1
    )


def _may_err(word: str) -> bool:
    return not is_rigid(word) or (len(word) == 3 and word.isalpha() and word.isascii())


def _splits(word: str, place: int, known: Collection[str]) -> list[Step]:
    """Read one word as two, the space between them left out or mistyped."""
    if not 5 <= len(word) <= 40:
        return []
    return [
        Step(f"{word[:cut]} {right}", place + 1, mended=True)
        for cut in range(2, len(word) - 1)
        if word[:cut] in known
        for right in (word[cut:], word[cut + 1 :])
        if right in known
    ]


def _joins(
    word: str,
    following: str,
    place: int,
    known: Collection[str],
    filler: Collection[str],
    ordinary: Collection[str],
) -> list[Step]:
    """Read two words as one, or as two with the space a letter off; "to go" is no Togo."""
    if all(each in filler or each in ordinary for each in (word, following)):
        return []
    if len(word) + len(following) > 40 or (word in known and following in known):
        return []
    steps: list[Step] = []
    joined = word + following
    if joined in known and joined not in filler:
        steps.append(Step(joined, place + 2, mended=True))
    for left, right in (
        (word + following[:1], following[1:]),
        (word[:-1], word[-1:] + following),
    ):
        if left in known and right in known:
            steps.append(Step(f"{left} {right}", place + 2, mended=True))
    return steps
