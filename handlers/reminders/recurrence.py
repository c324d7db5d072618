"""Reminders that come again: a rule of RFC 5545 counted on the clock of one time zone.

A rule is the text of an RRULE without its name, such as ``FREQ=WEEKLY;INTERVAL=2;BYDAY=FR``.  It
is counted from a first wall time, and the wall time is kept: 10:00 stays 10:00 when the clocks
change.  A wall time that the clocks skip is moved by as much as they are (02:30 becomes 03:30); one
that comes twice is meant the first time (RFC 5545, section 3.3.5).  A month without the 31st has no
occurrence on it (section 3.3.10).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from dateutil.rrule import rrule, rrulestr

from handlers.reminders.model import Wall
from knowledge.names.listing import join_names

_PARTS = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "UNTIL"})
# What says on which days of its period a rule falls; with it, a rule can be counted from any of its
# periods.
_PLACED = {"DAILY": (), "WEEKLY": ("BYDAY",), "MONTHLY": ("BYMONTHDAY", "BYDAY"), "YEARLY": ()}
_UNTIL = re.compile(r"^\d{8}T\d{6}$")
_WEEKDAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
# A zone's clocks are never moved by more than a day.
_MOST_MOVED = timedelta(days=1)


def check_rule(rule: str) -> str:
    """Hold a rule to what reminders can be counted by.

    Args:
        rule: text of an RRULE: DAILY, WEEKLY with BYDAY, MONTHLY with BYDAY or BYMONTHDAY, or
            YEARLY with BYMONTH and BYMONTHDAY; its end, UNTIL, a wall time without a zone.

    Returns:
        The rule.

    Raises:
        ValueError: where it is something else, with what it is.
    """
    parts = _split(rule)
    frequency = parts.get("FREQ", "")
    placed = _PLACED.get(frequency)
    if placed is None or not set(parts) <= _PARTS:
        raise ValueError(f"no rule for reminders: {rule}")
    if placed and not any(part in parts for part in placed):
        raise ValueError(f"a {frequency} rule needs one of {', '.join(placed)}: {rule}")
    if frequency == "YEARLY" and not {"BYMONTH", "BYMONTHDAY"} <= set(parts):
        raise ValueError(f"a YEARLY rule needs BYMONTH and BYMONTHDAY: {rule}")
    if "UNTIL" in parts and not _UNTIL.match(parts["UNTIL"]):
        raise ValueError(f"UNTIL is a wall time, such as 20180630T235959: {rule}")
    rrulestr(rule, dtstart=datetime.fromisoformat("2018-01-01"))
    return rule


def occurrences(
    rule: str, first: Wall, after: datetime, until: datetime | None = None
) -> Iterator[Wall]:
    """Give the wall times of a rule, earliest first, one by one.

    Args:
        rule: text of an RRULE, as ``check_rule`` has it.
        first: the wall time, with its zone, from which it is counted; itself an occurrence only
            where the rule falls on it.
        after: the first moment that counts.
        until: the last moment that counts; None where there is none, and the rule itself may never
            end.

    Returns:
        Each once, at instants from ``after`` to ``until``, both in it.
    """
    earliest = Wall.at(after, first.zone).local - _MOST_MOVED
    for local in _counted_from(rule, first.local, earliest).xafter(earliest, inc=True):
        wall = Wall(local, first.zone)
        if until is not None and wall.instant > until:
            return
        if wall.instant >= after:
            yield wall


def spell_rule(rule: str) -> str:
    """Write a rule for people: "every other Friday until 30 June 2018".

    Args:
        rule: text of an RRULE, as ``check_rule`` has it.
    """
    parts = _split(rule)
    until = parts.get("UNTIL", "")
    end = f" until {_spell_date(until)}" if until else ""
    return f"{_spell_days(parts)}{end}"


def _spell_date(text: str) -> str:
    day = datetime.strptime(text[:8], "%Y%m%d")  # noqa: DTZ007
    return f"{day.day} {day:%B %Y}"


def _spell_days(parts: dict[str, str]) -> str:
    interval, days = int(parts.get("INTERVAL", "1")), parts.get("BYDAY", "")
    every = {1: "every", 2: "every other"}.get(interval, f"every {interval}")
    plural = "s" if interval > 2 else ""
    match parts["FREQ"]:
        case "DAILY":
            return f"{every} day{plural}"
        case "WEEKLY":
            named = "weekday" if days == "MO,TU,WE,TH,FR" else _join_days(days)
            if interval > 2:
                return f"every {interval} weeks on {named}{'s' if named == 'weekday' else ''}"
            return f"{every} {named}"
        case "MONTHLY":
            return f"{_spell_placed(parts)} of {every} month{plural}"
    month = datetime.fromisoformat(f"2000-{int(parts['BYMONTH']):02}-01")
    return f"on {parts['BYMONTHDAY']} {month:%B} of {every} year{plural}"


def _spell_placed(parts: dict[str, str]) -> str:
    number = int(parts.get("BYMONTHDAY", "0"))
    if number:
        return "on the last day" if number < 0 else f"on the {spell_ordinal(number)}"
    if "BYSETPOS" in parts:
        return "on the last weekday"
    place, day = parts["BYDAY"][:-2], parts["BYDAY"][-2:]
    which = "last" if place.startswith("-") else spell_ordinal(int(place))
    return f"on the {which} {_WEEKDAYS[day]}"


def _join_days(days: str) -> str:
    return join_names([_WEEKDAYS[day] for day in days.split(",")])


def spell_ordinal(number: int) -> str:
    """Write a number of order: "1st", "22nd", "13th"."""
    ending = "th" if number in (11, 12, 13) else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def _counted_from(rule: str, first: datetime, earliest: datetime) -> rrule:
    """Count a rule from a late one of its periods, since an old one has thousands before it."""
    found = rrulestr(rule, dtstart=_late_start(_split(rule), first, earliest))
    assert isinstance(found, rrule)
    return found


def _late_start(parts: dict[str, str], first: datetime, earliest: datetime) -> datetime:
    days = (earliest - first).days
    if days <= 0:
        return first
    interval = int(parts.get("INTERVAL", "1"))
    match parts["FREQ"]:
        case "DAILY":
            return first + timedelta(days=days // interval * interval)
        case "WEEKLY":
            monday = first - timedelta(days=first.weekday())
            weeks = (earliest - monday).days // 7
            # The week of the start itself has days before it, which do not count.
            return (
                first
                if weeks < interval
                else monday + timedelta(weeks=weeks // interval * interval)
            )
        case "MONTHLY":
            months = (earliest.year - first.year) * 12 + earliest.month - first.month
            months = months // interval * interval
            if not months:
                return first
            year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
            return first.replace(year=year, month=month + 1, day=1)
        case _:
            return first


def _split(rule: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in rule.split(";"))
    return {name: value for name, _, value in pairs}
