"""What a line asks: by the subcommand, by its wording, else by what it names."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from handlers.questions.events import all_of_kind, in_place
from handlers.questions.grammar import ANY_WHO, Row
from handlers.questions.naming import LONG_NAME, names_against
from handlers.questions.offices import asked_by, list_words
from handlers.questions.question import Certainty, Intent, Naming, Question, Span
from handlers.questions.sequence import EMPTY
from knowledge.base import KnowledgeBase
from knowledge.finding.search import stems_of
from knowledge.model import NEGOTIATING, Stance
from knowledge.names.index import (
    PARTIES_AND_TOPICS,
    Kind,
)
from knowledge.names.normal import normalise

COMMANDS_OF_INTENTS: Mapping[Intent, str] = {
    "position": "position",
    "who": "who",
    "agree": "who",
    "said": "quote",
    "office": "people",
    "event": "event",
    "timeline": "timeline",
    "next": "next",
    "term": "term",
    "compare": "compare",
    "fact": "position",
    "proposal": "proposal",
    "greeting": "help",
    "source": "sources",
    "floor": "floor",
}
OF_COMMANDS: Mapping[str, Intent] = {
    command: intent for intent, command in COMMANDS_OF_INTENTS.items() if intent != "fact"
} | {"position": "position", "who": "who"}


def decide(
    question: Question,
    row: Row | None,
    named: Sequence[Naming],
    paragraphs: Sequence[str],
    span: Span | None,
    knowledge: KnowledgeBase,
) -> tuple[Intent, Certainty, tuple[Stance, ...]]:
    """Decide what is asked: by the subcommand, by the wording, else by what is named."""
    stances = row.stances if row else ()
    if question.command:
        return OF_COMMANDS.get(question.command, "command"), "named", stances
    kinds = {naming.ref.kind for naming in named}
    parties = {n.ref.id for n in named if n.ref.kind == "party"}
    if row is not None:
        presides = bool(_PRESIDES.search(question.text))
        if paragraphs and row.intent == "term":
            return "position", "worded", ()  # "annex II 8(m), what is it"
        if row is ANY_WHO and not presides and (paragraphs or not kinds) and _does(question.text):
            # "Who tied 21(e) to 23(1)", and "who compared it to a wheel".
            return ("who" if paragraphs else "said"), "worded", ()
        if row.intent == "floor" and not _has_floor(named, knowledge):
            return "office", "worded", ()  # "who spoke first at the coordination meeting"
        return _by_wording(row.intent, kinds, presides=presides), "worded", stances
    topics = {n.ref.id for n in named if n.ref.kind == "topic"}
    if len(parties) > 1 and len(topics) == 1 and _stand_apart(parties, knowledge):
        return "compare", "guessed", ()
    if kinds & PARTIES_AND_TOPICS or paragraphs:
        return "position", "guessed", ()
    for kind, intent in _BY_KIND:
        if kind in kinds:
            return intent, "guessed", ()
    return ("timeline" if span is not None else "fact"), "guessed", ()


def _has_floor(named: Sequence[Naming], knowledge: KnowledgeBase) -> bool:
    """Tell whether the floor was taken at what is named, or no occasion is."""
    events = [knowledge.events[n.ref.id] for n in named if n.ref.kind == "event"]
    recorded = {source.session for source in knowledge.sources.values() if source.spoken}
    return not events or any(e.kind == "session" or e.id in recorded for e in events)


_PRESIDES = re.compile(
    r"(?<!\w)(?:(?:spoke|speaks?|spoken) (?:for|on behalf)|represent|moderat|co-?chair|chaired"
    r"|rapporteur|co-?facilitat|presid|note.?taker|panell?ists?)",
    re.IGNORECASE,
)
_BY_KIND: tuple[tuple[Kind, Intent], ...] = (
    ("event", "event"),
    ("person", "office"),
    ("term", "term"),
)


_IS = re.compile(r"^(?:so |and )?who(?:['’]?s| is| are| was| were)\b", re.IGNORECASE)


def _does(line: str) -> bool:
    """Tell whether it is asked who does a thing, and of no office: not who somebody is."""
    return not _IS.search(line) and not any(map(asked_by, list_words(line)))


def _by_wording(intent: Intent, kinds: Collection[Kind], *, presides: bool) -> Intent:
    """Give what a wording asks of what is named."""
    if intent == "office" and not {"person", "event", "party"}.intersection(kinds):
        # "who …" of a topic, in a verb that the grammar lacks; but nobody moderates a topic.
        return "who" if "topic" in kinds and not presides else "office"
    if intent == "term" and set(kinds) == {"party"}:
        return "position"
    return intent


def _stand_apart(parties: Collection[str], knowledge: KnowledgeBase) -> bool:
    """Tell whether parties can be set side by side: not one state and the bodies it speaks of."""
    kinds = [knowledge.parties[key].kind for key in parties]
    negotiate = [kind for kind in kinds if kind in NEGOTIATING]
    experts = kinds.count("expert")
    if experts and not negotiate:
        return False  # who took no floor took no side
    return len(negotiate) + experts != 1


# What is done with a paper, whose day is asked for.
_OF_PAPER = EMPTY | frozenset("written wrote published printed taken made issued dated".split())


def doubt(
    intent: Intent,
    certainty: Certainty,
    named: Sequence[Naming],
    left: Sequence[str],
    spoken_of: Sequence[str],
    knowledge: KnowledgeBase,
    *,
    whose: bool,
) -> Intent:
    """Think again where only names decided: a name with something to it asks for that."""
    of_paper = {n.ref.kind for n in named} == {"source"} and _OF_PAPER.issuperset(left)
    if intent == "event" and of_paper:
        return "source"  # "what day are the notes from"
    if certainty != "guessed":
        return intent
    if intent == "timeline" and spoken_of:
        return "event"  # "the panels in June": of what lies in it, what is spoken of
    if not left and {n.ref.kind for n in named} == {"source"}:
        return "source"
    places = {knowledge.events[n.ref.id].place for n in named if n.ref.kind == "event"}
    parties = [knowledge.parties[n.ref.id].brief for n in named if n.ref.kind == "party"]
    if intent == "position" and any(name in place for name in parties for place in places):
        return "event"
    several = len({naming.words for naming in named}) > 1
    topics = [n for n in named if n.ref.kind == "topic"]
    explained = any(n.ref.kind == "term" for n in named) and all(
        knowledge.topics[n.ref.id].is_narrower(n.name) or _is_of_another_name(n, named, knowledge)
        for n in topics
    )
    # "CARICOM on trafficking": of whom it is asked is not let fall.
    alone = not (parties or left or several or whose)
    if intent == "position" and explained and alone:
        return "term"
    if intent in ("office", "term") and (left or several):
        return "fact"
    records = any(knowledge.records_of(n.ref.id) for n in named if n.ref.kind == "event")
    reports = any(knowledge.events[n.ref.id].kind == "report" for n in named if _is_event(n))
    if intent == "event" and reports and spoken_of:
        return "fact"  # "the five priorities in the Sutherland report"
    if intent == "event" and ((records and len(left) > 1) or _names_more(named)):
        return "fact"  # "good examples from countries in roundtable 3.1"
    return intent


def _is_of_another_name(topic: Naming, named: Sequence[Naming], knowledge: KnowledgeBase) -> bool:
    """Tell whether a topic is only named by an abbreviation that stands for something else: UPR."""
    words = normalise(topic.words)
    short = [n for n in named if n.ref.kind == "term" and normalise(n.words) == words]
    terms = [knowledge.terms[n.ref.id] for n in short if knowledge.terms[n.ref.id].name.isupper()]
    called = knowledge.topics[topic.ref.id].name
    if not terms or words in normalise(called).split():
        return False
    own = set(stems_of(called))
    meant = [set(stems_of(sense.means)) for term in terms for sense in term.senses]
    return not any(len(own & each) >= SHARED for each in meant)  # HLD: High-level Dialogue


SHARED = 2  # words by which a topic is called after what an abbreviation stands for


def _is_event(naming: Naming) -> bool:
    return naming.ref.kind == "event"


def settle(
    intent: Intent,
    named: Sequence[Naming],
    left: Sequence[str],
    knowledge: KnowledgeBase,
    *,
    counted: bool,
    quoted: bool,
) -> Intent:
    """Give what is asked where what is named and what is left decide it."""
    if intent == "fact" and not counted and not left and _is_of_events(named):
        return "event"  # "how long do the thematic sessions run": what the calendar has
    if intent in ("fact", "position") and {n.ref.kind for n in named} <= {"term"}:
        called = [word for n in named for word in normalise(n.words).split()]
        beside = [*left, *called]
        if in_place(beside, knowledge) or all_of_kind(beside, knowledge):
            return "event"  # "the Geneva thematic session"
    if intent in ("who", "agree") and _is_of_papers(named, knowledge):
        return "position"  # nobody spoke there: what the paper says of those who are asked for
    words: dict[str, set[str]] = {}
    for naming in named:
        words.setdefault(naming.ref.kind, set()).add(normalise(naming.words).removeprefix("the "))
    # "Constructive competition between agencies, whose line": a phrase, and what it was said of.
    phrase = bool(words.get("term", set()) - words.get("topic", set()) - words.get("party", set()))
    # "Who said nobody should fall through the cracks": whose words, and no list by stance.
    phrase = phrase or any(
        naming.ref.kind == "topic"
        and knowledge.topics[naming.ref.id].is_narrower(naming.name)
        and len(normalise(naming.words).split()) >= LONG_NAME
        for naming in named
    )
    if intent == "term" and quoted and words.get("topic"):
        return "said"  # civil society's “red lines”: no explanation of civil society
    against = len(left) < LONG_NAME - 1 and names_against(named, knowledge)
    if intent == "said" and not quoted and (against or not (left or phrase)):
        return "who"  # "para 46, who said what": on a thing, not in which words
    return intent


def is_of_authors(named: Sequence[Naming], knowledge: KnowledgeBase) -> bool:
    """Tell whether only bodies and experts are named that have written and not spoken."""
    parties = {n.ref.id for n in named if n.ref.kind == "party"}
    kinds = {knowledge.parties[key].kind for key in parties}
    return bool(parties) and parties <= knowledge.authors and kinds <= {"organisation", "expert"}


def _is_of_papers(named: Sequence[Naming], knowledge: KnowledgeBase) -> bool:
    """Tell whether only documents are named in which nobody's remarks stand."""
    sources = {n.ref.id for n in named if n.ref.kind == "source"}
    return bool(sources) and not any(p.source in sources for p in knowledge.positions)


def _is_of_events(named: Sequence[Naming]) -> bool:
    """Tell whether a line names events, and nothing by other words than theirs."""
    events = {n.words for n in named if n.ref.kind == "event"}
    return bool(events) and all(n.words in events for n in named)


def _names_more(named: Sequence[Naming]) -> bool:
    """Tell whether a line names a notion apart from the events that it names."""
    events = {normalise(n.words) for n in named if n.ref.kind == "event"}
    return any(n.ref.kind == "term" and normalise(n.words) not in events for n in named)
