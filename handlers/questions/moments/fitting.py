"""Which pieces can say one moment together, and whether they say one at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.questions.moments.pieces import (
    Bound,
    Clock,
    Dates,
    DayOfMonth,
    Line,
    Near,
    NthWeekday,
    Part,
    Piece,
    Repeat,
    Span,
    Vague,
    Weekday,
    day_exists,
)
from handlers.questions.moments.zones import ZoneWords

DAYS = (Dates, Near, Weekday, DayOfMonth, NthWeekday)
# What may stand behind the last piece of a line.
BEHIND = re.compile(
    r"[\s.,;!?)]*(?:please|thanks|s'il vous plait|por favor|пожалуиста|请)?[\s.!?]*"
)


def fit(run: Sequence[Piece], *, partly: bool = False) -> bool:
    """Tell whether pieces can say one moment together.

    Args:
        run: in the order of the line.
        partly: whether more may come before them.
    """
    values = [piece.value for piece in run]
    for kind in (Clock, Part, Span, Repeat, Vague, ZoneWords):
        if sum(isinstance(value, kind) for value in values) > 1:
            return False
    if len(run) > 1 and any(isinstance(p.value, Vague) and not p.sure for p in run):
        return False
    if not (has(values, ZoneWords) <= _lacks_zone(values) or partly):
        return False
    bounds = [value.side for value in values if isinstance(value, Bound)]
    repeat = next((value for value in values if isinstance(value, Repeat)), None)
    if len(set(bounds)) < len(bounds) or (bounds and not repeat and not partly):
        return False
    days = [piece for piece in run if isinstance(piece.value, DAYS)]
    if repeat:
        return not has(values, Span) and len(days) <= 1 and (not days or _completes(days, repeat))
    span = next((value for value in values if isinstance(value, Span)), None)
    if span:
        timed = has(values, Clock) or has(values, Part)
        return not days and not (timed and span.minutes)
    return _days_fit(days)


def has(values: Sequence[object], kind: type) -> bool:
    """Tell whether one of some values is of a kind."""
    return any(isinstance(value, kind) for value in values)


def _lacks_zone(values: Sequence[object]) -> bool:
    """Tell whether a run has a time of day without a zone."""
    return any(isinstance(value, Clock) and not value.zone for value in values)


def _completes(days: Sequence[Piece], repeat: Repeat) -> bool:
    """Tell whether a day says on which day of its period a recurrence falls."""
    day = days[0].value
    if repeat.weekdays or repeat.by_day or repeat.dated:
        return False
    wanted = {"WEEKLY": Weekday, "MONTHLY": DayOfMonth, "YEARLY": Dates}
    kind = wanted.get(repeat.frequency)
    return kind is not None and isinstance(day, kind)


def _days_fit(days: Sequence[Piece]) -> bool:
    """Tell whether days are one day said twice: "Friday 5 April", "tomorrow, Thursday"."""
    if len(days) < 2:
        return True
    if len(days) > 2:
        return False
    first, second = days
    if isinstance(first.value, Near):
        return isinstance(second.value, (Dates, Weekday)) and not second.anchored
    if isinstance(first.value, Weekday):
        return isinstance(second.value, (Dates, DayOfMonth)) and not first.value.which
    return (
        isinstance(first.value, Dates)
        and isinstance(second.value, Weekday)
        and not (second.anchored)
    )


def means_time(line: Line, run: Sequence[Piece]) -> bool:
    """Tell whether a run says when by itself; a bare number does so only beside a day."""
    days = [piece for piece in run if isinstance(piece.value, DAYS)]
    for piece in run:
        value = piece.value
        if piece.sure or (
            len(run) > 1 and isinstance(value, (Part, Bound, DayOfMonth, Dates, ZoneWords))
        ):
            continue
        if isinstance(value, Clock) and any(isinstance(p.value, Part) for p in run):
            # "A las tres de la tarde" are no people.
            continue
        if isinstance(value, Clock) and days and "." in line.folded[piece.start : piece.end]:
            continue
        if isinstance(value, DayOfMonth) and BEHIND.fullmatch(line.folded[piece.end :]):
            continue
        if isinstance(value, (Dates, Vague)):
            continue
        if isinstance(value, Clock) and _is_no_date(line, piece):
            continue
        return False
    return True


def _is_no_date(line: Line, piece: Piece) -> bool:
    """Tell whether "10.30" can only be a time: no month has that number."""
    day, dot, month = line.folded[piece.start : piece.end].partition(".")
    if not dot or not (day + month).isdigit():
        return False
    return not (1 <= int(month) <= 12 and int(day) and day_exists(0, int(month), int(day)))
