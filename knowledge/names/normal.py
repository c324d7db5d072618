"""Names: one written form for every spelling, and the names of states from CLDR."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path

from knowledge.yaml_source import read_yaml

LANGUAGES = ("en", "ar", "es", "fr", "ru", "zh")  # the six official languages of the UN

_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
_POSSESSIVE = re.compile(r"['’ʼ`´](?:s\b)?", re.IGNORECASE)
# French "l'OIM", "d'Haïti", "qu'en": the short word stands on its own.
_ELISION = re.compile(r"\b([cdjlmnst]|qu)['’ʼ](?=\w)", re.IGNORECASE)
_ASCII = {c: " " for c in range(128) if not chr(c).isalnum()}
_NOT_WORD = re.compile(r"[\W_]+")
_HAN = r"[\u3400-\u9fff]"
_SCRIPT_EDGE = re.compile(rf"(?<=\w)(?<!{_HAN})(?={_HAN})|(?<={_HAN})(?!{_HAN})(?=\w)")
# Letters with dots are one abbreviation; "e.g." is no Egypt, "i.e." no Ireland, "a.m." no Armenia.
_DOTTED = re.compile(
    r"(?<!\w)(?!(?:e\.g|i\.e|[ap]\.m)\b)(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?", re.IGNORECASE
)
DATA = Path(__file__).parents[1] / "data"
# What is shortened where a name stands in a table or in notes.
_SHORTENED = {
    "democratic": "dem",
    "equatorial": "eq",
    "federated": "fed",
    "federation": "fed",
    "islands": "is",
    "islamic": "isl",
    "north": "n",
    "republic": "rep",
    "saint": "st",
    "south": "s",
    "united": "utd",
}
_MOST_SHORTENED = 3
_NO_PLURAL = ("s", "sh", "ch", "ese", "man", "z")
_PARENTHESIS = re.compile(r"^(.*?)\s*[(（](.*)[)）]\s*$")


def normalise(text: str) -> str:
    """Fold case, width, diacritics, Arabic letter forms, punctuation and possessives.

    Args:
        text: what someone wrote.

    Returns:
        Words in one written form, with single spaces between them; "" where nothing is left.
    """
    # The pack's names come back with each question; whole texts do not.
    return _normalise_name(text) if len(text) <= _LONGEST_NAME else _normalise(text)


_LONGEST_NAME = 120  # characters


@lru_cache(10_000)
def _normalise_name(name: str) -> str:
    return _normalise(name)


def _normalise(text: str) -> str:
    if "." in text:
        # "D.R.C.", "U.K."
        text = _DOTTED.sub(lambda match: match[0].replace(".", "") + " ", text)
    if text.isascii():
        text = text.lower()
        if "'" in text or "`" in text:
            text = _POSSESSIVE.sub("", _ELISION.sub(r"\1 ", text))
        return " ".join(text.replace("&", " and ").translate(_ASCII).split())
    text = unicodedata.normalize("NFKC", text).replace("&", " and ")
    text = _POSSESSIVE.sub("", _ELISION.sub(r"\1 ", text))
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c)).translate(_ARABIC)
    text = unicodedata.normalize("NFC", text)
    return _SCRIPT_EDGE.sub(" ", _NOT_WORD.sub(" ", text)).strip()


@cache
def _territories(language: str) -> dict[str, str]:
    # Babel is loaded only when a pack with states is: it takes a while.
    from babel import Locale

    return dict(Locale(language).territories)


@cache
def _alpha3() -> dict[str, list[str]]:
    from babel.core import get_global

    found: dict[str, list[str]] = {}
    for code, targets in get_global("territory_aliases").items():
        if len(code) == 3 and code.isalpha() and len(targets) == 1:
            found.setdefault(targets[0], []).append(code)
    return found


@cache
def _curated() -> dict[str, list[str]]:
    data = read_yaml((DATA / "states.yaml").read_text("utf-8"), "states.yaml").data
    assert isinstance(data, dict)
    found = {code: list(names) for code, names in data["names"].items()}
    for code, words in data["demonyms"].items():
        for word in words:
            plural = () if word.endswith(_NO_PLURAL) else (word + "s",)
            found.setdefault(code, []).extend((word, *plural))
    return found


@cache
def _formal() -> dict[str, dict[str, list[str]]]:
    data = read_yaml((DATA / "un_names.yaml").read_text("utf-8"), "un_names.yaml").data
    assert isinstance(data, dict)
    return data


def un_names(code: str) -> dict[str, list[str]]:
    """Give the names that the United Nations has for a state, by official language.

    Args:
        code: ISO 3166 alpha-2.

    Returns:
        The short form, the formal one and others in use; nothing where it is no member or observer.
    """
    return _formal().get(code, {})


def state_codes() -> tuple[str, ...]:
    """List the ISO 3166 alpha-2 codes of the United Nations' members and observers."""
    return tuple(_formal())


def _shorten(name: str) -> Iterator[str]:
    """Yield a name with words shortened that often are: "Dem. Rep. of the Congo"."""
    words = normalise(name).split(" ")
    places = [place for place, word in enumerate(words) if word in _SHORTENED]
    if len(places) > _MOST_SHORTENED or len(words) < 2:
        return
    for count in range(1, len(places) + 1):
        for chosen in combinations(places, count):
            yield " ".join(
                _SHORTENED[word] if place in chosen else word for place, word in enumerate(words)
            )


# Codes by which CLDR names what is no state or territory of ISO 3166: unions, test data, and parts
# that the standard only reserves.
_NO_STATES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())
_RIGHT_CODES = {"UK": "GB", "EL": "GR"}


def is_state_code(code: str) -> bool:
    """Tell whether a code is one of ISO 3166 (alpha-2), by CLDR."""
    return len(code) == 2 and code in _territories("en") and code not in _NO_STATES


def right_code(code: str) -> str:
    """Give a hint at the code that is meant by a wrong one that is often written; or ""."""
    right = _RIGHT_CODES.get(code.upper()) or (code.upper() if is_state_code(code.upper()) else "")
    return f"; {right} is {state_name(right)}" if right else ""


def state_name(code: str) -> str:
    """Give CLDR's English name of a state, "and" written out.

    Args:
        code: ISO 3166 alpha-2.

    Raises:
        KeyError: where CLDR has no such code.
    """
    name = _territories("en")[code].replace(" & ", " and ")
    match = _PARENTHESIS.match(name)
    return match[1] if match else name


def state_aliases(code: str) -> list[str]:
    """List the names and codes that data has for a state.

    Args:
        code: ISO 3166 alpha-2.

    Returns:
        Both ISO codes, the names in the six official UN languages (CLDR through Babel), demonyms,
        formal names, names of old, and English names with words shortened.
    """
    found = [code, *_alpha3().get(code, ()), *_curated().get(code, ())]
    for language in LANGUAGES:
        name = _territories(language).get(code, "")
        match = _PARENTHESIS.match(name)
        for form in (name, match[1], match[2]) if match else (name,):
            # One character in brackets, as after 刚果, is no name by itself.
            if len(form) > 1:
                found.append(form)
                if form.startswith("St. "):
                    found.append("Saint" + form[3:])
    for names in un_names(code).values():
        found += names
    for name in (state_name(code), *un_names(code).get("en", ()), *_curated().get(code, ())):
        found += _shorten(name)
    return found
