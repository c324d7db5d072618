"""Finding where an editor's text repeats a source's words."""

from __future__ import annotations

import re
from collections.abc import Iterable

COPIED_WORDS = 8  # so many consecutive words make a copy

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


class SharedWords:
    """The runs of words of a document.

    Args:
        passages: the document's texts, in order.
    """

    def __init__(self, passages: Iterable[str]) -> None:
        words = [word for passage in passages for word in _words(passage)]
        self._runs = set(zip(*(words[i:] for i in range(COPIED_WORDS)), strict=False))

    def copied(self, text: str) -> str:
        """Return the first run of words that the text copies, or ""."""
        words = _words(text)
        for i in range(len(words) - COPIED_WORDS + 1):
            run = tuple(words[i : i + COPIED_WORDS])
            if run in self._runs:
                return " ".join(run)
        return ""
