"""The machine's clock, one that stands still, and one that is shifted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from handlers.ports import Clock


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """Give the present moment in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A day that does not pass.

    Args:
        day: it is always noon UTC of it.
    """

    day: date

    def now(self) -> datetime:
        """Give noon of the day."""
        return datetime.combine(self.day, time(12), UTC)


@dataclass(frozen=True, slots=True)
class ShiftedClock:
    """The machine's time, shifted, so that a rehearsal day runs.

    Args:
        shift: what is added to the machine's time.
    """

    shift: timedelta

    def now(self) -> datetime:
        """Give the present moment, shifted, in UTC."""
        return datetime.now(UTC) + self.shift


_SHIFT = re.compile(r"(?P<days>[+-]\d{1,5})d(?:(?P<hours>\d{1,2})h)?$")


def read_clock(text: str) -> Clock:
    """Read what day it is to be taken for.

    Args:
        text: "" for the machine's time; a day such as ``2018-03-12``; or a shift such as ``-3176d``
            or ``-3176d4h``, with which time goes on.

    Returns:
        The clock.

    Raises:
        ValueError: where it is none of these.
    """
    if not text:
        return SystemClock()
    if match := _SHIFT.match(text):
        # The sign is of the whole shift, even where no days are shifted.
        hours = int(match["hours"] or 0) * (-1 if text.startswith("-") else 1)
        return ShiftedClock(timedelta(days=int(match["days"]), hours=hours))
    return FixedClock(date.fromisoformat(text))
