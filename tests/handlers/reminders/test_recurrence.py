"""Occurrences of a rule, through daylight saving, against a slow count of the days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reminders.model import Wall
from handlers.reminders.recurrence import check_rule, occurrences

ZONES = ("Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Etc/UTC")
RULES = (
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=18",
)


def wall_at(text: str, zone: str) -> Wall:
    return Wall(datetime.fromisoformat(text), zone)


def given_at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def instants(rule: str, first: Wall, after: str, until: str) -> list[str]:
    found = occurrences(rule, first, given_at(after), given_at(until))
    return [f"{wall.instant:%Y-%m-%dT%H:%M}" for wall in found]


def test_the_wall_time_is_kept_when_the_clocks_change() -> None:
    first = wall_at("2018-03-16T10:00", "Europe/Zurich")
    assert instants("FREQ=WEEKLY;BYDAY=FR", first, "2018-03-14", "2018-04-07") == [
        "2018-03-16T09:00",
        "2018-03-23T09:00",
        "2018-03-30T08:00",
        "2018-04-06T08:00",
    ]


def test_a_time_that_is_skipped_is_moved_and_one_that_comes_twice_comes_once() -> None:
    first = wall_at("2018-03-24T02:30", "Europe/Zurich")
    assert instants("FREQ=DAILY", first, "2018-03-24", "2018-03-27") == [
        "2018-03-24T01:30",
        "2018-03-25T01:30",  # 03:30, since there is no 02:30
        "2018-03-26T00:30",
    ]
    first = wall_at("2018-10-27T02:30", "Europe/Zurich")
    assert instants("FREQ=DAILY", first, "2018-10-27", "2018-10-30") == [
        "2018-10-27T00:30",
        "2018-10-28T00:30",  # the first 02:30, in summer time
        "2018-10-29T01:30",
    ]


def test_an_end_is_a_wall_time_and_counts() -> None:
    first = wall_at("2018-03-16T23:30", "America/New_York")
    rule = "FREQ=DAILY;UNTIL=20180318T235959"
    assert instants(rule, first, "2018-03-01", "2018-04-01") == [
        "2018-03-17T03:30",
        "2018-03-18T03:30",
        "2018-03-19T03:30",
    ]


def test_a_month_without_the_31st_is_passed_over() -> None:
    first = wall_at("2018-01-31T09:00", "Etc/UTC")
    found = occurrences("FREQ=MONTHLY;BYMONTHDAY=31", first, given_at("2018-01-31"))
    days = [f"{wall.local:%m-%d}" for wall in islice(found, 4)]
    assert days == ["01-31", "03-31", "05-31", "07-31"]


@settings(max_examples=300, deadline=None)
@given(
    rule=st.sampled_from(RULES),
    zone=st.sampled_from(ZONES),
    local=st.datetimes(
        datetime.fromisoformat("2017-01-01T00:00"), datetime.fromisoformat("2019-01-01T00:00")
    ).map(lambda moment: moment.replace(second=0, microsecond=0)),
    later=st.integers(-40, 1500),
    length=st.integers(0, 120),
)
def test_counting_from_a_late_period_changes_nothing(
    rule: str, zone: str, local: datetime, later: int, length: int
) -> None:
    first = Wall(local, zone)
    after = first.instant + timedelta(days=later)
    until = after + timedelta(days=length)
    whole = rrulestr(rule, dtstart=local).xafter(local, inc=True)
    expected = []
    for moment in whole:
        wall = Wall(moment, zone)
        if wall.instant > until:
            break
        if wall.instant >= after:
            expected.append(wall)
    assert list(occurrences(rule, first, after, until)) == expected


@pytest.mark.parametrize("rule", RULES)
def test_rules_that_are_counted(rule: str) -> None:
    assert check_rule(rule) == rule


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=HOURLY",
        "FREQ=WEEKLY",
        "FREQ=MONTHLY",
        "FREQ=YEARLY;BYMONTH=2",
        "FREQ=DAILY;COUNT=3",
        "FREQ=DAILY;UNTIL=20180318",
        "FREQ=DAILY;UNTIL=20180318T235959Z",
        "FREQ=WEEKLY;BYDAY=XX",
        "every Friday",
    ],
)
def test_rules_that_are_not(rule: str) -> None:
    with pytest.raises(ValueError, match=r"rule|UNTIL|invalid"):
        check_rule(rule)
