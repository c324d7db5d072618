"""From what was said to the rule of a recurrence and its first time."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from handlers.questions.moments.pieces import (
    Bound,
    Dates,
    DayOfMonth,
    Month,
    Piece,
    Repeat,
    Span,
    Weekday,
)
from handlers.questions.moments.repeats import CODES
from handlers.questions.moments.resolving import FURTHEST, TOO_FAR, Doubt, resolve_day
from handlers.reminders.model import Wall
from handlers.reminders.recurrence import check_rule, occurrences, spell_ordinal

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_MOST_INTERVAL = 366


def make_rule(
    piece: Piece,
    repeat: Repeat,
    days: Sequence[Piece],
    bounds: Mapping[str, Piece],
    clock: time,
    zone: str,
    now: datetime,
) -> tuple[str, Wall, tuple[str, ...]]:
    """Make the rule of a recurrence.

    Args:
        piece, repeat: what comes again.
        days: on which day, where that stands apart.
        bounds: where it begins and ends.
        clock, zone: the time of day and the clocks by which it is counted.
        now: the present moment.

    Returns:
        The text of an RRULE, the first time that lies ahead, and what has to be told.

    Raises:
        Doubt: where it is not said on which day, or nothing of it lies ahead.
    """
    if not 1 <= repeat.interval <= _MOST_INTERVAL:
        raise Doubt.at(piece, "That is too long between two reminders.")
    today = now.astimezone(ZoneInfo(zone)).date()
    begins = _begin(bounds.get("from"), today)
    parts = _parts(piece, repeat, days, begins if "from" in bounds else None, today)
    start = max(begins, today)
    first = _first(parts, start, clock, zone, now)
    end = _end(bounds.get("until"), start, first, today)
    remarks = _remark(parts)
    if end is not None:
        parts["UNTIL"] = f"{end:%Y%m%d}T235959"
        if first is None or first.local.date() > end:
            where = bounds["until"]
            raise Doubt.at(where, "It would end before it begins.")
    if first is None:
        raise Doubt.at(piece, TOO_FAR)
    if repeat.interval > 1:
        parts = {"FREQ": parts.pop("FREQ"), "INTERVAL": str(repeat.interval), **parts}
    rule = check_rule(";".join(f"{name}={value}" for name, value in parts.items()))
    return rule, first, remarks


def _first(
    parts: Mapping[str, str], start: date, clock: time, zone: str, now: datetime
) -> Wall | None:
    """Find the first time, before any interval: every other Friday begins with the next one."""
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    begin = Wall(datetime.combine(start, clock), zone)
    after = now + timedelta(microseconds=1)
    return next(occurrences(rule, begin, after, now + FURTHEST), None)


def _begin(bound: Piece | None, today: date) -> date:
    if bound is None:
        return today
    assert isinstance(bound.value, Bound)
    day = _day_of(bound, today)
    if day < today:
        raise Doubt.at(bound, f"{day.day} {day:%B %Y} has passed.", "from tomorrow")
    return day


def _end(bound: Piece | None, start: date, first: Wall | None, today: date) -> date | None:
    if bound is None:
        return None
    assert isinstance(bound.value, Bound)
    match bound.value.day:
        case Span(months, days):
            begin = first.local.date() if first else start
            return begin + relativedelta(months=months) + timedelta(days=days - 1)
        case Month(year, month):
            number = month or today.month
            whole = year or (today.year if number >= today.month else today.year + 1)
            return date(whole, number, calendar.monthrange(whole, number)[1])
        case _:
            return _day_of(bound, max(start, today))


def _day_of(bound: Piece, today: date) -> date:
    """Give the day of a bound; what is asked back keeps the word before it."""
    assert isinstance(bound.value, Bound)
    assert not isinstance(bound.value.day, (Month, Span))
    try:
        return resolve_day(Piece(bound.start, bound.end, bound.value.day), today)
    except Doubt as doubt:
        side = bound.value.side
        readings = (f"{side} {each.removeprefix('on ')}" for each in doubt.readings)
        raise Doubt.at(bound, doubt.text, *readings) from doubt


def _parts(
    piece: Piece, repeat: Repeat, days: Sequence[Piece], begins: date | None, today: date
) -> dict[str, str]:
    day = days[0].value if days else None
    match repeat.frequency:
        case "DAILY":
            return {"FREQ": "DAILY"}
        case "WEEKLY":
            return {"FREQ": "WEEKLY", "BYDAY": ",".join(_weekdays(piece, repeat, day, begins))}
        case "MONTHLY":
            return _monthly(piece, repeat, day, begins, today)
    return _yearly(piece, repeat, day, begins)


def _weekdays(piece: Piece, repeat: Repeat, day: object, begins: date | None) -> Sequence[str]:
    if repeat.weekdays:
        return repeat.weekdays
    if isinstance(day, Weekday):
        return (CODES[day.number],)
    if begins:
        return (CODES[begins.weekday()],)
    weeks = f"{repeat.interval} weeks on " if repeat.interval > 1 else ""
    raise Doubt.at(piece, "On which day of the week?", *(f"every {weeks}{n}" for n in _NAMES))


def _monthly(
    piece: Piece, repeat: Repeat, day: object, begins: date | None, today: date
) -> dict[str, str]:
    found = {"FREQ": "MONTHLY"}
    if repeat.weekdays:
        found["BYDAY"] = ",".join(repeat.weekdays)
        return found | ({"BYSETPOS": "-1"} if repeat.last else {})
    number = repeat.by_day
    if not number and isinstance(day, DayOfMonth):
        number = day.day
    if not number and begins:
        number = begins.day
    if not number:
        months = f"every {repeat.interval} months" if repeat.interval > 1 else "monthly"
        readings = (f"{months} on the {spell_ordinal(today.day)}", f"{months} on the first Monday")
        raise Doubt.at(piece, "On which day of the month?", *readings)
    return found | {"BYMONTHDAY": str(number)}


def _yearly(piece: Piece, repeat: Repeat, day: object, begins: date | None) -> dict[str, str]:
    dated = repeat.dated
    if not dated and isinstance(day, Dates) and len(day.options) == 1:
        dated = day.options[0][1:]
    if not dated and begins:
        dated = (begins.month, begins.day)
    if not dated:
        raise Doubt.at(piece, "On which day of the year?")
    return {"FREQ": "YEARLY", "BYMONTH": str(dated[0]), "BYMONTHDAY": str(dated[1])}


def _remark(parts: Mapping[str, str]) -> tuple[str, ...]:
    number = int(parts.get("BYMONTHDAY", "0"))
    if parts["FREQ"] == "MONTHLY" and number > 28:
        return (f"Months without a {spell_ordinal(number)} are passed over.",)
    if parts.get("BYMONTH") == "2" and number == 29:
        return ("It comes in leap years only.",)
    return ()
