"""Entries of a kind as a table, and a table as entries or as every fault in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from knowledge.diagnostics import Diagnostic, Fault
from knowledge.drafting.sources import id_of
from knowledge.exchange.sections import KINDS, STATES, Item, model_of
from knowledge.exchange.sheets import (
    Row,
    columns_of,
    read_cell,
    read_rows,
    spell_cell,
    write_rows,
)
from knowledge.loading.draft import Placed
from knowledge.loading.faults import explain
from knowledge.model import Entry, Position, Uncoded
from knowledge.names.normal import is_state_code
from knowledge.yaml_source import Path, Yaml, nearest

# What a glossary or a calendar of one's own has, for what the format has one level deeper.
_SHORT: Mapping[str, tuple[str, ...]] = {
    "terms": ("means", "definition", "source", "locators"),
    "events": ("when", "time", "source", "locators"),
}


@dataclass(slots=True)
class _Sheet(Yaml):
    """A table, as far as faults are told: rows by number, columns by key."""

    lines: Mapping[int, int] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)

    def place(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        row, *rest = path[1:] or (0,)
        line = self.lines.get(int(row), 1)
        return line, self.columns.get(str(rest[0]) if rest else "", 1)


def spell_table(kind: str, items: Sequence[Item]) -> bytes:
    """Write entries as a table: a column for each key of the format, a row for each entry."""
    model = model_of(kind)
    columns = columns_of(model) if model else list(STATES)
    rows = [[spell_cell(item.get(column)) for column in columns] for item in items]
    return write_rows([columns, *rows])


def read_table(
    content: bytes, file: str, kind: str, source: str
) -> tuple[list[Item], list[Diagnostic]]:
    """Read entries of a table.

    Args:
        content: of the file.
        file: its name, for faults.
        kind: what its rows are: a section of the format.
        source: id of the source that terms and events are cited from which name none; or "".

    Returns:
        The entries, and every fault with row and column.

    Raises:
        FormatError: where it is no table at all.
    """
    headings, rows = read_rows(content, file)
    columns = {heading: number for number, heading in enumerate(headings, 1)}
    sheet = _Sheet(file, lines={n: row.line for n, row in enumerate(rows)}, columns=columns)
    faults = _unknown_columns(kind, columns, sheet)
    items: list[Item] = []
    for number, row in enumerate(rows):
        if any(column not in _columns(kind) for column in row.cells):
            continue  # told with the column
        item = _item(kind, row, source)
        faults += _check(kind, item, Placed(sheet, (kind, number)))
        items.append(item)
    return items, faults


def _columns(kind: str) -> list[str]:
    model = model_of(kind)
    return [*(columns_of(model) if model else STATES), *_SHORT.get(kind, ())]


def _unknown_columns(kind: str, columns: Mapping[str, int], sheet: _Sheet) -> list[Diagnostic]:
    known = _columns(kind)
    found: list[Diagnostic] = []
    for heading, column in columns.items():
        if heading and heading not in known:
            message = f"a table of {kind} has no column “{heading}”{nearest(heading, known)}"
            found.append(Diagnostic(sheet.file, 1, column, Fault.UNKNOWN_KEY, message))
    return found


def _item(kind: str, row: Row, source: str) -> Item:
    model = model_of(kind)
    if model is None:
        return dict(row.cells)
    fields = model.model_fields
    item: Item = {
        column: read_cell(cell, fields[column].annotation)
        for column, cell in row.cells.items()
        if column in fields
    }
    if kind == "positions":
        # A draft has both keys and nothing under either.
        item = {"stance": None, "summary": None, **item}
    if "id" in fields and "id" not in item and (name := item.get("name") or item.get("title")):
        item["id"] = id_of(str(name))
    if kind in _SHORT:
        _deepen(kind, item, row.cells, source)
    return item


def _deepen(kind: str, item: Item, cells: Mapping[str, str], source: str) -> None:
    """Put what a short table has where the format has it."""
    cited: Item = {"source": cells.get("source") or source}
    if locators := cells.get("locators"):
        cited["locators"] = read_cell(locators, tuple[str, ...])
    if kind == "terms" and "senses" not in item and {"means", "definition"} & cells.keys():
        means = cells.get("means") or item.get("name", "")
        definition = cells.get("definition") or means
        item["senses"] = [{"means": means, "definition": definition, "citations": [cited]}]
    if kind == "events" and "dates" not in item and "when" in cells:
        time = {"time": cells["time"]} if "time" in cells else {}
        item["dates"] = [{"when": cells["when"], **time, **cited}]
        item.setdefault("kind", "other")


def _check(kind: str, item: Item, placed: Placed) -> list[Diagnostic]:
    model = model_of(kind)
    if model is None:
        code = item.get("code", "")
        if "id" in item and is_state_code(code):
            return []
        message = f"“{code}” is no ISO 3166 code of a state, or there is no id"
        return [placed.fault(("code",), Fault.CODE, message)]
    read: type[Entry] = model
    if model is Position and Uncoded.is_written(item):
        read = Uncoded
    try:
        read.model_validate(item)
    except ValidationError as error:
        told = (explain(fault, read, placed) for fault in error.errors())
        return [diagnostic for diagnostic in told if diagnostic]
    return []


def kind_of(stem: str) -> str | None:
    """Tell what a file's name says that its rows are: terms.csv, glossary-terms.csv; or None."""
    words: list[Any] = stem.casefold().replace("_", "-").split("-")
    joined = stem.casefold().replace("-", "_")
    if joined in KINDS:
        return joined
    return next((word for word in reversed(words) if word in KINDS), None)
