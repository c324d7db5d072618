"""Events of calendar files (iCalendar, RFC 5545), as entries of a pack."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from knowledge.diagnostics import Fault
from knowledge.drafting.sources import id_of
from knowledge.errors import FormatError
from knowledge.exchange.reading import Reading, Spot
from knowledge.exchange.sections import Item
from knowledge.when import When
from knowledge.yaml_source import Path

_OWN = re.compile(r"(?P<id>.+)@(?:[a-z0-9-]+\.)?compact")  # of Compact's own calendars
_TAKEN = frozenset(
    "SUMMARY DTSTART DTEND DURATION LOCATION DESCRIPTION STATUS RRULE RDATE RECURRENCE-ID".split()
)
# What says nothing of an event itself.
_KEEPING = frozenset(
    "UID DTSTAMP CREATED LAST-MODIFIED SEQUENCE TRANSP CLASS PRIORITY EXDATE".split()
)
_MIDNIGHT = "00:00"


@dataclass(frozen=True, slots=True)
class _Event:
    """An event of a calendar and the lines that it stands on."""

    data: Any
    line: int
    lines: dict[str, int]

    def get(self, name: str) -> Any:
        """Give a property; None where it is not there or cannot be read."""
        return None if name in self.broken else self.data.get(name)

    @property
    def broken(self) -> dict[str, str]:
        """What cannot be read, and why."""
        return {str(name): str(why) for name, why in self.data.errors if name in _TAKEN}

    def text(self, name: str) -> str:
        return " ".join(str(self.data.get(name, "")).split())

    def spot(self, *names: str) -> Spot:
        return next((self.lines[n] for n in names if n in self.lines), self.line), 1


def read_calendar(content: bytes, file: str, source: str, zone: str) -> Reading:
    """Read the events of a calendar file.

    Args:
        content: of the file.
        file: its name, for faults.
        source: id of the pack's source that the calendar is; each date cites it.
        zone: IANA time zone of times that name none, where the calendar names none; or "".

    Returns:
        Events: a day or days, with time and zone where they have one.  Events of one name get
        their day beside it; what was called off is left.

    Raises:
        FormatError: where it is no calendar, or has no events.
    """
    calendars = _parse(content, file)
    reading = Reading(file)
    lines = _event_lines(content)
    events = [
        (_Event(each, *next(lines, (1, {}))), str(calendar.get("X-WR-TIMEZONE", "")) or zone)
        for calendar in calendars
        for each in calendar.walk("VEVENT")
    ]
    if not events:
        raise FormatError(f"{file}: there are no events in it.")
    times = Counter(event.text("SUMMARY") for event, _ in events if not _is_off(event))
    for event, default in events:
        if _is_off(event):
            name = event.text("SUMMARY")
            reading.remarks.append(f"left: “{name}” in line {event.line} is called off")
        else:
            several = times[event.text("SUMMARY")] > 1
            _read_event(event, source, default, reading, several=several)
    _tell_passed([event for event, _ in events], calendars, reading)
    return reading


def _parse(content: bytes, file: str) -> list[Any]:
    from icalendar import Calendar

    try:
        found = Calendar.from_ical(content, multiple=True)
    except (ValueError, IndexError, KeyError) as error:
        raise FormatError(f"{file}: this is no calendar file ({error}).") from None
    return [each for each in found if each.name == "VCALENDAR"]


def _event_lines(content: bytes) -> Iterator[tuple[int, dict[str, int]]]:
    """Yield where each event begins, and the lines of its properties."""
    text = content.decode("utf-8", "replace")
    begin, found = 0, dict[str, int]()
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if line.strip().upper() == "BEGIN:VEVENT":
            begin, found = number, {}
        elif line.strip().upper() == "END:VEVENT" and begin:
            yield begin, found
            begin = 0
        elif begin and (match := re.match(r"[A-Za-z-]+", line)):
            found.setdefault(match[0].upper(), number)


def _is_off(event: _Event) -> bool:
    return event.text("STATUS").upper() == "CANCELLED"


def _read_event(
    event: _Event, source: str, default: str, reading: Reading, *, several: bool
) -> None:
    for broken, why in event.broken.items():
        reading.note(event.spot(broken), Fault.VALUE, f"{broken} cannot be read: {why}")
    name, start = event.text("SUMMARY"), event.get("DTSTART")
    if not name:
        reading.note(event.spot("SUMMARY"), Fault.MISSING_KEY, "the event has no SUMMARY, its name")
    if start is None:
        if "DTSTART" not in event.broken:
            reading.note(event.spot(), Fault.MISSING_KEY, "the event has no DTSTART, its first day")
        return
    if not name:
        return
    dated, zone = _dated(event, start, source, default, reading)
    match = _OWN.fullmatch(event.text("UID"))
    own = match["id"] if match else ""
    day = _day(start.dt)
    key = f"{id_of(name)}-{day.isoformat() if several else day.year}"
    if several:
        name = f"{name}, {When.parse(dated['when']).spell()}"
    item: Item = {
        "id": own or key,
        "name": name,
        "kind": "other",
        "dates": [dated],
    }
    item |= {"zone": zone} if zone else {}
    for key, property_ in (("place", "LOCATION"), ("description", "DESCRIPTION")):
        if text := event.text(property_):
            item[key] = text
    if {"RRULE", "RDATE"} & event.data.keys():
        told = f"“{name}” in line {event.line} comes again by a rule: its first date alone is taken"
        reading.remarks.append(told)
    reading.add("events", item, _spots(event), made=not own)


def _spots(event: _Event) -> dict[Path, Spot]:
    return {
        (): event.spot(),
        ("name",): event.spot("SUMMARY"),
        ("id",): event.spot("UID", "SUMMARY"),
        ("dates",): event.spot("DTSTART"),
        ("zone",): event.spot("DTSTART"),
        ("place",): event.spot("LOCATION"),
        ("description",): event.spot("DESCRIPTION"),
    }


def _dated(
    event: _Event, start: Any, source: str, default: str, reading: Reading
) -> tuple[Item, str]:
    """Give an event's date, and the zone of its time."""
    first = start.dt
    last = _last(event, first)
    if last < _day(first):
        reading.note(event.spot("DTEND"), Fault.DATE, "the event ends before it begins")
        last = _day(first)
    when = _day(first).isoformat() + (f"..{last.isoformat()}" if last > _day(first) else "")
    dated: Item = {"when": when}
    zone = ""
    if isinstance(first, datetime):
        zone, fault = _zone(first, str(start.params.get("TZID", "")), default)
        if fault:
            reading.note(event.spot("DTSTART"), Fault.ZONE, fault)
        else:
            dated["time"] = first.strftime("%H:%M")
    dated["source"] = source
    if event.text("STATUS").upper() == "TENTATIVE":
        dated["note"] = "The calendar has it as tentative."
    return dated, zone


def _zone(moment: datetime, named: str, default: str) -> tuple[str, str]:
    """Give the IANA zone of a time, or else what is wrong with it."""
    if key := getattr(moment.tzinfo, "key", ""):
        return key, ""
    if named:
        return "", f"“{named}” is no IANA time zone; write it like Europe/Zurich"
    return default, "" if default else "a time of day without a zone; say which with --zone"


def _last(event: _Event, first: date) -> date:
    """Give the last day; an end is the first moment, or day, that is no longer part (RFC 5545)."""
    end, length = event.get("DTEND"), event.get("DURATION")
    if end is not None:
        over = end.dt
    elif length is not None:
        over = first + length.dt
    else:
        return _day(first)
    whole = not isinstance(over, datetime) or over.strftime("%H:%M") == _MIDNIGHT
    if whole and _day(over) > _day(first):
        return _day(over) - timedelta(days=1)
    return _day(over)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _tell_passed(events: Iterable[_Event], calendars: Iterable[Any], reading: Reading) -> None:
    """Tell of what was in the calendar and has no place in a pack."""
    passed: Counter[str] = Counter()
    for event in events:
        for name in event.data:
            if name not in _TAKEN | _KEEPING and not name.startswith("X-"):
                passed[name] += 1
    for calendar in calendars:
        for name in ("VTODO", "VJOURNAL", "VFREEBUSY"):
            if number := len(calendar.walk(name)):
                passed[name] += number
    if passed:
        listed = ", ".join(f"{name} ({number})" for name, number in sorted(passed.items()))
        reading.remarks.append(f"not taken: {listed}")
