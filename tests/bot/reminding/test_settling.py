"""Finding out what was posted, however little of a channel's history Slack lets be read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from handlers.request import Services
from tests.bot.reminding.stage import Stage, make_event, staged, with_events
from tests.fake_slack import FakeSlack

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
SOON = make_event("soon", "2018-03-01", time="15:00", zone="Europe/Zurich")


@pytest.fixture
async def stage(bare: Services, tmp_path: Any) -> AsyncIterator[Stage]:
    async with staged(f"sqlite:///{tmp_path}/store.sqlite", with_events(bare, SOON)) as ready:
        ready.slack.history_limit = (15, 60)
        yield ready


def talk(slack: FakeSlack, count: int) -> None:
    for number in range(count):
        slack.add_message("C1", "U1", text=f"message {number}")


def reads(stage: Stage) -> int:
    return sum(call.method == "conversations.history" for call in stage.slack.calls)


async def lose_one(stage: Stage, behind: int) -> None:
    """Post a reminder whose reply is lost, and let others talk after it."""
    stage.slack.add_message("C1", "U1", text="before")
    await stage.subscribe()
    stage.slack.drop_reply_next("chat.postMessage")
    await stage.tick(HOUR)
    talk(stage.slack, behind)
    stage.slack.calls.clear()


async def test_a_search_goes_on_where_it_stopped_when_slack_allows(stage: Stage) -> None:
    await lose_one(stage, 40)
    await stage.run(4 * MINUTE, 5 * SECOND)
    assert await stage.states() == ["sent"]
    assert len(stage.texts()) == 1
    # Three pages of fifteen, and one refusal for each but the last.
    assert reads(stage) == 5
    cursors = [call.arguments.get("cursor", "") for call in stage.slack.calls]
    assert cursors == ["", "15", "15", "30", "30"]


async def test_what_cannot_be_decided_in_time_is_said_to_be_so(stage: Stage) -> None:
    await lose_one(stage, 1000)
    await stage.run(14 * MINUTE, 5 * SECOND)
    assert await stage.states() == ["claimed"]
    await stage.run(3 * MINUTE, 5 * SECOND)
    assert await stage.states() == ["ambiguous"]
    assert len(stage.texts()) == 1
    assert reads(stage) <= 2 * 16
    (told,) = stage.texts("DU1")
    assert "may or may not have been posted" in told


async def test_several_searches_take_turns(stage: Stage) -> None:
    await lose_one(stage, 20)
    await stage.subscribe(id="BBBBB", target="U1")
    stage.slack.drop_reply_next("chat.postMessage")
    await stage.run(8 * MINUTE, 5 * SECOND)
    assert sorted(await stage.states()) in (["late", "sent"], ["sent", "sent"])
    assert (len(stage.texts()), len(stage.texts("DU1"))) == (1, 1)
    assert reads(stage) <= 10


async def test_each_try_that_fails_leaves_a_line_without_the_text(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    await stage.subscribe()
    stage.slack.fail_next("chat.postMessage", "internal_error", 500)
    stage.slack.rate_limit_next("chat.postMessage", 30)
    await stage.tick(HOUR)
    await stage.run(2 * MINUTE)
    (row,) = await stage.rows()
    told = [each.getMessage() for each in caplog.records if row.id in each.getMessage()]
    due = "(reminder, due 2018-03-01T13:00:00+00:00)"
    assert told == [
        f"delivery {row.id} {due}: try 1 failed: internal_error; again in 10 s",
        f"delivery {row.id} {due}: try 2 failed: ratelimited; again in 30 s",
    ]
    assert "Session" not in caplog.text


async def test_a_slack_that_was_not_reached_has_nothing_to_be_searched(stage: Stage) -> None:
    await stage.subscribe()
    client = stage.scheduler.posting.client
    client.base_url, right = "http://127.0.0.1:9/api/", client.base_url
    await stage.tick(HOUR)
    assert await stage.states() == ["pending"]
    client.base_url = right
    await stage.tick(6 * SECOND)
    assert await stage.states() == ["sent"]
    assert reads(stage) == 0
