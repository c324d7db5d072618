"""No query of the scheduler reads the whole ledger, on either database."""
# ruff: noqa: S608 (the statements are made of this module's own numbers)

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import Store, open_store
from bot.store.claims import Outcome
from handlers.answers.briefing import tell_missed
from handlers.reminders.model import Delivery, Lead, Subscription
from handlers.reminders.planning import Plan
from tests.bot.reminding.test_store import planned

NOW = datetime(2018, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
# Deliveries, subscriptions: enough that a database that may choose reads no index in vain.
FILLED = 20_000
_MICRO = 1_000_000


@pytest.fixture
async def store(database: str) -> AsyncIterator[Store]:
    async with open_store(database) as opened:
        await _fill(opened.ledger.engine)
        yield opened


async def _fill(engine: AsyncEngine) -> None:
    """Put three months of deliveries on the ledger, most of them sent."""
    series = (
        "(WITH RECURSIVE s(n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM s "
        f"WHERE n < {FILLED}) SELECT n FROM s) AS series"
    )
    start = int((NOW - 80 * DAY).timestamp()) * _MICRO
    step = int(82 * DAY.total_seconds() / FILLED) * _MICRO
    due = f"{start} + n * {step}"
    old = f"{due} < {int(NOW.timestamp()) * _MICRO}"
    async with engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO deliveries SELECT 'd' || n, 'S' || (n % 2000), 'reminder', "
                f"'C' || (n % 2000), 'e' || (n % 300), 'Session', 's' || n, '1h', {due}, {start}, "
                f"CASE WHEN {old} THEN 'sent' ELSE 'pending' END, 0, FALSE, '', '', '', "
                f"CASE WHEN {old} THEN '15' || n ELSE '' END, '', '', '', "
                f"CASE WHEN {old} THEN {due} END, '', FALSE FROM {series}"
            )
        )
        await connection.execute(
            text(
                "INSERT INTO subscriptions SELECT 'S' || n, 'U' || (n % 700), 'C' || n, 'all', '', "
                f"'1h', 'Etc/UTC', '', '', {start}, '', 'f' || n, NULL, NULL, {start} + n "
                f"FROM {series} WHERE n <= 2000"
            )
        )
    async with engine.connect() as connection:
        connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("ANALYZE"))


async def _use_all(store: Store) -> None:
    """Do what the scheduler and the keeper do."""
    one = Subscription(
        id="AAAAA", owner="U1", target="C1", kind="all", leads=(Lead(1, "h"),), created=NOW
    )
    await store.subscriptions.add(one)
    await store.ledger.apply(Plan(new=(planned(due=NOW), planned("1h", "C2", NOW))), NOW)

    async def plan(turn: Any) -> None:
        await turn.lock(["C1"])
        targets = await turn.behind(NOW, 10)
        await turn.subscriptions(targets)
        await turn.rows(targets, ["e1", "e2"], NOW)
        await turn.mark(["AAAAA"], NOW + DAY)
        await turn.set_back(["e1", "e2"], ["session"], ["topic"], NOW)

    await store.turns.take(plan)
    await store.turns.look(lambda turn: turn.behind(NOW, 1))
    claims = await store.claims.take("w", NOW, 50)
    (first, *_) = (await store.claims.intend("w", claims)).values()
    await store.claims.take_over("w", await store.claims.held())
    sent = Outcome(claim=first, state="sent", channel="C1", ts="1520000000.000001")
    await store.claims.record([sent], NOW)
    rows = await store.misses.overdue(NOW, None, 200)
    await store.misses.overdue(NOW, (NOW - DAY, "d1"), 200)
    await store.misses.expire({row.id: "over" for row in rows}, NOW)
    await store.misses.report(tell_missed, NOW)
    await store.ledger.snooze("d1", NOW + DAY, NOW)
    await store.ledger.finish("d1", NOW)
    await store.ledger.recent(["S1", "S2"], 50)
    await store.subscriptions.active(["S1"])
    await store.subscriptions.concerning("U1", ["C1"])

    def needed(row: Delivery) -> bool:
        return row.event == "e1"

    last = await store.retention.remove_deliveries(NOW - 79 * DAY, None, 200, needed)
    await store.retention.remove_deliveries(NOW - 79 * DAY, last, 200, needed)
    await store.retention.remove_subscriptions(NOW, "S1", 50, lambda each: False)


async def test_no_query_reads_all_deliveries(store: Store) -> None:
    engine = store.ledger.engine
    seen: dict[str, Any] = {}

    def note(_: Any, __: Any, statement: str, values: Any, *more: Any) -> None:
        if " deliveries" in statement and not statement.startswith("INSERT"):
            seen.setdefault(statement, values)

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    await _use_all(store)
    event.remove(engine.sync_engine, "before_cursor_execute", note)
    assert len(seen) >= 20
    explain = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
    async with engine.connect() as connection:
        for statement, values in seen.items():
            rows = await connection.exec_driver_sql(f"{explain} {statement}", values)
            told = "\n".join(str(row[-1]) for row in rows)
            whole = [line for line in told.splitlines() if _reads_all(line)]
            assert not whole, (statement, told)
        await connection.rollback()


def _reads_all(line: str) -> bool:
    return line.strip().startswith("SCAN deliveries") or "Seq Scan on deliveries" in line
