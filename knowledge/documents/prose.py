"""Prose cut into sections and paragraphs, footnotes apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.documents.locators import Document


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
