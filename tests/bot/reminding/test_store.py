"""The contract of the store, over SQLite and over PostgreSQL."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from bot.store import Store, open_store
from bot.store.claims import Outcome
from handlers.reminders.milestones import Planned
from handlers.reminders.model import Delivery, Lead, MutedUntil, Subscription, Wall
from handlers.reminders.planning import Plan

NOW = datetime(2018, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SESSIONS = Subscription(
    id="AAAAA",
    owner="U1",
    target="C1",
    kind="kind",
    value="session",
    leads=(Lead(2, "d"), Lead(1, "h")),
    zone="Europe/Zurich",
    created=NOW,
)
NOTE = Subscription(
    id="BBBBB",
    owner="U2",
    target="U2",
    kind="note",
    note="call Geneva",
    wall=Wall(datetime.fromisoformat("2018-11-04T01:30").replace(fold=1), "America/New_York"),
    zone="America/New_York",
    created=NOW + HOUR,
)


def planned(lead: str = "2d", target: str = "C1", due: datetime = NOW) -> Planned:
    return Planned(
        subscription="AAAAA",
        event="session-2",
        start="2018-03-13T09:00:00 Europe/Zurich",
        lead=lead,
        due=due,
        name="Second round",
        target=target,
    )


async def test_a_subscription_comes_back_as_it_was_kept(store: Store) -> None:
    assert await store.subscriptions.add(SESSIONS)
    assert await store.subscriptions.add(NOTE)
    assert await store.subscriptions.active() == [SESSIONS, NOTE]
    assert await store.subscriptions.concerning("U2", ["C9"]) == [NOTE]
    assert await store.subscriptions.concerning("U3", ["C1"]) == [SESSIONS]
    assert await store.subscriptions.count("C1") == 1


async def test_the_same_subscription_is_kept_once_until_it_is_cancelled(store: Store) -> None:
    assert await store.subscriptions.add(SESSIONS)
    again = replace(SESSIONS, id="CCCCC", owner="U9")
    assert not await store.subscriptions.add(again)
    await store.subscriptions.cancel("AAAAA", NOW)
    assert await store.subscriptions.active() == []
    assert await store.subscriptions.add(again)


async def test_pausing_and_taking_up_again(store: Store) -> None:
    await store.subscriptions.add(SESSIONS)
    await store.subscriptions.pause("AAAAA", "The channel is archived.")
    await store.subscriptions.pause("AAAAA", "A later reason does not replace the first.")
    assert [s.paused for s in await store.subscriptions.active()] == ["The channel is archived."]
    await store.subscriptions.resume("AAAAA")
    assert [s.paused for s in await store.subscriptions.active(["AAAAA"])] == [""]


async def test_mutes_end_by_themselves_and_are_replaced(store: Store) -> None:
    await store.subscriptions.mute(MutedUntil("C1", NOW + HOUR, "U1"))
    await store.subscriptions.mute(MutedUntil("C1", NOW + 2 * HOUR, "U2"))
    assert await store.subscriptions.mutes(["C1", "C2"], NOW + HOUR) == [
        MutedUntil("C1", NOW + 2 * HOUR, "U2")
    ]
    assert await store.subscriptions.mutes(["C1"], NOW + 2 * HOUR) == []
    await store.subscriptions.unmute("C1")
    assert await store.subscriptions.mutes(["C1"], NOW) == []


async def test_a_delivery_is_planned_once(store: Store) -> None:
    plan = Plan(new=(planned(), planned("1h", due=NOW + HOUR)))
    await store.ledger.apply(plan, NOW)
    await store.ledger.apply(plan, NOW)
    (first, second) = await store.ledger.all()
    assert (first.lead, first.due, first.state) == ("2d", NOW, "pending")
    assert (second.lead, second.due, second.state) == ("1h", NOW + HOUR, "pending")


async def test_a_plan_cancels_redates_and_revives_what_is_pending(store: Store) -> None:
    await store.ledger.apply(Plan(new=(planned(), planned("1h"))), NOW)
    keys = {row.lead: row.id for row in await store.ledger.all()}
    change = Plan(cancel=((keys["2d"], "moved"),), redate=((keys["1h"], NOW + HOUR),))
    await store.ledger.apply(change, NOW)
    rows = {row.lead: row for row in await store.ledger.all()}
    assert (rows["2d"].state, rows["2d"].reason) == ("cancelled", "moved")
    assert rows["1h"].due == NOW + HOUR
    await store.ledger.apply(Plan(revive=((keys["2d"], NOW + 2 * HOUR),)), NOW)
    rows = {row.lead: row for row in await store.ledger.all()}
    assert (rows["2d"].state, rows["2d"].reason) == ("pending", "")


async def test_one_claim_for_each_target_oldest_first_and_only_what_is_due(store: Store) -> None:
    new = (
        planned("1h", due=NOW - HOUR),
        planned("2d", due=NOW - 2 * HOUR),
        planned("3d", target="C2", due=NOW),
        planned("4d", target="C3", due=NOW + HOUR),
    )
    await store.ledger.apply(Plan(new=new), NOW)
    claims = await store.claims.take("a", NOW, 10)
    assert [claim.delivery.lead for claim in claims] == ["2d", "3d"]
    assert [claim.delivery.lead for claim in await store.claims.take("b", NOW, 10)] == ["1h"]
    assert await store.claims.take("b", NOW, 10) == []


async def test_busy_targets_and_skipped_deliveries_wait(store: Store) -> None:
    await store.ledger.apply(Plan(new=(planned("2d"), planned("3d", target="C2"))), NOW)
    waiting = next(row.id for row in await store.ledger.all() if row.target == "C2")
    assert await store.claims.take("a", NOW, 10, skip=[waiting], busy=["C1"]) == []


async def test_many_replicas_never_claim_the_same(database: str) -> None:
    async with open_store(database) as one, open_store(database) as two:
        new = tuple(planned(f"{n}d", target=f"C{n}") for n in range(60))
        await one.ledger.apply(Plan(new=new), NOW)

        async def work(store: Store, name: str) -> list[str]:
            mine: list[str] = []
            for _ in range(6):
                mine += [claim.delivery.id for claim in await store.claims.take(name, NOW, 10)]
            return mine

        shares = await asyncio.gather(*(work(s, n) for n, s in enumerate_names(one, two)))
        taken = [key for share in shares for key in share]
        assert len(taken) == len(set(taken)) == 60


def enumerate_names(*stores: Store) -> list[tuple[str, Store]]:
    return [(f"worker-{number}", store) for number, store in enumerate(stores * 2)]


async def test_who_lost_a_claim_can_neither_intend_nor_record(store: Store) -> None:
    await store.ledger.apply(Plan(new=(planned(),)), NOW)
    (mine,) = await store.claims.take("a", NOW, 1)
    (meant,) = (await store.claims.intend("a", [mine])).values()
    assert meant.token != mine.token
    held = await store.claims.held()
    (theirs,) = await store.claims.take_over("b", held)
    assert theirs.intent
    assert theirs.delivery.attempts == 1
    assert await store.claims.take_over("c", held) == []
    assert await store.claims.intend("a", [meant]) == {}
    await store.claims.record([Outcome(claim=meant, state="failed", reason="no")], NOW)
    assert (await store.ledger.all())[0].state == "claimed"
    sent = Outcome(claim=theirs, state="sent", channel="C1", ts="1520000000.000001")
    await store.claims.record([sent], NOW)
    row = (await store.ledger.all())[0]
    assert (row.state, row.channel, row.ts) == ("sent", "C1", "1520000000.000001")
    assert await store.claims.held() == {}


async def test_an_intent_bears_the_latest_time_that_slack_has_told(store: Store) -> None:
    await store.ledger.apply(Plan(new=(planned("1d"), planned("2d", target="C2"))), NOW)
    first, second = await store.claims.take("a", NOW, 2)
    (first,) = (await store.claims.intend("a", [first])).values()
    sent = Outcome(claim=first, state="sent", channel="C1", ts="1520000000.000001")
    await store.claims.record([sent], NOW)
    await store.claims.intend("a", [second])
    (taken,) = await store.claims.take_over("b", await store.claims.held())
    assert taken.anchor == "1520000000.000001"


async def test_what_slack_refused_goes_back_without_its_intent(store: Store) -> None:
    await store.ledger.apply(Plan(new=(planned(),)), NOW)
    (claim,) = await store.claims.take("a", NOW, 1)
    (claim,) = (await store.claims.intend("a", [claim])).values()
    await store.claims.record([Outcome(claim=claim, state="pending", reason="ratelimited")], NOW)
    (again,) = await store.claims.take("b", NOW, 1)
    assert (again.intent, again.delivery.attempts) == (False, 1)


async def test_a_setter_gets_one_notice_of_all_that_failed_and_never_again(store: Store) -> None:
    await store.subscriptions.add(SESSIONS)
    await store.ledger.apply(Plan(new=(planned("1d"), planned("2d", target="C2"))), NOW)
    claims = await store.claims.take("a", NOW, 2)
    await store.claims.record(
        [Outcome(claim=each, state="expired", reason="over") for each in claims], NOW
    )

    def compose(missed: list[Delivery]) -> str:
        return f"{len(missed)} missed: " + ", ".join(sorted(each.lead for each in missed))

    assert await store.misses.report(compose, NOW) == 1
    assert await store.misses.report(compose, NOW) == 0
    (notice,) = [row for row in await store.ledger.all() if row.kind == "notice"]
    assert (notice.target, notice.text, notice.state) == ("U1", "2 missed: 1d, 2d", "pending")


async def test_snoozing_twice_moves_one_reminder_and_done_drops_it(store: Store) -> None:
    await store.ledger.apply(Plan(new=(planned(),)), NOW)
    (claim,) = await store.claims.take("a", NOW, 1)
    sent = Outcome(claim=claim, state="sent", channel="C1", ts="1520000000.000001")
    await store.claims.record([sent], NOW)
    key = claim.delivery.id
    assert await store.ledger.snooze(key, NOW + HOUR, NOW)
    assert await store.ledger.snooze(key, NOW + 2 * HOUR, NOW)
    (again,) = [row for row in await store.ledger.all() if row.id != key]
    assert (again.due, again.state, again.target) == (NOW + 2 * HOUR, "pending", "C1")
    (second,) = await store.claims.take("a", NOW + 2 * HOUR, 1)
    await store.claims.record([Outcome(claim=second, state="sent", ts="1520000000.000002")], NOW)
    assert await store.ledger.snooze(key, NOW + 5 * HOUR, NOW)
    assert await store.ledger.finish(key, NOW)
    states = sorted(row.state for row in await store.ledger.all())
    assert states == ["cancelled", "sent", "sent"]
    assert not await store.ledger.snooze("none", NOW, NOW)
    assert not await store.ledger.finish("none", NOW)


async def test_an_event_is_seen_for_the_first_time_once_a_day(database: str) -> None:
    async with open_store(database) as one, open_store(database) as two:
        asked = [store.seen.first_time("event:Ev1", NOW) for store in (one, two) * 5]
        assert sorted(await asyncio.gather(*asked)) == [False] * 9 + [True]
        assert await one.seen.first_time("event:Ev2", NOW)
        assert not await one.seen.first_time("event:Ev1", NOW + 20 * HOUR)
        assert await two.seen.first_time("event:Ev1", NOW + 25 * HOUR)


async def test_replicas_that_start_together_make_the_tables_once(database: str) -> None:
    async def start() -> dict[str, int]:
        async with open_store(database) as store:
            return await store.ledger.count()

    assert await asyncio.gather(*(start() for _ in range(4))) == [{}] * 4


async def test_a_stop_while_the_database_is_closed_leaves_nothing_half_closed(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    opening: asyncio.Future[None]
    closed = 0

    async def open_it() -> None:
        async with open_store(database):
            raise AssertionError("the stop came before it was open")

    def stop(connection: object, record: object) -> None:
        nonlocal closed
        closed += 1
        opening.cancel()

    event.listen(Pool, "close", stop)
    try:
        opening = asyncio.ensure_future(open_it())
        await asyncio.wait([opening])
    finally:
        event.remove(Pool, "close", stop)
    assert opening.cancelled()
    assert closed == 1
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_the_newest_migration_is_the_head_of_the_chain() -> None:
    """The start compares the database with it, and only then loads Alembic."""
    from alembic.script import ScriptDirectory

    from bot.store import engine

    chain = ScriptDirectory(str(engine._MIGRATIONS))
    assert chain.get_current_head() == engine._newest_revision()
