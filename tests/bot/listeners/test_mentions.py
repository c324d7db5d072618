"""Mentions, direct messages, follow-ups and edits."""

from __future__ import annotations

import pytest

from handlers.request import Services
from tests.bot.listeners.conftest import Room, enter_room, hold_message
from tests.fake_slack import message_text_of


async def test_a_mention_in_a_channel_starts_a_thread(room: Room) -> None:
    asked = await room.mention("Japan IOM")
    (answer,) = await room.posted()
    assert answer["thread_ts"] == asked["ts"]
    assert "Japan · IOM's role" in message_text_of(answer)
    hold_message(answer)


async def test_a_mention_in_a_thread_is_answered_in_it(room: Room) -> None:
    first = room.say("What is NYD?")
    await room.mention("term NYD", thread_ts=first["ts"], user="U1")
    (answer,) = await room.posted()
    assert answer["thread_ts"] == first["ts"]
    assert "New York Declaration" in message_text_of(answer)
    assert len(message_text_of(answer)) < 1_500


async def test_a_whole_sentence_is_understood(room_over_http: Room) -> None:
    await room_over_http.mention("what does Japan say on IOM?")
    (answer,) = await room_over_http.posted()
    assert message_text_of(answer).startswith("Japan · IOM's role")


async def test_a_mention_alone_gets_help(room_over_http: Room) -> None:
    await room_over_http.mention("")
    (answer,) = await room_over_http.posted()
    assert "position PARTY TOPIC" in message_text_of(answer)


async def test_a_direct_message_needs_no_mention(room: Room) -> None:
    asked = room.say("term NYD", channel="DU1")
    await room.event({**asked, "channel_type": "im"})
    (answer,) = await room.posted()
    assert (answer["channel"], answer["thread_ts"]) == ("DU1", asked["ts"])
    assert "New York Declaration" in message_text_of(answer)


async def test_an_event_that_comes_again_is_answered_once(room: Room) -> None:
    asked = room.say("<@UBOT> term NYD")
    event = {**asked, "type": "app_mention"}
    await room.event(event, event_id="Ev1")
    await room.event(event, event_id="Ev1", retry_num=1)
    await room.event(event, event_id="Ev1", retry_num=2)
    await room.settled()
    assert len(room.slack.posted) == 1


async def test_an_event_of_which_only_the_repetition_arrives_is_answered(
    room_over_http: Room,
) -> None:
    asked = room_over_http.say("<@UBOT> term NYD")
    await room_over_http.event({**asked, "type": "app_mention"}, event_id="Ev1", retry_num=1)
    assert len(await room_over_http.posted()) == 1


async def test_own_messages_and_other_bots_are_not_answered(room: Room) -> None:
    own = room.say("term NYD", channel="DU1", user="UBOT")
    await room.event({**own, "channel_type": "im"})
    other = room.say("<@UBOT> term NYD", bot_id="B7")
    await room.event({**other, "type": "app_mention"})
    await room.settled()
    assert room.slack.posted == []


async def test_other_bots_are_answered_where_the_settings_say_so(bare: Services) -> None:
    async with enter_room(bare, answer_bots=True) as room:
        await room.mention("term NYD", bot_id="B7")
        assert len(await room.posted()) == 1


async def test_an_edit_within_a_minute_changes_the_answer(room: Room) -> None:
    asked = await room.mention("term NYD")
    await room.posted()
    ts = asked["ts"]
    edited = {"user": "U1", "ts": f"{float(ts) + 59:.6f}"}
    await room.event(
        {**asked, "type": "app_mention", "text": "<@UBOT> term SRSG", "edited": edited}
    )
    await room.slack.wait_until(lambda: any(c.method == "chat.update" for c in room.slack.calls))
    answers = [m for m in room.slack.channels["C1"].messages if m["user"] == "UBOT"]
    assert len(answers) == 1
    assert "Special Representative" in message_text_of(answers[0])
    hold_message(answers[0])


async def test_an_edit_sets_no_reminder(room_over_http: Room) -> None:
    room = room_over_http
    asked = await room.mention("term NYD")
    await room.posted()
    edited = {"user": "U1", "ts": f"{float(asked['ts']) + 5:.6f}"}
    text = "<@UBOT> remind me in 2 hours call Geneva"
    await room.event({**asked, "type": "app_mention", "text": text, "edited": edited})
    (told,) = await room.whispered()
    assert message_text_of(told) == (
        "Editing a message sets and changes no reminders: ask in a new message."
    )


async def test_a_later_edit_changes_nothing(room_over_http: Room) -> None:
    room = room_over_http
    asked = await room.mention("term NYD")
    await room.posted()
    edited = {"user": "U1", "ts": f"{float(asked['ts']) + 61:.6f}"}
    await room.event(
        {**asked, "type": "app_mention", "text": "<@UBOT> term SRSG", "edited": edited}
    )
    await room.settled()
    assert "chat.update" not in [call.method for call in room.slack.calls]
    assert len(room.slack.posted) == 1


async def test_a_mention_that_an_edit_adds_is_answered(room_over_http: Room) -> None:
    asked = room_over_http.say("<@UBOT> term NYD", edited={"user": "U1", "ts": "2000000000.000001"})
    await room_over_http.event({**asked, "type": "app_mention"})
    assert len(await room_over_http.posted()) == 1


# Slack's own example of the event has no type of channel.
@pytest.mark.parametrize("told", [{"channel_type": "im"}, {}])
async def test_an_edited_direct_message_changes_its_answer(
    room: Room, told: dict[str, str]
) -> None:
    asked = room.say("term NYD", channel="DU1")
    await room.event({**asked, "channel_type": "im"})
    await room.posted()
    edited = {"user": "U1", "ts": f"{float(asked['ts']) + 5:.6f}"}
    after = {**asked, "text": "term SRSG", "edited": edited, "thread_ts": asked["ts"]}
    change = {"type": "message", "subtype": "message_changed", **told}
    await room.event({**change, "channel": "DU1", "message": after, "previous_message": asked})
    await room.slack.wait_until(lambda: any(c.method == "chat.update" for c in room.slack.calls))
    answers = [m for m in room.slack.channels["DU1"].messages if m["user"] == "UBOT"]
    assert ["Special Representative" in message_text_of(answer) for answer in answers] == [True]


async def test_a_preview_of_a_link_is_no_edit(room_over_http: Room) -> None:
    room = room_over_http
    asked = room.say("term NYD", channel="DU1")
    await room.event({**asked, "channel_type": "im"})
    await room.posted()
    change = {"type": "message", "subtype": "message_changed", "channel_type": "im"}
    # It was edited before; what is new is the preview.
    after = {**asked, "attachments": [], "edited": {"user": "U1", "ts": asked["ts"]}}
    await room.event({**change, "channel": "DU1", "message": after, "previous_message": asked})
    await room.settled()
    assert "chat.update" not in [call.method for call in room.slack.calls]


async def test_follow_ups_need_a_mention_unless_the_settings_say_otherwise(
    bare: Services,
) -> None:
    for follow_ups, answers in ((False, 1), (True, 2)):
        async with enter_room(bare, follow_ups=follow_ups) as room:
            first = await room.mention("term NYD")
            await room.posted()
            for text in ("term SRSG", "thanks, that is what I meant"):
                more = room.say(text, thread_ts=first["ts"])
                await room.event({**more, "channel_type": "channel"})
            elsewhere = room.say("term GCM")
            await room.event({**elsewhere, "channel_type": "channel"})
            await room.settled()
            assert len(room.slack.posted) == answers


async def test_more_of_a_public_answer_goes_to_the_one_who_clicks(room: Room) -> None:
    room.slack.channels["C1"].members.add("U2")
    asked = await room.mention("position Australia")
    await room.posted()
    stored = room.slack.channels["C1"].messages[-1]
    before = message_text_of(stored)
    await room.click("Read all", stored, message=stored, user="U2")
    (more,) = await room.whispered()
    assert (more["user"], more["thread_ts"]) == ("U2", asked["ts"])
    assert message_text_of(more) != before
    assert message_text_of(room.slack.channels["C1"].messages[-1]) == before


async def test_where_slack_refuses_the_person_is_told(room_over_http: Room) -> None:
    room = room_over_http
    room.slack.fail_next("chat.postMessage", "is_archived")
    await room.mention("term NYD")
    (told,) = await room.whispered()
    assert message_text_of(told) == "That channel is archived: ask in another one."


@pytest.mark.parametrize("content_type", ["text/html", "text/plain", "application/json"])
async def test_a_broken_gateway_is_told_to_who_asked(
    room_over_http: Room, content_type: str
) -> None:
    room_over_http.slack.break_next("chat.postMessage", content_type)
    await room_over_http.mention("term NYD")
    (told,) = await room_over_http.whispered()
    assert message_text_of(told) == "Slack refused (HTTP 502): try again in a minute."
