"""PDF: lines as they are printed, put together to paragraphs, running heads left out."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from statistics import median
from typing import Any

from knowledge.documents.formats import Extract, protect
from knowledge.errors import FormatError
from knowledge.turns import give_way

_BOLD = 600  # the weight from which a font is bold
_ITALIC = 1 << 6  # PDF 32000-1, table 123: font flags
_EDGE = 2  # lines at the top and at the foot of a page that can be running heads
_SAME_HEIGHT = 3.0  # points
_GAP = 1.35  # of the usual distance of lines: more is a new paragraph
_MANY = 8  # distances of lines, of which most are within paragraphs
_LEADING = 1.4  # of a font's size, from line to line
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:of|/)\s*\d+)?\s*[-–—]?", re.IGNORECASE
)
_HYPHEN = re.compile(r"(?P<before>[^\W\d_]+)[-\u00ad\ufffe\x02] ?\n(?P<after>[^\W\d_]+)")
_PARTED = re.compile("[\ufffe\x02]")  # what the library has for a hyphen at a line's end
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_BREAK = re.compile(r"[\r\n]+")


@dataclass(slots=True)
class _Line:
    text: str  # in the notation, emphasis at its beginning marked
    top: float  # where its first character stands, in points from the foot of the page
    end: float  # where its last one does: a line that ends in a hyphen comes with the next
    size: float  # of its font, in points
    page: int

    @property
    def plain(self) -> str:
        return self.text.replace("**", "").strip("*")


def read(content: bytes) -> Extract:
    """Read a PDF with a text layer."""
    pypdfium2: Any = import_module("pypdfium2")  # has no types
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "the document is locked with a password" if locked else "the document is damaged"
        raise FormatError(why) from error
    try:
        pages = [list(_lines(document[number], number)) for number in range(len(document))]
    finally:
        document.close()
    heads = _running_heads(pages)
    kept = [[line for line in page if _key(line) not in heads] for page in pages]
    remarks = []
    if heads:
        shown = dict.fromkeys(line.plain for page in pages for line in page if _key(line) in heads)
        texts = "; ".join(f"“{text}”" for text in list(shown)[:4])
        remarks.append(f"left out as running heads and page numbers: {texts}")
    return Extract("\n\n".join(_paragraphs(kept)) + "\n", tuple(remarks))


def _lines(page: Any, number: int) -> Iterator[_Line]:
    """Yield a page's lines in the order in which they are to be read."""
    raw: Any = import_module("pypdfium2.raw")
    text_page = page.get_textpage()
    try:
        text: str = text_page.get_text_range()
        start = 0
        for end in [match.start() for match in _BREAK.finditer(text)] + [len(text)]:
            words = text[start:end]
            shift = len(words) - len(words.lstrip())
            words = words.strip()
            if words:
                give_way()
                first = start + shift
                top, foot = (_height(text_page, at) for at in (first, first + len(words) - 1))
                size = float(raw.FPDFText_GetFontSize(text_page, first))
                yield _Line(_emphasise(text_page, first, words), top, foot, size, number)
            start = end
    finally:
        text_page.close()


def _height(text_page: Any, index: int) -> float:
    raw: Any = import_module("pypdfium2.raw")
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
    return y.value


def _emphasise(text_page: Any, first: int, words: str) -> str:
    """Mark the words at the beginning of a line that are bold or in italics."""
    style = _style(text_page, first)
    end = 0
    while (
        style
        and end < len(words)
        and (words[end].isspace() or _style(text_page, first + end) == style)
    ):
        end += 1
    lead = words[:end].rstrip()
    rest = protect(words[len(lead) :])
    return f"{style}{protect(lead)}{style}{rest}" if lead and style else rest or protect(lead)


def _style(text_page: Any, index: int) -> str:
    raw: Any = import_module("pypdfium2.raw")
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text_page, index, name, 128, ctypes.byref(flags))
    font = name.value.decode("utf-8", "replace").lower()
    if raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD or "bold" in font:
        return "**"
    if flags.value & _ITALIC or "italic" in font or "oblique" in font:
        return "*"
    return ""


def _key(line: _Line) -> tuple[str, int]:
    return _NUMBER.sub("#", line.plain), round(line.top / _SAME_HEIGHT)


def _running_heads(pages: Sequence[Sequence[_Line]]) -> set[tuple[str, int]]:
    """Find what stands at the same height of most pages, and the numbers of pages."""
    edges: Counter[tuple[str, int]] = Counter()
    numbers: set[tuple[str, int]] = set()
    for page in pages:
        by_height = sorted(page, key=lambda line: -line.top)
        edge = {_key(line): line for line in (*by_height[:_EDGE], *by_height[-_EDGE:])}
        edges.update(edge.keys())
        outer = [by_height[0], by_height[-1]] if len(by_height) > _EDGE else []
        numbers |= {_key(line) for line in outer if _PAGE_NUMBER.fullmatch(line.plain)}
    least = max(2, (len(pages) + 1) // 2)
    return numbers | {key for key, count in edges.items() if count >= least}


def _paragraphs(pages: Sequence[Sequence[_Line]]) -> Iterator[str]:
    """Put lines together that stand closer than paragraphs do; pages begin blocks of their own."""
    lines = [line for page in pages for line in page]
    usual = _usual_distance(lines)
    compounds = frozenset(_COMPOUND.findall(" ".join(line.text.lower() for line in lines)))
    held: list[_Line] = []
    for line in lines:
        if held and _begins(held[-1], line, usual):
            yield _join(held, compounds)
            held = []
        held.append(line)
    if held:
        yield _join(held, compounds)


def _usual_distance(lines: Sequence[_Line]) -> float:
    """Find how far a paragraph's lines stand from each other; of a few lines, by their font."""
    steps = [a.end - b.top for a, b in pairwise(lines) if a.page == b.page and a.end > b.top]
    if not steps:
        return 0.0
    usual = median(steps)
    return usual if len(steps) >= _MANY else min(usual, _LEADING * median(x.size for x in lines))


def _begins(last: _Line, line: _Line, usual: float) -> bool:
    """Tell whether a line begins a paragraph: by the gap, by emphasis, or by the page's end."""
    if line.page != last.page:
        return True
    step = last.end - line.top
    if step < 0:  # the next column
        return True
    wider = step > max(usual * _GAP, usual + 2)
    return wider or line.text.startswith(("**", "*"))


def _join(lines: Sequence[_Line], compounds: AbstractSet[str]) -> str:
    """Join lines to a paragraph; a word that was parted at a line's end is whole again.

    Args:
        lines: of one paragraph.
        compounds: words that have a hyphen elsewhere, and keep it: "follow-up".
    """

    def mend(match: re.Match[str]) -> str:
        whole = f"{match['before']}-{match['after']}"
        if not match["after"][0].islower() or whole.lower() in compounds:
            return whole
        return match["before"] + match["after"]

    text = _PARTED.sub("-\n", "\n".join(line.text for line in lines))
    return _HYPHEN.sub(mend, text).replace("\n", " ")
