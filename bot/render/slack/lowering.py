"""Texts cut between words, where nothing else makes a message low enough for a phone."""

from __future__ import annotations

from collections.abc import Sequence

from bot.render.slack.blocks import Block, cut
from bot.render.slack.heights import measure_all
from bot.render.slack.items import GOES_ON

CUT_TEXTS = (520, 400, 300, 220, 160)  # characters that a text is cut to, in steps
SHORT_LINE = 70  # characters that a line is left with


def lower(body: Sequence[Block], room: float) -> list[Block]:
    """Cut the longest texts, in steps, until they are as tall as a phone has room for.

    Nothing is lost by it: the whole is a button away.
    """
    told = list(body)
    for limit in CUT_TEXTS:
        told = [_cut_text(block, limit) for block in body]
        if measure_all(told) <= room:
            break
    return told


def _cut_text(block: Block, limit: int) -> Block:
    """Cut a text's longest lines: what stands in short ones below them stays in sight."""
    if block["type"] != "section" or len(block["text"]["text"]) <= limit:
        return block
    lines: list[str] = block["text"]["text"].split("\n")
    for number in sorted(range(len(lines)), key=lambda number: -len(lines[number])):
        excess = sum(map(len, lines)) - limit
        length = len(lines[number])
        if excess <= 0 or length <= SHORT_LINE:
            break
        lines[number] = _cut_line(lines[number], max(SHORT_LINE, length - excess))
    return {**block, "text": {**block["text"], "text": "\n".join(lines)}}


def _cut_line(line: str, limit: int) -> str:
    told = cut(line, limit).rsplit(" ", 1)[0].rstrip("*_ …")
    # What began in bold ends in bold.
    return f"{told}{'*' if told.count('*') % 2 else ''}{GOES_ON}"
