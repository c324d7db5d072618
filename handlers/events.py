"""Choosing events: by words, by time, by what is still to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from handlers.answers.answer import Note
from handlers.questions.lookup import find_text
from handlers.request import Services
from knowledge.finding.search import parse_query
from knowledge.model import Event
from knowledge.names.normal import normalise
from knowledge.when import When

_TRACKS: dict[str, str] = {
    **dict.fromkeys(("refugee", "refugees", "gcr", "refugee compact", "refugee track"), "refugee"),
    **dict.fromkeys(("gcm", "migration compact", "migration track"), "migration"),
}
_ORDER = {"before": -1, "after": 1}
OPEN = timedelta(days=183)  # for which an event "after" a day may be still to come
_ALL = frozenset({"", "all", "events", "event", "everything", "of", "the"})


def by_date(events: Iterable[Event]) -> list[Event]:
    """Sort events by when they begin, the shorter first where two begin together.

    What is dated "before" a day stands before what is on it, and "after" it behind.
    """

    def key(event: Event) -> tuple[date, int, date, str]:
        when = event.when
        return when.first, _ORDER.get(when.hedge, 0), when.last, event.name

    return sorted(events, key=key)


def upcoming(events: Iterable[Event], today: date) -> list[Event]:
    """Give the events that are not over, in order; phases that go on are among them."""
    return by_date(event for event in events if not _is_over(event.when, today))


def _is_over(when: When, today: date) -> bool:
    if when.hedge == "before":
        return when.first <= today
    if when.hedge == "after":
        return when.last + OPEN < today
    return when.last < today


def filter_events(services: Services, words: str) -> tuple[list[Event], tuple[Note, ...]]:
    """Narrow the events by words: a track, a kind, a topic, or words of their names and texts.

    Args:
        services: the pack.
        words: what was typed; "" for all.

    Returns:
        The events, in no order, and notes on how the words were read.
    """
    events = list(services.knowledge.events.values())
    asked = normalise(words)
    if asked in _ALL:
        return events, ()
    kinds = {event.kind for event in events}
    singular = asked.removesuffix("s")
    if asked in _TRACKS:
        return [event for event in events if event.track == _TRACKS[asked]], ()
    if singular in kinds:
        return [event for event in events if event.kind == singular], ()
    reading = services.knowledge.index.read(words)
    topics = [ref.id for match in reading.matches for ref in match.refs if ref.kind == "topic"]
    chosen: list[Event] = []
    if topics and not reading.unknown:
        family = {each for topic in topics for each in services.knowledge.topic_family(topic)}
        chosen = [event for event in events if family & set(event.topics)]
    hits, loose = find_text(services, parse_query(f"{words} kind:event"), 200)
    if loose and chosen:
        return chosen, ()
    chosen += [services.knowledge.events[hit.entry.id] for hit in hits]
    text = f"No event has all the words of “{words}”; these have some of them."
    return list(dict.fromkeys(chosen)), (Note("loose", text),) if loose else ()
