"""Long work in a thread beside an event loop: done in short stretches, with others' turns between.

Python gives threads the interpreter in equal shares, so that a thread with a second of work makes
every answer meanwhile take twice as long, or longer.  Work that asks for its turn now and then
does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_GIVE_WAY: ContextVar[Callable[[], None] | None] = ContextVar("give_way", default=None)


def give_way() -> None:
    """Let others have their turn, where this work is done in turns; called about once in 0.2 ms."""
    way = _GIVE_WAY.get()
    if way is not None:
        way()


@contextmanager
def taking_turns(way: Callable[[], None]) -> Iterator[None]:
    """Do work in turns until the context is left.

    Args:
        way: lets others have their turn, where it is time for that; it is called often.
    """
    token = _GIVE_WAY.set(way)
    try:
        yield
    finally:
        _GIVE_WAY.reset(token)
