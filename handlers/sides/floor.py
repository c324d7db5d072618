"""Who took the floor: on paragraphs of the draft, in a span of time, or not on a topic."""

from __future__ import annotations

from handlers.answers.answer import Choice, Line, Note, Section
from handlers.answers.board import name_voices
from handlers.answers.citing import state_all
from handlers.answers.events import by_date
from handlers.answers.record import by_party, mid_sentence
from handlers.answers.silent import tell_silent
from handlers.questions.question import Span
from handlers.sides.draft import Draft
from knowledge.model import Topic


def tell_paragraphs(draft: Draft) -> None:
    """Who takes which stance where they name a paragraph or objective."""
    numbers = [*draft.question.paragraphs, *(f"objective {n}" for n in draft.question.objectives)]
    names = [n if n.startswith("objective") else f"paragraph {n}" for n in numbers]
    draft.title = f"Who spoke of {', '.join(names)}"
    keys: dict[str, None] = {}
    for number in numbers:
        found = draft.services.evidence.on_paragraph(number)
        keys |= dict.fromkeys(found)
        keys |= dict.fromkeys(draft.services.evidence.near_paragraph(number))
        if not found:
            text = f"Nothing on {names[numbers.index(number)]} itself is on record."
            draft.silences.append(text)
            draft.notes.append(Note("no-statement", text))
    spoken = [draft.knowledge.position(key) for key in keys]
    if spoken:
        names_ = Line(", ".join(name_voices(draft.knowledge, spoken)))
        items = state_all(draft.services, by_party(draft.knowledge, spoken))
        draft.sections += [Section(items=(names_,)), Section(items=items, brief=True)]


def tell_day(draft: Draft, span: Span) -> None:
    """Who took the floor in a span of time, at each meeting on record."""
    draft.title = f"Who spoke, {span.words}"
    for event in by_date(draft.knowledge.events.values()):
        if span.meets(event.when.first, event.when.last):
            spoken = [p for p in draft.knowledge.positions if p.session == event.id]
            if spoken:
                names = ", ".join(name_voices(draft.knowledge, spoken))
                line = Line(names, f"{event.brief}, {event.when.spell()}")
                draft.sections.append(Section(items=(line,)))
    if not draft.sections:
        text = f"Nothing that was said {span.words} is on record."
        draft.silences.append(text)
        draft.notes.append(Note("no-statement", text))


def list_silent(draft: Draft, topic: Topic) -> None:
    """Who took the floor, but said nothing on a topic."""
    draft.title = f"Who has not spoken on {mid_sentence(topic.name)}"
    lead, sections = tell_silent(draft.services, topic)
    draft.leads.append(lead)
    draft.sections += sections
    draft.choices.append(Choice(f"All on {topic.brief}", f"position {topic.name}"))
