"""Words for times in the six languages of the United Nations; months and weekdays from CLDR."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale

from handlers.questions.moments.folding import fold

LANGUAGES = ("en", "ar", "es", "fr", "ru", "zh")
# The months have other names in the Levant and in the Maghreb.
_MONTH_LOCALES = (*LANGUAGES, "ar_LB", "ar_DZ")
_WEEKDAYS_TOO = {
    "tues": 1, "weds": 2, "thur": 3, "thurs": 3, "lundis": 0, "mardis": 1, "mercredis": 2,
    "jeudis": 3,
    "vendredis": 4, "samedis": 5, "dimanches": 6, "sabados": 5, "domingos": 6,
    "среду": 2, "пятницу": 4, "субботу": 5, "понедельникам": 0, "вторникам": 1, "средам": 2,
    "четвергам": 3, "пятницам": 4, "субботам": 5, "воскресеньям": 6, "星期天": 6, "周天": 6,
    "جمعه": 4, "خميس": 3, "سبت": 5, "ثلاثاء": 1, "اربعاء": 2, "礼拜一": 0, "礼拜二": 1,
    "礼拜三": 2, "礼拜四": 3, "礼拜五": 4, "礼拜六": 5, "礼拜天": 6,
}  # fmt: skip
# Days from today.
NEAR_DAYS = {
    "today": 0, "tonight": 0, "tonite": 0,
    "tomorrow": 1, "tmrw": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1,
    "not tomorrow but the day after": 2, "a week today": 7, "a week tomorrow": 8,
    "a fortnight today": 14, "two weeks today": 14, "a fortnight tomorrow": 15,
    "the day after tomorrow": 2, "day after tomorrow": 2, "overmorrow": 2,
    "aujourd'hui": 0, "ce soir": 0, "demain": 1, "apres-demain": 2, "apres demain": 2,
    "hoy": 0, "esta noche": 0, "manana": 1, "pasado manana": 2,
    "сегодня": 0, "завтра": 1, "послезавтра": 2,
    "今天": 0, "今晚": 0, "明天": 1, "后天": 2, "大后天": 3,
    "اليوم": 0, "الليله": 0, "غدا": 1, "بعد غد": 2,
}  # fmt: skip
# The hour that is meant where no other is said, and whether a bare "3" is then 15:00.
PARTS: Mapping[str, tuple[int, bool]] = {
    "first thing": (9, False), "first thing in the morning": (9, False),
    "a primera hora": (9, False), "in the morning": (9, False), "this morning": (9, False),
    "morning": (9, False),
    "in the afternoon": (14, True), "this afternoon": (14, True), "afternoon": (14, True),
    "in the evening": (18, True), "this evening": (18, True), "evening": (18, True),
    "at night": (20, True), "night": (20, True),
    "dans la matinee": (9, False), "en matinee": (9, False), "dans l'apres-midi": (14, True),
    "dans la soiree": (18, True), "en soiree": (18, True), "du matin": (9, False),
    "matin": (9, False), "de l'apres-midi": (14, True),
    "cet apres-midi": (14, True), "apres-midi": (14, True), "du soir": (18, True),
    "soir": (18, True),
    "de la manana": (9, False), "por la manana": (9, False), "de la tarde": (14, True),
    "por la tarde": (14, True), "esta tarde": (14, True), "de la noche": (20, True),
    "por la noche": (20, True), "de la madrugada": (5, False),
    "утра": (9, False), "утром": (9, False), "дня": (14, True), "днем": (14, True),
    "вечера": (18, True), "вечером": (18, True),
    "ночи": (20, True), "ночью": (20, True),
    "上午": (9, False), "早上": (9, False), "下午": (14, True), "晚上": (20, True),
    "傍晚": (18, True),
    "صباحا": (9, False), "مساء": (18, True), "عصرا": (15, True), "ظهرا": (12, True),
    "بعد الظهر": (14, True),
}  # fmt: skip
# The first and last hour of what lies behind noon, by the hour that is meant without another:
# in Spanish the afternoon lasts until eight, in Arabic the evening begins at one.
PART_HOURS = {12: (12, 18), 14: (12, 20), 15: (12, 19), 18: (13, 24), 20: (17, 24)}
TONIGHT = frozenset({"tonight", "tonite", "ce soir", "esta noche", "今晚", "الليله"})
EVENING = 20
# Times of day that have a name; midnight is the beginning of the day that follows.
NAMED_CLOCKS = {
    "noon": (12, 0), "midday": (12, 0), "mid-day": (12, 0), "lunchtime": (12, 0),
    "midi": (12, 0), "mediodia": (12, 0), "полдень": (12, 0), "中午": (12, 0), "正午": (12, 0),
    "الظهر": (12, 0),
    "eod": (17, 0), "end of day": (17, 0), "end of the day": (17, 0), "cob": (17, 0),
    "close of business": (17, 0),
    "midnight": (24, 0), "minuit": (24, 0), "medianoche": (24, 0), "полночь": (24, 0),
    "午夜": (24, 0), "منتصف الليل": (24, 0),
}  # fmt: skip
HOURS_IN_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "last": -1,
}  # fmt: skip
# After one of these a time belongs to the note: "the draft of 5 March", "the 10:00 meeting".
BINDING = frozenset(
    "of from by before until till since after for about the a an its our your their his her my "
    "this that no via per dated between during to with than de du des del la les los las pour "
    "avant apres d'ici "
    "depuis desde hasta para antes sur sobre от до к из по про о об перед после من "
    "حتي قبل عن #".split()
)
# No number begins within another, or behind what makes it a part of a code; Chinese has no spaces.
NO_NUMBER_BEFORE = r"(?<![^\W\u3400-\u9fff])(?<![.,:/+-])"
_HAN = re.compile(r"[\u3400-\u9fff]")


def any_of(words: Iterable[str]) -> str:
    """Give a pattern for one of some words, the longest first, with no letter beside it.

    Args:
        words: folded; Chinese ones may stand anywhere, since no space is written between them.
    """
    han = sorted({w for w in words if _HAN.search(w)}, key=len, reverse=True)
    other = sorted({w for w in words if not _HAN.search(w)}, key=len, reverse=True)
    spelt = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in other)
    parts = [rf"(?<!\w)(?:{spelt})(?![^\W\u064b-\u0652\u3400-\u9fff])"] if other else []
    parts += ["|".join(map(re.escape, han))] if han else []
    return f"(?:{'|'.join(parts)})"


@cache
def months() -> Mapping[str, int]:
    """Give the months' numbers by their folded names and usual short forms."""
    found: dict[str, int] = {"sept": 9}
    for code in _MONTH_LOCALES:
        tables = Locale.parse(code).months
        for table in (tables["format"], tables["stand-alone"]):
            for width in ("wide", "abbreviated"):
                for number, name in table[width].items():
                    folded = fold(name).rstrip(".")
                    if not folded[0].isdigit():
                        found.setdefault(folded, number)
    return found


@cache
def weekdays() -> Mapping[str, int]:
    """Give the weekdays' numbers, Monday 0, by their folded names."""
    found: dict[str, int] = dict(_WEEKDAYS_TOO)
    for code in LANGUAGES:
        tables = Locale.parse(code).days["format"]
        widths = ("wide", "abbreviated") if code in ("en", "zh", "ar") else ("wide",)
        for width in widths:
            for number, name in tables[width].items():
                found.setdefault(fold(name), number)
    return found


# Short forms that are English words, too, and count only where they can be nothing else.
SHORT_WEEKDAYS = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
