"""How long before an event: "2d,1h before", "ten days before", "the day before"."""

from __future__ import annotations

import re

from handlers.errors import UserError
from handlers.questions.moments.numerals import NUMBERS
from handlers.reminders.model import AT_START, Lead

MOST_LEADS = 6
_LONGEST = {"m": 10_000, "h": 1_000, "d": 400, "w": 57}
_MINUTES = {"m": 1, "h": 60, "d": 1440, "w": 10_080}

_WORDS = "|".join(sorted((word for word in NUMBERS if word.isascii()), key=len, reverse=True))
# "and" is no day: a count in words stands apart from its unit.
_COUNT = rf"(?:\d{{1,5}}\s*|(?:{_WORDS}|the)\s+)"
_UNIT = (
    r"(?:minutes?|mins?|min|months?|years?|m|hours?|hrs?|hr|h|days?|d|weeks?|wks?|wk|w|fortnights?)"
)
_SPAN = rf"\b{_COUNT}{_UNIT}\b"
_SPANS = rf"{_SPAN}(?:(?:\s*,\s*|\s+and\s+|\s*\+\s*|\s+){_SPAN})*"
_ONE = re.compile(rf"\b({_COUNT})({_UNIT})\b", re.IGNORECASE)
_BEHIND = re.compile(rf"\s+(?:({_SPANS})\s+(?:before|ahead|earlier)|at the start)$", re.IGNORECASE)
_BEFORE = re.compile(rf"^({_SPANS})\s+(?:before|ahead of)\s+", re.IGNORECASE)
_EXAMPLE = "Write it like “2d,1h before”."


def read_leads(words: str) -> tuple[tuple[Lead, ...], str]:
    """Read how long before something is wanted, at the end of a line or its beginning.

    Args:
        words: "stocktaking 2d,1h before", "two weeks before stocktaking".

    Returns:
        The leads, the longest first, () where there are none; and the rest of the words.

    Raises:
        UserError: where they are too many, too long, or have no length of their own.
    """
    if match := _BEHIND.search(words):
        leads = _read_spans(match[1]) if match[1] else (AT_START,)
        rest = words[: match.start()]
    elif match := _BEFORE.match(words):
        leads, rest = _read_spans(match[1]), words[match.end() :]
    else:
        return (), words
    if len(leads) > MOST_LEADS or any(lead.count > _LONGEST[lead.unit] for lead in leads):
        text = f"At most {MOST_LEADS} reminders for an event, and none more than a year before."
        raise UserError(text, _EXAMPLE, about="leads")
    return leads, rest.strip(" ,")


def _read_spans(text: str) -> tuple[Lead, ...]:
    found: set[Lead] = set()
    for count, unit in _ONE.findall(text):
        word = count.strip().lower()
        number = 1 if word == "the" else NUMBERS.get(word) or int(count)
        found.add(_lead(number, unit.lower()))
    return tuple(sorted(found, key=lambda lead: lead.count * _MINUTES[lead.unit], reverse=True))


def _lead(count: int, unit: str) -> Lead:
    if unit.startswith(("month", "year")):
        text = "Months and years are of several lengths: say how many days or weeks before."
        raise UserError(text, "Write it like “30d before”.", about="leads")
    if unit.startswith("fortnight"):
        return Lead(2 * count, "w")
    return Lead(count, unit[0])
