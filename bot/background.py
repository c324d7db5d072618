"""Work that goes on after Slack has been answered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError

from bot.funnel import tell_fault

logger = logging.getLogger("compact")
FINISH = 10.0  # seconds; whoever stops Compact, such as Kubernetes, ends it by force after 30


@dataclass(slots=True)
class Background:
    """Work that goes on after Slack has been answered, and is waited for at the end."""

    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Do some work; a fault of ours is logged under a reference."""
        task = asyncio.ensure_future(self._guarded(work))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except (ClientError, OSError, TimeoutError) as error:
            # Slack's end or the network's: where in Compact it was noticed tells nothing.
            logger.warning("not done, Slack was not reached: %s", type(error).__name__)
        except Exception:
            tell_fault()

    async def finish(self) -> None:
        """Wait for all of it, but not for ever: what Slack or the database holds up is given up."""
        with suppress(TimeoutError):
            async with asyncio.timeout(FINISH):
                while self.tasks:
                    await asyncio.wait(self.tasks)
        if self.tasks:
            logger.warning("%d answers were given up at the end", len(self.tasks))
        for task in self.tasks:
            task.cancel()
