"""Pieces of a line that say when: clock, day, part of a day, span, recurrence, and its ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from handlers.questions.moments.folding import fold
from handlers.questions.moments.zones import ZoneWords


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be read, typed and folded; both have their letters in the same places.

    Args:
        typed: the line.
        cities: zones by folded names of places that the pack has.
        zone: the person's IANA zone.
    """

    typed: str
    cities: Mapping[str, str] = field(default_factory=dict)
    zone: str = ""
    folded: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", fold(self.typed))


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day.

    Args:
        options: (hour, minute) of each time that can be meant; (24, 0) is the end of the day.
        zone: what stands behind it, or None.
        until: the end of a range, as typed, or "".
        bare: whether a part of the day can move it: "3 in the afternoon".
        midnight: whether it was called so, and may be at either end of its day.
    """

    options: tuple[tuple[int, int], ...]
    zone: ZoneWords | None = None
    until: str = ""
    bare: bool = False
    midnight: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """A day by its number.

    Args:
        options: (year, month, day) of each that can be meant; year 0 is none.
        in_numbers: whether the year stands in one number with the day, and is no time.
    """

    options: tuple[tuple[int, int, int], ...]
    in_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """A day by its distance, "tomorrow"; in the evening, where that is said with it."""

    days: int
    evening: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day by its name; ``which`` is "", "this", "next (week)", "after next" or "week after"."""

    number: int
    which: str = ""


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """The 15th of a month that is not named, this one or the next; ``ahead`` months from now."""

    day: int
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The first Monday of a month: which (-1 the last), weekday, month (0 the next) and year."""

    which: int
    weekday: int
    month: int
    year: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a day: the hour that is meant without another, and whether it is after noon."""

    hour: int
    later: bool


@dataclass(frozen=True, slots=True)
class Span:
    """How long from now; ``fault`` says why it cannot be counted."""

    months: int = 0
    days: int = 0
    minutes: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Repeat:
    """How something comes again.

    Args:
        frequency: "DAILY", "WEEKLY", "MONTHLY" or "YEARLY".
        interval: every how many of them.
        weekdays: on which, as RFC 5545 writes them ("MO", "1MO", "-1FR").
        by_day: of the month; -1 for the last, 0 where it is not said.
        last: whether of the weekdays in a month only the last counts.
        dated: day and month of a year.
        part: the part of the day that is said with it.
        fault: why Compact does not do it, or "".
        readings: words that mean one thing each, where these can mean several.
    """

    frequency: str
    interval: int = 1
    weekdays: tuple[str, ...] = ()
    by_day: int = 0
    last: bool = False
    dated: tuple[int, int] | None = None
    part: Part | None = None
    fault: str = ""
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """Where a recurrence ends ("until") or begins ("from"): a day, or how long it goes on."""

    side: str
    day: Dates | Near | Weekday | DayOfMonth | NthWeekday | Span | Month


@dataclass(frozen=True, slots=True)
class Month:
    """The end of a month: year, or 0, and month; (0, 0) is this one."""

    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Vague:
    """What looks like a time and is none yet.

    Args:
        question: what has to be said.
        readings: words in its place that mean one thing each.
    """

    question: str
    readings: tuple[str, ...] = ()


Day = Dates | Near | Weekday | DayOfMonth | NthWeekday
Value = Clock | Day | Part | Span | Repeat | Bound | Vague | ZoneWords


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line that says when.

    Args:
        start, end: where it stands.
        value: what it says.
        sure: whether it means a time wherever it stands; else only beside another piece.
        anchored: whether a word such as "at" or "on" before it belongs to it.
    """

    start: int
    end: int
    value: Value
    sure: bool = True
    anchored: bool = False


def day_exists(year: int, month: int, day: int) -> bool:
    """Tell whether a day is in the calendar; without a year, in that of some year."""
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True
