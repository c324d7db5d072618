"""Subscriptions and mutes in the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store import tables
from bot.store.engine import insert_new, reading, writing
from bot.store.rows import read_subscription, write_subscription
from handlers.reminders.model import MutedUntil, Subscription

_subs, _mutes = tables.subscriptions, tables.mutes


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """Who wants which reminders where."""

    engine: AsyncEngine

    async def add(self, subscription: Subscription, within: AsyncConnection | None = None) -> bool:
        """Keep a subscription.

        Args:
            subscription: which.
            within: a transaction under way; None for one of its own, after which planning finds it.

        Returns:
            False where the same one is there already.
        """
        async with writing(self.engine, within) as connection:
            return await insert_new(connection, _subs, write_subscription(subscription))

    async def is_kept(self, subscription: Subscription, within: AsyncConnection) -> bool:
        """Tell whether the same subscription is there already and not cancelled."""
        query = select(_subs.c.id).where(
            _subs.c.fingerprint == subscription.fingerprint, _subs.c.cancelled.is_(None)
        )
        return (await within.execute(query)).first() is not None

    async def cancel(self, code: str, now: datetime, within: AsyncConnection | None = None) -> None:
        """End a subscription; planning takes its deliveries off."""
        async with writing(self.engine, within) as connection:
            await connection.execute(
                update(_subs)
                .where(_subs.c.id == code, _subs.c.cancelled.is_(None))
                # Nothing is ever to be planned for it.
                .values(cancelled=now, planned=tables.NEVER)
            )

    async def pause(self, code: str, why: str, within: AsyncConnection | None = None) -> None:
        """Send nothing more for a subscription until it is taken up again."""
        async with writing(self.engine, within) as connection:
            await connection.execute(
                update(_subs).where(_subs.c.id == code, _subs.c.paused == "").values(paused=why)
            )

    async def resume(self, code: str, within: AsyncConnection | None = None) -> None:
        """Take up a paused subscription again."""
        async with writing(self.engine, within) as connection:
            await connection.execute(update(_subs).where(_subs.c.id == code).values(paused=""))

    async def target(self, code: str, within: AsyncConnection) -> str:
        """Give where a subscription's reminders go; "" where there is no such subscription."""
        found = await within.execute(select(_subs.c.target).where(_subs.c.id == code))
        return str(found.scalar() or "")

    async def active(self, codes: Iterable[str] | None = None) -> list[Subscription]:
        """List what is not cancelled, oldest first; paused ones are among them.

        Args:
            codes: only these; None for all.
        """
        query = select(_subs).where(_subs.c.cancelled.is_(None))
        if codes is not None:
            query = query.where(_subs.c.id.in_(list(codes)))
        async with reading(self.engine) as connection:
            rows = await connection.execute(query.order_by(_subs.c.created, _subs.c.id))
            return [read_subscription(row) for row in rows.mappings()]

    async def concerning(self, owner: str, targets: Iterable[str]) -> list[Subscription]:
        """List a person's active subscriptions and those to some places, oldest first."""
        query = select(_subs).where(
            _subs.c.cancelled.is_(None),
            or_(_subs.c.owner == owner, _subs.c.target.in_([owner, *targets])),
        )
        async with reading(self.engine) as connection:
            rows = await connection.execute(query.order_by(_subs.c.created, _subs.c.id))
            return [read_subscription(row) for row in rows.mappings()]

    async def count(self, target: str) -> int:
        """Count a place's active subscriptions."""
        query = (
            select(func.count())
            .select_from(_subs)
            .where(_subs.c.cancelled.is_(None), _subs.c.target == target)
        )
        async with reading(self.engine) as connection:
            return int((await connection.execute(query)).scalar_one())

    async def mute(self, mute: MutedUntil, within: AsyncConnection | None = None) -> None:
        """Send nothing to a person or channel until a moment."""
        async with writing(self.engine, within) as connection:
            await connection.execute(delete(_mutes).where(_mutes.c.target == mute.target))
            await connection.execute(
                insert(_mutes).values(target=mute.target, until=mute.until, by=mute.by)
            )

    async def unmute(self, target: str, within: AsyncConnection | None = None) -> None:
        """Send reminders to a person or channel again."""
        async with writing(self.engine, within) as connection:
            await connection.execute(delete(_mutes).where(_mutes.c.target == target))

    async def mutes(self, targets: Iterable[str], now: datetime) -> list[MutedUntil]:
        """List which of some persons and channels are muted."""
        query = select(_mutes).where(_mutes.c.target.in_(list(targets)), _mutes.c.until > now)
        async with reading(self.engine) as connection:
            rows = await connection.execute(query)
            return [MutedUntil(r["target"], r["until"], r["by"]) for r in rows.mappings()]
