"""Who said what on a paragraph or objective of the draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.answers.answer import Choice, Line, Section
from handlers.answers.board import name_voices
from handlers.answers.citing import state_all
from handlers.positions.draft import FEW, Draft, list_names
from handlers.positions.party import board_of_party
from handlers.positions.words import tell_found
from handlers.questions.searching import look_for, voices_of
from knowledge.model import Party, Position
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
        if not named and not near and _found_number(draft, number):
            continue
        if not named:
            who = f" by {list_names(parties)}" if parties else ""
            text = f"Nothing{who} on {_spell_number(number)} is on record."
            if near:
                text += f" On {_spell_number(number.split('(')[0])}:"
            draft.silence("no-statement", text)
        if len(named) > 1:
            line = Line(", ".join(name_voices(draft.knowledge, named)), "Spoken of by")
            draft.sections.append(Section(items=(line,)))
        for chosen, related in ((named, False), (near, bool(named))):
            if chosen:
                title = "On the same paragraph" if related else ""
                items = state_all(draft.services, chosen)
                brief = len(items) > FEW
                draft.sections.append(
                    Section(title=title, items=items, related=related, named=True, brief=brief)
                )
        whole = _spell_number(number)
        draft.choices.append(Choice(f"Search {whole}", f'search "{whole}"'))
    if parties and not draft.sections:
        for party in parties:
            draft.sections += board_of_party(draft, party)


def _found_number(draft: Draft, number: str) -> bool:
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
