"""A document's text cut as its form says, or as the form that fits it best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.documents.floor import read_floor_record
from knowledge.documents.forms.bulletin import read_bulletin
from knowledge.documents.forms.spoken import Speakers, read_spoken
from knowledge.documents.forms.styles import STYLES
from knowledge.documents.locators import Document
from knowledge.documents.prose import SectionMark, read_prose

_LEAST = 2  # known speakers that a form has to find
# Of forms that find as much, the one that asks for more of a line comes first.
_ORDER = (
    "voices",
    "table",
    "numbered",
    "emphasis",
    "floor",
    "capitals",
    "colon",
    "headings",
    "lines",
)


def read_as(
    text: str,
    form: str,
    speakers: Speakers,
    sections: Sequence[SectionMark] = (),
    *,
    whole: bool = False,
) -> Document:
    """Cut a document.

    Args:
        text: in the notation of plain notes.
        form: how, or "auto" for what fits best.
        speakers: who is meant by what is printed.
        sections: of prose and bulletins: how the sections begin.
        whole: whether the text's paragraphs are whole, so that none goes on in the next.

    Returns:
        The document, with the form that was taken and, for "auto", why.
    """
    if form == "auto":
        chosen = choose_form(text, speakers, sections, whole=whole)
        return replace(chosen.document, why=chosen.why)
    if form == "prose":
        document = read_prose(text, sections, joins=not whole)
    elif form == "bulletin":
        document = read_bulletin(text, sections, speakers, joins=not whole)
    elif form == "floor":
        document = read_floor_record(text, speakers.parties, speakers.none, speakers.is_name)
    else:
        document = read_spoken(text, form, speakers)
    return replace(document, style=form)


@dataclass(frozen=True, slots=True)
class Choice:
    """The form that fits a document best.

    Args:
        form: which.
        document: as it is cut by that form.
        why: in a sentence.
    """

    form: str
    document: Document
    why: str


@dataclass(frozen=True, slots=True)
class _Trial:
    form: str
    document: Document
    known: int  # interventions whose speaker is known
    unknown: int
    words: float  # share of the words that are a known speaker's

    @property
    def score(self) -> float:
        return (self.known - 1.5 * self.unknown) * (0.2 + self.words)

    def spell(self) -> str:
        return f"{self.form}: {self.known} of {self.known + self.unknown} labels are names"


def choose_form(
    text: str, speakers: Speakers, sections: Sequence[SectionMark] = (), *, whole: bool = False
) -> Choice:
    """Try every form on a document.

    Args:
        text: in the notation of plain notes.
        speakers: who is meant by what is printed, and what is a name.
        sections: how its sections begin, where somebody has said.
        whole: whether the text's paragraphs are whole.

    Returns:
        The form under which most labels are names and most words are somebody's; prose where none
        finds two names.
    """
    trials = [_try(text, form, speakers) for form in _ORDER]
    found = [trial for trial in trials if trial.known >= _LEAST and trial.score > 0]
    found.sort(key=lambda trial: (-trial.score, _ORDER.index(trial.form)))
    bulletin = read_as(text, "bulletin", speakers, sections, whole=whole)
    told = sum(_is_name(t.label, speakers) for each in bulletin.told.values() for t in each)
    if told >= _LEAST and (not found or told > 2 * found[0].known):
        why = f"bulletin: {told} clauses tell what a named party said"
        return Choice("bulletin", bulletin, why)
    if not found:
        why = "prose: no form finds two names of speakers"
        return Choice("prose", read_as(text, "prose", speakers, sections, whole=whole), why)
    others = "; ".join(trial.spell() for trial in found[1:3])
    why = found[0].spell() + (f" ({others})" if others else "")
    return Choice(found[0].form, found[0].document, why)


def _is_name(label: str, speakers: Speakers) -> bool:
    return speakers.may_mean(label)


def _try(text: str, form: str, speakers: Speakers) -> _Trial:
    document = read_as(text, form, speakers)
    known = words = every = unknown = 0
    for turn in document.interventions:
        length = sum(len(part.split()) for part in turn.parts)
        named = _is_name(turn.label, speakers)
        # A label in another style than the form's speaks against the form.
        named = named and (turn.label in speakers.parties or speakers.is_name(turn.label))
        known, unknown = known + named, unknown + (not named)
        words += length if named else 0
        every += length
    every += sum(len(line.split()) for _, line in document.aside)
    return _Trial(form, document, known, unknown, words / every if every else 0.0)


FORMS = ("auto", "floor", *STYLES, "bulletin", "prose")
