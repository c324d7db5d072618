"""Words that are nearly a time, or stand where one does: "wendesday", "on 0 March", "ta 10"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz.distance import OSA

from handlers.questions.moments.numerals import DAYS_IN_WORDS
from handlers.questions.moments.pieces import (
    Clock,
    Dates,
    DayOfMonth,
    Line,
    Near,
    NthWeekday,
    Part,
    Piece,
    Repeat,
    Span,
    Vague,
    Weekday,
)
from handlers.questions.moments.vocabulary import NEAR_DAYS, any_of, months, weekdays

_DAYS = (Dates, Near, Weekday, DayOfMonth, NthWeekday, Span, Repeat, Vague)
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Nearly a day and a word of its own.
_OWN = frozenset("domain domaine среди mardin marte lunas monde mandi sunda".split())
_SHORTEST, _LONG = 5, 8
# At the beginning of a line these say when: "on teusday at 10", "after the plenary at 10".
_OPENING = re.compile(
    r"(?:on|in|over|by|before|after|during|until|around|within|en|dans|avant|apres|pendant|vers|"
    r"next|this|last|the\s+(?:next|last|first|second|other|following)|when|once|as\s+soon|if|while|quand|lorsque|dès|une\s+fois|cuando|en\s+cuanto|когда|как\s+только|"
    r"عندما|حين|durante|antes|despues|hacia|в|во|на|до|после|к|через|перед|في|قبل|بعد|خلال)\s+\S+|在|于|当|等"
)
_PERIOD = re.compile(
    r"(?<!\w)(?:days?|weeks?|months?|quarters?|years?|fortnights?|jours?|semaines?|mois|trimestres?|"
    r"annees?|dias?|semanas?|mes|meses|anos?|дн(?:я|ей|и)|день|недел[яиюе]|месяц(?:а|е)?|год[ау]?|"
    r"lendemain|veille|vispera|dia\s+siguiente|накануне|eve|"
    r"nowruz|navroz|norooz|purim|passover|pesach|vesak|holi|halloween|thanksgiving|hanukkah|epiphany|"
    r"carnival|birthday|anniversary|carnaval|anniversaire|cumpleanos|наурыз|навруз|масленица|"
    r"квартал[ае]?|(?:ال)?(?:يوم|اسبوع|شهر|عام|سنه))(?![\w'])|[周月年](?![\u3400-\u9fff]*[报刊会])"
)
_PERIOD_BEHIND = re.compile(
    r"\s*(?:in\s+|on\s+|of\s+)?(?:the|this|next|following)\s+(?:\w+\s+)?(?:days?|weeks?|months?|"
    r"quarters?|years?)(?![\w'])"
)
# Times of day that no clock shows.
_HOURS = (
    r"(?:(?:lunch|coffee|tea)[\s-]?(?:break|hour|time)|pause\s+(?:dejeuner|cafe)|(?:a\s+la\s+)?hora\s+del?\s+"
    r"(?:almuerzo|comer)|(?:at|in|over|around|by)\s+(?:the\s+)?(?:\w+\s+)?(?:hours|dawn|dusk|daybreak|sunrise|sunset|"
    r"breakfast|lunch|dinner|supper|teatime|coffee|break|close|closing|opening|nightfall|latest)|"
    r"(?:à|au|a)\s+(?:l'|la\s+)?(?:aube|aurore|dejeuner|petit\s+dejeuner|diner|pause|premiere\s+heure)|"
    r"al\s+(?:amanecer|anochecer|cierre|final\s+del\s+dia)|a\s+(?:primera|ultima)\s+hora|temprano|"
    r"a\s+media\s+(?:manana|tarde)|(?:very\s+)?(?:late|early)(?:\s+on)?|later|last\s+thing|(?:first|last)\s+light|sun-?up|sun-?down|day-?light|cockcrow|(?:en\s+)?(?:fin|debut|"
    r"milieu)\s+de\s+(?:la\s+)?(?:journee|matinee|soiree|matin|soir|apres-midi)|tot|tard|(?:de\s+)?bonne\s+heure|под\s+вечер|с\s+утра|"
    r"рано|поздно|в\s+конце\s+дня|в[о]?\s+(?:первои|второи)\s+половине\s+дня|после\s+обеда|(?:في\s+)?نهايه\s+اليوم|"
    r"مبكرا|باكرا|متاخرا|на\s+рассвете|за\s+обедом|в\s+обед|к\s+вечеру|"
    r"فجرا)(?!\w)|傍黑|擦黑|天亮|日出|日落|睡前|黎明|午饭时?|午休|晚些时候|早些时候|一早|大清早|下班前|午后|稍晚"
)
_BREAK_LAST = re.compile(
    r"(?P<words>(?:(?:first|second|next|morning|afternoon|mid-morning)\s+)?"
    r"(?:coffee|lunch|tea)\s+break)\W*$"
)
_HOURS_BEHIND = re.compile(rf"\s*,?\s*(?P<words>{_HOURS})")
# "明天会后", "明天散会之前".
_HAN_AROUND = re.compile(
    r"(?P<words>[\u3400-\u9fff]{1,3}(?:之|以)?(?:前(?![往去天来面期台])|后(?![来面果期续勤台天])|的?时候))"
)
_HOURS_BEFORE = re.compile(rf"(?<!\w)(?P<words>{_HOURS})\s*,?\s*$")
_NO_DATE = re.compile(r"(?<![\w.,/-])\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?(?![\w/-])")
_CLOCK_BEHIND = re.compile(
    r"\s*(?P<words>\d{1,2}(?:[.:;,]|h)[^\s,]*[^\W\d][^\s,]*|"
    r"(?=\S*\d)\w{1,2}:\w\w(?!\w)|(?:[^\W\d]+[\s-]ish|(?:noon|midday|lunch|morning|afternoon|evening|end|one|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve|thirty|fifteen)ish)(?!\w)|к\s+\w+(?:\s+час\w*)?(?=\s)|(?:ta|att|aat|a|ay|st|ar)\s+\d{1,2}(?![\w%])|\d{1,2}\s?[-–]\s?\d{1,2}(?![\w%])"
    r"|\d{1,2}[;,][0-5]\d(?!\d)|(?:[7-9]|1\d)\.\d(?![\d.])|(?:from|de|desde|с|со|من)\s+\d{1,2}\s+(?:to|till|until|a|à|до|الي)\s+\d{1,2}"
    r"(?![\w%]))"
)
_NUMBER = re.compile(r"\s(?P<words>\d{1,2})(?![\w%.,:/-])")
_GROWN = re.compile(r"(?P<words>[;,'][0-5]\d(?!\d)|\s?(?:[ap]m{2,}|[ap]{2,}m|m[ap])(?!\w))")
_ROUGH = re.compile(
    r"(?<!\w)(?:some\s?time|any\s?time|whenever|(?:at\s+)?(?:some|one|any)\s+(?:point|stage|moment)|a\s+un\s+moment|à\s+un\s+moment|в\s+какои-то\s+момент|around|roughly|dans\s+la\s+journee|courant|en\s+"
    r"algun\s+momento|cuando\s+sea|в\s+течение\s+дня|когда-нибудь)(?!\w)"
)


def find_suspect(line: Line, run: Sequence[Piece]) -> str:
    """Find a word that may be the day or the time of day that a moment lacks.

    Args:
        line: what was typed.
        run: the pieces of its moment.

    Returns:
        The word, as typed; "" where there is none.
    """
    dated = any(isinstance(piece.value, _DAYS) for piece in run)
    timed = any(isinstance(piece.value, (Clock, Vague)) for piece in run)
    found = _grown(line, run)
    if not timed:
        match = _CLOCK_BEHIND.match(line.folded, run[-1].end)
        match = match or _BREAK_LAST.search(line.folded, run[-1].end)
        match = match or _HAN_AROUND.match(line.folded, run[-1].end)
        match = match or _HOURS_BEHIND.match(line.folded, run[-1].end)
        match = match or _HOURS_BEFORE.search(line.folded[: run[0].start])
        if isinstance(run[-1].value, Part):
            match = match or _NUMBER.match(line.folded, run[-1].end)
        found = found or (_typed(line, *match.span("words")) if match else "")
    if dated:
        return found or _rough(line, run)
    return found or _opening(line, run) or _no_day(line, run) or next(_nearly_days(line, run), "")


def _typed(line: Line, start: int, end: int) -> str:
    return line.typed[start:end].strip()


def _grown(line: Line, run: Sequence[Piece]) -> str:
    """Give "at 10;30", "at 10 pmm"."""
    for piece in run:
        if isinstance(piece.value, Clock) and (match := _GROWN.match(line.folded, piece.end)):
            return _typed(line, piece.start, match.end())
    return ""


def _rough(line: Line, run: Sequence[Piece]) -> str:
    """Give "sometime" beside a day."""
    for match in _ROUGH.finditer(line.folded):
        between = line.folded[match.end() : run[0].start], line.folded[run[-1].end : match.start()]
        beside = match.end() <= run[0].start and not between[0].strip()
        if beside or (run[-1].end <= match.start() and not between[1].strip()):
            return _typed(line, *match.span())
    return ""


def _opening(line: Line, run: Sequence[Piece]) -> str:
    """Give what stands before a time of day where its day would stand."""
    before = line.folded[: run[0].start].strip()
    if before and _OPENING.match(before):
        return _typed(line, 0, run[0].start)
    if _month_alone().fullmatch(before):
        return _typed(line, 0, run[0].start)
    if match := _PERIOD.search(before) or _PERIOD_BEHIND.match(line.folded, run[-1].end):
        return _typed(line, *match.span())
    for pattern in (_NO_DATE, _numbered()):
        if match := pattern.match(before):
            return _typed(line, *match.span())
    named = _of_month().search(before)
    return _typed(line, *named.span()) if named else ""


def _no_day(line: Line, run: Sequence[Piece]) -> str:
    """Give "on 0 March", and "on the twenty-third" beside a time of day."""
    if match := _impossible().search(line.folded):
        return _typed(line, *match.span())
    behind = _ordinal().match(line.folded, run[-1].end)
    before = next((m for m in _ordinal().finditer(line.folded) if m.end() == run[0].start), None)
    match = behind or before
    return _typed(line, *match.span("words")) if match else ""


@cache
def _impossible() -> re.Pattern[str]:
    """Give a pattern for a day that no month has, and for "العشرين من مارس"."""
    return re.compile(
        rf"(?<![\w.,/-])(?:00?|3[2-9]|[4-9]\d)(?:th|nd|rd)?\s+(?:of\s+|de\s+)?{any_of(months())}"
        rf"|\w+\s+من\s+(?:شهر\s+)?{any_of(months())}"
    )


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*(?P<words>on\s+the\s+{any_of(DAYS_IN_WORDS)})\s*,?\s*")


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"\d+(?:st|nd|rd|th)?\s+(?:of\s+|de\s+)?{any_of(months())}")


@cache
def _month_alone() -> re.Pattern[str]:
    return re.compile(rf"{any_of(months())}\.?(?:\s+\d{{4}})?")


@cache
def _of_month() -> re.Pattern[str]:
    """Give a pattern for a month that is part of an expression, or cannot be a name."""
    months_there = months()
    no_name = any_of([name for name in months_there if name > "а"])
    return re.compile(rf"(?<!\w)\w+\s+(?:of|in|de|du|del|d')\s*{any_of(months_there)}|{no_name}")


def _nearly_days(line: Line, run: Sequence[Piece]) -> Iterator[str]:
    """Give words that one or two letters part from the name of a day, or of a month by a number."""
    for match in _WORD.finditer(line.folded):
        word = match[0]
        numbered = _has_number_beside(line.folded, match)
        if len(word) < _SHORTEST - numbered or word in _OWN or _HAN.search(word):
            continue
        if any(piece.start <= match.start() < piece.end for piece in run):
            continue
        names = _days_by_letter().get(word[0], frozenset())
        if numbered:
            names = names | _months_by_letter().get(word[0], frozenset())
        if word not in names and any(_is_near(word, name) for name in names):
            yield _typed(line, *match.span())


def _is_near(word: str, name: str) -> bool:
    most = 2 if len(name) >= _LONG else 1
    return OSA.distance(word, name, score_cutoff=most) <= most


def _has_number_beside(folded: str, match: re.Match[str]) -> bool:
    before, behind = folded[: match.start()], folded[match.end() :]
    return bool(
        re.search(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?\s$", before) or re.match(r"\s\d", behind)
    )


def _by_letter(names: Iterator[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in names:
        if len(name) >= _SHORTEST and " " not in name:
            found.setdefault(name[0], set()).add(name)
    return {letter: frozenset(there) for letter, there in found.items()}


@cache
def _days_by_letter() -> dict[str, frozenset[str]]:
    return _by_letter(iter([*weekdays(), *NEAR_DAYS]))


@cache
def _months_by_letter() -> dict[str, frozenset[str]]:
    return _by_letter(iter(months()))
