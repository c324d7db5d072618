"""The global shortcut: a modal with type-ahead, the answer in it, a share."""

from __future__ import annotations

import json

from tests.bot.listeners.conftest import Room, hold_message, hold_view
from tests.fake_slack import Json, message_text_of


def chosen(**values: str) -> Json:
    """Build the state of the modal's selects."""
    return {
        "values": {
            name: {name: {"type": "external_select", "selected_option": {"value": value}}}
            for name, value in values.items()
        }
    }


async def open_modal(room: Room) -> Json:
    """Use the shortcut and give the modal."""
    await room.payload({"type": "shortcut", "callback_id": "look_up"})
    await room.settled()
    view: Json = list(room.slack.views.values())[-1]
    assert view["type"] == "modal"
    return view


async def submit(room: Room, view: Json, **more: object) -> Json:
    """Submit a modal and give what the ack shows instead."""
    reply = await room.payload({"type": "view_submission", "view": view, **more})
    body = reply.json() if getattr(reply, "body", b"x") else {}
    return body or {}


async def options(room: Room, view: Json, name: str, typed: str) -> list[str]:
    """Type in a select and give the names that are suggested."""
    payload = {"type": "block_suggestion", "action_id": name, "block_id": name, "value": typed}
    reply = await room.payload({**payload, "view": view})
    return [option["text"]["text"] for option in reply.json()["options"]]


async def test_the_modal_asks_for_party_and_topic(room: Room) -> None:
    view = await open_modal(room)
    assert "Party" in json.dumps(view)
    hold_view(view)


async def test_suggestions_begin_with_the_likeliest(room: Room) -> None:
    view = await open_modal(room)
    everyone = await options(room, view, "party", "")
    assert len(everyone) == 100
    assert (await options(room, view, "party", "jap"))[0] == "Japan"
    assert (await options(room, view, "party", "JP"))[0] == "Japan"
    assert (await options(room, view, "topic", "iom"))[0] == "IOM's role"
    assert await options(room, view, "party", "Jpan") == ["Japan"]
    assert await options(room, view, "party", "zzzzzz") == []


async def test_a_chosen_topic_brings_its_speakers_to_the_front(room_over_http: Room) -> None:
    view = await open_modal(room_over_http)
    view = {**view, "state": chosen(topic="iom-role")}
    first = await options(room_over_http, view, "party", "")
    assert "Japan" in first[:40]
    everyone = await options(room_over_http, {**view, "state": {"values": {}}}, "party", "")
    assert first != everyone


async def test_the_answer_is_shown_in_the_modal(room: Room) -> None:
    view = await open_modal(room)
    shown = await submit(room, {**view, "state": chosen(party="japan", topic="iom-role")})
    assert shown["response_action"] == "update"
    assert "Japan · IOM's role" in message_text_of(shown["view"])
    hold_view(shown["view"])


async def test_choosing_nothing_asks_again(room_over_http: Room) -> None:
    view = await open_modal(room_over_http)
    shown = await submit(room_over_http, {**view, "state": {"values": {}}})
    assert "Choose a party or a topic, or both." in message_text_of(shown["view"])
    hold_view(shown["view"])


async def test_the_answer_is_shared_in_the_channel_that_is_picked(room: Room) -> None:
    view = await open_modal(room)
    shown = await submit(room, {**view, "state": chosen(party="japan", topic="iom-role")})
    kept = {**shown["view"], "id": view["id"], "state": {"values": {}}}
    url = {"block_id": "channel", "action_id": "channel", "channel_id": "C3"}
    url["response_url"] = room.slack.make_response_url("C3")
    assert await submit(room, kept, response_urls=[url]) == {}
    response = await room.slack.next_response()
    assert response["response_type"] == "in_channel"
    assert "Shared by <@U1>" in message_text_of(response)
    hold_message(response)


async def test_more_in_a_modal_turns_its_page(room_over_http: Room) -> None:
    room = room_over_http
    view = await open_modal(room)
    shown = await submit(room, {**view, "state": chosen(party="australia")})
    held = {**shown["view"], "id": view["id"], "root_view_id": view["id"]}
    await room.click("Read all", held, view=held)
    await room.settled()
    after = room.slack.views[view["id"]]
    assert "Australia" in message_text_of(after)
    assert message_text_of(after) != message_text_of(held)
    hold_view(after)


async def test_a_trigger_that_has_passed_is_no_fault(room_over_http: Room) -> None:
    payload = {"type": "shortcut", "callback_id": "look_up", "trigger_id": "1.2.gone"}
    await room_over_http.payload(payload)
    await room_over_http.settled()
    assert room_over_http.slack.views == {}
