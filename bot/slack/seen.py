"""What has been handled before, so that nothing is handled twice."""

from __future__ import annotations

from collections import OrderedDict
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

# What the command, button or form is remembered by that is being handled; "" where it has no name.
# Bolt hands what a middleware knows to listeners alone, and what is done is done far below them.
ASKED_BY: ContextVar[str] = ContextVar("asked_by", default="")


class Seen(Protocol):
    """A memory of keys; one that several replicas share is kept in the store."""

    async def first_time(self, key: str, now: datetime) -> bool:
        """Remember a key.

        Args:
            key: what is to be handled once, "event:Ev0123".
            now: when that is.

        Returns:
            Whether it was not remembered yet.
        """
        ...


@dataclass(slots=True)
class SeenInMemory:
    """A memory of one process: it keeps so many keys, and forgets the oldest.

    Args:
        limit: how many.
    """

    limit: int = 10_000
    _keys: OrderedDict[str, None] = field(default_factory=OrderedDict, init=False)

    async def first_time(self, key: str, now: datetime) -> bool:
        """Remember a key; tell whether it was not remembered yet."""
        if key in self._keys:
            return False
        self._keys[key] = None
        if len(self._keys) > self.limit:
            self._keys.popitem(last=False)
        return True
