"""Which answers are silences, and how a line is written down that ended in one."""

from __future__ import annotations

import re
from datetime import date
from typing import Protocol

from handlers.answers.answer import Answer
from handlers.registry import find_command

MISTAKE = "mistake"
# Kinds of notes with which an answer says that it found nothing.
_NOTHING = ("unknown-name", "nothing-found", "no-event", "no-proposal")
_OF_SLACK = re.compile(r"<[^<>]*>")  # people and channels: a line is kept without them


class SilenceCounter(Protocol):
    """Counts lines that ended in silence."""

    async def count_silence(self, kind: str, line: str, day: date) -> None:
        """Count a line once more."""
        ...


def kind_of_silence(answer: Answer) -> str:
    """Say what kind of silence an answer is: a note's kind, "mistake", or "" where it is none.

    Args:
        answer: as the handler gave it, or as a mistake is worded.
    """
    kinds = {note.kind for note in answer.notes}
    if "fault" in kinds:
        return ""
    if "error" in kinds:
        return MISTAKE
    if "no-statement" in kinds and answer.silence:
        return "no-statement"
    return next((kind for kind in _NOTHING if kind in kinds), "")


def spell_silence(line: str) -> str:
    """Write a line down so that it is the same whoever asks; "" for what is a person's own.

    Args:
        line: as it was asked.
    """
    words = _OF_SLACK.sub(" ", line).casefold().split()
    if words and words[0] in ("compact", "/compact"):
        del words[0]
    command = find_command(words[0]) if words else None
    # A reminder's note is nobody else's business.
    return "" if command is not None and command.uses_store else " ".join(words)
