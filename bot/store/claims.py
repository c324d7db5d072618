"""Deliveries in somebody's hands: who works on which, and what has become of it."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import tables
from bot.store.engine import reading, writing
from bot.store.ledger import FINAL, change
from bot.store.rows import read_delivery
from handlers.reminders.model import Delivery, State

_rows = tables.deliveries
# What is due as soon as it is planned, wherever the clock stood then.
_AT_ONCE = ("correction", "notice")


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that somebody works on.

    Args:
        delivery: what is to be sent.
        token: proves whose it is; another's claim changes it.
        intent: whether it may have been posted already.
        anchor: Slack's time before that post.
    """

    delivery: Delivery
    token: str
    intent: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What has become of a claim.

    Args:
        claim: which.
        state: the new state; "pending" gives it back because Slack has surely not posted it.
        channel, ts: Slack's address of the message.
        reason: why, where it is not plainly sent.
    """

    claim: Claim
    state: State
    channel: str = ""
    ts: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims in the database; every method is one transaction."""

    engine: AsyncEngine

    async def take(
        self,
        worker: str,
        now: datetime,
        limit: int,
        *,
        skip: Collection[str] = (),
        busy: Collection[str] = (),
    ) -> list[Claim]:
        """Take pending deliveries that are due, at most one for each target, nobody else's.

        Args:
            worker: who takes them.
            now: the present moment.
            limit: how many at most.
            skip: ids that are to wait.
            busy: targets that are to wait.
        """
        token = _new_token(worker)
        async with writing(self.engine) as connection:
            rows = (await connection.execute(due(now, limit, skip, busy))).mappings().all()
            if rows:
                keys = [row["id"] for row in rows]
                await connection.execute(
                    change(_rows.c.id.in_(keys)).values(state="claimed", claim=token)
                )
        return [Claim(read_delivery(row), token) for row in rows]

    async def intend(self, worker: str, claims: Iterable[Claim]) -> dict[tuple[str, str], Claim]:
        """Commit that some claims are about to be posted.

        Each gets a new token, so that whoever watches it sees that it is being worked on and does
        not take it over while it is posted.

        Args:
            worker: who posts.
            claims: what is to be posted.

        Returns:
            Those that are still the claimer's, by id and old token; no other may be posted.
        """
        by_token: dict[str, dict[str, Claim]] = defaultdict(dict)
        for claim in claims:
            by_token[claim.token][claim.delivery.id] = claim
        kept: dict[tuple[str, str], Claim] = {}
        token = _new_token(worker)
        async with writing(self.engine) as connection:
            anchor = (await connection.execute(select(func.max(_rows.c.ts)))).scalar_one() or ""
            for old, theirs in by_token.items():
                changed = await connection.execute(
                    change(
                        _rows.c.id.in_(list(theirs)),
                        _rows.c.claim == old,
                        _rows.c.state == "claimed",
                    )
                    .values(
                        intent=True,
                        anchor=anchor,
                        claim=token,
                        attempts=_rows.c.attempts + 1,
                    )
                    .returning(_rows.c.id)
                )
                for (key,) in changed.all():
                    kept[key, old] = Claim(theirs[key].delivery, token, True, anchor)
        return kept

    async def held(self) -> dict[str, str]:
        """Give the token of every claimed delivery by its id."""
        query = select(_rows.c.id, _rows.c.claim).where(_rows.c.state == "claimed")
        async with reading(self.engine) as connection:
            return {row[0]: row[1] for row in await connection.execute(query)}

    async def take_over(self, worker: str, held: Mapping[str, str]) -> list[Claim]:
        """Take claims over from workers that are gone.

        Args:
            worker: who takes them.
            held: id and token of each as they were last seen.

        Returns:
            Those that nobody has touched meanwhile.
        """
        token = _new_token(worker)
        taken: list[Claim] = []
        async with writing(self.engine) as connection:
            for key, old in held.items():
                changed = await connection.execute(
                    change(_rows.c.id == key, _rows.c.claim == old, _rows.c.state == "claimed")
                    .values(claim=token)
                    .returning(_rows)
                )
                for row in changed.mappings():
                    taken.append(Claim(read_delivery(row), token, row["intent"], row["anchor"]))
        return taken

    async def record(self, outcomes: Iterable[Outcome], now: datetime) -> None:
        """Write down what has become of claims; what another has taken over stays as it is."""
        async with writing(self.engine) as connection:
            for each in outcomes:
                values: dict[str, Any] = {
                    "state": each.state,
                    "claim": "",
                    "intent": False,
                    "reason": each.reason,
                    "settled": now if each.state in FINAL else None,
                }
                if each.ts:
                    values |= {"channel": each.channel, "ts": each.ts}
                await connection.execute(
                    change(
                        _rows.c.id == each.claim.delivery.id, _rows.c.claim == each.claim.token
                    ).values(**values)
                )


def _new_token(worker: str) -> str:
    return f"{worker}:{secrets.token_hex(6)}"


def due(now: datetime, limit: int, skip: Collection[str], busy: Collection[str]) -> Select[Any]:
    """Ask for pending deliveries that are due, the oldest of each target, and lock them."""
    pending = _rows.c.state == "pending"
    free = (_rows.c.id.not_in(list(skip)), _rows.c.target.not_in(list(busy)))
    columns = (_rows.c.id, _rows.c.target, _rows.c.due)
    # Two questions, since one with "or" would read everything that is pending.
    found = union_all(
        select(*columns).where(pending, _rows.c.kind == "reminder", _rows.c.due <= now, *free),
        *(select(*columns).where(pending, _rows.c.kind == kind, *free) for kind in _AT_ONCE),
    ).subquery()
    place = func.row_number().over(partition_by=found.c.target, order_by=(found.c.due, found.c.id))
    ranked = select(found.c.id, found.c.due, place.label("place")).subquery()
    first = (
        select(ranked.c.id)
        .where(ranked.c.place == literal(1))
        .order_by(ranked.c.due, ranked.c.id)
        .limit(limit)
    )
    return (
        select(_rows)
        .where(_rows.c.id.in_(first), pending)
        .order_by(_rows.c.due, _rows.c.id)
        .with_for_update(skip_locked=True)
    )
