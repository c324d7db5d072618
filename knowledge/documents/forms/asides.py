"""What whoever took the notes says of the room or to themselves: nobody's words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_TIME = r"\(?\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\b\.?)?\)?"
_TIMES = rf"{_TIME}(?:\s?[–—-]\s?{_TIME})?"
_MEETING = r"(?:the )?(?:meeting|mtg\.?|session|plenary|room|(?:contact )?group|floor|day)"
_HAPPENING = (
    r"(?:(?:re-?)?(?:open(?:s|ed)|clos(?:es|ed)|start(?:s|ed)?|conven(?:es|ed))|adjourn(?:s|ed)|"
    r"suspend(?:s|ed)|resum(?:es|ed)|end(?:s|ed)?|rose|recess|pause|break|lunch|coffee|tea|dinner|"
    r"applause|laughter)"
)
_GOING_ON = r"(?:break|for|at|until|till|the|lunch|coffee|tea|dinner|night|day|about|around|ca\.?)"
# "[break]", "[coffee ran out] 20:15", "20:15", "closed 21:40.", "Session resumed at 3.10 pm".
_OF_THE_ROOM = re.compile(
    rf"{_TIMES}|(?:{_TIMES}\s+)?\[[^\[\]]*\](?:\s+{_TIMES})?|"
    rf"(?:{_TIMES}\s+)?(?:{_MEETING} (?:was |is |has )?)?{_HAPPENING}(?:,? {_GOING_ON})*"
    rf"(?:\s+{_TIMES})?[.!]?|(?:end|start|close) of (?:{_MEETING}|day)[.!]?",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\([^()]+\)[.!?]?")
# How a remark to oneself begins: "NB:", "note to self –", "to do:", "my comment:".
REMARK = (
    r"(?:n\.?b\.?|to[ -]?do|(?:(?:my|own|personal|private|note-?taker['’]?s)\s)"
    r"(?:note|comment|remark|reminder|question|view)s?|"
    r"(?:note|comment|remark|reminder|question|memo)s? (?:to|for) (?:self|me|us|myself|the team)|"
    r"note-?taker|my (?:2|two) cents)"
)
_REMARK = re.compile(REMARK, re.IGNORECASE)
_INITIALS = re.compile(r"[A-Z]{2,4}")
_NAME = re.compile(r"(?:[A-Z][\w’'-]*\.? ?){2,4}")
_SIGNED = re.compile(
    r"(?:(?:my|rough|draft|informal|personal|own|raw)\s+)*(?:notes?|minutes|record|taken|written|"
    r"drafted|typed|prepared|reported)\b.*\bby\b.*|(?:notes|minutes|taken by)\b.{0,40}",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:notes?|minutes|taken|written|drafted|typed|rapporteur|recorder|by)\b(?P<rest>[^;]*)",
    re.IGNORECASE,
)


def is_of_the_room(line: str) -> bool:
    """Tell whether all of a line says what happened in the room, or when."""
    return _OF_THE_ROOM.fullmatch(line) is not None


def is_in_brackets(line: str) -> bool:
    """Tell whether all of a line is in round brackets."""
    return _IN_BRACKETS.fullmatch(line) is not None


def is_remark(label: str) -> bool:
    """Tell whether a label is how one begins a remark to oneself."""
    return _REMARK.fullmatch(label.strip()) is not None


def names_note_taker(line: str) -> bool:
    """Tell whether a line of a document's head says who took the notes."""
    return _SIGNED.fullmatch(line) is not None


def initials_of(head: Iterable[str]) -> frozenset[str]:
    """Read the initials of whoever took the notes from the lines before the first speaker.

    Args:
        head: lines: "notes MK", "Taken by: MK", "Notes: M. Keller".
    """
    return frozenset(
        word
        for line in head
        for said in _TAKEN.finditer(line)
        for word in (*_INITIALS.findall(said["rest"]), *map(_initials, _NAME.findall(said["rest"])))
    )


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.replace(".", " ").replace("-", " ").split())


def cut_remarks(text: str, labels: Collection[str]) -> tuple[str, list[str]]:
    """Take remarks in brackets out of words: "pumps (MK: since when?) are dear".

    Args:
        text: words of a speaker.
        labels: of whoever took the notes.

    Returns:
        The words that are left, with "[…]" for what is left out, and the remarks.
    """
    if not labels or not any(label in text for label in labels):
        return text, []
    named = "|".join(map(re.escape, labels))
    remark = re.compile(rf"\s*(?:\((?:{named})\s*[:–—-][^()]*\)|\[(?:{named})\s*[:–—-][^\[\]]*\])")
    return remark.sub(" […]", text).strip(), [found.strip() for found in remark.findall(text)]
