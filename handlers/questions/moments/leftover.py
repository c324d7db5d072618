"""What looks like a time and was not read, which no line keeps in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from babel import Locale

from handlers.questions.moments.folding import fold
from handlers.questions.moments.numerals import NUMBERS
from handlers.questions.moments.pieces import Clock, Line, Piece, Repeat, Span, Vague
from handlers.questions.moments.repeats import EVERY
from handlers.questions.moments.scanning import find_quoted
from handlers.questions.moments.seams import find_at_seam
from handlers.questions.moments.suspects import find_suspect
from handlers.questions.moments.vocabulary import (
    BINDING,
    HOURS_IN_WORDS,
    NEAR_DAYS,
    ORDINALS,
    SHORT_WEEKDAYS,
    any_of,
    months,
    weekdays,
)

# Beside a moment these may be a part of it: "3 p.m.", "until", "tomorrow after lunch".
_BESIDE = frozenset(
    "am pm a.m. p.m. a.m p.m o'clock hrs utc gmt est cet edt cest every until till before after "
    "during between around circa avant apres pendant entre vers antes despues durante hacia до "
    "после между около قبل بين حوالي sharp thirty fifteen forty-five et/or".split()
) | {
    *SHORT_WEEKDAYS,
    *(f"{name}." for name in SHORT_WEEKDAYS),
    *"lun. mar. mer. jeu. ven. sam. dim. lun jeu ven mie jue vie sab пн вт ср чт пт сб вс".split(),
}
_AND = re.compile(
    r"\s*(?:,\s*)?(and|or|except|but|not|from\s+now|hence|ago|et|ou|sauf|y|o|salvo|и|или|либо|кроме|und|e|او|&)\s"
    r"|\s*(和|或|除了)"
)
_AND_BEFORE = re.compile(
    r"(?<!\w)(and|or|et|ou|y|o|и|или|und|أو|او)\s+(?:on\s+|the\s+|le\s+|el\s+|в\s+)*$|(?P<han>[到至或])\s*$"
)
# "Two Fridays from now", "the 2nd Friday".
_NUMBER_BEFORE = re.compile(r"(?<![\w.,:/-])(\d{1,2}(?:st|nd|rd|th)?|[^\W\d_]+)\s+$")
_AT_NUMBER = re.compile(
    rf"(?<!\w)(?:at|@)\s+\d+[^\s,;:]*|(?<!\w)at\s+(?:half|quarter|{any_of(HOURS_IN_WORDS)})(?!\w)"
    r"|(?<!\w)(?:this|same|usual|normal|agreed|regular)\s+(?:time|hour)(?!\w)|(?<!\w)(?:meme\s+heure|misma\s+hora|то\s+же\s+время)(?!\w)"
    r"|同一时间|(?<!\w)الساعه\s+\S+|(?<!\w)um\s+\d+|(?<!\w)a\s+las\s+\d+|(?<!\w)à\s+\d+"
)
_COUNTS = frozenset(NUMBERS) | frozenset(ORDINALS)
_HAN = re.compile(r"[\u3400-\u9fff]")
# Words that part two times of one moment, and begin no note.
_JOINING = BINDING | frozenset(
    "and or but not no nor on at in then again also plus maybe perhaps rather better possibly "
    "et ou mais puis en à ou_bien plutot aussi y o u pero luego tambien a al и или но потом в во "
    "на также او ثم في the".split()
)
_BACK = re.compile(
    r"(?<!\w)(?:no|sorry|wait|actually|rather|instead|or|remind\s+me|non|plutot|ou|rappelle-moi|o|mejor|"
    r"recuerdame|нет|или|лучше|напомни(?:\s+мне)?|او|بل|ذكرني)\s*(?:better\s+|at\s+|on\s+|le\s+|el\s+|à\s+|"
    r"a\s+las\s+|в\s+|,\s*)*$"
)
_BACK_HAN = re.compile(r"(?:或者?|还是|不是?|提醒我)\s*$")
_OTHER_HAN = re.compile(r"[\u3400-\u9fff]{2}|[^\W\d_\u3400-\u9fff]|[^和或到至及跟与的\s]")
_BEHIND = re.compile(r"\s*([^\s,;:()]+)")
_BEFORE = re.compile(r"([^\s,;()]+)\s*$")
_EVERY_FIRST = re.compile(rf"\s*(?:please\s+)?({EVERY})")
_EVERY_BEHIND = re.compile(rf"\s*({EVERY})")
_EVERY_BEFORE = re.compile(rf"({EVERY})\S+\s*$")
# "10:00ish", "15-16 h" where the first half was no piece.
_GROWN_ON = re.compile(r"[-/'’]?\w[^\s,;:]*")
_HAN_BEFORE = re.compile(r"(大|每|隔|清晨|深夜|本|这|上)$")
# "5点差10分", "5点前".
_HAN_BEHIND = re.compile(r"\s*(差(?=[\d一二三四五十])|之前|以前|前(?![往去天])|左右|多|过|不到|许)")
_NUMBER_BEHIND = re.compile(r"\s(\d{1,2})(?![\w.,:/%-])")
# "Tomorrow ten thirty", "tomorrow 10 30".
_TWO_NUMBERS = re.compile(
    rf"\s+((?:\d{{1,2}}|{any_of(HOURS_IN_WORDS)})\s+"
    r"(?:[0-5]\d|thirty|fifteen|forty[- ]five))(?![\w%])"
)


def has_begun(between: str) -> bool:
    """Tell whether the note has begun between two times, and no word goes back on the first.

    Args:
        between: the folded words that part them.
    """
    if _HAN.search(between):
        return not _BACK_HAN.search(between) and bool(_OTHER_HAN.search(between))
    words = re.findall(r"[^\s,;:()–-]+", between)
    return any(word not in _JOINING and word[0].isalnum() for word in words) and not _BACK.search(
        between
    )


def is_joining(word: str) -> bool:
    """Tell whether a folded word joins what stands before it to what follows."""
    return word in _JOINING or word in ("please", "starting", "beginning", "every", "each")


def find_unread(line: Line, run: Sequence[Piece]) -> str:
    """Find a word that looks like a part of a moment and belongs to none of its pieces.

    Args:
        line: what was typed.
        run: the pieces of its moment.

    Returns:
        The word, as it is shown; "" where there is none.
    """
    return (
        _beside(line, run)
        or _anywhere(line, run)
        or find_suspect(line, run)
        or find_at_seam(line, run)
    )


def _beside(line: Line, run: Sequence[Piece]) -> str:
    first, last = run[0], run[-1]
    before, behind = line.folded[: first.start], line.folded[last.end :]
    for match in (_BEHIND.match(behind), _BEFORE.search(before)):
        if match and match[1] in _BESIDE:
            return match[1]
    if joining := _AND_BEFORE.search(before):
        return joining[1] or joining[2]
    if joined := _AND.match(behind):
        return joined[1] or joined[2]
    for onward in (_onward().match(behind), _HAN_BEHIND.match(behind)):
        if onward:
            return onward[1]
    return (
        _counted(line, run)
        or _beside_repeat(line, run)
        or _grown_on(line, run)
        or _number_left(run, behind)
    )


def _beside_repeat(line: Line, run: Sequence[Piece]) -> str:
    """Give what bounds a recurrence and was not read, or "every" where none was read."""
    if any(isinstance(piece.value, Repeat) for piece in run):
        limits = (_limit().match(line.folded, piece.end) for piece in run)
        return next((match[1] for match in limits if match), "")
    before = line.folded[: run[0].start]
    found = (
        _EVERY_BEHIND.match(line.folded, run[-1].end),
        _EVERY_BEFORE.search(before),
        _EVERY_FIRST.match(line.folded) if before.strip() else None,
    )
    return next((match[1].strip() for match in found if match), "")


def _counted(line: Line, run: Sequence[Piece]) -> str:
    """Give the number before the name of a weekday."""
    for piece in run:
        number = _NUMBER_BEFORE.search(line.folded[: piece.start])
        named = _weekday_name().match(line.folded, piece.start)
        if number and named and (number[1][0].isdigit() or number[1] in _COUNTS):
            return line.typed[number.start(1) : named.end()]
    return ""


@cache
def _limit() -> re.Pattern[str]:
    """Give a pattern for what bounds a recurrence and is not read: "in April", "5 times"."""
    month = rf"(?:(?:the|this|next|each|every)\s+)?(?:month|year|quarter|{any_of(months())})"
    numbers = rf"(?:\d+|{any_of(NUMBERS)})"
    return re.compile(
        rf"\s*((?:in|of|during|en|d'|de|del|du|в)\s*{month}"
        rf"|(?:(?:for|pendant|durante)\s+)?{numbers}\s*(?:times|occurrences|fois|veces|раза?|次))"
    )


@cache
def _onward() -> re.Pattern[str]:
    """Give a pattern for "to Friday", "to 16:00" behind a moment."""
    days = any_of({*weekdays(), *months(), *NEAR_DAYS})
    return re.compile(
        r"\s*((?:to|through|thru|au|al|a|по|до|bis|-|到|至)\s*"
        rf"(?:(?:the|le|el)\s+)?(?:{days}|\d{{1,2}}(?::|\s?h|\s?[ap]\.?m)))"
    )


@cache
def _weekday_name() -> re.Pattern[str]:
    return re.compile(rf"{any_of({*weekdays(), *(f'{name}s' for name in weekdays())})}")


def _grown_on(line: Line, run: Sequence[Piece]) -> str:
    """Give letters that stand directly at a piece: "10:00ish"; Chinese ones have no spaces."""
    for piece in run:
        if any(other.end == piece.start for other in run):
            continue
        if found := _HAN_BEFORE.search(line.folded[: piece.start]):
            return found[1]
    for piece in run:
        beside = _GROWN_ON.match(line.folded, piece.end)
        if beside is None or any(other.start == piece.end for other in run):
            continue
        if _HAN.search(line.folded[piece.end - 1 : piece.end + 1]):
            continue
        return line.typed[piece.start : beside.end()]
    return ""


def _number_left(run: Sequence[Piece], behind: str) -> str:
    """Give the number in "in 2 hours 30" and "tomorrow 10 30", which may be minutes."""
    span, found = run[-1].value, None
    if isinstance(span, Span):
        if span.minutes and span.minutes % 60 == 0:
            found = _NUMBER_BEHIND.match(behind)
    elif not any(isinstance(piece.value, Clock) for piece in run):
        found = _TWO_NUMBERS.match(behind)
    return found[1] if found else ""


def _anywhere(line: Line, run: Sequence[Piece]) -> str:
    kept_out = [*find_quoted(line.typed), *((p.start, p.end) for p in run)]
    for match in _time_words(line, run):
        if not any(start <= match.start() < end for start, end in kept_out):
            return line.typed[match.start() : match.end()]
    return ""


def _time_words(line: Line, run: Sequence[Piece]) -> Iterator[re.Match[str]]:
    yield from _unread_days().finditer(line.folded)
    values = [piece.value for piece in run]
    counted = any(isinstance(value, Span) and value.minutes for value in values)
    if not counted and not any(isinstance(value, (Clock, Vague)) for value in values):
        yield from _AT_NUMBER.finditer(line.folded)


@cache
def _unread_days() -> re.Pattern[str]:
    """Give a pattern for days in other languages of the places where talks are, which are not read.

    A day that was passed over would leave its time to another day.
    """
    names: set[str] = {"heute", "morgen", "ubermorgen", "oggi", "domani", "dopodomani", "hoje"}
    names |= {"amanha", "vandaag", "overmorgen"}
    in_year: set[str] = set()
    for code in ("de", "it", "pt", "nl"):
        locale = Locale.parse(code)
        names |= {fold(name) for name in locale.days["format"]["wide"].values()}
        in_year |= {fold(name) for name in locale.months["format"]["wide"].values()}
    names -= set(weekdays()) | set(NEAR_DAYS)
    month = any_of(in_year - set(months()))
    return re.compile(rf"(?<!\w)\d{{1,2}}\.?\s+(?:de\s+)?{month}|{any_of(names)}")
