"""Clocks: the machine's, one that stands still, and one that is shifted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import read_clock


def test_a_day_does_not_pass() -> None:
    clock = read_clock("2018-03-12")
    assert clock.now() == clock.now() == datetime(2018, 3, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("", timedelta()),
        ("-3176d", timedelta(days=-3176)),
        ("+2d", timedelta(days=2)),
        ("-1d6h", timedelta(days=-1, hours=-6)),
        ("+0d5h", timedelta(hours=5)),
        ("-0d5h", timedelta(hours=-5)),
    ],
)
def test_a_shifted_clock_goes_on(text: str, shift: timedelta) -> None:
    before = datetime.now(UTC)
    found = read_clock(text).now()
    after = datetime.now(UTC)
    assert before <= found - shift <= after
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    "text", ["soon", "2018-02-30", "2018-03", "3d", "-d", "-3176", "-1d25x", "-999999d"]
)
def test_what_is_no_clock(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_clock(text)
