"""Whether a time that is not of the moment belongs to the note, or has to be asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.questions.moments.fitting import BEHIND, DAYS, fit, has, means_time
from handlers.questions.moments.leftover import has_begun, is_joining
from handlers.questions.moments.note_words import OPENING_VERBS
from handlers.questions.moments.pieces import (
    Clock,
    Line,
    Piece,
    Repeat,
    Span,
    Vague,
)
from handlers.questions.moments.scanning import are_joined
from handlers.questions.moments.vocabulary import BINDING

# A note as short as "call Lima" says no more of a day that follows.
_FEW_WORDS = 3
_NOT_LATIN = re.compile(r"[\u0400-\u06ff]")
_ADJECTIVES = frozenset("daily weekly monthly quarterly yearly".split())
_NEXT_WORD = re.compile(r"\s([^\W\d_]+)")


def belongs_to_note(line: Line, run: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Tell whether a moment is whole and its note has begun before another time.

    So "tomorrow 17:00 confirm dinner at 19:30 on Saturday"; no "tomorrow 17:00 or Saturday".
    """
    start, end = run[-1].end, other[0].start
    if line.folded[: run[0].start].strip(" ,(") not in ("", "please") or end < start:
        return False
    values, others = [p.value for p in run], [p.value for p in other]
    if has(others, Repeat):
        begun = has(values, Repeat) or has_begun(line.folded[start:end])
        return _is_whole(run) and begun and _is_adjective(line, other)
    if not (has(others, Clock) or _is_whole(run)):
        return False
    if has(values, Repeat) and (fit([*run, *other]) or has(others, Vague)):
        return False
    if not (means_time(line, run) and (has(values, Clock) or _is_whole(run))):
        return False
    if not any(has(others, kind) for kind in (*DAYS, Clock, Span, Vague)):
        return False
    if not _is_whole(run) and (not run[0].anchored or fit([*run, *other])):
        return False
    return has_begun(line.folded[start:end]) and not _may_be_day(line, run, other)


def _may_be_day(line: Line, run: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Tell "tomorrow at 10:00 call Lima on Friday", where two days may be that of the call."""
    days = all(isinstance(piece.value, DAYS) for piece in other)
    # In Arabic and Russian such a day is as often that of a noun: "билеты на 23 марта".
    days = days and not _NOT_LATIN.search(line.folded)
    if not days or not BEHIND.fullmatch(line.folded[other[-1].end :]):
        return False
    between = line.folded[run[-1].end : other[0].start]
    words = between.split()
    plain = BINDING.isdisjoint(words) and not re.search(r"[(,;:–-]", between)
    return plain and len(words) <= _FEW_WORDS


def _is_adjective(line: Line, run: Sequence[Piece]) -> bool:
    """Tell "prepare the weekly report" from "report weekly"."""
    behind = _NEXT_WORD.match(line.folded, run[-1].end)
    return len(run) == 1 and not run[0].anchored and bool(behind and not is_joining(behind[1]))


def without_adjective(line: Line, run: Sequence[Piece]) -> list[Piece]:
    """Give the moment without "weekly" in "Monday weekly report to Joe"."""
    last = run[-1]
    following = _NEXT_WORD.match(line.folded, last.end)
    either = len(run) > 1 and line.folded[last.start : last.end] in _ADJECTIVES
    if not either or not _is_adjective(line, [last]) or not following:
        return []
    return list(run[:-1]) if following[1] not in OPENING_VERBS and fit(run[:-1]) else []


def _is_whole(run: Sequence[Piece]) -> bool:
    """Tell whether a run says day and time of day, or how many minutes from now."""
    values = [piece.value for piece in run]
    if any(isinstance(value, Span) and value.minutes for value in values):
        return True
    days = any(has(values, kind) for kind in (*DAYS, Span, Repeat))
    return days and has(values, Clock)


def goes_on(line: Line, run: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Tell "tomorrow by 5 p.m. send it", where one word parts a moment in two."""
    between = line.folded[run[-1].end : other[0].start]
    return (
        run[-1].end < other[0].start
        and (len(between.split()) == 1 or not has_begun(between))
        and fit([*run, *other])
        and any(p.sure for p in other)
    )


def is_silent(run: Sequence[Piece]) -> bool:
    """Tell whether a run is a month alone, which a note may well name."""
    return all(isinstance(p.value, Vague) and not p.sure for p in run)


def is_rough_day(line: Line, run: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Tell "at 15:00 next quarter", where a day is missing and a month or quarter is named."""
    if not is_silent(other) or _has_day(run):
        return False
    behind = run[-1].end <= other[0].start and are_joined(line, run[-1], other[0])
    return other[0].anchored or behind


def _has_day(run: Sequence[Piece]) -> bool:
    return any(isinstance(piece.value, (*DAYS, Span, Repeat, Vague)) for piece in run)


def follows_as_number(line: Line, run: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Tell "tomorrow 1430 call", where four digits stand right behind a day."""
    return (
        isinstance(other[0].value, Clock)
        and not other[0].sure
        and not has([p.value for p in run], Clock)
        and any(are_joined(line, piece, other[0]) for piece in run if piece.end <= other[0].start)
    )
