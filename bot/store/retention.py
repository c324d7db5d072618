"""What is old enough is removed, a little at a time, and counted before it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store import tables
from bot.store.engine import writing
from bot.store.rows import read_delivery, read_subscription
from handlers.reminders.model import Delivery, Subscription

_rows, _subs, _removed = tables.deliveries, tables.subscriptions, tables.removed
_NEVER_REPORTED = ("expired", "failed", "ambiguous")
Place = tuple[datetime, str]


@dataclass(frozen=True, slots=True)
class Retention:
    """The end of what is kept; every method is one transaction."""

    engine: AsyncEngine

    async def remove_deliveries(
        self,
        before: datetime,
        after: Place | None,
        limit: int,
        needed: Callable[[Delivery], bool],
    ) -> Place | None:
        """Remove some of the deliveries that came to an end long ago, and count them.

        Args:
            before: what had ended by then.
            after: end and id of the last that was seen; None for the first.
            limit: how many are looked at.
            needed: whether one is to stay all the same.

        Returns:
            End and id of the last that was seen; None where there are no more.
        """
        query = select(_rows).where(_rows.c.settled < before)
        if after is not None:
            ended, key = after
            query = query.where(_rows.c.settled >= ended).where(
                or_(_rows.c.settled > ended, and_(_rows.c.settled == ended, _rows.c.id > key))
            )
        query = query.order_by(_rows.c.settled, _rows.c.id).limit(limit)
        async with writing(self.engine) as connection:
            rows = (await connection.execute(query)).mappings().all()
            if not rows:
                return None
            # What nobody has been told of stays until somebody has.
            told = [
                row
                for row in rows
                if row["reported"] or row["state"] not in _NEVER_REPORTED or row["kind"] == "notice"
            ]
            gone = [row for row in told if not needed(read_delivery(row))]
            if gone:
                await _count(connection, Counter(row["state"] for row in gone))
                keys = [row["id"] for row in gone]
                await connection.execute(delete(_rows).where(_rows.c.id.in_(keys)))
        return rows[-1]["settled"], rows[-1]["id"]

    async def remove_subscriptions(
        self, before: datetime, after: str, limit: int, over: Callable[[Subscription], bool]
    ) -> str:
        """Remove some of the subscriptions of which nothing more comes and nothing is kept.

        Args:
            before: what was cancelled by then; what was set later stays.
            after: id of the last that was seen; "" for the first.
            limit: how many are looked at.
            over: whether one had come to its end by then.

        Returns:
            Id of the last that was seen; "" where there are no more.
        """
        query = select(_subs).where(_subs.c.id > after).order_by(_subs.c.id).limit(limit)
        async with writing(self.engine) as connection:
            rows = (await connection.execute(query)).mappings().all()
            old = [row for row in rows if row["created"] < before]
            ended = {
                row["id"]
                for row in old
                if (row["cancelled"] and row["cancelled"] < before)
                or (not row["cancelled"] and over(read_subscription(row)))
            }
            if ended:
                kept = await connection.execute(
                    select(_rows.c.subscription).where(_rows.c.subscription.in_(ended)).distinct()
                )
                ended -= {row[0] for row in kept}
                await connection.execute(delete(_subs).where(_subs.c.id.in_(ended)))
        return rows[-1]["id"] if rows else ""


async def _count(connection: AsyncConnection, ended: Counter[str]) -> None:
    for state, number in ended.items():
        changed = await connection.execute(
            update(_removed)
            .where(_removed.c.state == state)
            .values(count=_removed.c.count + number)
        )
        if not changed.rowcount:
            await connection.execute(insert(_removed).values(state=state, count=number))
