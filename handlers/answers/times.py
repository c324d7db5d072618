"""Moments and recurrences as people read them, with weekday, date, hour and zone."""

from __future__ import annotations

from handlers.reminders.model import Wall
from handlers.reminders.recurrence import spell_rule


def spell_moment(wall: Wall) -> str:
    """Write a time with its weekday: "Friday 16 March 2018, 15:00"."""
    return f"{wall.local:%A} {wall.local.day} {wall.local:%B %Y, %H:%M}"


def spell_when(wall: Wall, rule: str, zone: str) -> str:
    """Write when something comes, or by which rule and from when.

    Args:
        wall: the time, or the first.
        rule: by which it comes again, or "".
        zone: of whom it is told; the time is told as it was given where that is another.
    """
    there = f" ({wall.zone})" if wall.zone != zone else ""
    if rule:
        return f"{spell_rule(rule)} at {wall.local:%H:%M}{there}, from {spell_moment(wall)}"
    shown = Wall.at(wall.instant, zone)
    return f"{spell_moment(shown)}{there and f', {wall.local:%H:%M}{there}'}"


def spell_briefly(wall: Wall, rule: str, zone: str) -> str:
    """Write when something comes on a button: "Fri 16 Mar 2018, 15:00", "every Friday, 10:00"."""
    if rule:
        return f"{spell_rule(rule)}, {wall.local:%H:%M}"
    local = Wall.at(wall.instant, zone).local
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"
