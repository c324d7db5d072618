"""Says where parties stand on topics, or what was said in a question's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from handlers.answers.answer import Answer, Row, Section, Statement
from handlers.answers.citing import has_any, voices_of
from handlers.answers.record import mid_sentence
from handlers.errors import UserError
from handlers.positions.draft import Draft, list_names
from handlers.positions.groupings import add_groupings, add_members, asks_of_region
from handlers.positions.in_words import (
    add_number,
    add_on_bodies,
    asks_of_body,
    tell_of_body,
)
from handlers.positions.paragraphs import add_paragraphs, add_series
from handlers.positions.parties import add_parties
from handlers.positions.topics import add_topics
from handlers.positions.words import add_words
from handlers.questions.entities import Asked, call_topic, read_entities
from handlers.questions.papers import find_asked_in_series, told_paragraphs
from handlers.questions.question import Question
from handlers.questions.searching import said_through, silence_of_time
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.model import NEGOTIATING, Party
from knowledge.names.normal import normalise


def answer_position(question: Question, services: Services) -> Answer:
    """Say what a party said on a topic, what a party said, or who said what on a topic.

    What is asked in other words than names is looked for in every entry and passage: the asked
    party's own first, and never another's words under its name.
    """
    if not question.words:
        raise UserError(
            "A party or a topic is missing.", "Ask, for example: position {party} {topic}"
        )
    asked = read_entities(question, services)
    if asked.unclear:
        return asked.unclear
    asked = replace(asked, parties=_without_silent(question, asked, services.knowledge))
    draft = Draft(services, question, several=len(asked.parties) > 1)
    series = find_asked_in_series(question, asked.parties, services.knowledge)
    draft.sections += told_paragraphs(question, services)
    _tell_time(draft)
    if series:
        add_series(draft, series)
    elif question.paragraphs or question.objectives:
        add_paragraphs(draft, asked.parties)
    elif asked.parties and not asks_of_region(draft, asked.topics):
        add_number(draft)
        if asks_of_body(question, asked.parties) and tell_of_body(draft):
            draft.tell_unknown()
            return draft.finish("position", list_names(asked.parties), asked.notes)
        _add_speaking(draft, asked)
    elif question.groupings and not said_through(question, services.knowledge):
        add_groupings(draft, asked.topics)
    elif asked.topics:
        add_topics(draft, asked.topics)
    else:
        add_words(draft)
    draft.tell_unknown()
    draft.sections = _once(draft.sections)
    stands = any(has_any(section.items, Statement) for section in draft.sections)
    topics = ", ".join(call_topic(topic, question, stands=stands) for topic in asked.topics)
    answering = [party for party in asked.parties if party.id not in draft.about]
    called = ", ".join(_call_party(draft, party) for party in answering or asked.parties)
    names = [called, topics, draft.subject]
    if len(asked.parties) == 1 and not any(names[1:]):
        names = [_spell_out(asked.parties[0])]
    title = " · ".join(filter(None, names)) or question.text
    return draft.finish("position", title, asked.notes)


def _add_speaking(draft: Draft, asked: Asked) -> None:
    """Add what the parties said that are asked for, and not those who are only spoken of."""
    about = _addressed(draft.question, asked) or _spoken_of(asked.parties)
    draft.about = tuple(party.id for party in about)
    speaking = [party for party in asked.parties if party not in about]
    add_parties(draft, speaking, asked.topics)
    if asked.topics and len(speaking) == 1:
        add_on_bodies(draft, speaking[0])
    add_members(draft, asked.topics)


def _tell_time(draft: Draft) -> None:
    """Say first where nothing was said in the time that is asked for."""
    if silent := silence_of_time(draft.question, draft.services):
        draft.silence("no-statement", silent)


def _once(sections: Sequence[Section]) -> list[Section]:
    """Tell a statement once where sections that are found in several ways follow one another."""
    seen: set[str] = set()
    kept: list[Section] = []
    for section in sections:
        if not section.detail:
            items = [i for i in section.items if not isinstance(i, Statement) or i.id not in seen]
            seen.update(item.id for item in items if isinstance(item, Statement))
            if section.items and not items:
                continue
            if len(items) < len(section.items):
                section = replace(section, items=tuple(items))
        kept.append(section)
    return kept


def _call_party(draft: Draft, party: Party) -> str:
    """Name a party; a group whose own voice is not told by the name that was used: "EU".

    What others said of the EU in 2017 is not what a group of 27 said in 2018.
    """
    if party.kind != "group":
        return party.brief
    told = [section.items for section in draft.sections if section.items and not section.related]
    voices = {key for items in told for voice in voices_of(items) for key in voice}
    if not told or party.id in voices or any(has_any(items, Row) for items in told):
        return party.brief
    used = {normalise(n.words) for n in draft.question.named if n.ref.id == party.id}
    names = (party.brief, *party.aliases)
    return next((name for name in names if normalise(name) in used), party.brief)


def _without_silent(
    question: Question, asked: Asked, knowledge: KnowledgeBase
) -> tuple[Party, ...]:
    """Leave out who said nothing on a topic of several that one word means: "the chairs"."""
    words = {n.ref.id: n.words for n in question.named if n.ref.kind == "party"}
    family = knowledge.topic_families(topic.id for topic in asked.topics)

    def speaks(party: Party) -> bool:
        return any(family.intersection(p.topics) for p in knowledge.said_as(party))

    together = Counter(words.values())
    kept = tuple(p for p in asked.parties if together[words.get(p.id, "")] < 2 or speaks(p))
    return kept if family and kept else asked.parties


def _spoken_of(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Tell which parties of several are what is spoken of: bodies, where a state is named too."""
    states = [p for p in parties if p.kind in NEGOTIATING or p.kind == "expert"]
    if len(states) != 1:
        return ()
    return tuple(party for party in parties if party not in states)


# What stands before a party that another one is asked about: "did Norway agree with Austria".
_TOWARDS = (
    r" (?:.* )?(?:with|against|behind|supports?|supported|backs?|backed|seconds?|seconded|echo"
    r"|echoes|echoed|joins?|joined|opposes?|opposed|contradicts?|contradicted|mentions?|mentioned|names?"
    r"|named|thanks?|thanked|(?:says?|said|repl(?:y|ied)|answer(?:ed)?|respond(?:ed)?|talk(?:ed)?"
    r"|speak|spoke) (?:to|about|of)) (?:the )?"
)


def _addressed(question: Question, asked: Asked) -> tuple[Party, ...]:
    """Tell of two parties which one the other spoke to or of, by the words between them."""
    words = {n.ref.id: normalise(n.words) for n in question.named if n.ref.kind == "party"}
    if len(asked.parties) > 1 and not asked.topics:
        called = ((party, re.escape(words.get(party.id, ""))) for party in asked.parties)
        wanted = [
            party for party, name in called if name and re.search(_WANTED_OF + name, question.plain)
        ]
        # "What do Chile and Cuba want to know from the Secretary-General".
        if 0 < len(wanted) < len(asked.parties):
            return tuple(wanted)
    if len(asked.parties) != 2 or asked.topics:
        return ()
    saying = [p for p in asked.parties if _says(words.get(p.id, ""), question.plain)]
    if len(saying) == 1:  # "what did ICMPD say about Europe"
        return tuple(party for party in asked.parties if party not in saying)
    first, second = (re.escape(words.get(party.id, "")) for party in asked.parties)
    between = rf"\b{first}{_TOWARDS}{second}\b"
    return asked.parties[1:] if re.search(between, question.plain) else ()


_WANTED_OF = r"\b(?:know|hear|learn|wants?|asks?|asked|expects?|needs?)(?: \w+){0,2} from (?:the )?"


def _says(name: str, line: str) -> bool:
    """Tell whether it is asked what somebody said, who is named so."""
    asked = rf"\b(?:did|does|has|have|do) (?:the )?{re.escape(name)} (?:say|said|tell|told|report)"
    return bool(name) and bool(re.search(rf"{asked}\b", line))


def _spell_out(party: Party) -> str:
    """Write out what an abbreviation stands for, or who an expert is, where just that was asked."""
    if party.kind == "expert" and party.description:
        return f"{party.name}, {mid_sentence(party.description.rstrip('.'))}"
    shortened = party.brief.isupper() and party.name != party.brief
    return f"{party.brief}: {party.name}" if shortened else party.brief
