"""Events in order, and those still to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from handlers.answers.answer import Choice, Menu
from knowledge.model import Event
from knowledge.when import When

_ORDER = {"before": -1, "after": 1}
OPEN = timedelta(days=183)  # for which an event "after" a day may be still to come


def by_date(events: Iterable[Event]) -> list[Event]:
    """Sort events by when they begin, the shorter first where two begin together.

    What is dated "before" a day stands before what is on it, and "after" it behind.
    """

    def key(event: Event) -> tuple[date, int, date, str]:
        when = event.when
        return when.first, _ORDER.get(when.hedge, 0), when.last, event.name

    return sorted(events, key=key)


def in_lists(events: Iterable[Event]) -> list[Event]:
    """Sort events as lists show them: in a month or year what has a day before what has none."""

    return sorted(events, key=lambda event: (*_place_in_lists(event.when), event.name))


@lru_cache(10_000)
def _place_in_lists(when: When) -> tuple[tuple[int, int, bool], date, int, date]:
    rough = when.precision in ("month", "year")
    first = when.last if rough or when.hedge == "before" else when.first
    month = (first.year, first.month, rough or when.hedge == "after")
    return month, first, _ORDER.get(when.hedge, 0), when.last


def menu_of_events(events: Iterable[Event]) -> Menu | None:
    """Offer the details of each event, from which a reminder can be set; None for no events."""
    choices = tuple(Choice(event.name, f"event {event.name}") for event in events)
    return Menu("Details or reminder …", choices, of_page=True) if choices else None


def upcoming(events: Iterable[Event], today: date) -> list[Event]:
    """Give the events that are not over, in order; phases that go on are among them."""
    return by_date(event for event in events if not is_over(event.when, today))


def is_over(when: When, today: date) -> bool:
    """Tell whether a time surely lies before a day.

    What is dated "after" a day may be still to come for half a year.
    """
    if when.hedge == "before":
        return when.first <= today
    if when.hedge == "after":
        return when.last + OPEN < today
    return when.last < today
