"""From pieces to one moment, or to what has to be said more exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from handlers.questions.moments.hours import (
    Setting,
    check_midnight,
    choose_clock,
    choose_zone,
    first,
    remark_end,
)
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
)
from handlers.questions.moments.resolving import FURTHEST, TOO_FAR, Doubt, resolve_day
from handlers.questions.moments.ruling import make_rule
from handlers.questions.moments.zones import UTC, ZoneWords
from handlers.reminders.model import Wall


@dataclass(frozen=True, slots=True)
class Timing:
    """When something is due, or first due.

    Args:
        wall: the time.
        rule: by which it comes again, or "".
        remarks: what has to be told with it.
    """

    wall: Wall
    rule: str = ""
    remarks: tuple[str, ...] = ()


def compose(pieces: Sequence[Piece], line: Line, setting: Setting) -> Timing:
    """Put the pieces of one moment together.

    Args:
        pieces: which fit each other, in the order of the line.
        line: where they stand.
        setting: when and where it is read.

    Returns:
        The moment.

    Raises:
        Doubt: where it is not one moment that lies ahead.
    """
    for piece in pieces:
        if isinstance(piece.value, Vague):
            raise Doubt.at(piece, piece.value.question, *piece.value.readings)
    pieces = _with_zone(pieces)
    repeat = first(pieces, Repeat)
    if repeat is not None:
        return _compose_repeat(repeat, pieces, line, setting)
    span = first(pieces, Span)
    if span is not None:
        return _compose_span(span, pieces, setting)
    return _compose_once(pieces, line, setting)


def _with_zone(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Give its zone to a time of day where that stands apart from it.

    Raises:
        Doubt: where the zone is not known, or several can be meant.
    """
    zone, clock = first(pieces, ZoneWords), first(pieces, Clock)
    if zone is None or clock is None:
        return pieces
    words = zone[1].words
    if zone[1].offset is None and not zone[1].names:
        raise Doubt.at(zone[0], f"Compact does not know the time zone of “{words}”.")
    timed = replace(clock[0], value=replace(clock[1], zone=zone[1]))
    return [timed if piece is clock[0] else piece for piece in pieces if piece is not zone[0]]


def _days(pieces: Sequence[Piece]) -> list[Piece]:
    kinds = (Dates, Near, Weekday, DayOfMonth, NthWeekday)
    return [p for p in pieces if isinstance(p.value, kinds)]


# Once


def _compose_once(pieces: Sequence[Piece], line: Line, setting: Setting) -> Timing:
    days = _days(pieces)
    if not days:
        return _compose_clock(pieces, line, setting)
    found: dict[datetime, Timing] = {}
    doubts: list[Doubt] = []
    for today in dict.fromkeys((setting.today, *_today_there(pieces, setting))):
        try:
            timing = _on_day(pieces, days, today, setting)
            found.setdefault(timing.wall.instant, timing)
        except Doubt as doubt:
            doubts.append(doubt)
    if not found:
        raise doubts[0]
    if len(found) > 1:
        readings = [_spell_exactly(timing.wall) for timing in found.values()]
        raise Doubt(pieces[0].start, pieces[-1].end, "It is another day there.", tuple(readings))
    return next(iter(found.values()))


def _today_there(pieces: Sequence[Piece], setting: Setting) -> list[date]:
    """Give the day that it is where the clock stands: "tomorrow 9am JST"."""
    clock = first(pieces, Clock)
    if clock is None or clock[1].zone is None or not clock[1].zone.names[:1]:
        return []
    name = clock[1].zone.names[0] or setting.zone
    return [setting.now.astimezone(ZoneInfo(name)).date()]


def _on_day(
    pieces: Sequence[Piece], days: Sequence[Piece], today: date, setting: Setting
) -> Timing:
    day = _agreed_day(days, today)
    piece, clock, (hour, minute) = choose_clock(pieces, setting, day)
    check_midnight(piece, clock, day, pieces)
    zone, offset = choose_zone(piece, clock, setting, day)
    if hour == 24:
        day, hour = day + timedelta(days=1), 0
    wall = _wall(datetime.combine(day, time(hour, minute)), zone, offset)
    remarks = remark_end(clock)
    if wall.instant <= setting.now:
        raise _passed(days, wall, piece is not None, setting)
    return Timing(wall, "", (*remarks, *_check_wall(wall, pieces, setting)))


def _agreed_day(days: Sequence[Piece], today: date) -> date:
    """Give the day that one or two pieces say.

    Raises:
        Doubt: where they contradict each other.
    """
    if len(days) == 1:
        return resolve_day(days[0], today)
    weekday = next((p for p in days if isinstance(p.value, Weekday)), None)
    other = next(p for p in days if p is not weekday)
    day = resolve_day(other, today)
    start, end = days[0].start, days[-1].end
    if weekday is None:
        second = resolve_day(next(p for p in days if p is not other), today)
        if second != day:
            raise Doubt(start, end, "These are two days.", (f"on {day}", f"on {second}"))
        return day
    assert isinstance(weekday.value, Weekday)
    if day.weekday() != weekday.value.number:
        away = (weekday.value.number - day.weekday() + 3) % 7 - 3
        near = day + timedelta(days=away)
        readings = tuple(f"on {each}" for each in (day, near) if each >= today)
        raise Doubt(start, end, f"{spell_day(day)} is a {day:%A}.", readings)
    return day


def spell_day(day: date) -> str:
    """Write a day for people: "5 April 2018"."""
    return f"{day.day} {day:%B %Y}"


def _wall(local: datetime, zone: str, offset: int | None) -> Wall:
    return Wall(local, zone) if offset is None else Wall(local - timedelta(minutes=offset), UTC)


def _passed(days: Sequence[Piece], wall: Wall, timed: bool, setting: Setting) -> Doubt:
    """Say that a moment is gone, with the nearest that are not."""
    there = Wall.at(wall.instant, setting.zone)
    value = days[0].value
    readings: list[str] = []
    tomorrow = setting.today + timedelta(days=1)
    if not timed and there.local.date() == setting.today:
        readings.append("in 1 hour")
    if isinstance(value, DayOfMonth):
        readings.append(f"on {wall.local.date() + relativedelta(months=1)}")
    elif isinstance(value, Weekday):
        readings.append(f"on {wall.local.date() + timedelta(days=7)}")
    elif there.local.date() == setting.today:
        readings.append(f"on {tomorrow.isoformat()}")
    else:
        later = wall.local.date() + relativedelta(
            years=max(1, setting.today.year - wall.local.year)
        )
        if later <= setting.today:
            later += relativedelta(years=1)
        readings.append(f"on {later.isoformat()}")
    text = f"{spell_day(there.local.date())}, {there.local:%H:%M} has passed."
    return Doubt(days[0].start, days[-1].end, text, tuple(readings))


def _check_wall(wall: Wall, pieces: Sequence[Piece], setting: Setting) -> tuple[str, ...]:
    """Look at times that are too far, that come twice or that the clocks skip.

    Raises:
        Doubt: for the first two.
    """
    if wall.instant > setting.now + FURTHEST:
        text = f"{spell_day(wall.local.date())} is too far ahead: ten years is the most."
        raise Doubt(pieces[0].start, pieces[-1].end, text)
    second = Wall(wall.local.replace(fold=1), wall.zone)
    if second.instant > wall.instant:
        readings = tuple(_spell_exactly(Wall.at(w.instant, UTC)) for w in (wall, second))
        text = f"{wall.local:%H:%M} comes twice that day, since the clocks are put back."
        raise Doubt(pieces[0].start, pieces[-1].end, text, readings)
    shown = Wall.at(wall.instant, wall.zone)
    if shown.local != wall.local:
        return (
            f"There is no {wall.local:%H:%M} that day, since the clocks are put forward: it comes "
            f"at {shown.local:%H:%M}.",
        )
    return ()


def _spell_exactly(wall: Wall) -> str:
    return f"on {wall.local.date().isoformat()} at {wall.local:%H:%M} {wall.zone}"


def _is_amid(pieces: Sequence[Piece], line: Line) -> bool:
    """Tell whether words stand before a moment and behind it."""
    before, behind = line.typed[: pieces[0].start], line.typed[pieces[-1].end :]
    return bool(before.strip(" ,(") and behind.strip(" ,.)"))


def _part_of_today(pieces: Sequence[Piece], line: Line) -> Piece | None:
    """Give the part of this very day that is said, "this morning at 9"."""
    today = ("this ", "cet ", "esta ")
    parts = (piece for piece in pieces if isinstance(piece.value, Part))
    return next((part for part in parts if line.folded.startswith(today, part.start)), None)


def _compose_clock(pieces: Sequence[Piece], line: Line, setting: Setting) -> Timing:
    """Give the next time that the clocks show a time of day."""
    piece, clock, (hour, minute) = choose_clock(pieces, setting, None, alone=True)
    zone, offset = choose_zone(piece, clock, setting, setting.today)
    here = setting.now.astimezone(ZoneInfo(zone)) + timedelta(minutes=offset or 0)
    for ahead in range(-1, 3):
        day = here.date() + timedelta(days=ahead + hour // 24)
        wall = _wall(datetime.combine(day, time(hour % 24, minute)), zone, offset)
        if wall.instant > setting.now:
            break
    remarks: tuple[str, ...] = remark_end(clock)
    later = Wall.at(wall.instant, setting.zone).local.date() > setting.today
    if later and (part := _part_of_today(pieces, line)):
        words = line.typed[part.start : part.end]
        readings = (f"tomorrow {words[5:]}",) if words.lower().startswith("this ") else ()
        raise Doubt.at(part, f"{wall.local:%H:%M} has passed today.", *readings)
    if later and piece and not clock.midnight and _is_amid(pieces, line):
        # What stands before it may be its day.
        words = line.typed[piece.start : piece.end]
        raise Doubt.at(piece, f"{wall.local:%H:%M} has passed today.", f"tomorrow {words}")
    if later and not clock.midnight:
        remarks = (*remarks, f"{wall.local:%H:%M} has passed today: this is tomorrow.")
    return Timing(wall, "", (*remarks, *_check_wall(wall, pieces, setting)))


# Spans


def _compose_span(found: tuple[Piece, Span], pieces: Sequence[Piece], setting: Setting) -> Timing:
    piece, span = found
    if span.fault:
        raise Doubt.at(piece, span.fault)
    if max(span.months * 31, span.days) > FURTHEST.days:
        raise Doubt.at(piece, TOO_FAR)
    here = setting.now.astimezone(ZoneInfo(setting.zone))
    day = here.date() + relativedelta(months=span.months) + timedelta(days=span.days)
    if any(isinstance(p.value, (Clock, Part)) for p in pieces):
        clock_piece, clock, (hour, minute) = choose_clock(pieces, setting, day)
        check_midnight(clock_piece, clock, day, pieces)
        zone, offset = choose_zone(clock_piece, clock, setting, day)
        day += timedelta(days=hour // 24)
        wall = _wall(datetime.combine(day, time(hour % 24, minute)), zone, offset)
        if wall.instant <= setting.now:
            raise Doubt.at(piece, f"{spell_day(day)}, {wall.local:%H:%M} has passed.")
        return Timing(wall, "", (*remark_end(clock), *_check_wall(wall, pieces, setting)))
    base = Wall(datetime.combine(day, here.time()), setting.zone)
    if not (span.months or span.days):
        base = Wall.at(setting.now, setting.zone)
    moment = base.instant + timedelta(minutes=span.minutes)
    if moment <= setting.now:
        raise Doubt.at(piece, "That is now.", "in 5 minutes")
    return Timing(Wall.at(moment, setting.zone))


# Recurrences


def _compose_repeat(
    found: tuple[Piece, Repeat], pieces: Sequence[Piece], line: Line, setting: Setting
) -> Timing:
    piece, repeat = found
    if repeat.fault:
        raise Doubt.at(piece, repeat.fault)
    if repeat.readings:
        words = line.typed[piece.start : piece.end]
        raise Doubt.at(piece, f"“{words}” can mean several things.", *repeat.readings)
    pieces = list(pieces)
    if repeat.part and not first(pieces, Part):
        pieces.append(Piece(piece.start, piece.end, repeat.part))
    clock_piece, clock, (hour, minute) = choose_clock(pieces, setting, None)
    zone, offset = choose_zone(clock_piece, clock, setting, setting.today)
    if offset:
        assert clock_piece is not None
        text = "What comes again is counted by the clocks of a place: name it, or UTC."
        raise Doubt.at(clock_piece, text)
    bounds = {b.value.side: b for b in pieces if isinstance(b.value, Bound)}
    rule, wall, remarks = make_rule(
        piece, repeat, _days(pieces), bounds, time(hour % 24, minute), zone, setting.now
    )
    return Timing(wall, rule, (*remark_end(clock), *remarks))
