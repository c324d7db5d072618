"""What is old is removed a little at a time, and still counted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.config import read_settings
from bot.reminding.scheduler import Scheduler
from handlers.reminders.model import Lead, Subscription, Wall
from handlers.request import Services
from tests.bot.reminding.stage import START, Stage, make_event, staged, with_events

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ZONE = "Europe/Zurich"
SOON = make_event("soon", "2018-03-01", time="15:00", zone=ZONE)
FAR = make_event("far", "2018-09-01", time="15:00", zone=ZONE)


@pytest.fixture
async def stage(database: str, bare: Services) -> AsyncIterator[Stage]:
    async with staged(database, with_events(bare, SOON, FAR)) as ready:
        yield ready


def make_note(code: str, at: Wall, recurrence: str = "") -> Subscription:
    return Subscription(
        id=code,
        owner="U1",
        target="U1",
        kind="note",
        note=code,
        wall=at,
        recurrence=recurrence,
        zone=ZONE,
        created=START,
    )


async def test_what_is_old_goes_and_is_counted(stage: Stage) -> None:
    soon = Wall.at(START + HOUR, ZONE)
    await stage.subscribe(leads=(Lead(180, "d"), Lead(1, "h")))
    await stage.store.subscriptions.add(make_note("BBBBB", soon))
    await stage.store.subscriptions.add(make_note("CCCCC", soon, "FREQ=MONTHLY;BYMONTHDAY=1"))
    await stage.subscribe(id="DDDDD", target="C2", kind="event", value="soon")
    await stage.store.subscriptions.cancel("DDDDD", START)
    await stage.run(6 * DAY, HOUR)
    # Two at once in one conversation come one after the other.
    assert await stage.store.ledger.count() == {"sent": 3, "late": 1}
    await stage.run(80 * DAY, DAY)
    assert [s.id for s in await stage.store.subscriptions.active()] == ["AAAAA", "BBBBB", "CCCCC"]
    sent = len([row for row in await stage.rows() if row.state in ("sent", "late")])
    await stage.run(9 * DAY, DAY)
    await stage.tick(DAY)
    await stage.run(10 * MINUTE, MINUTE)
    rows = await stage.rows()
    # Of an event that still lies ahead, what was sent may have to be corrected.
    assert [row.lead for row in rows if row.event] == ["180d"]
    assert [row.subscription for row in rows if row.due < START + 2 * HOUR] == []
    assert [s.id for s in await stage.store.subscriptions.active()] == ["AAAAA", "CCCCC"]
    counts = await stage.store.ledger.count()
    # Since then it was the first of June once.
    assert counts["sent"] + counts["late"] == sent + 1
    assert len(rows) < sum(counts.values())


async def test_it_is_removed_in_slices(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reminding.housekeeping.SLICE", 2)
    for number in range(5):
        await stage.store.subscriptions.add(make_note(f"N{number}", Wall.at(START + HOUR, ZONE)))
    await stage.run(2 * HOUR, MINUTE)
    assert await stage.states() == ["sent"] * 5
    stage.scheduler = Scheduler(
        stage.store, stage.scheduler.posting, stage.current, stage.time.monotonic, kept=2 * DAY
    )
    left = []
    stage.time.advance(3 * DAY)
    for _ in range(9):
        assert await stage.tick() in (0, 1)
        left.append(len(await stage.rows()))
    assert left[:4] == [3, 1, 0, 0]
    assert await stage.store.ledger.count() == {"sent": 5}
    assert await stage.store.subscriptions.active() == []


def test_the_setting() -> None:
    assert read_settings({}).limits.kept == timedelta(days=90)
    given = {"COMPACT_REMINDERS_KEPT_DAYS": "30"}
    assert read_settings(given).limits.kept == timedelta(days=30)
