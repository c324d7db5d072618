"""What stands where a moment and its note meet, and may be a part of either.

No list holds every way in which people write a time.  What no reader knows, "half 3", "9 oclok",
"8.15, say", "no wait, ten", stands beside the moment that was read, as a rule: a number that counts
nothing, a unit of time, a word that takes the moment back, a place.  Such words are asked about; a
note begins with a plain word, or with a number and what it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handlers.questions.moments.counting import (
    counts,
    halves_hour,
    has_noun,
    is_named,
    may_be_hour,
)
from handlers.questions.moments.hedges import (
    FAR,
    FILLING,
    HALVES,
    HEDGING,
    HOURS,
    LESS,
    LOOSELY,
    OFTEN,
    SOME_TIMES,
    TOWARDS,
)
from handlers.questions.moments.leading import (
    ORDINALS_IN_WORDS,
    find_before,
    find_far,
    find_last,
    is_abbreviated,
)
from handlers.questions.moments.likeness import (
    is_slip,
)
from handlers.questions.moments.note_words import DETERMINERS
from handlers.questions.moments.pieces import Line, Piece
from handlers.questions.moments.retracting import ORDINAL, find_bounded, find_taken_back
from handlers.questions.moments.scanning import are_joined
from handlers.questions.moments.whereabouts import find_whereabouts
from handlers.questions.moments.words import Lack, Word, find_lack, split_words

_END_OF = (
    r"(?:end|close|start|beginning|opening|top|middle|crack|break|stroke|dead)\s+of"
    r"(?:\s+the)?\s+\w+"
)
_END_BEFORE = re.compile(rf"(?<!\w)({_END_OF})\s*,?\s*$")
_END_BEHIND = re.compile(rf"\s*,?\s*((?:(?:at|by|before|the)\s+)*{_END_OF})")
# "330", which no reader takes for a time without "at".
_THREE = re.compile(r"[1-9][0-5][05]")
_MINUTE, _MINUTES_LEFT = re.compile(r"[0-5]?\d"), re.compile(r"[0-5][05]")
_FAR_BEHIND = FAR - {"to", "plus"}
# How many plain words may part a day from its hour, and how many that fill.
_MOST_PLAIN, _MOST_FILLING = 3, 6


def find_at_seam(line: Line, run: Sequence[Piece]) -> str:
    """Find what may be a part of a moment, or take it back, and was left to the note.

    Args:
        line: what was typed.
        run: the pieces of the moment.

    Returns:
        The words, as typed; "" where the note plainly is a note.
    """
    lack = find_lack(run)
    if lack.clock and (found := _find_end(line, run)):
        return found
    for start, end in _gaps(line, run):
        if words := _find(line, split_words(line, start, end), start, end, lack):
            return line.typed[words[0].start : words[-1].end].strip()
    return ""


def find_behind_colon(line: Line, run: Sequence[Piece], at: int) -> str:
    """Find an hour, or a word that takes the moment back, at the beginning of a note.

    Args:
        line: what was typed.
        run: the pieces of the moment.
        at: where the note begins.

    Returns:
        The words, as typed; "" where there is none.
    """
    words = split_words(line, at, len(line.folded))
    beside = bool(words) and _says_when(words, 0, find_lack(run), plain=0, beside=True)
    found = words[:2] if beside else find_taken_back(words, behind=True)
    return line.typed[found[0].start : found[-1].end] if found else ""


def _find_end(line: Line, run: Sequence[Piece]) -> str:
    """Give "end of play" beside a day."""
    match = _END_BEFORE.search(line.folded, 0, run[0].start)
    match = match or _END_BEHIND.match(line.folded, run[-1].end)
    return line.typed[match.start(1) : match.end(1)] if match else ""


def _gaps(line: Line, run: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """List where the note stands: before a moment, behind it, and between its parts."""
    at = 0
    for number, piece in enumerate(run):
        if number == 0 or not are_joined(line, run[number - 1], piece):
            yield at, piece.start
        at = piece.end
    yield at, len(line.folded)


def _find(line: Line, words: Sequence[Word], start: int, end: int, lack: Lack) -> Sequence[Word]:
    behind, before = start > 0, end < len(line.folded)
    found = (_behind(words, lack) if behind else ()) or (find_before(words, lack) if before else ())
    found = found or find_taken_back(words, behind=behind)
    if lack.clock:
        found = found or find_far(words) or (() if before else find_last(words))
    else:
        found = found or find_whereabouts(line, words, behind=behind)
    return found or (find_bounded(words) if lack.repeats else ())


# Behind a moment


def _behind(words: Sequence[Word], lack: Lack) -> Sequence[Word]:
    """Give the first words of a note that may be the end of its moment."""
    plain = filling = 0
    beside = True
    for at, word in enumerate(words):
        if _says_when(words, at, lack, plain=plain, beside=beside):
            return words[at : at + 2]
        beside = beside and (word.is_mark or word.text in HEDGING)
        if word.text in FILLING:
            filling += 1
        elif not word.is_mark:
            plain += 1
        # Where the hour is not said, it may stand behind a word that nobody has foreseen.
        if plain > (_MOST_PLAIN if lack.clock else 0) or filling > _MOST_FILLING:
            break
    return ()


def _says_when(words: Sequence[Word], at: int, lack: Lack, *, plain: int, beside: bool) -> bool:
    """Tell whether a word near a moment may be of its time of day, or of its day.

    Args:
        words, at: the word is one of them.
        lack: what the moment lacks.
        plain: how many plain words part them.
        beside: whether none does, nor one that fills and hedges nothing.
    """
    text = words[at].text
    if not plain and _moves(text, lack):
        return True
    if beside and (_is_cut_off(words, at, lack) or _is_day_left(words[at], lack)):
        return True
    if lack.clock and text in ("pm", "p.m", "hundred"):
        return at == 0 or words[at - 1].text not in DETERMINERS
    if is_named(words, at) or (plain and words[at - 1].text in DETERMINERS):
        return False
    if ORDINAL.fullmatch(text) or (beside and text in ORDINALS_IN_WORDS):
        return lack.day and not has_noun(words, at)
    if text in HOURS:
        return (lack.clock and not plain) or beside
    if text in HALVES:
        return not plain and halves_hour(words, at, lack)
    return _is_hour(words, at, lack, plain=plain, beside=beside)


def _moves(text: str, lack: Lack) -> bool:
    """Tell "minus 15", "after breakfast" behind a day, and "alternate" behind a recurrence."""
    return (
        text in LOOSELY
        or text in OFTEN
        or (text in LESS and (text != "plus" or lack.minutes))
        or (lack.clock and (text in TOWARDS or text in _FAR_BEHIND))
        or (lack.repeats and text in SOME_TIMES)
    )


def _is_cut_off(words: Sequence[Word], at: int, lack: Lack) -> bool:
    """Tell "tomorrow at tree" from "tomorrow at the Palais"; "at 5 to" from "at 5 to ring"."""
    following = words[at + 1] if at + 1 < len(words) else None
    if lack.clock:
        named = following and (following.text in DETERMINERS or following.capital)
        return words[at].text in ("at", "@", "um", "alle") and not named
    ends = following is None or following.is_mark
    return words[at].text == "past" or (words[at].text in ("to", "till") and ends)


def _is_day_left(word: Word, lack: Lack) -> bool:
    """Tell "tomorrow week", "3pm wedn", "tomorrow afernoon"."""
    if word.text in ("week", "weeks", "fortnight"):
        return not (lack.day or lack.repeats)
    return is_slip(word.text) or (lack.day and is_abbreviated(word))


def _is_hour(words: Sequence[Word], at: int, lack: Lack, *, plain: int, beside: bool) -> bool:
    """Tell whether a number, in digits or letters, counts nothing."""
    text = words[at].text
    number = may_be_hour(text) or bool(beside and _THREE.fullmatch(text))
    number = number or bool(lack.minutes and _MINUTE.fullmatch(text))
    if not number or not (lack.clock or beside):
        return False
    if plain and (text > "\u0400" or words[at - 1].text > "\u0400"):
        # What is counted has no form of its own there.
        return not has_noun(words, at)
    strictly = beside and bool(_MINUTES_LEFT.fullmatch(text))
    return not counts(words, at, lack, strictly=strictly)
