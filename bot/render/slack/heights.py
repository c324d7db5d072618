"""How tall blocks stand on a phone, in CSS pixels, near enough to cut pages by.

Measured on pictures of messages, 360 pixels wide, of which a phone shows about 600 at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.render.slack.blocks import Block

SCREEN = 600  # pixels that a phone shows at once
PAGE = 640  # of a page: what is a line too long for a screen is better than cut
FRAME = 36  # the sender's name, and what stands around a message

_TOKEN = re.compile(r"<!date\^\d+\^[^|]*\|([^>]*)>")
_WIDTH = 292  # pixels of a line of text
GAP = 8  # between two blocks
# (pixels of a letter, of a line, around the block)
_TEXT = (7.2, 22.0, float(GAP))
_SMALL = (6.1, 18.0, 8.0)
_HEADER = (8.1, 24.0, 12.0)
_ROW = 41  # a row of buttons
_BUTTON = (6.5, 28, 8)  # pixels of a letter, beside the label, between two
_NARROWEST = 60.0  # pixels of a button of a few letters
_MENU, _DOTS = 190, 40
_CAPTION, _CELL, _CHART = 24, 37, 260  # of tables and charts
_QUOTE = 16  # a quotation is set in


def measure_height(block: Block) -> float:
    """Give the height of a block, in pixels."""
    match block["type"]:
        case "header":
            return _lines(block["text"]["text"], _HEADER) * _HEADER[1] + _HEADER[2]
        case "context":
            return sum(_tall(element["text"], _SMALL) for element in block["elements"])
        case "section":
            # A phone puts a button under its text.
            below = _rows([0.0]) if "accessory" in block else 0.0
            return _tall(block["text"]["text"], _TEXT) + below
        case "actions":
            return _rows(map(_measure_width, block["elements"]))
        case "data_table":
            rows, seen = len(block["rows"]) - 1, block["page_size"]
            turning = _ROW if rows > seen else 0
            return float(_CAPTION + _CELL * (1 + min(rows, seen)) + turning)
        case "data_visualization":
            return float(_CHART)
        case _:
            return float(_ROW)


def measure_all(blocks: Iterable[Block]) -> float:
    """Give the height of blocks that stand under each other, in pixels."""
    return sum(map(measure_height, blocks))


@lru_cache(2048)  # a text is weighed for its page, then in what is drawn, and boards come back
def _tall(text: str, kind: tuple[float, float, float], width: float = _WIDTH) -> float:
    return _lines(text, kind, width) * kind[1] + kind[2]


def _lines(text: str, kind: tuple[float, float, float], width: float = _WIDTH) -> int:
    total = 0
    if "<" in text:
        text = _TOKEN.sub(r"\1", text)
    for line in text.replace("*", "").replace("_", "").replace("`", "").split("\n"):
        quoted = line.startswith(("> ", "&gt; "))
        room = int((width - (_QUOTE if quoted else 0)) / kind[0])
        total += 1 if len(line) <= room else _wrapped(line, room)
    return total


def _wrapped(line: str, room: int) -> int:
    lines, begun = 1, 0
    while len(line) - begun > room:
        space = line.rfind(" ", begun, begun + room + 1)
        begun = space + 1 if space >= begun else begun + room
        lines += 1
    return lines


@lru_cache(1024)
def measure_row(
    labels: tuple[str, ...], *, with_menu: bool = False, with_dots: bool = False
) -> float:
    """Give the height of buttons with these labels, after a list to choose from, and dots."""
    widths: list[float] = [_MENU] if with_menu else []
    widths += map(_measure_label, labels)
    alone = _rows(widths)
    return alone + _ROW if with_dots and _find_dots(widths) is None else alone


def place_dots(elements: list[Block], dots: Block) -> list[Block]:
    """Put the button of dots behind the last element that has room for it in its row."""
    widths = [_measure_width(element) for element in elements]
    at = _find_dots(widths) or len(elements)
    return [*elements[:at], dots, *elements[at:]]


def _find_dots(widths: Sequence[float]) -> int | None:
    """Find the last place where dots add no row; None where they always do."""
    whole = _rows(widths)
    places = range(len(widths), -1, -1)
    return next((n for n in places if _rows([*widths[:n], _DOTS, *widths[n:]]) <= whole), None)


def _measure_width(element: Block) -> float:
    match element["type"]:
        case "button":
            return _measure_label(element["text"]["text"])
        case "overflow":
            return _DOTS
        case _:
            return _MENU


def _measure_label(label: str) -> float:
    return max(_NARROWEST, len(label) * _BUTTON[0] + _BUTTON[1])


def _rows(widths: Iterable[float]) -> float:
    """Give the height of elements that stand beside each other as long as there is room."""
    rows, left = 1, float(_WIDTH)
    for wide in widths:
        if wide > left and left < _WIDTH:
            rows, left = rows + 1, float(_WIDTH)
        left -= wide + _BUTTON[2]
    return rows * _ROW + 4.0
