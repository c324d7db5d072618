"""What was asked last in each thread, shared by all replicas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.slack.threads import REMEMBERED
from bot.store import tables
from bot.store.engine import insert_new, reading

_threads = tables.threads


@dataclass(frozen=True, slots=True)
class Threads:
    """The last question by person and thread, for half an hour."""

    engine: AsyncEngine

    async def recall(self, key: str, now: datetime) -> str:
        """Give the line that was asked last; "" after half an hour."""
        recent = select(_threads.c.line).where(
            _threads.c.key == key[:255], _threads.c.at >= now - REMEMBERED
        )
        async with reading(self.engine) as connection:
            return str((await connection.execute(recent)).scalar() or "")

    async def note(self, key: str, line: str, now: datetime) -> None:
        """Remember a line as the last that was asked, and forget those of long ago."""
        async with self.engine.begin() as connection:
            gone = (_threads.c.at < now - REMEMBERED) | (_threads.c.key == key[:255])
            await connection.execute(delete(_threads).where(gone))
            values = {"key": key[:255], "line": line, "at": now}
            await insert_new(connection, _threads, values)
