"""From a day as it was said to the day in the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.questions.moments.pieces import (
    Dates,
    DayOfMonth,
    Near,
    NthWeekday,
    Piece,
    Weekday,
    day_exists,
)
from handlers.reminders.recurrence import spell_ordinal

# "12 January" said in December is next month; "15 March" said on the 16th is hardly next year's.
_NEXT_YEAR_WITHIN = timedelta(days=183)
_YEARS_AHEAD = 5
MOST_YEARS = 10
# Nobody plans further; what is further away is a slip of the keys.
FURTHEST = timedelta(days=3653)
TOO_FAR = "That is too far ahead: ten years is the most."


@dataclass(eq=False)
class Doubt(Exception):
    """What was said is not one moment.

    Args:
        start, end: where the words stand that have to be said otherwise.
        text: why, in one sentence.
        readings: words in their place that mean one thing each.
    """

    start: int
    end: int
    text: str
    readings: tuple[str, ...] = ()

    @classmethod
    def at(cls, piece: Piece, text: str, *readings: str) -> Doubt:
        """Make one of a piece."""
        return cls(piece.start, piece.end, text, readings)


def resolve_day(piece: Piece, today: date) -> date:
    """Give the day that a piece means.

    Args:
        piece: with a day.
        today: the present day there.

    Returns:
        The day, which may have passed where it was given with its year.

    Raises:
        Doubt: where several can be meant, or none that lies ahead soon.
    """
    value = piece.value
    match value:
        case Near(days):
            return today + timedelta(days=days)
        case Weekday():
            return _weekday(piece, value, today)
        case DayOfMonth(number, ahead):
            return _day_of_month(piece, number, ahead, today)
        case NthWeekday():
            return _nth_weekday(piece, value, today)
        case Dates():
            return _dated(piece, value, today)
    raise AssertionError(value)


def _weekday(piece: Piece, value: Weekday, today: date) -> date:
    ahead = (value.number - today.weekday()) % 7
    coming = today + timedelta(days=ahead or 7)
    match value.which:
        case "next week":
            return _one_of(piece, *_of_next_week(value.number, today))
        case "after next":
            return _one_of(
                piece, *(day + timedelta(days=7) for day in _of_next_week(value.number, today))
            )
        case "next":
            # Some mean the coming one, some that of the next week.
            return _one_of(piece, coming, *_of_next_week(value.number, today))
        case "week after":
            return coming + timedelta(days=7 if ahead else 0)
        case "this":
            day = today + timedelta(days=value.number - today.weekday())
            if day < today:
                raise Doubt.at(piece, f"{day:%A} of this week has passed.", f"on {coming}")
            return day
    if not ahead:
        raise Doubt.at(piece, f"Today is {today:%A}.", f"on {today}", f"on {coming}")
    return coming


def _of_next_week(number: int, today: date) -> tuple[date, date]:
    """Give a day of next week, for whom the week begins on Monday and for whom on Sunday."""
    monday = today + timedelta(days=7 - today.weekday())
    sunday = today + timedelta(days=7 - (today.weekday() + 1) % 7)
    return monday + timedelta(days=number), sunday + timedelta(days=(number + 1) % 7)


def _one_of(piece: Piece, *days: date) -> date:
    found = sorted(set(days))
    if len(found) > 1:
        raise Doubt.at(piece, "Which of them is meant?", *(f"on {day}" for day in found))
    return found[0]


def _nth_weekday(piece: Piece, value: NthWeekday, today: date) -> date:
    month = value.month or today.month % 12 + 1
    year = value.year or today.year + (month < today.month or (not value.month and month == 1))
    for each in (year, year + 1):
        days = [date(each, month, day) for day in range(1, 32) if day_exists(each, month, day)]
        fitting = [day for day in days if day.weekday() == value.weekday]
        day = fitting[value.which - 1 if value.which > 0 else -1]
        if day >= today or value.year:
            return day
    raise Doubt.at(piece, "That day has passed.")


def _day_of_month(piece: Piece, number: int, ahead: int, today: date) -> date:
    year, month = today.year, today.month
    if ahead:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if day_exists(year, month, number):
            return date(year, month, number)
        raise Doubt.at(piece, f"Next month has no {spell_ordinal(number)}.")
    for _ in range(12):
        if day_exists(year, month, number) and (day := date(year, month, number)) >= today:
            return day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    raise Doubt.at(piece, f"There is no {spell_ordinal(number)}.")


def _dated(piece: Piece, value: Dates, today: date) -> date:
    found: dict[date, Doubt | None] = {}
    for option in value.options:
        day, doubt = _with_year(piece, option, today, in_numbers=value.in_numbers)
        found.setdefault(day, doubt)
    if len(found) > 1:
        ahead = sorted(day for day in found if day >= today)
        if len(ahead) != 1:
            raise Doubt.at(piece, "Which day is meant?", *(f"on {day}" for day in ahead))
        found = {ahead[0]: found[ahead[0]]}
    ((day, doubt),) = found.items()
    if doubt:
        raise doubt
    return day


def _with_year(
    piece: Piece, option: tuple[int, int, int], today: date, *, in_numbers: bool
) -> tuple[date, Doubt | None]:
    year, month, number = option
    if year:
        day = date(year, month, number)
        return day, _check_year(piece, day, today, in_numbers=in_numbers)
    years = range(today.year, today.year + 9)
    day = next(
        date(y, month, number)
        for y in years
        if day_exists(y, month, number) and date(y, month, number) >= today
    )
    if day.year == today.year or day - today <= _NEXT_YEAR_WITHIN:
        return day, None
    text = f"{number} {day:%B} {day.year - 1} has passed."
    if (month, number) == (2, 29):
        text = f"The next 29 February is in {day.year}."
    return day, Doubt.at(piece, text, f"on {day}")


def _check_year(piece: Piece, day: date, today: date, *, in_numbers: bool) -> Doubt | None:
    """Doubt years far ahead, which may be a time: "15 March 2030", and no "2030-03-15"."""
    if day.year <= today.year + _YEARS_AHEAD:
        return None
    clock = f"{day.year:04}"
    readings = []
    if not in_numbers and int(clock[:2]) < 24 and int(clock[2:]) < 60:
        readings.append(f"on {day.day} {day:%B} at {clock[:2]}:{clock[2:]}")
    if day.year > today.year + MOST_YEARS:
        text = f"{day.year} is too far ahead: ten years is the most."
        return Doubt.at(piece, text, *readings)
    return (
        Doubt.at(piece, f"{day.year} can be a year or a time.", *readings, f"on {day}")
        if readings
        else None
    )
