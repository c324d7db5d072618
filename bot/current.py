"""The pack in use: swapped in one step, and held by each answer from its beginning to its end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from handlers.request import Services

Made = TypeVar("Made")
PATIENCE = 1.5  # seconds; Slack gives up after three


class Current:
    """What handlers use at the moment.

    A pack that was edited is put in the place of the one before it between two steps of the event
    loop.  Whatever has begun to hold what it found goes on with that: a request with all that it
    starts, a tick of the scheduler.  What comes later finds the new one.

    Args:
        services: what handlers use at the start.
    """

    def __init__(self, services: Services) -> None:
        self.newest = services
        self._preparing: asyncio.Task[None] | None = None

    @property
    def services(self) -> Services:
        """What is held here, or else the newest."""
        owner, services = _HELD.get()
        return services if owner is self and services is not None else self.newest

    def await_preparing(self, work: asyncio.Task[None]) -> None:
        """Let what comes in wait for what is built beside the start, and not build it once more."""
        self._preparing = work

    async def prepared(self) -> None:
        """Wait until questions can be answered at once, but not longer than Slack waits."""
        if self._preparing is not None and not self._preparing.done():
            await asyncio.wait([self._preparing], timeout=PATIENCE)

    def swap(self, services: Services) -> None:
        """Let whatever begins from now on find another pack."""
        self.newest = services

    def hold(self) -> None:
        """Hold the newest to the end of this task, and in all tasks and threads that it starts."""
        _HELD.set((self, self.newest))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the newest until the context is left."""
        token = _HELD.set((self, self.newest))
        try:
            yield
        finally:
            _HELD.reset(token)


# Each task has its own; one that is started takes over its starter's.
_HELD: ContextVar[tuple[Current | None, Services | None]] = ContextVar("held", default=(None, None))


@dataclass(slots=True)
class ForPack(Generic[Made]):
    """What is made from a pack, and kept while the pack is asked for.

    Args:
        make: makes it.
    """

    make: Callable[[Services], Made]
    _kept: tuple[Services, Made] | None = field(default=None, init=False)

    def get(self, services: Services) -> Made:
        """Give it, made anew for another pack."""
        kept = self._kept
        if kept is None or kept[0] is not services:
            kept = self._kept = (services, self.make(services))
        return kept[1]
