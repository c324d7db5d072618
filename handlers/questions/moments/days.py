"""Days as people write them: "12 March 2018", "03/04", "next Friday", "the 15th", "明天"."""

from __future__ import annotations

import re
from functools import cache

from handlers.questions.moments.pieces import (
    Dates,
    DayOfMonth,
    Line,
    Near,
    NthWeekday,
    Piece,
    Vague,
    Value,
    Weekday,
    day_exists,
)
from handlers.questions.moments.vocabulary import (
    NEAR_DAYS,
    NO_NUMBER_BEFORE,
    ORDINALS,
    SHORT_WEEKDAYS,
    TONIGHT,
    any_of,
    months,
    weekdays,
)

_ON = r"(?:(?<!\w)(?:on(?:\s+the)?|le|el(?:\s+dia)?|во?|на|(?:في\s+)?يوم|في)\s+)"
_NUMBER = r"(?:[12]\d|3[01]|0?[1-9])"
_ORDINAL = r"(?:st|nd|rd|th|er|º|°|-го|日|号)"
_DAY = rf"{NO_NUMBER_BEFORE}{_NUMBER}{_ORDINAL}?"
_YEAR = (
    r"(?P<year>(?:19|[2-9]\d)\d\d)(?!\d|[:./-]\d|年|\s?(?:hrs?|hours)(?!\w))(?:\s*(?:года?|г\.))?"
)
_ISO = re.compile(
    rf"(?P<on>{_ON})?{NO_NUMBER_BEFORE}(?P<year>\d{{4}})(?P<joint>[-/.])(?P<month>\d{{1,2}})"
    rf"(?P=joint)(?P<day>\d{{1,2}})(?:(?!\d|[-/.]\d)(?!t?\w)|(?=t\d))"
)
_RUN = re.compile(
    rf"(?P<on>{_ON})?{NO_NUMBER_BEFORE}(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?![\w-])"
)
_NUMERIC = re.compile(
    rf"(?P<on>{_ON})?{NO_NUMBER_BEFORE}(?P<one>\d{{1,2}})(?P<joint>[./-])(?P<two>\d{{1,2}})"
    r"(?:(?P=joint)(?P<year>\d{4}|\d\d)(?!\d)|(?P<dot>\.)(?!\d))?(?!\w|[-/]\d|\.\d)"
)
_HAN = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?"
)
_OF_MONTH = re.compile(
    rf"(?:(?<!\w)(?:on\s+)?the\s+|(?<!\w)on\s+)(?P<th>{_NUMBER})(?:st|nd|rd|th)(?!\w)"
    rf"|(?<!\w)(?:le|el(?:\s+dia)?)\s+(?P<le>{_NUMBER})(?:er)?(?![\w.,:/%])(?!\s*(?:h|heures|de)(?!\w))"
    rf"|(?P<han>{_NUMBER})[日号]|(?P<ru>{_NUMBER})-го(?!\w)"
)
_OF_NEXT_MONTH = re.compile(
    rf"(?:(?<!\w)(?:on\s+)?(?:the\s+)?(?P<before>{_NUMBER})(?:st|nd|rd|th)\s+of\s+next\s+month"
    rf"|(?<!\w)next\s+month\s+on\s+the\s+(?P<after>{_NUMBER})(?:st|nd|rd|th))(?!\w)"
)
_NEXT = r"next|prochaine?|proximo|следующ(?:ии|ую|ее|ая)|下(?:个)?|القادم(?:ه)?|المقبل(?:ه)?"
_BEHIND_SHORT = re.compile(r"\.?,?\s+")
# A time that is plainly one, beside a short weekday.
_TIME = r"\d{1,2}(?::\d\d|\s?[ap]\.?m\.?|\s?h\s?(?:\d\d)?|\.\d\d|\s?uhr)(?!\w)"
_TIME_BEHIND = re.compile(rf"\.?,?\s+(?:(?:at|@|à|a\s+las?|в)\s*)?{_TIME}|\.?,?\s+(?:at|в)\s+\d")
_TIME_BEFORE = re.compile(rf"(?<!\w){_TIME}\s+(?:on\s+|в\s+)?$")
_NO_WORDS = frozenset({"mon", "tue", "thu", "fri"})
_SHORT = {
    "lun": 0, "jeu": 3, "ven": 4, "mie": 2, "jue": 3, "vie": 4, "sab": 5,
    "пн": 0, "вт": 1, "ср": 2, "чт": 3, "пт": 4, "сб": 5, "вс": 6,
}  # fmt: skip
_PAST = r"last|previous|dernier|derniere|pasado|прошл(?:ыи|ую|ое)|上(?:个)?|الماضي(?:ه)?"
_VAGUE_WORDS = (
    r"next\s+(?:week|month|year)|this\s+(?:week|month)|(?:this|next)\s+weekend|(?:the\s+)?"
    r"end\s+of\s+(?:the\s+)?(?:week|month|year)|la\s+semaine\s+prochaine|le\s+mois\s+"
    r"prochain|la\s+(?:proxima\s+semana|semana\s+que\s+viene)|el\s+(?:proximo\s+mes|mes\s+que\s+"
    r"viene)|на\s+следующеи\s+неделе|в\s+следующем\s+месяце|"
    r"الاسبوع\s+(?:القادم|المقبل)|الشهر\s+(?:القادم|المقبل)"
)
_VAGUE = re.compile(
    rf"(?<!\w)(?:{_VAGUE_WORDS})(?!\w)|下(?:个)?(?:星期|周)(?![一二三四五六日天\d])|下个?月(?!\d)"
)


def read_day(line: Line, at: int) -> Piece | None:
    """Read a day from a place in a line."""
    for reader in (
        _read_nth_weekday, _read_range, _read_written, _read_iso, _read_numeric, _read_han,
        _read_near, _read_weekday, _read_short_weekday, _read_of_month, _read_vague, _read_month,
    ):  # fmt: skip
        if found := reader(line, at):
            return found
    return None


def _dates(
    line: Line, match: re.Match[str], options: list[tuple[int, int, int]], *, sure: bool = True
) -> Piece:
    """Give a day by its number; one that is in no calendar is told, with those beside it."""
    words = line.typed[match.start() : match.end()].strip()
    there = [each for each in dict.fromkeys(options) if day_exists(*each)]
    groups = match.groupdict()
    anchored = bool(groups.get("on"))
    value: Value = Dates(tuple(there), in_numbers="joint" in groups)
    if not there:
        value = Vague(f"There is no {_bare(words)}.", _beside(*options[0]))
    return Piece(match.start(), match.end(), value, sure=sure or anchored, anchored=anchored)


def _bare(words: str) -> str:
    return re.sub(rf"^{_ON}", "", words, flags=re.IGNORECASE)


def _beside(year: int, month: int, day: int) -> tuple[str, ...]:
    """Give the days beside one that does not exist: 30 April and 1 May for 31 April."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return ()
    names = _english_months()
    last = next(d for d in (day - 1, day - 2, day - 3) if day_exists(year, month, d))
    after = f"1 {names[month % 12]} {year + month // 12 if year else ''}".strip()
    return f"{last} {names[month - 1]} {year or ''}".strip(), after


def _english_months() -> list[str]:
    from babel import Locale

    return list(Locale.parse("en").months["format"]["wide"].values())


@cache
def _written() -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = rf"(?P<month>{any_of(months())})(?:\s?/\s?{any_of(months())})?\.?"
    # "March 15 10 delegations": only four digits are a year, and no time.
    before = (
        rf"(?P<on>{_ON})?(?P<day>{_DAY})(?:\s+|-|(?=\s?[^\W\d_]))(?:(?:of|de|du)\s+)?{month}"
        rf"(?:\s*,?\s*-?(?:del?\s+)?{_YEAR})?"
    )
    after = (
        rf"(?P<on>{_ON})?{month}\s+(?:the\s+)?(?P<day>{_DAY})"
        rf"(?!\d|[:.]\d|\s?(?:h|am|pm|a\.m|p\.m)(?!\w)|\w)(?:\s*,?\s*{_YEAR})?"
    )
    return re.compile(before), re.compile(after)


@cache
def _range() -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = rf"(?P<month>{any_of(months())})"
    to = (
        r"\s?(?:-|/|\bto\b|\bau\b|\bal\b|\bпо\b|\band\b|\bet(?:\s+le)?\b|\by(?:\s+el)?\b|\bи\b|"
        r"\bдо\b|و|الي|至|到)\s?"
    )
    opening = (
        r"(?:(?<!\w)(?:from(?:\s+the)?|between|entre(?:\s+(?:le|el))?|между|بين|du|del|с|"
        r"on(?:\s+the)?)\s+)?"
    )
    one, two = (
        rf"{NO_NUMBER_BEFORE}(?P<one>{_NUMBER}){_ORDINAL}?",
        rf"(?P<two>{_NUMBER}){_ORDINAL}?",
    )
    year = rf"(?:\s*,?\s*(?:del?\s+)?{_YEAR})?"
    return (
        re.compile(rf"{opening}{one}{to}{two}\s+(?:(?:of|de)\s+)?{month}\.?{year}"),
        re.compile(rf"{opening}{month}\s+{one}{to}{two}(?![\d:.]|\w){year}"),
    )


def _read_range(line: Line, at: int) -> Piece | None:
    """Find "15-17 April", which is not one day."""
    match = next((m for pattern in _range() if (m := pattern.match(line.folded, at))), None)
    if match is None or int(match["one"]) >= int(match["two"]):
        return None
    name = _english_months()[months()[match["month"]] - 1]
    year = f" {match['year']}" if match["year"] else ""
    readings = tuple(f"{int(match[each])} {name}{year}" for each in ("one", "two"))
    words = line.typed[at : match.end()]
    return Piece(at, match.end(), Vague(f"On which day of “{words}”?", readings))


def _read_written(line: Line, at: int) -> Piece | None:
    for pattern in _written():
        if match := pattern.match(line.folded, at):
            day = int(re.sub(r"\D", "", match["day"]))
            return _dates(line, match, [(int(match["year"] or 0), months()[match["month"]], day)])
    return None


def _read_iso(line: Line, at: int) -> Piece | None:
    match = _ISO.match(line.folded, at) or _RUN.match(line.folded, at)
    if match is None:
        return None
    return _dates(line, match, [(int(match["year"]), int(match["month"]), int(match["day"]))])


def _read_numeric(line: Line, at: int) -> Piece | None:
    """Read "5.4.", which is a day and month, and "03/04", which is not known to be."""
    match = _NUMERIC.match(line.folded, at)
    if match is None:
        return None
    one, two, joint = int(match["one"]), int(match["two"]), match["joint"]
    year = int(match["year"] or 0)
    year += 2000 if match["year"] and len(match["year"]) == 2 else 0
    if joint == "-" and not year:
        return None
    options = [(year, two, one)]
    if joint != ".":
        options.append((year, one, two))
    valid = any(day_exists(*each) for each in options)
    bare_dot = joint == "." and not (year or match["dot"] or match["on"])
    if bare_dot or (joint == "/" and not valid and not match["on"]):
        return None
    return _dates(line, match, options, sure=joint != "." or bool(year or match["on"]))


def _read_han(line: Line, at: int) -> Piece | None:
    match = _HAN.match(line.folded, at)
    if match is None:
        return None
    month, day = _han_number(match["month"]), _han_number(match["day"])
    return _dates(line, match, [(int(match["year"] or 0), month, day)])


def _han_number(words: str) -> int:
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.partition("十")
    digits = "零一二三四五六七八九"
    if not ten:
        return digits.index(words) if len(words) == 1 else 0
    return (digits.index(tens) if tens else 1) * 10 + (digits.index(ones) if ones else 0)


@cache
def _near() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{any_of(NEAR_DAYS)})")


def _read_near(line: Line, at: int) -> Piece | None:
    match = _near().match(line.folded, at)
    if match is None:
        return None
    name = " ".join(match["name"].split())
    return Piece(at, match.end(), Near(NEAR_DAYS[name], name in TONIGHT))


@cache
def _weekday() -> re.Pattern[str]:
    names = any_of(weekdays())
    return re.compile(
        rf"(?P<week>(?<!\w)(?:a|one)\s+week\s+(?:on|from)\s+)?(?P<on>{_ON})?"
        rf"(?P<which>(?<!\w)(?:(?:this\s+)?coming|this|ce|este|下下(?:个)?|{_NEXT}|{_PAST})\s*)?"
        rf"(?P<name>{names})(?:(?<=\w\w\w)\.(?=,?\s))?"
        rf"(?P<after>\s+(?:(?:of\s+)?next\s+week|week(?!\s+\w*day)|{_NEXT}|{_PAST})(?!\w)"
        # "Monday next steps memo."
        r"(?<!next(?=\s(?!at\s)[a-z]))(?<!last(?=\s(?!at\s)[a-z])))?"
        rf"|next\s+week\s+(?:on\s+)?(?P<name2>{names})"
    )


def _read_weekday(line: Line, at: int) -> Piece | None:
    match = _weekday().match(line.folded, at)
    if match is None:
        return None
    name = match["name"] or match["name2"]
    number = weekdays()[" ".join(name.split())]
    if match["name2"]:
        return Piece(at, match.end(), Weekday(number, "next week"), anchored=True)
    said = " ".join(f"{match['which'] or ''} {match['after'] or ''}".split())
    if re.search(rf"(?<!\w)(?:{_PAST})(?!\w)", said):
        return Piece(at, match.end(), Vague(f"“{line.typed[at : match.end()]}” has passed."))
    if name in SHORT_WEEKDAYS and not (match["on"] or match["which"]):
        # "sat", "sun" and "wed" are words, too.
        behind = _BEHIND_SHORT.match(line.folded, match.end())
        dated = behind and _read_written(line, behind.end())
        timed = bool(_TIME_BEHIND.match(line.folded, match.end())) or (
            name in _NO_WORDS and bool(_TIME_BEFORE.search(line.folded[:at]))
        )
        if not (line.typed[match.start("name")].isupper() or dated or timed):
            return None
    anchored = bool(match["on"] or match["which"] or match["week"])
    return Piece(at, match.end(), Weekday(number, _which(match, said)), anchored=anchored)


def _read_short_weekday(line: Line, at: int) -> Piece | None:
    """Read "пт", "ven." and "vie", which are weekdays beside a time or behind "в"."""
    match = _short().match(line.folded, at)
    if match is None:
        return None
    timed = _TIME_BEHIND.match(line.folded, match.end()) or (
        match["ru"] and _TIME_BEFORE.search(line.folded[:at])
    )
    if not (match["on"] or timed):
        return None
    number = _SHORT[match["ru"] or match["other"]]
    return Piece(at, match.end(), Weekday(number), anchored=bool(match["on"]))


@cache
def _short() -> re.Pattern[str]:
    russian = "|".join(name for name in _SHORT if name > "а")
    other = "|".join(name for name in _SHORT if name < "а")
    return re.compile(
        rf"(?P<on>(?<!\w)во?\s+)?(?<!\w)(?P<ru>{russian})(?!\w)|(?<!\w)(?P<other>{other})(?:\.|(?!\w))"
    )


def _which(match: re.Match[str], said: str) -> str:
    if match["week"] or said == "week":
        return "week after"
    if said.startswith("下下"):
        return "after next"
    if "next week" in said:
        return "next week"
    if re.search(rf"(?:{_NEXT})", said):
        return "next week" if said.startswith("下") else "next"
    return "this" if said in ("this", "ce", "este") else ""


@cache
def _nth_weekday() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:on\s+)?(?:the\s+)?(?P<which>{any_of(ORDINALS)})\s+"
        rf"(?P<name>{any_of(weekdays())})\s+(?:of|in)\s+"
        rf"(?:next\s+month|(?P<month>{any_of(months())})(?:\s+{_YEAR})?)(?!\w)"
    )


def _read_nth_weekday(line: Line, at: int) -> Piece | None:
    match = _nth_weekday().match(line.folded, at)
    if match is None:
        return None
    month = months()[match["month"]] if match["month"] else 0
    number = weekdays()[" ".join(match["name"].split())]
    value = NthWeekday(ORDINALS[match["which"]], number, month, int(match["year"] or 0))
    return Piece(at, match.end(), value, anchored=True)


def _read_of_month(line: Line, at: int) -> Piece | None:
    if match := _OF_NEXT_MONTH.match(line.folded, at):
        number = int(match["before"] or match["after"])
        return Piece(at, match.end(), DayOfMonth(number, 1), anchored=True)
    match = _OF_MONTH.match(line.folded, at)
    if match is None:
        return None
    day = int(next(filter(None, match.groups())))
    return Piece(at, match.end(), DayOfMonth(day), sure=False, anchored=True)


def _read_vague(line: Line, at: int) -> Piece | None:
    match = _VAGUE.match(line.folded, at)
    if match is None:
        return None
    words = line.typed[at : match.end()]
    if (
        re.search(r"week(?!end)|semaine|semana|неделе|周|星期|الاسبوع", match[0])
        and "next" in match[0]
    ):
        readings: tuple[str, ...] = ("Monday next week", "in 1 week")
    elif "next month" in match[0]:
        readings = ("in 1 month",)
    else:
        readings = ()
    return Piece(at, match.end(), Vague(f"On which day of “{words}”?", readings))


@cache
def _month_alone() -> re.Pattern[str]:
    long = [name for name in months() if len(name) > 3]
    return re.compile(rf"(?P<in>(?<!\w)in\s+)?(?P<name>{any_of(long)})(?:\s+{_YEAR})?")


def _read_month(line: Line, at: int) -> Piece | None:
    """Find a month that has no day; small letters may be a verb, "march"."""
    match = _month_alone().match(line.folded, at)
    if match is None or not (match["in"] or line.typed[match.start("name")].isupper()):
        return None
    words = line.typed[match.start("name") : match.end()]
    reading = f"1 {words}"
    value = Vague(f"On which day of {words}?", (reading,))
    return Piece(at, match.end(), value, sure=False)
