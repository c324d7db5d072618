"""Choosing events by words: a track, a kind, a topic, or words of their names and texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from handlers.answers.answer import Note
from handlers.answers.events import by_date, upcoming
from handlers.questions.lookup import find_text
from handlers.questions.question import Question
from handlers.questions.searching import content_words, ordinals
from handlers.questions.sequence import (
    A_SEASON,
    EMPTY,
    Choice,
    choose_by_order,
    lies_in,
    of_any_event,
    of_kind,
    special_kinds,
    take_side,
)
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.finding.search import query_of_kind, stems_of
from knowledge.finding.synonyms import kindred
from knowledge.model import Event
from knowledge.names.everyday import everyday_words
from knowledge.names.index import Kind
from knowledge.names.normal import normalise

_ALL = frozenset({"", "all", "events", "event", "everything", "of", "the"})


def choose_events(question: Question, services: Services, most: int = 3) -> Choice:
    """Choose the events that a question names, describes, or that lie in the time that it names.

    Args:
        question: as it was understood.
        services: the pack.
        most: how many that are only described.
    """
    knowledge = services.knowledge
    question = take_side(question, knowledge, services.clock.now().date())
    named = [knowledge.events[key] for key in question.events]
    named = _of_longer_name(question, named, knowledge)
    by_order = choose_by_order(question, named, _event_words(question, services), knowledge)
    if by_order is not None:
        return by_order
    if named and _are_of_another_kind(question, named):
        named = _of_kind_asked(question, named, services)
    named = _of_track(question, named, services)
    named = _in_place(question, named, services)
    if named and question.span is None:
        narrowed = _narrow(question, services, named)
        return Choice(tuple(put_place_first(question, narrowed, knowledge)))
    if named:
        fit = [event for event in named if lies_in(question, event)]
        return Choice(tuple(by_date(fit or named)))
    return _choose_described(question, services, most)


def _of_longer_name(
    question: Question, named: list[Event], knowledge: KnowledgeBase
) -> list[Event]:
    """Choose what is on a topic by whose longer name it is called: "Arbour's consultation"."""
    topics = {n.ref.id: stems_of(n.words) for n in question.named if n.ref.kind == "topic"}
    of_events = [stems_of(n.words) for n in question.named if n.ref.kind == "event"]
    longer = {
        topic
        for topic, words in topics.items()
        if any(set(event) < set(words) for event in of_events)
    }
    on_it = [e for e in knowledge.events.values() if longer.intersection(e.topics)]
    return on_it if named and on_it and longer.isdisjoint(named[0].topics) else named


def _choose_described(question: Question, services: Services, most: int) -> Choice:
    """Choose the events that have the question's words, or lie in its time."""
    knowledge = services.knowledge
    asked = question.plain.split()
    within = [e for e in knowledge.events.values() if lies_in(question, e)]
    # "The October session"; a meeting is anything with a date.
    within, lacking = _of_kind_within(question, within, asked, knowledge)
    every = all_of_kind(_words_of(question, "term", "topic"), knowledge)
    if every := every or _there_then(question, within):
        return Choice(tuple(every))
    there = in_place(_words_of(question, "term"), knowledge)
    if there and question.span is None:
        on_it = [event for event in there if not set(question.topics).isdisjoint(event.topics)]
        return Choice(tuple(by_date(on_it or there)))
    doing = _DOING.findall(question.plain)
    words = [w for w in _event_words(question, services) if w not in EMPTY and w not in doing]
    words, within = _of_what_was_held(question, words, within)
    described = _describe(services, words)
    if question.intent == "next":
        # "The next thematic session": not the letters and notes that name one.
        described = of_kind(described, special_kinds(asked)) or described
    elif _KIND.search(question.plain):
        described = _of_kind_asked(question, described, services)
    if _EDGE.search(question.plain):
        described = _phases_called(words, services.knowledge) or described
        # When "negotiating starts": the phase, and not one of its days.
        described = of_kind(described, ["phase"]) or described
    if question.span is None:
        return Choice(tuple(_coming_first(described, services)[:most]))
    both = [event for event in described if lies_in(question, event)]
    if both or not words:
        return Choice(tuple(by_date(both or within)), "" if both else lacking)
    lead = f"Nothing on “{' '.join(words)}” for {question.span.words}."
    elsewhere = [event for event in described if _has_all(event, words)]
    if elsewhere and "next" not in asked:
        return Choice(tuple(by_date(elsewhere[:most])), f"{lead} At another time:")
    if within:
        return Choice(tuple(by_date(within)), f"{lead} What lies in it:")
    return Choice((), lead)


def _of_what_was_held(
    question: Question, words: list[str], within: list[Event]
) -> tuple[list[str], list[Event]]:
    """Ask for the sessions of a time where it is asked what they discussed then: "yesterday"."""
    if question.span is None or _OF_A_DAY.isdisjoint(words):
        return words, within
    exact = [e for e in of_kind(within, ["session"]) if not e.when.hedge]
    held = [e for e in exact if e.when.precision in ("day", "days")]
    return [word for word in words if word not in _OF_A_DAY], held or within


def _there_then(question: Question, within: Iterable[Event]) -> list[Event]:
    """List what lies in a time and in the place that a question names: "in New York today"."""
    if question.span is None:
        return []
    words = _words_of(question, "term")
    stems = {stem for word in words for stem in stems_of(word)} - _saying_nothing()
    placed = (event for event in within if event.place)
    return by_date(event for event in placed if stems and stems <= set(stems_of(event.place)))


def _phases_called(words: Sequence[str], knowledge: KnowledgeBase) -> list[Event]:
    """List the phases that are called by a word of a question for when something begins."""
    own = {stem for word in words for stem in stems_of(word)}
    stems = own.union(*map(kindred, own))
    phases = of_kind(knowledge.events.values(), ["phase"])
    return by_date(phase for phase in phases if not stems.isdisjoint(stems_of(phase.name)))


def _has_all(event: Event, words: Sequence[str]) -> bool:
    """Tell whether an event's name, place and text have all of some words."""
    text = f"{event.name} {event.place} {event.description}"
    return {stem for word in words for stem in stems_of(word)} <= set(stems_of(text))


def _of_kind_within(
    question: Question, within: list[Event], asked: Sequence[str], knowledge: KnowledgeBase
) -> tuple[list[Event], str]:
    """Choose what is of the kind that is asked for; where nothing is, say so of what lies there."""
    kinds = {event.kind for event in knowledge.events.values()}
    wanted = [word.removesuffix("s") for word in special_kinds(asked)]
    wanted = [word for word in wanted if word in kinds]
    chosen = of_kind(within, wanted)
    if chosen or not wanted or question.span is None:
        return chosen or within, ""
    text = f"No {wanted[0]} on record for {question.span.words}."
    return within, f"{text} What lies in it:" if within else text


def _coming_first(described: Sequence[Event], services: Services) -> list[Event]:
    """Put what is still to come first, the next one before all: "when does the plenary start".

    What goes on for months, or has no day of its own in them, comes after what begins.
    """
    today = services.clock.now().date()
    ahead = upcoming(described, today)
    ahead.sort(key=lambda e: e.when.first < today and (e.when.last - e.when.first).days > A_SEASON)
    return [*ahead, *(event for event in described if event not in ahead)]


_OF_A_DAY = frozenset(
    "discuss discusses discussed discussing discussion discussions debate debates debated debating"
    " talk talks talked talking cover covers covered covering deal deals dealt negotiate negotiated"
    " negotiating address addressed tackle tackled agenda topics topic subject subjects".split()
)
DESCRIBED = 30  # events that are looked through
MUCH = 20  # more words than the name of any event has
FIT = 0.6  # of the question's weight that an event's name and text have to have


# "The forum about …": what is asked for is a forum, and no report on one.
_KIND = re.compile(
    r"(?:\b(?:the|a|an|that|this|which|what) |^)(\w+) (?:about|on|for|of|where|with|that)\b"
)
# Whoever does a thing is not what it is called by: "when do states start negotiating".
_DOING = re.compile(
    r"\b(?:do|does|did|will|would|should|can) (?:the |all |member )?"
    r"(states|countries|governments|delegations|delegates)\b"
)
_EDGE = re.compile(r"\b(?:begins?|began|starts?|started|starting|ends?|ended|finish(?:es|ed)?)\b")
_WHERE = re.compile(
    r"\b(?:where|wheres|venue|location|hosts?|hosted|hosting"
    r"|(?:which|what) (?:country|state|city|place|town|continent))\b"
)


def _of_kind_asked(question: Question, described: list[Event], services: Services) -> list[Event]:
    """Choose what is of the kind that is asked for: described, else on a topic that is named."""
    asked = special_kinds(_KIND.findall(question.plain))
    fit = of_kind(described, asked)
    if fit:
        return fit
    family = set(services.knowledge.topic_families(question.topics))
    of_all = of_kind(services.knowledge.events.values(), asked)
    return by_date(event for event in of_all if family & set(event.topics)) or described


def _of_track(question: Question, named: list[Event], services: Services) -> list[Event]:
    """Choose what lies on the track that is asked of: "consultations on the refugee compact"."""
    names = {name: track for name, track in _name_tracks(services).items() if " " in name}
    tracks = {track for name, track in names.items() if f" {name} " in f" {question.plain} "}
    if len(tracks) != 1 or not named:
        return named
    track_of = services.knowledge.track_of
    by_more = {n.ref.id for n in question.named if normalise(n.words) not in names}
    on_it = [event for event in named if track_of(event) in tracks]
    if own := [event for event in on_it if event.id in by_more]:
        return own  # "the migration compact's adoption": named by more than its track
    words = [word for word in _event_words(question, services) if word not in EMPTY]
    described = [e for e in _describe(services, words) if track_of(e) in tracks]
    return described or _sharing_most(words, names, tracks, services) or on_it or named


def _sharing_most(
    words: Sequence[str], names: Mapping[str, str], tracks: set[str], services: Services
) -> list[Event]:
    """Choose the events of a track whose names have most of some words, beside its own name's."""
    of_names = {stem for name in names for stem in stems_of(name)}
    stems = {stem for word in words for stem in stems_of(word)} - of_names
    events = services.knowledge.events.values()
    on_track = [e for e in events if services.knowledge.track_of(e) in tracks]
    shared = {e.id: len(stems & set(stems_of(e.name))) for e in on_track}
    most = max(shared.values(), default=0)
    return by_date(e for e in on_track if most and shared[e.id] == most)


def _are_of_another_kind(question: Question, named: Sequence[Event]) -> bool:
    """Tell whether events are called as a topic is of which a forum is asked for, and are none."""
    asked = special_kinds(_KIND.findall(question.plain))
    words = {naming.words for naming in question.named if naming.ref.kind == "topic"}
    events = {naming.words for naming in question.named if naming.ref.kind == "event"}
    return bool(asked) and events <= words and not of_kind(named, asked)


def put_place_first(
    question: Question, events: Sequence[Event], knowledge: KnowledgeBase
) -> list[Event]:
    """Put first the part of an event that takes place somewhere, where just that is asked.

    Args:
        question: "where is the stocktaking", a phase with a meeting in Mexico.
        events: that it names.
        knowledge: whose events.
    """
    if not events or events[0].place or not _WHERE.search(question.plain):
        return list(events)
    parts = [e for e in knowledge.events.values() if e.part_of == events[0].id and e.place]
    first = parts if len(parts) == 1 else []
    return [*first, *(event for event in events if event not in first)]


def _event_words(question: Question, services: Services) -> list[str]:
    words = content_words(question, services.knowledge, topics=True)
    if "compact" in question.plain.split():
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
    events = [services.knowledge.events[e.entry.id] for e in fit if e.score >= 0.85 * best]
    events.sort(key=lambda event: _beyond(event, chosen))
    # What is called by all of the words is asked for, and no letter or paper that has them in it.
    called = [event for event in events if len(chosen) > 1 and _beyond(event, chosen) < MUCH]
    return called or events


def _beyond(event: Event, words: Sequence[str]) -> int:
    """Count what an event's name has beyond some words: a session is nearer than a note on it."""
    stems = {stem for word in words for stem in stems_of(word)}
    name = set(stems_of(event.name))
    return len(name - stems) if stems <= name else MUCH


def _words_of(question: Question, *kinds: Kind) -> list[str]:
    """List a question's own words and those of the names of some kinds: "thematic session"."""
    named = (n.words for n in question.named if n.ref.kind in kinds)
    return [*question.left, *(word for words in named for word in normalise(words).split())]


def all_of_kind(words: Sequence[str], knowledge: KnowledgeBase) -> list[Event]:
    """List in order all events of a kind of the pack's own negotiation: "the phases and when".

    Args:
        words: a question's own, folded.
        knowledge: whose events.

    Returns:
        Nothing where the words name no kind in the plural, or say anything besides.
    """
    kinds = knowledge.keep(
        ("kinds of events",), lambda: {f"{e.kind}s": e.kind for e in knowledge.events.values()}
    )
    asked = {kinds[word] for word in words if word in kinds} - {"others", "meeting", "event"}
    if len(asked) != 1:
        return []
    subject = {*stems_of(knowledge.pack.name), *_saying_nothing(), *_of_preparing()}
    if not {stem for w in words if w not in kinds for stem in stems_of(w)} <= subject:
        return []
    events = [e for e in of_kind(knowledge.events.values(), asked) if knowledge.is_own(e)]
    called = [e for e in events if asked <= set(stems_of(e.name))]  # "Phase 1 of …"
    return by_date(called or events)


@cache
def _of_preparing() -> frozenset[str]:
    words = "process processes preparation preparing preparatory prep negotiation months dates"
    return frozenset(stem for word in words.split() for stem in stems_of(word))


def in_place(words: Sequence[str], knowledge: KnowledgeBase) -> list[Event]:
    """List the events that words call by a place and a kind: "the Geneva thematic session".

    Args:
        words: a question's own, folded.
        knowledge: whose events.

    Returns:
        Nothing where some of the words are neither the place nor in the events' names.
    """
    stems = {stem for word in words for stem in stems_of(word)} - _saying_nothing()
    places = knowledge.keep(
        ("stems of places",),
        lambda: {e.id: frozenset(stems_of(e.place)) for e in knowledge.events.values() if e.place},
    )
    placed = [knowledge.events[key] for key, own in places.items() if not stems.isdisjoint(own)]
    asked = of_kind(placed, special_kinds(words))
    return [e for e in asked if stems <= set(stems_of(f"{e.name} {e.place} {e.kind}"))]


@cache
def _saying_nothing() -> frozenset[str]:
    return of_any_event().union(*map(stems_of, ("already", "yet")))


def _in_place(question: Question, named: list[Event], services: Services) -> list[Event]:
    """Put first what takes place where the question says: of a phase, the meeting in Mexico."""
    knowledge = services.knowledge
    places = [knowledge.parties[key].brief for key in question.parties]
    parts = [
        event
        for event in knowledge.events.values()
        if event.part_of in {n.id for n in named} and event not in named
    ]
    there = [e for e in (*named, *parts) if any(place in e.place for place in places)]
    wholes = {event.part_of for event in there}
    rest = (event for event in named if event not in there and event.id not in wholes)
    return [*there, *rest]


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
