"""What was read of a pack, before its entries are checked against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from knowledge.diagnostics import Diagnostic, Fault
from knowledge.loading.unread import Unread
from knowledge.model import SECTIONS, Entry, Position, Uncoded
from knowledge.yaml_source import Path as Place
from knowledge.yaml_source import Yaml

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an entry was written.

    Args:
        yaml: its file.
        path: its path in that file.
        elsewhere: by key, where else it was written: at the head of the file, in another entry.
    """

    yaml: Yaml
    path: Place
    elsewhere: Mapping[str, Placed] = field(default_factory=dict)

    def spell(self) -> str:
        """Say where the entry begins, as `file:line`."""
        line, _ = self.yaml.place(self.path)
        return f"{self.yaml.file}:{line}"

    def fault(self, path: Place, code: Fault, message: str, *, key: bool = False) -> Diagnostic:
        """Make a diagnostic for a part of the entry."""
        if path and (other := self.elsewhere.get(str(path[0]))):
            return other.fault(path, code, message, key=key)
        return self.yaml.fault((*self.path, *path), code, message, key=key)


@dataclass(frozen=True, slots=True)
class Faulty:
    """An entry that is not whole, whose references are checked all the same.

    Args:
        model: what it was read as.
        data: what was written.
        placed: where.
        wrong: paths in it that have faults already.
    """

    model: type[Entry]
    data: Mapping[str, Any]
    placed: Placed
    wrong: frozenset[tuple[str | int, ...]]


@dataclass(slots=True)
class Draft:
    """Entries that are whole in themselves, not yet checked against each other.

    Args:
        diagnostics: faults found so far.
        places: where each entry stands, by the identity of the entry.
        declared: ids that were written, also by entries with faults, so that one fault does not
            bring others about.
        faulty: entries that are not whole.
        unread: files that could not be read.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    places: dict[int, Placed] = field(default_factory=dict)
    declared: dict[type[Entry], set[str]] = field(default_factory=dict)
    faulty: list[Faulty] = field(default_factory=list)
    unread: Unread = field(default_factory=Unread)
    _entries: dict[type[Entry], list[Any]] = field(default_factory=dict)
    _ids: dict[tuple[type[Entry], str], Entry] = field(default_factory=dict)

    def add(self, entry: Entry, placed: Placed) -> None:
        """Take an entry in; a second one with the same id is a fault."""
        self.places[id(entry)] = placed
        kind = type(entry)
        key = getattr(entry, "id", None)
        if key is not None:
            one = Position if kind is Uncoded else kind  # a draft keeps its id when it is coded
            if (one, key) in self._ids:
                first = self.places[id(self._ids[one, key])]
                message = f"“{key}” stands already at {first.spell()}"
                self.diagnostics.append(placed.fault(("id",), Fault.DUPLICATE_ID, message))
                return
            self._ids[one, key] = entry
            self.declared.setdefault(kind, set()).add(key)
        self._entries.setdefault(kind, []).append(entry)

    def replace(self, entry: E, other: E) -> None:
        """Put an entry in the place of one of the same kind and id."""
        held = self._entries[type(entry)]
        held[held.index(entry)] = other
        self.places[id(other)] = self.places[id(entry)]
        self._ids[type(entry), getattr(entry, "id", "")] = other

    def entries(self, kind: type[E]) -> list[E]:
        """List the entries of a kind, in the order of the files."""
        return self._entries.get(kind, [])

    def section(self, key: str) -> list[Any]:
        """List the entries of a section of the files."""
        return self._entries.get(SECTIONS[key], [])

    def by_id(self, key: str) -> dict[str, Any]:
        """Map the entries of a section by their ids."""
        return {entry.id: entry for entry in self.section(key)}

    def all(self) -> Iterable[Entry]:
        """Yield every entry."""
        for entries in self._entries.values():
            yield from entries

    def fault(self, entry: Entry, path: Place, code: Fault, message: str) -> None:
        """Note a fault of an entry."""
        self.diagnostics.append(self.places[id(entry)].fault(path, code, message))
