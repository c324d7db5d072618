"""The tables and charts of an answer as a picture, for print: legible without colour.

matplotlib is an extra (``charts``) and takes half a second to load: only here, and only when a
picture is drawn, which belongs in a thread of its own where an event loop runs.
"""

from __future__ import annotations

import io
import textwrap
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from bot.render.stances import tell_stance
from bot.render.tables import JOINT, describe, no_table, spell_table
from handlers.answers.answer import Answer, Cell, Chart, Table
from handlers.errors import UserError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.table import Table as DrawnTable

INSTALL = "It comes with the extra “charts”; a table needs none."
Form = Literal["png", "svg"]
DOTS = 150  # to the inch
WIDE, TALL = 1.15, 0.3  # inches of a column, and of a line
NAMES = 2.4  # inches of the names
LETTERS, NAME_LETTERS = 15, 34  # of a line in a column, and among the names
LINES = 6  # of a name
CHART = (6.0, 2.6)  # inches
# Shades are told apart in print, too; the word stands in each cell all the same.
_SHADES = {
    "support": "#d9ead3",
    "conditional": "#fff2cc",
    "oppose": "#f4cccc",
    "question": "#e8e8e8",
    "statement": "#f5f5f5",
}
# A name is no formula, and the same picture is the same file.
_SETTINGS: Any = {"text.parse_math": False, "svg.hashsalt": "compact", "svg.fonttype": "none"}
_ONE_AT_A_TIME = Lock()
_HATCHES = {"support": "", "conditional": "//", "oppose": "xx", "question": "..", "statement": "--"}


def can_draw() -> bool:
    """Tell whether the library that draws is installed."""
    return find_spec("matplotlib") is not None


def render_picture(answer: Answer, form: Form) -> bytes:
    """Draw the tables and charts of an answer.

    Args:
        answer: with a table or a chart.
        form: of the file.

    Returns:
        The file; what it shows stands in it in words, too.

    Raises:
        UserError: where the answer has neither, or the library is not installed.
    """
    tables, charts = list(answer.tables()), list(answer.charts())
    if not tables and not charts:
        raise no_table()
    if not can_draw():
        raise UserError("Pictures need matplotlib, which is not installed.", INSTALL)
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    sizes = [*map(_measure, tables), *(CHART for _ in charts)]
    wide, tall = max(w for w, _ in sizes), sum(h for _, h in sizes)
    # Figure without pyplot: no state is shared between threads but the settings.
    with _ONE_AT_A_TIME, rc_context(_SETTINGS):
        figure = Figure(figsize=(wide, tall + TALL * 2), layout="constrained")
        heights = [h for _, h in sizes]
        rows = figure.subplots(len(sizes), 1, squeeze=False, height_ratios=heights)[:, 0]
        for axes, table in zip(rows, tables, strict=False):
            _draw_table(axes, table)
        for axes, chart in zip(rows[len(tables) :], charts, strict=True):
            _draw_chart(axes, chart)
        notes = " · ".join(note.text for note in answer.notes if not note.told)
        figure.supxlabel(_break(notes, int(wide * 16)), x=0.01, ha="left", fontsize=7)
        file = io.BytesIO()
        words = describe(answer)
        told = {"Title": answer.title, "Description": words}
        figure.savefig(file, format=form, dpi=DOTS, metadata=told | _undated(form))
    return file.getvalue()


def _undated(form: Form) -> dict[str, str | None]:
    """Leave out what would make the same picture another file each time."""
    return {"Date": None} if form == "svg" else {"Software": None}


def _measure(table: Table) -> tuple[float, float]:
    """Give a table's width and height in inches."""
    wide = NAMES + WIDE * len(table.columns)
    return wide, TALL * (sum(_lines(table)) + 1 + _entitle(table, wide).count("\n"))


def _entitle(table: Table, wide: float) -> str:
    return _break(table.caption, int(wide * 11))


def _lines(table: Table) -> list[int]:
    """Count the lines of each row, the header first."""
    return [max(cell.count("\n") + 1 for cell in row) for row in _spell(table)]


def _spell(table: Table) -> list[list[str]]:
    header, *rows = spell_table(table)
    return [
        [_break(name, LETTERS) for name in header],
        *(
            [_break(row[0], NAME_LETTERS), *(cell.replace(JOINT, "\n") for cell in row[1:])]
            for row in rows
        ),
    ]


def _break(text: str, letters: int) -> str:
    """Break a name into lines, a very long one after its first ones."""
    return "\n".join(textwrap.wrap(text, letters, max_lines=LINES, placeholder=" …"))


def _draw_table(axes: Axes, table: Table) -> None:
    from matplotlib.transforms import Bbox

    cells, lines = _spell(table), _lines(table)
    width = NAMES + WIDE * len(table.columns)
    axes.set_axis_off()
    axes.set_title(_entitle(table, width), loc="left", fontsize=11)
    drawn = axes.table(
        cellText=cells,
        colWidths=[NAMES / width, *([WIDE / width] * len(table.columns))],
        cellLoc="left",
        bbox=Bbox.unit(),
    )
    drawn.auto_set_font_size(False)
    drawn.set_fontsize(8)
    _style(drawn, table, lines)


def _style(drawn: DrawnTable, table: Table, lines: list[int]) -> None:
    """Set the lines' heights, the header in bold, and a shade behind each stance."""
    whole = sum(lines)
    for (row, column), cell in drawn.get_celld().items():
        cell.set_height(lines[row] / whole)
        cell.set_edgecolor("#999999")
        if row == 0:
            cell.get_text().set_fontweight("bold")
        elif column == 0:
            continue
        else:
            cell.set_facecolor(_shade(table.rows[row - 1].cells[column - 1]))


def _shade(cell: Cell) -> str:
    """Choose what stands behind a cell: nothing where it has more than one side."""
    sides = tuple(stance for stance in cell.stances if stance != "statement") or cell.stances
    return _SHADES[sides[0]] if len(sides) == 1 else "white"


def _draw_chart(axes: Axes, chart: Chart) -> None:
    from matplotlib.ticker import MaxNLocator

    words = [tell_stance(stance) for stance, _ in chart.counts]
    counts = [count for _, count in chart.counts]
    bars = axes.barh(words, counts, color="#cccccc", edgecolor="black")
    for bar, (stance, _) in zip(bars, chart.counts, strict=True):
        bar.set_hatch(_HATCHES[stance])
    axes.bar_label(bars, padding=3)
    axes.invert_yaxis()
    axes.set_title(_break(chart.caption, 70), loc="left", fontsize=11)
    axes.set_xlabel("Parties")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)
