"""App Home: one view, shown when it is opened and anew after each action."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from handlers.request import Services
from knowledge.loading.loader import PACKS, load
from tests.bot.listeners.conftest import Room, enter_room, hold_view
from tests.conftest import FakeClock, make_services
from tests.fake_slack import Json, message_text_of

OPENED: Json = {"type": "app_home_opened", "user": "U1", "channel": "DU1", "tab": "home"}


async def home_of(room: Room, user: str = "U1") -> Json:
    """Give what somebody's App Home shows now."""
    await room.settled()
    return room.slack.homes[user]


async def test_it_shows_sources_help_and_a_search_box(room: Room) -> None:
    await room.event(OPENED)
    view = await home_of(room)
    text = message_text_of(view)
    for part in (
        "Look something up",
        "What comes next",
        "What can be asked",
        "From Session 2 floor notes, Coordination meeting report 2017",
    ):
        assert part in text
    assert "Session 2" in text
    assert "not at hand" in text
    hold_view(view)


async def test_events_ahead_are_shown_with_more(documents: object) -> None:
    services = make_services(load(PACKS / "gcm"), FakeClock(datetime(2017, 11, 1, tzinfo=UTC)))
    async with enter_room(services) as room:
        await room.event(OPENED)
        view = await home_of(room)
        text = message_text_of(view)
        assert text.index("What comes next") < text.index("tocktaking")
        hold_view(view)
        (menu,) = [
            element
            for block in view["blocks"]
            for element in block.get("elements", ())
            if element["type"] == "static_select"
        ]
        option = menu["options"][0]
        await room.payload(room.slack.click_payload(menu, view=view, selected_option=option))
        view = await home_of(room)
        assert "Look something up" in message_text_of(view)
        hold_view(view)


async def test_coverage_is_shown_where_the_documents_are_at_hand(full: Services) -> None:
    async with enter_room(full) as room:
        await room.event(OPENED)
        assert "· read in full" in message_text_of(await home_of(room))


async def test_the_search_box_answers_on_the_page(room: Room) -> None:
    await room.event(OPENED)
    view = await home_of(room)
    (box,) = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    await room.payload(room.slack.click_payload(box, view=view, value="Japan IOM"))
    view = await home_of(room)
    assert "Japan · IOM's role" in message_text_of(view)
    assert "What you asked last\nJapan IOM" in message_text_of(view)
    hold_view(view)


async def test_a_button_on_it_changes_the_clickers_home_alone(room_over_http: Room) -> None:
    room = room_over_http
    await room.event(OPENED)
    view = await home_of(room)
    before = message_text_of(view)
    await room.click("Help", view, view=view, user="U2")
    other = await home_of(room, "U2")
    assert "Type a party, a topic or both" in message_text_of(other)
    assert message_text_of(await home_of(room)) == before


async def test_what_one_asked_is_shown_to_oneself_alone(room_over_http: Room) -> None:
    room = room_over_http
    await room.slash("term NYD")
    for user in ("U1", "U2"):
        await room.event({**OPENED, "user": user})
    assert "What you asked last\nterm NYD" in message_text_of(await home_of(room))
    assert "term NYD" not in message_text_of(await home_of(room, "U2")).split("What can be")[0]


async def test_a_long_answer_stays_within_the_limits(full: Services) -> None:
    async with enter_room(full) as room:
        await room.event(OPENED)
        view = await home_of(room)
        (box,) = [block["element"] for block in view["blocks"] if block["type"] == "input"]
        for line in ("brief non-refoulement", "timeline", "position Australia", "x" * 399):
            await room.payload(room.slack.click_payload(box, view=view, value=line))
            view = await home_of(room)
            hold_view(view)


async def test_an_answer_with_events_stands_beside_the_events_ahead() -> None:
    services = make_services(load(PACKS / "gcm"), FakeClock(datetime(2017, 11, 1, tzinfo=UTC)))
    async with enter_room(services) as room:
        await room.event(OPENED)
        view = await home_of(room)
        (box,) = [block["element"] for block in view["blocks"] if block["type"] == "input"]
        await room.payload(room.slack.click_payload(box, view=view, value="timeline 2017"))
        view = await home_of(room)
        assert "2017" in message_text_of(view).split("What comes next")[0]
        hold_view(view)


async def test_the_persons_reminders_stand_on_it(tmp_path: Path) -> None:
    services = make_services(load(PACKS / "gcm"), FakeClock(datetime(2017, 11, 1, tzinfo=UTC)))
    async with enter_room(services, store=f"sqlite:///{tmp_path}/store.sqlite") as room:
        await room.slash("remind me of stocktaking 1 week before", channel="DU1")
        for user in ("U1", "U2"):
            await room.event({**OPENED, "user": user})
        view = await home_of(room)
        assert "Your reminders" in message_text_of(view)
        assert "Your reminders" not in message_text_of(await home_of(room, "U2"))
        hold_view(view)


async def test_the_calendar_file_goes_to_the_direct_message(documents: object) -> None:
    services = make_services(load(PACKS / "gcm"), FakeClock(datetime(2017, 11, 1, tzinfo=UTC)))
    async with enter_room(services) as room:
        await room.event(OPENED)
        view = await home_of(room)
        await room.click("Calendar file", view, view=view)
        view = await home_of(room)
        assert "in your direct messages" in message_text_of(view)
        (file,) = room.slack.files.values()
        assert file.content is not None
        assert file.content.startswith(b"BEGIN:VCALENDAR")


async def test_what_one_asked_can_be_cleared(room: Room) -> None:
    await room.slash("term NYD")
    await room.event(OPENED)
    view = await home_of(room)
    await room.click("Clear", view, view=view)
    assert "What you asked last" not in message_text_of(await home_of(room))


@pytest.mark.parametrize("asked", ["x" * 451, "\x00\x07", "\u200b"])
async def test_what_cannot_be_asked_again_is_no_button(room: Room, asked: str) -> None:
    """Nothing but questions that are too long, or have nothing in them to read."""
    message = room.say(asked, channel="DU1")
    await room.event({**message, "channel_type": "im"})
    await room.event(OPENED)
    view = await home_of(room)
    assert "What you asked last" not in message_text_of(view)
    hold_view(view)
