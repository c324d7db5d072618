"""Tables and charts as Slack's own blocks, and as text where Slack does not take them.

Limits: Slack's Block Kit reference, data table block and data visualization block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.render.slack.blocks import Block, Message, clear, cut, fit, measure, paragraph, strong
from bot.render.stances import MARKS, NOTHING, tell_stance
from bot.render.tables import NONE, read_columns, spell_table
from handlers.answers.answer import Answer, Chart, Section, Table

ROWS, COLUMNS = 101, 20  # of a table, the header and the names among them; Slack takes no more
SHOWN = 8  # rows that are seen at once
CELL_TEXT = 80
CAPTION_TEXT = 300
ROOM = 6_000  # of a table as JSON, so that titles, small print and buttons stay within a message
CHART_TITLE, CHART_LABEL = 50, 20
TOLD_TEXT = 2_900  # of one topic's lines; a section holds 3,000
_MARKED = frozenset(mark[0] for mark in MARKS.values())
_NATIVE = frozenset({"data_table", "data_visualization"})


def draw_table(table: Table) -> Block:
    """Draw a table that fits Slack's limits."""
    rows = spell_table(table, marks=True)
    return {
        "type": "data_table",
        "caption": _short(table.caption, CAPTION_TEXT),
        "page_size": max(1, min(SHOWN, len(table.rows))),
        "row_header_column_index": 0,
        "rows": [
            [{"type": "raw_text", "text": _short(cell, CELL_TEXT)} for cell in row] for row in rows
        ],
    }


def draw_chart(chart: Chart) -> Block:
    """Draw the bars of a chart."""
    data = [{"label": tell_stance(stance), "value": count} for stance, count in chart.counts]
    return {
        "type": "data_visualization",
        "title": _short(chart.caption, CHART_TITLE),
        "chart": {
            "type": "bar",
            "series": [{"name": "Parties", "data": data}],
            "axis_config": {
                "categories": [each["label"] for each in data],
                "y_label": "Parties",
            },
        },
    }


def tell_table(table: Table) -> Iterator[Block]:
    """Tell a table as text, topic by topic."""
    yield from _tell_rows(spell_table(table, marks=True))


def _tell_rows(rows: list[list[str]]) -> Iterator[Block]:
    for heading, cells in read_columns(rows):
        lines = [f"*{strong(heading, 200)}*"]
        for told, names in cells:
            told = NOTHING.capitalize() if told == NONE else told
            mark, _, word = told.rpartition(" ") if told[:1] in _MARKED else ("", "", told)
            lines.append(f"{mark} *{strong(word, CELL_TEXT)}*  {fit(names, TOLD_TEXT)}".strip())
        yield paragraph(cut("\n".join(lines), TOLD_TEXT))


def split_tables(answer: Answer, *, native: bool) -> Answer:
    """Part the tables of an answer, by topics first, so that each part fits a message.

    Args:
        answer: of which page by page is drawn.
        native: whether they are drawn as Slack's own blocks; as text, each topic stands alone.
    """
    if not any(True for _ in answer.tables()):
        return answer
    sections: list[Section] = []
    for section in answer.sections:
        items = [
            part
            for item in section.items
            for part in (_split(item, native=native) if isinstance(item, Table) else (item,))
        ]
        sections.append(replace(section, items=tuple(items)))
    return replace(answer, sections=tuple(sections))


def _split(table: Table, *, native: bool) -> Iterator[Table]:
    """Halve a table until its parts fit: by topics first, so that all parties stay in sight."""
    columns, rows = len(table.columns), len(table.rows)
    if _fits(table, native=native) or (columns, rows) == (1, 1):
        yield table
        return
    if columns > 1:
        half = (columns + 1) // 2
        parts = (
            table.part(slice(None), slice(half)),
            table.part(slice(None), slice(half, None)),
        )
    else:
        half = (rows + 1) // 2
        parts = table.part(slice(half), slice(None)), table.part(slice(half, None), slice(None))
    for part in parts:
        yield from _split(part, native=native)


def _fits(table: Table, *, native: bool) -> bool:
    columns, rows = len(table.columns), len(table.rows)
    if not native:
        told = next(tell_table(table))["text"]["text"]
        return columns == 1 and not told.endswith("…")
    return columns < COLUMNS and rows < ROWS and measure([draw_table(table)]) <= ROOM


def has_native(message: Message) -> bool:
    """Tell whether a message has blocks that not every workspace takes."""
    return any(block["type"] in _NATIVE for block in message.get("blocks") or ())


def without_native(message: Message) -> Message:
    """Give a message with its tables as text, and without charts, whose counts stand beside them.

    Args:
        message: as it was drawn; it is left as it is.
    """
    blocks: list[Block] = []
    for block in message["blocks"]:
        if block["type"] == "data_table":
            blocks += _tell_rows([[cell["text"] for cell in row] for row in block["rows"]])
        elif block["type"] not in _NATIVE:
            blocks.append(block)
    return {**message, "blocks": blocks}


def _short(text: str, limit: int) -> str:
    text = clear(text) or NONE
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
