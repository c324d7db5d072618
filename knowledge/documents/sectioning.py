"""Which lines of a document are headings, before anybody has said so."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.documents.forms.lines import Line, read_lines
from knowledge.documents.forms.titles import is_written_as_title, stands_alone
from knowledge.documents.prose import FRONT, NOTES, SectionMark
from knowledge.names.normal import normalise

_MOST = 60  # sections; what has more is a list
_ID_WORDS = 4  # of a heading that its section's id takes


def propose_sections(text: str) -> tuple[SectionMark, ...]:
    """Propose how a document's sections begin.

    Args:
        text: in the notation of plain notes.

    Returns:
        A section for each heading: a line that is marked as one, or that stands alone in capitals,
        in bold or with a Roman numeral or letter before it.  Of headings alike the first counts.
    """
    found: dict[str, str] = {}
    for line in read_lines(text):
        if _is_heading(line):
            found.setdefault(line.text.casefold(), line.text)
    return tuple(_marks(list(found.values())[:_MOST]))


def _is_heading(line: Line) -> bool:
    return line.heading > 0 or (stands_alone(line) and is_written_as_title(line))


def _marks(headings: list[str]) -> Iterator[SectionMark]:
    taken = {FRONT, NOTES}
    for number, heading in enumerate(headings, 1):
        words = normalise(heading).encode("ascii", "ignore").decode().split()
        key = "-".join(words[:_ID_WORDS]) or f"section-{number}"
        if key in taken:
            key = f"{key}-{number}"
        taken.add(key)
        yield SectionMark(key, heading)
