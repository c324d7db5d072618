"""Prose cut into sections and paragraphs, footnotes apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.documents.locators import Document
from knowledge.turns import give_way


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
_CLOSED = re.compile(
    r"""[.!?:;][”"’')\]]*(?:[\d⁰¹²³⁴-⁹]|\[\d+\]|<sup>[\d ]+</sup>|\^\{[\d ]+\})*$"""
)
_ASIDE = re.compile(r"\([^()]*\)$")  # a quotation's reference on a line of its own
_FURNITURE = frozenset({"---", "This page is intentionally left blank"})
FRONT, NOTES = "front", "fn"


def read_prose(text: str, sections: Iterable[SectionMark], *, joins: bool = True) -> Document:
    """Cut a prose document into sections and paragraphs.

    A paragraph that a page end cut in two is put together again: one that does not end like a
    sentence goes on in the next, over any footnotes in between.  A quotation's reference in
    parentheses stays with the quotation, and with what the author goes on to say of it.  Items of
    lists and rows of tables are paragraphs of their own.  Footnotes, numbered in sequence, are the
    section ``fn``.

    Args:
        text: the document.
        sections: how its sections begin, in any order.
        joins: whether a paragraph that does not end like a sentence goes on in the next; where a
            format keeps paragraphs whole, none does.

    Returns:
        The document; what stands before the first section is the section ``front``.
    """
    cut = _Cut(tuple(sections), joins)
    for block in _paragraphs(text):
        give_way()
        cut.take(block)
    return cut.finish()


class _Cut:
    """A document while it is cut: its units so far, and where the next paragraph goes."""

    def __init__(self, marks: Sequence[SectionMark], joins: bool) -> None:
        self.joins = joins
        self.marks = marks
        self.by_heading = {_heading(mark.heading): mark.id for mark in marks if mark.heading}
        self.units: dict[str, list[str]] = {FRONT: []}
        self.notes: list[str] = []
        self.current = self.units[FRONT]
        self.joining = False  # the last paragraph does not end like a sentence

    def take(self, block: str) -> None:
        """Put a paragraph where it belongs."""
        if self._is_heading(block) or self._is_footnote(block):
            return
        for mark in self.marks:
            if mark.begins and block.startswith(mark.begins):
                self._begin(mark.id)
                break
        titled = block.startswith("#")
        goes_on = self.joining and not titled and not _ITEM.match(block)
        if self.current and (goes_on or _ASIDE.match(block)):
            self.current[-1] += " " + block
        else:
            self.current.append(_MARKS.sub("", block) if titled else block)
        self.joining = self.joins and "\t" not in block and not titled and not _CLOSED.search(block)

    def _begin(self, unit: str) -> None:
        self.current, self.joining = self.units.setdefault(unit, []), False

    def _is_heading(self, block: str) -> bool:
        """Begin a section at its heading; what is printed again, as in a table, is text."""
        unit = self.by_heading.get(_heading(block))
        if unit is None or self.units.get(unit):
            return False
        self._begin(unit)
        return True

    def _is_footnote(self, block: str) -> bool:
        """Set a footnote apart; only the next number in sequence is one."""
        note = _FOOTNOTE.match(block)
        if note is None or int(note["raised"] or note["plain"]) != len(self.notes) + 1:
            return False
        self.notes.append(block[note.end() :])
        return True

    def finish(self) -> Document:
        """Number the paragraphs."""
        units = {**self.units, **({NOTES: self.notes} if self.notes else {})}
        skipped = {mark.id for mark in self.marks if not mark.body} | {NOTES}
        if self.marks:  # else all of it is the body
            skipped.add(FRONT)
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
