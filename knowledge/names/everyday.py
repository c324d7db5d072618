"""Everyday words, which are never the misspelling of a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

_WORDS = Path(__file__).parents[1] / "data" / "everyday_words.txt"
_SHORTEST_STEM = 4
# What one word is written with where another is not: British and American, one and many.
_SPELLINGS = (("isation", "ization"), ("our", "or"), ("yse", "yze"), ("ise", "ize"))
_ENDINGS = (("tre", "ter"), ("tres", "ters"), ("amme", "am"), ("ammes", "ams"))
_INFLECTIONS = ("ed", "es", "s", "d")
_VERBAL = ("ed", "ing", "s", "er", "ers")


@cache
def everyday_words() -> frozenset[str]:
    """Give the words of everyday English, French and Spanish that are no names.

    Returns:
        Words in their one written form, plurals and past tenses among them.
    """
    lines = _WORDS.read_text("ascii").split("\n")
    return frozenset(line for line in lines if line and line[0] != "#")


@lru_cache(4096)
def is_everyday(word: str) -> bool:
    """Tell whether a word is one of everyday language, inflected or not: "blasted"."""
    everyday = everyday_words()
    if word in everyday:
        return True
    bases = (word.removesuffix(end) for end in _VERBAL if word.endswith(end))
    return any(
        len(base) >= _SHORTEST_STEM and (base in everyday or f"{base}e" in everyday)
        for base in bases
    )


@lru_cache(4096)
def is_near_everyday(word: str) -> bool:
    """Tell whether a word is one error away from a word of everyday language.

    Args:
        word: of six letters or more: one error leaves its first or its last two as they are.
    """
    ends = _by_ends()
    alike = (*ends.get(f"{word[:2]}-", ()), *ends.get(f"-{word[-2:]}", ()))
    near = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=1)
    return near is not None


@cache
def _by_ends() -> Mapping[str, Sequence[str]]:
    """List the everyday words by how they begin and by how they end."""
    found: dict[str, list[str]] = {}
    for word in everyday_words():
        found.setdefault(f"{word[:2]}-", []).append(word)
        found.setdefault(f"-{word[-2:]}", []).append(word)
    return found


def is_form_of(word: str, other: str) -> bool:
    """Tell whether an everyday word is another one, spelt or inflected otherwise.

    Args:
        word: as it was typed: "labor", "remittance".
        other: a word of a name: "labour", "remittances".

    Returns:
        False where the other is no everyday word, so that no name of a state is meant.
    """
    return other in everyday_words() and not _stems(word).isdisjoint(_stems(other))


def _stems(word: str) -> set[str]:
    """Give what is left of a word without what is written in several ways."""
    for spelling, same in _SPELLINGS:
        word = word.replace(spelling, same)
    for ending, same in _ENDINGS:
        if word.endswith(ending):
            word = word.removesuffix(ending) + same
    stems = {word}
    for ending in _INFLECTIONS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            stems.add(word.removesuffix(ending))
    return stems
