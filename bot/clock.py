"""The system's clock, and one that stands still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time


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
