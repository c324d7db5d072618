"""event E"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.answers.answer import Answer, Choice, Line, Note, Section
from handlers.answers.citing import tell_missing_documents
from handlers.answers.entries import show_event, spell_leading
from handlers.answers.events import by_date, in_lists, is_over
from handlers.answers.found import found_section
from handlers.answers.record import in_documents
from handlers.errors import UserError
from handlers.questions.entities import notes_on
from handlers.questions.events import choose_events
from handlers.questions.question import Question, Span
from handlers.questions.searching import content_words, look_for, sources_meant
from handlers.registry import Command
from handlers.request import Services
from knowledge.finding.search import stems_of
from knowledge.model import Event
from knowledge.names.normal import normalise
from knowledge.when import spell_day

ALSO = 10
FULL = 1  # events that are told in full; more are listed before
MOST_OTHERS = 4


def tell_event(question: Question, services: Services) -> Answer:
    """Tell all of an event: each date with its source, place, people, topics and parts."""
    if not question.words:
        raise UserError("Which event?", "Ask, for example: event {event}; all of them: timeline")
    events = services.knowledge.events
    choice = choose_events(question, services)
    chosen = list(choice.events)
    if question.span is not None and not choice.is_ordered:
        kinds = _OF_KINDS.findall(question.plain)
        chosen = sorted(in_lists(chosen), key=lambda event: event.kind not in kinds)
        past = bool(_IN_PAST.search(question.plain))
        chosen = _nearest_first(question.span, chosen, services.clock.now().date(), past=past)
    if _is_told_elsewhere(question, services, chosen):
        chosen = []
    whether_over = _asks_whether_over(question) or bool(_HOW_LONG_TILL.search(question.plain))
    chosen = _nearest_by_name(question, chosen) if whether_over else chosen
    told = {event.id for event in chosen}
    also = _also_said(question, services)
    briefly = bool(also) and bool(question.left)
    in_order = question.span is not None or bool(choice.lead)
    sections = _tell(services, chosen, briefly=briefly, in_order=in_order)
    sections += also
    parts = by_date(e for e in events.values() if e.part_of in told and e.id not in told)
    if parts:
        items = tuple(show_event(services, event, brief=True) for event in parts)
        sections.append(
            Section(title="Part of it", items=items, brief=True, dense=True, related=True)
        )
    notes = [*choice.notes, *notes_on(question, services.knowledge)]
    over = _tell_whether_over(chosen, services.clock.now().date()) if whether_over else ""
    lead = choice.lead or f"{over} {_tell_edge(question, chosen)}".strip()
    if not chosen:
        sections, lead, more = _elsewhere(question, services, lead)
        notes += more
    choices = _offer_others(question, services, [*chosen, *parts])
    for event in chosen:
        if any(p.session == event.id for p in services.knowledge.positions):
            names = [services.knowledge.topics[topic].name for topic in event.topics[:3]]
            choices += [Choice(f"Who said what on {name}", f"topic {name}") for name in names]
    if not chosen:
        topics = [services.knowledge.topics[key] for key in question.topics[:MOST_OTHERS]]
        choices = [Choice(topic.brief, f"topic {topic.name}") for topic in topics]
        choices.append(Choice("Timeline", "timeline"))
    answer = Answer(
        query=question.text,
        command="event",
        title=", ".join(event.brief for event in chosen[:3]) or question.words,
        lead=lead,
        sections=tuple(sections),
        choices=tuple(choices),
        notes=tuple(notes),
        page=question.page,
        calendar=bool(chosen),
    )
    return tell_missing_documents(services, answer)


def _is_told_elsewhere(question: Question, services: Services, chosen: Sequence[Event]) -> bool:
    """Tell whether something else has the words by which events were only described."""
    dated = question.span is not None or bool(_ASKS_WHEN.search(question.plain))
    if not chosen or question.events or dated or not question.left:
        return False
    words = content_words(question, services.knowledge, topics=True)
    sought = look_for(question, services, words)
    ids = {event.id for event in chosen}
    own = max((each.literal for each in sought.found if each.entry.id in ids), default=0.0)
    return sought.in_words and sought.found[0].literal - own >= CLEARLY


CLEARLY = 0.25  # of a question's weight


def _tell(
    services: Services, chosen: Sequence[Event], *, briefly: bool, in_order: bool
) -> list[Section]:
    """Tell the first event, after a list where there are several; briefly where more follows."""
    if not chosen:
        return []
    first = tuple(show_event(services, event, brief=False) for event in chosen[:FULL])
    sections = [Section(items=first, brief=briefly)]
    if len(chosen) > FULL:
        listed = [*chosen[:FULL], *(chosen[FULL:] if in_order else in_lists(chosen[FULL:]))]
        lines = tuple(Line(_name(event), spell_leading(event)) for event in listed)
        sections.insert(0, Section(items=lines, dense=True))
    elif briefly and chosen[0].description:
        sections.append(Section(items=(Line(chosen[0].description),)))
    return sections


def _nearest_first(span: Span, chosen: Sequence[Event], today: date, *, past: bool) -> list[Event]:
    """Put first what lies in the nearest month of the name, and on a day what is on just that."""
    near = [
        (first, last)
        for first, last in span.ranges
        if abs((first - today).days) <= A_YEAR
        and (len(span.ranges) < SEVERAL or past == (last < today))
    ]
    if not near:
        return list(chosen)
    closest = replace(span, ranges=(min(near, key=lambda each: abs((each[0] - today).days)),))

    def order(event: Event) -> tuple[bool, bool]:
        return not closest.meets(event.when.first, event.when.last), bool(event.when.hedge)

    return sorted(chosen, key=order)


_IN_PAST = re.compile(r"\b(?:was|were|did|happened|had|took|met|went|held)\b")
A_YEAR, SEVERAL = 366, 2


def _tell_edge(question: Question, chosen: Sequence[Event]) -> str:
    """Say when what lasts begins or ends, where just that is asked."""
    if not chosen:
        return ""
    when = chosen[0].when
    precision = when.precision.removesuffix("s")
    if (when.last - when.first).days < A_SEASON or when.hedge or precision == "year":
        return ""
    asked = question.plain
    told = [
        f"{word} {spell_day(day)}" if precision == "day" else f"{word} in {day:%B %Y}"
        for word, pattern, day in (("Begins", _BEGINS, when.first), ("Ends", _ENDS, when.last))
        if pattern.search(asked)
    ]
    return " ".join(f"{each}." for each in told)


# "Panel 3 in the June session": of the session, before a note on it of the same month.
_OF_KINDS = re.compile(r"\b(session|conference|summit|roundtable|forum|hearing|phase)\b")


def _asks_whether_over(question: Question) -> bool:
    """Tell whether it is asked if something is over, and not when it was or what it is."""
    asked = question.plain
    return bool(_WHETHER_OVER.search(asked)) and not _OTHERWISE_ASKED.search(asked)


def _nearest_by_name(question: Question, chosen: Sequence[Event]) -> list[Event]:
    """Choose the event whose name has most of the question: one thing is over, or is not."""
    asked = set(stems_of(question.plain))
    shared = {e.id: len(asked.intersection(stems_of(f"{e.name} {e.place}"))) for e in chosen}
    most = max(shared.values(), default=0)
    return [event for event in chosen if shared[event.id] == most]


def _tell_whether_over(chosen: Sequence[Event], today: date) -> str:
    """Say whether something is over: "has it taken place yet"; of several, which are."""
    if not chosen:
        return ""
    over = [event.brief for event in chosen if is_over(event.when, today)]
    ahead = [event.brief for event in chosen if event.when.first > today]
    if over and ahead:
        now = [event.brief for event in chosen if event.brief not in (*over, *ahead)]
        apart = {"Over": over, "Now": now, "Still ahead": ahead}
        return " ".join(f"{head}: {', '.join(told)}." for head, told in apart.items() if told)
    when = chosen[0].when
    days = when.precision.removesuffix("s") == "day" and not when.hedge
    if is_over(when, today):
        return f"It is over, since {spell_day(when.last)}." if days else "It is over."
    if when.first > today:
        left = (when.first - today).days
        in_days = f": in {left} day{'s' * (left > 1)}" if days else ""
        return f"It is still ahead{in_days}."
    if days or (when.last - when.first).days >= A_SEASON:
        return "It is under way."
    return "Whether it is over is not on record: it has no exact day."


_WHETHER_OVER = re.compile(
    r"\b(?:over|done|finished|past|passed|ended|behind us|been held|tak(?:e|en) place"
    r"|happened(?! (?:at|in|on|to))|begun|already|yet|still|coming|ahead|to come|upcoming"
    r"|under ?way)\b"
)
_HOW_LONG_TILL = re.compile(
    r"^(?:so |and )?how (?:long|many (?:days|weeks|months)|soon)\b"
    r".*?\b(?:til|till|until|before|to)\b"
)
_OTHERWISE_ASKED = re.compile(
    r"\b(?:when|where|what|which|who|whose|how|why|before|after|since|next|dates?)\b"
)
A_SEASON = 60  # days, of what is a phase and no meeting
_BEGINS = re.compile(r"\b(?:begins?|began|beginning|starts?|started|starting|opens?|kicks? off)\b")
_ENDS = re.compile(r"\b(?:ends?|ended|ending|finish(?:es|ed)?|over|conclude[sd]?|closes?)\b")


def _also_said(question: Question, services: Services) -> list[Section]:
    """Show what was said or proposed where the question does not just ask when."""
    if question.certainty != "guessed":
        return []
    words = content_words(question, services.knowledge, topics=True)
    sources = sources_meant(question, services.knowledge)
    sought = look_for(question, services, words, sources=sources, limit=ALSO)
    named = {w for n in question.named for w in normalise(n.words).split()} if question.left else ()
    left = {stem for word in sought.words if word not in named for stem in stems_of(word)}
    kept = [
        each
        for each in sought.found
        if each.entry.kind in ("position", "proposal", "passage")
        and (not left or not left.isdisjoint(each.words))
    ]
    found = found_section(services, kept, sought.words)
    return [replace(section, brief=True) for section in found]


def _name(event: Event) -> str:
    return f"{event.name} ({event.place})" if event.place else event.name


def _elsewhere(
    question: Question, services: Services, lead: str
) -> tuple[list[Section], str, list[Note]]:
    """Show where a thing stands that has no date, or say that it stands nowhere."""
    words = content_words(question, services.knowledge, topics=True)
    # Of a party or an author that is named, what it says comes before what others say.
    sought = look_for(question, services, words, parties=question.parties)
    if question.parties and not sought.found:
        sought = look_for(question, services, words)
    found = found_section(services, sought.found, sought.words)
    where = in_documents(services.knowledge)
    shown = question.words if question.certainty == "named" else sought.shown
    dated = any(_YEAR.search(each.entry.text) for each in sought.found[:1])
    if found and sought.in_words and not lead and (dated or not _ASKS_WHEN.search(question.plain)):
        return found, "", list(sought.notes)  # "where is it tested": told, and no date is missed
    text = lead or f"Nothing dated on “{shown or question.words}” {where}."
    if found:
        text += " Spoken of here:" if sought.in_words else " The nearest:"
    return found, text, [*sought.notes, Note("no-event", text)]


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ASKS_WHEN = re.compile(
    r"\b(?:when|dates?|day|days|month|year|next|last|before|after|until|since|soon|scheduled)\b"
)


def _offer_others(question: Question, services: Services, told: Sequence[Event]) -> list[Choice]:
    """Offer the other events whose names have the same words: of another track or year."""
    events = services.knowledge.events
    sought = set(content_words(question, services.knowledge, topics=True))
    others = [
        event
        for event in by_date(events.values())
        if event not in told and sought and sought <= set(normalise(event.name).split())
    ]
    return [Choice(event.name, f"event {event.name}") for event in others[:MOST_OTHERS]]


COMMAND = Command(
    name="event",
    usage="EVENT",
    summary="An event: dates with their sources, place, people, topics.",
    examples=("event {event}",),
    handler=tell_event,
    aliases=("when",),
    rank=54,
)
