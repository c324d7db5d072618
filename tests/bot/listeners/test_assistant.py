"""The assistant pane and the workflow step."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import running
from bot.front.http import PATH
from handlers.registry import find_command
from handlers.request import Services
from knowledge.loading.loader import PACKS, load
from tests.bot.listeners.conftest import Room, enter_room, hold_message
from tests.conftest import FakeClock, make_services
from tests.fake_slack import Json, message_text_of
from tests.serving import log

__all__ = ["log"]

OPENED: Json = {"type": "app_home_opened", "user": "U1", "channel": "DU1", "tab": "messages"}


async def test_prompts_are_drawn_from_the_pack(room: Room) -> None:
    await room.event(OPENED)
    await room.settled()
    (set_,) = room.slack.prompts
    assert set_["channel_id"] == "DU1"
    # With agent_view a call with a thread fails without a word.
    assert "thread_ts" not in set_
    assert len(set_["prompts"]) == 4
    for prompt in set_["prompts"]:
        assert find_command(prompt["message"].split()[0]) is not None


async def test_the_next_event_is_the_first_prompt() -> None:
    services = make_services(load(PACKS / "gcm"), FakeClock(datetime(2017, 11, 1, tzinfo=UTC)))
    async with enter_room(services) as room:
        await room.event(OPENED)
        await room.settled()
        (set_,) = room.slack.prompts
        title, message = set_["prompts"][0].values()
        assert title == "Phase 2 of the migration compact, stocktaking"
        assert title in message_text_of(await room.slash(message))


async def test_the_pane_answers_in_its_thread(room: Room) -> None:
    first = room.say("hello", channel="DU1")
    asked = room.say("Japan IOM", channel="DU1", thread_ts=first["ts"])
    await room.event({**asked, "channel_type": "im"})
    (answer,) = await room.posted()
    assert answer["thread_ts"] == first["ts"]
    assert message_text_of(answer).startswith("Japan · IOM's role")
    hold_message(answer)


async def test_more_in_the_pane_replaces_the_answer(room_over_http: Room) -> None:
    room = room_over_http
    asked = room.say("position Australia", channel="DU1")
    await room.event({**asked, "channel_type": "im"})
    await room.posted()
    stored = room.slack.channels["DU1"].messages[-1]
    await room.click("Read all", stored, message=stored, channel="DU1")
    response = await room.slack.next_response()
    assert response["replace_original"] is True
    hold_message(response)


def step(room: Room, **inputs: object) -> Json:
    """Run the workflow step."""
    return {
        "type": "function_executed",
        "function": {"id": "Fn1", "callback_id": "post_next_milestones", "type": "app"},
        "inputs": inputs,
        "function_execution_id": "Fx1",
        "workflow_execution_id": "Wx1",
        "bot_access_token": room.slack.bot_token,
    }


async def test_the_step_posts_what_comes_next(room: Room) -> None:
    await room.event(step(room, channel="C1", count=2))
    (posted,) = await room.posted()
    await room.settled()
    (done,) = room.slack.functions
    assert posted["channel"] == "C1"
    assert done["outputs"]["message_ts"] == posted["ts"]
    assert done["outputs"]["message"].startswith("What comes next")
    hold_message(posted)


async def test_a_step_that_comes_again_is_done_once(room: Room) -> None:
    # Nothing but the event's id tells a repetition from a second run.
    for retry_num in (None, 1, 2):
        await room.event(step(room, channel="C1", count=1), "Ev1", retry_num)
    await room.settled()
    assert len(room.slack.posted) == 1
    await room.event(step(room, channel="C1", count=1), "Ev2")
    assert len(await room.posted(2)) == 2


async def test_of_two_replicas_one_does_a_step(bare: Services, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/store.sqlite"
    async with enter_room(bare, store=store) as room:
        settings = replace(room.settings, port=0)
        async with running(settings, bare) as other:
            assert other.store is not None
            await other.store
            second = replace(room, url=f"http://127.0.0.1:{other.port}{PATH}")
            for replica in (room, second):
                await replica.event(step(room, channel="C1", count=1), "Ev1")
            await room.settled()
            assert len(room.slack.posted) == 1


async def test_the_step_fails_with_a_sentence_where_compact_is_not(room: Room) -> None:
    await room.event(step(room, channel="C3", count=2))
    await room.settled()
    (done,) = room.slack.functions
    assert done["error"] == (
        "Compact is not in that channel: invite it with /invite @Compact and try again."
    )


async def test_a_step_whose_end_is_refused_for_good_ends_in_failure(room: Room) -> None:
    room.slack.fail_next("functions.completeSuccess", "invalid_arguments")
    await room.event(step(room, channel="C1", count=1))
    await room.settled()
    (done,) = room.slack.functions
    assert done["error"] == "The message was posted, but Slack did not take the end of the step."


@pytest.mark.parametrize("count", ["many", "", None, -3, 10**6, [1]])
async def test_a_step_ends_well_whatever_its_count_is(room: Room, count: object) -> None:
    await room.event(step(room, channel="C1", count=count))
    await room.settled()
    (done,) = room.slack.functions
    assert "error" not in done


async def test_a_step_that_cannot_be_ended_is_told_in_the_log(room: Room, log: io.StringIO) -> None:
    room.slack.fail_next("functions.completeSuccess", "invalid_arguments")
    room.slack.fail_next("functions.completeError", "invalid_arguments")
    await room.event(step(room, channel="C1", count=1))
    await room.settled()
    said = "WARNING compact: a workflow's step is not ended: invalid_arguments"
    assert log.getvalue().count(said) == 2
    assert "Traceback" not in log.getvalue()


@pytest.mark.parametrize(
    ("faults", "ended"),
    [
        ([("functions.completeSuccess", "internal_error", 500)], "outputs"),
        ([("functions.completeSuccess", "invalid_arguments", 200)], "The message was posted, but"),
        ([("chat.postMessage", "fatal_error", 500)], "Slack refused (fatal_error)"),
        (
            [
                ("chat.postMessage", "is_archived", 200),
                ("functions.completeError", "service_unavailable", 503),
            ],
            "That channel is archived: ask in another one.",
        ),
    ],
)
async def test_a_step_ends_whatever_slack_says(
    room_over_http: Room, faults: list[tuple[str, str, int]], ended: str
) -> None:
    room = room_over_http
    for method, error, status in faults:
        room.slack.fail_next(method, error, status)
    await room.event(step(room, channel="C1", count=1))
    await room.settled()
    (done,) = room.slack.functions
    assert done["function_execution_id"] == "Fx1"
    assert ended in done or done["error"].startswith(ended)
