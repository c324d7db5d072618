"""How a stance is told on every surface: one word, and in Slack one mark before it."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.answers.answer import Row
from handlers.answers.record import WORDS

MARKS = {"support": "🟢", "conditional": "🟡", "oppose": "🔴", "question": "❔", "statement": "💬"}
_WORDS: Mapping[str, str] = {str(key): word for key, word in WORDS.items()}
NOBODY = "nobody on record"
NOBODY_SPOKE = "nobody on the floor"
NOTHING = "nothing on record"


def tell_stance(stance: str) -> str:
    """Give the word of a stance: "Supports"."""
    return _WORDS.get(stance, stance)


def tell_row(row: Row, most: int = 0) -> tuple[str, str]:
    """Give a board's line: what it is headed by, with how many there are, and the names.

    Args:
        row: of the board.
        most: names that are told, and how many more there are; 0 for all.
    """
    word = tell_stance(row.stance)
    head = f"Other {word.lower()}" if row.only else word
    if row.names and row.by == "party":
        head += f" ({len(row.names)})"
    # One name is as short as a word on it.
    shown = row.names[:most] if 0 < most < len(row.names) - 1 else row.names
    names = (", " if row.by == "party" else " · ").join(shown)
    names = names or (NOBODY_SPOKE if row.on_paper else NOBODY)
    if row.parts:
        names = f"{names}; {row.parts}"
    left = len(row.names) - len(shown)
    return head, f"{names} and {left} more" if left else names
