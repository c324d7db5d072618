"""The day that a document's head says it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_HEAD = 8  # lines that are not empty; a day further down is what somebody spoke of
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS) + "|sept"
_DAY = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:{_DAY.format(1)}\.?(?: of)? (?P<month1>{_MONTH})\.?,? (?P<year1>(?:19|20)\d\d)|"
    rf"(?P<month2>{_MONTH})\.? {_DAY.format(2)},? (?P<year2>(?:19|20)\d\d)|"
    r"(?P<year3>(?:19|20)\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d))\b",
    re.IGNORECASE,
)


def read_date(text: str) -> str:
    """Read the one day that the first lines of a document name.

    Args:
        text: of the document.

    Returns:
        The day as ISO 8601 writes it; "" where they name none, or several.
    """
    lines = [line for line in text.splitlines() if line.strip()][:_HEAD]
    days = dict.fromkeys(day for line in lines for day in _days(line))
    return next(iter(days)).isoformat() if len(days) == 1 else ""


def _days(line: str) -> Iterator[date]:
    for found in _DATE.finditer(line):
        for form in "123":
            month = found[f"month{form}"]
            if month:
                number = int(month) if month.isdigit() else _number(month)
                try:
                    yield date(int(found[f"year{form}"]), number, int(found[f"day{form}"]))
                except ValueError:
                    continue  # 31 June is no day


def _number(month: str) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month[:3].lower()))
