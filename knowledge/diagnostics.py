"""What is wrong with a pack, and where: a fault with its place, its kind and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """The kinds of fault; each has a row in docs/diagnostics.md."""

    # Files
    PACK = "pack"
    FILE = "file"
    ENCODING = "encoding"
    CONFLICT = "conflict"
    CHARACTER = "character"
    # YAML
    SYNTAX = "syntax"
    CUT_OFF = "cut-off"
    DUPLICATE_KEY = "duplicate-key"
    KEY = "key"
    TAG = "tag"
    ANCHOR = "anchor"
    MERGE_KEY = "merge-key"
    TOO_DEEP = "too-deep"
    # An entry by itself
    TYPE = "type"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    EMPTY = "empty"
    VALUE = "value"
    ID = "id"
    DATE = "date"
    CODE = "code"
    LONG = "long"
    # Entries against each other
    DUPLICATE_ID = "duplicate-id"
    DUPLICATE_ALIAS = "duplicate-alias"
    UNMARKED_ALIAS = "unmarked-alias"
    UNKNOWN_PARTY = "unknown-party"
    UNKNOWN_TOPIC = "unknown-topic"
    UNKNOWN_SESSION = "unknown-session"
    UNKNOWN_EVENT = "unknown-event"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_TERM = "unknown-term"
    GROUP = "group"
    CIRCLE = "circle"
    ZONE = "zone"
    TRANSLATION = "translation"
    # Entries against the documents
    UNREADABLE = "unreadable"
    LOCATOR = "locator"
    SPEAKER = "speaker"
    VOICE = "voice"
    LABEL = "label"
    SECTION = "section"
    HEADING = "heading"
    FLOOR = "floor"
    COPIED = "copied"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One fault of one file.

    Args:
        file: path as it is to be shown.
        line: counted from 1.
        column: counted from 1.
        code: the kind of fault.
        message: what is wrong and, where known, the nearest right thing.
    """

    file: str
    line: int
    column: int
    code: Fault
    message: str

    def __str__(self) -> str:
        """Spell it as `file:line:column code message`."""
        return f"{self.file}:{self.line}:{self.column} {self.code} {self.message}"
