"""Rows of a pack as files for spreadsheets, and back, with nothing lost on the way.

A cell that a spreadsheet would take for a formula gets an apostrophe before it; one that has it
already gets another, so that taking one off gives what was there.  Lists stand one item a line;
what is no list of texts stands as JSON.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from knowledge.errors import FormatError
from knowledge.model import Entry

# Source: OWASP, "CSV Injection".
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_QUOTED_FORMULA = re.compile(r"'+[=+\-@\t\r]")
csv.field_size_limit(10_000_000)  # characters of a cell; a document's sections can be long


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Args:
        line: in its file, where the row begins.
        cells: by the number of the column, counted from 1; those that are empty are left out.
    """

    line: int
    cells: Mapping[int, str]


def write_rows(rows: Iterable[Sequence[object]]) -> bytes:
    """Write rows as comma-separated values that no spreadsheet takes for formulas.

    Args:
        rows: the headings first.

    Returns:
        UTF-8 with the mark by which spreadsheets know it.
    """
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[_harmless(str(cell)) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def read_rows(content: bytes, file: str) -> tuple[list[str], list[Row]]:
    """Read comma-separated values, also with semicolons or tabs between them.

    Args:
        content: of the file.
        file: its name, for faults.

    Returns:
        The headings and the rows.

    Raises:
        FormatError: where it is no UTF-8, has no headings, or is no table.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FormatError(
            f"{file}:{line}: this is not UTF-8 text; save it as “CSV UTF-8”."
        ) from None
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        headings = [_as_it_was(heading).strip() for heading in next(reader, [])]
        if not any(headings):
            raise FormatError(f"{file}:1: there are no headings in the first line.")
        return headings, list(_rows(reader))
    except csv.Error as error:
        raise FormatError(f"{file}:{reader.line_num}: this is no table ({error}).") from None


def _rows(reader: Any) -> Iterator[Row]:
    before = reader.line_num
    for values in reader:
        cells = {number: _as_it_was(value) for number, value in enumerate(values, 1) if value}
        if cells:
            yield Row(before + 1, cells)
        before = reader.line_num


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _as_it_was(cell: str) -> str:
    return cell[1:] if _QUOTED_FORMULA.match(cell) else cell


def columns_of(model: type[Entry]) -> list[str]:
    """List the columns of a kind of entries: its keys, in the order of the format."""
    return list(model.model_fields)


def spell_cell(value: object) -> str:
    """Write a value of an entry as a cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        lines = "\n".join(value)
        if read_cell(lines, tuple[str, ...]) == value:
            return lines
    return json.dumps(value, ensure_ascii=False) if value not in ([], {}) else ""


def read_cell(cell: str, annotation: Any) -> object:
    """Read a cell as the value that a key of an entry takes.

    Args:
        cell: as it stands.
        annotation: the type of the key.

    Returns:
        A text, or what a list or mapping is written as; a text, too, where it is not what the key
        takes, for a fault at its place.
    """
    if _is_text(annotation):
        return cell
    if cell.startswith(("[", "{")):
        try:
            return json.loads(cell)
        except (json.JSONDecodeError, RecursionError):
            pass
    if get_origin(annotation) is tuple and _is_text(get_args(annotation)[0]):
        return [line for line in re.split(r"\r\n|\n", cell) if line.strip()]
    return cell


def _is_text(annotation: Any) -> bool:
    """Tell whether a key takes a text, or what is written as one."""
    origin = get_origin(annotation)
    if origin is None:
        return True
    if origin in (tuple, list, dict):
        return False
    if hasattr(annotation, "__metadata__"):
        return _is_text(get_args(annotation)[0])
    return all(_is_text(each) for each in get_args(annotation) if not isinstance(each, str))
