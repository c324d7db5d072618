"""*Wrong* and *Missing*: from the dots under an answer to those who keep the record."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from handlers.request import Services
from tests.bot.listeners.conftest import Room, enter_room, hold_message, hold_view
from tests.fake_slack import BOT, FakeChannel, Json, message_text_of

DESK = "C9"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "feedback.jsonl"


@pytest.fixture
async def desk(bare: Services, transport: str, kept: Path) -> AsyncIterator[Room]:
    """A Compact whose maintainers read a channel."""
    async with enter_room(bare, transport, feedback_channel=DESK, feedback_file=kept) as room:
        room.slack.channels[DESK] = FakeChannel("maintainers", {BOT})
        yield room


def read(kept: Path) -> list[Json]:
    """Read what has been written down."""
    text = kept.read_text(encoding="utf-8") if kept.exists() else ""
    return [json.loads(line) for line in text.splitlines()]


def dots_of(shown: Json) -> Json:
    (found,) = [
        element
        for block in shown["blocks"]
        for element in block.get("elements", [])
        if element["type"] == "overflow"
    ]
    dots: Json = found
    return dots


async def choose(room: Room, shown: Json, label: str, **where: Any) -> Json:
    """Choose an option behind the dots and give the form that opens."""
    dots = dots_of(shown)
    (option,) = [each for each in dots["options"] if each["text"]["text"] == label]
    before = {*room.slack.views}
    where = where or {"message": shown, "ephemeral": True}
    await room.payload(room.slack.click_payload(dots, selected_option=option, **where))
    await room.settled()
    (new,) = {*room.slack.views} - before
    form: Json = room.slack.views[new]
    hold_view(form)
    return form


async def submit(room: Room, form: Json, words: str = "", *, named: bool = False) -> Json:
    """Send the form and give the view that stands in its place."""
    hide = [] if named else form["blocks"][-1]["element"]["options"]
    state = {
        "words": {"words": {"type": "plain_text_input", "value": words or None}},
        "name": {"name": {"type": "checkboxes", "selected_options": hide}},
    }
    view = {**form, "state": {"values": state}}
    reply = await room.payload({"type": "view_submission", "view": view})
    await room.settled()
    thanks: Json = reply.json()["view"]
    hold_view(thanks)
    return thanks


async def test_a_remark_goes_to_the_maintainers(desk: Room, kept: Path) -> None:
    answer = await desk.slash("position Japan HLPF")
    form = await choose(desk, answer, "Wrong")
    assert form["title"]["text"] == "What is wrong?"
    thanks = await submit(desk, form, "It was <b>Korea</b>.", named=True)
    assert message_text_of(thanks).endswith("It goes to those who keep this record.")
    (posted,) = await desk.posted()
    hold_message(posted)
    assert posted["channel"] == DESK
    told = message_text_of(posted)
    assert told.startswith(
        "*Wrong*  position Japan HLPF\n> It was &lt;b&gt;Korea&lt;/b&gt;.\n> Japan"
    )
    assert "Conditional" in told
    assert "Global Compact for Migration, version " in told
    assert told.endswith("<@U1>")
    assert read(kept) == []


async def test_without_a_name_nobody_is_told_who_it_was(desk: Room) -> None:
    form = await choose(desk, await desk.slash("position Japan HLPF"), "Missing")
    assert form["title"]["text"] == "What is missing?"
    # As it stands first.
    assert form["blocks"][-1]["element"]["initial_options"]
    thanks = await submit(desk, form)
    assert message_text_of(thanks).endswith("without your name.")
    (posted,) = await desk.posted()
    assert "U1" not in json.dumps(posted)
    assert message_text_of(posted).endswith("without a name")


async def test_where_the_channel_does_not_take_it_a_file_does(desk: Room, kept: Path) -> None:
    desk.slack.channels[DESK].members.clear()
    desk.slack.channels[DESK].is_private = True
    await submit(desk, await choose(desk, await desk.slash("term NYD"), "Wrong"), "Typo")
    (report,) = read(kept)
    assert report.pop("answer").startswith("NYD")
    assert report.pop("pack").startswith("Global Compact for Migration, ")
    assert report == {
        "day": "2026-01-15",
        "kind": "wrong",
        "question": "term NYD",
        "words": "Typo",
        "by": "",
    }


async def test_in_a_thread_a_mistake_and_a_modal(desk: Room) -> None:
    await desk.mention("position Japan HLPF")
    (posted,) = await desk.posted()
    form = await choose(desk, posted, "Missing", message=posted)
    assert "position Japan HLPF" in message_text_of(form)
    mistake = await desk.slash("grid bananas")
    await submit(desk, await choose(desk, mistake, "Missing"))
    _, report = await desk.posted(2)
    assert message_text_of(report).startswith("*Missing*  grid bananas\n> “bananas” names no party")
    shown = await open_in_modal(desk)
    pushed = await choose(desk, shown, "Wrong", view=shown)
    assert pushed["previous_view_id"] == shown["id"]


async def open_in_modal(room: Room) -> Json:
    """Look a party up, and give the modal that shows the answer."""
    await room.payload({"type": "shortcut", "callback_id": "look_up"})
    await room.settled()
    form: Json = list(room.slack.views.values())[-1]
    chosen = {"type": "external_select", "selected_option": {"value": "japan"}}
    state = {"values": {"party": {"party": chosen}}}
    reply = await room.payload({"type": "view_submission", "view": {**form, "state": state}})
    return {**form, **reply.json()["view"]}


async def test_a_question_too_long_for_an_option_is_told_as_cut(desk: Room) -> None:
    line = f"search {'very ' * 40}light"
    form = await choose(desk, await desk.slash(line), "Wrong")
    await submit(desk, form)
    (posted,) = await desk.posted()
    question, pack = message_text_of(posted).split("\n")
    assert question.startswith("*Wrong*  search very")
    assert question.endswith("…")
    assert pack.startswith("Global Compact")


async def test_one_s_own_reminders_are_nobody_else_s(desk: Room) -> None:
    for line in ("reminders", "remind me of session 2", "mute"):
        answer = await desk.slash(line)
        kinds = [e["type"] for block in answer["blocks"] for e in block.get("elements", [])]
        assert "overflow" not in kinds


async def test_a_damaged_form_is_no_fault_and_gives_no_name_away(desk: Room) -> None:
    form = await choose(desk, await desk.slash("term NYD"), "Wrong")
    thanks = await submit(desk, {**form, "private_metadata": "?"})
    assert "choose Wrong or Missing again" in message_text_of(thanks)
    assert desk.slack.posted == []
