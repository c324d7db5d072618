"""Source documents cut into passages with stable locators.

A floor record becomes *interventions* (a speaker and the running number of that speaker) and
*parts* (the clauses that the note-taker set apart with dashes): ``japan 2.8`` is the eighth part
of Japan's second intervention.  Prose becomes sections and paragraphs: ``V.12`` is the twelfth
paragraph of section V.  Locators depend on the document's text alone, and documents are addressed
by their sha256, so that a locator never drifts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from knowledge.names.normal import normalise

_SPOKEN = re.compile(
    r"""(?P<speaker>[a-z0-9]+(?:-[a-z0-9]+)*)[ ](?P<number>[1-9]\d{0,5})   # japan 2
        (?:\.(?P<first>[1-9]\d{0,5})(?:-(?P<last>[1-9]\d{0,5}))?)?\Z     # .8 or .8-10
    """,
    re.VERBOSE | re.ASCII,
)
_WRITTEN = re.compile(
    r"""(?P<section>[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)           # V, annex-2
        (?:\.(?P<first>[1-9]\d{0,5})(?:-(?P<last>[1-9]\d{0,5}))?)?\Z   # .12 or .12-14
    """,
    re.VERBOSE | re.ASCII,
)


class LocatorError(ValueError):
    """A locator that is not of its document's form."""


@dataclass(frozen=True, slots=True, order=True)
class Locator:
    """Where in a source something stands.

    Args:
        unit: the intervention (``japan 2``) or the section (``V``).
        first: first part or paragraph, counted from 1; 0 for the whole unit.
        last: last part or paragraph, the same as ``first`` for a single one.
    """

    unit: str
    first: int = 0
    last: int = 0

    def __str__(self) -> str:
        if not self.first:
            return self.unit
        if self.first == self.last:
            return f"{self.unit}.{self.first}"
        return f"{self.unit}.{self.first}-{self.last}"

    def leaves(self, lengths: Mapping[str, int]) -> tuple[str, ...]:
        """List the single passages that this locator covers.

        Args:
            lengths: the number of parts or paragraphs in each unit.

        Returns:
            Locators of single passages, in reading order.

        Raises:
            LocatorError: where the unit or one of its parts is not there.
        """
        count = lengths.get(self.unit)
        if count is None:
            raise LocatorError(f"there is no “{self.unit}” in the document")
        first, last = (self.first, self.last) if self.first else (1, count)
        if last > count:
            raise LocatorError(f"“{self.unit}” ends at {count}, there is no {last}")
        return tuple(f"{self.unit}.{i}" for i in range(first, last + 1))


def parse_locator(text: str, form: str) -> Locator:
    """Read a locator.

    Args:
        text: what an editor wrote, such as ``japan 2.8-9`` or ``V.12``.
        form: ``floor`` for floor records, ``prose`` for everything else.

    Returns:
        The locator.

    Raises:
        LocatorError: where it is malformed or its range runs backwards.
    """
    match = (_SPOKEN if form == "floor" else _WRITTEN).match(text)
    if match is None:
        example = "“japan 2.8” or “japan 2.8-9”" if form == "floor" else "“V.12” or “V.12-14”"
        raise LocatorError(f"“{text}” is no locator; write it like {example}")
    unit = f"{match['speaker']} {match['number']}" if form == "floor" else match["section"]
    first = int(match["first"] or 0)
    last = int(match["last"] or first)
    if last < first:
        raise LocatorError(f"“{text}” runs backwards")
    return Locator(unit, first, last)


@dataclass(frozen=True, slots=True)
class Intervention:
    """One time that one speaker took the floor.

    Args:
        unit: its locator, the speaker's id and running number: ``comoros 2``.
        speaker: the party id, or the printed label where nobody has said whose it is.
        number: running number of that speaker, counted from 1.
        label: the label as printed, misprints included.
        presiding: whether it is printed as a chair's (in italics), not a delegation's.
        attribution: for whom, as printed ("the African Group"), or "".
        parts: the clauses, in order.
        broken_off: whether the record stops in mid-sentence.
        line: line of the document at which it begins, counted from 1.
    """

    unit: str
    speaker: str
    number: int
    label: str
    presiding: bool
    attribution: str
    parts: tuple[str, ...]
    broken_off: bool
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """A source document cut into passages.

    Args:
        form: ``floor`` or ``prose``.
        passages: text by single locator, in reading order.
        lengths: number of passages in each unit, in reading order.
        interventions: of a floor record, in order; empty for prose.
        unknown_labels: printed speakers that no mapping names, with their lines.
        attributions: of a floor record: for whom each unit was spoken, as printed, or "".
        optional: units that are no body text (footnotes), which coverage leaves out.
    """

    form: str
    passages: Mapping[str, str]
    lengths: Mapping[str, int]
    interventions: tuple[Intervention, ...] = ()
    unknown_labels: tuple[tuple[str, int], ...] = ()
    attributions: Mapping[str, str] = field(default_factory=dict)
    optional: frozenset[str] = field(default_factory=frozenset)


# A delegation's label is in capitals and followed by a dash, with or without a space before it
# ("TURKEY–"), or a colon; a chair's is in italics and followed by the same ("*Gomez- Camacho –").
# Both are wide, so that a label nobody foresaw is reported, not read as the last speaker's words.
_CAPITAL = "".join(chr(code) for code in range(0x250) if chr(code).isupper())
_DELEGATION = re.compile(
    rf"(?P<label>[{_CAPITAL}][{_CAPITAL}0-9.,'’&()/ -]*[{_CAPITAL}0-9.)])"
    r"(?::|\s*[–—-])(?:\s+|$)"
)
_CHAIR = re.compile(rf"\*(?P<label>[{_CAPITAL}][^*:–—]{{0,60}}?)(?::|\s+[–—-])(?:\s+|$)")
# A clause ends at a dash with white space on at least one side ("GCR –we", "wheel- Addis"); a
# hyphen inside a word or a compound ("North-South") does not end one.
_CLAUSE = re.compile(r"\s+[–—-]\s*|\s*[–—-]\s+")
_ATTRIBUTION = re.compile(
    r"(?:speaking )?on behalf of (?:the )?(?P<whom>.+)$|\((?P<except>everyone but .+)\)$",
    re.IGNORECASE,
)
_OPEN_ENDING = re.compile(r"\b(?:the|a|an|of|to|in|for|and|or|with|by|from|on)$")
_MARKUP = re.compile(r"</?su[pb]>|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)")


def _label(line: str) -> re.Match[str] | None:
    return _CHAIR.match(line) or _DELEGATION.match(line)


def _blocks(text: str, speakers: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield each run of non-blank lines with the line it begins at.

    A heading stands alone, and a line that begins with a known label begins a run of its own.
    """
    held: list[str] = []
    start = 0
    for number, line in enumerate([*text.splitlines(), ""], 1):
        line = line.strip().replace("**", "")
        label = _label(line) if held else None
        begins = line.startswith("#") or (label is not None and label["label"] in speakers)
        if held and (not line or begins or held[0].startswith("#")):
            yield start, " ".join(held)
            held = []
        if line:
            start = start if held else number
            held.append(line)


@dataclass(slots=True)
class _Turn:
    label: str
    presiding: bool
    text: str
    line: int


def _turns(text: str, speakers: Mapping[str, str]) -> Iterator[_Turn]:
    """Split a floor record into turns, putting back together those that a page end cut."""
    turn: _Turn | None = None
    for line, block in _blocks(text, speakers):
        match = _label(block)
        if block.startswith("#"):
            if turn:
                yield turn
            turn = None
        elif match:
            if turn:
                yield turn
            turn = _Turn(match["label"], block.startswith("*"), block[match.end() :], line)
        elif turn:
            # No label: the second half of an intervention that a page end cut in two.
            turn.text += " " + block
        # Before the first label: title lines, author and date.
    if turn:
        yield turn


def read_floor_record(text: str, speakers: Mapping[str, str]) -> Document:
    """Cut a floor record into interventions and parts.

    Args:
        text: the document.
        speakers: party id by printed label, misprints and spellings included.

    Returns:
        The document; labels that ``speakers`` lacks are listed, never guessed.
    """
    counts: dict[str, int] = {}
    interventions: list[Intervention] = []
    unknown: list[tuple[str, int]] = []
    for turn in _turns(text, speakers):
        speaker = speakers.get(turn.label)
        if speaker is None:
            unknown.append((turn.label, turn.line))
            speaker = re.sub(r"[^a-z0-9]+", "-", normalise(turn.label)).strip("-") or "unknown"
        body = _MARKUP.sub("", turn.text.rstrip().removesuffix("*"))
        clauses = [clause.strip() for clause in _CLAUSE.split(body)]
        clauses = [clause for clause in clauses if clause]
        attribution = ""
        if clauses and (match := _ATTRIBUTION.match(clauses[0])):
            attribution = (match["whom"] or match["except"]).strip()
            clauses = clauses[1:]
        number = counts[speaker] = counts.get(speaker, 0) + 1
        interventions.append(
            Intervention(
                unit=f"{speaker} {number}",
                speaker=speaker,
                number=number,
                label=turn.label,
                presiding=turn.presiding,
                attribution=attribution,
                parts=tuple(clauses),
                broken_off=bool(clauses and _OPEN_ENDING.search(clauses[-1])),
                line=turn.line,
            )
        )
    return Document(
        form="floor",
        passages={
            f"{i.unit}.{n}": part for i in interventions for n, part in enumerate(i.parts, 1)
        },
        lengths={i.unit: len(i.parts) for i in interventions},
        interventions=tuple(interventions),
        unknown_labels=tuple(unknown),
        attributions={i.unit: i.attribution for i in interventions},
    )


@dataclass(frozen=True, slots=True)
class SectionMark:
    """How a section of a prose document begins.

    Args:
        id: the section's part of a locator.
        heading: its heading as printed, without mark-up; or "".
        begins: for a section without a heading: how its first paragraph begins.
        body: whether it is body text, all of which coverage wants accounted for.
    """

    id: str
    heading: str = ""
    begins: str = ""
    body: bool = True


_MARKS = re.compile(r"^#+\s*|\*\*|^\*|\*$")
_ITEM = re.compile(r"(?:[-•]|\d{1,2}\.)\s+(?=\S)")
_FOOTNOTE = re.compile(r"(?:<sup>(?P<raised>\d{1,3})</sup>|(?P<plain>\d{1,3}))\s+(?=\S)")
_CLOSED = re.compile(r"""[.!?:;][”"’')\]]*(?:[\d⁰¹²³⁴-⁹]|<sup>[\d ]+</sup>|\^\{[\d ]+\})*$""")
_ASIDE = re.compile(r"\([^()]*\)$")  # a quotation's reference on a line of its own
_FURNITURE = frozenset({"---", "This page is intentionally left blank"})
FRONT, NOTES = "front", "fn"


def read_prose(text: str, sections: Iterable[SectionMark]) -> Document:
    """Cut a prose document into sections and paragraphs.

    A paragraph that a page end cut in two is put together again: one that does not end like a
    sentence goes on in the next, over any footnotes in between.  A quotation's reference in
    parentheses stays with the quotation, and with what the author goes on to say of it.  Items of
    lists and rows of tables are paragraphs of their own.  Footnotes, numbered in sequence, are the
    section ``fn``.

    Args:
        text: the document.
        sections: how its sections begin, in any order.

    Returns:
        The document; what stands before the first section is the section ``front``.
    """
    marks = tuple(sections)
    by_heading = {_heading(mark.heading): mark.id for mark in marks if mark.heading}
    units: dict[str, list[str]] = {FRONT: []}
    notes: dict[int, str] = {}
    current = units[FRONT]
    joining = False
    for block in _paragraphs(text):
        heading = by_heading.get(_heading(block))
        if heading is not None and not units.get(heading):
            current, joining = units.setdefault(heading, []), False
            continue
        note = _FOOTNOTE.match(block)
        if note and int(note["raised"] or note["plain"]) == len(notes) + 1:
            notes[len(notes) + 1] = block[note.end() :]
            continue
        begun = next((m.id for m in marks if m.begins and block.startswith(m.begins)), None)
        if begun is not None:
            current, joining = units.setdefault(begun, []), False
        if block.startswith("#"):
            joining = False
        if current and (_ASIDE.match(block) or (joining and not _ITEM.match(block))):
            current[-1] += " " + block
        else:
            current.append(_MARKS.sub("", block) if block.startswith("#") else block)
        joining = "\t" not in block and not block.startswith("#") and not _CLOSED.search(block)
    if notes:
        units[NOTES] = [notes[number] for number in sorted(notes)]
    skipped = {mark.id for mark in marks if not mark.body} | {FRONT, NOTES}
    return Document(
        form="prose",
        passages={
            f"{unit}.{number}": paragraph
            for unit, paragraphs in units.items()
            for number, paragraph in enumerate(paragraphs, 1)
        },
        lengths={unit: len(paragraphs) for unit, paragraphs in units.items() if paragraphs},
        optional=frozenset(skipped),
    )


def _heading(text: str) -> str:
    return re.sub(r"\s+", " ", _MARKS.sub("", text.strip())).strip(" *#").casefold()


def _paragraphs(text: str) -> Iterator[str]:
    """Yield paragraphs: runs of non-blank lines, items and rows of tables apart."""
    held: list[str] = []
    for line in [*text.splitlines(), ""]:
        line = line.strip()
        if line in _FURNITURE:
            line = ""
        alone = "\t" in line or line.startswith("#")
        if held and (not line or alone or _ITEM.match(line)):
            yield " ".join(held)
            held = []
        if alone:
            yield line
        elif line:
            held.append(line)
