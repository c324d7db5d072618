"""What is asked in words alone: what persons said, else what has the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from handlers.answers.answer import Choice, Line, Section, Statement
from handlers.answers.citing import state_all
from handlers.answers.entries import show_term
from handlers.answers.found import found_section, has_all, has_kin
from handlers.answers.record import in_documents
from handlers.positions.draft import NEAR, Draft
from handlers.questions.question import Question
from handlers.questions.searching import (
    Sought,
    content_words,
    look_for,
    on_or_in,
    said_through,
    sources_meant,
    tell_near,
    words_beside_sources,
)
from knowledge.finding.evidence import Evidence
from knowledge.finding.weighing import is_light
from knowledge.model import Position, Term
from knowledge.names.normal import normalise


def add_words(draft: Draft) -> None:
    """What is asked in words alone: what persons said, else what has the words."""
    question, knowledge = draft.question, draft.knowledge
    words = content_words(question, knowledge, topics=True)
    spoken = said_through(question, knowledge)
    if spoken and (len(question.named) + len(question.left) > 1 or _is_worded(question)):
        names = {knowledge.people[key].name for key in question.people}
        draft.subject = ", ".join(sorted(names))
        draft.tell_strange()
        tell_voiced(draft, spoken)
        return
    sources = sources_meant(question, knowledge)
    within = words_beside_sources(question, knowledge, words) if sources else words
    sought = look_for(question, draft.services, within or words, sources=sources)
    if sources and not sought.whole:
        # What tells of the meeting or paper by name may have more of the words.
        named = look_for(question, draft.services, words, sources=sources)
        sought = max((named, sought), key=lambda each: each.found[0].share if each.found else 0)
    if sources and not sought.found:
        sought = look_for(question, draft.services, words)
    if not sought.found and question.terms:
        # What a strange word stands beside is known: "KNOMAD acronim".
        terms = [knowledge.terms[key] for key in question.terms]
        items = tuple(entry for term in terms for entry in show_term(draft.services, term))
        draft.subject = ", ".join(term.name for term in terms)
        draft.tell_strange()
        draft.sections.append(Section(items=items))
        return
    only = _only_named(draft)
    if only is None:
        tell_found(draft, sought, "")
        return
    draft.subject = only.name
    draft.notes += sought.notes
    draft.sections.append(Section(items=tuple(show_term(draft.services, only))))
    rest = [each for each in sought.found if each.entry.id != only.id]
    found = found_section(draft.services, rest, sought.words)
    draft.sections += [replace(section, brief=True, related=True) for section in found]


def _only_named(draft: Draft) -> Term | None:
    """Give the abbreviation that is all that a line names: "FARMS, who set it up"."""
    named = {normalise(n.words): n.ref for n in draft.question.named if n.ref.kind == "term"}
    others = {normalise(n.words) for n in draft.question.named} - set(named)
    long = {words: ref for words, ref in named.items() if len(words) > SHORT}
    if others or len(long) != 1:
        return None
    ((words, ref),) = long.items()
    term = draft.knowledge.terms[ref.id]
    return term if term.name.isupper() and normalise(term.name) == words else None


SHORT = 2  # letters of what is named in passing: the UN


def tell_voiced(draft: Draft, spoken: Sequence[Position]) -> None:
    """Tell what somebody said for whom he spoke, what has the question's words first."""
    items = state_all(draft.services, draft.by_words(spoken))
    full = 0 if draft.wants_several else 1
    voices = {(p.party, p.on_behalf_of) for p in spoken}
    by: Literal["party", "topic"] = "topic" if len(voices) == 1 else "party"
    if items[:full]:
        draft.sections.append(Section(items=items[:full], named=True))
    if items[full:]:
        party = draft.knowledge.parties[spoken[0].party]
        title = party.brief if by == "topic" and not full else ""
        told = Section(title=title, items=items[full:], brief=True, by=by, named=by == "party")
        draft.sections.append(told)


def tell_found(draft: Draft, sought: Sought, by: str) -> None:
    """Tell what has the words; where it has only some of them, say so first."""
    draft.notes += sought.notes
    # A word too long for one is not looked for.
    shown = sought.shown or normalise(draft.question.words)
    draft.subject = draft.subject or f"“{shown}”"
    if not sought.found:
        where = in_documents(draft.knowledge)
        draft.silence("nothing-found", f"Nothing{by} {on_or_in(shown)} {where}.")
        draft.choices.append(Choice("What can be asked", "help"))
        return
    known = all(map(draft.services.evidence.knows, sought.words))
    # Of one word nothing has half: what only has another that people use for it is no answer.
    several = known and len(sought.words) > 1
    # A party's own words for the same thing are no silence: "churches", faith-based organizations.
    own = bool(by) and sought.found[0].entry.kind == "position"
    spoken = [each for each in sought.found if each.entry.kind == "position"]
    having = sum(each.share >= ALIKE for each in spoken)
    alike = own and len(sought.words) == 1 and 0 < having <= FEW_ALIKE
    close = sought.whole or alike or (several and sought.found[0].share >= NEAR)
    close = close or (own and _says_each(sought, spoken))
    if close and not sought.in_words:
        draft.leads.append(tell_near(sought, by))
    elif not sought.in_words:
        phrase = " " in sought.shown
        how = "in just these words," if phrase else "has"
        text = f"Nothing{by} {how} “{sought.shown}”; the nearest:"
        draft.silence("loose", text)
    sought = _part_first(draft, sought)
    # More of them fit on the first page without their passages.
    full = 0 if draft.wants_several or not sought.in_words else 1
    for section in found_section(draft.services, sought.found, sought.words):
        listed = draft.wants_several and sought.in_words
        if listed and (of_one := _of_one_voice(draft, section)):
            draft.sections += of_one
            continue
        if section.items[:full]:
            draft.sections.append(replace(section, items=section.items[:full]))
        if section.items[full:]:
            draft.sections.append(replace(section, items=section.items[full:], brief=True))


def _says_each(sought: Sought, spoken: Sequence[Evidence]) -> bool:
    """Tell whether each of some words is said, one by one and in other words: "apps and tech"."""
    telling = [word for word in sought.words if not is_light(word)]
    return len(telling) > 1 and all(
        any(has_all(each, [word]) or has_kin(each, word) for each in spoken) for word in telling
    )


def _of_one_voice(draft: Draft, section: Section) -> list[Section]:
    """List several statements by one voice, which is named once, in their order; then tell them.

    Returns:
        A line for each, and all of them in full; nothing where they are few or of several voices.
    """
    said = [item for item in section.items if isinstance(item, Statement)]
    voices = {(s.party_name, s.on_behalf_of_name, s.voiced_by, s.source_line) for s in said}
    if len(said) < SAYING or len(voices) != 1:
        return []
    ((party, group, person, where),) = voices
    title = f"{group} ({party})" if group else party
    title += f", voiced by {person.partition(',')[0]}" if person else ""  # whose office is below
    title += f" – {where}"
    own = draft.knowledge.said_by(said[0].party)
    place = {position.id: at for at, position in enumerate(own)}
    said.sort(key=lambda each: place.get(each.id, 0))  # in the order of the editors' files
    lines = tuple(Line(_CLAUSE.split(each.summary)[0], each.topic_name) for each in said)
    return [Section(title=title, items=lines, dense=True), replace(section, detail=True)]


_CLAUSE = re.compile(r"; ")


def _part_first(draft: Draft, sought: Sought) -> Sought:
    """Put what is asked for before what tells it among all the others of a series."""
    if draft.wants_several:
        return _whole_first(draft, sought)
    whole, part = (*sought.found[:2], None, None)[:2]
    if whole is None or part is None or len(sought.words) < SAYING:
        return sought
    near = part.share >= NEARLY * whole.share
    if not near or not draft.services.evidence.is_part(part.entry, whole.entry):
        return sought
    return replace(sought, found=(part, whole, *sought.found[2:]))


def _whole_first(draft: Draft, sought: Sought) -> Sought:
    """Put what tells all of a series in the place of its parts, where several are asked for."""
    if not sought.found:
        return sought
    best, *others = sought.found
    is_part = draft.services.evidence.is_part
    whole = next((each for each in others if is_part(best.entry, each.entry)), None)
    if whole is None:
        return sought
    rest = (each for each in sought.found if not is_part(each.entry, whole.entry))
    return replace(sought, found=(whole, *(each for each in rest if each is not whole)))


ALIKE = 0.5  # of one word: another stands for it
FEW_ALIKE = 2  # statements; a word that more have, "compact" for "agreement", stands for nothing
SAYING = 3  # words, of which a part of a series can be told from the others
NEARLY = 0.8  # of the share of what tells them all


def _is_worded(question: Question) -> bool:
    """Tell whether it is asked what somebody said: "Mokhiber, what did he say"."""
    return question.certainty == "worded" and question.intent == "fact"
