"""The ledger: one row for each message that is to be sent, and what has become of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store import tables
from bot.store.engine import insert_new, reading
from bot.store.rows import read_delivery
from handlers.reminders.milestones import Planned
from handlers.reminders.model import Delivery, State
from handlers.reminders.planning import Plan

_rows, _subs = tables.deliveries, tables.subscriptions
_FINAL = ("sent", "late", "expired", "failed", "cancelled", "ambiguous")
_TO_REPORT = ("expired", "failed", "ambiguous")


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
class Ledger:
    """Deliveries in the database; every method is one transaction."""

    engine: AsyncEngine

    async def of(self, codes: Collection[str]) -> list[Delivery]:
        """List the deliveries of some subscriptions."""
        return await self._read(select(_rows).where(_rows.c.subscription.in_(list(codes))))

    async def all(self) -> list[Delivery]:
        """List every delivery, by when it is due."""
        return await self._read(select(_rows))

    async def get(self, key: str) -> Delivery | None:
        """Find a delivery by its id."""
        found = await self._read(select(_rows).where(_rows.c.id == key))
        return found[0] if found else None

    async def _read(self, query: Select[Any]) -> list[Delivery]:
        async with reading(self.engine) as connection:
            rows = await connection.execute(query.order_by(_rows.c.due, _rows.c.id))
            return [read_delivery(row) for row in rows.mappings()]

    async def apply(self, plan: Plan, now: datetime) -> int:
        """Put a plan on the ledger; what another replica has put there already stays as it is.

        Returns:
            How many deliveries are new.
        """
        async with self.engine.begin() as connection:
            origins = await self._origins(connection, plan.new)
            new = [_new_row(each, now, origins.get(each.thread_of)) for each in plan.new]
            added = await insert_new(connection, _rows, new)
            for key, why in plan.cancel:
                await connection.execute(
                    _change(_rows.c.id == key, _rows.c.state == "pending").values(
                        state="cancelled", reason=why, settled=now
                    )
                )
            for key, due in plan.redate:
                await connection.execute(
                    _change(_rows.c.id == key, _rows.c.state == "pending").values(due=due)
                )
            for key, due in plan.revive:
                await connection.execute(
                    _change(_rows.c.id == key, _rows.c.state == "cancelled").values(
                        state="pending", due=due, reason="", settled=None
                    )
                )
        return added

    async def _origins(
        self, connection: AsyncConnection, planned: Sequence[Planned]
    ) -> dict[str, RowMapping]:
        wanted = [each.thread_of for each in planned if each.thread_of]
        if not wanted:
            return {}
        rows = await connection.execute(select(_rows).where(_rows.c.id.in_(wanted)))
        return {row["id"]: row for row in rows.mappings()}

    async def claim(
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
        ranked = (
            select(
                _rows.c.id,
                func.row_number()
                .over(partition_by=_rows.c.target, order_by=(_rows.c.due, _rows.c.id))
                .label("place"),
            )
            # Notices and corrections are due at once, wherever the clock stood then.
            .where(_rows.c.state == "pending", or_(_rows.c.due <= now, _rows.c.kind != "reminder"))
            .where(_rows.c.id.not_in(list(skip)), _rows.c.target.not_in(list(busy)))
            .subquery()
        )
        first = select(ranked.c.id).where(ranked.c.place == 1)
        chosen = (
            select(_rows)
            .where(_rows.c.id.in_(first), _rows.c.state == "pending")
            .order_by(_rows.c.due, _rows.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        token = f"{worker}:{secrets.token_hex(6)}"
        async with self.engine.begin() as connection:
            rows = (await connection.execute(chosen)).mappings().all()
            if rows:
                keys = [row["id"] for row in rows]
                await connection.execute(
                    _change(_rows.c.id.in_(keys)).values(state="claimed", claim=token)
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
        kept: dict[tuple[str, str], Claim] = {}
        token = f"{worker}:{secrets.token_hex(6)}"
        async with self.engine.begin() as connection:
            anchor = (await connection.execute(select(func.max(_rows.c.ts)))).scalar_one() or ""
            for claim in claims:
                changed = await connection.execute(
                    _change(
                        _rows.c.id == claim.delivery.id,
                        _rows.c.claim == claim.token,
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
                if changed.first() is not None:
                    key = (claim.delivery.id, claim.token)
                    kept[key] = Claim(claim.delivery, token, True, anchor)
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
        token = f"{worker}:{secrets.token_hex(6)}"
        taken: list[Claim] = []
        async with self.engine.begin() as connection:
            for key, old in held.items():
                changed = await connection.execute(
                    _change(_rows.c.id == key, _rows.c.claim == old, _rows.c.state == "claimed")
                    .values(claim=token)
                    .returning(_rows)
                )
                for row in changed.mappings():
                    taken.append(Claim(read_delivery(row), token, row["intent"], row["anchor"]))
        return taken

    async def record(self, outcomes: Iterable[Outcome], now: datetime) -> None:
        """Write down what has become of claims; what another has taken over stays as it is."""
        async with self.engine.begin() as connection:
            for each in outcomes:
                final = each.state in _FINAL
                values: dict[str, Any] = {
                    "state": each.state,
                    "claim": "",
                    "intent": False,
                    "reason": each.reason,
                    "settled": now if final else None,
                }
                if each.ts:
                    values |= {"channel": each.channel, "ts": each.ts}
                await connection.execute(
                    _change(
                        _rows.c.id == each.claim.delivery.id, _rows.c.claim == each.claim.token
                    ).values(**values)
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
            .with_for_update(skip_locked=True)
        )
        async with self.engine.begin() as connection:
            rows = (await connection.execute(query)).mappings().all()
            codes = {row["subscription"] for row in rows}
            found = await connection.execute(
                select(_subs.c.id, _subs.c.owner).where(_subs.c.id.in_(codes))
            )
            owners = {row[0]: row[1] for row in found}
            by_owner: dict[str, list[Delivery]] = {}
            for row in rows:
                owner = owners.get(row["subscription"], "")
                by_owner.setdefault(owner, []).append(read_delivery(row))
            for owner, missed in by_owner.items():
                await self._notify(connection, owner, missed, compose(missed), now)
        return len(by_owner)

    async def _notify(
        self,
        connection: AsyncConnection,
        owner: str,
        missed: list[Delivery],
        text: str,
        now: datetime,
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
            await connection.execute(
                insert(_rows).values(_new_row(notice, now, None) | {"id": key})
            )
        keys = [each.id for each in missed]
        for start in range(0, len(keys), 500):
            await connection.execute(
                _change(_rows.c.id.in_(keys[start : start + 500])).values(reported=key)
            )

    async def snooze(self, key: str, until: datetime, now: datetime) -> bool:
        """Plan a reminder that was sent once more; asked twice, the later word counts.

        Returns:
            False where there is no such reminder.
        """
        async with self.engine.begin() as connection:
            row = (
                (await connection.execute(select(_rows).where(_rows.c.id == key)))
                .mappings()
                .one_or_none()
            )
            if row is None:
                return False
            prefix = f"snooze:{key}:"
            earlier = await connection.execute(
                select(_rows.c.id, _rows.c.state).where(_rows.c.lead.startswith(prefix))
            )
            states = {each[0]: each[1] for each in earlier}
            waiting = [each for each, state in states.items() if state == "pending"]
            if waiting:
                await connection.execute(_change(_rows.c.id == waiting[0]).values(due=until))
            else:
                again = Planned(
                    subscription=row["subscription"],
                    event=row["event"],
                    start=row["start"],
                    lead=f"{prefix}{len(states) + 1}",
                    due=until,
                    name=row["name"],
                    target=row["target"],
                )
                await insert_new(connection, _rows, [_new_row(again, now, None)])
            await connection.execute(_change(_rows.c.id == key).values(done=False))
        return True

    async def finish(self, key: str, now: datetime) -> bool:
        """Mark a reminder as done and drop what was snoozed of it.

        Returns:
            False where there is no such reminder.
        """
        async with self.engine.begin() as connection:
            changed = await connection.execute(_change(_rows.c.id == key).values(done=True))
            await connection.execute(
                _change(
                    _rows.c.lead.startswith(f"snooze:{key}:"), _rows.c.state == "pending"
                ).values(state="cancelled", reason="Somebody pressed Done.", settled=now)
            )
            return bool(changed.rowcount)

    async def concerning(self, codes: Collection[str], targets: Collection[str]) -> list[Delivery]:
        """List the deliveries of some subscriptions and to some targets."""
        return await self._read(
            select(_rows).where(
                or_(_rows.c.subscription.in_(list(codes)), _rows.c.target.in_(list(targets)))
            )
        )

    async def count(self) -> dict[str, int]:
        """Count deliveries by state."""
        query = select(_rows.c.state, func.count()).group_by(_rows.c.state)
        async with reading(self.engine) as connection:
            return {row[0]: int(row[1]) for row in await connection.execute(query)}


def _change(*conditions: ColumnElement[bool]) -> Any:
    return update(_rows).where(*conditions)


def _new_row(planned: Planned, now: datetime, origin: RowMapping | None) -> dict[str, Any]:
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
