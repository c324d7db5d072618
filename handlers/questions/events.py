"""Choosing events by words: a track, a kind, a topic, or words of their names and texts."""

from __future__ import annotations

from handlers.answers.answer import Note
from handlers.questions.lookup import find_text
from handlers.request import Services
from knowledge.finding.search import parse_query
from knowledge.model import Event
from knowledge.names.normal import normalise

_TRACKS: dict[str, str] = {
    **dict.fromkeys(("refugee", "refugees", "gcr", "refugee compact", "refugee track"), "refugee"),
    **dict.fromkeys(("gcm", "migration compact", "migration track"), "migration"),
}
_ALL = frozenset({"", "all", "events", "event", "everything", "of", "the"})


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
