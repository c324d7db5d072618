"""Days in words: "the twentieth of March", "двадцатого марта", "2 days before 30 April"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from handlers.questions.moments.days import read_day
from handlers.questions.moments.numerals import DAYS_IN_WORDS, NUMBERS
from handlers.questions.moments.pieces import (
    Dates,
    DayOfMonth,
    Line,
    Piece,
    Vague,
    day_exists,
)
from handlers.questions.moments.vocabulary import any_of, months


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    day, month = rf"(?P<day>{any_of(DAYS_IN_WORDS)})", rf"(?P<month>{any_of(months())})"
    year = r"(?:\s*,?\s*(?:del?\s+)?(?P<year>20\d\d)(?![\d:]))?"
    opening = r"(?P<on>(?<!\w)(?:on(?:\s+the)?|the|le|el(?:\s+dia)?)\s+)?"
    return (
        re.compile(rf"{opening}{day}\s+(?:(?:day\s+)?of\s+|de\s+)?{month}{year}(?!\w)"),
        re.compile(rf"(?P<on>(?<!\w)on\s+)?{month}\s+(?:the\s+)?{day}{year}(?!\w)"),
        re.compile(
            rf"(?<!\w)on\s+the\s+{day}(?=\s*(?:$|,|at\s|@|\d|(?:of\s+)?(?:this|next)\s+month))"
        ),
    )


def read_spelt_day(line: Line, at: int) -> Piece | None:
    """Read a day whose number is in words, from a place in a line."""
    first, second, alone = _patterns()
    if match := first.match(line.folded, at) or second.match(line.folded, at):
        number = DAYS_IN_WORDS[" ".join(match["day"].split())]
        named = (int(match["year"] or 0), months()[match["month"]], number)
        words = line.typed[at : match.end()]
        if not day_exists(*named):
            return Piece(at, match.end(), Vague(f"There is no {words}."))
        return Piece(at, match.end(), Dates((named,)), anchored=bool(match["on"]))
    if match := alone.match(line.folded, at):
        number = DAYS_IN_WORDS[" ".join(match["day"].split())]
        return Piece(at, match.end(), DayOfMonth(number), sure=False, anchored=True)
    return None


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?P<count>\d{{1,3}}|{any_of(NUMBERS)}|the)\s+(?P<unit>days?|weeks?))\s+"
        r"(?P<side>before|after|ahead\s+of)\s+(?:the\s+)?"
    )


def read_day_apart(line: Line, at: int) -> Piece | None:
    """Read a day by its distance from another, "2 days before 30 April"."""
    match = _apart().match(line.folded, at)
    other = read_day(line, match.end()) if match else None
    if match is None or other is None or not isinstance(other.value, Dates):
        return None
    count = 1 if match["count"] == "the" else NUMBERS.get(match["count"]) or int(match["count"])
    days = count * (7 if match["unit"].startswith("week") else 1)
    moved = tuple(
        _move(each, -days if match["side"] != "after" else days) for each in other.value.options
    )
    if any(each is None for each in moved):
        return None
    value = Dates(tuple(filter(None, moved)), in_numbers=other.value.in_numbers)
    return Piece(at, other.end, value, anchored=True)


def _move(option: tuple[int, int, int], days: int) -> tuple[int, int, int] | None:
    """Move a day; one without a year not over the end of February, which differs."""
    year, month, day = option
    if (month, day) == (2, 29):
        return None
    moved = date(year or 2001, month, day) + timedelta(days=days)
    leap = date(year or 2000, month, day) + timedelta(days=days)
    if (moved.month, moved.day) != (leap.month, leap.day) and not year:
        return None
    return (year and moved.year, moved.month, moved.day)
