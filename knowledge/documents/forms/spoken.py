"""Floor notes of every style cut into interventions and parts, nobody's words under another's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from knowledge.documents.forms.asides import (
    cut_remarks,
    is_in_brackets,
    is_of_the_room,
)
from knowledge.documents.forms.labels import (
    IsName,
    Label,
    doubt,
    doubt_within,
    is_head,
    opening_attribution,
    part,
    trim,
)
from knowledge.documents.forms.lines import Line, read_lines
from knowledge.documents.forms.parts import cut_parts
from knowledge.documents.forms.style import Style
from knowledge.documents.forms.styles import STYLES
from knowledge.documents.forms.titles import is_title
from knowledge.documents.locators import Document, Intervention
from knowledge.names.normal import normalise
from knowledge.turns import give_way

_FINISHED = re.compile(r"""[.!?:;…][”"’')\]]*(?:\[\d+\])*$""")
_OPEN_ENDING = re.compile(r"\b(?:the|a|an|of|to|in|for|and|or|with|by|from|on)$")


# Styles that stand side by side in careless notes, and names of them that make a style.
_SIDE_BY_SIDE = ("emphasis", "capitals", "colon", "headings")
_EVIDENCE = 2


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who is meant by what is printed.

    Args:
        parties: party id by printed label.
        attributions: group id by printed "on behalf of".
        none: what looks like a label and is none.
        is_name: tells a party's name.
        note_taker: labels of whoever took the notes.
    """

    parties: Mapping[str, str] = field(default_factory=dict)
    attributions: Mapping[str, str] = field(default_factory=dict)
    none: AbstractSet[str] = frozenset()
    is_name: IsName = lambda words: False
    note_taker: AbstractSet[str] = frozenset()

    def knows(self, printed: str) -> bool:
        """Tell whether somebody has said what a printed label means."""
        label, _ = part(printed, self.parties, self.attributions)
        return label in self.parties or printed in self.none or printed in self.note_taker

    def may_mean(self, words: str) -> bool:
        """Tell whether words are a printed label or a party's name."""
        words = trim(words)
        label, _ = part(words, self.parties, self.attributions)
        return label in self.parties or self.is_name(label)

    def may_begin(self, words: str) -> bool:
        """Tell whether words can begin somebody's words, the note-taker's too."""
        return trim(words) in self.note_taker or self.may_mean(words)


@dataclass(slots=True)
class _Turn:
    label: str
    attribution: str
    presiding: bool
    line: int
    doubtful: bool = False
    blocks: list[str] = field(default_factory=list)


def read_spoken(text: str, form: str, speakers: Speakers, *, whole: bool = False) -> Document:
    """Cut floor notes into interventions and parts.

    Args:
        text: in the notation of plain notes.
        form: a key of `STYLES`.
        speakers: who is meant by what is printed.
        whole: whether its lines are whole paragraphs, which nothing has cut.

    Returns:
        The document.  Whatever could be a label and is nobody's stands apart and is listed; what
        is before the first speaker, and headings, are listed as nobody's words.
    """
    cut = _Cut(read_lines(text, whole=whole), form, speakers)
    for line in cut.lines:
        give_way()
        cut.take(line)
    return cut.finish()


class _Cut:
    """Notes while they are cut."""

    def __init__(self, lines: Sequence[Line], form: str, speakers: Speakers) -> None:
        self.lines = lines
        self.speakers = speakers
        self.style: Style = STYLES[form](lines, speakers.knows, speakers.is_name)
        self.others = tuple(self._other_styles(form))
        self.turns: list[_Turn] = []
        self.turn: _Turn | None = None
        self.aside: list[tuple[int, str]] = []
        self.at = 0  # the line that is taken
        self.notes: list[str] = []

    def _other_styles(self, form: str) -> Iterator[Style]:
        """Yield the styles that print names here, too: what they find is not passed over."""
        speakers = self.speakers
        for name in _SIDE_BY_SIDE if not self.style.strict else ():
            if name != form:
                style = STYLES[name](self.lines, speakers.knows, speakers.is_name)
                labels = filter(None, map(style.find, self.lines))
                if sum(speakers.may_mean(label.printed) for label in labels) >= _EVIDENCE:
                    yield style

    def take(self, line: Line) -> None:
        """Put a line where it belongs."""
        self.at = line.number
        label = self._label(line)
        if line.note:
            self.notes.append(line.text)
        elif self._is_aside(line, label):
            self.aside.append((line.number, line.text))
        elif label is not None and trim(label.printed) in self.speakers.note_taker:
            # What follows can be the remark's as well as the speaker's before it: it is nobody's.
            self.turn = None
            self.aside.append((line.number, line.whole))
        elif label is not None:
            self._begin(line, label)
            self.aside += [(line.number, words) for words in self.style.leave(line)]
        elif self.style.strict or is_title(line):
            self.turn = None
            self.aside.append((line.number, line.whole))
        elif self.turn is None:
            self.aside.append((line.number, line.whole))
        else:
            self._add(line.whole, begins=line.first, own=line.own)

    def _is_aside(self, line: Line, label: Label | None) -> bool:
        if label is not None and (line.cells or self.speakers.may_mean(label.printed)):
            return False
        own = line.own or line.first
        return is_of_the_room(line.text) or (own and is_in_brackets(line.text))

    def _label(self, line: Line) -> Label | None:
        found = self.style.find(line)
        if found is None and line.cells and not self.style.strict:
            found = self._label_of_row(line)
        elif found is None and not line.cells and not line.note:
            found = doubt(line.text, self.speakers.may_begin, opens=line.first, own=bool(line.own))
            found = found or self._label_of_others(line)
        if found is None or found.printed in self.speakers.none:
            return None
        if line.mark and not found.rest and not self.speakers.may_mean(found.printed):
            return None  # a title: ">> WELLS"
        # A title that looks like a label, before anybody speaks, is nobody's in any case.
        head = not self.turns and (is_head(found.printed) or found.doubtful)
        return None if head and not self.speakers.may_mean(found.printed) else found

    def _label_of_others(self, line: Line) -> Label | None:
        found = next(filter(None, (style.find(line) for style in self.others)), None)
        if found is None and line.lead and self.speakers.may_mean(line.lead):
            found = Label(trim(line.lead), line.rest.strip())
        return found and replace(found, doubtful=True)

    def _label_of_row(self, line: Line) -> Label | None:
        """Find a name in a row's first cell, in a document whose speakers stand in no table."""
        if not self.speakers.may_mean(line.cells[0]):
            return None
        return Label(f"{line.cells[0]} |", "\n".join(line.cells[1:]), doubtful=True)

    def _begin(self, line: Line, label: Label) -> None:
        printed, whom = label.printed, ""
        if not label.doubtful:
            printed, whom = part(printed, self.speakers.parties, self.speakers.attributions)
        self.turn = _Turn(printed, whom, label.presiding, line.number, label.doubtful)
        self.turns.append(self.turn)
        for number, block in enumerate(label.rest.split("\n")):
            if block:
                self._add(block, begins=number > 0)

    def _add(self, text: str, *, begins: bool, own: bool = False) -> None:
        """Add words to the turn, beginning others' where a label stands in mid-line."""
        text, remarks = cut_remarks(text, self.speakers.note_taker)
        self.aside += [(self.at, remark) for remark in remarks]
        within = doubt_within(text, self.speakers.may_begin)
        if within is None or within[1].printed in self.speakers.none:
            self._write(text, begins=begins, own=own)
            return
        start, label = within
        self._write(text[:start].strip(), begins=begins, own=own)
        if trim(label.printed) in self.speakers.note_taker:
            self.turn = None
            self.aside.append((self.at, text[start:]))
            return
        self.turn = _Turn(label.printed, "", False, self.at, doubtful=True)
        self.turns.append(self.turn)
        self._add(label.rest, begins=False)

    def _write(self, text: str, *, begins: bool, own: bool) -> None:
        assert self.turn is not None
        if not text:
            return
        blocks = self.turn.blocks
        if is_of_the_room(text):
            self.aside.append((self.at, text))
        elif blocks and not own and not (begins and _FINISHED.search(blocks[-1])):
            blocks[-1] += " " + text
        else:
            blocks.append(text)

    def finish(self) -> Document:
        """Number the interventions, and list what is nobody's."""
        counts: dict[str, int] = {}
        found = [self._number(turn, counts) for turn in self.turns]
        unknown = [(t.label, t.line) for t in self.turns if t.label not in self.speakers.parties]
        return Document(
            form="floor",
            passages={f"{i.unit}.{n}": p for i in found for n, p in enumerate(i.parts, 1)},
            lengths={i.unit: len(i.parts) for i in found},
            interventions=tuple(found),
            unknown_labels=tuple(unknown),
            attributions={i.unit: i.attribution for i in found},
            aside=(*self.aside, *((0, note) for note in self.notes)),
        )

    def _number(self, turn: _Turn, counts: dict[str, int]) -> Intervention:
        speaker = self.speakers.parties.get(turn.label) or slug(turn.label)
        number = counts[speaker] = counts.get(speaker, 0) + 1
        parts = tuple(part for block in turn.blocks for part in cut_parts(block))
        attribution = turn.attribution or opening_attribution(parts[0] if parts else "")
        return Intervention(
            unit=f"{speaker} {number}",
            speaker=speaker,
            number=number,
            label=turn.label,
            presiding=turn.presiding,
            attribution=attribution,
            parts=parts,
            broken_off=bool(parts and _OPEN_ENDING.search(parts[-1])),
            line=turn.line,
            doubtful=turn.doubtful,
        )


def slug(label: str) -> str:
    """Make of a label that is nobody's what a locator can have."""
    folded = normalise(label).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-") or "unknown"
