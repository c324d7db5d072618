"""Calendar files: valid, and never more certain than the sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from bot.render.calendar import render_calendar
from handlers.answers.answer import Answer, Entry, Section
from handlers.errors import UserError
from handlers.request import Services
from tests.conftest import ask_answer
from tests.hostile import event_data

NOW = datetime(2018, 3, 12, 12, tzinfo=UTC)


def answer(*events: dict[str, Any]) -> Answer:
    items = tuple(
        Entry(kind="events", id=data["id"], name=data["name"], data=data) for data in events
    )
    return Answer(query="q", command="event", title="T", sections=(Section(items=items),))


def read(file: bytes) -> list[Any]:
    """Read a file back as a calendar program does."""
    calendar = Calendar.from_ical(file)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    events: list[Any] = list(calendar.walk("VEVENT"))
    zones = {zone["tzid"] for zone in calendar.walk("VTIMEZONE")}
    for event in events:
        assert not event.errors
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= {*event}
        if "TZID" in event["dtstart"].params:
            assert event["dtstart"].params["TZID"] in zones
    uids = [event["uid"] for event in events]
    assert len(uids) == len(set(uids))
    return events


def one(**more: Any) -> Any:
    (event,) = read(render_calendar(answer(event_data(date(2017, 6, 19), 1, **more)), NOW, "water"))
    return event


def leading(**more: Any) -> dict[str, Any]:
    """Give the dates of an event, the leading one changed."""
    data: dict[str, Any] = event_data(date(2017, 6, 19), 1)["dates"][0]
    return {"dates": [{**data, **more}]}


def test_a_day_is_an_all_day_event() -> None:
    event = one(place="Geneva", description="A meeting.")
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2017, 6, 19), date(2017, 6, 20))
    assert (event["summary"], event["status"]) == ("Meeting", "CONFIRMED")
    assert event["location"] == "Geneva"
    assert event["description"] == "A meeting."
    assert event["dtstamp"].dt == NOW
    assert event["uid"] == "meeting@water.compact"
    assert event["transp"] == "TRANSPARENT"


def test_days_end_after_the_last() -> None:
    (event,) = read(render_calendar(answer(event_data(date(2017, 6, 19), 2)), NOW, "water"))
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2017, 6, 19), date(2017, 6, 21))
    assert event["status"] == "CONFIRMED"


@pytest.mark.parametrize(
    ("more", "span"),
    [
        (
            {"precision": "month", "first": "2017-12-01", "last": "2017-12-31"},
            (date(2017, 12, 1), date(2018, 1, 1)),
        ),
        (
            {"precision": "year", "first": "2018-01-01", "last": "2018-12-31"},
            (date(2018, 1, 1), date(2019, 1, 1)),
        ),
        ({"hedge": "by"}, (date(2017, 6, 19), date(2017, 6, 20))),
    ],
)
def test_what_is_not_fixed_says_so(more: dict[str, Any], span: tuple[date, date]) -> None:
    event = one(**leading(**more, text="early December 2017"))
    assert (event["dtstart"].dt, event["dtend"].dt) == span
    assert (event["summary"], event["status"]) == ("Meeting (date not fixed)", "TENTATIVE")
    assert "The sources say: early December 2017." in event["description"]


def test_sources_that_disagree_fix_nothing() -> None:
    first, second = leading()["dates"][0], leading(text="July 2017", first="2017-07-01")["dates"][0]
    event = one(dates=[first, second])
    assert (event["dtstart"].dt, event["status"]) == (date(2017, 6, 19), "TENTATIVE")
    assert "The sources say: 2017-06-19; July 2017." in event["description"]


def test_a_time_stands_in_its_zone() -> None:
    event = one(**leading(time="15:00"), zone="America/New_York")
    start = event["dtstart"].dt
    assert start == datetime(2017, 6, 19, 15, tzinfo=ZoneInfo("America/New_York"))
    assert start.astimezone(UTC) == datetime(2017, 6, 19, 19, tzinfo=UTC)
    assert event["status"] == "CONFIRMED"


def test_a_time_without_a_zone_is_no_moment() -> None:
    assert one(**leading(time="15:00"))["dtstart"].dt == date(2017, 6, 19)


def test_an_event_stands_in_it_once() -> None:
    data = event_data(date(2017, 6, 19), 1)
    assert len(read(render_calendar(answer(data, data), NOW, "water"))) == 1


def test_a_title_of_several_lines_stands_on_one() -> None:
    titled = replace(answer(event_data(date(2017, 6, 19), 1)), title="Water\n talks")
    assert b"X-WR-CALNAME:Water talks\r\n" in render_calendar(titled, NOW, "water")


def test_without_events_there_is_no_file() -> None:
    with pytest.raises(UserError) as refused:
        render_calendar(answer(), NOW, "water")
    assert refused.value.message == "There are no events in that answer."


@settings(deadline=None, max_examples=60)
@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300)
    | st.text("\\nN;,:\n\t\u2028\x85 \"'^%é", max_size=40)
)
@example("C:\\New\\notes")
@example("BEGIN:VEVENT\nEND:VCALENDAR")
def test_words_survive(text: str) -> None:
    event = one(name=text, place=text or None, description=text)
    assert str(event["summary"]) == text
    assert str(event.get("location", "")) == text
    assert str(event.get("description", "")) == text


def test_what_no_calendar_may_have_goes() -> None:
    event = one(name="a\x00b\x1b\r\nc\rd\x7f")
    assert str(event["summary"]) == "ab\nc\nd"


def test_the_whole_timeline_is_valid(best: Services) -> None:
    timeline = ask_answer(best, "timeline")
    events = read(render_calendar(timeline, NOW, "water"))
    assert len(events) == len(best.knowledge.events)
    by_uid = {str(event["uid"]): event for event in events}
    for known in best.knowledge.events.values():
        drawn = by_uid[f"{known.id}@water.compact"]
        fixed = known.when.precision in ("day", "days") and not known.when.hedge
        if not fixed:
            assert drawn["status"] == "TENTATIVE", known.id
            assert str(drawn["summary"]).endswith(" (date not fixed)"), known.id
        if known.instant:
            assert int(drawn["dtstart"].dt.timestamp()) == known.instant, known.id
    assert {str(event["status"]) for event in events} == {"CONFIRMED", "TENTATIVE"}
