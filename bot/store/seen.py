"""Events that have been handled, shared by all replicas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store import tables
from bot.store.engine import insert_new, writing

KEPT = timedelta(days=1)  # Slack redelivers within minutes; a message's reactions take longer
_seen = tables.seen


@dataclass(frozen=True, slots=True)
class Seen:
    """Which events have been seen, for a day."""

    engine: AsyncEngine

    async def first_time(
        self, key: str, now: datetime, within: AsyncConnection | None = None
    ) -> bool:
        """Remember a key.

        Args:
            key: of the event, at most 255 characters.
            now: the present moment.
            within: a transaction under way, with which it is forgotten where that fails.

        Returns:
            True to exactly one of all who ask within a day.
        """
        async with writing(self.engine, within) as connection:
            await connection.execute(delete(_seen).where(_seen.c.at < now - KEPT))
            values = {"key": key[:255], "at": now}
            return await insert_new(connection, _seen, values)
