"""The time of day of a moment and its zone, of those that can be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from handlers.questions.moments.pieces import Clock, Near, Part, Piece
from handlers.questions.moments.resolving import Doubt
from handlers.questions.moments.vocabulary import EVENING, PART_HOURS
from handlers.questions.moments.zones import UTC, zones_meant
from handlers.reminders.milestones import MORNING

_T = TypeVar("_T")
# Before this hour nobody is reminded of what was said without "tomorrow" or "in the morning".
NIGHT = time(6)


@dataclass(frozen=True, slots=True)
class Setting:
    """When and where a line is read.

    Args:
        now: the present moment.
        zone: the person's IANA zone.
    """

    now: datetime
    zone: str

    @property
    def today(self) -> date:
        """The person's day."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()


def first(pieces: Sequence[Piece], kind: type[_T]) -> tuple[Piece, _T] | None:
    """Give the first piece whose value is of a kind, and that value; None for none."""
    return next(((piece, piece.value) for piece in pieces if isinstance(piece.value, kind)), None)


def choose_clock(
    pieces: Sequence[Piece], setting: Setting, day: date | None, *, alone: bool = False
) -> tuple[Piece | None, Clock, tuple[int, int]]:
    """Give the time of day that is said, or the one that is meant without.

    Args:
        pieces: of the moment.
        setting: when and where it is read.
        day: on which it is, where that is known.
        alone: whether it is the next time that the clocks show it.

    Raises:
        Doubt: where it can be two.
    """
    part = first(pieces, Part)
    found = first(pieces, Clock)
    if found is None:
        hour = part[1].hour if part else MORNING.hour
        if any(isinstance(p.value, Near) and p.value.evening for p in pieces):
            hour = EVENING
        return None, Clock(((hour, 0),)), (hour, 0)
    piece, clock = found
    options = list(clock.options)
    said = part[1] if part else None
    if any(isinstance(p.value, Near) and p.value.evening for p in pieces):
        said = Part(EVENING, later=True)
    if said:
        options = _in_part(options, said, bare=clock.bare)
        if not options:
            raise Doubt.at(piece, "The time of day and the part of the day contradict each other.")
    if alone and not clock.zone:
        options = _nearest(options, setting)
    if len(options) > 1 and day == setting.today:
        # What is gone cannot be meant.
        zone = ZoneInfo(setting.zone)
        ahead = [o for o in options if datetime.combine(day, time(*o), zone) > setting.now]
        options = ahead or options
    if len(options) > 1:
        raise Doubt.at(
            piece,
            "Before noon or after?",
            *(f"at {hour:02}:{minute:02}{_zone_words(clock)}" for hour, minute in options),
        )
    return piece, clock, options[0]


def _nearest(options: list[tuple[int, int]], setting: Setting) -> list[tuple[int, int]]:
    """Give the afternoon of today for "at half past 2", said in the morning, and not the night."""
    here = setting.now.astimezone(ZoneInfo(setting.zone)).time()
    late = [o for o in options if o[0] >= 12]
    if len(late) == 1 < len(options) and NIGHT <= here < time(*late[0]):
        return late if all(o in late or time(*o) < NIGHT for o in options) else options
    return options


def _in_part(options: list[tuple[int, int]], part: Part, *, bare: bool) -> list[tuple[int, int]]:
    """Give what lies in a part of the day; at 3 at night is not in the afternoon."""
    if part.later:
        first, last = PART_HOURS[part.hour]
        moved = [(h + 12, m) if bare and h < 12 else (h, m) for h, m in options]
        return list(dict.fromkeys(each for each in moved if first <= each[0] <= last))
    return [each for each in options if each[0] < 12 or each == (12, 0)]


def _zone_words(clock: Clock) -> str:
    return clock.zone.typed if clock.zone else ""


def choose_zone(
    piece: Piece | None, clock: Clock, setting: Setting, day: date
) -> tuple[str, int | None]:
    """Give the zone of a time of day: an IANA name, or an offset in minutes.

    Raises:
        Doubt: where it is not known, or several can be meant.
    """
    zone = clock.zone
    if zone is None or piece is None:
        return setting.zone, None
    if zone.offset is not None:
        return UTC, zone.offset
    hour, minute = clock.options[0]
    stripped = f"at {hour:02}:{minute:02}"
    if not zone.names:
        raise Doubt.at(piece, f"Compact does not know the time zone of “{zone.words}”.", stripped)
    names = zones_meant(zone, day, time(hour % 24, minute))
    if len(names) > 1:
        readings = [f"{stripped} {name}" for name in names]
        raise Doubt.at(piece, f"“{zone.words}” can be several time zones.", *readings)
    return names[0] or setting.zone, None


def check_midnight(piece: Piece | None, clock: Clock, day: date, pieces: Sequence[Piece]) -> None:
    """Ask at which end of its day a midnight is meant.

    Raises:
        Doubt: where nothing tells.
    """
    tonight = any(isinstance(p.value, Near) and p.value.evening for p in pieces)
    if piece is None or not clock.midnight or tonight:
        return
    zone = _zone_words(clock)
    raise Doubt.at(piece, f"Before {day:%A} or after it?", f"at 00:00{zone}", f"at 24:00{zone}")


def remark_end(clock: Clock) -> tuple[str, ...]:
    """Say of a range that the reminder comes at its beginning."""
    return (f"The reminder comes at the beginning, not at {clock.until}.",) if clock.until else ()
