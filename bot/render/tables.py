"""Tables and charts in words, the same on every surface, and as a file for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.render.stances import MARKS, tell_stance
from handlers.answers.answer import Answer, Cell, Chart, Table
from handlers.errors import UserError
from knowledge.exchange.sheets import write_rows

NONE = "–"  # a cell in which nothing is on record; Slack refuses an empty one
BELOW = "On a part"
JOINT = " · "  # between the stances of a cell
CORNER = "Party"


def tell_cell(cell: Cell, *, marks: bool = False) -> str:
    """Tell a cell: its stances by their words, with their marks where a surface shows them."""
    if not cell.stances:
        return BELOW if cell.below else NONE
    words = [tell_stance(stance) for stance in cell.stances]
    if marks:
        words = [f"{MARKS[s]} {word}" for s, word in zip(cell.stances, words, strict=True)]
    return JOINT.join(words)


def spell_table(table: Table, *, marks: bool = False) -> list[list[str]]:
    """Write a table out as lines of cells, the first of them its header."""
    body = [[row.name, *(tell_cell(cell, marks=marks) for cell in row.cells)] for row in table.rows]
    return [[CORNER, *table.columns], *body]


def read_columns(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Read lines of cells column by column: what it is headed by; what is told, of whom.

    Args:
        rows: as ``spell_table`` gives them.

    Yields:
        The heading, and (word of a stance, names) for each that stands there; whoever takes two is
        named under both, and nothing on record comes last.
    """
    header, *body = rows
    for number, heading in enumerate(header[1:], start=1):
        found: dict[str, list[str]] = {}
        for row in body:
            for told in row[number].split(JOINT):
                found.setdefault(told, []).append(row[0])
        yield heading, [(told, ", ".join(found[told])) for told in sorted(found, key=_place)]


def _place(told: str) -> int:
    """Say in which place what a cell tells comes."""
    words = [tell_stance(stance) for stance in MARKS]
    place = next((at for at, word in enumerate(words) if told.endswith(word)), len(words))
    return place + (told in (BELOW, NONE)) + (told == NONE)


def tell_chart(chart: Chart) -> str:
    """Tell a chart in one sentence."""
    counts = ", ".join(f"{tell_stance(stance).lower()} {count}" for stance, count in chart.counts)
    return f"Parties by stance on {chart.caption}: {counts}."


def describe(answer: Answer) -> str:
    """Say in words what the tables and charts of an answer show, for who cannot see them."""
    told = [tell_chart(chart) for chart in answer.charts()]
    for table in answer.tables():
        told.append(f"{table.caption}.")
        for heading, cells in read_columns(spell_table(table)):
            columns = "; ".join(
                f"{'nothing on record' if cell == NONE else cell.lower()}: {names}"
                for cell, names in cells
            )
            told.append(f"{heading}: {columns}.")
    return " ".join(told)


def render_csv(answer: Answer) -> bytes:
    """Give the tables of an answer as a file for spreadsheets.

    Args:
        answer: with a table; of a chart, the counts.

    Returns:
        Lines of comma-separated values, in UTF-8 with the mark by which spreadsheets know it.

    Raises:
        UserError: where the answer has none.
    """
    rows: list[Sequence[object]] = []
    for table in answer.tables():
        rows += spell_table(table)
    for chart in answer.charts():
        rows.append([chart.caption, "Parties"])
        rows += [[tell_stance(stance), count] for stance, count in chart.counts]
    if not rows:
        raise no_table()
    return write_rows(rows)


def no_table() -> UserError:
    """Word the mistake of asking for a file of an answer that has no table and no chart."""
    return UserError("That answer has no table.", "Ask, for example: grid")
