"""What an answer asks to be done, which bot/ carries out before it replies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.reminders.model import Subscription


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Keep a subscription and plan its reminders."""

    subscription: Subscription


@dataclass(frozen=True, slots=True)
class Cancel:
    """End a subscription; what it had planned is not sent."""

    subscription: str


@dataclass(frozen=True, slots=True)
class Resume:
    """Take up a paused subscription again."""

    subscription: str


@dataclass(frozen=True, slots=True)
class Mute:
    """Send nothing to a person or channel until a moment.

    Args:
        target: id of the person or channel.
        until: when reminders come again.
        by: who asked.
    """

    target: str
    until: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Unmute:
    """Send reminders to a person or channel again."""

    target: str


@dataclass(frozen=True, slots=True)
class Snooze:
    """Send a reminder once more.

    Args:
        delivery: id of the reminder that was sent.
        until: when it comes again.
    """

    delivery: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """Mark a reminder that was sent as done; what was snoozed of it is dropped."""

    delivery: str


Effect = Subscribe | Cancel | Resume | Mute | Unmute | Snooze | Done
