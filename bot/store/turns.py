"""A turn at planning: one transaction in which subscriptions and their deliveries change together.

Replicas take turns: one at a time looks ahead for all, while any of them may set a subscription and
plan its target in the same transaction.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from zlib import crc32

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store import tables
from bot.store.engine import insert_all, insert_new, reading, writing
from bot.store.ledger import Ledger
from bot.store.rows import read_delivery, read_subscription
from bot.store.seen import Seen
from bot.store.subscriptions import Subscriptions
from handlers.reminders.corrections import Gone
from handlers.reminders.model import Delivery, Subscription
from knowledge.model import Event

_rows, _subs = tables.deliveries, tables.subscriptions
_timeline, _plans = tables.timeline, tables.plans
Result = TypeVar("Result")
# Any number that no one else locks on this database; with it, the targets' own.
_LOCK = 0x504C414E
_VERSION = "timeline"
_AT_ONCE = 500  # rows of one statement
# How long an event's change is looked at; whatever it touches is planned within a day.
KEPT_CHANGES = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Charted:
    """An event as reminders were last planned by it.

    Args:
        data: the event as JSON.
        topics: the topics that it is on, with those above them, joined by commas.
    """

    data: str
    topics: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One transaction in which is planned.

    Args:
        connection: of the transaction, in which the parts of the store below can take part.
    """

    connection: AsyncConnection
    kept: Subscriptions
    ledger: Ledger
    seen: Seen

    async def lock(self, targets: Collection[str]) -> None:
        """Let nobody else set or end subscriptions of these targets until the end of the turn."""
        if self.connection.dialect.name == "postgresql":
            # In one order, so that two never wait for each other.
            for number in sorted(_number(target) for target in targets):
                await self.connection.execute(select(func.pg_advisory_xact_lock(_LOCK, number)))

    async def behind(self, before: datetime, limit: int, skip: Collection[str] = ()) -> list[str]:
        """List targets that are planned to some moment before another, the furthest behind first.

        Args:
            before: that moment.
            limit: how many at most.
            skip: targets that are to wait.
        """
        query = (
            select(_subs.c.target)
            .where(_subs.c.planned < before, _subs.c.target.not_in(list(skip)))
            .order_by(_subs.c.planned)
            .limit(limit * 5)
        )
        found = await self.connection.execute(query)
        return list(dict.fromkeys(row[0] for row in found))[:limit]

    async def subscriptions(self, targets: Collection[str]) -> list[tuple[Subscription, datetime]]:
        """List what is set for some targets and not cancelled, oldest first.

        Returns:
            Each with the moment up to which it is planned.
        """
        query = (
            select(_subs)
            .where(_subs.c.target.in_(list(targets)), _subs.c.cancelled.is_(None))
            .order_by(_subs.c.created, _subs.c.id)
        )
        rows = (await self.connection.execute(query)).mappings()
        return [(read_subscription(row), row["planned"]) for row in rows]

    async def rows(
        self, targets: Iterable[str], events: Collection[str], now: datetime
    ) -> list[Delivery]:
        """List the deliveries that a plan for some targets is compared with.

        Args:
            targets: whose.
            events: of these events in every state.
            now: with what is pending, and what was cancelled and would be due from now on.
        """
        mine = _rows.c.target.in_(list(targets))
        ahead = and_(_rows.c.state == "cancelled", _rows.c.due >= now)
        queries = [select(_rows).where(mine, _rows.c.state == "pending")]
        queries.append(select(_rows).where(mine, ahead))
        if events:
            queries.append(select(_rows).where(_rows.c.event.in_(list(events)), mine))
        found: dict[str, Delivery] = {}
        for query in queries:
            for row in (await self.connection.execute(query)).mappings():
                found[row["id"]] = read_delivery(row)
        return sorted(found.values(), key=lambda each: (each.due, each.id))

    async def mark(self, codes: Sequence[str], until: datetime) -> None:
        """Note up to when some subscriptions are planned."""
        for start in range(0, len(codes), _AT_ONCE):
            chosen = _subs.c.id.in_(codes[start : start + _AT_ONCE])
            await self.connection.execute(
                update(_subs).where(chosen, _subs.c.cancelled.is_(None)).values(planned=until)
            )

    # The pack as it was last planned by

    async def version(self) -> str:
        """Give which state of the pack reminders are planned by; "" before the first."""
        query = select(_plans.c.value).where(_plans.c.name == _VERSION)
        return str((await self.connection.execute(query)).scalar() or "")

    async def chart(self) -> dict[str, Charted]:
        """Give the events of that state by id."""
        query = select(_timeline).where(_timeline.c.gone.is_(False))
        rows = (await self.connection.execute(query)).mappings()
        return {row["event"]: Charted(row["data"], row["topics"]) for row in rows}

    async def redraw(
        self, version: str, changed: Mapping[str, Charted], gone: Collection[str], now: datetime
    ) -> None:
        """Note another state of the pack.

        Args:
            version: which.
            changed: the events that are new or not as they were, by id.
            gone: ids of those that are not there any more.
            now: the present moment.
        """
        await self.connection.execute(delete(_timeline).where(_timeline.c.event.in_(changed)))
        rows: list[dict[str, Any]] = [
            {"event": key, "data": new.data, "topics": new.topics, "changed": now, "gone": False}
            for key, new in changed.items()
        ]
        await insert_all(self.connection, _timeline, rows)
        if gone:
            await self.connection.execute(
                update(_timeline)
                .where(_timeline.c.event.in_(list(gone)))
                .values(changed=now, gone=True)
            )
        await self.connection.execute(delete(_plans).where(_plans.c.name == _VERSION))
        await insert_new(self.connection, _plans, {"name": _VERSION, "value": version})

    async def changes(self, since: datetime) -> tuple[list[str], list[Gone]]:
        """Give the ids of the events that have changed since a moment, and which of them went."""
        lately = _timeline.c.changed >= since
        ids = await self.connection.execute(select(_timeline.c.event).where(lately))
        changed = [row[0] for row in ids]
        if not changed:
            return [], []
        went = select(_timeline).where(lately, _timeline.c.gone.is_(True))
        rows = (await self.connection.execute(went)).mappings()
        return changed, [
            Gone(Event.model_validate_json(row["data"]), row["changed"]) for row in rows
        ]

    async def set_back(
        self,
        events: Collection[str],
        kinds: Collection[str],
        topics: Collection[str],
        now: datetime,
    ) -> None:
        """Have planned anew whatever some changed events touch.

        Args:
            events: their ids.
            kinds: what they were and are.
            topics: that they were and are on, with those above them.
            now: the present moment.
        """
        touched = or_(
            _subs.c.kind == "all",
            and_(_subs.c.kind == "event", _subs.c.value.in_(list(events))),
            and_(_subs.c.kind == "kind", _subs.c.value.in_(list(kinds))),
            and_(_subs.c.kind == "topic", _subs.c.value.in_(list(topics))),
            _subs.c.target.in_(select(_rows.c.target).where(_rows.c.event.in_(list(events)))),
        )
        await self.connection.execute(
            update(_subs)
            .where(_subs.c.cancelled.is_(None), _subs.c.planned > now, touched)
            .values(planned=now)
        )


@dataclass(frozen=True, slots=True)
class Turns:
    """Where turns are taken; every method is one transaction."""

    engine: AsyncEngine

    def _turn(self, connection: AsyncConnection) -> Turn:
        return Turn(connection, Subscriptions(self.engine), Ledger(self.engine), Seen(self.engine))

    async def look(self, work: Callable[[Turn], Awaitable[Result]]) -> Result:
        """Only read, and hold nobody up."""
        async with reading(self.engine) as connection:
            return await work(self._turn(connection))

    async def take(self, work: Callable[[Turn], Awaitable[Result]]) -> Result:
        """Take a turn to change subscriptions; all of the work is committed, or nothing."""
        async with writing(self.engine) as connection:
            return await work(self._turn(connection))

    async def take_alone(self, work: Callable[[Turn], Awaitable[Result]]) -> Result | None:
        """Take the turn that one replica at a time has; None where another has it."""
        async with writing(self.engine) as connection:
            if connection.dialect.name == "postgresql":
                lock = select(func.pg_try_advisory_xact_lock(_LOCK))
                if not (await connection.execute(lock)).scalar_one():
                    return None
            return await work(self._turn(connection))


def _number(target: str) -> int:
    """Give the number by which a target is locked: PostgreSQL takes 32 bits with a sign."""
    return crc32(target.encode()) - 2**31
