"""What comes again, as people write it: "every other Friday", "weekdays", "monthly on the 15th"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from handlers.questions.moments.days import read_day
from handlers.questions.moments.numerals import NUMBERS
from handlers.questions.moments.pieces import (
    Bound,
    Dates,
    DayOfMonth,
    Line,
    Month,
    Near,
    NthWeekday,
    Part,
    Piece,
    Repeat,
    Span,
    Weekday,
)
from handlers.questions.moments.spans import read_span
from handlers.questions.moments.vocabulary import (
    ORDINALS,
    PARTS,
    any_of,
    months,
    weekdays,
)

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKDAYS = CODES[:5]
# Weekdays whose names are numbers, too, but for "كل" before them.
_BEHIND_EVERY = {"اثنين": 0, "احد": 6}
EVERY = (
    r"(?:(?<!\w)(?:every|each|chaque|tou(?:s|te?s)\s+les|cada|todos\s+los|todas\s+las|"
    r"кажд(?:ыи|ую|ое|ые|ая)|كل)\s+|每个?)"
)
_EVERY_WORD = re.compile(EVERY)
_OTHER = {"other": 2, "second": 2, "2nd": 2, "alternate": 2, "второи": 2, "вторую": 2, "隔": 2}
_UNITS = {
    "day": "DAILY", "days": "DAILY", "jour": "DAILY", "jours": "DAILY", "dia": "DAILY",
    "dias": "DAILY", "день": "DAILY", "дня": "DAILY", "днеи": "DAILY", "يوم": "DAILY",
    "ايام": "DAILY", "天": "DAILY", "日": "DAILY",
    "week": "WEEKLY", "weeks": "WEEKLY", "semaine": "WEEKLY", "semaines": "WEEKLY",
    "semana": "WEEKLY", "semanas": "WEEKLY", "неделю": "WEEKLY", "недели": "WEEKLY",
    "недель": "WEEKLY", "اسبوع": "WEEKLY", "周": "WEEKLY", "星期": "WEEKLY",
    "month": "MONTHLY", "months": "MONTHLY", "mois": "MONTHLY", "mes": "MONTHLY",
    "meses": "MONTHLY", "месяц": "MONTHLY", "месяца": "MONTHLY", "شهر": "MONTHLY", "月": "MONTHLY",
    "year": "YEARLY", "years": "YEARLY", "an": "YEARLY", "annee": "YEARLY", "ans": "YEARLY",
    "ano": "YEARLY", "anos": "YEARLY", "год": "YEARLY", "года": "YEARLY", "سنه": "YEARLY",
    "年": "YEARLY",
}  # fmt: skip
_WORKDAY = (
    r"(?:weekdays?|(?:working|business|work)\s+days?|workdays?|jours?\s+ouvrables?|dias?\s+"
    r"(?:habil(?:es)?|laborables?)|рабочии\s+день|будни|будним\s+дням|будням|يوم\s+عمل|工作日)"
)
_ADVERBS = {
    "daily": Repeat("DAILY"), "everyday": Repeat("DAILY"), "a diario": Repeat("DAILY"),
    "diariamente": Repeat("DAILY"), "quotidiennement": Repeat("DAILY"),
    "ежедневно": Repeat("DAILY"), "يوميا": Repeat("DAILY"),
    "once a day": Repeat("DAILY"), "once a week": Repeat("WEEKLY"),
    "once a month": Repeat("MONTHLY"), "once a year": Repeat("YEARLY"),
    "une fois par jour": Repeat("DAILY"), "une fois par semaine": Repeat("WEEKLY"),
    "une fois par mois": Repeat("MONTHLY"), "una vez al dia": Repeat("DAILY"),
    "una vez a la semana": Repeat("WEEKLY"), "una vez por semana": Repeat("WEEKLY"),
    "una vez al mes": Repeat("MONTHLY"), "раз в день": Repeat("DAILY"),
    "раз в неделю": Repeat("WEEKLY"), "раз в месяц": Repeat("MONTHLY"),
    "weekly": Repeat("WEEKLY"), "еженедельно": Repeat("WEEKLY"), "اسبوعيا": Repeat("WEEKLY"),
    "semanalmente": Repeat("WEEKLY"), "fortnightly": Repeat("WEEKLY", 2),
    "monthly": Repeat("MONTHLY"), "mensualmente": Repeat("MONTHLY"), "شهريا": Repeat("MONTHLY"),
    "ежемесячно": Repeat("MONTHLY"),
    "yearly": Repeat("YEARLY"), "annually": Repeat("YEARLY"), "ежегодно": Repeat("YEARLY"),
    "hourly": Repeat("", fault="hour"), "biweekly": Repeat("", readings=("every 2 weeks",)),
    "bi-weekly": Repeat("", readings=("every 2 weeks",)),
    "bimonthly": Repeat("", readings=("every 2 months",)),
    "quarterly": Repeat("", readings=("every 3 months",)),
}  # fmt: skip
_TOO_OFTEN = re.compile(
    rf"{EVERY}(?:(?:\d+|\w+)\s+)?(?:hours?|minutes?|mins?|hrs?|heures?|horas?|minutos?|час(?:а|ов)?|"
    r"минут[уы]?|小时|分钟|ساعه|دقيقه)(?!\w)|(?<!\w)(?:twice|three\s+times|\d\s+times)\s+(?:a|per|every)"
    r"\s+(?:day|week|month)(?!\w)"
)
TOO_OFTEN = "Compact repeats a reminder once a day at most, and by one rule."
_OF_MONTH = (
    r"(?:\s+(?:of|in)\s+(?:(?:the|each|every|a)\s+)?month|\s+(?:du|de\s+chaque|de\s+cada|del)\s+"
    r"(?:mois|mes)|\s+(?:каждого\s+)?месяца)"
)
_OF_EVERY_MONTH = (
    r"(?:\s+(?:of|in)\s+(?:each|every)\s+(?:(?P<interval>other|\d{1,2})\s+)?months?|\s+(?:de\s+chaque|de\s+cada)\s+(?:mois|mes)|"
    r"\s+каждого\s+месяца)"
)
_OF_EVERY_YEAR = re.compile(
    r"\s+(?:of\s+)?(?:each|every)\s+year(?!\w)|\s+de\s+(?:chaque\s+annee|cada\s+ano)(?!\w)|"
    r"\s+каждого\s+года(?!\w)"
)
_MON_TO_FRI = re.compile(
    r"(?<!\w)(?:(?:on|from|every|each)\s+)?(?:mon(?:day)?s?\s?(?:-|to|through)\s?fri(?:day)?s?|du\s+lundi\s+au\s+"
    r"vendredi|de\s+lunes\s+a\s+viernes|с\s+понедельника\s+по\s+пятницу)(?!\w)|周一(?:到|至)周五"
)
_UNTIL = (
    r"(?:(?<!\w)(?:until|till|through|thru|up\s+to|jusqu'(?:au?|en)|hasta(?:\s+el)?|до|حتي)\s+|"
    r"直到|到|至)"
)
_FROM = (
    r"(?:(?<!\w)(?:from|starting(?:\s+(?:on|from))?|beginning(?:\s+(?:on|from))?|as\s+(?:of|from)|"
    r"a\s+partir\s+d(?:u|e|el)|desde(?:\s+el)?|начиная\s+с|ابتداء\s+من)\s+|从)"
)
_FOR = r"(?<!\w)(?:for|pendant|durante|в\s+течение|لمده)\s+(?:the\s+next\s+)?"
_NEXT_PERIOD = re.compile(r"next\s+(week|month)(?!\w)")
_SIDES = {"until": re.compile(_UNTIL), "from": re.compile(_FROM), "for": re.compile(_FOR)}


def read_repeat(line: Line, at: int) -> Piece | None:
    """Read a recurrence from a place in a line."""
    if match := _TOO_OFTEN.match(line.folded, at):
        return Piece(at, match.end(), Repeat("", fault=TOO_OFTEN), anchored=True)
    for reader in (_read_weekdays, _read_placed, _read_every, _read_adverb, _read_plural):
        if found := reader(line, at):
            return _with_ordinal(line, found)
    return None


def read_bound(line: Line, at: int) -> Piece | None:
    """Read where a recurrence ends or begins: "until 30 June", "from Monday", "for 3 weeks"."""
    for side, pattern in _SIDES.items():
        match = pattern.match(line.folded, at)
        if match is None:
            continue
        if side == "for":
            span = read_span(line, match.end())
            if span and isinstance(span.value, Span) and not span.value.minutes:
                return Piece(at, span.end, Bound("until", span.value), sure=False, anchored=True)
            continue
        if side == "until" and (month := _end_of_month(line, match.end())):
            return Piece(at, month.end, Bound("until", month.value), sure=False, anchored=True)  # type: ignore[arg-type]
        if side == "from" and (start := _NEXT_PERIOD.match(line.folded, match.end())):
            first = Weekday(0, "next week") if start[1] == "week" else DayOfMonth(1, 1)
            return Piece(at, start.end(), Bound(side, first), sure=False, anchored=True)
        day = read_day(line, match.end())
        if day and isinstance(day.value, (Dates, Near, Weekday, DayOfMonth, NthWeekday)):
            return Piece(at, day.end, Bound(side, day.value), sure=False, anchored=True)
    return None


@cache
def _end() -> re.Pattern[str]:
    return re.compile(
        rf"(?:the\s+)?end\s+of\s+(?:(?P<this>(?:the|this)\s+month)|(?P<month>{any_of(months())})"
        r"(?:\s+(?P<year>\d{4}))?)(?!\w)"
    )


def _end_of_month(line: Line, at: int) -> Piece | None:
    match = _end().match(line.folded, at)
    if match is None:
        return None
    month = months()[match["month"]] if match["month"] else 0
    return Piece(at, match.end(), Month(int(match["year"] or 0), month))  # type: ignore[arg-type]


@cache
def _ordinal_day() -> str:
    ordinal = any_of(ORDINALS)
    last = r"(?P<last>last)\s+(?:working\s+day|weekday|business\s+day)"
    day = r"(?P<lastday>last)\s+day|(?P<firstday>first)\s+day"
    return (
        rf"(?:{last}|{day}|(?P<ordinal>{ordinal})\s+(?P<weekday>{any_of(weekdays())})"
        r"|(?P<th>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)(?!\w)(?!\s+(?:day|week|month|year)))"
    )


def _placed_value(match: re.Match[str]) -> Repeat:
    found = match.groupdict()
    if found["last"]:
        return Repeat("MONTHLY", weekdays=_WORKDAYS, last=True)
    if found["lastday"]:
        return Repeat("MONTHLY", by_day=-1)
    if found["firstday"]:
        return Repeat("MONTHLY", by_day=1)
    if found["th"]:
        return Repeat("MONTHLY", by_day=int(found["th"]))
    code = CODES[weekdays()[" ".join(found["weekday"].split())]]
    return Repeat("MONTHLY", weekdays=(f"{ORDINALS[found['ordinal']]}{code}",))


@cache
def _placed() -> tuple[re.Pattern[str], ...]:
    one = _ordinal_day()
    return (
        re.compile(rf"(?<!\w)(?:on\s+)?(?:the\s+)?{one}{_OF_EVERY_MONTH}(?!\w)"),
        re.compile(rf"{EVERY}{one}{_OF_MONTH}(?!\w)"),
    )


def _read_placed(line: Line, at: int) -> Piece | None:
    """Read "the first Monday of every month", "every 15th of the month"."""
    for pattern in _placed():
        if match := pattern.match(line.folded, at):
            count = match.groupdict().get("interval") or "1"
            value = replace(_placed_value(match), interval=_OTHER.get(count) or int(count))
            return Piece(at, match.end(), value, anchored=True)
    day = read_day(line, at)
    if (
        day
        and isinstance(day.value, Dates)
        and (match := _OF_EVERY_YEAR.match(line.folded, day.end))
    ):
        ((year, *dated), *others) = day.value.options
        if not year and not others:
            value = Repeat("YEARLY", dated=(dated[0], dated[1]))
            return Piece(at, match.end(), value, anchored=True)
    return None


@cache
def _every() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    numbers = any_of(NUMBERS)
    counted = rf"(?P<count>\d{{1,3}}|{numbers})\s*"
    nth = rf"(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|third|fourth)\s+(?={any_of(_UNITS)})"
    interval = rf"(?:{nth}|(?P<other>{any_of(_OTHER)})\s*|{counted})?"
    unit = rf"(?P<workday>{_WORKDAY})|(?P<part>{any_of(PARTS)})|(?P<unit>{any_of(_UNITS)})"
    names = any_of({*weekdays(), *_BEHIND_EVERY})
    more = rf"(?:\s*(?:,|&|/|\band\b|\bet\b|\by\b|\bи\b|و|和|、)+\s*{names})*"
    return (
        re.compile(rf"{EVERY}{interval}(?:يوم\s+)?(?P<days>{names}{more})(?!\w*[^\W\d_]*day)"),
        re.compile(rf"{EVERY}{interval}(?:{unit})(?![^\W\d_\u3400-\u9fff])"),
        re.compile(rf"{EVERY}{_ordinal_day()}(?!\w)"),
    )


def _read_every(line: Line, at: int) -> Piece | None:
    by_days, by_unit, by_ordinal = _every()
    if match := by_days.match(line.folded, at):
        interval = _interval(match)
        value = Repeat("WEEKLY", interval, _codes(match["days"]))
        if match["other"] == "2nd":
            day = match["days"]
            readings = (f"every 2 weeks on {day}", f"the 2nd {day} of every month")
            value = Repeat("", readings=readings)
        return Piece(at, match.end(), value, anchored=True)
    dated = _read_every_date(line, at)
    match = by_ordinal.match(line.folded, at)
    if match and not (dated and dated.end > match.end()):
        value = _placed_value(match)
        word = match["ordinal"] or ""
        if ORDINALS.get(word, -1) > 2:
            day = match["weekday"]
            count = ORDINALS[word]
            readings = (f"every {count} weeks on {day}", f"the {word} {day} of every month")
            value = Repeat("", readings=readings)
        return Piece(at, match.end(), value, anchored=True)
    if match := by_unit.match(line.folded, at):
        return Piece(at, match.end(), _unit_value(match), anchored=True)
    return dated


def _read_every_date(line: Line, at: int) -> Piece | None:
    """Read "every 18 December"."""
    every = _EVERY_WORD.match(line.folded, at)
    day = read_day(line, every.end()) if every else None
    if day is None or not isinstance(day.value, Dates):
        return None
    (year, month, number), *others = day.value.options
    if year or others:
        return None
    return Piece(at, day.end, Repeat("YEARLY", dated=(month, number)), anchored=True)


def _unit_value(match: re.Match[str]) -> Repeat:
    interval = _interval(match)
    if match["workday"]:
        return Repeat("WEEKLY", interval, _WORKDAYS)
    if match["part"]:
        hour, later = PARTS[" ".join(match["part"].split())]
        return Repeat("DAILY", interval, part=Part(hour, later))
    return Repeat(_UNITS[match["unit"]], interval)


def _interval(match: re.Match[str]) -> int:
    if match["other"]:
        return _OTHER[match["other"]]
    if nth := match["nth"]:
        return ORDINALS.get(nth) or int(nth[:-2])
    count = match["count"] or "1"
    return NUMBERS.get(count) or int(count)


def _codes(words: str) -> tuple[str, ...]:
    names = {**weekdays(), **_BEHIND_EVERY}
    found = re.findall(any_of(names), words)
    numbers = sorted({names[" ".join(each.split())] for each in found})
    return tuple(CODES[number] for number in numbers)


@cache
def _adverb() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>{any_of(_ADVERBS)})|(?<!\w)(?:on|les|по)\s+(?P<workday>{_WORKDAY})(?!\w)|(?P<bare>weekdays)(?!\w)"
    )


def _read_weekdays(line: Line, at: int) -> Piece | None:
    """Read "Monday to Friday"."""
    match = _MON_TO_FRI.match(line.folded, at)
    value = Repeat("WEEKLY", weekdays=_WORKDAYS)
    return Piece(at, match.end(), value, anchored=True) if match else None


def _read_adverb(line: Line, at: int) -> Piece | None:
    match = _adverb().match(line.folded, at)
    if match is None:
        return None
    if not match["name"]:
        return Piece(at, match.end(), Repeat("WEEKLY", weekdays=_WORKDAYS), anchored=True)
    value = _ADVERBS[" ".join(match["name"].split())]
    if value.fault:
        value = replace(value, fault=TOO_OFTEN)
    return Piece(at, match.end(), value)


@cache
def _plural() -> tuple[re.Pattern[str], re.Pattern[str]]:
    english = "|".join(name for name in weekdays() if name.endswith("day"))
    slavic = any_of([name for name in weekdays() if name.endswith(("ам", "ям"))])
    spanish = "|".join(
        name for name in weekdays() if name.endswith("es") or name in ("sabados", "domingos")
    )
    more = rf"(?:\s*(?:,|&|\band\b)+\s*(?:on\s+)?(?:{english})s)*"
    return (
        re.compile(rf"(?<!\w)(?:on\s+)?(?P<days>(?:{english})s{more})(?!\w)"),
        re.compile(
            rf"(?<!\w)(?:по\s+(?P<days>{slavic}(?:\s*(?:,|\bи\b)\s*(?:по\s+)?{slavic})*)|los\s+(?P<los>{spanish}|lunes))(?!\w)"
        ),
    )


def _read_plural(line: Line, at: int) -> Piece | None:
    """Read "on Fridays", "Mondays and Thursdays"."""
    english, other = _plural()
    if match := english.match(line.folded, at):
        singular = re.sub(r"days\b", "day", match["days"])
        return Piece(at, match.end(), Repeat("WEEKLY", weekdays=_codes(singular)), anchored=True)
    if match := other.match(line.folded, at):
        codes = _codes(match["days"] or match["los"])
        return Piece(at, match.end(), Repeat("WEEKLY", weekdays=codes), anchored=True)
    return None


@cache
def _placing() -> tuple[re.Pattern[str], re.Pattern[str]]:
    plural = {f"{name}s" for name in weekdays() if name.endswith("day")}
    names = any_of({*weekdays(), *plural})
    more = rf"(?:\s*(?:,|&|\band\b|\bet\b|\by\b|\bи\b)+\s*(?:on\s+)?{names})*"
    return (
        re.compile(rf"\s+(?:on\s+(?:the\s+)?)?{_ordinal_day()}{_OF_MONTH}?(?!\w)"),
        re.compile(rf"\s+(?:on\s+)?(?P<days>{names}{more})(?!\w)"),
    )


def _with_ordinal(line: Line, piece: Piece) -> Piece:
    """Add the days that stand behind "monthly", "weekly", "every 2 weeks"."""
    value = piece.value
    assert isinstance(value, Repeat)
    if value.weekdays or value.by_day or value.fault:
        return piece
    on_month, on_week = _placing()
    if value.frequency == "MONTHLY" and (match := on_month.match(line.folded, piece.end)):
        placed = replace(_placed_value(match), interval=value.interval)
        return replace(piece, end=match.end(), value=placed)
    if value.frequency == "WEEKLY" and (match := on_week.match(line.folded, piece.end)):
        singular = re.sub(r"days\b", "day", match["days"])
        return replace(piece, end=match.end(), value=replace(value, weekdays=_codes(singular)))
    return piece
