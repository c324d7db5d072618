"""Shortcuts on a message, and the reaction."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.request import Services
from tests.bot.listeners.conftest import Room, button, enter_room, hold_message
from tests.fake_slack import Json, message_text_of

TEXT = (
    "Will the NYD be in the GCM? See <https://example.org/SRSG|the SRSG> and `IOM`; "
    "Kenya asked, no? Stocktaking is on 4 December."
)


def shortcut(room: Room, name: str, message: Json, *, user: str = "U1") -> Json:
    """Use a shortcut on a message."""
    channel = message["channel"]
    held = {key: value for key, value in message.items() if key != "channel"}
    where = {"id": channel, "name": "general"}
    person = {"id": user, "name": "ada", "team_id": "T1"}
    return {
        "type": "message_action",
        "callback_id": name,
        "channel": where,
        "user": person,
        "message": held,
        "message_ts": message["ts"],
    }


async def test_explained_terms_are_for_the_asker_alone(room: Room) -> None:
    message = room.say(TEXT)
    await room.payload(shortcut(room, "explain_terms", message))
    (shown,) = await room.whispered()
    assert shown["user"] == "U1"
    assert room.slack.posted == []
    text = message_text_of(shown)
    assert "*NYD*  New York Declaration" in text
    assert "*Kenya*" in text
    hold_message(shown)


async def test_all_senses_of_an_ambiguous_term_are_shown(room_over_http: Room) -> None:
    message = room_over_http.say("the GCM")
    await room_over_http.payload(shortcut(room_over_http, "explain_terms", message))
    (shown,) = await room_over_http.whispered()
    text = message_text_of(shown)
    assert "*GCM*  global compact for migration · also Global Coalition on Migration" in text


async def test_links_code_and_small_words_are_left_alone(room_over_http: Room) -> None:
    message = room_over_http.say(TEXT + " It is no care of us.")
    await room_over_http.payload(shortcut(room_over_http, "explain_terms", message))
    (shown,) = await room_over_http.whispered()
    text = message_text_of(shown)
    for absent in ("SRSG", "IOM:", "Norway", "United States", "Italy"):
        assert absent not in text


async def test_in_a_thread_it_is_shown_in_the_thread(room: Room) -> None:
    first = room.say("hello")
    message = room.say("the NYD", thread_ts=first["ts"])
    await room.payload(shortcut(room, "explain_terms", message))
    (shown,) = await room.whispered()
    assert shown["thread_ts"] == first["ts"]


async def test_an_explanation_is_shared_in_the_thread(room: Room) -> None:
    message = room.say("the NYD")
    await room.payload(shortcut(room, "explain_terms", message))
    (shown,) = await room.whispered()
    await room.click("Share in thread", shown, message=shown, ephemeral=True)
    (shared,) = await room.posted()
    assert shared["thread_ts"] == message["ts"]
    assert "Shared by <@U1>" in message_text_of(shared)
    assert "New York Declaration" in message_text_of(shared)
    hold_message(shared)


async def test_a_strangers_click_shares_in_the_strangers_name(room_over_http: Room) -> None:
    room = room_over_http
    message = room.say("the NYD")
    await room.payload(shortcut(room, "explain_terms", message))
    (shown,) = await room.whispered()
    await room.click("Share in thread", shown, message=shown, ephemeral=True, user="U2")
    (shared,) = await room.posted()
    assert "Shared by <@U2>" in message_text_of(shared)


async def test_a_message_without_terms_gets_a_sentence(room_over_http: Room) -> None:
    message = room_over_http.say("good morning")
    await room_over_http.payload(shortcut(room_over_http, "explain_terms", message))
    (shown,) = await room_over_http.whispered()
    assert message_text_of(shown).endswith(
        "No term, abbreviation, party or event that is on record stands in that message."
    )


async def test_where_compact_is_not_in_the_channel_the_answer_still_comes(
    room_over_http: Room,
) -> None:
    message = room_over_http.say("the NYD", channel="C3")
    await room_over_http.payload(shortcut(room_over_http, "explain_terms", message))
    response = await room_over_http.slack.next_response()
    text = message_text_of(response)
    assert "New York Declaration" in text
    assert "invite it with /invite @Compact" in text
    assert response["response_type"] == "ephemeral"
    hold_message(response)


async def test_positions_mentioned_has_a_line_for_each_pair_on_record(room: Room) -> None:
    message = room.say("Do Japan and Kenya agree on IOM and on mixed movements?")
    await room.payload(shortcut(room, "positions_mentioned", message))
    (shown,) = await room.whispered()
    text = message_text_of(shown)
    assert "❔ *Japan · IOM's role: asks* (13 March 2018). Needs to know more" in text
    told = "🟢 *Kenya · Mixed movements: supports* (by the African Group; 13 March 2018)"
    assert told in text
    assert button(shown, "Share in thread")["value"] == (
        "position Japan Kenya IOM's role Mixed movements"
    )
    hold_message(shown)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("IOM", "No party that is on record stands in that message."),
        ("Japan", "No topic that is on record stands in that message."),
        ("Tuvalu on non-refoulement", "Nothing by Tuvalu on "),
    ],
)
async def test_where_no_pair_is_on_record_that_is_said(
    room_over_http: Room, text: str, told: str
) -> None:
    message = room_over_http.say(text)
    await room_over_http.payload(shortcut(room_over_http, "positions_mentioned", message))
    (shown,) = await room_over_http.whispered()
    assert told in message_text_of(shown)


def reaction(message: Json, *, user: str = "U1", name: str = "mag") -> Json:
    """React to a message."""
    item: dict[str, Any] = {"type": "message", "channel": message["channel"], "ts": message["ts"]}
    return {"type": "reaction_added", "user": user, "reaction": name, "item": item}


async def test_a_reaction_explains_in_the_thread_once(room: Room) -> None:
    message = room.say("the NYD")
    await room.event(reaction(message), event_id="Ev1")
    await room.event(reaction(message), event_id="Ev1", retry_num=1)
    await room.event(reaction(message, user="U2"))
    (explained,) = await room.posted()
    await room.settled()
    assert len(room.slack.posted) == 1
    assert explained["thread_ts"] == message["ts"]
    assert "New York Declaration" in message_text_of(explained)
    assert "Asked for by <@U1>" in message_text_of(explained)
    hold_message(explained)


async def test_a_reaction_in_a_thread_stays_in_that_thread(room_over_http: Room) -> None:
    first = room_over_http.say("hello")
    message = room_over_http.say("the NYD", thread_ts=first["ts"])
    await room_over_http.event(reaction(message))
    (explained,) = await room_over_http.posted()
    assert explained["thread_ts"] == first["ts"]


async def test_other_reactions_do_nothing(room: Room) -> None:
    message = room.say("the NYD")
    await room.event(reaction(message, name="eyes"))
    await room.settled()
    assert room.slack.posted == []
    assert room.slack.ephemerals == []


async def test_the_emoji_is_a_setting(bare: Services) -> None:
    async with enter_room(bare, emoji="books") as room:
        message = room.say("the NYD")
        await room.event(reaction(message, name="books"))
        assert len(await room.posted()) == 1


async def test_a_reaction_to_nothing_known_bothers_nobody_else(room_over_http: Room) -> None:
    message = room_over_http.say("good morning")
    await room_over_http.event(reaction(message))
    (told,) = await room_over_http.whispered()
    assert told["user"] == "U1"
    assert room_over_http.slack.posted == []


async def test_a_reaction_to_a_message_that_is_gone_is_told(room_over_http: Room) -> None:
    message = room_over_http.say("the NYD")
    room_over_http.slack.channels["C1"].messages.clear()
    await room_over_http.event(reaction(message))
    (told,) = await room_over_http.whispered()
    assert message_text_of(told) == "That message is gone: ask anew."
