"""What can be said of a document before anybody has read it: form, speakers, groups."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from knowledge.documents.formats import Extract
from knowledge.documents.forms.asides import initials_of, is_remark
from knowledge.documents.forms.labels import trim
from knowledge.documents.forms.reading import read_as
from knowledge.documents.forms.spoken import Speakers
from knowledge.documents.locators import Document
from knowledge.documents.prose import SectionMark
from knowledge.documents.roster import Meant, Roster
from knowledge.documents.sectioning import propose_sections

_BRACKETS = re.compile(r"(?P<base>.+?)\s*[(\[](?P<inner>[^()\[\]]+)[)\]]$")
_ROUNDS = 4  # a label can hide another in its brackets


@dataclass
class Proposal:
    """What is proposed for a source's entry.

    Args:
        document: as it is cut by what is proposed.
        speakers: party by printed label, those included that were given.
        attributions: group by printed "on behalf of".
        guessed: of those, the ones that are taken for misprints: the name by what is printed.
        unknown: printed labels that are nobody's, with line and nearest name or "".
        sections: how its sections begin, each with text under it; of one that records a session,
            none.
        note_taker: labels of whoever took the notes, those included that were given.
    """

    document: Document
    speakers: dict[str, str] = field(default_factory=dict)
    attributions: dict[str, str] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)
    unknown: tuple[tuple[str, int, str], ...] = ()
    sections: tuple[SectionMark, ...] = ()
    note_taker: tuple[str, ...] = ()


def propose(
    read: Extract,
    roster: Roster,
    given: Speakers | None = None,
    form: str = "auto",
    sections: Sequence[SectionMark] | None = None,
) -> Proposal:
    """Find out how a document prints who speaks, and who that is.

    Args:
        read: the document's text.
        roster: of the pack's parties.
        given: what an editor has said already; it is never changed.
        form: how it is cut, or "auto".
        sections: how an editor has said that its sections begin; None to propose that, too.

    Returns:
        The proposal.  A label in another style than the document's is left to the editor even
        where it is a name: whether it begins somebody's words cannot be known.
    """
    given = given or Speakers()
    speakers, attributions = dict(given.parties), dict(given.attributions)
    guessed: dict[str, str] = {}
    note_taker = dict.fromkeys(sorted(given.note_taker))
    marks = propose_sections(read.text) if sections is None else tuple(sections)

    def cut(how: str) -> Document:
        own = frozenset(note_taker)
        known = Speakers(speakers, attributions, given.none, roster.is_name, own)
        return read_as(read, how, known, marks)

    document = cut(form)
    if sections is None:
        # A title has nothing under it but the next heading.
        marks = tuple(mark for mark in marks if mark.id in document.lengths)
        document = cut(form)
    why = document.why
    for _ in range(_ROUNDS):
        found = _resolve(document, roster, speakers, attributions, guessed)
        remarks = _labels_of_note_taker(document, roster)
        if not found and remarks <= note_taker.keys():
            break
        note_taker |= dict.fromkeys(sorted(remarks))
        document = cut(document.style)
    if why:
        document = replace(document, why=why)
    unknown = dict.fromkeys((*document.unknown_labels, *_unknown_groups(document, attributions)))
    left = tuple((label, line, roster.nearest(label)) for label, line in unknown)
    marks = () if document.form == "floor" else marks
    return Proposal(
        document, speakers, attributions, guessed, left, marks, note_taker=tuple(note_taker)
    )


def _labels_of_note_taker(document: Document, roster: Roster) -> set[str]:
    """List the labels under which whoever took the notes remarks on something.

    Initials are theirs where the document begins with them: "notes MK".
    """
    start = min((turn.line for turn in document.interventions), default=0)
    initials = initials_of(words for line, words in document.aside if line < start)
    labels = {trim(label) for label, _ in document.unknown_labels}
    return {
        label
        for label in labels
        if is_remark(label) or (label in initials and not roster.is_name(label))
    }


def _resolve(
    document: Document,
    roster: Roster,
    speakers: dict[str, str],
    attributions: dict[str, str],
    guessed: dict[str, str],
) -> bool:
    """Find whom the labels mean that nobody is known for; tell whether any was found."""
    before = len(speakers) + len(attributions)

    def note(table: dict[str, str], printed: str, meant: Meant) -> None:
        table[printed] = meant.party
        if meant.guessed:
            guessed[printed] = meant.name

    kinds = {party.id: party.kind for party in roster.parties}
    doubtful = {turn.label for turn in document.interventions if turn.doubtful}
    for label, _ in document.unknown_labels:
        if label in doubtful:
            continue
        if (meant := roster.find(label)).party:
            note(speakers, label, meant)
        elif match := _BRACKETS.match(label):
            _resolve_brackets(match, roster, kinds, speakers, attributions, note)
    for printed, _ in _unknown_groups(document, attributions):
        meant = roster.find(printed)
        if meant.party and kinds[meant.party] in ("group", "organisation"):
            note(attributions, printed, meant)
    return len(speakers) + len(attributions) > before


def _resolve_brackets(
    match: re.Match[str],
    roster: Roster,
    kinds: Mapping[str, str],
    speakers: dict[str, str],
    attributions: dict[str, str],
    note: Callable[[dict[str, str], str, Meant], None],
) -> None:
    """Read "Alfa (Blue Group)" and "Blue Group (Alfa)": one is a state, the other a group."""
    base, inner = roster.find(match["base"]), roster.find(match["inner"])
    if base.party and kinds[base.party] == "chair" and not inner.name:
        note(speakers, match[0], base)  # "Chair (Otieno)"
    if not base.party or not inner.party:
        return
    groups = [kinds[meant.party] == "group" for meant in (base, inner)]
    if groups == [False, True]:
        note(speakers, match["base"].strip(), base)
        note(attributions, match["inner"].strip(), inner)
    elif groups == [True, False]:
        note(speakers, match["inner"].strip(), inner)
        note(attributions, match["base"].strip(), base)


def _unknown_groups(document: Document, attributions: Mapping[str, str]) -> list[tuple[str, int]]:
    """List for whom somebody speaks that nobody is known for, with lines."""
    spoken = [(turn.attribution, turn.line) for turn in document.interventions]
    told = [(t.attribution, 1) for each in document.told.values() for t in each]
    return [(whom, line) for whom, line in (*spoken, *told) if whom and whom not in attributions]
