"""Planning a little ahead: what is on the ledger at each moment, and what moves with the pack."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.current import Current
from bot.reminding.planner import Planner
from bot.store.turns import Turn
from handlers.reminders.model import Delivery, Lead, Subscription, Wall
from handlers.reminders.planning import HORIZON
from handlers.request import Services
from tests.bot.reminding.databases import new_database
from tests.bot.reminding.stage import START, Stage, make_event, staged, with_events

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ZONE = "Europe/Zurich"
SOON = make_event("soon", "2018-03-01", time="15:00", zone=ZONE)
LATER = make_event("later", "2018-03-10", time="15:00", zone=ZONE)


@pytest.fixture
async def stage(database: str, bare: Services) -> AsyncIterator[Stage]:
    async with staged(database, with_events(bare, SOON, LATER)) as ready:
        yield ready


def make(code: str = "AAAAA", **fields: Any) -> Subscription:
    given: dict[str, Any] = {
        "owner": "U1",
        "target": "C1",
        "kind": "all",
        "leads": (Lead(1, "h"),),
        "zone": ZONE,
        "created": START,
    }
    return Subscription(id=code, **given | fields)


async def keep(stage: Stage, subscription: Subscription) -> None:
    """Keep a subscription as the keeper does."""
    planner: Planner = stage.scheduler.planner
    now = stage.time.now()
    await stage.store.turns.take(lambda turn: planner.subscribe(subscription, now, turn))


async def change(stage: Stage, code: str, **how: Any) -> None:
    planner, now = stage.scheduler.planner, stage.time.now()

    async def work(turn: Turn) -> None:
        await planner.change(code, now, turn, **how)

    await stage.store.turns.take(work)


def tell(rows: list[Delivery]) -> list[tuple[str, str, str]]:
    return [(row.subscription, row.event or row.start.partition(" ")[0], row.state) for row in rows]


async def test_what_is_due_soon_is_on_the_ledger_with_the_subscription(stage: Stage) -> None:
    await keep(stage, make())
    assert tell(await stage.rows()) == [("AAAAA", "soon", "pending")]


async def test_what_recurs_is_planned_as_far_as_the_horizon_and_each_time_once(
    stage: Stage,
) -> None:
    wall = Wall.at(START + HOUR, ZONE)
    await keep(stage, make(kind="note", leads=(), note="go", wall=wall, recurrence="FREQ=DAILY"))
    assert len(await stage.rows()) == 3
    await stage.run(5 * DAY, HOUR)
    rows = await stage.rows()
    days = [row.start for row in rows if row.state == "sent"]
    assert days == [f"2018-03-0{day}T14:00:00 {ZONE}" for day in (1, 2, 3, 4, 5)]
    assert all(row.due <= stage.time.now() + HORIZON for row in rows)
    assert len(stage.texts()) == 5
    (kept,) = await stage.store.subscriptions.active()
    assert kept.recurrence == "FREQ=DAILY"


async def test_what_recurs_keeps_its_wall_time_when_the_clocks_change(stage: Stage) -> None:
    stage.time.advance(23 * DAY)  # to 24 March; Zurich's clocks change on the 25th
    wall = Wall.at(stage.time.now() + HOUR, ZONE)
    note: dict[str, Any] = {
        "kind": "note",
        "leads": (),
        "note": "go",
        "wall": wall,
        "recurrence": "FREQ=DAILY",
    }
    await keep(stage, make(**note, created=stage.time.now()))
    dues = [row.due.isoformat() for row in await stage.rows()]
    assert dues == [
        "2018-03-24T13:00:00+00:00",
        "2018-03-25T12:00:00+00:00",
        "2018-03-26T12:00:00+00:00",
        "2018-03-27T12:00:00+00:00",
    ]


async def test_the_horizon_rolls_to_what_is_further_off(stage: Stage) -> None:
    await keep(stage, make())
    await stage.run(5 * DAY, HOUR)
    assert tell(await stage.rows()) == [("AAAAA", "soon", "sent")]
    await stage.run(5 * DAY, HOUR)
    assert tell(await stage.rows()) == [("AAAAA", "soon", "sent"), ("AAAAA", "later", "sent")]


async def test_an_outage_longer_than_the_horizon_loses_nothing(stage: Stage) -> None:
    wall = Wall.at(START + 9 * DAY, ZONE)
    await keep(stage, make())
    await keep(stage, make("BBBBB", kind="note", note="go", wall=wall, target="U1", leads=()))
    stage.set_services(stage.services)
    await stage.tick(30 * DAY)
    await stage.tick()
    assert sorted(row.state for row in await stage.rows()) == ["expired"] * 3
    (told,) = await stage.rows("notice")
    assert told.text.startswith("3 reminders that you set were not sent.")


async def test_who_ends_a_subscription_hands_on_what_it_brought(stage: Stage) -> None:
    await keep(stage, make())
    await keep(stage, make("BBBBB", kind="event", value="soon"))
    assert tell(await stage.rows()) == [("AAAAA", "soon", "pending")]
    await change(stage, "AAAAA", cancel=True)
    states = sorted(tell(await stage.rows()))
    assert states == [("AAAAA", "soon", "cancelled"), ("BBBBB", "soon", "pending")]


async def test_what_is_due_in_a_pause_is_not_sent_after_it(stage: Stage) -> None:
    await keep(stage, make(leads=(Lead(9, "d"), Lead(1, "h"))))
    await change(stage, "AAAAA", pause="The channel is archived.")
    await stage.run(4 * DAY, 6 * HOUR)
    await change(stage, "AAAAA")
    await stage.run(7 * DAY, HOUR)
    rows = [(row.event, row.lead, row.state) for row in await stage.rows()]
    assert sorted(rows) == [
        ("later", "1h", "sent"),
        ("later", "9d", "cancelled"),
        ("soon", "1h", "cancelled"),
    ]


async def test_an_event_that_goes_before_it_is_near_is_said_to_be_gone(
    stage: Stage, bare: Services
) -> None:
    await keep(stage, make())
    await keep(stage, make("BBBBB", kind="event", value="later", target="U2", owner="U2"))
    await keep(stage, make("CCCCC", kind="event", value="soon", target="U1"))
    await stage.tick()
    stage.set_services(with_events(bare, SOON))
    await stage.tick(HOUR / 2)
    await stage.tick(HOUR / 4)
    notices = [(row.target, row.event, row.state) for row in await stage.rows("notice")]
    assert sorted(notices) == [("C1", "later", "sent"), ("U2", "later", "sent")]
    # Told once, however often it is planned and started again.
    stage.set_services(with_events(bare, SOON))
    await stage.run(3 * DAY, HOUR)
    assert len(await stage.rows("notice")) == 2


async def test_a_changed_pack_sets_back_only_whom_its_changed_events_touch(
    stage: Stage, bare: Services
) -> None:
    await keep(stage, make("AAAAA", kind="event", value="soon"))
    await keep(stage, make("BBBBB", kind="event", value="later", target="C2"))
    await stage.tick()
    moved = make_event("later", "2018-03-11", time="15:00", zone=ZONE)
    services = with_events(bare, SOON, moved)
    planner = Planner(stage.store, Current(services), stage.time.monotonic)
    now = stage.time.now() + HOUR / 2
    assert await planner._is_pack_of_all(now)
    behind = await stage.store.turns.look(lambda turn: turn.behind(now + HOUR, 10))
    assert behind == ["C2"]


async def test_a_process_with_an_older_pack_leaves_planning_to_the_newer(
    stage: Stage, bare: Services
) -> None:
    await stage.tick()
    newer = Planner(stage.store, Current(with_events(bare, SOON)), stage.time.monotonic)
    await newer.step(stage.time.now())
    await stage.subscribe()
    await stage.tick()
    assert await stage.rows() == []
    assert not await newer.step(stage.time.now())
    assert tell(await stage.rows()) == [("AAAAA", "soon", "pending")]


@pytest.fixture
def on_postgres(postgres: str) -> str:
    return new_database(postgres)


async def test_one_replica_plans_at_a_time(on_postgres: str, bare: Services) -> None:
    services = with_events(bare, SOON, LATER)
    async with staged(on_postgres, services) as stage:
        await stage.subscribe()
        other = Planner(stage.store, Current(services), stage.time.monotonic)
        now = stage.time.now()

        async def work(turn: Turn) -> None:
            # The turn is taken: the other one leaves it, and does not wait.
            await other.step(now)
            assert await stage.rows() == []

        await stage.store.turns.take_alone(work)
        await other.step(now)
        assert tell(await stage.rows()) == [("AAAAA", "soon", "pending")]


async def test_a_target_that_cannot_be_planned_keeps_no_other_waiting(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    await stage.subscribe(zone="Nowhere/Land")
    await stage.subscribe(id="BBBBB", target="U1")
    broken = make_event("zoneless", "2018-03-01", time="16:00")
    stage.set_services(with_events(stage.services, SOON, broken))
    await stage.tick()
    assert {row.target for row in await stage.rows()} == {"U1"}
    assert "reminders of C1 cannot be planned" in caplog.text
