"""Words that people use for one another when they ask what was said."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from knowledge.finding.search import stems_of

_GROUPS = Path(__file__).parents[1] / "data" / "synonyms.txt"


@lru_cache(4096)  # stems are also those of what people type
def kindred(stem: str) -> frozenset[str]:
    """Give the stems of the words that stand for one, without its own."""
    return frozenset(stem_ for word in words_akin(stem) for stem_ in stems_of(word)) - {stem}


def words_akin(stem: str) -> tuple[str, ...]:
    """Give the words that stand for one with a stem."""
    return _groups().get(stem, ())


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    akin: dict[str, dict[str, None]] = {}
    for line in _GROUPS.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if not words or line.startswith("#"):
            continue
        for word in words:
            for stem in stems_of(word):
                akin.setdefault(stem, {}).update(dict.fromkeys(words))
    return {stem: tuple(words) for stem, words in akin.items()}
