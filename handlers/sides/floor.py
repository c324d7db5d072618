"""Who took the floor: on paragraphs of the draft, in a span of time, or not on a topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.answers.answer import Choice, Line, Note, Section
from handlers.answers.board import name_by_stance, name_voices
from handlers.answers.citing import state_all
from handlers.answers.events import by_date
from handlers.answers.record import asked_first, by_party, mid_sentence
from handlers.answers.silent import tell_silent
from handlers.questions.grammar import OPPOSE
from handlers.questions.question import Span
from handlers.sides.draft import Draft
from handlers.sides.stances import ALL_WORDS
from knowledge.model import Position, Topic
from knowledge.names.index import FILLER
from knowledge.names.normal import normalise


def tell_paragraphs(draft: Draft) -> None:
    """Who takes which stance where they name a paragraph or objective."""
    numbers = [*draft.question.paragraphs, *(f"objective {n}" for n in draft.question.objectives)]
    names = [n if n.startswith("objective") else f"paragraph {n}" for n in numbers]
    draft.title = f"Who spoke of {', '.join(names)}"
    itself: dict[str, None] = {}
    around: dict[str, None] = {}
    for number, name in zip(numbers, names, strict=True):
        found = draft.services.evidence.on_paragraph(number)
        near = draft.services.evidence.near_paragraph(number)
        itself |= dict.fromkeys(found)
        # What is said of a paragraph's parts is said of it, but not what is said of its others.
        (around if "(" in number and found else itself).update(dict.fromkeys(near))
        if not found:
            text = f"Nothing on {name} itself is on record."
            draft.silences.append(text)
            draft.notes.append(Note("no-statement", text))
    spoken = _closest_first(draft, itself)
    if not spoken:
        return
    if draft.question.stances[:1] == ("oppose",) and not any(p.stance in OPPOSE for p in spoken):
        text = f"No statement on {', '.join(names)} is coded as opposing."
        draft.leads.append(text)
        draft.notes.append(Note("no-statement", text, told=True))
    beside = _closest_first(draft, [key for key in around if key not in itself])
    lines = [Line(_name(draft, spoken))]
    if beside:
        lines.append(Line(_name(draft, beside), "On what is around it"))
    saying = _saying_all(draft, spoken)
    others = [position for position in (*spoken, *beside) if position not in saying]
    if saying:
        items = state_all(draft.services, saying)
        draft.sections.append(Section(items=items, brief=True))
    draft.sections.append(Section(items=tuple(lines)))
    if others:
        items = state_all(draft.services, others)
        draft.sections.append(Section(items=items, brief=True))


def _name(draft: Draft, spoken: Sequence[Position]) -> str:
    """Name who spoke; by their stances, the asked ones first, where a side is asked for."""
    wanted = draft.question.stances
    if not wanted:
        return ", ".join(name_voices(draft.knowledge, spoken))
    return name_by_stance(draft.knowledge, spoken, asked_first(wanted))


def _saying_all(draft: Draft, spoken: Sequence[Position]) -> list[Position]:
    """Choose the one who says all that is asked beside a paragraph; () where not just one does."""
    telling = _asked_beside(draft)
    weigh = draft.services.evidence.weigh_text
    saying = [p for p in spoken if telling and weigh(telling, p.summary) >= ALL_WORDS]
    return saying if len(saying) == 1 < len(spoken) else []


def _closest_first(draft: Draft, keys: Iterable[str]) -> list[Position]:
    """Sort statements by what else is asked: the stance, then the words; then by party."""
    spoken = by_party(draft.knowledge, map(draft.knowledge.position, keys))
    wanted = draft.question.stances[:1]
    telling = _asked_beside(draft)
    weigh = draft.services.evidence.weigh_text

    def order(position: Position) -> tuple[float, bool]:
        fit = round(weigh(telling, position.summary), 1) if telling else 0.0
        return -fit, bool(wanted) and position.stance not in wanted

    return sorted(spoken, key=order)


def _asked_beside(draft: Draft) -> list[str]:
    """List the words that a question has beside a paragraph: its topics' and notions', too."""
    named = (n.words for n in draft.question.named if n.ref.kind in ("topic", "term"))
    called = [word for words in named for word in normalise(words).split() if word not in FILLER]
    return [*draft.telling(), *called]


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
