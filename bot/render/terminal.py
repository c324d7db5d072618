"""Tables and charts as lines of plain text."""

from __future__ import annotations

from io import StringIO

from bot.render.stances import NOTHING, tell_stance
from bot.render.tables import JOINT, NONE, read_columns, spell_table, tell_cell
from handlers.answers.answer import Chart, Table

NAMES, MARGIN = 28, 3  # characters of a table's names, and between two columns
COLUMN, WIDEST = 11, 18  # of a column: as wide as a stance, and at most
LONGEST = 150  # characters of a name
BARS = 40  # characters of a chart's longest bar


def tell_table(table: Table) -> list[str]:
    """Tell a table topic by topic, a line each, with no line of it broken."""
    lines: list[str] = []
    for heading, cells in read_columns(spell_table(table)):
        told = [f"{NOTHING if cell == NONE else cell}: {names}" for cell, names in cells]
        lines.append(f"{heading}. {'; '.join(told)}.")
    return lines


def draw_table(table: Table, width: int) -> list[str]:
    """Draw a table with rules, below each other as many topics at a time as the width takes."""
    # As long to import as a whole answer takes: only where a table is drawn.
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Drawn

    lines: list[str] = []
    first = min(NAMES, max(len(row.name) for row in table.rows))
    longest = max((len(word) for name in table.columns for word in name.split()), default=0)
    wide = min(max(COLUMN, longest), WIDEST)  # as no heading's word is broken
    at_once = max(1, (width - first - MARGIN) // (wide + MARGIN))
    for start in range(0, len(table.columns), at_once):
        part = table.part(slice(None), slice(start, start + at_once))
        drawn = Drawn(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
        header, *rows = spell_table(part)
        for number, heading in enumerate(header):
            drawn.add_column(_short(heading), max_width=wide if number else NAMES, overflow="fold")
        for row, cells in zip(rows, part.rows, strict=True):
            drawn.add_row(
                _short(row[0]), *(tell_cell(cell).replace(JOINT, "\n") for cell in cells.cells)
            )
        console = Console(file=StringIO(), width=width, color_system=None, markup=False)
        with console.capture() as capture:
            console.print(drawn)
        lines += ["", *(line.rstrip() for line in capture.get().rstrip().split("\n"))]
    return lines[1:]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def draw_chart(chart: Chart) -> list[str]:
    """Draw a chart as bars of letters."""
    most = max((count for _, count in chart.counts), default=0)
    scale = min(1.0, BARS / most) if most else 1.0
    return [
        f"  {tell_stance(stance):<{COLUMN}} {'█' * round(count * scale)} {count}"
        for stance, count in chart.counts
    ]
