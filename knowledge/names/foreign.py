"""Words of meetings in other languages, read as the English ones by which a pack is searched."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parents[1] / "data" / "foreign_words.txt"


@cache
def foreign_words() -> dict[str, str]:
    """Give the English word for each, folded as names are."""
    words: dict[str, str] = {}
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            foreign, english = line.split()
            words[foreign] = english
    return words
