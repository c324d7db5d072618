"""Who said what on a paragraph or objective of the draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.answers.answer import Choice, Line, Section
from handlers.answers.board import name_voices
from handlers.answers.citing import state_all
from handlers.answers.entries import show_proposal
from handlers.answers.found import found_section
from handlers.answers.record import own_positions
from handlers.positions.draft import FEW, Draft, list_names
from handlers.positions.following import add_next
from handlers.positions.party import board_of_party
from handlers.positions.words import tell_found
from handlers.questions.papers import find_on_paragraph, is_of_papers, papers_asked
from handlers.questions.searching import look_for, voices_of
from knowledge.model import Party, Position, Proposal
from knowledge.names.normal import normalise


def add_paragraphs(draft: Draft, parties: Sequence[Party]) -> None:
    """Who said what on a paragraph or objective of the draft; on the one around it, else."""
    evidence = draft.services.evidence
    numbers = [
        *draft.question.paragraphs,
        *(f"objective {number}" for number in draft.question.objectives),
    ]
    draft.subject = ", ".join(_spell_number(number) for number in numbers)
    voices = {voice for party in parties for voice in voices_of(party, draft.knowledge)}
    for number in numbers:
        named = _by_any(draft, evidence.on_paragraph(number), voices)
        near = _by_any(draft, evidence.near_paragraph(number), voices)
        near = [p for p in near if p.id not in {each.id for each in named}]
        if named and "(" not in number:  # what is on 42(c) is on paragraph 42
            named, near = [*named, *near], []
        elsewhere = not named or is_of_papers(draft.question)
        if elsewhere and _tell_elsewhere(draft, number, parties, near):
            continue
        if not named:
            _tell_silent(draft, number, parties, bool(near))
        if len(named) > 1:
            line = Line(", ".join(name_voices(draft.knowledge, named)), "Spoken of by")
            draft.sections.append(Section(items=(line,)))
        _tell_named(draft, named, "", parties)
        _tell_named(draft, near, "On the same paragraph" if named else "", parties)
        if len(parties) > 1 and named:
            _tell_others(draft, number, parties, [*named, *near])
        if parties:
            add_next(draft, named)
        whole = _spell_number(number)
        draft.choices.append(Choice(f"Search {whole}", f'search "{whole}"'))
    if parties and not draft.sections:
        for party in parties:
            draft.sections += board_of_party(draft, party)


def _tell_others(
    draft: Draft, number: str, parties: Sequence[Party], told: Sequence[Position]
) -> None:
    """Say who of several parties does not name a paragraph, and what it said of the same matter."""
    knowledge = draft.knowledge
    silent = [p for p in parties if not any(each.party in voices_of(p, knowledge) for each in told)]
    if not silent:
        return
    who = list_names(silent)
    draft.silence("no-statement", f"Nothing by {who} names {_spell_number(number)}.")
    topics = {topic for position in told for topic in position.topics}
    said = [p for party in silent for p in own_positions(knowledge, party)]
    same = [p for p in said if not topics.isdisjoint(p.topics)]
    _tell_named(draft, same, "Of the same matter, without the number", parties)


def _tell_named(
    draft: Draft, positions: Sequence[Position], title: str, parties: Sequence[Party]
) -> None:
    """Add who names a paragraph; of several that are asked, each before the rest of any."""
    if not positions:
        return
    several = len(parties) > 1
    items = state_all(draft.services, _each_first(positions) if several else positions)
    brief = len(items) > (FEW if parties else 1) or several
    section = Section(title=title, items=items, related=bool(title), named=True, brief=brief)
    draft.sections.append(section)


def _each_first(positions: Sequence[Position]) -> list[Position]:
    """Put the first statement of each party before the second of any."""
    told: Counter[str] = Counter()
    turns: dict[str, int] = {}
    for position in positions:
        turns[position.id] = told[position.party]
        told[position.party] += 1
    return sorted(positions, key=lambda position: turns[position.id])


def _tell_silent(draft: Draft, number: str, parties: Sequence[Party], near: bool) -> None:
    """Say that nobody names a paragraph, before what is on the one around it."""
    who = f" by {list_names(parties)}" if parties else ""
    text = f"Nothing{who} on {_spell_number(number)} is on record."
    if near:
        text += f" On {_spell_number(number.split('(')[0])}:"
    draft.silence("no-statement", text)


def add_series(draft: Draft, proposals: Sequence[Proposal]) -> None:
    """Tell the proposals that a question numbers: "the fifth short-term proposal"."""
    items = tuple(show_proposal(draft.services, proposal) for proposal in proposals)
    draft.sections.append(Section(items=items))
    for key in dict.fromkeys(p.party for p in proposals if p.party):
        brief = draft.knowledge.parties[key].brief
        draft.choices.append(Choice(f"All by {brief}", f"position {brief}"))


def _tell_elsewhere(
    draft: Draft, number: str, parties: Sequence[Party], near: Sequence[Position]
) -> bool:
    """Tell what papers say on a paragraph of an annex or a report, or passages that have it."""
    papers = papers_asked(draft.question, parties, draft.knowledge)
    found = find_on_paragraph(number, papers)
    items = tuple(show_proposal(draft.services, proposal) for proposal in found)
    others = parties and not draft.question.sources
    if items and others and not any(_is_by(proposal, parties) for proposal in found):
        title = _head_others(draft, number, parties)
        draft.sections.append(Section(title=title, items=items, brief=True, related=True))
        return True
    draft.sections += [Section(items=items, brief=len(items) > 1)] if items else []
    return bool(items) or (not near and _found_number(draft, number, parties))


def _head_others(draft: Draft, number: str, parties: Sequence[Party]) -> str:
    """Say that parties are silent on a paragraph, and give the heading of what others say.

    Another's words are never shown under the name of who did not speak of it.
    """
    _tell_silent(draft, number, parties, near=False)
    return f"Others, on {_spell_number(number)}"


def _is_by(proposal: Proposal, parties: Sequence[Party]) -> bool:
    """Tell whether one of some parties wrote a proposal, or is named as who it is from."""
    return any(party.id == proposal.party or party.brief in proposal.author for party in parties)


def _found_number(draft: Draft, number: str, parties: Sequence[Party]) -> bool:
    """Show passages that have a number which no statement names, such as an annex's."""
    if "(" not in number:
        return False
    words = normalise(number).split()
    sought = look_for(draft.question, draft.services, words, phrase=normalise(number))
    if not sought.whole:
        return False
    # Of the places that have the number, those with the question's other words come first.
    wider = look_for(draft.question, draft.services, [*words, *draft.question.left])
    keys = [each.entry.id for each in sought.found]
    better = [each for each in wider.found if each.entry.id in keys]
    found = list({each.entry.id: each for each in (*better, *sought.found)}.values())
    sought = replace(sought, found=tuple(found))
    voices = {voice for party in parties for voice in voices_of(party, draft.knowledge)}
    if voices and voices.isdisjoint(found[0].entry.parties):
        title = _head_others(draft, number, parties)
        draft.sections += found_section(draft.services, found, sought.words, title)
        return True
    tell_found(draft, sought, "")
    return True


def _by_any(draft: Draft, keys: Iterable[str], voices: set[str]) -> list[Position]:
    """Give the positions of some voices, or of all; best known words first."""
    chosen = [draft.knowledge.position(key) for key in keys]
    if voices:
        chosen = [p for p in chosen if p.party in voices or p.on_behalf_of in voices]
        chosen = [p for p in chosen if not p.on_behalf_of or p.on_behalf_of in voices]
    return draft.by_words(chosen)


def _spell_number(number: str) -> str:
    return number if number.startswith("objective") else f"paragraph {number}"
