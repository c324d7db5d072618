"""What stands where a moment and its note meet, and may be a part of either.

No list holds every way in which people write a time.  What no reader knows, "half 3", "9 oclok",
"8.15, say", "no wait, ten", stands beside the moment that was read, as a rule: a number that counts
nothing, a unit of time, a word that takes the moment back, a place.  Such words are asked about; a
note begins with a plain word, or with a number and what it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.questions.moments.hedges import (
    ADDING,
    ARROWS,
    BACK,
    BACK_FIRMLY,
    BACK_HAN,
    BOUNDING,
    COUNTED_SMALL,
    DETERMINERS,
    EVENTS,
    FAR,
    FILLING,
    HALVES,
    HERE,
    HOURS,
    I_AM_IN,
    LABELS,
    LESS,
    MINUTES,
    NO_NOUNS,
    NO_PLACES,
    OFTEN,
    OPENING_VERBS,
    PLAIN_VERBS,
    REGIONS,
    SOME_BEFORE,
    SOME_TIMES,
    TOWARDS,
    is_like_time,
    is_number,
    is_number_word,
    is_short_day,
    is_slip,
)
from handlers.questions.moments.pieces import Clock, Line, Part, Piece, Repeat, Span, Vague
from handlers.questions.moments.scanning import are_joined, find_quoted
from handlers.questions.moments.vocabulary import NEAR_DAYS, months, weekdays
from handlers.questions.moments.zones import ZoneWords, find_zone, read_city

_WORD = re.compile(
    r"\d[^\W\u3400-\u9fff]*(?:[.:,'/-][^\W\u3400-\u9fff]+)*|[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+(?:['.-][^\W_\u3400-\u9fff]+)*\d*|[^\w\s]+"
)
_VERB_BEHIND = re.compile(r"\s*[,:–-]?\s*(?:(?P<to>(?:to|that|pour|para|чтобы)\s)|(?P<verb>[^\W\d_]+))")
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_PLURAL = re.compile(r"[^\W\d_]{2,}(?<![usi'])[sx]")
_INFINITIVE = re.compile(r"[а-я]+(?:ть|ти|чь)(?:ся)?")
# Marks within a number, a name or a list, behind which no second thought comes.
_INNER = frozenset(":./&+#'\"$€£§%@_")
_JOINING_MARKS = frozenset("/ & + // &&".split())
_IN = frozenset("in within after en dans dentro через".split())
_TIMES = frozenset("times x fois veces раз раза occurrences".split())
_HAN_TIME = re.compile(r".{0,3}[点\d]")
_MEASURE = frozenset("段章节款号版组场" "个份位本页项条张名国件次篇封家句点" "万千百")
# "330", which no reader takes for a time without "at".
_THREE = re.compile(r"[1-9][0-5][05]")
_MINUTE = re.compile(r"[0-5]?\d")
_SO_OFTEN = re.compile(r"x\d+|\d+x")
_END_OF = r"(?:end|close|start|beginning|opening|top|middle|crack|break|stroke|dead)\s+of(?:\s+the)?"
# "BRT", which is no zone that is known.
_ZONE_CODE = re.compile(r"[A-Z]{2,3}T|(?:[A-Z]\.){1,3}T\.?")
_LISTING = frozenset(", and & or to through et ou a à y o al и или по - /".split())
_MOST_PLAIN, _MOST_FILLING, _NEAR, _NOUN_WITHIN = 3, 6, 5, 3


@dataclass(frozen=True, slots=True)
class _Word:
    """A folded word or mark, and where it stands."""

    text: str
    start: int
    end: int
    capital: bool = False

    @property
    def is_mark(self) -> bool:
        return not (self.text[0].isalnum())


@dataclass(frozen=True, slots=True)
class _Lack:
    """What a moment lacks: a time of day, a day; and whether it comes again."""

    clock: bool
    day: bool
    repeats: bool
    minutes: bool = False


def find_at_seam(line: Line, run: Sequence[Piece]) -> str:
    """Find what may be a part of a moment, or take it back, and was left to the note.

    Args:
        line: what was typed.
        run: the pieces of the moment.

    Returns:
        The words, as typed; "" where the note plainly is a note.
    """
    lack = _lack(run)
    if lack.clock and (found := _end_of(line, run)):
        return found
    for start, end in _gaps(line, run):
        if found := _find(line, _words(line, start, end), start, end, lack):
            return line.typed[found[0].start : found[-1].end].strip()
    return ""


def _end_of(line: Line, run: Sequence[Piece]) -> str:
    """Give "end of play" beside a day."""
    before, behind = line.folded[: run[0].start], line.folded[run[-1].end :]
    match = re.search(rf"(?<!\w)(?:{_END_OF}\s+\w+)\s*,?\s*$", before)
    if match:
        return line.typed[match.start() : match.end()].strip()
    match = re.match(rf"\s*,?\s*(?:(?:at|by|before|the)\s+)*{_END_OF}\s+\w+", behind)
    return line.typed[run[-1].end :][: match.end()].strip(" ,") if match else ""


def _words(line: Line, start: int, end: int) -> list[_Word]:
    """List the words of a part of a line, without what stands in quotation marks."""
    quoted = find_quoted(line.typed)
    return [
        _Word(match[0], match.start(), match.end(), line.typed[match.start()].isupper())
        for match in _WORD.finditer(line.folded, start, end)
        if not any(first <= match.start() < last for first, last in quoted)
    ]


def find_behind_colon(line: Line, run: Sequence[Piece], at: int) -> str:
    """Find an hour, or a word that takes the moment back, at the beginning of a note.

    Args:
        line: what was typed.
        run: the pieces of the moment.
        at: where the note begins.

    Returns:
        The words, as typed; "" where there is none.
    """
    words = _words(line, at, len(line.folded))
    beside = bool(words) and _says_when(words, 0, _lack(run), plain=0, beside=True)
    found = words[:2] if beside else _taken_back(words, behind=True)
    return line.typed[found[0].start : found[-1].end] if found else ""


def begins_note(behind: str) -> bool:
    """Tell whether what stands behind a place can only be a note of its own: "to ring UNEP".

    Args:
        behind: folded.
    """
    match = _VERB_BEHIND.match(behind)
    return match is not None and (bool(match["to"]) or match["verb"] in PLAIN_VERBS)


def begins_with_verb(behind: str) -> bool:
    """Tell whether the folded words behind a moment begin with a verb, "circulate the list"."""
    match = re.match(r"\s*([^\W\d_]+)", behind)
    return match is not None and match[1] in OPENING_VERBS


def _lack(run: Sequence[Piece]) -> _Lack:
    values = [piece.value for piece in run]
    spans = [value.minutes for value in values if isinstance(value, Span)]
    minutes = any(spans)
    clock = minutes or any(isinstance(value, (Clock, Vague)) for value in values)
    day = any(not isinstance(value, (Clock, Part, ZoneWords)) for value in values)
    return _Lack(not clock, not day, any(isinstance(value, Repeat) for value in values), minutes)


def _gaps(line: Line, run: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """List where the note stands: before a moment, behind it, and between its parts."""
    at = 0
    for number, piece in enumerate(run):
        if number == 0 or not are_joined(line, run[number - 1], piece):
            yield at, piece.start
        at = piece.end
    yield at, len(line.folded)


def _find(
    line: Line, words: Sequence[_Word], start: int, end: int, lack: _Lack
) -> Sequence[_Word]:
    behind, before = start > 0, end < len(line.folded)
    return (
        (_behind(words, lack) if behind else ())
        or (_before(words, lack) if before else ())
        or _taken_back(words, behind=behind)
        or (_far_from(words) if lack.clock else ())
        or (_last(words) if lack.clock and not before else ())
        or (_placed(line, words, behind=behind) if not lack.clock else ())
        or (_bounded(words) if lack.repeats else ())
    )


# Behind a moment


def _behind(words: Sequence[_Word], lack: _Lack) -> Sequence[_Word]:
    """Give the first words of a note that may be the end of its moment."""
    plain = filling = 0
    for at, word in enumerate(words):
        if _says_when(words, at, lack, plain=plain, beside=not (plain or filling)):
            return words[at : at + 2]
        if word.text in FILLING:
            filling += 1
        elif not word.is_mark:
            plain += 1
        # Where the hour is not said, it may stand behind a word that nobody has foreseen.
        if plain > (_MOST_PLAIN if lack.clock else 0) or filling > _MOST_FILLING:
            break
    return ()


def _says_when(
    words: Sequence[_Word], at: int, lack: _Lack, *, plain: int, beside: bool
) -> bool:
    """Tell whether a word near a moment may be of its time of day, or of its day.

    Args:
        words, at: the word is one of them.
        lack: what the moment lacks.
        plain: how many plain words part them.
        beside: whether none does, nor one that fills.
    """
    text = words[at].text
    if not plain and (_moves(text, lack) or (beside and lack.clock and _is_at(words, at))):
        return True
    if text in ("pm", "p.m", "hundred") and lack.clock:
        return at == 0 or words[at - 1].text not in DETERMINERS
    if _is_named(words, at) or (plain and at and words[at - 1].text in DETERMINERS):
        return False
    minute = lack.minutes and _MINUTE.fullmatch(text)
    if minute or is_number(text) or is_number_word(text) or (beside and _THREE.fullmatch(text)):
        loosely = plain and (text > "\u0400" or words[at - 1].text > "\u0400")
        return (lack.clock or beside) and not (
            _has_noun(words, at) if loosely else _counts(words, at, lack)
        )
    if _ORDINAL.fullmatch(text):
        return lack.day and not _has_noun(words, at)
    if text in HOURS:
        return (lack.clock and not plain) or beside
    if text in ("week", "fortnight", "weeks"):
        return beside and not lack.day and not lack.repeats
    if lack.day and beside and _is_short_day(words[at]):
        return True
    if text in ("to", "past", "till") and beside and not lack.clock:
        # "At five to, for the huddle."
        return at + 1 == len(words) or words[at + 1].is_mark
    if text in HALVES:
        return not plain and _halves(words, at, lack)
    return beside and is_slip(text)


def _is_at(words: Sequence[_Word], at: int) -> bool:
    """Tell "tomorrow at tree", which no hour follows, from "tomorrow at the Palais"."""
    following = words[at + 1] if at + 1 < len(words) else None
    if words[at].text not in ("at", "@", "um", "alle"):
        return False
    return following is None or not (following.text in DETERMINERS or following.capital)


def _moves(text: str, lack: _Lack) -> bool:
    """Tell "minus 15", "after breakfast" behind a day, and "alternate" behind a recurrence."""
    return (
        (text in LESS and (text != "plus" or lack.minutes))
        or (lack.clock and text in (FAR | TOWARDS) - {"to", "plus"})
        or (lack.repeats and text in SOME_TIMES)
        or text in OFTEN
    )


def _halves(words: Sequence[_Word], at: int, lack: _Lack) -> bool:
    """Tell "half 3", "quarter past", "без пятнадцати" from "half of the text"."""
    following = words[at + 1].text if at + 1 < len(words) else ""
    if not following or words[at].text > "\u0400":
        return lack.clock
    numbered = is_number(following) or is_number_word(following)
    return numbered or following in ("past", "to", "after", "till") or following in HOURS


def _counts(words: Sequence[_Word], at: int, lack: _Lack) -> bool:
    """Tell whether a number counts what follows it: "2 copies", "30 min", and no "2 call Rabat"."""
    following = [word.text for word in words[at + 1 : at + 1 + _NOUN_WITHIN]]
    if not following:
        return False
    if following[0] in HOURS:
        return not lack.clock
    if following[0] in MINUTES:
        return not (following[1:] and following[1] in FAR) and not (
            lack.clock and following[0] > "\u0400"
        )
    if following[0] in ("of", "%", "€", "$") or following[0] in LABELS | COUNTED_SMALL:
        return True
    if not (lack.clock or lack.minutes):
        return _has_noun(words, at)
    for text in following:
        if text in HALVES or text in LESS or text in HOURS:
            return False
        if text in NO_NOUNS or text in OPENING_VERBS or text in EVENTS or not text[0].isalpha():
            return False
        if text in COUNTED_SMALL or text in _MEASURE or _PLURAL.fullmatch(text):
            return True
    return False


def _has_noun(words: Sequence[_Word], at: int) -> bool:
    """Tell whether a plain word follows, which can be what is counted."""
    following = words[at + 1].text if at + 1 < len(words) else ""
    known = NO_NOUNS | OPENING_VERBS | HOURS | HALVES | BACK
    infinitive = _INFINITIVE.fullmatch(following)
    return (
        following[:1].isalpha()
        and following not in known
        and not (infinitive or is_like_time(following))
    )


# Before a moment, and at the end of a line


def _before(words: Sequence[_Word], lack: _Lack) -> Sequence[_Word]:
    """Give the last words before a moment that may be its beginning."""
    at = len(words) - 1
    if words and words[-1].text in _JOINING_MARKS:
        return words[-2:]
    while at >= 0 and (words[at].is_mark or words[at].text in FILLING):
        at -= 1
    if at < 0 or _is_named(words, at):
        return ()
    text = words[at].text
    if text in OFTEN or (lack.repeats and text in SOME_TIMES | SOME_BEFORE):
        return words[at:]
    if not (lack.clock or lack.day):
        return ()
    like = is_number(text) or is_number_word(text) or text in HOURS or text in HALVES
    like = like or (lack.day and _is_short_day(words[at]) and words[at:] == words[-1:])
    like = like or (lack.day and (is_like_time(text) or text in SOME_TIMES))
    like = like or (lack.day and at > 1 and words[at - 2].text in _IN and _is_count(words[at - 1]))
    if like or (lack.day and _ORDINAL.fullmatch(text)):
        return words[at:]
    return _month_left(words) if lack.day else ()


def _is_short_day(word: _Word) -> bool:
    """Tell "dem 16h" from "coffee with Sam 15:15"."""
    named = word.capital and word.text.isalpha() and not word.text.endswith("day")
    return is_short_day(word.text) and not named


def _is_count(word: _Word) -> bool:
    return word.text.isdigit() or is_number_word(word.text)


def _month_left(words: Sequence[_Word]) -> Sequence[_Word]:
    """Give "26 (not 27) march", and "m/w/f" before a time of day."""
    for at, word in enumerate(words):
        if word.text == "/" and 0 < at < len(words) - 1:
            if {len(words[at - 1].text), len(words[at + 1].text)} == {1}:
                return words[at - 1 : at + 2]
    for at, word in enumerate(words):
        if word.text in months() and any(each.text[0].isdigit() for each in words[max(0, at - 3) : at + 2]):
            return words[max(0, at - 1) : at + 1]
    return ()


def _far_from(words: Sequence[_Word]) -> Sequence[_Word]:
    """Give "30 min before", which says when only together with another time."""
    for at in range(1, len(words)):
        if words[at].text in ("past", "to") and words[at - 1].text in ("half", "quarter"):
            return words[at - 1 : at + 1]
        if words[at].text in FAR - {"to", "plus", "past"} and words[at - 1].text in MINUTES | HOURS:
            return words[max(0, at - 2) : at + 1]
    return ()


def _last(words: Sequence[_Word]) -> Sequence[_Word]:
    """Give a number at the end of a line whose moment has no time of day."""
    at = len(words) - 1
    while at >= 0 and words[at].is_mark:
        at -= 1
    if at < 0 or _is_named(words, at):
        return ()
    text = words[at].text
    return words[at : at + 1] if is_number(text) or is_number_word(text) else ()


def _is_named(words: Sequence[_Word], at: int) -> bool:
    """Tell whether a number is that of a paragraph, a room, or a telephone."""
    at -= 1 + (at > 1 and words[at - 1].text == ".")
    while at > 0 and (words[at].text in _LISTING or is_number(words[at].text)):
        # "Items 3, 4 and 7", "022 917 12".
        at -= 1
    previous = words[at].text if at >= 0 else ""
    return previous in LABELS or previous.removesuffix("s") in LABELS or previous[:1].isdigit() or previous in ("#", "+", "§", "№")


# What is taken back, and where


def _taken_back(words: Sequence[_Word], *, behind: bool) -> Sequence[_Word]:
    """Give "sorry" right behind a moment, and "no, …" before what may be another."""
    text = "".join(word.text[0] for word in words)
    for han in BACK_HAN.finditer(text):
        if (behind and not text[: han.start()].strip(",")) or _HAN_TIME.match(text, han.end()):
            return words[han.start() : han.end() + 1]
    for at, word in enumerate(words):
        two = f"{word.text} {words[at + 1].text}" if at + 1 < len(words) else ""
        firm = word.text in BACK_FIRMLY or two in BACK_FIRMLY
        beside = behind and all(each.is_mark for each in words[:at])
        parted = at > 0 and words[at - 1].is_mark
        if firm and beside:
            return words[at : at + 2]
        arrow = word.text in ARROWS and words[at + 1 : at + 2] and is_number(words[at + 1].text)
        again = word.text in ADDING and at and not is_like_time(words[at - 1].text)
        if parted and _says_another(words, at):
            return words[at : at + 2]
        if arrow or (again and any(_is_day(each.text) for each in words[at + 1 : at + 3])):
            return words[at : at + 3]
        if (firm or (word.text in BACK and (beside or parted))) and _near_time(words, at + 1):
            return words[at : at + 1 + _NEAR]
    return ()


def _says_another(words: Sequence[_Word], at: int) -> bool:
    """Tell "…, 5", "(5 if Ana is late)" and "…, Friday" behind a mark."""
    text = words[at].text
    if words[at - 1].text[-1] in _INNER or _is_named(words, at):
        return False
    if _is_day(text):
        return at + 1 == len(words) or words[at + 1].is_mark
    return (is_number(text) or is_number_word(text)) and not _has_noun(words, at) and not _counts(
        words, at, _Lack(clock=True, day=False, repeats=False)
    )


def _is_day(text: str) -> bool:
    return text in weekdays() or text in NEAR_DAYS


def _near_time(words: Sequence[_Word], at: int) -> bool:
    """Tell whether one of the next words may be a time."""
    for number in range(at, min(at + _NEAR, len(words))):
        text = words[number].text
        if is_like_time(text) or _ORDINAL.fullmatch(text) or (text in HALVES and _halves(words, number, _Lack(True, False, False))):
            return True
        if (is_number(text) or is_number_word(text)) and not _is_named(words, number):
            lack = _Lack(False, False, False)
            if not _counts(words, number, lack):
                return True
    return False


def _placed(line: Line, words: Sequence[_Word], *, behind: bool) -> Sequence[_Word]:
    """Give a place by whose clocks a time of day may count: "my time (im in Suva)"."""
    if not words:
        return ()
    start, end = words[0].start, words[-1].end
    for match in I_AM_IN.finditer(line.folded, start, end):
        group = "place" if match["place"] else "han"
        if _is_elsewhere(line, match[group], line.typed[match.start(group) :][:1]):
            return [_Word(match[0], match.start(), match.end())]
    first = next((word for word in words if not word.is_mark), None)
    if not behind or first is None:
        return ()
    if first.text in HERE or _is_place(line, words, first) or _is_region(line, words, first):
        return [first]
    at = first.end if first.text in ("in", "at", "à", "en", "a", "в", "في") else first.start - 1
    city = read_city(line.typed, line.folded, at, line.cities) if at >= 0 else None
    if city and city.names != (line.zone,) and at == first.end:
        return [_Word("", first.start, city.end)]
    return ()


def _is_place(line: Line, words: Sequence[_Word], first: _Word) -> bool:
    """Tell "9am cape verde send", where a verb follows a place, from "9am Norway bilateral"."""
    at = words.index(first)
    for count in (1, 2):
        place = " ".join(word.text for word in words[at : at + count])
        following = words[at + count].text if at + count < len(words) else ""
        if following in OPENING_VERBS and find_zone(place, line.cities) not in ("", line.zone):
            return True
    return False


def _is_region(line: Line, words: Sequence[_Word], first: _Word) -> bool:
    """Tell "eastern call capital" from "eastern Europe", and "(PH)" from "(room 2)"."""
    at = words.index(first)
    following = words[at + 1].text if at + 1 < len(words) else ""
    if at and words[at - 1].text.endswith("("):
        return following.startswith(")") and line.typed[first.start : first.end].isupper()
    alone = not following[:1].isalnum() or following in OPENING_VERBS | {"to", "time", "coast"}
    if _ZONE_CODE.fullmatch(line.typed[first.start : first.end]):
        return True
    back = first.text == "back" and following == "home"
    return back or (first.text in REGIONS and alone)


def _is_elsewhere(line: Line, place: str, initial: str) -> bool:
    names = (place, place.split()[0])
    known = next((zone for name in names if (zone := find_zone(name, line.cities))), "")
    plain = names[1] in LABELS or names[1] in DETERMINERS or names[1] in NO_PLACES
    return known != line.zone if known else initial.isupper() or not plain


def _bounded(words: Sequence[_Word]) -> Sequence[_Word]:
    """Give what bounds a recurrence and was not read: "starting next Monday"."""
    for at, word in enumerate(words):
        if _SO_OFTEN.fullmatch(word.text):
            return [word]
        if word.text in _TIMES and at and words[at - 1].text[0].isdigit():
            return words[at - 1 : at + 1]
        if word.text in BOUNDING and any(
            is_like_time(each.text) or is_number(each.text) or each.text == "each"
            for each in words[at + 1 : at + 4]
        ):
            return words[at : at + 3]
    return ()
