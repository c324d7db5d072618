"""A text in the notation of plain notes, line by line: what is emphasised, numbered, in cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.documents.formats import restore

# When somebody took the floor: "10:02 ", "[10:02:15] ", "10.02 am – ".
_STAMP = re.compile(
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?|[\[(]\d{1,2}[:.h]\d{2}(?::\d{2})?[\])])"
    r"(?:\s?[ap]\.?m\b\.?)?\s*(?:[–—|-]\s+)?(?=[^\W\d_]|\*|<)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<text>.*\S)")
_VOICE = re.compile(r"<v ?(?P<name>[^>]*)>")
_ITEM = re.compile(r"(?:[-–—•*▪◦‣·»→►●○>]|o(?= +[A-Z])|\(?(?P<number>\d{1,3})[.)])\s+(?=\S)")
_LEAD = re.compile(
    r"(?P<bold>\*\*|__)(?P<a>.+?)(?P=bold)|<u>(?P<b>.+?)</u>|(?<!\*)\*(?P<c>[^*]+)\*(?!\*)"
)
_MARKS = re.compile(r"\*\*|__|</?u>|</?su[pb]>|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_EMPHASIS = re.compile(r"\*\*|__|</?u>|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])")
_NOTE = re.compile(r"<sup>\d{1,3}</sup>\s+\S")
_RULE = re.compile(r"\|?[\s|:-]+\|?$")
# What underlines a title, or parts blocks: "-----", "= = =".
_UNDERLINE = re.compile(r"(?:([-–—=~_*+#])\s?)(?:\1\s?){2,}$")
_NOTHING_QUOTED = re.compile(r">[>\s]*$")
# What marks a title, where it does not quote or list: ">> Wells", "== Wells ==", "##Wells".
_MARK = re.compile(r"(?P<mark>>{2,}|={2,}|~{2,}|\+{2,}|/{2,}|#{2,}|§{1,2})\s*(?=[^\W_]|[\"“‘'(*])")
_BETWEEN = re.compile(r"(?P<mark>[~–—*-])\s+(?P<text>\w[^.:–—]*?)\s+(?P=mark)")
_QUOTING = 0.5  # of the lines that have such a mark, where it quotes
_GOES_ON = re.compile(r"(?:[,–—(-]|\b(?:the|a|an|of|to|in|for|and|or|with|by|from|on))$")
_SHORT = 0.7  # of the width: a line that is left so early is no wrapped one
_NARROW = 40  # letters; nobody wraps lines so short
_PAIRS = 12  # lines that follow others, from which it can be told whether a text is wrapped
_FULL = 0.2  # of those in a wrapped text whose first word would not have fitted above
_FURNITURE = frozenset({"---", "***", "This page is intentionally left blank"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text.

    Args:
        number: counted from 1.
        text: without marks.
        first: whether it begins a block.
        alone: whether it is all of its block.
        lead: its first words where they are emphasised, or "".
        style: how: "bold", "underline", "italic" or "".
        heading: its level, or 0.
        ordinal: of a numbered item, or 0.
        item: whether it is an item of a list.
        cells: of a row, or ().
        voice: who says it, of captions; None elsewhere.
        note: whether it is a footnote.
        stamp: the time that it begins with, or "".
        own: whether it is no continuation of the line before, which was broken off on purpose.
        mark: that of a title, which it begins with, or "".
        ruled: whether it begins a block and is underlined by a line of dashes.
    """

    number: int
    text: str
    first: bool = True
    alone: bool = True
    lead: str = ""
    style: str = ""
    heading: int = 0
    ordinal: int = 0
    item: bool = False
    cells: tuple[str, ...] = ()
    voice: str | None = None
    note: bool = False
    stamp: str = ""
    own: bool = False
    mark: str = ""
    ruled: bool = False

    @property
    def whole(self) -> str:
        """All of it, with the time and the mark."""
        return self.stamp + ("" if self.text.startswith(self.mark) else self.mark) + self.text

    @property
    def rest(self) -> str:
        """What follows the emphasised words."""
        return self.text[len(self.lead) :] if self.lead else self.text


def read_lines(text: str, *, whole: bool = False) -> tuple[Line, ...]:
    """Read a text's lines; empty ones, rules and page marks only part blocks.

    Args:
        text: in the notation of plain notes.
        whole: whether its lines are whole paragraphs, which nothing has cut.
    """
    written = [line.strip() for line in text.splitlines()]
    rules = {number for number, line in enumerate(written, 1) if _UNDERLINE.fullmatch(line)}
    written = ["" if _is_empty(line) else line for line in written]
    found: list[Line] = []
    shape, last = _Shape.of(written, whole=whole), ""
    marks = _title_marks(written)
    for number, line in enumerate(written, 1):
        if line and not (line.startswith("|") and _RULE.fullmatch(line)):
            before = written[number - 2] if number > 1 else ""
            after = written[number] if number < len(written) else ""
            read = _read(line, number, first=not before, alone=not (before or after), marks=marks)
            read = replace(read, ruled=not before and number + 1 in rules)
            own = (
                last
                and not _GOES_ON.search(last)
                and (read.item or read.mark or shape.is_own(last, line, parted=not before))
            )
            found.append(replace(read, own=bool(own)))
            last = line
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a text is broken into lines.

    Args:
        width: how many letters the longest lines have, a few left out.
        wrapped: whether a line may go on with the sentence above it.
    """

    width: int
    wrapped: bool

    @classmethod
    def of(cls, written: Sequence[str], *, whole: bool) -> _Shape:
        """Measure a text."""
        lengths = sorted(len(line) for line in written if line)
        width = lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0
        pairs = [(last, line) for last, line in pairwise(written) if last and line]
        full = sum(_would_be(last, line) > width for last, line in pairs)
        narrow = width < _NARROW
        wrapped = not narrow and (len(pairs) < _PAIRS or full >= _FULL * len(pairs))
        return cls(width, wrapped and not whole)

    def is_own(self, last: str, line: str, *, parted: bool) -> bool:
        """Tell whether a line goes on with nothing: its first word would have fitted above.

        Args:
            last: the line above it that is not empty.
            line: itself.
            parted: whether there is an empty line between.
        """
        would_be = _would_be(last, line)
        if line[0].islower():
            # Of a sentence that a page's end has cut, the rest begins like this, too.
            return not self.wrapped or (not parted and would_be <= _SHORT * self.width)
        return not self.wrapped or would_be <= self.width


def _would_be(last: str, line: str) -> int:
    return len(last) + 1 + len(line.split(maxsplit=1)[0])


def _is_empty(line: str) -> bool:
    if line in _FURNITURE:
        return True
    return bool(_UNDERLINE.fullmatch(line) or _NOTHING_QUOTED.fullmatch(line))


def _title_marks(written: Sequence[str]) -> frozenset[str]:
    """List the marks that can be a title's here: not one that quotes or is a bullet's own."""
    lines = [line for line in written if line]
    found = Counter(match["mark"] for line in lines if (match := _MARK.match(line)))
    bullets = {line[0] for line in lines if line[1:2] == " "}
    return frozenset(
        mark
        for mark, count in found.items()
        if mark[0] not in bullets and count <= max(1, _QUOTING * len(lines))
    )


def _read(line: str, number: int, *, first: bool, alone: bool, marks: Collection[str] = ()) -> Line:
    if heading := _HEADING.fullmatch(line):
        level = len(heading["level"])
        return Line(number, plain(heading["text"]), first=True, alone=True, heading=level)
    if _NOTE.match(line):
        return Line(number, plain(line), first=True, alone=True, note=True)
    cells = tuple(_cells(line))
    if cells:
        return Line(number, " ".join(filter(None, cells)), first=True, alone=True, cells=cells)
    if stamp := _STAMP.match(line):
        rest = _read(line[stamp.end() :], number, first=first, alone=alone, marks=marks)
        return replace(rest, stamp=stamp[0])
    if between := _BETWEEN.fullmatch(line):
        return Line(number, plain(line), first=True, alone=alone, mark=between["mark"])
    if mark := _MARK.match(line):
        rest = _read(line[mark.end() :], number, first=True, alone=alone)
        if mark["mark"] in marks:
            return replace(rest, mark=mark[0])
        return replace(rest, first=first, item=True)
    if voice := _VOICE.match(line):
        text = plain(line[voice.end() :])
        return Line(number, text, first=True, alone=alone, voice=restore(voice["name"]).strip())
    item = _ITEM.match(line)
    ordinal = int(item["number"] or 0) if item else 0
    body = line[item.end() :] if item else line
    lead, style = _lead(body)
    return Line(
        number,
        plain(body),
        first=first or item is not None,
        alone=alone,
        lead=lead,
        style=style,
        ordinal=ordinal,
        item=item is not None,
    )


def _lead(body: str) -> tuple[str, str]:
    match = _LEAD.match(body)
    if match is None:
        return "", ""
    if match["a"]:
        return plain(match["a"]), "bold"
    return (plain(match["b"]), "underline") if match["b"] else (plain(match["c"]), "italic")


def _cells(line: str) -> Iterator[str]:
    if "\t" in line:
        yield from map(plain, line.split("\t"))
    elif line.startswith("|") and line.count("|") > 1:
        yield from map(plain, line.strip("|").split("|"))


def unmark(text: str) -> str:
    """Take bold, italics and underlining out of a text; headings, rows and notes stay."""
    return _EMPHASIS.sub("", text)


def plain(text: str) -> str:
    """Take the marks out of a text, and give it its own characters back."""
    return restore(_MARKS.sub("", text)).strip()
