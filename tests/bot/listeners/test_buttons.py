"""Buttons on answers: by the asker, by strangers, too late, and after an upgrade."""

from __future__ import annotations

from tests.bot.listeners.conftest import Room, hold_message
from tests.fake_slack import message_text_of


async def test_a_strangers_click_on_a_private_answer_does_no_harm(room: Room) -> None:
    answer = await room.slash("position Australia")
    await room.click("Read all", answer, message=answer, ephemeral=True, user="U2")
    response = await room.slack.next_response()
    assert response["response_type"] == "ephemeral"
    await room.settled()
    assert room.slack.posted == []
    assert room.slack.channels["C1"].messages == []


async def test_did_you_mean_asks_again(room: Room) -> None:
    answer = await room.slash("position Korea IOM")
    await room.click("Republic of Korea", answer, message=answer, ephemeral=True)
    response = await room.slack.next_response()
    assert "Republic of Korea" in message_text_of(response)
    hold_message(response)


async def test_a_button_of_an_earlier_version_is_answered_politely(room: Room) -> None:
    old = {"type": "button", "action_id": "v0_more", "value": "term NYD"}
    old["text"] = {"type": "plain_text", "text": "more"}  # type: ignore[assignment]
    await room.payload(room.slack.click_payload(old, ephemeral=True))
    response = await room.slack.next_response()
    assert "New York Declaration" in message_text_of(response)


async def test_the_calendar_file_is_sent_to_the_person(room: Room) -> None:
    answer = await room.slash("timeline 2017")
    await room.click("Calendar file", answer, message=answer, ephemeral=True)
    response = await room.slack.next_response()
    assert message_text_of(response) == "The calendar file is in your direct messages with Compact."
    (file,) = room.slack.files.values()
    assert (file.filename, file.completed) == ("compact.ics", True)
    assert file.content is not None
    assert file.content.startswith(b"BEGIN:VCALENDAR")
    assert room.slack.channels["DU1"].messages[-1]["files"]


async def test_a_missing_permission_is_told(room_over_http: Room) -> None:
    room = room_over_http
    room.slack.scopes.remove("files:write")
    answer = await room.slash("timeline 2017")
    await room.click("Calendar file", answer, message=answer, ephemeral=True)
    response = await room.slack.next_response()
    assert "install it again from its manifest" in message_text_of(response)
