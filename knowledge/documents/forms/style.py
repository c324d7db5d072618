"""A style in which floor notes print their speakers: what all of them have."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.documents.forms.labels import IsName, Label, trim
from knowledge.documents.forms.lines import Line
from knowledge.names.everyday import everyday_words
from knowledge.names.normal import normalise
from knowledge.turns import give_way

_NAMING = 6  # words of a name alone on its line
_EVIDENCE = 2  # names that show that a document has them so


class Style:
    """How a document prints who speaks.

    Args:
        lines: all of it.
        known: whether "speakers" has a printed label.
        is_name: tells a party's name.
    """

    strict = False  # whether every line has a label, so that one without is nobody's
    packed = False  # whether names stand alone on lines that no empty line parts

    def __init__(self, lines: Sequence[Line], known: IsName, is_name: IsName) -> None:
        """Look at the document as a whole, where a style depends on it."""
        self.lines = lines
        self.known = known
        self.is_name = is_name

    def find(self, line: Line) -> Label | None:
        """Find a line's label, known or not."""
        raise NotImplementedError

    def leave(self, line: Line) -> Sequence[str]:
        """List what of a line with a label is nobody's words."""
        return ()

    def is_packed(self) -> bool:
        """Tell whether names stand alone on lines that no empty line parts."""
        names = 0
        for line in self.lines:
            give_way()
            alone = not (line.first or line.cells or line.item or line.text.endswith("."))
            names += alone and len(line.text.split()) <= _NAMING and self.names(line.text)
        return names >= _EVIDENCE

    def names(self, text: str) -> bool:
        """Tell whether all of a line is a label that is known, or a party's name."""
        return self.known(trim(text)) or self.is_name(text)

    def stands_apart(self, line: Line) -> bool:
        """Tell whether a line begins a speaker's words where only its shape can tell."""
        if line.first:
            return True
        if not self.packed or not line.own or line.text.endswith("."):
            return False
        # "Agreed" is said; "Blue Group" may be who says it.
        words = normalise(line.text).split()
        told = len(words) > 1 or not everyday_words().issuperset(words)
        return self.names(line.text) or (told and len(words) <= _NAMING)
