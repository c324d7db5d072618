"""Dates that are no more precise than their source."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.when import When


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "hedge", "spelled"),
    [
        ("2018-03-13", "2018-03-13", "2018-03-13", "day", "", "13 March 2018"),
        ("2017-02-16..2017-02-17", "2017-02-16", "2017-02-17", "days", "", "16–17 February 2017"),
        (
            "2018-03-30..2018-04-02", "2018-03-30", "2018-04-02", "days", "",
            "30 March – 2 April 2018",
        ),
        (
            "2017-12-31..2018-01-01", "2017-12-31", "2018-01-01", "days", "",
            "31 December 2017 – 1 January 2018",
        ),
        ("2018-02", "2018-02-01", "2018-02-28", "month", "", "February 2018"),
        ("2016-02", "2016-02-01", "2016-02-29", "month", "", "February 2016"),
        ("2017-04..2017-11", "2017-04-01", "2017-11-30", "months", "", "April – November 2017"),
        (
            "2017-11..2018-01", "2017-11-01", "2018-01-31", "months", "",
            "November 2017 – January 2018",
        ),
        ("2018", "2018-01-01", "2018-12-31", "year", "", "2018"),
        ("2016..2018", "2016-01-01", "2018-12-31", "years", "", "2016–2018"),
        ("early 2017-12", "2017-12-01", "2017-12-31", "month", "early", "early December 2017"),
        ("by 2018-09", "2018-09-01", "2018-09-30", "month", "by", "by September 2018"),
        ("end of 2018", "2018-01-01", "2018-12-31", "year", "end of", "end of 2018"),
        ("around 2018-03-13", "2018-03-13", "2018-03-13", "day", "around", "around 13 March 2018"),
        ("0987", "0987-01-01", "0987-12-31", "year", "", "987"),
    ],
)  # fmt: skip
def test_as_precise_as_written(
    text: str, first: str, last: str, precision: str, hedge: str, spelled: str
) -> None:
    when = When.parse(text)
    assert (when.first, when.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert (when.precision, when.hedge) == (precision, hedge)
    assert when.spell() == spelled
    assert str(when) == text


@pytest.mark.parametrize(
    "text", ["2018-02-29", "2018-02-30", "2018-13", "2018-00", "2018-01-00", "0000", "2018-04-31"]
)
def test_impossible_dates(text: str) -> None:
    with pytest.raises(ValueError, match=f"^“{text}” is no possible date$"):
        When.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "13 March 2018", "2018-3-13", "18", "2018-03-13T10:00", "2018/03/13", " 2018",
        "2018\n", "２０１８", "2018-03..", "..2018", "late", "Early 2018", "mid-2018",
        "2018-03-13-14",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no date; write it like 2018-03-13, "):
        When.parse(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2018-03-14..2018-03-13", "“2018-03-14..2018-03-13” runs backwards"),
        ("2018..2018", "“2018..2018” runs backwards"),
        ("2018-03-14..2018-04", "“2018-03-14..2018-04” joins a day and a month"),
        ("2018..2019-02", "“2018..2019-02” joins a year and a month"),
        ("2018-03-14..2018-02-30", "“2018-03-14..2018-02-30” is no possible date"),
    ],
)
def test_ranges_that_are_none(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        When.parse(text)
    assert str(caught.value) == message


def test_order_is_by_day() -> None:
    texts = ["2018-03-13", "2017", "2018-03", "2016..2018"]
    firsts = [str(w) for w in sorted(map(When.parse, texts), key=lambda w: (w.first, w.last))]
    assert firsts == ["2016..2018", "2017", "2018-03", "2018-03-13"]


DAYS = st.dates()
HEDGES = st.sampled_from(["", "early", "mid", "late", "end of", "by", "before", "after", "around"])
LENGTHS = st.sampled_from([4, 7, 10])


@settings(deadline=None)
@given(DAYS, DAYS, LENGTHS, HEDGES)
def test_what_is_read_is_written_back(one: date, other: date, length: int, hedge: str) -> None:
    points = sorted({one.isoformat()[:length], other.isoformat()[:length]})
    text = f"{hedge} {'..'.join(points)}".strip()
    when = When.parse(text)
    assert str(when) == text
    assert When.parse(str(when)) == when
    assert when.first <= min(one, other)
    assert when.last >= max(one, other)
    assert when.hedge == hedge
    assert when.precision.endswith("s") == (len(points) == 2)
    assert when.spell().startswith(hedge)
    assert str(when.last.year) in when.spell()


@settings(deadline=None)
@given(st.text() | st.from_regex(r"[0-9.\- ]{0,24}", fullmatch=True))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert str(When.parse(text)) == text
