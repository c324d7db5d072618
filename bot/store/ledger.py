"""The ledger: one row for each message that is to be sent, and what has become of it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store import tables
from bot.store.engine import insert_all, insert_new, reading, writing
from bot.store.rows import read_delivery
from handlers.reminders.milestones import Planned
from handlers.reminders.model import Delivery
from handlers.reminders.planning import Plan

_rows, _removed = tables.deliveries, tables.removed
FINAL = ("sent", "late", "expired", "failed", "cancelled", "ambiguous")
_TOLD = ("sent", "late", "expired", "failed", "ambiguous")
_AT_ONCE = 500  # rows of one statement


@dataclass(frozen=True, slots=True)
class Ledger:
    """Deliveries in the database; every method is one transaction, or takes part in one."""

    engine: AsyncEngine

    async def recent(self, codes: Collection[str], most: int) -> list[Delivery]:
        """List the last deliveries of some subscriptions that have come to an end, oldest first.

        Args:
            codes: of the subscriptions.
            most: how many at most; what was cancelled is not among them.
        """
        # Subscriptions are few, and the states nearly all there are: without "+" SQLite would go
        # by the latter and read everything.
        ended = (_rows.c.state + "").in_(_TOLD)
        query = (
            select(_rows)
            .where(_rows.c.subscription.in_(list(codes)), ended, _rows.c.kind != "notice")
            .order_by(_rows.c.due.desc(), _rows.c.id.desc())
            .limit(most)
        )
        return (await self._read(query))[::-1]

    async def all(self) -> list[Delivery]:
        """List every delivery, by when it is due."""
        return await self._read(select(_rows).order_by(_rows.c.due, _rows.c.id))

    async def page(self, last: Delivery | None) -> list[Delivery]:
        """List the next deliveries, by when they are due.

        Args:
            last: the last one that is known; None for the first of all.
        """
        query = select(_rows).order_by(_rows.c.due, _rows.c.id).limit(_AT_ONCE)
        if last is not None:
            behind = and_(_rows.c.due == last.due, _rows.c.id > last.id)
            query = query.where(or_(_rows.c.due > last.due, behind))
        return await self._read(query)

    async def get(self, key: str) -> Delivery | None:
        """Find a delivery by its id."""
        found = await self._read(select(_rows).where(_rows.c.id == key))
        return found[0] if found else None

    async def _read(self, query: Select[Any]) -> list[Delivery]:
        async with reading(self.engine) as connection:
            rows = await connection.execute(query)
            return [read_delivery(row) for row in rows.mappings()]

    async def apply(self, plan: Plan, now: datetime, within: AsyncConnection | None = None) -> None:
        """Put a plan on the ledger; what another replica has put there already stays as it is.

        Args:
            plan: what is to be.
            now: the present moment.
            within: a transaction under way; None for one of its own.
        """
        async with writing(self.engine, within) as connection:
            origins = await _origins(connection, plan.new)
            new = [new_row(each, now, origins.get(each.thread_of)) for each in plan.new]
            new += [
                new_row(each, now) | {"state": "cancelled", "reason": why, "settled": now}
                for each, why in plan.void
            ]
            await insert_all(connection, _rows, new)
            await _cancel(connection, plan.cancel, now)
            for key, due in plan.redate:
                await connection.execute(
                    change(_rows.c.id == key, _rows.c.state == "pending").values(due=due)
                )
            for key, due in plan.revive:
                await connection.execute(
                    change(_rows.c.id == key, _rows.c.state == "cancelled").values(
                        state="pending", due=due, reason="", settled=None
                    )
                )

    async def snooze(
        self, key: str, until: datetime, now: datetime, within: AsyncConnection | None = None
    ) -> bool:
        """Plan a reminder that was sent once more; asked twice, the later word counts.

        Returns:
            False where there is no such reminder.
        """
        async with writing(self.engine, within) as connection:
            row = await _row(connection, key)
            if row is None:
                return False
            states = await _snoozed(connection, row)
            waiting = [each for each, state in states.items() if state == "pending"]
            if waiting:
                await connection.execute(change(_rows.c.id == waiting[0]).values(due=until))
            else:
                again = Planned(
                    subscription=row["subscription"],
                    event=row["event"],
                    start=row["start"],
                    lead=f"{_prefix(key)}{len(states) + 1}",
                    due=until,
                    name=row["name"],
                    target=row["target"],
                )
                await insert_new(connection, _rows, new_row(again, now))
            await connection.execute(change(_rows.c.id == key).values(done=False))
        return True

    async def finish(self, key: str, now: datetime, within: AsyncConnection | None = None) -> bool:
        """Mark a reminder as done and drop what was snoozed of it.

        Returns:
            False where there is no such reminder.
        """
        async with writing(self.engine, within) as connection:
            row = await _row(connection, key)
            if row is None:
                return False
            await connection.execute(change(_rows.c.id == key).values(done=True))
            states = await _snoozed(connection, row)
            await connection.execute(
                change(_rows.c.id.in_(list(states)), _rows.c.state == "pending").values(
                    state="cancelled", reason="Somebody pressed Done.", settled=now
                )
            )
            return True

    async def count(self) -> dict[str, int]:
        """Count deliveries by state, with those that were removed for their age."""
        query = select(_rows.c.state, func.count()).group_by(_rows.c.state)
        counts: dict[str, int] = {}
        async with reading(self.engine) as connection:
            for state, number in await connection.execute(query):
                counts[state] = int(number)
            for state, number in await connection.execute(select(_removed)):
                counts[state] = counts.get(state, 0) + int(number)
        return counts


async def _origins(
    connection: AsyncConnection, planned: Sequence[Planned]
) -> dict[str, RowMapping]:
    wanted = [each.thread_of for each in planned if each.thread_of]
    if not wanted:
        return {}
    rows = await connection.execute(select(_rows).where(_rows.c.id.in_(wanted)))
    return {row["id"]: row for row in rows.mappings()}


async def _cancel(
    connection: AsyncConnection, cancelled: Sequence[tuple[str, str]], now: datetime
) -> None:
    for why in dict.fromkeys(why for _, why in cancelled):
        keys = [key for key, its in cancelled if its == why]
        for start in range(0, len(keys), _AT_ONCE):
            await connection.execute(
                change(
                    _rows.c.id.in_(keys[start : start + _AT_ONCE]), _rows.c.state == "pending"
                ).values(state="cancelled", reason=why, settled=now)
            )


async def _row(connection: AsyncConnection, key: str) -> RowMapping | None:
    found = await connection.execute(select(_rows).where(_rows.c.id == key))
    return found.mappings().one_or_none()


async def _snoozed(connection: AsyncConnection, row: RowMapping) -> dict[str, str]:
    """Give the states of what was snoozed of a reminder, by id."""
    found = await connection.execute(
        select(_rows.c.id, _rows.c.state).where(
            # The key of which the lead is the last part: found by its index.
            _rows.c.subscription == row["subscription"],
            _rows.c.event == row["event"],
            _rows.c.start == row["start"],
            _rows.c.lead.startswith(_prefix(row["id"])),
        )
    )
    return {each[0]: each[1] for each in found}


def _prefix(key: str) -> str:
    return f"snooze:{key}:"


def change(*conditions: ColumnElement[bool]) -> Any:
    """Begin a change of the deliveries that meet all conditions."""
    return update(_rows).where(*conditions)


def new_row(planned: Planned, now: datetime, origin: RowMapping | None = None) -> dict[str, Any]:
    """Give the values of a delivery that is planned.

    Args:
        planned: what.
        now: the present moment.
        origin: the delivery in whose thread it goes.
    """
    return {
        "id": secrets.token_hex(16),
        "subscription": planned.subscription,
        "kind": planned.kind,
        "target": planned.target,
        "event": planned.event,
        "name": planned.name,
        "start": planned.start,
        "lead": planned.lead,
        "due": planned.due,
        "created": now,
        "state": "pending",
        "attempts": 0,
        "intent": False,
        "claim": "",
        "anchor": "",
        "channel": origin["channel"] if origin else "",
        "ts": "",
        "thread": origin["ts"] if origin else "",
        "reason": "",
        "text": planned.text,
        "settled": None,
        "reported": "",
        "done": False,
    }
