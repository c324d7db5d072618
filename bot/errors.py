"""What `bot/` raises.

* BotError
  x StartError
    + ConfigError
    + SlackRefused
    + StoreRefused
    + PortRefused
  x StoreAway
  x SocketLost
  x UsageError
  x PostingError
    + Unreadable
    + _Failure (in bot/reminding/posting.py)
"""

from __future__ import annotations

from collections.abc import Sequence


class BotError(Exception):
    """Whatever goes wrong between Compact and what is outside."""


class StartError(BotError):
    """Compact cannot start; what it says is for whoever runs it, and holds no secret."""


class ConfigError(StartError):
    """Settings that cannot be used.

    Args:
        faults: one sentence each.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


class SlackRefused(StartError):
    """Slack does not take a token, or cannot be reached.

    Args:
        message: one sentence.
    """


class StoreRefused(StartError):
    """The database of reminders cannot be opened.

    Args:
        message: one sentence.
    """


class PortRefused(StartError):
    """The port for HTTP cannot be listened to.

    Args:
        message: one sentence.
    """


class StoreAway(BotError):
    """The database of reminders is out of reach, or does not answer in time.

    Args:
        unsure: whether something may have been done all the same.
    """

    def __init__(self, *, unsure: bool = False) -> None:
        super().__init__("the database of reminders does not answer")
        self.unsure = unsure


class SocketLost(BotError):
    """A connection to Slack's Socket Mode did not come about.

    Args:
        why: in a few words; no address, since a ticket stands in it.
        wait: the seconds after which it is worth another try; 0 where that is not known.
    """

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.wait = wait


class UsageError(BotError):
    """A command line that cannot be followed; one sentence, with what can."""


class PostingError(BotError):
    """What was asked of Slack for a reminder came to nothing.

    Args:
        error: Slack's name for why, or the fault of the network.
    """

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class Unreadable(PostingError):
    """The history cannot be read.

    Args:
        error: Slack's name for why, or the fault of the network.
        lasting: whether trying again is of no use.
        wait: seconds for which Slack asks to wait; 0 where it does not say.
    """

    def __init__(self, error: str, *, lasting: bool, wait: float = 0) -> None:
        super().__init__(error)
        self.lasting = lasting
        self.wait = wait
