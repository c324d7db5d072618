"""Work that goes on after Slack has been answered."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from bot.funnel import tell_fault


@dataclass(slots=True)
class Background:
    """Work that goes on after Slack has been answered, and is waited for at the end."""

    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do some work; a failure is logged under a reference."""
        task = asyncio.ensure_future(self._guarded(work))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:
            tell_fault()

    async def finish(self) -> None:
        """Wait for all of it."""
        while self.tasks:
            await asyncio.gather(*self.tasks)
