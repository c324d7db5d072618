"""A document's text cut as its form says, or as the form that fits it best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.documents.floor import read_floor_record
from knowledge.documents.formats import Extract
from knowledge.documents.forms.bulletin import read_bulletin
from knowledge.documents.forms.lines import unmark
from knowledge.documents.forms.spoken import Speakers, read_spoken
from knowledge.documents.forms.styles import STYLES
from knowledge.documents.locators import Document
from knowledge.documents.prose import NOTES, SectionMark, read_prose

_LEAST = 2  # known speakers that a form has to find
_ALMOST = 0.8  # of the names that the best form finds: with so many, a stricter form is taken
_PARAGRAPHS = 0.3  # of a bulletin's that tell what a party said
NAMELESS = "prose: no form finds two names of speakers"
# Of forms that find about as much, the one that asks for more of a line is taken: what it leaves is
# told, and an editor decides.
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
    read: Extract, form: str, speakers: Speakers, sections: Sequence[SectionMark] = ()
) -> Document:
    """Cut a document.

    Args:
        read: its text.
        form: how, or "auto" for what fits best.
        speakers: who is meant by what is printed.
        sections: of prose and bulletins: how the sections begin.

    Returns:
        The document, with the form that was taken and, for "auto", why.
    """
    if form == "auto":
        chosen = choose_form(read, speakers, sections)
        return replace(chosen.document, why=chosen.why)
    if form == "prose":
        text = unmark(read.text) if read.marked else read.text
        document = read_prose(text, sections, joins=not read.whole)
    elif form == "bulletin":
        document = read_bulletin(unmark(read.text), sections, speakers, joins=not read.whole)
    elif form == "floor":
        document = read_floor_record(
            read.text, speakers.parties, speakers.none, speakers.is_name, speakers.note_taker
        )
    else:
        document = read_spoken(read.text, form, speakers, whole=read.whole)
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
    known: int  # labels of the form's own style that are names
    unknown: int  # those that are none
    doubtful: int  # labels in other styles, which another form might read as its own

    @property
    def score(self) -> float:
        # A form that takes every line for a speaker's has to be right about every line.
        return self.known - (1.5 * self.unknown if self.form == "lines" else 0)

    def spell(self) -> str:
        return f"{self.form}: {self.known} of {self.known + self.unknown} labels are names"


def choose_form(read: Extract, speakers: Speakers, sections: Sequence[SectionMark] = ()) -> Choice:
    """Try every form on a document.

    Args:
        read: its text.
        speakers: who is meant by what is printed, and what is a name.
        sections: how its sections begin, where somebody has said.

    Returns:
        The strictest form that finds about as many names as any; prose where none finds two.
    """
    trials = [_try(read, form, speakers) for form in _ORDER]
    found = [trial for trial in trials if trial.known >= max(_LEAST, trial.unknown)]
    most = max((trial.score for trial in found), default=0)
    found = [trial for trial in found if trial.score >= _ALMOST * most]
    bulletin = read_as(read, "bulletin", speakers, sections)
    told = [
        [telling for telling in each if speakers.may_mean(telling.label)]
        for each in bulletin.told.values()
    ]
    count, paragraphs = sum(map(len, told)), sum(map(bool, told))
    body = sum(n for unit, n in bulletin.lengths.items() if unit != NOTES)
    # A report tells now and then what somebody said; a bulletin does little else.
    reports = count >= _LEAST and paragraphs >= _PARAGRAPHS * body
    if reports and (not found or count > 2 * found[0].known):
        why = f"bulletin: {count} clauses tell what a named party said"
        return Choice("bulletin", bulletin, why)
    if not found:
        return Choice("prose", read_as(read, "prose", speakers, sections), NAMELESS)
    why = "; next ".join(trial.spell() for trial in found[:2])
    return Choice(found[0].form, found[0].document, why)


def _try(read: Extract, form: str, speakers: Speakers) -> _Trial:
    document = read_as(read, form, speakers)
    own = [turn for turn in document.interventions if not turn.doubtful]
    known = sum(speakers.may_mean(turn.label) for turn in own)
    doubtful = len(document.interventions) - len(own)
    return _Trial(form, document, known, len(own) - known, doubtful)


FORMS = ("auto", "floor", *STYLES, "bulletin", "prose")
