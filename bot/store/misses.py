"""What was not sent: found when its event is over, and told to whoever had set it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store import tables
from bot.store.engine import reading, writing
from bot.store.ledger import change, new_row
from bot.store.rows import read_delivery
from handlers.reminders.milestones import Planned
from handlers.reminders.model import Delivery

_rows, _subs = tables.deliveries, tables.subscriptions
_TO_REPORT = ("expired", "failed", "ambiguous")
_AT_ONCE = 500  # rows of one statement
Place = tuple[datetime, str]


@dataclass(frozen=True, slots=True)
class Misses:
    """Deliveries that were not sent; every method is one transaction."""

    engine: AsyncEngine

    async def overdue(self, now: datetime, after: Place | None, limit: int) -> list[Delivery]:
        """List reminders that are pending although they are due, by when they were due.

        Args:
            now: the present moment.
            after: due time and id of the last that was seen; None for the first.
            limit: how many at most.
        """
        query = select(_rows).where(
            _rows.c.state == "pending", _rows.c.kind == "reminder", _rows.c.due <= now
        )
        if after is not None:
            due, key = after
            query = query.where(_rows.c.due >= due).where(
                or_(_rows.c.due > due, and_(_rows.c.due == due, _rows.c.id > key))
            )
        async with reading(self.engine) as connection:
            rows = await connection.execute(query.order_by(_rows.c.due, _rows.c.id).limit(limit))
            return [read_delivery(row) for row in rows.mappings()]

    async def expire(self, reasons: Mapping[str, str], now: datetime) -> None:
        """Give up pending deliveries that nobody has in hand: they were surely not posted.

        Args:
            reasons: why, by id.
            now: the present moment.
        """
        async with writing(self.engine) as connection:
            for why in dict.fromkeys(reasons.values()):
                keys = [key for key, its in reasons.items() if its == why]
                await connection.execute(
                    change(_rows.c.id.in_(keys), _rows.c.state == "pending").values(
                        state="expired", reason=why, settled=now
                    )
                )

    async def report(self, compose: Callable[[list[Delivery]], str], now: datetime) -> int:
        """Plan one notice for each setter of what was missed, failed or could not be decided.

        Args:
            compose: words the notice.
            now: the present moment.

        Returns:
            How many notices are new.
        """
        query = (
            select(_rows)
            .where(_rows.c.reported == "", _rows.c.state.in_(_TO_REPORT))
            .where(_rows.c.kind != "notice")
            .order_by(_rows.c.due, _rows.c.id)
        )
        async with reading(self.engine) as connection:
            # Nearly always there is none: nothing is locked to find that out.
            if (await connection.execute(query.limit(1))).first() is None:
                return 0
        async with writing(self.engine) as connection:
            found = await connection.execute(query.with_for_update(skip_locked=True))
            missed = [read_delivery(row) for row in found.mappings()]
            by_owner = await _by_owner(connection, missed)
            for owner, theirs in by_owner.items():
                await _notify(connection, owner, theirs, compose(theirs), now)
        return len(by_owner)


async def _by_owner(
    connection: AsyncConnection, missed: Sequence[Delivery]
) -> dict[str, list[Delivery]]:
    codes = list({each.subscription for each in missed})
    owners: dict[str, str] = {}
    for start in range(0, len(codes), _AT_ONCE):
        found = await connection.execute(
            select(_subs.c.id, _subs.c.owner).where(_subs.c.id.in_(codes[start : start + _AT_ONCE]))
        )
        owners |= {row[0]: row[1] for row in found}
    by_owner: dict[str, list[Delivery]] = {}
    for each in missed:
        by_owner.setdefault(owners.get(each.subscription, ""), []).append(each)
    return by_owner


async def _notify(
    connection: AsyncConnection, owner: str, missed: list[Delivery], text: str, now: datetime
) -> None:
    key = secrets.token_hex(16)
    notice = Planned(
        subscription="",
        event="",
        start=key,
        lead="report",
        due=now,
        name="",
        target=owner,
        kind="notice",
        text=text,
    )
    if owner:
        await connection.execute(insert(_rows).values(new_row(notice, now) | {"id": key}))
    keys = [each.id for each in missed]
    for start in range(0, len(keys), _AT_ONCE):
        await connection.execute(
            change(_rows.c.id.in_(keys[start : start + _AT_ONCE])).values(reported=key)
        )
