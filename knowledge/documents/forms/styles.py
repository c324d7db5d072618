"""The styles in which floor notes print their speakers, each a rule that finds a line's label."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from knowledge.documents.forms.labels import SEPARATOR, IsName, Label, may_name, trim
from knowledge.documents.forms.lines import Line
from knowledge.documents.forms.style import Style
from knowledge.documents.forms.tables import Table

_COLON = re.compile(r"(?P<label>(?:[^:：]|(?<=\d):(?=\d)){1,110}?)\s*[:：](?=\s|$|[^\d/\s])")
_DASH = re.compile(r"(?P<label>[^–—:：]{1,110}?)(?:\s+[–—-]|(?<=\w)[–—]|(?<=[)\]])[–—-])(?=\s|$)")
_CAPS_WORD = r"[^\W\d_a-zß-öø-ÿ](?:[^\Wa-zß-öø-ÿ]|[.'’&/-])*"
_CAPITALS = re.compile(
    rf"(?P<name>{_CAPS_WORD}(?:[ ]+(?:{_CAPS_WORD}|and|of|the|de|d['’]))*[ ]*)"
    r"(?P<group>[(\[][^()\[\]]{2,90}[)\]])?"
    r"(?P<sep>\s*[:：](?=\s|$)|\s*[–—](?=\s|$)|\s+-(?=\s|$)|\s*$|(?<=[)\]])\s+(?=[^\W\d_a-z]))"
)
_EVIDENCE = 2  # labels that show that a document has them so
_PARTS = re.compile(r"\s*(?:,|&|/|\+|\band\b)\s*")


class Colon(Style):
    """`Country: text`, `Country (for the Group): text`, `Country – text`."""

    def __init__(self, lines: Sequence[Line], known: IsName, is_name: IsName) -> None:
        """Find out whether labels before a dash are partly in capitals: "USA - ", "Mexico - "."""
        super().__init__(lines, known, is_name)
        dashed = [found["label"] for line in lines if (found := _DASH.match(line.text))]
        small = sum(not label.isupper() and self.names(label) for label in dashed)
        self.mixed = small >= _EVIDENCE

    def find(self, line: Line) -> Label | None:
        """Find words in capitals before a colon or a dash."""
        if line.cells or line.note:
            return None
        colon = self._before(_COLON.match(line.text), line)
        dash = None if colon else self._before(_DASH.match(line.text), line)
        # Where all are in capitals they are another form's, which knows what dashes part.
        return None if dash and dash.printed.isupper() and not self.mixed else colon or dash

    def _before(self, match: re.Match[str] | None, line: Line) -> Label | None:
        if match is None:
            return None
        label = match["label"]
        if not (may_name(label) or self.known(trim(label)) or self.is_name(label)):
            return None
        return Label(trim(label), line.text[match.end() :].strip(), presiding=_italic(line))


class Capitals(Style):
    """`COUNTRY (for the group)`, with or without a colon or dash, or alone on its line."""

    def __init__(self, lines: Sequence[Line], known: IsName, is_name: IsName) -> None:
        """Find out whether empty lines part the speakers."""
        super().__init__(lines, known, is_name)
        self.packed = self.is_packed()

    def find(self, line: Line) -> Label | None:
        """Find a name in capitals that something sets apart from the words."""
        match = _CAPITALS.match(line.text)
        if match is None or line.cells or line.note or line.heading:
            return None
        name = match["name"].strip()
        bare = not match["sep"].strip() and not match["group"]
        if len(name) < 2 or (bare and not self.stands_apart(line)):
            return None
        label = trim(line.text[: match.start("sep")])
        return Label(label, line.text[match.end() :].strip(), presiding=_italic(line))


class Emphasis(Style):
    """**Country** in bold, underlined or in italics, before the words or alone."""

    def find(self, line: Line) -> Label | None:
        """Find emphasised words at the beginning of a line."""
        lead = line.lead
        if not lead or line.cells or line.note:
            return None
        match = SEPARATOR.search(lead)
        within = match is not None and lead[match.end() :].strip() != ""
        if len(lead.split()) > 8 or within:  # words are emphasised with their label
            if match is None or not may_name(lead[: match.start()]):
                return None
            rest = line.text[match.end() :].strip()
            return Label(trim(lead[: match.start()]), rest, presiding=line.style == "italic")
        rest, label = line.rest, trim(lead)
        if bracket := re.match(r"\s*([(\[][^()\[\]]{2,90}[)\]])", rest):
            label, rest = f"{label} {bracket[1]}", rest[bracket.end() :]
        rest = re.sub(r"^\s*(?:[:：,.]|[–—-](?=\s|$))?\s*", "", rest)
        if not label:
            return None
        return Label(label, rest, presiding=line.style == "italic")


class Numbered(Style):
    """`1. Country: text`; only the next number is the next speaker, others are of a speech."""

    def __init__(self, lines: Sequence[Line], known: IsName, is_name: IsName) -> None:
        """Count from the first."""
        super().__init__(lines, known, is_name)
        self.last = 0
        self.others: tuple[Style, ...] = tuple(
            style(lines, known, is_name) for style in (Emphasis, Capitals, Colon)
        )

    def find(self, line: Line) -> Label | None:
        """Find the label of the next number; a number without one is nobody's."""
        if not line.ordinal or line.ordinal != self.last + 1:
            return None
        self.last = line.ordinal
        for style in self.others:
            if label := style.find(line):
                return label
        match = SEPARATOR.search(line.text)
        if match and may_name(line.text[: match.start()]):
            return Label(trim(line.text[: match.start()]), line.text[match.end() :].strip())
        return _prefix(line.text, self.known, self.is_name)


class Lines(Style):
    """One speaker a line: `Country supports the text`; a line without a speaker is nobody's."""

    strict = True

    def find(self, line: Line) -> Label | None:
        """Find the name that a line begins with."""
        if line.heading or line.note:
            return None
        return _prefix(line.text, self.known, self.is_name)


class Voices(Style):
    """`<v Name>` of captions; a cue without a voice is nobody's."""

    strict = True

    def find(self, line: Line) -> Label | None:
        """Take a cue's voice."""
        return Label(trim(line.voice), line.text) if line.voice is not None else None


class Headings(Style):
    """Speakers as headings, or as lines of their own; a break is a heading of another level."""

    def __init__(self, lines: Sequence[Line], known: IsName, is_name: IsName) -> None:
        """Find the levels that name speakers."""
        super().__init__(lines, known, is_name)
        named = [line for line in lines if known(trim(line.text)) or is_name(line.text)]
        self.levels = {line.heading for line in named if line.heading}
        self.packed = not self.levels and self.is_packed()

    def find(self, line: Line) -> Label | None:
        """Find a heading of a speakers' level, or a short line of its own."""
        if line.heading in self.levels if line.heading else self._is_line_of_its_own(line):
            return Label(trim(line.text), "")
        return None

    def _is_line_of_its_own(self, line: Line) -> bool:
        if self.levels or line.cells or line.item or line.note or not self.stands_apart(line):
            return False
        sentence = line.text.endswith(".")
        alone = line.alone or self.packed
        return self.names(line.text) or (alone and not sentence and may_name(trim(line.text)))


STYLES: Mapping[str, Callable[[Sequence[Line], IsName, IsName], Style]] = {
    "colon": Colon,
    "capitals": Capitals,
    "emphasis": Emphasis,
    "numbered": Numbered,
    "table": Table,
    "lines": Lines,
    "voices": Voices,
    "headings": Headings,
}


def _italic(line: Line) -> bool:
    return line.style == "italic"


def _joined(rest: str, is_name: IsName) -> str:
    """Find a second name after the first: "and Kenya"; ""where there is none."""
    other = _PARTS.match(rest)
    after = rest[other.end() :].split(" ") if other else []
    for count in range(min(len(after), 6), 0, -1):
        if other and is_name(trim(" ".join(after[:count]))):
            return rest[: other.end()].strip() + " " + trim(" ".join(after[:count]))
    return ""


def _prefix(text: str, known: IsName, is_name: IsName) -> Label:
    """Take the longest name that a line begins with; two names joined are neither's."""
    words = text.split(" ")
    for count in range(min(len(words), 8), 0, -1):
        label = trim(" ".join(words[:count]))
        if not (known(label) or is_name(label)):
            continue
        head = " ".join(words[:count])
        rest = text[len(head) :].strip()
        apart = text[len(head.rstrip(",")) :]
        if joined := "" if head.endswith((":", "：")) else _joined(apart, is_name):
            return Label(f"{head.rstrip(',')} {joined}".replace(" ,", ","), text)
        bracket = re.match(r"([(\[][^()\[\]]{2,90}[)\]])\s*", rest)
        if bracket:
            label, rest = f"{label} {bracket[1]}", rest[bracket.end() :]
        return Label(label, re.sub(r"^(?:[:：,]|[–—-](?=\s|$))\s*", "", rest).strip())
    parted = SEPARATOR.search(text)
    short = text[: parted.start()] if parted and parted.start() < 60 else " ".join(words[:3])
    return Label(trim(short), text)
