"""Times of day in words: "half past three", "à dix heures et demie", "в половине десятого"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from handlers.questions.moments.pieces import Clock, Line, Piece, Vague
from handlers.questions.moments.vocabulary import HOURS_IN_WORDS, any_of

# Hours that are as likely of the afternoon where nothing tells them apart.
_EITHER_WITH_MINUTES, _EITHER_BARE = range(1, 7), range(1, 9)
_HALF_OF_DAY = r"(?:\s?(?P<half>[ap])\.?\s?m(?:\.|(?!\w)))"
_AT = r"(?:(?<!\w)at\s+(?:a(?:bout|round)\s+)?|@\s?)"
_PAST = {"half": 30, "quarter": 15, "a quarter": 15, "twenty": 20, "twenty-five": 25, "ten": 10}
_PAST |= {"five": 5}
_MINUTES = {
    "thirty": 30, "fifteen": 15, "forty-five": 45, "forty five": 45, "forty": 40, "fifty": 50,
    "oh five": 5, "twenty": 20,
}  # fmt: skip
_FRENCH = {
    "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15,
    "seize": 16, "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt": 20, "vingt et une": 21,
    "vingt-et-une": 21, "vingt-deux": 22, "vingt-trois": 23,
}  # fmt: skip
_SPANISH = {
    "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9, "diez": 10, "once": 11, "doce": 12,
}  # fmt: skip
_RUSSIAN = {
    "час": 1, "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8,
    "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12,
}  # fmt: skip
# "В половине десятого" is half past nine.
_RUSSIAN_HALF = {
    "первого": 12, "второго": 1, "третьего": 2, "четвертого": 3, "пятого": 4, "шестого": 5,
    "седьмого": 6, "восьмого": 7, "девятого": 8, "десятого": 9, "одиннадцатого": 10,
    "двенадцатого": 11,
}  # fmt: skip
# "Без четверти три" is a quarter to three.
_RUSSIAN_LESS = {"четверти": 15, "пяти": 5, "десяти": 10, "двадцати": 20, "двадцати пяти": 25}
_ARABIC = {
    "الواحده": 1, "الثانيه": 2, "الثالثه": 3, "الرابعه": 4, "الخامسه": 5, "السادسه": 6,
    "السابعه": 7, "الثامنه": 8, "التاسعه": 9, "العاشره": 10, "الحاديه عشره": 11, "الثانيه عشره": 12,
}  # fmt: skip
_REST = {
    "et demie": 30, "et demi": 30, "et quart": 15, "moins le quart": -15, "trente": 30,
    "quinze": 15, "quarante-cinq": 45, "vingt": 20, "cinq": 5, "dix": 10, "vingt-cinq": 25,
    "quarante": 40, "cinquante": 50, "moins cinq": -5, "moins dix": -10, "moins vingt": -20,
    "moins vingt-cinq": -25,
    "y media": 30, "y cuarto": 15, "menos cuarto": -15, "y veinte": 20, "y diez": 10, "y cinco": 5,
    "y veinticinco": 25, "menos cinco": -5, "menos diez": -10, "menos veinte": -20,
    "menos veinticinco": -25,
    "тридцать": 30, "пятнадцать": 15, "сорок пять": 45, "двадцать": 20,
    "والنصف": 30, "ونصف": 30, "والربع": 15, "وربع": 15, "الا الربع": -15, "الا ربع": -15,
    "والثلث": 20, "وثلث": 20,
}  # fmt: skip
_NO_CLOCK = re.compile(
    r"\s*(?:%|percent|minutes?|mins?|days?|weeks?|months?|years?|chf|usd|eur|metres?|km)(?!\w)"
)


def read_spelt(line: Line, at: int) -> Piece | None:
    """Read a time of day in words from a place in a line."""
    readers = (_read_past, _read_english, _read_half, _read_less, _read_other)
    return next((found for reader in readers if (found := reader(line, at))), None)


def make_hour(
    at: int, end: int, hour: int, minute: int, *, anchored: bool, zero: bool = False
) -> Piece:
    """Make a piece of an hour that may be before noon and after it.

    Args:
        at, end: where it stands.
        hour, minute: as they were written.
        anchored: whether a word such as "at" belongs to it.
        zero: whether it was written as "03", which is before noon.
    """
    options = [(hour, minute)]
    if hour in _EITHER_BARE and not zero:
        options.append((hour + 12, minute))
    return Piece(at, end, Clock(tuple(options), bare=not zero and hour < 12), anchored=anchored)


def halve(hour: int, half: str) -> int:
    """Give the hour of 24 from one of 12, and "a" or "p"."""
    return hour % 12 + (12 if half == "p" else 0)


def read_rest(folded: str, at: int) -> tuple[int, int] | None:
    """Read the minutes in "midi et quart".

    Args:
        folded: the line.
        at: where the hour ends.

    Returns:
        The minutes past the hour, below 0 before it, and where they end; None for none.
    """
    match = _rest().match(folded, at)
    return (_REST[" ".join(match["rest"].split())], match.end()) if match else None


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(rf"\s+(?P<rest>{any_of(_REST)})")


@cache
def _english() -> tuple[re.Pattern[str], re.Pattern[str]]:
    hours = any_of(HOURS_IN_WORDS)
    past = (
        rf"(?P<at>{_AT})?(?<!\w)(?P<how>half|(?:a\s+)?quarter|twenty(?:-five)?|ten|five)\s+"
        rf"(?P<side>past|to|after|till)\s+(?P<hour>{hours}|\d{{1,2}}(?!\d|:)){_HALF_OF_DAY}?(?!\w)"
    )
    at = (
        rf"(?P<at>{_AT})(?P<hour>{hours})(?:\s+(?P<minute>{any_of(_MINUTES)}))?"
        rf"(?:{_HALF_OF_DAY}|\s+o'?clock(?!\w))?|(?P<hour2>{hours})(?:\s+(?P<minute2>{any_of(_MINUTES)}))?"
        rf"(?:\s+o'?clock(?!\w)|\s?(?P<half2>[ap])\.?\s?m(?:\.|(?!\w)))"
    )
    return re.compile(past), re.compile(at)


def _read_past(line: Line, at: int) -> Piece | None:
    """Read "half past three", "quarter to 4"."""
    match = _english()[0].match(line.folded, at)
    if match is None or (match["side"] in ("after", "till") and not match["at"]):
        return None
    hour = HOURS_IN_WORDS.get(match["hour"]) or int(match["hour"])
    if not 1 <= hour <= 12:
        return None
    minute = _PAST[" ".join(match["how"].split())]
    if match["side"] in ("to", "till"):
        hour, minute = (hour - 1) or 12, 60 - minute
    if half := match["half"]:
        # "Quarter to twelve pm" is before noon to some.
        if match["hour"] in ("twelve", "12") and match["side"] in ("to", "till"):
            return Piece(
                at,
                match.end(),
                Vague("Before noon or after?", (f"at 11:{minute}", f"at 23:{minute}")),
            )
        return Piece(at, match.end(), Clock(((halve(hour, half), minute),)), anchored=True)
    return _with_minutes(at, match.end(), hour, minute, anchored=bool(match["at"]))


def _with_minutes(at: int, end: int, hour: int, minute: int, *, anchored: bool) -> Piece:
    either = hour in _EITHER_WITH_MINUTES
    options = [(hour % 24, minute), (hour % 12 + 12, minute)][: 2 if either else 1]
    return Piece(at, end, Clock(tuple(options), bare=True), anchored=anchored)


def _read_english(line: Line, at: int) -> Piece | None:
    """Read "at three", "ten thirty a.m.", "nine o'clock"."""
    match = _english()[1].match(line.folded, at)
    if match is None or _NO_CLOCK.match(line.folded, match.end()):
        return None
    hour = HOURS_IN_WORDS[match["hour"] or match["hour2"]]
    minute = _MINUTES.get(" ".join((match["minute"] or match["minute2"] or "").split()), 0)
    if half := match["half"] or match["half2"]:
        return Piece(at, match.end(), Clock(((halve(hour, half), minute),)), anchored=True)
    if minute:
        return _with_minutes(at, match.end(), hour, minute, anchored=bool(match["at"]))
    return make_hour(at, match.end(), hour, 0, anchored=bool(match["at"]))


@cache
def _halves() -> re.Pattern[str]:
    hours = any_of(HOURS_IN_WORDS)
    russian = rf"(?:(?<!\w)в\s+)?(?:половине\s+|(?<!\w)пол)(?P<russian>{'|'.join(_RUSSIAN_HALF)})"
    return re.compile(rf"{russian}(?!\w)|{_AT}half\s+(?P<english>{hours}|\d{{1,2}})(?![\w:.])")


@cache
def _less() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<!\w)в\s+)?(?<!\w)без\s+(?P<minutes>{any_of(_RUSSIAN_LESS)})"
        rf"(?:\s+минут)?\s+(?P<hour>{any_of(_RUSSIAN)})(?!\w)"
    )


def _read_less(line: Line, at: int) -> Piece | None:
    """Read "без четверти три"."""
    match = _less().match(line.folded, at)
    if match is None:
        return None
    minute = 60 - _RUSSIAN_LESS[" ".join(match["minutes"].split())]
    hour = (_RUSSIAN[match["hour"]] - 1) or 12
    return _with_minutes(at, match.end(), hour, minute, anchored=True)


def _read_half(line: Line, at: int) -> Piece | None:
    """Read "в половине десятого"; "at half 3" is 3:30 to some and 2:30 to others."""
    match = _halves().match(line.folded, at)
    if match is None:
        return None
    if match["russian"]:
        hour = _RUSSIAN_HALF[match["russian"]]
        return _with_minutes(at, match.end(), hour, 30, anchored=True)
    hour = HOURS_IN_WORDS.get(match["english"]) or int(match["english"])
    if not 1 <= hour <= 12:
        return None
    words = line.typed[at : match.end()]
    readings = (f"at half past {hour}", f"at half past {(hour - 1) or 12}")
    value = Vague(f"“{words}” can be two times.", readings)
    return Piece(at, match.end(), value, anchored=True)


@cache
def _other() -> tuple[tuple[re.Pattern[str], dict[str, int]], ...]:
    rest = rf"(?:\s+(?P<rest>{any_of(_REST)}))?"
    sharp = r"(?P<sharp>\s+(?:pile|en\s+punto|ровно|horas?))?"
    french = rf"(?<!\w)à\s+(?P<hour>{any_of(_FRENCH)})\s+heures?{rest}{sharp}(?!\w)"
    spanish = rf"(?<!\w)a\s+las?\s+(?P<hour>{any_of(_SPANISH)}){rest}{sharp}(?!\w)"
    russian = rf"(?<!\w)во?\s+(?P<hour>{any_of(_RUSSIAN)})(?P<sharp>\s+час(?:а|ов)?)?{rest}(?!\w)"
    arabic = (
        rf"(?:(?:في\s+)?(?:تمام\s+)?(?P<sharp>الساعه)\s+)?(?P<hour>{any_of(_ARABIC)}){rest}(?!\w)"
    )
    tables = ((french, _FRENCH), (spanish, _SPANISH), (russian, _RUSSIAN), (arabic, _ARABIC))
    return tuple((re.compile(pattern), table) for pattern, table in tables)


def _read_other(line: Line, at: int) -> Piece | None:
    """Read the words of the other languages; "a las tres" may be people, "в два" a number."""
    for pattern, hours in _other():
        match = pattern.match(line.folded, at)
        if match is None:
            continue
        hour = hours[" ".join(match["hour"].split())]
        minute = _REST.get(" ".join((match["rest"] or "").split()), 0)
        if minute < 0:
            hour, minute = (hour - 1) or 12, 60 + minute
        sure = bool(match["rest"] or match["sharp"]) or hours is _FRENCH
        if minute:
            found = _with_minutes(at, match.end(), hour, minute, anchored=True)
        else:
            found = make_hour(at, match.end(), hour, 0, anchored=True)
        return replace(found, sure=sure)
    return None
