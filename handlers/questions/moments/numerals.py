"""Numbers in words, cardinal and ordinal, in the languages that write them apart."""

from __future__ import annotations

from collections.abc import Mapping

_ENGLISH = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_FRENCH = (
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()
_SPANISH = (
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres "
    "veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve"
).split()
_RUSSIAN = (
    "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
    "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
).split()
_ENGLISH_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_ENGLISH_TENS |= {"seventy": 70, "eighty": 80, "ninety": 90}
_FRENCH_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_SPANISH_TENS = {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60}
_SPANISH_TENS |= {"setenta": 70, "ochenta": 80, "noventa": 90}
_RUSSIAN_TENS = {"двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60}
_RUSSIAN_TENS |= {"семьдесят": 70, "восемьдесят": 80}
_MORE = {
    "a": 1, "an": 1, "une": 1, "una": 1, "veintiun": 21, "quatre-vingt-dix": 90, "одну": 1,
    "две": 2, "девяносто": 90,
    "ثلاث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثماني": 8, "تسع": 9, "عشر": 10,
    "ثلاثه": 3, "اربعه": 4, "خمسه": 5, "سته": 6, "سبعه": 7, "ثمانيه": 8, "تسعه": 9, "عشره": 10,
    "خمس عشره": 15, "عشرين": 20, "ثلاثين": 30, "اربعين": 40, "خمسين": 50, "ستين": 60, "تسعين": 90,
}  # fmt: skip


def _count() -> dict[str, int]:
    found = dict(_MORE)
    for words in (_ENGLISH, _FRENCH, _SPANISH, _RUSSIAN):
        found |= {word: number for number, word in enumerate(words, 1)}
    tens = (
        (_ENGLISH_TENS, _ENGLISH, "- "), (_FRENCH_TENS, _FRENCH, "- "),
        (_RUSSIAN_TENS, [*_RUSSIAN[:9], "одну"], " "),
    )  # fmt: skip
    for table, ones, joints in tens:
        for ten, value in table.items():
            found[ten] = value
            for number, one in enumerate(ones[:9], 1):
                found |= {f"{ten}{joint}{one}": value + number for joint in joints}
            found |= {f"{ten} et un": value + 1} if table is _FRENCH_TENS else {}
    found |= {f"{ten} {one}": value + n for ten, value in _RUSSIAN_TENS.items()
              for one, n in (("одну", 1), ("две", 2))}  # fmt: skip
    for ten, value in _SPANISH_TENS.items():
        found[ten] = value
        found |= {f"{ten} y {one}": value + number for number, one in enumerate(_SPANISH[:9], 1)}
    return found


NUMBERS: Mapping[str, int] = _count()
_ENGLISH_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_RUSSIAN_ORDINALS = (
    "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого "
    "одиннадцатого двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого "
    "семнадцатого восемнадцатого девятнадцатого двадцатого"
).split()


def _order() -> dict[str, int]:
    """Give the days of a month in words, as each language says them before its name."""
    found = {"premier": 1, "primero": 1, "thirtieth": 30, "тридцатого": 30}
    for words, ten in ((_ENGLISH_ORDINALS, "twenty"), (_RUSSIAN_ORDINALS, "двадцать")):
        found |= {word: number for number, word in enumerate(words, 1)}
        for joint in "- ":
            found |= {f"{ten}{joint}{word}": 20 + n for n, word in enumerate(words[:9], 1)}
    found |= {"thirty-first": 31, "thirty first": 31, "тридцать первого": 31}
    for table in (_FRENCH, _SPANISH):
        found |= {word: NUMBERS[word] for word in table if NUMBERS[word] > 1}
    romance = (*_FRENCH_TENS, *_SPANISH_TENS, "treinta y uno")
    for word, number in NUMBERS.items():
        if word.startswith(romance) and 20 <= number <= 31:
            found[word] = number
    return found


DAYS_IN_WORDS: Mapping[str, int] = _order()
