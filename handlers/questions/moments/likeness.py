"""Whether a word by itself is nearly an hour, a day, or another word that says when."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from handlers.questions.moments.hedges import HALVES, HOURS
from handlers.questions.moments.numerals import NUMBERS
from handlers.questions.moments.vocabulary import (
    HOURS_IN_WORDS,
    NAMED_CLOCKS,
    NEAR_DAYS,
    PARTS,
    months,
    weekdays,
)

_ARTICLES = frozenset("a an un une una uno one один одну одна seize once".split())
_HOLIDAYS = frozenset(
    "easter christmas holidays holiday weekend weekends recess paques noel vacances ferie feries "
    "pascua navidad feriados festivos vacaciones праздники праздников каникулы каникул next "
    "further notice".split()
)
_NUMBER = re.compile(
    r"(?:[01]?\d|2[0-4]|1o)(?:[.:h'][\do]{0,2}|[-/_]\d{1,2})?"
    r"(?:hs?|hrs?|[ap]m?|u|uhr|o'?clo?c?k|oclok)?(?:-?ish)?\.?"
)
# An hour with anything behind it that makes it no ordinal, measure, code or letter of a list.
_ODD = re.compile(
    r"(?:[01]?\d|2[0-4])(?!\d)(?!(?:st|nd|rd|th|er|ere|e|eme|o|a|st|go|x|k|m|km|kg|g|cm|mm|gb|mb|kb|min|mins|mn|d|p|"
    r"pp|pm|am|pax|ppl|[a-z]|bis|ter|alt|da|nde)(?!\w))[^\W\d][^\W\d/-]*|(?:[01]?\d|2[0-4])[½¼¾]"
    r"|\d{1,2}[/.-]\d{1,2}[:h]\d\d"
)
# As they bend behind "до" and "не раньше".
_RUSSIAN_HOURS = frozenset(
    "часу двух трех четырех пяти шести семи восьми девяти десяти одиннадцати двенадцати второго "
    "третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого "
    "двенадцатого".split()
)
# In the languages of places where talks are, whose times are not read.
_FOREIGN_HOURS = frozenset(
    "eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf tre quattro cinque sette "
    "otto dieci undici dodici dois tres quatro seis sete oito dez doze twee drie vijf zes zeven "
    "negen tien twaalf".split()
)
_ARABIC_HOURS = frozenset(
    "الواحده الثانيه الثالثه الرابعه الخامسه السادسه السابعه الثامنه التاسعه العاشره".split()
)
_OTHER_HOURS = _ARABIC_HOURS | _FOREIGN_HOURS | _RUSSIAN_HOURS
_MOST_MINUTES = 59
# Words one letter away from a time that are words of their own.
_OWN = frozenset(
    "trade trades niche manama matins marin latin mooring tardy heard hourly share shape "
    "shard".split()
)
_SLIPS = frozenset(
    "o'clock oclock midday midnight lunchtime morning afternoon evening tonight tomorrow today "
    "hours heures matin minuit soiree apres-midi manana tarde noche mediodia утром вечером "
    "вечера завтра сегодня полдень днем часов часа noon".split()
)
_HAN = re.compile(r"[\u3400-\u9fff]")
# As "mañana" and "pasado mañana" are cut short.
_MANANA = frozenset("mnn mna mnna mnana pasado".split())
# They begin the name of a day, and are words of their own.
_NO_DAYS = frozenset(
    "to me do we so ma la le de di sa mo us wed mi au ap no he ju in on it ok el da va dos man "
    "dec dom sec son sep sexy gio mit pos os see sun ses mes may march second mar oct на по до "
    "со во се су от за мы я им".split()
)
_SHORTEST, _LONG = 5, 8


def is_number(word: str) -> bool:
    """Tell whether a folded word may be an hour: "3", "9.30", "10:3", "3ish", "10pas"; no "2b"."""
    return bool(_NUMBER.fullmatch(word)) or bool(_ODD.fullmatch(word))


def is_number_word(word: str) -> bool:
    """Tell whether a folded word is the name of an hour."""
    first, *others = word.split("-")
    if others and first in HALVES and others[-1] in HOURS_IN_WORDS:
        return True
    hour, dash, minute = word.removesuffix("ish").partition("-")
    if hour in HOURS_IN_WORDS and (minute in NUMBERS if dash else word not in _ARTICLES):
        return minute not in _ARTICLES
    return word in _OTHER_HOURS or (
        word not in _ARTICLES and 1 <= NUMBERS.get(word, 0) <= _MOST_MINUTES
    )


def is_like_time(word: str) -> bool:
    """Tell whether a folded word is a day, a month, a part of a day, or where none is."""
    return word in _times() or word in HOURS or word in _HOLIDAYS


@cache
def _times() -> frozenset[str]:
    names = {*weekdays(), *months(), *NEAR_DAYS, *PARTS, *NAMED_CLOCKS}
    names |= {f"{name}s" for name in weekdays()}
    return frozenset(name for name in names if " " not in name) - {"may", "march", "mar", "sun"}


def is_short_day(word: str) -> bool:
    """Tell whether a folded word may be short for a day: "dem", "lu-vi", "fri16", "payday"."""
    parts = [part for part in re.split(r"[\d'/.+-]+", word) if part]
    if word.endswith("day") or word in _MANANA:
        return True
    return bool(parts) and word not in _NO_DAYS and all(_begins_day(part) for part in parts)


def _begins_day(part: str) -> bool:
    return len(part) > 1 and any(name.startswith(part) for name in _day_names())


@cache
def _day_names() -> frozenset[str]:
    foreign = (
        "montag dienstag mittwoch donnerstag freitag samstag sonntag lunedi martedi mercoledi "
    )
    foreign += "giovedi venerdi sabato domenica segunda terca quarta quinta sexta maandag dinsdag "
    foreign += "woensdag donderdag vrijdag zaterdag zondag heute morgen domani oggi amanha hoje"
    names = {*weekdays(), *NEAR_DAYS, *foreign.split(), *months()}
    return frozenset(name for name in names if " " not in name and not _HAN.search(name))


def is_slip(word: str) -> bool:
    """Tell whether one or two letters part a folded word from one that says when."""
    if len(word) < _SHORTEST or word in _OWN or word in _SLIPS or is_like_time(word):
        return False
    for name in _SLIPS:
        most = 2 if len(name) >= _LONG else 1
        if name[0] == word[0] and OSA.distance(word, name, score_cutoff=most) <= most:
            return True
    return False
