"""Entries of a kind as a table, and a table as entries, each cell with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.diagnostics import Fault
from knowledge.drafting.sources import id_of
from knowledge.exchange.reading import Reading, Spot
from knowledge.exchange.sections import KINDS, STATES, Item, Sections, model_of
from knowledge.exchange.sheets import (
    Row,
    columns_of,
    read_cell,
    read_rows,
    spell_cell,
)
from knowledge.model import Position
from knowledge.yaml_source import Path, nearest

# Who is in which group is a table of its own: one row for each, as spreadsheets count and filter.
MEMBERSHIPS = "memberships"
TABLES = (*KINDS, MEMBERSHIPS)
_MEMBERSHIP = ("group", "party", "role")
_ROLES = {"member": "members", "excepted": "excepted"}  # and the keys of a party
# What a glossary or a calendar of one's own has, for what the format has one level deeper.
_SHORT: Mapping[str, Mapping[str, Path]] = {
    "terms": {
        "means": ("senses", 0, "means"),
        "definition": ("senses", 0, "definition"),
        "source": ("senses", 0, "citations", 0, "source"),
        "locators": ("senses", 0, "citations", 0, "locators"),
    },
    "events": {
        "when": ("dates", 0, "when"),
        "time": ("dates", 0, "time"),
        "source": ("dates", 0, "source"),
        "locators": ("dates", 0, "locators"),
    },
}


# Out


def spell_tables(sections: Sections) -> dict[str, list[list[str]]]:
    """Write the entries of a pack as tables.

    Args:
        sections: of the pack.

    Returns:
        Rows of cells by kind, the first of each its headings: a column for each key of the
        format, a row for each entry; and who is in which group.
    """
    tables = {kind: _spell(kind, items) for kind, items in sections.items()}
    rows = [
        [str(group["id"]), str(party), role]
        for group in sections.get("parties", ())
        for role, key in _ROLES.items()
        for party in group.get(key) or ()
    ]
    if rows:
        tables[MEMBERSHIPS] = [list(_MEMBERSHIP), *rows]
    return tables


def _spell(kind: str, items: Sequence[Item]) -> list[list[str]]:
    columns = _columns(kind)
    if kind == "parties":
        columns = [column for column in columns if column not in _ROLES.values()]
    return [columns, *([spell_cell(item.get(column)) for column in columns] for item in items)]


# In


def read_table(content: bytes, file: str, kind: str, source: str, zone: str) -> Reading:
    """Read entries of a table.

    Args:
        content: of the file.
        file: its name, for faults.
        kind: what its rows are: a section of the format, or memberships.
        source: id of the source that terms and events are cited from which name none; or "".
        zone: IANA time zone of times that name none; or "".

    Returns:
        The entries, and the faults of the table itself, each at its row and column.

    Raises:
        FormatError: where it is no table at all.
    """
    headings, rows = read_rows(content, file)
    reading = Reading(file)
    columns = _read_headings(kind, headings, reading)
    for row in rows:
        for number in row.cells:
            if number > len(headings) or not headings[number - 1]:
                message = "this cell stands under no heading"
                reading.note((row.line, number), Fault.UNKNOWN_KEY, message)
        cells = {columns[number]: cell for number, cell in row.cells.items() if number in columns}
        places = {columns[number]: (row.line, number) for number in columns}
        if kind == MEMBERSHIPS:
            _read_membership(cells, places, row, reading)
        elif cells:
            _read_entry(kind, cells, places, row, reading, source=source, zone=zone)
    return reading


def _columns(kind: str) -> list[str]:
    if kind == MEMBERSHIPS:
        return list(_MEMBERSHIP)
    model = model_of(kind)
    return columns_of(model) if model else list(STATES)


def _read_headings(kind: str, headings: Sequence[str], reading: Reading) -> dict[int, str]:
    """Give the column that each heading names, by its number; tell of what names none."""
    known = [*_columns(kind), *_SHORT.get(kind, ())]
    found: dict[int, str] = {}
    for number, heading in enumerate(headings, 1):
        name = "_".join(heading.casefold().split())
        if not name:
            continue
        if name not in known:
            hint = nearest(name, known) or f"; it has {', '.join(known)}"
            message = f"a table of {kind} has no column “{heading}”{hint}"
            reading.note((1, number), Fault.UNKNOWN_KEY, message)
        elif name in found.values():
            message = f"there is a column “{heading}” already"
            reading.note((1, number), Fault.DUPLICATE_KEY, message)
        else:
            found[number] = name
    return found


def _read_membership(
    cells: Mapping[str, str], places: Mapping[str, Spot], row: Row, reading: Reading
) -> None:
    missing = [name for name in ("group", "party") if name not in cells]
    for name in missing:
        spot = places.get(name, (row.line, 1))
        reading.note(spot, Fault.MISSING_KEY, f"“{name}” is missing")
    role = cells.get("role", "member")
    if role not in _ROLES:
        message = f"“role” is “{role}”; it is one of {', '.join(_ROLES)}"
        reading.note(places["role"], Fault.VALUE, message + nearest(role, list(_ROLES)))
    elif not missing:
        member = (cells["group"], _ROLES[role], cells["party"])
        reading.memberships.append((*member, places["party"]))


def _read_entry(
    kind: str,
    cells: Mapping[str, str],
    places: Mapping[str, Spot],
    row: Row,
    reading: Reading,
    *,
    source: str,
    zone: str,
) -> None:
    model = model_of(kind)
    fields = model.model_fields if model else {}
    item: Item = {
        column: read_cell(cell, fields[column].annotation) if fields else cell
        for column, cell in cells.items()
        if column in _columns(kind)
    }
    if model is None and not _has_state(item, places, row, reading):
        return
    if model is Position:
        # A draft has both keys and nothing under either.
        item = {"stance": None, "summary": None, **item}
    name = item.get("name") or item.get("title")
    made = "id" in fields and "id" not in item and bool(name)
    if made:
        item["id"] = id_of(str(name))
    spots: dict[Path, Spot] = {(): (row.line, 1)}
    spots |= {(column,): spot for column, spot in places.items()}
    if kind in _SHORT:
        _deepen(kind, item, cells, source, zone)
        short = _SHORT[kind]
        spots |= {short[column]: spot for column, spot in places.items() if column in short}
    reading.add(kind, item, spots, made=made)


def _has_state(item: Item, places: Mapping[str, Spot], row: Row, reading: Reading) -> bool:
    """Tell whether a row has both cells of a state; note what is missing."""
    missing = [name for name in STATES if name not in item]
    for name in missing:
        spot = places.get(name, (row.line, 1))
        reading.note(spot, Fault.MISSING_KEY, f"“{name}” is missing")
    return not missing


def _deepen(kind: str, item: Item, cells: Mapping[str, str], source: str, zone: str) -> None:
    """Put what a short table has where the format has it."""
    cited: Item = {}
    if named := cells.get("source") or source:
        cited["source"] = named
    if locators := cells.get("locators"):
        cited["locators"] = read_cell(locators, tuple[str, ...])
    if kind == "terms" and "senses" not in item and {"means", "definition"} & cells.keys():
        sense: Item = {"means": cells.get("means") or item.get("name", ""), "citations": [cited]}
        if "definition" in cells:
            sense["definition"] = cells["definition"]
        item["senses"] = [sense]
    if kind == "events" and "dates" not in item and "when" in cells:
        time = {"time": cells["time"]} if "time" in cells else {}
        item["dates"] = [{"when": cells["when"], **time, **cited}]
        item.setdefault("kind", "other")
        if time and zone:
            item.setdefault("zone", zone)


def kind_of(stem: str) -> str | None:
    """Tell what a file's name says that its rows are: terms.csv, glossary-terms.csv; or None."""
    words: list[Any] = stem.casefold().replace("_", "-").split("-")
    joined = stem.casefold().replace("-", "_")
    if joined in TABLES:
        return joined
    return next((word for word in reversed(words) if word in TABLES), None)
