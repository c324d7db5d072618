"""Spans of time that questions name by seasons and feasts."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.questions.times import find_span

TODAY = date(2017, 7, 20)


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("what happens this autumn", date(2017, 9, 1), date(2017, 11, 30)),
        ("what is on next summer", date(2018, 6, 1), date(2018, 8, 31)),
        ("what happened last winter", date(2016, 12, 1), date(2017, 2, 28)),
        ("meetings in the spring of 2017", date(2017, 3, 1), date(2017, 5, 31)),
        ("winter 2017", date(2017, 12, 1), date(2018, 2, 28)),
        ("this fall", date(2017, 9, 1), date(2017, 11, 30)),
        ("before christmas", date.min, date(2017, 12, 24)),
    ],
)
def test_a_season_or_feast_is_a_time(line: str, first: date, last: date) -> None:
    span, rest = find_span(line, TODAY, (2017,))
    assert span is not None
    assert span.ranges == ((first, last),)
    assert "autumn" not in rest


@pytest.mark.parametrize("line", ["who said fall through the cracks", "spring from poverty"])
def test_what_falls_or_springs_is_no_season(line: str) -> None:
    assert find_span(line, TODAY, (2017,)) == (None, line)
