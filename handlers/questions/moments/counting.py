"""What a number near a moment is: the name of a thing, how many there are, or an hour."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.questions.moments.hedges import BACK, FAR, HALVES, HOURS, LESS, MINUTES
from handlers.questions.moments.likeness import is_like_time, is_number, is_number_word
from handlers.questions.moments.note_words import (
    COUNTED_SMALL,
    EVENTS,
    LABELS,
    MEASURES,
    NO_NOUNS,
    OPENING_VERBS,
)
from handlers.questions.moments.words import Lack, Word

_PLURAL = re.compile(r"(?:[^\W\d_]+-)*[^\W\d_]{2,}(?<![usi'])[sx]")
_INFINITIVE = re.compile(r"[а-я]+(?:ть|ти|чь)(?:ся)?")
_LISTING = frozenset(", and & or to through et ou a à y o al и или по - /".split())
_NAMING = frozenset(("#", "+", "§", "№"))
_NO_COUNTED = NO_NOUNS | OPENING_VERBS | EVENTS | HALVES | LESS | HOURS
_NO_NOUN = NO_NOUNS | OPENING_VERBS | HOURS | HALVES | BACK
_PAST = frozenset("past to after till".split())
_NOUN_WITHIN = 3


def may_be_hour(text: str) -> bool:
    """Tell whether a folded word is an hour in digits or letters."""
    return is_number(text) or is_number_word(text)


def is_named(words: Sequence[Word], at: int) -> bool:
    """Tell whether a number is that of a paragraph, a room, or a telephone.

    Args:
        words, at: the number is one of them.
    """
    at -= 1 + (at > 1 and words[at - 1].text == ".")
    while at > 0 and (words[at].text in _LISTING or is_number(words[at].text)):
        # "Items 3, 4 and 7", "022 917 12".
        at -= 1
    before = words[at].text if at >= 0 else ""
    labelled = before in LABELS or before.removesuffix("s") in LABELS
    return labelled or before[:1].isdigit() or before in _NAMING


def counts(words: Sequence[Word], at: int, lack: Lack, *, strictly: bool = False) -> bool:
    """Tell whether a number counts what follows it: "2 copies", "30 min", and no "2 call Rabat".

    Args:
        words, at: the number is one of them.
        lack: what the moment lacks; where that is an hour, only a plural noun is counted.
        strictly: whether only a plural noun is counted anyhow.
    """
    following = [word.text for word in words[at + 1 : at + 1 + _NOUN_WITHIN]]
    if not following:
        return False
    if following[0] in HOURS:
        return not lack.clock
    if following[0] in MINUTES:
        far = len(following) > 1 and following[1] in FAR
        return not far and not (lack.clock and following[0] > "\u0400")
    if following[0] in ("of", "%", "€", "$") or following[0] in LABELS | COUNTED_SMALL:
        return True
    if not (lack.clock or lack.minutes or strictly):
        return has_noun(words, at)
    return _has_plural(following)


def _has_plural(following: Sequence[str]) -> bool:
    for text in following:
        if text in _NO_COUNTED or not text[0].isalpha():
            return False
        if text in COUNTED_SMALL or text in MEASURES or _PLURAL.fullmatch(text):
            return True
    return False


def has_noun(words: Sequence[Word], at: int) -> bool:
    """Tell whether a plain word follows a number, which can be what is counted."""
    following = words[at + 1].text if at + 1 < len(words) else ""
    plain = following[:1].isalpha() and following not in _NO_NOUN
    return plain and not (_INFINITIVE.fullmatch(following) or is_like_time(following))


def halves_hour(words: Sequence[Word], at: int, lack: Lack) -> bool:
    """Tell "half 3", "quarter past", "без пятнадцати" from "half of the text"."""
    following = words[at + 1].text if at + 1 < len(words) else ""
    if not following or words[at].text > "\u0400":
        return lack.clock
    return may_be_hour(following) or following in _PAST or following in HOURS
