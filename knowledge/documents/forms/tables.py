"""Notes in a table: a column of speakers, their words, and columns of others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from knowledge.documents.forms.labels import IsName, Label, trim
from knowledge.documents.forms.lines import Line
from knowledge.documents.forms.style import Style
from knowledge.names.normal import normalise

_TIME = re.compile(r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
_TITLES = frozenset(
    "speaker speakers delegation delegations country countries party parties state states name "
    "who group statement statements remarks intervention comments".split()
)

_SAID = frozenset(
    "content intervention interventions main points position positions said says speech statement "
    "statements summary text views what words".split()
)


class Table(Style):
    """A row a statement: a column of speakers, and their words in those after it."""

    strict = True

    def __init__(self, lines: Sequence[Line], known: IsName, is_name: IsName) -> None:
        """Choose the column that has most names."""
        super().__init__(lines, known, is_name)
        counts: Counter[int] = Counter()
        for line in lines:
            for place, cell in enumerate(line.cells[:4]):
                counts[place] += int(known(trim(cell)) or is_name(cell))
        self.column = max(counts, key=lambda place: (counts[place], -place), default=0)
        # Where nothing stands after the speakers their words stand before.
        self.before = not any(
            cell for line in lines if line.cells for cell in line.cells[self.column + 1 :]
        )
        self.beside = self._find_remarks()

    def _find_remarks(self) -> frozenset[int]:
        """Find the columns for what others than the speaker say: "Remarks" beside "Statement"."""
        rows = (line.cells for line in self.lines if len(line.cells) > self.column)
        head = next((cells for cells in rows if _is_title(cells[self.column])), ())
        titles = {place: set(normalise(cell).split()) for place, cell in enumerate(head)}
        said = {place for place, words in titles.items() if words & _SAID and place != self.column}
        return frozenset(titles) - said - {self.column} if said else frozenset()

    def find(self, line: Line) -> Label | None:
        """Take a row's speaker; the row of titles and what stands outside are nobody's."""
        if len(line.cells) <= self.column or _is_title(line.cells[self.column]):
            return None
        places = range(self.column) if self.before else range(self.column + 1, len(line.cells))
        cells = [line.cells[place] for place in places if place not in self.beside]
        words = [cell for cell in cells if cell and not _TIME.fullmatch(cell)]
        return Label(trim(line.cells[self.column]), "\n".join(words))

    def leave(self, line: Line) -> Sequence[str]:
        """List what stands in the columns of others than the speaker."""
        if len(line.cells) <= self.column or _is_title(line.cells[self.column]):
            return ()
        cells = [cell for place, cell in enumerate(line.cells) if place in self.beside]
        return [cell for cell in cells if re.search(r"[^\W\d]", cell)]


def _is_title(cell: str) -> bool:
    words = re.findall(r"\w+", cell.casefold())
    return bool(words) and all(word in _TITLES for word in words)
