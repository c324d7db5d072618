"""Spans of time in questions: "June 2017", "13 March", "in 2016", "tomorrow", "next week"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta

from handlers.questions.question import Span

_ENGLISH = tuple(name.casefold() for name in calendar.month_name[1:])
_MONTHS: dict[str, int] = {
    **{name: number for number, name in enumerate(_ENGLISH, 1)},
    **{name[:3]: number for number, name in enumerate(_ENGLISH, 1)},
    "sept": 9,
    **{
        name: number
        for names in (
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
            "diciembre",
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        )
        for number, name in enumerate(names.split(), 1)
    },
}
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_HEDGE = r"(?:(?:early|mid|late|end of|beginning of|start of)[ -]+)?"
_WRITTEN = re.compile(
    rf"(?<!\w){_HEDGE}(?:(?P<day>{_DAY})(?:\s*(?:-|–|to|and|/)\s*(?P<until>{_DAY}))?\s+(?:of\s+)?)?"
    rf"(?P<month>{_MONTH})\.?(?:\s+(?P<after>{_DAY})(?!\d))?(?:,?\s+(?P<year>{_YEAR}))?(?!\w)",
    re.IGNORECASE,
)
_ISO = re.compile(rf"(?<!\S)({_YEAR})-(\d\d)(?:-(\d\d))?(?!\S)")
_YEARS = re.compile(rf"(?<![\w.-])({_YEAR})(?:\s*(?:-|–|to|and|until)\s*({_YEAR}))?(?![\w-])")
_BETWEEN = re.compile(
    rf"(?<!\w)(?P<from>{_MONTH})\s*(?:-|–|to|and|until)\s*(?P<to>{_MONTH})\s+(?P<year>{_YEAR})(?!\w)",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\b(before|until|till|after|since|from)\s+(?:the\s+)?$", re.IGNORECASE)
_NEAR: tuple[tuple[str, int, int], ...] = (
    ("today", 0, 0),
    ("tonight", 0, 0),
    ("tomorrow", 1, 1),
    ("yesterday", -1, -1),
)
_NEAR_WORDS = re.compile(
    r"(?<!\w)(today|tonight|tomorrow|yesterday|(?:this|next|last) (?:week|month|year))(?!\w)",
    re.IGNORECASE,
)
# First month of each, in the north, where these talks are held.
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_SEASON = re.compile(
    rf"(?<!\w)(?:(?P<which>this|next|last|in|during|over)(?: the)? )?(?:the )?"
    rf"(?P<season>{'|'.join(_SEASONS)})(?:,? (?:of )?(?P<year>{_YEAR}))?(?!\w)",
    re.IGNORECASE,
)
_CHRISTMAS = re.compile(
    r"(?<!\w)(?:christmas|xmas)(?: (?P<year>(?:19|20)\d\d))?(?!\w)", re.IGNORECASE
)
_TELLING = (
    frozenset(_MONTHS)
    | set("today tonight tomorrow yesterday week month year christmas xmas".split())
    | set(_SEASONS)
)
_DIGIT, _WORD = re.compile(r"\d"), re.compile(r"\w+")
# "may" and "mar" and "march" are words of everyday language too.
_NEEDS_MORE = frozenset({"may", "mar", "mars", "march", "sep", "dec", "jan", "mai", "mayo"})


def find_span(line: str, today: date, years: Iterable[int]) -> tuple[Span | None, str]:
    """Find the span of time that a line names.

    Args:
        line: as typed, cleaned.
        today: the present day.
        years: in which a month without a year may lie.

    Returns:
        The span, or None, and the line without it.
    """
    if not _may_name_time(line):
        return None, line
    if match := _BETWEEN.search(line):
        months = [_MONTHS[match[name].casefold()] for name in ("from", "to")]
        ends = [found for month in months if (found := _month(int(match["year"]), month))]
        both = [(ends[0][0], ends[1][1])] if len(ends) == 2 and ends[0] <= ends[1] else []
        return _tell(line, match, both)
    if match := _ISO.search(line):
        year, month, day = int(match[1]), int(match[2]), match[3]
        found = _days(year, month, int(day), int(day)) if day else _month(year, month)
        return _tell(line, match, [found] if found else [])
    if match := next(filter(_is_time, _WRITTEN.finditer(line)), None):
        return _tell(line, match, _read_written(match, years))
    if match := next(filter(_is_season, _SEASON.finditer(line)), None):
        return _tell(line, match, _read_season(match, today, years))
    if match := _CHRISTMAS.search(line):
        day = date(int(match["year"] or today.year), 12, 25)
        return _tell(line, match, [(day, day)])
    if match := _NEAR_WORDS.search(line):
        return _tell(line, match, [_read_near(match[1].casefold(), today)])
    if match := _YEARS.search(line):
        first, last = int(match[1]), int(match[2] or match[1])
        found = (date(first, 1, 1), date(last, 12, 31))
        return _tell(line, match, [found] if first <= last else [])
    return None, line


def _may_name_time(line: str) -> bool:
    """Tell whether a line has a digit or a word that any time has; most lines have none."""
    if not line.isascii() or _DIGIT.search(line):
        return True
    return not _TELLING.isdisjoint(_WORD.findall(line.casefold()))


def _is_time(match: re.Match[str]) -> bool:
    """Tell a month from a word of everyday language that is written like it."""
    more = match["day"] or match["after"] or match["year"]
    more = more or _WITHIN.search(match.string[: match.start()])
    return bool(more) or match["month"].casefold() not in _NEEDS_MORE


def _is_season(match: re.Match[str]) -> bool:
    """Tell a season from what falls, or springs from something."""
    return bool(match["which"] or match["year"])


def _read_season(
    match: re.Match[str], today: date, years: Iterable[int]
) -> list[tuple[date, date]]:
    month = _SEASONS[match["season"].casefold()]
    which = (match["which"] or "").casefold()
    if match["year"]:
        chosen = [int(match["year"])]
    elif which in ("this", "next", "last"):
        chosen = [today.year - 1, today.year, today.year + 1]
    else:
        chosen = sorted(set(years))
    found: list[tuple[date, date]] = []
    for year in chosen:
        end = _month(year + (month + 2) // 13, (month + 1) % 12 + 1)
        assert end is not None
        found.append((date(year, month, 1), end[1]))
    match which:
        case "this":  # the one that goes on, or comes next in the year
            return [next(span for span in found if span[1] >= today)]
        case "next":
            return [next(span for span in found if span[0] > today)]
        case "last":
            return [next(span for span in reversed(found) if span[1] < today)]
        case _:
            return found


# "In March" is a month, whatever else "march" may be.
_WITHIN = re.compile(r"(?<!\w)(?:in|during|since|until|till|last|next|this)\s+$", re.IGNORECASE)


def _tell(
    line: str, match: re.Match[str], ranges: list[tuple[date, date]]
) -> tuple[Span | None, str]:
    if not ranges:
        return None, line
    rest = f"{line[: match.start()]} {line[match.end() :]}"
    if (side := _SIDE.search(line[: match.start()])) and len(ranges) == 1:
        ((first, last),) = ranges
        if side[1].casefold() in ("before", "until", "till"):
            ranges = [(date.min, first - timedelta(days=1))]
        else:
            start = first if side[1].casefold() in ("since", "from") else last + timedelta(days=1)
            ranges = [(start, date.max)]
    return Span(tuple(ranges), match[0].strip()), " ".join(rest.split())


def _read_written(match: re.Match[str], years: Iterable[int]) -> list[tuple[date, date]]:
    month = _MONTHS[match["month"].casefold()]
    chosen = [int(match["year"])] if match["year"] else sorted(set(years))
    written = match["day"] or match["after"]
    found: list[tuple[date, date]] = []
    for year in chosen:
        if written:
            first = int(re.sub(r"\D", "", written))
            last = int(re.sub(r"\D", "", match["until"] or written))
            days = _days(year, month, first, last)
        else:
            days = _month(year, month)
        if days:
            found.append(days)
    return found


def _days(year: int, month: int, first: int, last: int) -> tuple[date, date] | None:
    try:
        return date(year, month, first), date(year, month, last)
    except ValueError:
        return None  # 31 April is no day


def _month(year: int, month: int) -> tuple[date, date] | None:
    if not 1 <= month <= 12:
        return None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _read_near(words: str, today: date) -> tuple[date, date]:
    for word, first, last in _NEAR:
        if words == word:
            return today + timedelta(days=first), today + timedelta(days=last)
    which, unit = words.split()
    step = {"this": 0, "next": 1, "last": -1}[which]
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        number = today.year * 12 + today.month - 1 + step
        found = _month(number // 12, number % 12 + 1)
        assert found is not None
        return found
    return date(today.year + step, 1, 1), date(today.year + step, 12, 31)
