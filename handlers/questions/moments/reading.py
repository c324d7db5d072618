"""When something is meant: one moment or recurrence and the note beside it, or a question back.

A line is cut into pieces that say when and words that do not (``scanning``).  The pieces at its
beginning or end that fit each other are its moment; what else looks like a time belongs to the
note only where a word before it says so, and is asked about otherwise (``choosing``).  The pieces
are put together for the present moment and the person's zone (``composing``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.questions.moments.choosing import Chosen, choose_pieces, spell_way
from handlers.questions.moments.composing import compose
from handlers.questions.moments.hours import Setting
from handlers.questions.moments.pieces import Line
from handlers.questions.moments.resolving import Doubt
from handlers.questions.moments.scanning import find_pieces
from handlers.reminders.model import Wall


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is due, and what the reminder says.

    Args:
        wall: the time; of a recurrence the first.
        rule: by which it comes again, as in ``handlers.reminders.recurrence``; "" for once.
        note: what is left of the line.
        remarks: how the words were read, where that is not plain.
    """

    wall: Wall
    rule: str = ""
    note: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclear:
    """Words that say when, and not plainly.

    Args:
        text: why, in one sentence.
        readings: lines in place of the one that was typed, each of which means one thing more.
    """

    text: str
    readings: tuple[str, ...] = ()


def read_moment(
    typed: str, now: datetime, zone: str, cities: Mapping[str, str] | None = None
) -> Moment | Unclear | None:
    """Read when something is meant.

    Args:
        typed: "tomorrow at 3 p.m. call Geneva", "send the summary every Friday".
        now: the present moment.
        zone: the person's IANA zone, which counts where no other is written.
        cities: zones by folded names of places, beside those that are known anyhow.

    Returns:
        The moment, a question back, or None where nothing says when.
    """
    line = Line(typed.strip(), cities or {}, zone)
    found = choose_pieces(line, find_pieces(line))
    if found is None:
        return None
    if not isinstance(found, Chosen):
        ways = [spell_way(line, way) for way in found.ways if way.note]
        return Unclear(found.text, tuple(ways))
    try:
        timing = compose(found.pieces, line, Setting(now, zone))
    except Doubt as doubt:
        return Unclear(
            doubt.text, tuple(_replaced(line.typed, doubt, each) for each in doubt.readings)
        )
    return Moment(timing.wall, timing.rule, found.note, timing.remarks)


def _replaced(typed: str, doubt: Doubt, reading: str) -> str:
    before, behind = typed[: doubt.start].rstrip(), typed[doubt.end :].lstrip()
    joint = "" if behind[:1] in (":", ",", ")", ".") else " "
    return f"{before} {reading}{joint if behind else ''}{behind}".strip()
