"""Time zones as they stand behind a time of day: "UTC", "EST", "-05:00", "Geneva time"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global

from handlers.questions.moments.folding import fold
from handlers.questions.moments.vocabulary import LANGUAGES

UTC = "Etc/UTC"
# The zones whose clocks have an abbreviation; several where it is used on several continents.
ABBREVIATIONS: Mapping[str, tuple[str, ...]] = {
    "UTC": (UTC,), "GMT": (UTC,),
    "EST": ("America/New_York",), "EDT": ("America/New_York",),
    "CST": ("America/Chicago", "Asia/Shanghai"), "CDT": ("America/Chicago",),
    "MST": ("America/Denver",), "MDT": ("America/Denver",),
    "PST": ("America/Los_Angeles", "Asia/Manila"), "PDT": ("America/Los_Angeles",),
    "WET": ("Europe/Lisbon",), "WEST": ("Europe/Lisbon",),
    "CET": ("Europe/Zurich",), "CEST": ("Europe/Zurich",),
    "EET": ("Europe/Athens",), "EEST": ("Europe/Athens",),
    "BST": ("Europe/London",), "MSK": ("Europe/Moscow",),
    "IST": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"), "IDT": ("Asia/Jerusalem",),
    "WAT": ("Africa/Lagos",), "CAT": ("Africa/Maputo",), "EAT": ("Africa/Nairobi",),
    "SAST": ("Africa/Johannesburg",), "PKT": ("Asia/Karachi",), "WIB": ("Asia/Jakarta",),
    "HKT": ("Asia/Hong_Kong",), "JST": ("Asia/Tokyo",), "KST": ("Asia/Seoul",),
    "AWST": ("Australia/Perth",), "AEST": ("Australia/Sydney",), "AEDT": ("Australia/Sydney",),
    "NZST": ("Pacific/Auckland",), "NZDT": ("Pacific/Auckland",),
}  # fmt: skip
# "3pm ET" is what the clocks show there, whatever the season.
_REGIONS: Mapping[str, str] = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "central european": "Europe/Zurich",
    "eastern european": "Europe/Athens", "greenwich mean": UTC, "universal": UTC,
}  # fmt: skip
# Seats of the United Nations and of talks, and large cities, for which CLDR has no name.
_SEATS: Mapping[str, str] = {
    "Europe/Zurich": "Geneva Genève Ginebra Женева Женеве женевское женевскому جنيف 日内瓦 Bern "
    "Lausanne Swiss Suisse центральноевропейскому среднеевропейскому",
    "America/New_York": "NYC NY Washington Boston Nueva-York Нью-Йорк Нью-Йорка Нью-Йорку "
    "нью-йоркскому вашингтонскому 纽约 نيويورك",
    "Europe/Berlin": "Bonn German",
    "Europe/Amsterdam": "The-Hague Den-Haag La-Haye La-Haya Гаага 海牙 لاهاي",
    "Europe/Vienna": "Vienne Viena Вена Вене венскому 维也纳 فيينا",
    "Europe/London": "лондонскому Лондону Лондона 伦敦 لندن",
    UTC: "Гринвичу Greenwich غرينتش 格林尼治",
    "Europe/Paris": "парижскому Парижу Парижа", "Asia/Tokyo": "токийскому Токио",
    "Africa/Nairobi": "найробийскому Найроби", "Europe/Kiev": "киевскому Киеву Киева",
    "Europe/Moscow": "москве Москвы московское московскому Moscou Moscú",
    "Africa/Addis_Ababa": "Addis",
    "Africa/Casablanca": "Marrakech Marrakesh Rabat",
    "America/Bahia_Banderas": "Puerto-Vallarta",
    "America/Toronto": "Ottawa", "Europe/Istanbul": "Ankara",
    "America/Sao_Paulo": "Brasilia Rio-de-Janeiro", "America/Guayaquil": "Quito",
    "Asia/Shanghai": "Beijing 北京 Pékin Pekín Пекин пекинскому Пекину Пекина بكين",
    "Asia/Kolkata": "New-Delhi Delhi Mumbai",
    "Asia/Karachi": "Islamabad", "Asia/Dhaka": "Dacca", "Asia/Bangkok": "Hanoi",
    "Africa/Lagos": "Abuja", "Africa/Johannesburg": "Pretoria Cape-Town",
    "Europe/Brussels": "Strasbourg", "Europe/Rome": "Milan", "Europe/Madrid": "Barcelona",
    "America/Los_Angeles": "San-Francisco", "Asia/Qatar": "Doha Доха الدوحة 多哈",
    "Asia/Dubai": "Abu-Dhabi", "Australia/Sydney": "Canberra", "Pacific/Auckland": "Wellington",
    "Pacific/Fiji": "Suva", "Africa/Dar_es_Salaam": "Arusha", "Africa/Douala": "Yaounde",
}  # fmt: skip
_OFFSET = r"(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?(?!\w|:\d)"
SHIFTED = re.compile(rf"\s?\(?(?:utc|gmt)\s?{_OFFSET.replace('[+-])', '[+-]) ?')}\)?")
_BARE = re.compile(rf"(?:{_OFFSET}|\s{_OFFSET.replace('?P<', '?P<x')})")
_Z = re.compile(r"(?:\s(?=Z)|(?<=\d))[zZ](?!\w)")
_CODE = re.compile(r"\s?\(?(?P<code>[A-Za-z]{2,4})(?![\w'-])\)?")
IANA_NAME = r"(?P<name>[A-Z][A-Za-z]+/[A-Za-z_/+-]+\d*)"
_IANA = re.compile(rf"\s\(?{IANA_NAME}\)?")
_LOCAL = re.compile(
    r"\s(?:\(?local time(?!\s+(?:in|of|at)\s)\)?|local(?=\s*$)|heure locale(?!\s+d[eu]\s)|"
    r"hora local(?!\s+(?:de|en)\s)|по местному времени|местного времени|بالتوقيت المحلي|"
    r"(?:my|our) time)(?!\w)|\s?当地时间"
)
_THEIRS = re.compile(r"\s(?:their|his|her|your) (?:local )?time(?!\w)")
_BRACKETED = re.compile(r"\s\((?P<place>[^()\d]{3,30})\)")
_NAMED = (
    re.compile(
        r"\s\(?(?P<place>[^\W\d][\w.'-]*(?: [^\W\d][\w.'-]*){0,2}?)"
        r" (?:standard |daylight |summer )?time\)?(?!\w)"
    ),
    re.compile(
        r"\s\(?(?:heure d[e'u] ?|hora de |по времени |بتوقيت )(?:la )?"
        r"(?P<place>[^\W\d][\w'-]*(?: [^\W\d][\w'-]*)?)\)?(?!\w)"
    ),
    re.compile(r"\sпо (?P<place>москве|женеве)(?!\w)"),
    re.compile(r"\s(?:heure|hora) (?P<place>(?!de(?:l|s)?\s|d'|du\s)[^\W\d][\w-]*)(?!\w)"),
    re.compile(r"\s?(?P<place>[\u3400-\u9fff]{2,6})时间"),
)  # fmt: skip
_CITY = re.compile(
    r"\s(?:(?:in|at|a|à|en|в)\s+)?(?P<place>[^\W\d_][\w.'-]*(?: [^\W\d_][\w.'-]*){0,2})"
)
# Cities whose names are no other words where they are written small.
_WRITTEN_SMALL = frozenset(
    "geneva geneve ginebra zurich london londres paris tokyo nairobi cairo moscow dakar bangkok "
    "singapore sydney madrid berlin vienna brussels bruxelles lagos johannesburg pretoria bogota "
    "lima santiago toronto ottawa washington delhi mumbai dhaka jakarta manila seoul shanghai "
    "beijing dubai riyadh doha tehran istanbul ankara kyiv warsaw oslo stockholm helsinki "
    "copenhagen lisbon dublin athens kampala kigali accra tunis algiers abuja islamabad нью-йорке "
    "москве женеве".split()
) | {"new york", "nueva york", "hong kong", "mexico city", "sao paulo", "addis ababa", "new delhi"}
# Behind a time these are committees and tracks as well as zones.
ACRONYMS = frozenset({"CAT", "CT"})
# Written small, these are words.
_WORDS = frozenset({"eat", "cat", "wet", "west", "et", "ct", "mt", "pt", "ist", "met", "est"})
# "15:00 this time", "at 3 next time": no place.
NO_PLACE = frozenset(
    "this next that the any every some last first second in on at our of per full part same good "
    "about over more spare free real speaking lunch dinner tea coffee question quiet lead response "
    "travel waiting deadline meeting local my your their whose long short big much no".split()
)


@cache
def all_zones() -> frozenset[str]:
    """Give the names of the tz database."""
    return frozenset(available_timezones())


@dataclass(frozen=True, slots=True)
class ZoneWords:
    """A zone as it was written behind a time.

    Args:
        end: where the words end.
        names: the IANA zones that can be meant; () where it is an offset or not known.
        offset: minutes east of Greenwich; None where the zone has a name.
        words: the zone, as typed.
        literal: the abbreviation, which may not be in use on the day.
        typed: all that was typed behind the time of day.
    """

    end: int
    names: tuple[str, ...] = ()
    offset: int | None = None
    words: str = ""
    literal: str = ""
    typed: str = ""


def read_zone(typed: str, folded: str, at: int, cities: Mapping[str, str]) -> ZoneWords | None:
    """Read a zone that stands directly behind a time of day.

    Args:
        typed: the line.
        folded: the same, folded.
        at: where the time of day ends.
        cities: zones by folded names of places that the pack has.

    Returns:
        The zone, one without names and offset where the place is not known, or None.
    """
    found = _read_zone(typed, folded, at, cities)
    return replace(found, typed=typed[at : found.end]) if found else None


def _read_zone(typed: str, folded: str, at: int, cities: Mapping[str, str]) -> ZoneWords | None:
    if match := SHIFTED.match(folded, at) or _BARE.match(folded, at):
        return read_offset(match, typed)
    if match := _Z.match(typed, at):
        return ZoneWords(match.end(), (UTC,), words="Z")
    if match := _LOCAL.match(folded, at):
        return ZoneWords(match.end(), ("",), words=typed[at : match.end()].strip())
    if match := _THEIRS.match(folded, at):
        return ZoneWords(match.end(), words=typed[at : match.end()].strip())
    if (match := _IANA.match(typed, at)) and match["name"] in all_zones():
        return ZoneWords(match.end(), (match["name"],), words=match["name"])
    for pattern in _NAMED:
        if (match := pattern.match(folded, at)) and (found := _read_place(match, typed, cities)):
            return found
    if (city := read_city(typed, folded, at, cities)) and typed[city.end :].startswith(":"):
        return city
    bracketed = _BRACKETED.match(folded, at)
    if bracketed and (found := _read_place(bracketed, typed, cities)) and found.names:
        return found
    return _read_code(typed, at)


def read_offset(match: re.Match[str], typed: str) -> ZoneWords | None:
    """Read "UTC+3" and "-05:00" from what was found of it."""
    found = {name.removeprefix("x"): value for name, value in match.groupdict().items() if value}
    minutes = int(found["hours"]) * 60 + int(found.get("minutes", "0"))
    words = typed[match.start() : match.end()].strip()
    if minutes > 14 * 60:
        return None
    # "15:00 -5" may be a number of the note.
    if match[0].startswith(" ") and "minutes" not in found and words[0] in "+-":
        return None
    return ZoneWords(match.end(), (), -minutes if found["sign"] == "-" else minutes, words)


def _read_place(match: re.Match[str], typed: str, cities: Mapping[str, str]) -> ZoneWords | None:
    place, end = match["place"], match.end()
    if place.split()[0] in NO_PLACE:
        return None
    while True:
        words = typed[match.start("place") : match.start("place") + len(place)]
        if known := find_zone(place, cities):
            return ZoneWords(end, (known,), words=words)
        shorter = place.rpartition(" ")[0]
        if not shorter or match.end() > match.end("place"):
            return ZoneWords(end, words=words)
        place, end = shorter, match.start("place") + len(shorter)


def find_zone(place: str, cities: Mapping[str, str]) -> str:
    """Give the zone of a place.

    Args:
        place: its folded name.
        cities: zones by folded names of places that the pack has.

    Returns:
        The IANA name, or "" where the place is not known or has several zones.
    """
    tables = (_REGIONS, cities, _cities(), _countries())
    spelt = [place]
    if "а" <= place[:1] <= "я" and len(place) > 3:
        # "По Риму", "по времени Рима": Russian names of places bend at their ends.
        spelt += [place[:-1] + end for end in ("", "а", "я", "ь", "и")]
    return next((table[each] for each in spelt for table in tables if each in table), "")


def is_country(place: str) -> bool:
    """Tell whether the folded name of a place is that of a country with one time zone."""
    return place in _countries()


def read_city(typed: str, folded: str, at: int, cities: Mapping[str, str]) -> ZoneWords | None:
    """Read a city that stands behind a time of day without "time": it may belong to the note.

    Args:
        typed, folded: the line.
        at: where the time of day ends.
        cities: zones by folded names of places that the pack has.
    """
    match = _CITY.match(folded, at)
    if match is None:
        return None
    small = typed[match.start("place")].islower()
    words = match["place"].split(" ")
    code = typed[match.start("place") :].split(" ")[0]
    if code in ACRONYMS:
        names = ABBREVIATIONS.get(code) or (_REGIONS[code],)
        return ZoneWords(match.start("place") + len(code), names, words=code)
    for count in range(len(words), 0, -1):
        place = " ".join(words[:count])
        if small and place not in _WRITTEN_SMALL:
            continue
        if known := cities.get(place) or _cities().get(place):
            end = match.start("place") + len(place)
            return ZoneWords(end, (known,), words=typed[match.start("place") : end])
    return None


def _read_code(typed: str, at: int) -> ZoneWords | None:
    match = _CODE.match(typed, at)
    if match is None:
        return None
    code = match["code"]
    if code in ACRONYMS or (code.lower() in _WORDS and not code.isupper()):
        return None
    names = ABBREVIATIONS.get(code.upper())
    if names:
        return ZoneWords(match.end(), names, words=code, literal=code.upper())
    region = _REGIONS.get(code)
    return ZoneWords(match.end(), (region,), words=code) if region else None


@cache
def _cities() -> Mapping[str, str]:
    """Give the zones by the cities that tz database and CLDR call them after."""
    found: dict[str, str] = {}
    for name in sorted(all_zones()):
        region, _, city = name.rpartition("/")
        # "Pacific/Samoa" is an old name of American Samoa, and not of Samoa.
        if region and name != "Pacific/Samoa" and not region.startswith(("Etc", "US", "SystemV")):
            found.setdefault(fold(city.replace("_", " ")), name)
    for code in LANGUAGES:
        for name, told in Locale.parse(code).time_zones.items():
            if exemplar := dict(told).get("city"):
                found.setdefault(fold(exemplar), name)
    for name, seats in _SEATS.items():
        for seat in seats.split():
            found[fold(seat.replace("-", " "))] = name
            found.setdefault(fold(seat), name)
    return found


@cache
def _countries() -> Mapping[str, str]:
    """Give the zones by the countries that have one only."""
    zones: dict[str, set[str]] = {}
    for name, territory in get_global("zone_territories").items():
        if name in all_zones():
            zones.setdefault(territory, set()).add(name)
    found: dict[str, str] = {}
    for code in LANGUAGES:
        for territory, name in Locale.parse(code).territories.items():
            if len(of := zones.get(territory, set())) == 1:
                found.setdefault(fold(name), next(iter(of)))
    return found


def zones_meant(zone: ZoneWords, day: date, clock: time) -> tuple[str, ...]:
    """Give the zones that an abbreviation can mean on a day.

    "EST" in summer is either the clocks of New York, which show EDT, or five hours behind UTC all
    the same.

    Args:
        zone: as it was written.
        day, clock: when.

    Returns:
        IANA names; one where only one moment can be meant.
    """
    if not zone.literal or zone.names == (UTC,):
        return zone.names
    found: dict[str, None] = {}
    for name in zone.names:
        found[name] = None
        if datetime.combine(day, clock, ZoneInfo(name)).tzname() != zone.literal:
            found[_fixed(name, zone.literal)] = None
    return tuple(found)


def _fixed(name: str, literal: str) -> str:
    """Give the zone that always shows what an abbreviation says, such as Etc/GMT+5 for EST."""
    for month in (1, 7):
        there = datetime(2018, month, 15, 12, tzinfo=ZoneInfo(name))
        if there.tzname() == literal:
            hours = (there.utcoffset() or timedelta()) // timedelta(hours=1)
            return f"Etc/GMT{-hours:+d}" if hours else UTC
    return name
