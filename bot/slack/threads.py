"""What was asked last in a thread, for follow-ups such as "and China?"."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

REMEMBERED = timedelta(minutes=30)  # later a follow-up is a question of its own


def key_of(user: str, channel: str, thread: str) -> str:
    """Give the key of a person's talk in a thread; of a direct message outside one, of it all."""
    return f"{channel}:{thread}:{user}"


class Threads(Protocol):
    """A memory of the last question by person and thread; replicas share it in the store."""

    async def recall(self, key: str, now: datetime) -> str:
        """Give the line that was asked last, as one that stands alone; "" after half an hour."""
        ...

    async def note(self, key: str, line: str, now: datetime) -> None:
        """Remember a line as the last that was asked."""
        ...


@dataclass(slots=True)
class ThreadsInMemory:
    """A memory of one process.

    Args:
        limit: how many talks; the oldest is forgotten first.
    """

    limit: int = 5_000
    _lines: OrderedDict[str, tuple[datetime, str]] = field(default_factory=OrderedDict, init=False)

    async def recall(self, key: str, now: datetime) -> str:
        """Give the line that was asked last; "" after half an hour."""
        at, line = self._lines.get(key, (now, ""))
        return line if now - at <= REMEMBERED else ""

    async def note(self, key: str, line: str, now: datetime) -> None:
        """Remember a line as the last that was asked."""
        self._lines.pop(key, None)
        self._lines[key] = (now, line)
        if len(self._lines) > self.limit:
            self._lines.popitem(last=False)
