"""How a stance is told on every surface: one word, and in Slack one mark before it."""

from __future__ import annotations

from handlers.answers.answer import Row
from handlers.answers.record import WORDS

MARKS = {"support": "🟢", "conditional": "🟡", "oppose": "🔴", "question": "❔", "statement": "💬"}
NOBODY = "nobody on record"
NOTHING = "nothing on record"


def tell_stance(stance: str) -> str:
    """Give the word of a stance: "Supports"."""
    return next((word for key, word in WORDS.items() if key == stance), stance)


def tell_row(row: Row) -> tuple[str, str]:
    """Give a board's line: what it is headed by, with how many there are, and the names."""
    head = tell_stance(row.stance)
    if row.names and row.by == "party":
        head += f" ({len(row.names)})"
    return head, (", " if row.by == "party" else " · ").join(row.names) or NOBODY
