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

_SPOKEN = re.compile(
    r"""(?P<speaker>[a-z][a-z0-9-]*)[ ](?P<number>[1-9]\d*)   # japan 2
        (?:\.(?P<first>[1-9]\d*)(?:-(?P<last>[1-9]\d*))?)?$   # .8 or .8-10
    """,
    re.VERBOSE,
)
_WRITTEN = re.compile(
    r"""(?P<section>[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)           # V, annex-2
        (?:\.(?P<first>[1-9]\d*)(?:-(?P<last>[1-9]\d*))?)?$   # .12 or .12-14
    """,
    re.VERBOSE,
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
# ("TURKEY–"); a chair's is in italics and followed by a colon or a dash ("*Gomez- Camacho –").
_DELEGATION = re.compile(r"(?P<label>[A-Z][A-Z.'’ -]*[A-Z])\s*[–—-](?=\s)\s*")
_CHAIR = re.compile(r"\*(?P<label>[A-Z][^\d\W]*(?:[ -]+[A-Z][^\d\W]*)*)(?::|\s+[–—-])\s+")
# A clause ends at a dash with white space on at least one side ("GCR –we", "wheel- Addis"); a hyphen
# inside a word or a compound ("North-South") does not end one.
_CLAUSE = re.compile(r"\s+[–—-]\s*|\s*[–—-]\s+")
_ATTRIBUTION = re.compile(r"on behalf of (?:the )?(?P<whom>.+)$|\((?P<except>everyone but .+)\)$")
_OPEN_ENDING = re.compile(r"\b(?:the|a|an|of|to|in|for|and|or|with|by|from|on)$")
_MARKUP = re.compile(r"</?su[pb]>|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)")


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield each run of non-blank lines with the line it begins at."""
    held: list[str] = []
    start = 0
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip():
            start = start or number
            held.append(line.strip())
        elif held:
            yield start, " ".join(held)
            held, start = [], 0


@dataclass(slots=True)
class _Turn:
    label: str
    presiding: bool
    text: str
    line: int


def _turns(text: str) -> Iterator[_Turn]:
    """Split a floor record into turns, putting back together those that a page end cut."""
    turn: _Turn | None = None
    for line, block in _blocks(text):
        chair, delegation = _CHAIR.match(block), _DELEGATION.match(block)
        if block.startswith("#"):
            if turn:
                yield turn
            turn = None
        elif chair or delegation:
            if turn:
                yield turn
            match = chair or delegation
            assert match is not None
            turn = _Turn(match["label"], chair is not None, block[match.end() :], line)
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
    for turn in _turns(text):
        speaker = speakers.get(turn.label)
        if speaker is None:
            unknown.append((turn.label, turn.line))
            speaker = re.sub(r"\W+", "-", turn.label.lower())
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
        passages={f"{i.unit}.{n}": part for i in interventions for n, part in enumerate(i.parts, 1)},
        lengths={i.unit: len(i.parts) for i in interventions},
        interventions=tuple(interventions),
        unknown_labels=tuple(unknown),
        attributions={i.unit: i.attribution for i in interventions},
    )
