"""How long a use of the database may take, and whether it answers at all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from sqlalchemy import exc

from bot.errors import StoreAway
from bot.store.engine import only_reads

logger = logging.getLogger("compact")
Part = TypeVar("Part")
# Seconds that a use may take where the last one came to nothing: enough to see that it is back.
BRIEFLY = 0.5
# Classes of SQLSTATE: no connection, nobody let in, no such database, resources, shutdown, disk.
# Source: PostgreSQL, "PostgreSQL Error Codes".
_AWAY_STATES = {"08", "28", "3D", "53", "57", "58"}
# Seconds in which whatever was given up has ended: SQLite's wait, or the driver's for PostgreSQL.
SETTLING = 5.0


def is_away(error: BaseException) -> bool:
    """Tell whether the database is out of reach, rather than asked for something wrong."""
    if isinstance(error, OSError | exc.TimeoutError | exc.InterfaceError | exc.OperationalError):
        return True
    if isinstance(error, exc.DBAPIError):
        state = str(getattr(error.orig, "sqlstate", None) or "")
        return error.connection_invalidated or state[:2] in _AWAY_STATES
    # While a connection is made, the driver's own errors may come as they are.
    return type(error).__module__.startswith("asyncpg.")


def name_fault(error: BaseException) -> str:
    """Name what a database has raised, as its driver does."""
    driver = getattr(error, "orig", None)
    return type(getattr(driver, "driver_exception", None) or driver or error).__name__


@dataclass(slots=True)
class StoreHealth:
    """Whether the database answers, as its uses find out.

    Args:
        monotonic: seconds that only go forward.
    """

    monotonic: Callable[[], float]
    _away_since: float | None = field(default=None, init=False)
    _given_up: set[asyncio.Task[Any]] = field(default_factory=set, init=False)

    @property
    def away(self) -> bool:
        """Whether the last use came to nothing."""
        return self._away_since is not None

    def tell_lacking(self) -> str:
        """Say what is lacking; "" while the database answers."""
        if self._away_since is None:
            return ""
        seconds = self.monotonic() - self._away_since
        return f"the database of reminders, which has not answered for {seconds:.0f} s"

    def note(self, why: BaseException | None) -> None:
        """Take down what became of a use.

        Args:
            why: it came to nothing; None where the database answered.
        """
        if why is not None and self._away_since is None:
            self._away_since = self.monotonic()
            told = str(getattr(why, "orig", None) or "").partition("\n")[0]
            name = name_fault(why) + (f": {told}" if told else "")
            logger.warning("The database of reminders does not answer (%s)", name)
        elif why is None and self._away_since is not None:
            seconds = self.monotonic() - self._away_since
            self._away_since = None
            logger.warning("The database of reminders answers again after %.0f s", seconds)

    def give_up(self, use: asyncio.Task[Any]) -> None:
        """Call off a use, which may still take a while to end."""
        use.cancel()
        self._given_up.add(use)
        use.add_done_callback(self._forget)

    def _forget(self, use: asyncio.Task[Any]) -> None:
        self._given_up.discard(use)
        if not use.cancelled():
            use.exception()  # looked at, so that nothing is logged of it

    async def settle(self) -> None:
        """Wait until what was given up has ended: called off twice, a driver waits for ever."""
        if self._given_up:
            await asyncio.wait(set(self._given_up), timeout=SETTLING)


@dataclass(frozen=True, slots=True)
class _Limited:
    """Stands for a part of the store, and limits how long each use of it takes."""

    part: object
    seconds: float
    health: StoreHealth

    def __getattr__(self, name: str) -> Callable[..., Coroutine[Any, Any, Any]]:
        method = getattr(self.part, name)

        async def use(*arguments: Any, **named: Any) -> Any:
            return await self._use(method(*arguments, **named))

        return use

    async def _use(self, work: Coroutine[Any, Any, Any]) -> Any:
        # A task of its own: one that has to be given up takes its time to end, even cancelled.
        context = copy_context()
        task = asyncio.get_running_loop().create_task(work, context=context)
        seconds = min(self.seconds, BRIEFLY) if self.health.away else self.seconds
        try:
            await asyncio.wait([task], timeout=seconds)
        finally:
            if not task.done():
                self.health.give_up(task)
        if not task.done():
            self.health.note(late := TimeoutError())
            raise StoreAway from late
        try:
            result = task.result()
        except Exception as error:
            if not is_away(error):
                raise
            self.health.note(error)
            raise StoreAway from error
        # A database that another program has locked can still be read.
        if not context.get(only_reads, False):
            self.health.note(None)
        return result


def limit_use(part: Part, seconds: float, health: StoreHealth) -> Part:
    """Limit how long each use of a part of the store may take.

    Args:
        part: all of whose methods are coroutines.
        seconds: for each of them.
        health: is told what became of each.

    Returns:
        What is used in its place. Its methods raise StoreAway where the database does not answer
        in time or at all; whether what was asked for has been done is not known then.
    """
    return cast(Part, _Limited(part, seconds, health))
