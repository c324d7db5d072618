"""Passages of source documents, addressed by stable locators.

A floor record has *interventions* (a speaker and the running number of that speaker) and *parts*
(the clauses that the note-taker set apart with dashes): ``japan 2.8`` is the eighth part of
Japan's second intervention.  Prose has sections and paragraphs: ``V.12`` is the twelfth paragraph
of section V.  Locators depend on the document's text alone, and documents are addressed by their
sha256, so that a locator never drifts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache

from knowledge.errors import LocatorError
from knowledge.turns import give_way

_SPOKEN = re.compile(
    r"""(?P<speaker>[a-z0-9]+(?:-[a-z0-9]+)*)[ ](?P<number>[1-9]\d{0,5})   # kenya 2
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


@lru_cache(10_000)  # the places of a pack come back with each answer
def parse_locator(text: str, form: str) -> Locator:
    """Read a locator.

    Args:
        text: what an editor wrote, such as ``japan 2.8-9`` or ``V.12``.
        form: ``floor`` for floor records, ``prose`` for everything else, ``auto`` where the
            document that tells is not at hand.

    Returns:
        The locator.

    Raises:
        LocatorError: where it is malformed or its range runs backwards.
    """
    if form == "auto":
        form = "floor" if " " in text else "prose"
    match = (_SPOKEN if form == "floor" else _WRITTEN).match(text)
    if match is None:
        example = "“kenya 2.8” or “kenya 2.8-9”" if form == "floor" else "“V.12” or “V.12-14”"
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
        doubtful: whether it only might begin here, with a label in another style than the others.
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
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of a report that tells what somebody said.

    Args:
        label: the speaker as printed.
        speaker: the party's id, or "" where nobody has said whose label it is.
        words: the sentence, as it stands.
        attribution: for whom, as printed, or "".
        beside: labels of others that the sentence names as siding with the speaker or differing.
    """

    label: str
    speaker: str
    words: str
    attribution: str = ""
    beside: tuple[str, ...] = ()


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
        aside: what no locator leads to, with its line: headings, and what comes before the first
            speaker.
        told: of prose that tells what several said: by passage, who says which of its sentences.
        style: the form by which it was cut, a key of a source's ``form``.
        why: why that form was taken, where it was chosen by trying; or "".
        remarks: what its reader has to know, such as tracked changes and whose.
        withheld: how many passages were left out because it is not known whose words they are.
    """

    form: str
    passages: Mapping[str, str]
    lengths: Mapping[str, int]
    interventions: tuple[Intervention, ...] = ()
    unknown_labels: tuple[tuple[str, int], ...] = ()
    attributions: Mapping[str, str] = field(default_factory=dict)
    optional: frozenset[str] = field(default_factory=frozenset)
    aside: tuple[tuple[int, str], ...] = ()
    told: Mapping[str, tuple[Telling, ...]] = field(default_factory=dict)
    style: str = ""
    why: str = ""
    remarks: tuple[str, ...] = ()
    withheld: int = 0

    def leads_to(self, locators: Iterable[str]) -> Iterator[str]:
        """Yield the single passages that locators lead to, where the document has them.

        Args:
            locators: of drafts, or of a document that may have been corrected since.
        """
        for text in locators:
            give_way()
            with suppress(LocatorError):
                yield from parse_locator(text, self.form).leaves(self.lengths)

    def lacks(self, locator: str) -> bool:
        """Tell whether a locator leads nowhere."""
        return not any(self.leads_to((locator,)))
