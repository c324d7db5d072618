"""Times and spans as people write them: "12 March 2018 15:00", "in 2 hours", "2d,1h before"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.reminders.milestones import MORNING
from handlers.reminders.model import Lead, Wall

MOST_WORDS = 8  # of a date
MOST_LEADS = 6
LONGEST = {"m": 10_000, "h": 1_000, "d": 400, "w": 57}

_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
# "and" is no day: a count in words stands apart from its unit.
_COUNT = rf"(?:\d{{1,5}}\s*|(?:{'|'.join(_COUNTS)})\s+)"
_UNIT = r"(?:minutes?|mins?|min|m|hours?|hrs?|hr|h|days?|d|weeks?|wks?|wk|w)"
_SPAN = rf"\b{_COUNT}{_UNIT}\b"
SPANS = rf"{_SPAN}(?:(?:\s*,\s*|\s+and\s+|\s*\+\s*|\s+){_SPAN})*"
_ONE = re.compile(rf"\b({_COUNT})({_UNIT})\b", re.IGNORECASE)
_IN = re.compile(rf"^in\s+({SPANS})(?:\s+|$)", re.IGNORECASE)
_IN_AT_END = re.compile(rf"(?:^|\s+)in\s+({SPANS})$", re.IGNORECASE)
# Without one of these, words are no date, even where the library would make one of them.
_DATED = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b(?:mon|tues|wednes|thurs|fri|"
    r"satur|sun)day\b|\b(?:today|tonight|tomorrow|noon|midnight)\b|\d[:.]\d\d\b|\d\s*[ap]m\b|"
    r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{4}\b",
    re.IGNORECASE,
)
_TIMED = re.compile(
    r"\d:\d\d|\d\s*[ap]m\b|\b(?:noon|midnight|morning|afternoon|evening|tonight)\b", re.IGNORECASE
)


def read_spans(text: str) -> tuple[Lead, ...]:
    """Read spans of time, "2d,1h" or "a week and 2 days", longest first; () where it is none."""
    if not re.fullmatch(SPANS, text.strip(), re.IGNORECASE):
        return ()
    found: set[Lead] = set()
    for count, unit in _ONE.findall(text):
        number = _COUNTS.get(count.strip().lower()) or int(count)
        found.add(Lead(number, unit[0].lower()))
    return tuple(sorted(found, key=_minutes, reverse=True))


def _minutes(lead: Lead) -> int:
    return lead.count * {"m": 1, "h": 60, "d": 1440, "w": 10_080}[lead.unit]


def after(now: datetime, spans: tuple[Lead, ...], zone: str) -> Wall:
    """Give the time that lies some spans after now: days by the calendar, hours by stopwatch."""
    days = sum(s.count * (7 if s.unit == "w" else 1) for s in spans if s.unit in "dw")
    minutes = sum(_minutes(s) for s in spans if s.unit in "hm")
    there = now.astimezone(ZoneInfo(zone)) + timedelta(days=days)
    moment = there.astimezone(ZoneInfo("Etc/UTC")) + timedelta(minutes=minutes)
    return Wall.at(moment, zone)


def find_date(text: str, now: datetime, zone: str) -> tuple[Wall, str] | None:
    """Find a time at the beginning or the end of a text.

    Args:
        text: "on 12 March 2018 15:00 circulate the draft", "call Geneva in 2 hours".
        now: the present moment.
        zone: IANA time zone in which it is meant.

    Returns:
        The time and the rest of the text, or None. A day without a time means its morning.
    """
    for pattern in (_IN, _IN_AT_END):
        if (match := pattern.search(text)) and (spans := read_spans(match[1])):
            rest = text[: match.start()] + text[match.end() :]
            return after(now, spans, zone), _tidy(rest)
    words = text.split()
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        for first in (True, False):
            chosen = words[:count] if first else words[-count:]
            left = words[count:] if first else words[:-count]
            if wall := _read_date(" ".join(chosen), now, zone):
                return wall, _tidy(" ".join(left))
    return None


def _read_date(text: str, now: datetime, zone: str) -> Wall | None:
    text = re.sub(r"^(?:on|at|by)\s+", "", text.strip(" ,:;"), flags=re.IGNORECASE)
    if not _DATED.search(text):
        return None
    # The library takes a while to load: only where a date is written.
    from dateparser import parse

    base = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    found = parse(
        text,
        languages=["en"],
        settings={
            "RELATIVE_BASE": base,
            "PREFER_DATES_FROM": "future",
            "DATE_ORDER": "DMY",
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    if found is None:
        return None
    found = found.replace(tzinfo=None, second=0, microsecond=0)
    return Wall(found if _TIMED.search(text) else datetime.combine(found, MORNING), zone)


def _tidy(text: str) -> str:
    """Take off what only joins a note to its date."""
    text = re.sub(r"\s+(?:on|at)$", "", text.strip(" ,:;"), flags=re.IGNORECASE)
    return re.sub(r"^(?:to|that|about)\s+", "", text, flags=re.IGNORECASE).strip(" ,:;")
