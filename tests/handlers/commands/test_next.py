"""next [n], seen from days of the process."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.request import Services
from knowledge.loading.loader import PACKS, load
from tests.conftest import Ask, FakeClock, ask_json, ask_text, make_services


def on(day: str) -> Services:
    """Wire the pack with a clock that stands at noon of a day."""
    moment = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
    return make_services(load(PACKS / "gcm"), FakeClock(moment))


@pytest.fixture(scope="module")
def june_2017() -> Services:
    return on("2017-06-10")


def test_the_next_five_are_told_at_a_glance(june_2017: Services) -> None:
    text = ask_text(june_2017, "next")
    ahead = text.split("\nUnder way\n")[0]
    assert [line.split(": ")[0].strip(" •") for line in ahead.splitlines() if "•" in line] == [
        "before 15 June 2017",
        "15–16 June 2017",
        "16 June 2017",
        "19–20 June 2017",
        "20 June 2017",
    ]


def test_what_is_under_way_takes_nobodys_place(june_2017: Services) -> None:
    answer = ask_json(june_2017, "next 1")
    assert answer["events"][0]["id"] == "sending-money-home"
    text = answer["text"]
    before, vague = text.split("In a span that has begun")
    under_way = before.split("\nUnder way\n")[1]
    assert "Phase 1 of the migration compact, consultations" in under_way
    # A year that has begun is not yet an event that has.
    assert "GFMD civil society days 2017, Berlin" in vague


def test_what_has_no_day_in_the_present_month_may_be_ahead_while_much_of_it_is() -> None:
    early = ask_text(on("2017-07-03"), "next")
    first = next(line for line in early.splitlines() if "•" in line)
    assert first.strip(" •").startswith("July 2017: Fourth informal thematic session")
    assert "what has no day in July 2017 may be over" in early
    late = ask_text(on("2017-07-26"), "next")
    assert "July 2017" not in late.split("From 26 July 2017 on")[0].split("In a span")[0]
    assert "may be over" not in late


def test_more_are_a_choice_away(june_2017: Services) -> None:
    choices = ask_json(june_2017, "next 1")["choices"]
    assert choices[0]["label"].startswith("Next ")
    assert len(ask_json(june_2017, choices[0]["command"])["events"]) > 20


def test_a_day_itself_is_still_to_come() -> None:
    assert ask_json(on("2018-03-13"), "next")["events"][0]["id"] == "session-2"
    ids = [event["id"] for event in ask_json(on("2018-03-14"), "next")["events"]]
    assert ids[0] == "second-round-day-after"
    assert "session-2" not in ids


def test_what_was_to_be_before_a_day_is_over_on_it() -> None:
    # The first round was "before 13 March 2018", a new draft was to come after it.
    ids = [event["id"] for event in ask_json(on("2018-03-13"), "next")["events"]]
    assert "negotiations-session-1" not in ids
    assert ids[:2] == ["session-2", "second-round-day-after"]


def test_nothing_left_is_told_with_where_the_record_ends(ask: Ask) -> None:
    answer = ask("next")
    assert answer["notes"][1] == {
        "kind": "no-event",
        "text": (
            "Nothing on record lies ahead of 15 January 2026. "
            "Its record of what was said ends on 13 March 2018."
        ),
    }
    assert answer["choices"][0]["command"] == "timeline 2018"


@pytest.mark.parametrize("words", ["0", "week", "-1", "²"])
def test_what_is_no_number_is_told(bare: Services, words: str) -> None:
    assert ask_text(bare, f"next {words}").startswith(f"“{words}” is not a number from 1 to 50.")


@pytest.mark.parametrize(
    "line",
    [
        "which thematic sessions are still left",
        "what is left of the six sessions",
        "last of the six sessions",
        "when and where is the last of the 6 thematic sessions",
    ],
)
def test_of_a_series_what_it_consists_of(line: str) -> None:
    assert ask_json(on("2017-09-30"), line)["events"][0]["id"] == "sixth-thematic-session"
