"""Words of a note that take its moment back, add another, or bound a recurrence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.questions.moments.counting import counts, halves_hour, has_noun, is_named, may_be_hour
from handlers.questions.moments.hedges import (
    ADDING,
    ARROWS,
    BACK,
    BACK_FIRMLY,
    BACK_HAN,
    BACK_IN_TWO,
    BOUNDING,
    HALVES,
)
from handlers.questions.moments.likeness import is_like_time, is_number, is_number_word
from handlers.questions.moments.vocabulary import NEAR_DAYS, weekdays
from handlers.questions.moments.words import Lack, Word

ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_HAN_TIME = re.compile(r".{0,3}[点\d]")
# Marks within a number, a name or a list, behind which no second thought comes.
_INNER = frozenset(":./&+#'\"$€£§%@_")
_SO_OFTEN = re.compile(r"x\d+|\d+x")
_TIMES = frozenset("times x fois veces раз раза occurrences".split())
_LONG = frozenset(
    "weeks week months month days semaines mois jours semanas meses dias "
    "недель недели месяца".split()
)
_NEAR = 5
_THEN = frozenset("and then & et puis y luego и затем und".split())
_AT = frozenset("at @ à a в um".split())


def find_taken_back(words: Sequence[Word], *, behind: bool) -> Sequence[Word]:
    """Find "sorry" right behind a moment, and "no, …" before what may be another.

    Args:
        words: of a part of a note.
        behind: whether a moment stands before them.
    """
    if found := _find_han(words, behind=behind):
        return found
    for at in range(len(words)):
        if found := _taken_back_at(words, at, behind=behind) or _another_at(words, at):
            return found
    return ()


def _find_han(words: Sequence[Word], *, behind: bool) -> Sequence[Word]:
    text = "".join(word.text[0] for word in words)
    for match in BACK_HAN.finditer(text):
        beside = behind and not text[: match.start()].strip(",")
        if beside or _HAN_TIME.match(text, match.end()):
            return words[match.start() : match.end() + 1]
    return ()


def _taken_back_at(words: Sequence[Word], at: int, *, behind: bool) -> Sequence[Word]:
    two = " ".join(word.text for word in words[at : at + 2])
    firm = words[at].text in BACK_FIRMLY or two in BACK_IN_TWO
    beside = behind and all(each.is_mark for each in words[:at])
    if firm and beside:
        return words[at : at + 2]
    parted = at > 0 and words[at - 1].is_mark
    loose = words[at].text in BACK and (beside or parted)
    if (firm or loose) and _time_follows(words, at + 1):
        return words[at : at + 1 + _NEAR]
    return ()


def _another_at(words: Sequence[Word], at: int) -> Sequence[Word]:
    """Give "…, 5", "-> 5pm", "and again Monday"."""
    word, before = words[at], words[at - 1] if at else None
    if before and before.is_mark and _says_another(words, at):
        return words[at : at + 2]
    following = words[at + 1 : at + 3]
    texts = [each.text for each in following]
    at_hour = len(texts) == 2 and texts[0] in _AT and texts[1][0].isdigit()
    if word.text in _THEN and before and at_hour:
        return words[at : at + 3]  # "email Li and at 14:00 call her"
    arrow = word.text in ARROWS and following and is_number(following[0].text)
    again = word.text in ADDING and before and not is_like_time(before.text)
    if arrow or (again and any(_is_day(each.text) for each in following)):
        return words[at : at + 3]
    return ()


def _says_another(words: Sequence[Word], at: int) -> bool:
    """Tell "…, 5", "(5 if Ana is late)" and "…, Friday" from "…, 20 copies"."""
    text = words[at].text
    if words[at - 1].text[-1] in _INNER or is_named(words, at):
        return False
    if _is_day(text):
        return at + 1 == len(words) or words[at + 1].is_mark
    return may_be_hour(text) and not (has_noun(words, at) or counts(words, at, Lack(clock=True)))


def _is_day(text: str) -> bool:
    return text in weekdays() or text in NEAR_DAYS


def _time_follows(words: Sequence[Word], at: int) -> bool:
    return any(_is_time(words, number) for number in range(at, min(at + _NEAR, len(words))))


def _is_time(words: Sequence[Word], at: int) -> bool:
    text = words[at].text
    if is_like_time(text) or ORDINAL.fullmatch(text):
        return True
    if text in HALVES and halves_hour(words, at, Lack(clock=True)):
        return True
    return may_be_hour(text) and not (is_named(words, at) or counts(words, at, Lack()))


def find_bounded(words: Sequence[Word]) -> Sequence[Word]:
    """Find what bounds a recurrence and was not read: "starting next Monday", "4 times"."""
    for at, word in enumerate(words):
        if _SO_OFTEN.fullmatch(word.text):
            return [word]
        if at and _is_counted_out(words, at):
            return words[at - 1 : at + 1]
        near = range(at + 1, min(at + 4, len(words)))
        if word.text in BOUNDING and any(_may_bound(words, number) for number in near):
            return words[at : at + 3]
    return ()


def _is_counted_out(words: Sequence[Word], at: int) -> bool:
    """Tell "4 times", and "6 weeks" at the end of a note."""
    text, number = words[at].text, words[at - 1].text
    last = at + 1 == len(words) or words[at + 1].is_mark
    if not (number.isdigit() or is_number_word(number)):
        return False
    return text in _TIMES or (last and text in _LONG)


def _may_bound(words: Sequence[Word], at: int) -> bool:
    text = words[at].text
    if is_like_time(text) or ORDINAL.fullmatch(text):
        return True
    return text[0].isdigit() and not counts(words, at, Lack(clock=True))
