"""Web pages, and what mammoth makes of a .docx: blocks, emphasis, tables and notes kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from knowledge.documents.formats import Extract, protect
from knowledge.errors import FormatError

_BLOCKS = frozenset(
    "address article aside blockquote body caption dd details div dl dt figcaption figure footer "
    "header hr main ol p pre section summary table tbody tfoot thead ul".split()
)
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_UNSEEN = frozenset("head nav noscript script style template".split())
_STYLES = {"b": "**", "strong": "**", "i": "*", "em": "*", "u": "<u>", "ins": ""}
_CLOSERS = {"<u>": "</u>"}
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_EMPTY_MARKS = re.compile(r"\*\*(\s*)\*\*|<u>(\s*)</u>")
_NOTE = re.compile(r"(?:foot|end)note-(?P<number>\d+)$")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?(?P<name>[\w-]{1,40})", re.IGNORECASE)


def read(content: bytes) -> Extract:
    """Read a web page."""
    declared = _CHARSET.search(content[:4096])
    name = declared["name"].decode("ascii") if declared else "UTF-8"
    try:
        text = content.decode("utf-8-sig" if name.lower() in ("utf-8", "utf8") else name)
    except (UnicodeDecodeError, LookupError) as error:
        raise FormatError(f"the document is not {name} text") from error
    return Extract(mark_up(text), whole=True)


def mark_up(html: str) -> str:
    """Write HTML in the notation of plain notes.

    Args:
        html: a page or a part of one, well formed or not.

    Returns:
        Its text, an empty line between blocks.
    """
    page = _Page()
    page.feed(html)
    page.close()
    return page.finish()


@dataclass(slots=True)
class _Row:
    """A row of a table while it is read.

    Args:
        above: cells of rows above that reach into it: by column, rows left and text.
        cells: its texts so far.
        below: the same for the rows below it.
        open: for how many rows the cell counts that is being read; 0 between cells.
    """

    above: dict[int, tuple[int, str]]
    cells: list[str] = field(default_factory=list)
    below: dict[int, tuple[int, str]] = field(default_factory=dict)
    open: int = 0

    def add(self, text: str, rows: int) -> None:
        if rows > 1:
            self.below[len(self.cells)] = (rows - 1, text)
        self.cells.append(text)

    def fill(self) -> None:
        """Repeat the cells above that come next."""
        while len(self.cells) in self.above:
            rows, text = self.above.pop(len(self.cells))
            self.add(text, rows)


class _Page(HTMLParser):
    """A page while it is read: the blocks so far, and what is open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.held: list[str] = []
        self.prefix = ""
        self.lists: list[int | None] = []  # the next number of each open list; None for bullets
        self.styles: list[str] = []
        self.unseen: list[str] = []
        self.row: _Row | None = None
        self.above: dict[int, tuple[int, str]] = {}  # cells that reach into the next row

    # --- What the parser tells

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self.unseen.append(tag)
        elif self.unseen:
            return
        elif tag in ("tr", "td", "th"):
            self._open_cell(tag, given)
        elif tag == "li":
            self._open_item(given)
        elif tag in _HEADINGS:
            self._end_block()
            self.prefix = _HEADINGS[tag]
        elif tag in _BLOCKS:
            self._end_block()
            if tag in ("ol", "ul"):
                self.lists.append(int(given.get("start") or 1) if tag == "ol" else None)
        else:
            self._open_inline(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            if tag == self.unseen[-1]:
                self.unseen.pop()
        elif tag in ("td", "th"):
            self._close_cell()
        elif tag in ("tr", "table"):
            self._close_row()
            self.above = self.above if tag == "tr" else {}
        elif tag in _STYLES:
            self._close_style(_STYLES[tag])
        elif tag == "sup":
            self.held.append("\ue0ff")
        elif tag in _BLOCKS or tag in _HEADINGS or tag == "li":
            self._end_block()
            if tag in ("ol", "ul") and self.lists:
                self.lists.pop()

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.held.append(protect(_SPACE.sub(" ", data)))

    # --- Blocks

    def _open_inline(self, tag: str) -> None:
        if tag == "br":
            self.held.append(" " if self.row is not None else "\n")
        elif tag == "sup":
            self.held.append("\ue0fe")
        elif tag in _STYLES:
            mark = _STYLES[tag]
            self.styles.append(mark)
            self.held.append(mark)

    def _close_style(self, mark: str) -> None:
        if mark in self.styles:
            self.styles.remove(mark)
            self.held.append(_CLOSERS.get(mark, mark))

    def _open_item(self, given: dict[str, str]) -> None:
        self._end_block()
        note = _NOTE.search(given.get("id", ""))
        number = self.lists[-1] if self.lists else None
        if note:
            self.prefix = f"<sup>{note['number']}</sup> "
        elif number is None:
            self.prefix = "- "
        else:
            self.prefix = f"{number}. "
            self.lists[-1] = number + 1

    def _take(self) -> str:
        text = _settle("".join(self.held))
        self.held = []
        return text

    def _end_block(self) -> None:
        if self.row is not None:
            self.held.append(" ")  # paragraphs of one cell
            return
        text = self._take()
        if text:
            self.blocks.append(self.prefix + text)
            self.prefix = ""

    # --- Tables

    def _open_cell(self, tag: str, given: dict[str, str]) -> None:
        if tag == "tr" or self.row is None:
            self._close_row()
            self._end_block()
            self.row, self.above = _Row(self.above), {}
        self._close_cell()
        if tag != "tr":
            self.row.fill()
            span = given.get("rowspan", "")
            self.row.open = int(span) if span.isascii() and span.isdigit() else 1

    def _close_cell(self) -> None:
        text = self._take().replace("\n", " ") if self.row is not None else ""
        if self.row is not None and self.row.open:
            self.row.add(text, self.row.open)
            self.row.open = 0

    def _close_row(self) -> None:
        if self.row is None:
            return
        self._close_cell()
        self.row.fill()
        row, self.row = self.row, None
        self.above = row.below
        if any(row.cells):
            self.blocks.append("\t".join(row.cells))

    def finish(self) -> str:
        self._close_row()
        self._end_block()
        return "\n\n".join(self.blocks) + "\n"


_RAISED = re.compile("\ue0fe\\s*(\\[?\\d{1,3}\\]?)\\s*\ue0ff")
_ROUND_SPACE = re.compile(r" *\n *")


def _settle(text: str) -> str:
    """Put the marks of a block at its words, and the call of a note in brackets."""
    text = _RAISED.sub(lambda raised: f"[{raised[1].strip('[]')}]", text)
    text = text.replace("\ue0fe", "").replace("\ue0ff", "").replace("↑", "").replace("\xa0", " ")
    text = _EMPTY_MARKS.sub(lambda match: match[1] or match[2] or "", text)
    text = text.replace("****", "").replace("</u><u>", "")
    text = re.sub(r" {2,}", " ", _ROUND_SPACE.sub("\n", text))
    return text.strip()
