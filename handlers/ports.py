"""What handlers need of the outside, which bot/ provides."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The time, passed in."""

    def now(self) -> datetime:
        """Give the present moment, with its time zone."""
        ...
