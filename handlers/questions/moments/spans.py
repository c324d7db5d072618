"""Spans of time: "in 2 hours", "an hour and a half", "1h30m", "через 2 часа", "2小时后"."""

from __future__ import annotations

import re
from functools import cache

from handlers.questions.moments.numerals import NUMBERS
from handlers.questions.moments.pieces import Line, Piece, Span, Vague

_UNITS = (
    (1, r"minutes?|mins?|min|m|minutos?|минут[уы]?|دقيقه|دقائق|分钟?"),
    (60, r"hours?|hrs?|hr|h|heures?|horas?|час(?:ов|а)?|ساعه|ساعات|个?小时"),
    (1440, r"days?|d|jours?|dias?|день|дн(?:я|еи)|يوم|ايام|天"),
    (10080, r"weeks?|wks?|wk|w|semaines?|semanas?|недел[юиь]|اسبوع|اسابيع|周|个?星期"),
    (-1, r"months?|mois|mes(?:es)?|месяц(?:ев|а)?|شهر|اشهر|个月"),
    (-12, r"years?|ans?|anos?|год(?:а)?|лет|سنه|سنوات|年"),
)
_UNIT = "|".join(pattern for _, pattern in _UNITS)
# Arabic has a form of its own for two.
_DUALS = {"ساعتين": 120, "يومين": 2880, "اسبوعين": 20160, "شهرين": -2, "دقيقتين": 2}
_WORDS = {
    "half an hour": 30, "a half hour": 30, "half hour": 30, "an half hour": 30,
    "quarter of an hour": 15, "a quarter of an hour": 15, "three quarters of an hour": 45,
    "an hour and a half": 90, "one hour and a half": 90, "hour and a half": 90,
    "an hour and a quarter": 75, "an hour and three quarters": 105,
    "a fortnight": 20160, "one fortnight": 20160, "a couple of hours": 120,
    "a couple of days": 2880,
    "une demi-heure": 30, "trois quarts d'heure": 45, "tres cuartos de hora": 45,
    "une heure et demie": 90, "un quart d'heure": 15,
    "media hora": 30, "una hora y media": 90, "hora y media": 90, "un cuarto de hora": 15,
    "полчаса": 30, "полтора часа": 90, "час": 60, "неделю": 10080, "день": 1440, "минуту": 1,
    "месяц": -1, "半小时": 30, "半个小时": 30, "一个半小时": 90,
    "نصف ساعه": 30, "ساعه ونصف": 90, "ساعتين ونصف": 150, "ساعه": 60,
    "يوم": 1440, "اسبوع": 10080, "شهر": -1,
    **_DUALS,
}  # fmt: skip
_COUNTED = f"(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_NUMBER = rf"(?:\d{{1,5}}(?:[.,]\d{{1,2}}|\s?[½¼¾]|\s1/2)?\s?|{_COUNTED}\s+)"
_HAN_NUMBER = r"[一二两三四五六七八九十]{1,3}"
_HALF = r"and\s+a\s+half\s+|et\s+demie\s+|y\s+media\s+|с\s+половинои\s+|个半"
_ONE = re.compile(
    rf"(?P<count>{_NUMBER}|{_HAN_NUMBER})(?P<half>{_HALF})?(?:more\s+)?(?P<unit>{_UNIT})"
    r"(?P<late>\s+and\s+a\s+half|\s+et\s+demie?|\s+y\s+media|\s+ونصف)?(?![^\W\d\u3400-\u9fff])"
)
_SHORT = re.compile(r"(?P<hours>\d{1,2})\s?h\s?(?P<minutes>[0-5]?\d)(?:\s?m(?:ins?|in)?)?(?!\w)")
_JOINT = re.compile(r"\s*(?:,|\+|\s(?:and|et|y|и)\s|و(?=[\d\w]))\s*|\s+|(?<=[a-z])(?=\d)")
_IN = re.compile(
    r"(?<!\w)(?:in(?:\s+about|\s+another)?|within|dans|d'ici|en|dentro\s+de|через|بعد|خلال)\s+"
)
_AFTERWARDS = re.compile(
    r"(?:'s?)?\s+(?:from\s+now|later|time)(?!\w)|\s?(?:以后|之后|后|以內|以内)"
)
# "two days before the session" says how far from something else.
_BESIDE = re.compile(r"\s+(?:before|after|ago|earlier|ahead|long)(?!\w)")
_FUZZY = re.compile(
    r"(?<!\w)in\s+(?:a\s+)?(?:few|some|several|couple|while|bit|moment)\b[\w ]*?(?=\s|$)"
)
# To some, and in law, fifteen days are two weeks.
_ABOUT_A_WEEK = re.compile(
    r"(?:(?<!\w)(?:dans|d'ici|en|dentro\s+de|sous)\s+)?(?<!\w)(?:(?P<fifteen>quinze\s+jours|quince\s+dias)"
    r"|huit\s+jours|ocho\s+dias)(?!\w)"
)
_WORKING = re.compile(
    rf"(?:{_IN.pattern})?(?:{_NUMBER}|{_HAN_NUMBER})(?:(?:working|business|work|week|calendar)\s+days?|"
    r"jours?\s+(?:ouvrables?|ouvres?)|dias?\s+(?:habil(?:es)?|laborables?)|рабочи[ехй]\w*\s+дн\w+|"
    r"ايام\s+عمل|个?工作日后?)(?!\w)"
)
_BEFORE_HALF = "个兩两一二三四五六七八九十"
MOST_MINUTES = 10 * 366 * 1440


def read_span(line: Line, at: int) -> Piece | None:
    """Read how long from now, from a place in a line; without "in" it is not sure."""
    if vague := _read_vague(line, at):
        return vague
    opening = _IN.match(line.folded, at)
    start = opening.end() if opening else at
    if not opening and start and line.folded[start - 1].isalnum() and line.folded[start] < "\u3400":
        return None
    found = _read_whole(line.folded, start)
    if line.folded[start] == "半" and start and line.folded[start - 1] in _BEFORE_HALF:
        return None  # "两个半小时" is no half hour
    if found is None:
        fuzzy = _FUZZY.match(line.folded, at)
        return Piece(at, fuzzy.end(), Vague("How long exactly?")) if fuzzy else None
    span, end = found
    if closing := _AFTERWARDS.match(line.folded, end):
        end = closing.end()
    elif not opening and (_is_one_word(line, start, end) or _BESIDE.match(line.folded, end)):
        return None
    known = bool(opening or closing)
    return Piece(at, end, span, sure=known, anchored=known)


def _read_vague(line: Line, at: int) -> Piece | None:
    """Find spans of days that are counted in more than one way."""
    if match := _ABOUT_A_WEEK.match(line.folded, at):
        fewer = 14 if match["fifteen"] else 7
        readings = (f"in {fewer} days", f"in {fewer + 1} days")
        words = line.typed[at : match.end()]
        return Piece(at, match.end(), Vague(f"“{words}” is counted in two ways.", readings))
    if match := _WORKING.match(line.folded, at):
        return Piece(at, match.end(), Vague("Compact counts no working days: on which day?"))
    return None


def _is_one_word(line: Line, start: int, end: int) -> bool:
    """Tell whether it is a word, "день", that says how long only behind "in"."""
    words = line.folded[start:end]
    return words in _WORDS and " " not in words


def _read_whole(folded: str, at: int) -> tuple[Span, int] | None:
    found = _read_one(folded, at)
    if found is None:
        return None
    span, end = found
    last = span
    while (joint := _JOINT.match(folded, end)) and (more := _read_one(folded, joint.end(), True)):
        if not _goes_on(last, more[0]):
            break
        last = more[0]
        span = Span(
            span.months + more[0].months,
            span.days + more[0].days,
            span.minutes + more[0].minutes,
            span.fault or more[0].fault,
        )
        end = more[1]
    return span, end


def _goes_on(last: Span, more: Span) -> bool:
    """Tell "1 hour 30 minutes" from "30 minutes 5 minute break"."""
    if last.minutes and last.minutes % 60:
        return False
    sizes = [each.months * 44640 + each.days * 1440 + each.minutes for each in (last, more)]
    return sizes[1] < sizes[0]


@cache
def _worded() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
    return re.compile(rf"(?:{words})(?![^\W\u064b-\u0652\u3400-\u9fff])")


def _read_one(folded: str, at: int, further: bool = False) -> tuple[Span, int] | None:
    if match := _SHORT.match(folded, at):
        return Span(minutes=int(match["hours"]) * 60 + int(match["minutes"])), match.end()
    if not further and (match := _worded().match(folded, at)):
        return _span(1, _WORDS[match[0]]), match.end()
    match = _ONE.match(folded, at)
    if match is None:
        return None
    unit = next(size for size, pattern in _UNITS if re.fullmatch(pattern, match["unit"]))
    count = _count(match["count"].strip())
    if match["half"] or match["late"]:
        count += 0.5
    return _span(count, unit), match.end()


def _count(words: str) -> float:
    if words in NUMBERS:
        return NUMBERS[words]
    if words[0].isdigit():
        whole = re.sub(r"\s?(?:[½¼¾]|1/2)$", "", words)
        part = {"½": 0.5, "2": 0.5, "¼": 0.25, "¾": 0.75}[words[-1]] if whole != words else 0.0
        return float(whole.replace(",", ".")) + part
    digits = ["零一二三四五六七八九十".index(each) for each in words.replace("两", "二")]
    if 10 not in digits:
        return digits[-1]
    tens, _, ones = "".join("t" if d == 10 else str(d) for d in digits).partition("t")
    return int(tens or 1) * 10 + int(ones or 0)


def _span(count: float, unit: int) -> Span:
    """Count minutes by the stopwatch, days by the calendar; a part of a day has no length."""
    if unit < 0:
        whole = count * -unit
        fault = "" if whole == int(whole) else "Half a month has no length of its own."
        return Span(months=int(whole), fault=fault)
    minutes = count * unit
    if unit < 1440:
        fault = "" if minutes <= MOST_MINUTES else "That is too far ahead."
        return Span(minutes=round(minutes), fault=fault)
    days = minutes / 1440
    return Span(days=int(days), fault="" if days == int(days) else "Say it in hours.")
