"""Subscriptions and mutes in the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import tables
from bot.store.engine import reading
from bot.store.rows import read_subscription, write_subscription
from handlers.reminders.model import MutedUntil, Subscription

_subs, _mutes = tables.subscriptions, tables.mutes


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """Who wants which reminders where."""

    engine: AsyncEngine

    async def add(self, subscription: Subscription) -> bool:
        """Keep a subscription.

        Returns:
            False where the same one is there already.
        """
        try:
            async with self.engine.begin() as connection:
                await connection.execute(insert(_subs).values(write_subscription(subscription)))
        except IntegrityError:
            return False
        return True

    async def cancel(self, code: str, now: datetime) -> None:
        """End a subscription; planning takes its deliveries off."""
        async with self.engine.begin() as connection:
            await connection.execute(
                update(_subs)
                .where(_subs.c.id == code, _subs.c.cancelled.is_(None))
                .values(cancelled=now)
            )

    async def pause(self, code: str, why: str) -> None:
        """Send nothing more for a subscription until it is taken up again."""
        async with self.engine.begin() as connection:
            await connection.execute(
                update(_subs).where(_subs.c.id == code, _subs.c.paused == "").values(paused=why)
            )

    async def resume(self, code: str) -> None:
        """Take up a paused subscription again."""
        async with self.engine.begin() as connection:
            await connection.execute(update(_subs).where(_subs.c.id == code).values(paused=""))

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

    async def mute(self, mute: MutedUntil) -> None:
        """Send nothing to a person or channel until a moment."""
        async with self.engine.begin() as connection:
            await connection.execute(delete(_mutes).where(_mutes.c.target == mute.target))
            await connection.execute(
                insert(_mutes).values(target=mute.target, until=mute.until, by=mute.by)
            )

    async def unmute(self, target: str) -> None:
        """Send reminders to a person or channel again."""
        async with self.engine.begin() as connection:
            await connection.execute(delete(_mutes).where(_mutes.c.target == target))

    async def mutes(self, targets: Iterable[str], now: datetime) -> list[MutedUntil]:
        """List which of some persons and channels are muted."""
        query = select(_mutes).where(_mutes.c.target.in_(list(targets)), _mutes.c.until > now)
        async with reading(self.engine) as connection:
            rows = await connection.execute(query)
            return [MutedUntil(r["target"], r["until"], r["by"]) for r in rows.mappings()]
