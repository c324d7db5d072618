"""What a file of another program has, read as a file of the pack would be, with its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.diagnostics import Diagnostic, Fault
from knowledge.exchange.sections import Item, Sections
from knowledge.yaml_source import Path, Yaml

Spot = tuple[int, int]


@dataclass(slots=True)
class Reading(Yaml):
    """Entries of a file that is no YAML; faults are told at the places that it has.

    Args:
        sections: entries by kind, as they would be written in the pack.
        spots: line and column of an entry by ("terms", 0), of its parts by ("terms", 0, "name").
        memberships: rows of (group, "members" or "excepted", party), each with its place.
        made: entries by kind and number whose id was made of their name.
        remarks: what was not taken, and what was taken for something.
    """

    sections: Sections = field(default_factory=dict)
    spots: dict[Path, Spot] = field(default_factory=dict)
    memberships: list[tuple[str, str, str, Spot]] = field(default_factory=list)
    made: set[tuple[str, int]] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)
    _rows: dict[str, list[int]] = field(default_factory=dict)
    _elsewhere: dict[Path, tuple[str, Spot]] = field(default_factory=dict)

    def add(self, kind: str, item: Item, spots: Mapping[Path, Spot], *, made: bool = False) -> None:
        """Take an entry in.

        Args:
            kind: section of the format.
            item: the entry.
            spots: where its parts stand, by their path in it; () for the entry itself.
            made: whether its id was made of its name.
        """
        number = len(self.sections.setdefault(kind, []))
        self.sections[kind].append(item)
        root = _root(kind, number, item)
        self.spots |= {(*root, *path): spot for path, spot in spots.items()}
        if made:
            self.made.add((kind, number))

    def note(self, spot: Spot, code: Fault, message: str) -> None:
        """Note a fault of the file."""
        self.diagnostics.append(Diagnostic(self.file, *spot, code, message))

    def spot(self, kind: str, number: int) -> Spot:
        """Say where an entry begins."""
        return self.spots.get(_root(kind, number, self.sections[kind][number]), (1, 1))

    def borrow(self, kind: str, number: int, path: Path, file: str, spot: Spot) -> None:
        """Let a part of an entry stand in another file."""
        root = _root(kind, number, self.sections[kind][number])
        self._elsewhere[*root, *path] = (file, spot)

    def keep(self, kept: Mapping[str, list[int]]) -> None:
        """Offer some of the entries, by kind and number, as what the file says."""
        self._rows = {kind: rows for kind, rows in kept.items() if rows}
        data: dict[str, object] = {}
        for kind, rows in self._rows.items():
            items = [self.sections[kind][row] for row in rows]
            if kind == "pack":
                data[kind] = items[0]
            elif kind == "states":
                data[kind] = {item["id"]: item["code"] for item in items}
            else:
                data[kind] = items
        self.data = data

    def fault(self, path: Path, code: Fault, message: str, *, key: bool = False) -> Diagnostic:
        """Make a diagnostic for a part of what is kept, in the file that has it."""
        file, (line, column) = self._find(path)
        return Diagnostic(file, line, column, code, message)

    def place(self, path: Path, *, key: bool = False) -> Spot:
        """Find a part of what is kept: its line and column."""
        return self._find(path)[1]

    def _find(self, path: Path) -> tuple[str, Spot]:
        if len(path) > 1 and path[0] in self._rows and isinstance(path[1], int):
            path = (path[0], self._rows[str(path[0])][path[1]], *path[2:])
        for length in range(len(path), 0, -1):
            part = path[:length]
            if part in self._elsewhere:
                return self._elsewhere[part]
            if part in self.spots:
                return self.file, self.spots[part]
        return self.file, (1, 1)


def _root(kind: str, number: int, item: Item) -> Path:
    """Give the path at which a pack's file has an entry."""
    if kind == "pack":
        return ("pack",)
    if kind == "states":
        return ("states", str(item.get("id", "")))
    return (kind, number)
