"""Choosing events by words: a track, a kind, a topic, or words of their names and texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.answers.answer import Note
from handlers.answers.events import by_date
from handlers.questions.lookup import find_text
from handlers.questions.question import Question
from handlers.questions.searching import content_words, ordinals
from handlers.request import Services
from knowledge.finding.search import query_of_kind, stems_of
from knowledge.model import Event
from knowledge.names.everyday import everyday_words
from knowledge.names.normal import normalise

_ALL = frozenset({"", "all", "events", "event", "everything", "of", "the"})


@dataclass(frozen=True, slots=True)
class Choice:
    """The events that a question asks of.

    Args:
        events: in order.
        lead: what has to be said first where they are not just what was asked; or "".
        notes: how the question was read.
    """

    events: tuple[Event, ...] = ()
    lead: str = ""
    notes: tuple[Note, ...] = ()


def choose_events(question: Question, services: Services, most: int = 3) -> Choice:
    """Choose the events that a question names, describes, or that lie in the time that it names.

    Args:
        question: as it was understood.
        services: the pack.
        most: how many that are only described.
    """
    knowledge = services.knowledge
    named = [knowledge.events[key] for key in question.events]
    around = _choose_beside(question, named, services)
    if around is not None:
        return around
    named = _in_place(question, named, services)
    if named and question.span is None:
        return Choice(tuple(_narrow(question, services, named)))
    if named:
        fit = [event for event in named if lies_in(question, event)]
        return Choice(tuple(by_date(fit or named)))
    return _choose_described(question, services, most)


def _choose_described(question: Question, services: Services, most: int) -> Choice:
    """Choose the events that have the question's words, or lie in its time."""
    knowledge = services.knowledge
    asked = normalise(question.text).split()
    within = [e for e in knowledge.events.values() if lies_in(question, e)]
    # "The October session"; a meeting is anything with a date.
    within = of_kind(within, [word for word in asked if word not in _ANY_KIND]) or within
    words = [w for w in _event_words(question, services) if w not in _EMPTY]
    described = _describe(services, words)
    if question.intent == "next":
        # "The next thematic session": not the letters and notes that name one.
        described = of_kind(described, asked) or described
    if question.span is None:
        return Choice(tuple(described[:most]))
    both = [event for event in described if lies_in(question, event)]
    if both or not words:
        return Choice(tuple(by_date(both or within)))
    lead = f"Nothing on “{' '.join(words)}” in {question.span.words}."
    if within:
        return Choice(tuple(by_date(within)), f"{lead} What lies in it:")
    return Choice((), lead)


A_YEAR, A_SEASON = 300, 100  # days
DESCRIBED = 30  # events that are looked through
MUCH = 20  # more words than the name of any event has
FIT = 0.6  # of the question's weight that an event's name and text have to have
_EMPTY = frozenset(
    "event events meeting meetings session sessions date dates day time place year month city "
    "next upcoming thing calendar pls coming "
    "happen happened happening happens held hold start starts end ends begin place take took "
    "scheduled planned going topic topics subject theme themes agenda about".split()
)
_BESIDE = re.compile(r"\b(before|after|since|until|following|preceding)\b")


def lies_in(question: Question, event: Event) -> bool:
    """Tell whether an event has a date in the time that a question names."""
    span = question.span
    if span is None:
        return False
    short = all((last - first).days < A_YEAR for first, last in span.ranges)
    one_day = all(first == last for first, last in span.ranges)
    return any(
        span.meets(dated.when.first, dated.when.last)
        # What is dated by its year alone is told in the year, not in each of its months.
        and not (short and (dated.when.last - dated.when.first).days > A_SEASON)
        and not (one_day and dated.when.precision not in ("day", "days"))
        for dated in event.dates
    )


def _event_words(question: Question, services: Services) -> list[str]:
    words = content_words(question, services.knowledge, topics=True)
    if "compact" in normalise(question.text).split():
        words.append("compact")  # elsewhere it says nothing: everything here is about it
    # Where an event takes place is no party: "what happened in Mexico".
    for key in question.parties:
        words += normalise(services.knowledge.parties[key].brief).split()
    return list(dict.fromkeys(ordinals(words)))


def _narrow(question: Question, services: Services, named: Sequence[Event]) -> list[Event]:
    """Put the named events first that have the question's other words, too."""
    words = _event_words(question, services)
    shares = {event.id: 0.0 for event in named}
    for each in services.evidence.find(words, kinds=("event",), limit=40):
        if each.entry.id in shares:
            shares[each.entry.id] = each.share
    return sorted(by_date(named), key=lambda event: -round(shares[event.id], 1))


def _describe(services: Services, words: Sequence[str]) -> list[Event]:
    """Find events by words of their names, places and texts; misspelt words are mended."""
    everyday = everyday_words()
    mended = services.evidence.mend(word for word in words if word not in everyday)
    chosen = [mended.get(word, word) for word in words]
    found = services.evidence.find(chosen, kinds=("event",), limit=DESCRIBED)
    fit = [each for each in found if each.share >= FIT]
    best = fit[0].score if fit else 0.0
    events = [services.knowledge.events[e.entry.id] for e in fit if e.score >= 0.75 * best]
    return sorted(events, key=lambda event: _beyond(event, chosen))


def _beyond(event: Event, words: Sequence[str]) -> int:
    """Count what an event's name has beyond some words: a session is nearer than a note on it."""
    stems = {stem for word in words for stem in stems_of(word)}
    name = set(stems_of(event.name))
    return len(name - stems) if stems <= name else MUCH


def _choose_beside(question: Question, named: Sequence[Event], services: Services) -> Choice | None:
    """Choose what lies before or after something, where a question asks for that."""
    side = _BESIDE.search(normalise(question.text))
    if side is None or (named and question.span):
        return None
    if named:
        return _beside(side[1], named[0], services)
    if not question.span:
        following = _in_series(side[1], _event_words(question, services), services)
        if following is not None:
            return following
    anchor = _anchor(question, side.end(), services)
    if anchor is None:
        return None
    return _beside(side[1], anchor, services, _kind_asked(question, services))


def _kind_asked(question: Question, services: Services) -> str:
    """Give the kind of event that a question asks for, "which session came after"; or ""."""
    kinds = {event.kind for event in services.knowledge.events.values()}
    words = normalise(question.text).split()[:3]
    return next((word for word in words if word.removesuffix("s") in kinds), "").removesuffix("s")


def of_kind(events: Iterable[Event], words: Iterable[str]) -> list[Event]:
    """Choose the events of a kind that one of some words names, also by its plural."""
    kinds = {word.removesuffix("s") for word in words}
    return [event for event in events if event.kind in kinds]


_ANY_KIND = frozenset("event events meeting meetings".split())


def _anchor(question: Question, at: int, services: Services) -> Event | None:
    """Find the event that is named by its place or month: "after Vienna", "after the June one"."""
    events = services.knowledge.events.values()
    words = set(normalise(question.text)[at:].split())
    there = [e for e in events if words.intersection(normalise(e.place).split()) - _EMPTY]
    if question.span is not None:
        if words.isdisjoint(_ONE):
            return None  # after a time, and not after what lies in it
        within = [e for e in events if lies_in(question, e)]
        there = [event for event in there if event in within] or within
    kind = _kind_asked(question, services)
    there.sort(key=lambda e: (e.kind != kind, e.kind != "session", -e.when.last.toordinal()))
    return there[0] if there else None


_ONE = frozenset("one session meeting summit round event".split())


def _in_place(question: Question, named: list[Event], services: Services) -> list[Event]:
    """Put first what takes place where the question says: of a phase, the meeting in Mexico."""
    knowledge = services.knowledge
    places = [knowledge.parties[key].brief for key in question.parties]
    parts = [e for e in knowledge.events.values() if e.part_of in {n.id for n in named}]
    there = [e for e in (*named, *parts) if any(place in e.place for place in places)]
    return [*there, *(event for event in named if event not in there)]


def _beside(side: str, event: Event, services: Services, kind: str = "") -> Choice:
    """Give what lies before or after an event, of one kind where that is asked for."""
    events = by_date(e for e in services.knowledge.events.values() if kind in ("", e.kind))
    return _choose_on_side(side, event, events, AROUND)


def _choose_on_side(side: str, event: Event, events: Sequence[Event], most: int) -> Choice:
    """Choose those of some events, in order, that are nearest to one on a side of it."""
    if side in ("before", "until", "preceding"):
        found = [e for e in events if e.when.last < event.when.first][-most:]
    else:
        found = [e for e in events if e.when.first > event.when.last][:most]
    return Choice(tuple(found), f"{side.capitalize()} {event.name} ({event.when.spell()}):")


def _in_series(side: str, words: Sequence[str], services: Services) -> Choice | None:
    """Give what lies before or after one of a series: "the session after the third"."""
    numbers = [word for word in words if word in ordinals([str(n) for n in range(1, 7)])]
    series = [word for word in words if word not in numbers and word not in _ORDER_WORDS]
    events = by_date(services.knowledge.events.values())
    if len(numbers) != 1 or not series:
        return None
    of_series = [e for e in events if set(series) <= set(normalise(e.name).split())]
    the_one = [e for e in of_series if numbers[0] in normalise(e.name).split()]
    if not the_one:
        return None
    # The session itself, and not a note on it.
    event = min(the_one, key=lambda e: len(e.name))
    of_series = [e for e in of_series if len(e.name.split()) <= len(event.name.split()) + 1]
    choice = _choose_on_side(side, event, of_series, 1)
    return choice if choice.events else None


_ORDER_WORDS = frozenset(
    "comes come came next following right directly one before after since until preceding".split()
)
AROUND = 6


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
    if asked in (tracks := _name_tracks(services)):
        track = tracks[asked]
        return [event for event in events if services.knowledge.track_of(event) == track], ()
    if singular in kinds:
        return [event for event in events if event.kind == singular], ()
    reading = services.knowledge.index.read(words)
    topics = [ref.id for match in reading.matches for ref in match.refs if ref.kind == "topic"]
    chosen: list[Event] = []
    if topics and not reading.unknown:
        family = {each for topic in topics for each in services.knowledge.topic_family(topic)}
        chosen = [event for event in events if family & set(event.topics)]
    hits, loose = find_text(services, query_of_kind(words, "event"), 200)
    if loose and chosen:
        return chosen, ()
    chosen += [services.knowledge.events[hit.entry.id] for hit in hits]
    text = f"No event has all the words of “{words}”; these have some of them."
    return list(dict.fromkeys(chosen)), (Note("loose", text),) if loose else ()


def _name_tracks(services: Services) -> dict[str, str]:
    """Give the pack's tracks by each of their names."""
    return {
        normalise(name): track.id
        for track in services.knowledge.pack.tracks
        for name in (track.id, track.name, *track.aliases)
    }
