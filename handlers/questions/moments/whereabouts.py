"""Places in a note by whose clocks the time of day of its moment may count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.questions.moments.hedges import HERE, I_AM_IN, NO_PLACES, REGIONS
from handlers.questions.moments.note_words import DETERMINERS, LABELS, OPENING_VERBS, PLAIN_VERBS
from handlers.questions.moments.pieces import Line
from handlers.questions.moments.words import Word
from handlers.questions.moments.zones import find_zone, is_country, read_city

_VERB_BEHIND = re.compile(
    r"\s*[,:–-]?\s*(?:(?P<to>(?:to|that|pour|para|чтобы)\s)|(?P<verb>[^\W\d_]+))"
)
# "BRT", "E.T.", which are no zones that are known.
_CODE = re.compile(r"[A-Z]{2,3}T|(?:[A-Z]\.){1,3}T\.?")
# "Eat" and "est" are words.
_CODES_SMALL = frozenset("utc gmt cet cest edt pst pdt bst jst kst sgt hkt sast".split())
_AWAY = frozenset("back over out down up on".split())
_IN = frozenset("in at à en a в في".split())


def begins_note(behind: str) -> bool:
    """Tell whether what stands behind a place can only be a note of its own: "to ring UNEP".

    Args:
        behind: folded.
    """
    match = _VERB_BEHIND.match(behind)
    return match is not None and (bool(match["to"]) or match["verb"] in PLAIN_VERBS)


def find_whereabouts(line: Line, words: Sequence[Word], *, behind: bool) -> Sequence[Word]:
    """Find a place by whose clocks a time of day may count: "my time (im in Suva)".

    Args:
        line: what was typed.
        words: of a part of its note.
        behind: whether the moment stands right before them.
    """
    if not words:
        return ()
    if found := _find_oneself(line, words) or _find_theirs(line, words) or _find_last(line, words):
        return found
    at = next((number for number, word in enumerate(words) if not word.is_mark), len(words))
    return _beside(line, words, at) if behind and at < len(words) else ()


def _find_oneself(line: Line, words: Sequence[Word]) -> Sequence[Word]:
    """Give "I'm still in Nairobi", not "I'm in room 3"."""
    for match in I_AM_IN.finditer(line.folded, words[0].start, words[-1].end):
        group = "place" if match["place"] else "han"
        capital = line.typed[match.start(group)].isupper()
        if _is_elsewhere(line, match[group], capital=capital):
            return [Word(match[0], match.start(), match.end())]
    return ()


# By the clocks of others: "10 tomorrow (their time)".
_THEIRS = re.compile(
    r"(?<!\w)(?:their|his|her|your|our|my|local|leur|su|их|местное)\s+(?:local\s+)?(?:time|heure|hora|время)"
    r"(?=\s*(?:[)\].,;:]|$))"
)


def _find_theirs(line: Line, words: Sequence[Word]) -> Sequence[Word]:
    match = _THEIRS.search(line.folded, words[0].start, words[-1].end)
    return [Word(match[0], match.start(), match.end())] if match else ()


def _is_elsewhere(line: Line, place: str, *, capital: bool) -> bool:
    first = place.split()[0]
    zones = (find_zone(name, line.cities) for name in (place, first))
    if known := next(filter(None, zones), ""):
        return known != line.zone
    return capital or not (first in LABELS or first in DETERMINERS or first in NO_PLACES)


def _find_last(line: Line, words: Sequence[Word]) -> Sequence[Word]:
    """Give "utc" or "[Quito]" at the end of a line."""
    if words[-1].end < len(line.folded.rstrip()):
        return ()
    if words[-1].text in _CODES_SMALL:
        return words[-1:]
    if len(words) > 2 and words[-1].is_mark and words[-3].text in ("(", "["):
        start = words[-2].start
        city = read_city(f" {line.typed[start:]}", f" {line.folded[start:]}", 0, line.cities)
        if city and city.names != (line.zone,) and not is_country(words[-2].text):
            return words[-3:]
    return ()


def _beside(line: Line, words: Sequence[Word], at: int) -> Sequence[Word]:
    first = words[at]
    if first.text in HERE or _is_place(line, words, at) or _is_region(line, words, at):
        return [first]
    if any(word.text in ("clock", "clocks") for word in words[at : at + 4]):
        return words[at : at + 4]
    if first.text not in _IN:
        return ()
    city = read_city(line.typed, line.folded, first.end, line.cities)
    if city is None or city.names == (line.zone,):
        return ()
    return [Word(line.folded[first.start : city.end], first.start, city.end)]


def _is_place(line: Line, words: Sequence[Word], at: int) -> bool:
    """Tell "9am cape verde send", where a verb follows a place, from "9am Norway bilateral"."""
    for count in (1, 2):
        place = " ".join(word.text for word in words[at : at + count])
        following = words[at + count].text if at + count < len(words) else ""
        small = following == "," and not words[at].capital
        if (small or following in OPENING_VERBS) and find_zone(place, line.cities) not in (
            "",
            line.zone,
        ):
            return True
    return False


def _is_region(line: Line, words: Sequence[Word], at: int) -> bool:
    """Tell "eastern call capital" from "eastern Europe", and "(PH)" from "(room 2)"."""
    typed = line.typed[words[at].start : words[at].end]
    following = words[at + 1].text if at + 1 < len(words) else ""
    if at and words[at - 1].text.endswith("("):
        return following.startswith(")") and typed.isupper()
    away = words[at].text in _AWAY and (following in HERE or following == "home")
    if away or _CODE.fullmatch(typed):
        return True
    alone = not following[:1].isalnum() or following in OPENING_VERBS | {"to", "time", "coast"}
    return words[at].text in REGIONS and alone
