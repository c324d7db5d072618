"""Channels that other organisations read: private answers, and a question before sharing."""

from __future__ import annotations

import pytest

from handlers.request import Services
from tests.bot.listeners.conftest import Room, button, enter_room, hold_message
from tests.bot.listeners.test_shortcuts import reaction
from tests.fake_slack import message_text_of


async def test_a_mention_is_answered_privately(room: Room) -> None:
    await room.mention("term NYD", channel="C2")
    (shown,) = await room.whispered()
    assert (shown["channel"], shown["user"]) == ("C2", "U1")
    assert "New York Declaration" in message_text_of(shown)
    assert room.slack.posted == []
    hold_message(shown)


async def test_sharing_asks_first_and_then_posts_in_the_thread(room: Room) -> None:
    asked = await room.mention("term NYD", channel="C2")
    (shown,) = await room.whispered()
    await room.click("Share in thread", shown, message=shown, channel="C2", ephemeral=True)
    question = await room.slack.next_response()
    assert "other organisations" in message_text_of(question)
    assert room.slack.posted == []
    hold_message(question)
    held = {**question, "ts": shown["ts"]}
    await room.click("Share with everyone", held, message=held, channel="C2", ephemeral=True)
    (shared,) = await room.posted()
    assert (shared["channel"], shared["thread_ts"]) == ("C2", asked["ts"])


async def test_sharing_after_a_slash_command_asks_first(room: Room) -> None:
    answer = await room.slash("Japan IOM", channel="C2")
    await room.click("Share in channel", answer, message=answer, channel="C2", ephemeral=True)
    question = await room.slack.next_response()
    assert question["response_type"] == "ephemeral"
    await room.click(
        "Share with everyone", question, message=question, channel="C2", ephemeral=True
    )
    shared = await room.slack.next_response()
    assert shared["response_type"] == "in_channel"


async def test_sharing_at_home_does_not_ask(room: Room) -> None:
    answer = await room.slash("Japan IOM")
    await room.click("Share in channel", answer, message=answer, ephemeral=True)
    assert (await room.slack.next_response())["response_type"] == "in_channel"


async def test_where_slack_does_not_tell_sharing_asks(room_over_http: Room) -> None:
    room = room_over_http
    answer = await room.slash("Japan IOM", channel="C9")
    await room.click("Share in channel", answer, message=answer, channel="C9", ephemeral=True)
    assert button(await room.slack.next_response(), "Share with everyone")


async def test_a_reaction_explains_to_the_one_who_reacts(room: Room) -> None:
    message = room.say("the NYD", channel="C2")
    await room.event(reaction(message))
    (shown,) = await room.whispered()
    assert shown["user"] == "U1"
    assert room.slack.posted == []


@pytest.mark.parametrize("private", [True, False])
async def test_a_setting_makes_them_public(bare: Services, private: bool) -> None:
    async with enter_room(bare, private_when_shared=private) as room:
        await room.mention("term NYD", channel="C2")
        await room.settled()
        assert len(room.slack.posted) == (0 if private else 1)
