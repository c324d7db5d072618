"""Terms from glossaries (TBX) and events from calendars (iCalendar), as entries to be completed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from knowledge.drafting.sources import id_of
from knowledge.errors import FormatError
from knowledge.exchange.sections import Item
from knowledge.names.normal import LANGUAGES

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Names of the elements in TBX of 2008 (ISO 30042) and of 2019.
_CONCEPTS = ("termEntry", "conceptEntry")
_LANGUAGES = ("langSet", "langSec")


def read_tbx(content: bytes, file: str, source: str) -> dict[str, list[Item]]:
    """Read a glossary in TBX.

    Args:
        content: of the file.
        file: its name, for faults.
        source: id of the pack's source that the glossary is; each sense cites it.

    Returns:
        Terms, named in English, with what they are called in the official languages as
        translations.

    Raises:
        FormatError: where it is no TBX, or a concept has no English term.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException) as error:
        raise FormatError(f"{file}: this is no TBX file ({error}).") from None
    terms: list[Item] = []
    translations: list[Item] = []
    without = 0
    for concept in root.iter():
        if _tag(concept) not in _CONCEPTS:
            continue
        named = dict(_names(concept))
        english = named.get("en", [])
        if not english:
            without += 1
            continue
        term = _term(concept, english, source)
        terms.append(term)
        others = {code: named[code] for code in LANGUAGES if code != "en" and named.get(code)}
        if others:
            translations.append({"term": term["id"], **others})
    if without or not terms:
        what = f"{without} of its concepts have no English term" if without else "it has no terms"
        raise FormatError(f"{file}: {what}.")
    return {"terms": terms, "translations": translations} if translations else {"terms": terms}


def _tag(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def _names(concept: Element) -> Iterator[tuple[str, list[str]]]:
    for section in concept.iter():
        if _tag(section) in _LANGUAGES:
            language = (section.get(_LANGUAGE) or section.get("lang") or "").split("-")[0].lower()
            names = [
                " ".join("".join(term.itertext()).split())
                for term in section.iter()
                if _tag(term) == "term"
            ]
            yield language, [name for name in names if name]


def _term(concept: Element, names: list[str], source: str) -> Item:
    # An abbreviation is what people look up; what it stands for is its sense.
    short = [name for name in names if name.isupper() or len(name) == min(map(len, names))]
    name = short[0] if len(names) > 1 else names[0]
    full = max(names, key=len)
    definition = next(
        (
            " ".join("".join(note.itertext()).split())
            for note in concept.iter()
            if note.get("type") == "definition"
        ),
        "",
    )
    term: Item = {"id": id_of(name), "name": name}
    if others := [other for other in names if other not in (name, full)]:
        term["aliases"] = others
    sense = {"means": full, "definition": definition or full, "citations": [{"source": source}]}
    return {**term, "senses": [sense]}


def read_calendar(content: bytes, file: str, source: str) -> dict[str, list[Item]]:
    """Read the events of a calendar file.

    Args:
        content: of the file.
        file: its name, for faults.
        source: id of the pack's source that the calendar is; each date cites it.

    Returns:
        Events: a day or days, with time and zone where they have one.

    Raises:
        FormatError: where it is no calendar, or has no events, or an event has no start or name.
    """
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(content)
    except ValueError as error:
        raise FormatError(f"{file}: this is no calendar file ({error}).") from None
    events = [_event(each, file, source) for each in calendar.walk("VEVENT")]
    if not events:
        raise FormatError(f"{file}: there are no events in it.")
    return {"events": events}


def _event(event: Any, file: str, source: str) -> Item:
    name = " ".join(str(event.get("SUMMARY", "")).split())
    start = event.get("DTSTART")
    if not name or start is None:
        raise FormatError(f"{file}: an event has no {'start' if name else 'name'}.")
    first, last = start.dt, _last(event, start.dt)
    when = _day(first).isoformat() + (f"..{last.isoformat()}" if last > _day(first) else "")
    dated: Item = {"when": when}
    if isinstance(first, datetime):
        dated["time"] = first.strftime("%H:%M")
    dated["source"] = source
    found: Item = {"id": f"{id_of(name)}-{_day(first).year}", "name": name, "kind": "other"}
    if place := " ".join(str(event.get("LOCATION", "")).split()):
        found["place"] = place
    if isinstance(first, datetime) and first.tzinfo is not None:
        found["zone"] = getattr(first.tzinfo, "key", None) or "Etc/UTC"
    if text := " ".join(str(event.get("DESCRIPTION", "")).split()):
        found["description"] = text
    return {**found, "dates": [dated]}


def _last(event: Any, first: date) -> date:
    """Give the last day; the end of an event without a time is the day after it (RFC 5545)."""
    end = event.get("DTEND")
    if end is None:
        return _day(first)
    last: date = end.dt
    if isinstance(last, datetime):
        return _day(last)
    return max(_day(first), last - timedelta(days=1))


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
