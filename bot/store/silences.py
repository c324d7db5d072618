"""Lines that ended in silence, counted by kind: what to add next.  Who asked is never kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import tables
from bot.store.engine import insert_new, reading, writing

KEPT = timedelta(days=180)  # since it was asked last
MOST = 5_000  # lines; more are noise, and nobody is to fill the database
LINE_TEXT = 200
_silences = tables.silences


@dataclass(frozen=True, slots=True)
class Silence:
    """A line that found nothing.

    Args:
        kind: of silence, such as "no-statement".
        line: as it was asked, folded.
        count: how often.
        last: the day on which it was asked last.
    """

    kind: str
    line: str
    count: int
    last: date


@dataclass(frozen=True, slots=True)
class Silences:
    """How often which lines ended in silence."""

    engine: AsyncEngine

    async def count(self, kind: str, line: str, day: date) -> None:
        """Count a line once more, and forget what nobody has asked for long."""
        line = line[:LINE_TEXT]
        same = (_silences.c.kind == kind) & (_silences.c.line == line)
        async with writing(self.engine) as connection:
            old = _silences.c.last < (day - KEPT).isoformat()
            await connection.execute(delete(_silences).where(old))
            more = {"count": _silences.c.count + 1, "last": day.isoformat()}
            changed = await connection.execute(update(_silences).where(same).values(more))
            if changed.rowcount:
                return
            there = await connection.execute(select(func.count()).select_from(_silences))
            if (there.scalar() or 0) < MOST:
                new = {"kind": kind, "line": line, "count": 1, "last": day.isoformat()}
                await insert_new(connection, _silences, new)

    async def most_frequent(self) -> list[Silence]:
        """List them all, the most frequent first."""
        query = select(_silences).order_by(_silences.c.count.desc(), _silences.c.line)
        async with reading(self.engine) as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [Silence(**{**row, "last": date.fromisoformat(row["last"])}) for row in rows]
