"""Which pieces of a line are its moment, and which belong to the note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from handlers.questions.moments.belonging import (
    belongs_to_note,
    follows_as_number,
    goes_on,
    is_rough_day,
    is_silent,
    without_adjective,
)
from handlers.questions.moments.fitting import BEHIND, DAYS, fit, has, means_time
from handlers.questions.moments.leftover import find_unread
from handlers.questions.moments.pieces import (
    Bound,
    Clock,
    Line,
    Near,
    Part,
    Piece,
    Repeat,
    Span,
)
from handlers.questions.moments.scanning import are_joined, is_bound, read_piece
from handlers.questions.moments.seams import find_behind_colon
from handlers.questions.moments.whereabouts import begins_note
from handlers.questions.moments.zones import ZoneWords, read_city

# Words of a moment that go with it where it is taken out of a note; articles stay.
_GOES_WITH = re.compile(
    r"\s(?:by|before|after|from|until|till|for|of|about|around|de|du|del|avant|para|до|к)\s*$", re.I
)
_BEFORE = re.compile(r"[\s,(]*(?:please\s+)?")
_BEGINNING = re.compile(r"starting|beginning|a\s+partir|начиная|ابتداء")
_COLON = re.compile(r"\s?:\s+(?=\S)")
_LEADING = re.compile(r"^(?:(?:to|that|de|que|чтобы|[اأ]ن)\s+|d['’](?=\w))", re.IGNORECASE)
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
        return _before_colon(line, pieces, front, colon.end())
    front = _with_beginning(line, pieces, front)
    if front and back and front[0] is not back[0]:
        return _from_both(line, pieces, front, back)
    run = front or back
    if not run:
        return _from_within(line, pieces)
    if not means_time(line, run):
        return _divide(line, "Is that when?", [run, *_without_number(line, run)])
    if run is front and (once := without_adjective(line, run)):
        return _divide(line, "Once, or again and again?", [run, once])
    if run is back and is_bound(line, run[0]):
        return _from_bound(line, pieces, run)
    return _with_left_over(line, pieces, run)


def _before_colon(
    line: Line, pieces: Sequence[Piece], front: list[Piece], at: int
) -> Chosen | Divided:
    """Cut a line at its colon, unless an hour follows: "Friday: 10am call Peru"."""
    note = line.typed[at:].strip()
    chosen = Chosen(tuple(front), tidy(note) if note[:1] in '"“„«' else note)
    following = next((p for p in pieces if p.start == at), None)
    whole = [*front, following] if following else []
    if _is_hour(following) and fit(whole):
        return Divided("Is that when?", (Chosen(tuple(whole), _note(line, whole)), chosen))
    if word := find_behind_colon(line, front, at):
        return Divided(f"“{word}” was not understood.", (chosen,))
    return chosen


def _with_beginning(line: Line, pieces: Sequence[Piece], front: list[Piece]) -> list[Piece]:
    """Add "starting next Monday" at the end of a line to its recurrence."""
    last = pieces[-1] if pieces else None
    if not front or last is None or last in front or not isinstance(last.value, Bound):
        return front
    said = _BEGINNING.match(line.folded, last.start) and BEHIND.fullmatch(line.folded[last.end :])
    return [*front, last] if said and fit([*front, last]) else front


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
    if not pieces or not BEHIND.fullmatch(line.folded[pieces[-1].end :]):
        return []
    run = [pieces[-1]]
    for piece in reversed(pieces[:-1]):
        if not (are_joined(line, piece, run[0]) and fit([piece, *run], partly=True)):
            break
        run.insert(0, piece)
    while run and not fit(run):
        run.pop(0)
    return run


def _without_number(line: Line, run: Sequence[Piece]) -> list[list[Piece]]:
    """Give a run without a number that may belong to the note: "tomorrow 1430 call"."""
    kept = [p for p in run if p.sure or not isinstance(p.value, Clock)]
    return [kept] if kept and len(kept) < len(run) and means_time(line, kept) else []


def _from_both(
    line: Line, pieces: Sequence[Piece], front: list[Piece], back: list[Piece]
) -> Chosen | Divided:
    if belongs_to_note(line, front, back):
        return _with_left_over(line, pieces, front)
    bound, clear = is_bound(line, back[0]), means_time(line, back)
    named = line.typed[back[0].start : back[-1].end].isalpha()
    if is_silent(back) and named and not back[0].anchored and means_time(line, front):
        # "At 15:00 write to May."
        return _with_left_over(line, pieces, front)
    if bound or not clear:
        if means_time(line, front):
            return _with_left_over(line, pieces, front)
        return _divide(line, "Which of them is when?", [front, back])
    if not means_time(line, front) and not fit([*front, *back]):
        return _with_left_over(line, pieces, back)
    if fit([*front, *back]) and means_time(line, [*front, *back]):
        return _with_left_over(line, pieces, [*front, *back])
    return _divide(line, "Which of them is when, and which belongs to the note?", [front, back])


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
    free = [run for run in runs if not is_bound(line, run[0]) and means_time(line, run)]
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
    others = [each for each in others if not belongs_to_note(line, run, each)]
    free = [
        each
        for each in others
        if any(p.sure for p in each) and not is_bound(line, each[0]) and not is_silent(each)
    ]
    free += [each for each in others if each not in free and goes_on(line, run, each)]
    free += [each for each in others if each not in free and is_rough_day(line, run, each)]
    numbers = [each for each in others if follows_as_number(line, run, each)]
    if not free and not numbers:
        city = _city_behind(line, run)
        if isinstance(city, Divided):
            return city
        if city:
            run, chosen = city, Chosen(tuple(city), _note(line, city))
        if word := find_unread(line, run):
            return Divided(f"“{word}” was not understood.", (chosen,))
        return chosen
    ways = [run]
    for other in (*free[:2], *numbers[:1]):
        both = sorted([*run, *other], key=lambda piece: piece.start)
        twice = all(any(isinstance(p.value, DAYS) for p in each) for each in (run, other))
        ways.append(both if fit(both) and not twice else other)
    return _divide(line, "Which of them is when, and which belongs to the note?", ways)


def _city_behind(line: Line, run: Sequence[Piece]) -> Divided | list[Piece] | None:
    """Ask of "10:00 Bangkok call", where the city is a time zone or belongs to the note.

    Where a verb follows, "10:00 Bangkok send the text", it is the zone: the run with it.
    """
    apart = has([piece.value for piece in run], ZoneWords)
    for number, piece in enumerate(run):
        clock = piece.value
        if not isinstance(clock, Clock) or clock.zone or apart:
            continue
        comma = piece.end + line.folded.startswith(",", piece.end)
        zone = read_city(line.typed, line.folded, comma, line.cities)
        if zone is None or zone.names == (line.zone,):
            continue
        there = replace(piece, end=zone.end, value=replace(clock, zone=zone))
        ways = [[*run[:number], there, *run[number + 1 :]], list(run)]
        if piece is run[-1] and begins_note(line.folded[zone.end :]):
            return ways[0]
        return _divide(line, f"Is “{zone.words}” the time zone?", ways)
    return None


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


def spell_way(line: Line, way: Chosen) -> str:
    """Write out moment and note; a note that begins like a time, in quotation marks."""
    moment, note = spell_run(line, way.pieces), Line(way.note, line.cities, line.zone)
    timed = _is_hour(read_piece(note, 0)) or find_behind_colon(note, way.pieces, 0)
    return f'{moment}: "{way.note}"' if timed and '"' not in way.note else f"{moment}: {way.note}"


def _is_hour(piece: Piece | None) -> bool:
    return piece is not None and isinstance(piece.value, (Clock, Part, Span))


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
