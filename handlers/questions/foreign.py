"""Lines in another language, read by their English words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlers.questions.grammar import is_worded
from handlers.questions.question import Intent, Naming
from knowledge.base import KnowledgeBase
from knowledge.names.filler import FRENCH, SPANISH
from knowledge.names.foreign import foreign_words
from knowledge.names.index import (
    EVERY_KIND,
    FILLER,
    Reading,
)
from knowledge.names.normal import normalise


def is_foreign(reading: Reading) -> bool:
    """Tell whether a line is in another language: "rapport" alone is English, too."""
    known = foreign_words()
    found = [w for w in reading.folded if w in known.telling or w in FRENCH or w in SPANISH]
    return len(found) >= LEAST_FOREIGN or any(not word.isascii() for word in reading.folded)


def in_english(shape: str) -> str:
    """Write the words that ask in English, for the rows of the grammar."""
    known = foreign_words()
    words = [word if word.isupper() else known.translate(word) or word for word in shape.split()]
    return " ".join(words)


def name_in_english(
    reading: Reading, named: Sequence[Naming], knowledge: KnowledgeBase
) -> list[Naming]:
    """Add what a line in another language names once its words are English ones.

    A longer name is what its words mean together: in a coordination meeting no coordination is.
    """
    known = foreign_words()
    english = {word: known.translate(word) for word in reading.folded}
    whole = [english[word] for word in reading.folded if english[word]]
    found: list[Naming] = []
    # Adjectives follow their nouns in French and Spanish.
    for order in (whole, whole[::-1]):
        for match in knowledge.index.read(" ".join(order), EVERY_KIND, frozenset()).matches:
            several = match.end - match.start > 1
            found += [
                Naming(match.words, ref, match.name)
                for ref in match.refs
                if several or ref.kind == "event"
            ]
    taken = {word for naming in found for word in normalise(naming.words).split()}
    kept = [_in_words_of(n, english) for n in named if not _is_taken(n, taken, english)]
    return [*kept, *found]


def _in_words_of(naming: Naming, english: Mapping[str, str]) -> Naming:
    """Write a topic's name in English, for what has its words."""
    words = [english.get(word) or "" for word in normalise(naming.words).split()]
    if naming.ref.kind != "topic" or not all(words):
        return naming
    return replace(naming, words=" ".join(words))


def _is_taken(naming: Naming, taken: set[str], english: Mapping[str, str]) -> bool:
    """Tell whether all words of a name are words of longer ones."""
    words = [english.get(word) or word for word in normalise(naming.words).split()]
    return bool(words) and all(taken.issuperset(word.split()) for word in words)


def translate(
    left: list[str], rare: list[str], intent: Intent, named: Sequence[Naming]
) -> tuple[list[str], list[str]]:
    """Write words of another language as the English ones by which the pack is searched.

    Returns:
        The words that are left, and those of them that are rare.
    """
    known = foreign_words()
    taken = {word for naming in named for word in normalise(naming.words).split()}
    said = [
        word
        for each in left
        for word in (known.translate(each) or each).split()
        if word not in FILLER and word not in taken and not is_worded(word, intent)
    ]
    rare = [word for word in rare if not known.translate(normalise(word))]
    return list(dict.fromkeys(said)), rare


LEAST_FOREIGN = 2  # words by which a line is in another language
