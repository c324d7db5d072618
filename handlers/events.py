"""Choosing events: by words, by time, by what is still to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from handlers.answer import Note
from handlers.request import Services
from knowledge.model import Event
from knowledge.names import normalise
from knowledge.search import parse_query

_TRACKS = {"refugee": "refugee", "refugees": "refugee", "gcr": "refugee"}
_ALL = frozenset({"", "all", "events", "event", "everything", "of", "the"})


def by_date(events: Iterable[Event]) -> list[Event]:
    """Sort events by when they begin, the shorter first where two begin together."""
    return sorted(events, key=lambda e: (e.when.first, e.when.last, e.name))


def upcoming(events: Iterable[Event], today: date) -> list[Event]:
    """Give the events that are not over, in order; phases that go on are among them."""
    return by_date(event for event in events if event.when.last >= today)


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
        return [event for event in events if event.track == "refugee"], ()
    if singular in kinds:
        return [event for event in events if event.kind == singular], ()
    reading = services.knowledge.index.read(words)
    topics = [ref.id for match in reading.matches for ref in match.refs if ref.kind == "topic"]
    chosen: list[Event] = []
    if topics and not reading.unknown:
        family = {each for topic in topics for each in services.knowledge.topic_family(topic)}
        chosen = [event for event in events if family & set(event.topics)]
    query = parse_query(f"{words} kind:event")
    found = dict.fromkeys(hit.entry.id for hit in services.text.search(query, 200))
    chosen += [services.knowledge.events[key] for key in found]
    return list(dict.fromkeys(chosen)), ()
