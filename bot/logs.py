"""The log: a record a line, which nobody outside writes, and in which no secret stands.

What libraries say is kept out of it unless it is known to hold nothing of what people wrote: at
DEBUG, and some at INFO, they log whole bodies, questions and the parameters of SQL.
"""

from __future__ import annotations

import logging
import re
import traceback
from dataclasses import dataclass, field
from typing import Any

OURS = "compact"  # the logger of all that Compact says itself
LONGEST = 600  # characters of a message
MOST = 20  # lines like each other in a minute; more are counted
MINUTE = 60.0
_FRAMES = 30  # of a traceback, the innermost
_SAID = 200  # characters of what an exception says

# Tokens, tickets of WebSockets, response URLs, signatures, and Slack's old verification token,
# which still stands in every payload.
_SECRET = re.compile(
    r"xox[a-z](?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+|v0=[0-9a-f]{64}|"
    r"(?<=hooks\.slack\.com)[/%]\S+|(?<=hooks\.slack-gov\.com)[/%]\S+|"
    r"(?<=token=)[^&\s]+|(?<=ticket=)[^&\s]+|(?<=response_url=)[^&\s]+|"
    r"(?<=[\"']token[\"']: [\"'])[^\"']+|(?<=[\"']response_url[\"']: [\"'])[^\"']+"
)
# Line ends and control characters would forge lines; marks of direction would turn them round.
_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
# What stands in quotation marks in an exception is mostly what it stumbled over.
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`|“[^”]*”|«[^»]*»")
_OF_CODE = (TypeError, AttributeError, NameError, ImportError)  # these quote names of the program
# What libraries may say: the beginning of a message, as far as it is shown.
_KNOWN = re.compile(
    r"(?:A retry handler found|Rate limited|Failed to authorize with the given token"
    r"|Applying |Checking listener|Running listener|Running upgrade)[^\r\n]*"
    r"|Unclosed (?:client session|connector|connection)"
    r"|(?:Task|Future) exception was never retrieved|Task was destroyed but it is pending"
)
# Bolt finds SLACK_BOT_TOKEN in the environment by itself and warns that it is not needed.
_NEEDLESS = "`token` will be unused"


def tell_trace(error: BaseException) -> str:
    """Write out where an exception comes from, and what it says but for what it quotes.

    Args:
        error: which; those that led to it come first.

    Returns:
        Lines, each of our making: what an exception says is one line without control characters.
    """
    led = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f"{tell_trace(led)}\nwhich led to\n" if led is not None else ""
    frames = "".join(traceback.format_tb(error.__traceback__, limit=-_FRAMES))
    text = f"{before}Traceback (most recent call last):\n{frames}{_name(error)}"
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    return "\n".join([text, *(tell_trace(each) for each in inner[:_FRAMES])])


def _name(error: BaseException) -> str:
    said = str(error)[:2_000].strip().split("\n", 1)[0]
    if not isinstance(error, _OF_CODE):
        said = _QUOTED.sub("'…'", said)
    said = _escape(said)[:_SAID]
    return f"{type(error).__qualname__}: {said}" if said else type(error).__qualname__


def _escape(text: str) -> str:
    return _UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], text)


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == OURS


class _Plain(logging.Formatter):
    """A line a record, and under it a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        head = f"{self.formatTime(record)} {record.levelname} {record.name}"
        line = f"{head}: {tell_line(record)}"
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else f"{line}\n{_SECRET.sub('[secret]', tell_trace(error))}"


def tell_line(record: logging.LogRecord) -> str:
    """Write out what a record says, in one line of bounded length and without secrets.

    Args:
        record: of our own logger, or of a library's, which is shown as far as it is known.
    """
    text = record.getMessage()
    if not _is_ours(record):
        known = _KNOWN.match(text)
        text = known[0] if known else f"withheld ({record.funcName}, line {record.lineno})"
    # What is cut must not end in a half of a secret that would not be known as one.
    shown = _escape(_SECRET.sub("[secret]", text[: 2 * LONGEST]))
    return shown if len(text) <= LONGEST else f"{shown[:LONGEST]}… ({len(text)} characters)"


def _is_wanted(record: logging.LogRecord) -> bool:
    """Tell whether a record says something: of libraries, what is known or a warning."""
    text = record.getMessage()
    if _NEEDLESS in text:
        return False
    return _is_ours(record) or record.levelno >= logging.WARNING or bool(_KNOWN.match(text))


@dataclass(slots=True)
class _Alike:
    """How often a line came in a minute."""

    first: logging.LogRecord
    count: int = 0


@dataclass(slots=True)
class _Flood:
    """Counts lines that are like each other, a minute at a time, by the records' own clock."""

    since: float = 0.0
    lines: dict[tuple[object, ...], _Alike] = field(default_factory=dict)

    def is_over(self, record: logging.LogRecord) -> bool:
        """Count a line, and tell whether there have been enough like it."""
        where = record.msg if _is_ours(record) else (record.funcName, record.lineno)
        alike = self.lines.setdefault((record.name, record.levelno, where), _Alike(record))
        alike.count += 1
        return alike.count > MOST

    def end_minute(self, now: float) -> list[logging.LogRecord]:
        """Begin another minute where one is over, and tell what was left out."""
        if now - self.since < MINUTE:
            return []
        told = [self._tell(alike) for alike in self.lines.values() if alike.count > MOST]
        self.lines.clear()
        self.since = now
        return told

    def _tell(self, alike: _Alike) -> logging.LogRecord:
        more, first = alike.count - MOST, alike.first
        text = f"{more} more in a minute like this: {tell_line(first)}"
        return logging.LogRecord(OURS, first.levelno, "", 0, text, None, None)


class _Bounded(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes to standard error, and of a flood of the same line only how long it was.

    A line with a traceback stays, without it: its reference has been shown to somebody.
    """

    def __init__(self) -> None:
        super().__init__()
        self._flood = _Flood()
        self.addFilter(_is_wanted)
        self.setFormatter(_Plain())

    def emit(self, record: logging.LogRecord) -> None:
        for told in self._flood.end_minute(record.created):
            super().emit(told)
        if self._flood.is_over(record):
            if not record.exc_info:
                return
            record = logging.makeLogRecord({**record.__dict__, "exc_info": None})
        super().emit(record)

    def close(self) -> None:
        """Tell the rest."""
        for told in self._flood.end_minute(float("inf")):
            super().emit(told)
        super().close()


def make_handler() -> logging.StreamHandler[Any]:
    """Make what writes the log to standard error, bounded and without secrets."""
    return _Bounded()


def set_up_logging(level: str) -> None:
    """Log to standard error, tokens and tickets replaced by "[secret]".

    Args:
        level: a name that ``logging`` knows.
    """
    root = logging.getLogger()
    root.handlers[:] = [make_handler()]
    root.setLevel(level)
    # Not even asked for what would not be shown: at DEBUG these write out each statement.
    for name in ("alembic", "sqlalchemy", "aiosqlite", "asyncio"):
        logging.getLogger(name).setLevel(max(root.level, logging.WARNING))
