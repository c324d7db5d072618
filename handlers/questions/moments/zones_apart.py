"""Time zones that stand apart from the time of day: "New York time tomorrow at 10"."""

from __future__ import annotations

import re
from functools import cache

from handlers.questions.moments.pieces import Line, Piece
from handlers.questions.moments.zones import (
    ABBREVIATIONS,
    IANA_NAME,
    NO_PLACE,
    SHIFTED,
    ZoneWords,
    all_zones,
    find_zone,
    read_offset,
)

# Abbreviations that are nothing else in a note.
_CODES = frozenset("UTC GMT CET CEST EST EDT CDT PDT BST MSK JST".split())
_CODE = re.compile(r"(?P<code>[A-Z]{3,4})(?![\w'/-])")
_IANA = re.compile(IANA_NAME)
_WORD = r"[^\W\d_][\w.'-]*"
_ENGLISH = re.compile(
    rf"(?P<place>{_WORD}(?: {_WORD}){{0,2}}?) (?:standard |daylight |summer |local )?time(?!\w)"
)
_OPENING = re.compile(
    r"(?:(?:in\s+)?local\s+time\s+(?:in|of|at)|(?:à\s+l')?heure\s+locale\s+(?:de|du|à|a)|hora\s+local\s+"
    r"(?:de|del|en)|(?:à\s+l')?heure\s+(?:de(?:\s+la)?|du)|hora\s+(?:de(?:\s+la)?|del)|по\s+(?:местному\s+)?"
    r"времени(?:\s+в)?|время(?:\s+в)?|heure|hora)\s+|(?:à\s+l')?heure\s+(?:d'|(?=suisse))"
)
_PLACE = re.compile(rf"{_WORD}(?: {_WORD}){{0,2}}")
_RUSSIAN = re.compile(r"по\s+(?P<place>[\w-]+)\s+времени(?!\w)|(?P<moscow>мск)(?!\w)")
_RUSSIAN_CITY = re.compile(r"по\s+(?P<place>[\w-]+)(?!\w)")
_DIGIT_BEFORE = re.compile(r"\d\s*$")
_ARABIC = re.compile(r"ب?توقيت\s+(?:مدينه\s+)?(?P<place>\w+(?: \w+)?)")
_CHINESE = re.compile(r"(?P<place>[\u3400-\u9fff]{2,8}?)(?:当地)?时(?:间|区)")
_LOCAL = re.compile(r"当地时间|по\s+местному\s+времени(?!\w)|بالتوقيت\s+المحلي(?!\w)")


def read_zone_apart(line: Line, at: int) -> Piece | None:
    """Read a zone that does not stand behind a time of day, from a place in a line.

    Args:
        line: what was typed.
        at: where a word begins.

    Returns:
        The zone; one without names where the place is not known; or None.
    """
    if match := SHIFTED.match(line.folded, at):
        zone = read_offset(match, line.typed)
        return Piece(at, match.end(), zone) if zone else None
    if match := _LOCAL.match(line.folded, at):
        return _piece(line, at, match.end(), "local", ("",))
    if (match := _IANA.match(line.typed, at)) and match["name"] in all_zones():
        return _piece(line, at, match.end(), match["name"], (match["name"],))
    if (match := _CODE.match(line.typed, at)) and match["code"] in _CODES:
        return _piece(
            line, at, match.end(), match["code"], ABBREVIATIONS[match["code"]], sure=False
        )
    readers = (_read_english, _read_opened, _read_russian, _read_arabic, _read_chinese)
    return next((found for reader in readers if (found := reader(line, at))), None)


def _piece(
    line: Line, at: int, end: int, words: str, names: tuple[str, ...], *, sure: bool = True
) -> Piece:
    literal = "" if sure else words
    return Piece(at, end, ZoneWords(end, names, words=words, literal=literal), sure=sure)


def _known(line: Line, at: int, end: int, match: re.Match[str]) -> Piece | None:
    """Give the zone of the longest known place that begins where one was found."""
    words = match["place"].split(" ")
    start = match.start("place")
    for count in range(len(words), 0, -1):
        place = " ".join(words[:count])
        if zone := find_zone(place, line.cities):
            last = end if count == len(words) else start + len(place)
            return _piece(line, at, last, line.typed[start : start + len(place)], (zone,))
    return None


def _read_english(line: Line, at: int) -> Piece | None:
    match = _ENGLISH.match(line.folded, at)
    if match is None or match["place"].split()[0] in NO_PLACE:
        return None
    place, typed = match["place"], line.typed[at : match.end("place")]
    if zone := find_zone(place, line.cities):
        return _piece(line, at, match.end(), typed, (zone,))
    if " " in place or typed[0] != typed[0].upper():
        return None
    return _piece(line, at, match.end(), typed, ())


def _read_opened(line: Line, at: int) -> Piece | None:
    """Read "heure de Paris"; "hora de llamar" names no place."""
    opening = _OPENING.match(line.folded, at)
    match = _placed().match(line.folded, opening.end()) if opening else None
    if match is None:
        return None
    if found := _known(line, at, match.end(), match):
        return found
    bare = opening is not None and opening[0].strip() in ("heure", "hora", "время")
    if bare or not line.typed[match.start()].isupper():
        return None
    word = match["place"].split(" ")[0]
    end = match.start() + len(word)
    return _piece(line, at, end, line.typed[match.start() : end], ())


@cache
def _placed() -> re.Pattern[str]:
    return re.compile(rf"(?P<place>{_PLACE.pattern})")


def _read_russian(line: Line, at: int) -> Piece | None:
    if match := _RUSSIAN.match(line.folded, at):
        if match["moscow"]:
            return _piece(line, at, match.end(), "мск", ("Europe/Moscow",))
        words = line.typed[match.start("place") : match.end("place")]
        zone = find_zone(match["place"], line.cities)
        return _piece(line, at, match.end(), words, (zone,) if zone else ())
    match = _RUSSIAN_CITY.match(line.folded, at)
    if match is None:
        return None
    if found := _known(line, at, match.end(), match):
        return found
    # "15:00 по Готэму" names a place that is not known; elsewhere it is what something is about.
    named = line.typed[match.start("place")].isupper()
    if not (named and _DIGIT_BEFORE.search(line.folded[:at])):
        return None
    return _piece(line, at, match.end(), line.typed[match.start("place") : match.end()], ())


def _read_arabic(line: Line, at: int) -> Piece | None:
    match = _ARABIC.match(line.folded, at)
    if match is None:
        return None
    if found := _known(line, at, match.end(), match):
        return found
    word = match["place"].split(" ")[0]
    end = match.start("place") + len(word)
    return _piece(line, at, end, line.typed[match.start("place") : end], ())


def _read_chinese(line: Line, at: int) -> Piece | None:
    match = _CHINESE.match(line.folded, at)
    zone = find_zone(match["place"], line.cities) if match else ""
    return _piece(line, at, match.end(), match["place"], (zone,)) if match and zone else None
