"""Events by their place among others: in a time, before, after, the last of a series."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from handlers.answers.answer import Note
from handlers.answers.events import by_date
from handlers.questions.question import Question
from handlers.questions.searching import ordinal, ordinals
from knowledge.base import KnowledgeBase
from knowledge.finding.search import stems_of
from knowledge.model import Event
from knowledge.names.normal import normalise


@dataclass(frozen=True, slots=True)
class Choice:
    """The events that a question asks of.

    Args:
        events: in order.
        lead: what has to be said first where they are not just what was asked; or "".
        notes: how the question was read.
        is_ordered: whether the order of the events is what was asked.
    """

    events: tuple[Event, ...] = ()
    lead: str = ""
    notes: tuple[Note, ...] = ()
    is_ordered: bool = False


A_YEAR, A_SEASON = 300, 100  # days
AROUND = 6  # events before or after another
# What says nothing of an event but that it is one, when it is, or how sure.
EMPTY = frozenset(
    "anything something everything "
    "event events meeting meetings session sessions date dates day time place year month city "
    "next upcoming thing calendar pls coming country venue host hosts hosted hosting "
    "happen happened happening happens held hold start starts started starting end ends ending "
    "begin begins began beginning place take took scheduled planned going topic topics subject "
    "begun theme themes agenda about long suppose supposed meant due expected real really actual "
    "actually proper properly formal formally "
    "meet meets met again big main important "
    "official officially real serious seriously finally ones "
    "days weeks months hours til till until many left".split()
)
_ANY_KIND = frozenset("event events meeting meetings".split())
_ONE = frozenset("one session meeting summit round event".split())
_BESIDE = re.compile(
    r"\b(before|after|since(?! when\b)|until|following|follows|followed|preceding|precedes"
    r"|preceded)\b"
)
_HOW_LONG = re.compile(r"^(?:so |and )?how (?:long|many|soon|much)\b")
_SIDES = {"following": "after", "follows": "after", "followed": "after"}
_SIDES |= {"preceding": "before", "precedes": "before", "preceded": "before"}
_FOLLOWING = re.compile(r"\b(?:next|following|comes? next)\b")
_ORDER_WORDS = frozenset(
    "comes come came next following right directly one before after since until preceding last "
    "final latest very ones".split()
)
_LAST = re.compile(
    r"\b(?:last|final|latest|closing)(?: one)?(?: of (?:the |these |those |all )?"
    r"(two|three|four|five|six|seven|eight|nine|ten|\d+)?)?((?: ?\b\w+){1,3})"
)


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


def take_side(question: Question, knowledge: KnowledgeBase, today: date) -> Question:
    """Take a month without a year, before or after which something is asked for, as one time.

    Args:
        question: "which session comes after July".
        knowledge: whose own events tell which of the years is meant.
        today: the day to which the month meant lies nearest.

    Returns:
        The question with one span before or after the month; itself where it names none so.
    """
    span, side = question.span, _BESIDE.search(question.plain)
    if span is None or side is None or not _follows(side, question.plain, span.words):
        return question
    ranges = span.ranges
    if len(ranges) > 1:
        own = [event for event in knowledge.events.values() if knowledge.is_own(event)]
        alone = [replace(question, span=replace(span, ranges=(one,))) for one in ranges]
        held = [q.span.ranges[0] for q in alone if q.span and any(lies_in(q, e) for e in own)]
        first, last = min(held or ranges, key=lambda one: abs((one[0] - today).days))
        before = _SIDES.get(side[1], side[1]) in ("before", "until")
        begun = first if side[1] == "since" else last + timedelta(days=1)
        ranges = ((date.min, first - timedelta(days=1)),) if before else ((begun, date.max),)
    left = tuple(word for word in question.left if word != side[1])
    return replace(question, span=replace(span, ranges=ranges), left=left)


def _follows(side: re.Match[str], line: str, words: str) -> bool:
    """Tell whether a time stands after the word for its side, alone: not "after the June one"."""
    rest = line[side.end() :].strip().removeprefix("the ").removeprefix(normalise(words))
    return rest != line[side.end() :].strip() and _ONE.isdisjoint(rest.split()[:1])


def _is_open(question: Question) -> bool:
    """Tell whether a question names all the time before or after something."""
    ends = question.span.ranges if question.span else ()
    return any(first == date.min or last == date.max for first, last in ends)


def _beside_time(
    question: Question, words: Sequence[str], knowledge: KnowledgeBase
) -> Choice | None:
    """Give what lies before or after a time, the nearest of it: "which session is after July".

    What began before the time and ends after it lies on neither side of it, and what is only known
    to come after a day may do so. Where nothing more is said of what is asked for, it is what is of
    the pack's own negotiation.
    """
    assert question.span is not None
    ((begins, ends),) = question.span.ranges
    before = begins == date.min
    vague = "after" if before else "before"
    events = [
        event
        for event in knowledge.events.values()
        if begins <= event.when.first and event.when.last <= ends and event.when.hedge != vague
    ]
    asked = {
        stem for word in words if word not in _ORDER_WORDS for stem in stems_of(word)
    } - of_any_event()
    kind = _kind_asked(question.plain, knowledge)
    called = [e for e in events if asked <= set(stems_of(f"{e.name} {e.kind} {e.place}"))]
    fit = [e for e in called if kind in ("", e.kind, "event")] or called
    own = [event for event in fit if asked or knowledge.is_own(event)]
    told = by_date(own)
    edge = ends + timedelta(days=1) if before else begins
    day = f"{edge.day} {edge:%B %Y}"
    lead = f"Before {day}:" if before else f"From {day} on:"
    chosen = tuple(told[-AROUND:] if before else told[:AROUND])
    return Choice(chosen, lead, is_ordered=True) if chosen else None


@cache
def of_any_event() -> frozenset[str]:
    """Give the stems of what is said of any event, and tells none from another."""
    return frozenset(stem for word in EMPTY for stem in stems_of(word))


def of_kind(events: Iterable[Event], words: Iterable[str]) -> list[Event]:
    """Choose the events of a kind that one of some words names, also by its plural."""
    kinds = {word.removesuffix("s") for word in words}
    return [event for event in events if event.kind in kinds]


def special_kinds(words: Iterable[str]) -> list[str]:
    """Leave out the words that are said of any event: anything with a date is a meeting."""
    return [word for word in words if word not in _ANY_KIND]


def choose_by_order(
    question: Question, named: Sequence[Event], words: Sequence[str], knowledge: KnowledgeBase
) -> Choice | None:
    """Choose by order where a question asks so: what lies beside something, the last of a series.

    Args:
        question: as it was understood.
        named: the events that it names.
        words: its content words.
        knowledge: whose events.

    Returns:
        None where it asks for no order.
    """
    folded = question.plain
    side = None if _HOW_LONG.search(folded) else _BESIDE.search(folded)
    if side is None:
        parts = find_parts(question, named, knowledge)
        if parts and _LAST.search(folded):
            return Choice(tuple(parts[-1:]), f"The last of the {len(parts)} on record.")
        return None if named else _choose_last(folded, words, knowledge)
    where = _SIDES.get(side[1], side[1])
    if named and (question.span is None or _stands_after(side, folded, question)):
        # "After Vienna in the series of thematic sessions": after what is in Vienna.
        after = _stands_after(side, folded, question)
        at = [] if after else _parts_at(folded[side.end() :], named[0], knowledge)
        at = at or [e for e in named[:1] if e.part_of and _is_called_so(e, question)]
        return _beside_each(where, at, knowledge) if at else _beside(where, named[0], knowledge)
    if named:
        return None
    if _is_open(question):
        return _beside_time(question, words, knowledge)
    if not question.span:
        following = _in_series(where, words, knowledge)
        if following is not None:
            return following
    return _beside_anchor(question, side, where, knowledge)


def _beside_anchor(
    question: Question, side: re.Match[str], where: str, knowledge: KnowledgeBase
) -> Choice | None:
    """Give what lies before or after what is only named by its place or month; None for neither."""
    folded = question.plain
    anchors = _anchors(question, folded[side.end() :], knowledge)
    if not anchors:
        return None
    anchor = anchors[0]
    kind = _kind_asked(folded, knowledge)
    alike = [e for e in anchors if e.part_of == anchor.part_of and e.kind == anchor.kind == kind]
    if anchor.part_of and len(alike) >= SEVERAL and question.span is None:
        return _beside_each(where, by_date(alike), knowledge)
    named_so = anchor.kind in folded[side.end() :].split()
    if not kind and ("one" in folded.split()[:3] or named_so):
        kind = anchor.kind  # "the next one after Vienna", "after the Vienna session"
    most = 1 if _FOLLOWING.search(folded[: side.start()]) and kind else AROUND
    return _beside(where, anchor, knowledge, kind, most)


def _stands_after(side: re.Match[str], folded: str, question: Question) -> bool:
    """Tell whether the name of an event follows a word at once: "after the consultations"."""
    rest = re.sub(r"^(?:the|those|these|all|our)\b ?", "", folded[side.end() :].strip())
    names = [normalise(n.words) for n in question.named if n.ref.kind == "event"]
    return any(rest.startswith(name) for name in names)


def find_parts(question: Question, named: Sequence[Event], knowledge: KnowledgeBase) -> list[Event]:
    """List in order what a series consists of that a question is about: "of the six sessions".

    Args:
        question: as it was understood.
        named: the events that it names.
        knowledge: whose events.

    Returns:
        () where it names no series, nor just one by how many it has.
    """
    for event in named:
        if parts := _parts_of(event, knowledge):
            return parts
    counted = _SERIES.search(question.plain)
    if named or counted is None:
        return []
    number = int(counted[1]) if counted[1].isdigit() else _COUNTS.index(counted[1])
    kinds = {word.removesuffix("s") for word in counted[2].split()}  # "thematic sessions"
    series = [_parts_of(event, knowledge) for event in knowledge.events.values()]
    fit = [parts for parts in series if len(parts) == number and parts[0].kind in kinds]
    return fit[0] if len(fit) == 1 else []


def _is_called_so(event: Event, question: Question) -> bool:
    """Tell whether an event is named with the word for what it is: "the Vienna session"."""
    names = [normalise(n.words).split() for n in question.named if n.ref.id == event.id]
    return any(event.kind in words for words in names)


def _parts_at(rest: str, whole: Event, knowledge: KnowledgeBase) -> list[Event]:
    """List the parts of a series in the place that the next words name."""
    words = set(rest.split()[:NEXT_WORDS]) - EMPTY
    return [e for e in _parts_of(whole, knowledge) if words & set(normalise(e.place).split())]


NEXT_WORDS = 3


def _parts_of(whole: Event, knowledge: KnowledgeBase) -> list[Event]:
    """List in order the meetings of one kind that an event consists of: no letters or notes."""
    parts = by_date(e for e in knowledge.events.values() if e.part_of == whole.id)
    meetings = [event for event in parts if event.kind in _MEETINGS]
    alike = [event for event in meetings if event.kind == meetings[0].kind]
    return alike if len(alike) >= SEVERAL else []


_MEETINGS = frozenset({"session", "consultation", "hearing", "forum", "meeting"})
_COUNTS = "zero one two three four five six seven eight nine ten".split()
_SERIES = re.compile(
    rf"\bof (?:the|these|those|all|our)(?: the)? ({'|'.join(_COUNTS[2:])}|\d\d?) (\w+(?: \w+)?)"
)


def _choose_last(folded: str, words: Sequence[str], knowledge: KnowledgeBase) -> Choice | None:
    """Choose the last of a series: "the last thematic session"."""
    asked = _LAST.search(folded)
    kinds = asked[2].split() if asked else []
    events = of_kind(knowledge.events.values(), special_kinds(kinds))
    own = {s for word in words if word not in _ORDER_WORDS for s in stems_of(word)}
    own -= {stem for event in events for stem in stems_of(event.kind)}
    series = [event for event in events if own <= set(stems_of(event.name))]
    wholes = {event.part_of for event in series}
    series = [event for event in series if event.id not in wholes]
    if not own or len(series) < SEVERAL:
        return None
    last = by_date(series)[-1]
    lead = f"The last of {len(series)} by that name on record."
    return Choice((last,), lead)


SEVERAL = 2  # events that make a series


def _kind_asked(folded: str, knowledge: KnowledgeBase) -> str:
    """Give the kind of event that a question asks for, "which session came after"; or ""."""
    kinds = {event.kind for event in knowledge.events.values()}
    words = folded.split()[:4]
    return next((word for word in words if word.removesuffix("s") in kinds), "").removesuffix("s")


def _anchors(question: Question, rest: str, knowledge: KnowledgeBase) -> list[Event]:
    """Find the events that are named by place or month: "after Vienna", "after the June one"."""
    events = knowledge.events.values()
    folded = question.plain
    words = set(rest.split())
    there = [e for e in events if words.intersection(normalise(e.place).split()) - EMPTY]
    if question.span is not None:
        within = [e for e in events if lies_in(question, e)]
        there = [event for event in there if event in within]
        if words.isdisjoint(_ONE) and not there:
            return []  # after a time, and not after what lies in it
        there = there or within
    kind = _kind_asked(folded, knowledge)
    there.sort(key=lambda e: (e.kind != kind, e.kind != "session", -e.when.last.toordinal()))
    return there


def _beside_each(side: str, anchors: Sequence[Event], knowledge: KnowledgeBase) -> Choice:
    """Give what lies beside each of several parts of a series, in one place: two in Geneva."""
    series = _series_of(anchors[0], knowledge)
    found: dict[str, Event] = {}
    told: list[str] = []
    for anchor in anchors:
        place = series.index(anchor)
        beside = series[:place][-1:] if side in ("before", "until") else series[place + 1 :][:1]
        found |= {event.id: event for event in beside}
        names = beside[0].name if beside else "none of them on record"
        told.append(f"{side} {anchor.name} ({anchor.when.spell()}): {names}")
    text = "; ".join(told)
    return Choice(tuple(found.values()), f"{text[:1].upper()}{text[1:]}.")


def _series_of(event: Event, knowledge: KnowledgeBase) -> list[Event]:
    """List in order the parts of one whole that are of an event's kind, with it."""
    series = by_date(
        each
        for each in knowledge.events.values()
        if each.part_of == event.part_of and each.kind == event.kind
    )
    numbers = {each.id: ordinal(normalise(each.name).split()[0]) for each in series}
    if all(numbers.values()):
        series.sort(key=lambda each: numbers[each.id])  # one may have no day of its own
    return series


def _beside(
    side: str, event: Event, knowledge: KnowledgeBase, kind: str = "", most: int = AROUND
) -> Choice:
    """Give what lies before or after an event, of one kind where that is asked for."""
    events = by_date(e for e in knowledge.events.values() if kind in ("", e.kind))
    choice = _choose_on_side(side, event, events, most)
    series = _series_of(event, knowledge) if event.part_of and not kind else []
    if len(series) < SEVERAL or not choice.events:
        return choice
    # "What comes after Vienna": the next of its series, and then what else lies there.
    place = series.index(event)
    back = side in ("before", "until")
    beside = series[:place][-1:] if back else series[place + 1 :][:1]
    others = [each for each in choice.events if each not in beside]
    return replace(choice, events=(*beside, *others))


def _choose_on_side(side: str, event: Event, events: Sequence[Event], most: int) -> Choice:
    """Choose those of some events, in order, that are nearest to one on a side of it."""
    if side in ("before", "until"):
        found = [e for e in events if e.when.last < event.when.first][-most:]
    else:
        found = [e for e in events if e.when.first > event.when.last]
        # The phase that follows a phase may begin in the month in which it ends.
        phases = [e for e in events if e.kind == "phase" and e.when.first > event.when.first]
        if event.kind == "phase":
            found = [*phases[:1], *(e for e in found if e not in phases[:1])]
        found = found[:most]
    return Choice(tuple(found), f"{side.capitalize()} {event.name} ({event.when.spell()}):")


def _in_series(side: str, words: Sequence[str], knowledge: KnowledgeBase) -> Choice | None:
    """Give what lies before or after one of a series: "the session after the third"."""
    numbers = [word for word in words if word in ordinals([str(n) for n in range(1, 7)])]
    series = [word for word in words if word not in numbers and word not in _ORDER_WORDS]
    events = by_date(knowledge.events.values())
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
