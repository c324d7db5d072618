"""quote WORDS"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.answers.answer import Answer, Choice, Line, Note, Section
from handlers.answers.citing import tell_missing_documents
from handlers.answers.found import (
    found_section,
    has_all,
    has_run,
    nearest_of,
    show_found,
    speakers_of,
)
from handlers.answers.record import in_documents
from handlers.errors import UserError
from handlers.questions.entities import read_entities
from handlers.questions.question import Question
from handlers.questions.runs import literal_run, run_in, run_of
from handlers.questions.searching import Sought, content_words, look_for, without_contrary
from handlers.registry import Command
from handlers.request import Services
from knowledge.finding.evidence import Evidence
from knowledge.names.index import FILLER
from knowledge.names.normal import normalise

MOST = 8
LOOKED = 40  # entries and passages in which the words are looked for as they were typed
CLOSE = 0.8  # of what a glossary has of the words, for whoever has it to come before it
NEAR = 0.4  # of the words, for whoever has them to be named as near
EXACT = 0.95  # of the words that have to be there for a quotation to count as found


def find_speaker(question: Question, services: Services) -> Answer:
    """Say whose words something is, where it was half remembered, too."""
    words = content_words(question, services.knowledge, topics=True)
    # In a quotation a word is itself before it is a misspelt name: "turnkey".
    misread = [n for n in question.named if n.ref.kind == "party" and n.corrected]
    words += [word for naming in misread for word in normalise(naming.words).split()]
    if not words:
        raise UserError("Which words?", "Ask, for example: who said {topic}")
    asked = read_entities(question, services)
    parties = [p.id for p in asked.parties if p.id not in {n.ref.id for n in misread}]
    phrase = normalise(" ".join(question.quoted)) or " ".join(words)
    sought = look_for(question, services, words, parties=parties, phrase=phrase, limit=LOOKED)
    lead = ""
    if parties and not sought.whole:
        anybody = look_for(question, services, words, phrase=phrase, limit=LOOKED)
        if anybody.whole or not sought.found:
            sought = anybody
            asked_of = ", ".join(p.brief for p in asked.parties if p.id in parties)
            lead = (
                f"Nothing by {asked_of} has “{anybody.shown}”. Who has it:" if anybody.whole else ""
            )
    sought = replace(sought, found=without_contrary(question, sought.found))
    # As it was typed, else in plain words: "who regards it as an issue" is who says that it is one.
    in_plain = replace(question, words=question.plain)
    run = literal_run(question, words, sought.found) or literal_run(in_plain, words, sought.found)
    run = run or run_in(question, words, sought.found, FILLER) or run_of(question, words)
    found = _exact_first(_others_first(question, sought.found), run)
    sought = replace(sought, found=_voices_first(found)[:MOST])
    notes = [*sought.notes, *asked.notes]
    if not sought.found:
        lead = f"Nothing has “{sought.shown}” {in_documents(services.knowledge)}."
        notes.append(Note("nothing-found", lead))
    elif lead:
        notes.append(Note("no-statement", lead))
    elif sought.found[0].share < EXACT:
        lead = "Nothing has just these words; the nearest:"
        notes.append(Note("loose", lead))
    sections = found_section(services, sought.found, sought.words)
    names, label = _speakers_of(services, sought, run), "Spoken by"
    if not names and max((each.literal for each in sought.found), default=0.0) >= NEAR:
        names = speakers_of(show_found(services, nearest_of(sought.found), sought.words))
        label = "Something near it by"
    others: list[str] = []
    if names and label == "Spoken by" and not any(_has_run(each, run) for each in sought.found):
        # Not the words as they were typed: others come near the same in theirs.
        near = speakers_of(show_found(services, nearest_of(sought.found), sought.words))
        others = [name for name in near if name not in names]
    if others or len(names) > 1:
        told = {label: names, "Near it": others}
        lines = tuple(Line(", ".join(who), how) for how, who in told.items() if who)
        sections.insert(0, Section(items=lines))
    answer = Answer(
        query=question.text,
        command="quote",
        title=f"“{run or phrase}”",
        lead=lead,
        sections=tuple(sections),
        choices=(Choice("Search everywhere", f"search {run or phrase}"),),
        notes=tuple(notes),
        page=question.page,
    )
    return tell_missing_documents(services, answer)


def _speakers_of(services: Services, sought: Sought, run: str) -> list[str]:
    """Name who has the words themselves, and nobody who only comes near them."""
    running = [each for each in sought.found if _has_run(each, run)]
    whole = [each for each in sought.found if each.literal >= EXACT]
    said = running or [each for each in whole if has_all(each, sought.saying)] or whole
    return speakers_of(show_found(services, said, sought.words))


def _has_run(each: Evidence, run: str) -> bool:
    return " " in run and has_run(each, run)


def _others_first(question: Question, found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Put last what somebody says to whom it was said: "who told Lauber that he misunderstood"."""
    return tuple(
        sorted(found, key=lambda each: not set(question.aside).isdisjoint(each.entry.parties))
    )


def _voices_first(found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Put before a glossary that only comes near the words who comes as near to them."""
    best = found[0] if found else None
    if best is None or best.entry.kind != "term" or best.share >= EXACT:
        return tuple(found)
    near = [each for each in found if each.entry.parties and each.share >= CLOSE * best.share]
    return (*near, *(each for each in found if each not in near))


def _exact_first(found: Sequence[Evidence], run: str) -> tuple[Evidence, ...]:
    """Put first what has several words as they were typed, one after another."""
    return tuple(sorted(found, key=lambda each: not _has_run(each, run)))


COMMAND = Command(
    name="quote",
    usage="WORDS",
    summary="Who said it: whose words something is, half remembered or whole.",
    examples=("quote {topic}", 'quote "{topic}"'),
    handler=find_speaker,
    aliases=("said", "quotes"),
    rank=42,
)
