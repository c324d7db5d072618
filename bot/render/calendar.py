"""An answer's events as an iCalendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.answers.answer import Answer
from handlers.errors import UserError

FILE_NAME = "compact.ics"


def render_calendar(answer: Answer, now: datetime, pack: str) -> bytes:
    """Draw an answer's events.

    A day or a range of days becomes an all-day event; what is known less precisely becomes an
    all-day span over the whole time that is meant, tentative and marked as not fixed.

    Args:
        answer: an answer with events.
        now: when the file is made.
        pack: id of the pack: an event of the same id in another one is another event.

    Returns:
        The file, UTF-8 with CRLF line ends.

    Raises:
        UserError: where the answer has no events.
    """
    events = {entry.id: entry for entry in answer.entries("events")}
    if not events:
        raise UserError("There are no events in that answer.", "Ask, for example: timeline {year}")
    # icalendar is loaded only where a file is asked for.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Compact//Negotiation timeline//EN")
    calendar.add("version", "2.0")
    # A property of no standard is written as it is: one line.
    calendar.add("x-wr-calname", " ".join(answer.title.split()))
    for entry in events.values():
        calendar.add_component(_event(entry.data, now, pack))
    # A time with a zone is only valid beside the zone's rules (RFC 5545, 3.2.19).
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(data: Mapping[str, Any], now: datetime, pack: str) -> Any:
    from icalendar import Event

    from bot.render.calendar_text import CalendarText

    leading = data["dates"][0]
    first, last = date.fromisoformat(leading["first"]), date.fromisoformat(leading["last"])
    others = [each["text"] for each in data["dates"] if each["text"] != leading["text"]]
    fixed = leading["precision"] in ("day", "days") and not leading["hedge"] and not others
    event = Event()
    event.add("uid", f"{data['id']}@{pack}.compact")
    event.add("dtstamp", now)
    name = data["name"] if fixed else f"{data['name']} (date not fixed)"
    event.add("summary", CalendarText(name))
    if leading["time"] and data["zone"]:
        clock = time.fromisoformat(leading["time"])
        event.add("dtstart", datetime.combine(first, clock, ZoneInfo(data["zone"])))
    else:
        event.add("dtstart", first)
        event.add("dtend", last + timedelta(days=1))
    event.add("status", "CONFIRMED" if fixed else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    lines = [data["description"]]
    if not fixed:
        texts = dict.fromkeys(each["text"] for each in data["dates"])
        lines.append(f"The sources say: {'; '.join(texts)}.")
    lines += [", ".join(filter(None, (each["source"], each["place"]))) for each in data["cited"]]
    event.add("description", CalendarText("\n".join(filter(None, lines))))
    if data["place"]:
        event.add("location", CalendarText(data["place"]))
    return event
