"""What stands before a moment or at the end of a line, and may be a part of the moment."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.questions.moments.counting import counts, is_named, may_be_hour
from handlers.questions.moments.hedges import (
    FAR,
    FILLING,
    HALVES,
    HOURS,
    MINUTES,
    OFTEN,
    SOME_BEFORE,
    SOME_TIMES,
    TOWARDS,
)
from handlers.questions.moments.likeness import is_like_time, is_number_word, is_short_day
from handlers.questions.moments.note_words import DETERMINERS
from handlers.questions.moments.numerals import DAYS_IN_WORDS
from handlers.questions.moments.retracting import ORDINAL
from handlers.questions.moments.vocabulary import NAMED_CLOCKS, months
from handlers.questions.moments.words import Lack, Word

ORDINALS_IN_WORDS = frozenset(word for word in DAYS_IN_WORDS if not may_be_hour(word))
_JOINING_MARKS = frozenset("/ & + // &&".split())
_IN = frozenset("in within after en dans dentro через".split())
_CLOSING = frozenset("ish or so sharp latest tops max please thanks exactly too ok ca".split())
_SPANS = frozenset("fortnight week weeks wk wks month".split())
_FAR = FAR - {"to", "plus", "past"}
_DATE = re.compile(r"(?:[12]?\d|3[01])(?:[./-]\d{1,2}\.?)?")


def is_abbreviated(word: Word) -> bool:
    """Tell whether a word is short for a day, "dem 16h", and no name, "call Sam 15:15"."""
    named = word.capital and word.text.isalpha() and not word.text.endswith("day")
    return is_short_day(word.text) and not named


def find_before(words: Sequence[Word], lack: Lack) -> Sequence[Word]:
    """Find the last words before a moment that may be its beginning.

    Args:
        words: all that stand before it.
        lack: what it lacks.
    """
    if words and words[-1].text in _JOINING_MARKS:
        return words[-2:]
    at = len(words) - 1
    while at >= 0 and (words[at].is_mark or words[at].text in FILLING):
        at -= 1
    text = words[at].text if at >= 0 else ""
    number = text[:1].isdigit() or may_be_hour(text)
    if at < 0 or (number and is_named(words, at)):
        return _day_left(words) if lack.day else ()
    some = text in SOME_TIMES or text in SOME_BEFORE
    often = text in OFTEN or text in _SPANS or (lack.repeats and some)
    timed = may_be_hour(text) or text in HOURS or text in HALVES
    if often or ((lack.clock or lack.day) and timed) or (lack.day and _is_day(words, at)):
        return words[at:]
    return _day_left(words) if lack.day else ()


def _is_day(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word before a time of day may be its day: "weekend", "20th", "in 2 sleeps"."""
    text = words[at].text
    if (
        is_like_time(text)
        or text in SOME_TIMES
        or text in ORDINALS_IN_WORDS
        or ORDINAL.fullmatch(text)
    ):
        return True
    if _DATE.fullmatch(text) or text in TOWARDS:
        return True
    number = words[at - 1].text if at else ""
    counted = number.isdigit() or is_number_word(number)
    if counted and at > 1 and words[at - 2].text in _IN:
        return True
    named = is_named(words, at - 1) or (at > 1 and words[at - 2].text in DETERMINERS)
    if _DATE.fullmatch(number) and not named:
        # "28 mrt 8:30", and no "3 copies 15:00".
        return not counts(words, at - 1, Lack(clock=True))
    return is_abbreviated(words[at])


def _day_left(words: Sequence[Word]) -> Sequence[Word]:
    """Give "26 (not 27) march", "m/w/f" and "d+2" before a time of day."""
    for at, word in enumerate(words):
        if word.text in ("d", "j", "t") and words[at + 1 : at + 2] and words[at + 1].text in "+-":
            return words[at : at + 3]
        sides = {len(each.text) for each in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])}
        if word.text == "/" and sides == {1}:
            return words[max(0, at - 1) : at + 2]
        near = words[max(0, at - 3) : at + 2]
        if word.text in months() and any(each.text[0].isdigit() for each in near):
            return words[max(0, at - 1) : at + 1]
    return ()


def find_far(words: Sequence[Word]) -> Sequence[Word]:
    """Find "30 min before" and "quarter past", which say when only together with an hour."""
    for at in range(1, len(words)):
        before, text = words[at - 1].text, words[at].text
        if text in ("past", "to") and before in ("half", "quarter"):
            return words[at - 1 : at + 1]
        if text in _FAR and (before in MINUTES or before in HOURS):
            return words[max(0, at - 2) : at + 1]
    return ()


def find_last(words: Sequence[Word]) -> Sequence[Word]:
    """Find a number at the end of a line whose moment has no time of day: "3 ish", "round 3"."""
    at = len(words) - 1
    while at >= 0 and (words[at].is_mark or words[at].text in _CLOSING):
        at -= 1
    if at >= 0 and words[at].text in NAMED_CLOCKS:
        return words[at : at + 1]
    if at < 0 or not may_be_hour(words[at].text):
        return ()
    rounded = at > 0 and words[at - 1].text == "round"
    return words[at : at + 1] if rounded or not is_named(words, at) else ()
