"""Work in a thread that gets a short stretch at each turn of the event loop, and no more."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from knowledge.turns import taking_turns

STRETCH = 0.002  # seconds of work at a turn of the loop
_LONGEST = 0.05  # seconds that a turn is waited for
# Seconds of work where the loop stands still: what it waits for can be what this work makes.
_STANDING = 0.2
# Seconds that one thread keeps another from running, at most, when both want to: Python's own
# measure is five times as long.
_SWITCH = 0.001


class LoopTurns:
    """Gives work of a thread its turns: after everything that the loop has to do at the moment.

    Args:
        loop: that goes first; it runs in another thread.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._ends = 0.0

    def give_way(self) -> None:
        """Wait for the loop's next turn, where this one's stretch is over."""
        if time.monotonic() < self._ends:
            return
        reached = threading.Event()
        try:
            self._loop.call_soon_threadsafe(reached.set)
        except RuntimeError:  # closed: nobody is there to give way to
            return
        turned = reached.wait(_LONGEST)
        self._ends = time.monotonic() + (STRETCH if turned else _STANDING)


@contextmanager
def working_beside(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Do the work of this thread in turns with an event loop's until the context is left.

    Args:
        loop: that goes first.
    """
    switch = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    try:
        with taking_turns(LoopTurns(loop).give_way):
            yield
    finally:
        sys.setswitchinterval(switch)
