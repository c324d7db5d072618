"""Which pieces of a line are its moment, and which belong to the note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from handlers.questions.moments.leftover import find_unread, has_begun, is_joining
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
from handlers.questions.moments.scanning import are_joined, is_bound
from handlers.questions.moments.zones import ZoneWords, read_city

_DAYS = (Dates, Near, Weekday, DayOfMonth, NthWeekday)
# Words of a moment that go with it where it is taken out of a note; articles stay.
_GOES_WITH = re.compile(
    r"\s(?:by|before|after|from|until|till|for|of|about|around|de|du|del|avant|para|до|к)\s*$", re.I
)
_BEHIND = re.compile(
    r"[\s.,;!?)]*(?:please|thanks|s'il vous plait|por favor|пожалуиста|请)?[\s.!?]*"
)
_BEFORE = re.compile(r"[\s,(]*(?:please\s+)?")
_NEXT_WORD = re.compile(r"\s([^\W\d_]+)")
_COLON = re.compile(r"\s?:\s+(?=\S)")
_LEADING = re.compile(r"^(?:(?:to|that|de|que|чтобы|ان)\s+|d['’](?=\w))", re.IGNORECASE)
_PLEASE = re.compile(r"^please\s+|\s+please$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The pieces of a moment, and the note beside it.

    Args:
        pieces: in the order of the line.
        note: what is left.
    """

    pieces: tuple[Piece, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Divided:
    """A line that can be cut into moment and note in several ways.

    Args:
        text: what has to be said.
        ways: the likelier first.
    """

    text: str
    ways: tuple[Chosen, ...]


def choose_pieces(line: Line, pieces: Sequence[Piece]) -> Chosen | Divided | None:
    """Find the moment of a line.

    Args:
        line: what was typed.
        pieces: everything in it that may say when.

    Returns:
        The one way to cut it; several; or None where nothing says when.
    """
    front, back = _at_front(line, pieces), _at_back(line, pieces)
    if front and (colon := _COLON.match(line.folded, front[-1].end)):
        return Chosen(tuple(front), line.typed[colon.end() :].strip())
    if front and back and front[0] is not back[0]:
        return _from_both(line, pieces, front, back)
    run = front or back
    if not run:
        return _from_within(line, pieces)
    if not _means_time(line, run):
        return _divide(line, "Is that when?", [run, *_without_number(line, run)])
    if run is back and is_bound(line, run[0]):
        return _from_bound(line, pieces, run)
    return _with_left_over(line, pieces, run)


def _at_front(line: Line, pieces: Sequence[Piece]) -> list[Piece]:
    """Give the longest run from the first letter on whose pieces fit each other."""
    opening = _BEFORE.match(line.folded)
    assert opening is not None
    if not pieces or pieces[0].start != opening.end():
        return []
    run = [pieces[0]]
    for piece in pieces[1:]:
        if not (are_joined(line, run[-1], piece) and fit([*run, piece], partly=True)):
            break
        run.append(piece)
    while run and not fit(run):
        run.pop()
    return run


def _at_back(line: Line, pieces: Sequence[Piece]) -> list[Piece]:
    """Give the longest run up to the last letter whose pieces fit each other."""
    if not pieces or not _BEHIND.fullmatch(line.folded[pieces[-1].end :]):
        return []
    run = [pieces[-1]]
    for piece in reversed(pieces[:-1]):
        if not (are_joined(line, piece, run[0]) and fit([piece, *run], partly=True)):
            break
        run.insert(0, piece)
    while run and not fit(run):
        run.pop(0)
    return run


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
    if not (_has(values, ZoneWords) <= _lacks_zone(values) or partly):
        return False
    bounds = [value.side for value in values if isinstance(value, Bound)]
    repeat = next((value for value in values if isinstance(value, Repeat)), None)
    if len(set(bounds)) < len(bounds) or (bounds and not repeat and not partly):
        return False
    days = [piece for piece in run if isinstance(piece.value, _DAYS)]
    if repeat:
        return not _has(values, Span) and len(days) <= 1 and (not days or _completes(days, repeat))
    span = next((value for value in values if isinstance(value, Span)), None)
    if span:
        timed = _has(values, Clock) or _has(values, Part)
        return not days and not (timed and span.minutes)
    return _days_fit(days)


def _has(values: Sequence[object], kind: type) -> bool:
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


def _means_time(line: Line, run: Sequence[Piece]) -> bool:
    """Tell whether a run says when by itself; a bare number does so only beside a day."""
    days = [piece for piece in run if isinstance(piece.value, _DAYS)]
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
        if isinstance(value, DayOfMonth) and _BEHIND.fullmatch(line.folded[piece.end :]):
            continue
        if isinstance(value, (Dates, Vague)):
            continue
        if isinstance(value, Clock) and _is_no_date(line, piece):
            continue
        return False
    return True


def _without_number(line: Line, run: Sequence[Piece]) -> list[list[Piece]]:
    """Give a run without a number that may belong to the note: "tomorrow 1430 call"."""
    kept = [p for p in run if p.sure or not isinstance(p.value, Clock)]
    return [kept] if kept and len(kept) < len(run) and _means_time(line, kept) else []


def _is_no_date(line: Line, piece: Piece) -> bool:
    """Tell whether "10.30" can only be a time: no month has that number."""
    day, dot, month = line.folded[piece.start : piece.end].partition(".")
    if not dot or not (day + month).isdigit():
        return False
    return not (1 <= int(month) <= 12 and int(day) and day_exists(0, int(month), int(day)))


def _from_both(
    line: Line, pieces: Sequence[Piece], front: list[Piece], back: list[Piece]
) -> Chosen | Divided:
    if _belongs_to_note(line, front, back):
        return _with_left_over(line, pieces, front)
    bound, clear = is_bound(line, back[0]), _means_time(line, back)
    named = line.typed[back[0].start : back[-1].end].isalpha()
    if _is_silent(back) and named and not back[0].anchored and _means_time(line, front):
        # "At 15:00 write to May."
        return _with_left_over(line, pieces, front)
    if bound or not clear:
        if _means_time(line, front):
            return _with_left_over(line, pieces, front)
        return _divide(line, "Which of them is when?", [front, back])
    if not _means_time(line, front) and not fit([*front, *back]):
        return _with_left_over(line, pieces, back)
    if fit([*front, *back]) and _means_time(line, [*front, *back]):
        return _with_left_over(line, pieces, [*front, *back])
    return _divide(line, "Which of them is when, and which belongs to the note?", [front, back])


def _belongs_to_note(line: Line, run: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Tell whether a moment is whole and its note has begun before another time.

    So "tomorrow 17:00 confirm dinner at 19:30 on Saturday"; no "tomorrow 17:00 or Saturday".
    """
    start, end = run[-1].end, other[0].start
    if line.folded[: run[0].start].strip(" ,(") not in ("", "please") or end < start:
        return False
    values, others = [p.value for p in run], [p.value for p in other]
    if _has(others, Repeat):
        begun = _has(values, Repeat) or has_begun(line.folded[start:end])
        return _is_whole(run) and begun and _is_adjective(line, other)
    if not (_has(others, Clock) or _is_whole(run)):
        return False
    if _has(values, Repeat) and (fit([*run, *other]) or _has(others, Vague)):
        return False
    if not (_means_time(line, run) and (_has(values, Clock) or _is_whole(run))):
        return False
    if not any(_has(others, kind) for kind in (*_DAYS, Clock, Span, Vague)):
        return False
    if not _is_whole(run) and (not run[0].anchored or fit([*run, *other])):
        return False
    return has_begun(line.folded[start:end])


def _is_adjective(line: Line, run: Sequence[Piece]) -> bool:
    """Tell "prepare the weekly report" from "report weekly"."""
    behind = _NEXT_WORD.match(line.folded, run[-1].end)
    return len(run) == 1 and not run[0].anchored and bool(behind and not is_joining(behind[1]))


def _is_whole(run: Sequence[Piece]) -> bool:
    """Tell whether a run says day and time of day, or how many minutes from now."""
    values = [piece.value for piece in run]
    if any(isinstance(value, Span) and value.minutes for value in values):
        return True
    days = any(_has(values, kind) for kind in (*_DAYS, Span, Repeat))
    return days and _has(values, Clock)


def _from_bound(line: Line, pieces: Sequence[Piece], run: list[Piece]) -> Divided | Chosen:
    """Ask where the only time of a line stands behind a word such as "by" or "of"."""
    ways = [run]
    for number, piece in enumerate(run):
        if number and piece.anchored and fit(run[number:]):
            ways.append(run[number:])
            break
    return _divide(line, "Is that when, or does it belong to the note?", ways)


def _from_within(line: Line, pieces: Sequence[Piece]) -> Chosen | Divided | None:
    runs = [run for run in _runs(line, pieces) if fit(run)]
    free = [run for run in runs if not is_bound(line, run[0]) and _means_time(line, run)]
    free = [run for run in free if any(p.sure for p in run)]
    if len(free) == 1 and _stands_out(free[0]):
        return _with_left_over(line, pieces, free[0])
    ways = free or [run for run in runs if any(p.sure for p in run)]
    return _divide(line, "Is that when, or does it belong to the note?", ways[:3]) if ways else None


def _stands_out(run: Sequence[Piece]) -> bool:
    """Tell whether a run in the middle of a line can only be its moment."""
    return run[0].anchored or isinstance(run[0].value, (Near, Repeat))


def _runs(line: Line, pieces: Sequence[Piece]) -> list[list[Piece]]:
    found: list[list[Piece]] = []
    for piece in pieces:
        if found and are_joined(line, found[-1][-1], piece) and fit([*found[-1], piece]):
            found[-1].append(piece)
        elif not isinstance(piece.value, Bound):
            found.append([piece])
    return found


def _with_left_over(line: Line, pieces: Sequence[Piece], run: Sequence[Piece]) -> Chosen | Divided:
    """Ask where something that looks like a time would be left to the note in silence."""
    chosen = Chosen(tuple(run), _note(line, run))
    others = [each for each in _runs(line, pieces) if each[0] not in run]
    others = [[p for p in each if p not in run] for each in others]
    others = [each for each in others if not _belongs_to_note(line, run, each)]
    free = [
        each
        for each in others
        if any(p.sure for p in each) and not is_bound(line, each[0]) and not _is_silent(each)
    ]
    free += [each for each in others if each not in free and _goes_on(line, run, each)]
    free += [each for each in others if each not in free and _is_rough_day(line, run, each)]
    numbers = [each for each in others if _follows_as_number(line, run, each)]
    if not free and not numbers:
        if city := _city_behind(line, run):
            return city
        if word := find_unread(line, run):
            return Divided(f"“{word}” was not understood.", (chosen,))
        return chosen
    ways = [run]
    for other in (*free[:2], *numbers[:1]):
        both = sorted([*run, *other], key=lambda piece: piece.start)
        twice = all(any(isinstance(p.value, _DAYS) for p in each) for each in (run, other))
        ways.append(both if fit(both) and not twice else other)
    return _divide(line, "Which of them is when, and which belongs to the note?", ways)


def _city_behind(line: Line, run: Sequence[Piece]) -> Divided | None:
    """Ask of "10:00 Bangkok call", where the city is a time zone or belongs to the note."""
    for number, piece in enumerate(run):
        clock = piece.value
        if not isinstance(clock, Clock) or clock.zone:
            continue
        comma = piece.end + line.folded.startswith(",", piece.end)
        zone = read_city(line.typed, line.folded, comma, line.cities)
        if zone is None or zone.names == (line.zone,):
            continue
        there = replace(piece, end=zone.end, value=replace(clock, zone=zone))
        ways = [[*run[:number], there, *run[number + 1 :]], run]
        return _divide(line, f"Is “{zone.words}” the time zone?", ways)
    return None


def _goes_on(line: Line, run: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Tell "tomorrow by 5 p.m. send it", where one word parts a moment in two."""
    between = line.folded[run[-1].end : other[0].start]
    return (
        run[-1].end < other[0].start
        and (len(between.split()) == 1 or not has_begun(between))
        and fit([*run, *other])
        and any(p.sure for p in other)
    )


def _is_silent(run: Sequence[Piece]) -> bool:
    """Tell whether a run is a month alone, which a note may well name."""
    return all(isinstance(p.value, Vague) and not p.sure for p in run)


def _is_rough_day(line: Line, run: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Tell "at 15:00 next quarter", where a day is missing and a month or quarter is named."""
    if not _is_silent(other) or _has_day(run):
        return False
    behind = run[-1].end <= other[0].start and are_joined(line, run[-1], other[0])
    return other[0].anchored or behind


def _has_day(run: Sequence[Piece]) -> bool:
    return any(isinstance(piece.value, (*_DAYS, Span, Repeat, Vague)) for piece in run)


def _follows_as_number(line: Line, run: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Tell "tomorrow 1430 call", where four digits stand right behind a day."""
    return (
        isinstance(other[0].value, Clock)
        and not other[0].sure
        and not _has([p.value for p in run], Clock)
        and any(are_joined(line, piece, other[0]) for piece in run if piece.end <= other[0].start)
    )


def _divide(line: Line, text: str, ways: Sequence[Sequence[Piece]]) -> Divided:
    return Divided(text, tuple(Chosen(tuple(way), _note(line, way)) for way in ways))


def _note(line: Line, run: Sequence[Piece]) -> str:
    """Give what is left of a line when the pieces of its moment are taken out."""
    kept: list[str] = []
    at, last = 0, None
    for piece in run:
        if last is None or not are_joined(line, last, piece):
            before = line.typed[at : piece.start]
            kept.append(_GOES_WITH.sub("", f" {before}") if is_bound(line, piece) else before)
        at, last = piece.end, piece
    kept.append(line.typed[at:])
    # A bracket around a moment goes with it; one of the note stays.
    joined = [
        kept[0].rstrip(" ,;(（，、"),
        *(part.strip(" ,;，、").lstrip(")） ,;，、") for part in kept[1:]),
    ]
    joined[1:-1] = [part.rstrip(" ,;(（，、") for part in joined[1:-1]]
    text = " ".join(filter(None, joined))
    return tidy(text)


def tidy(text: str) -> str:
    """Take off what only joins a note to its moment, and quotation marks around all of it."""
    text = _PLEASE.sub("", _LEADING.sub("", text.strip(" ,;:"))).strip(" ,;:-–")
    pairs = ('""', "“”", "„“", "„”", "«»", "‘’", "''")
    if len(text) > 2 and text[0] + text[-1] in pairs and text[0] not in text[1:-1]:
        return text[1:-1].strip()
    return text


def spell_run(line: Line, run: Sequence[Piece]) -> str:
    """Write out the words of a moment, as typed."""
    words: list[str] = []
    at = run[0].start
    for before, piece in pairwise(run):
        if not are_joined(line, before, piece):
            words.append(line.typed[at : before.end])
            at = piece.start
    words.append(line.typed[at : run[-1].end])
    return " ".join(words)
