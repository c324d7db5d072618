"""From the files of a pack to its entries, each whole in itself, or to every fault in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from knowledge.diagnostics import Diagnostic, Fault
from knowledge.errors import FaultyPack
from knowledge.loading.draft import Draft, Faulty, Placed
from knowledge.loading.faults import FORMS, explain
from knowledge.loading.pitfalls import find_pitfalls
from knowledge.model import (
    DEFAULTS,
    FILE_KEYS,
    SECTIONS,
    Entry,
    Pack,
    Party,
    StateName,
    Uncoded,
)
from knowledge.names.normal import is_state_code, right_code, state_name
from knowledge.yaml_source import Yaml, nearest, read_yaml


def read_draft(folder: Path, further: Sequence[Yaml] = ()) -> Draft:
    """Read a pack's files.

    Args:
        folder: with YAML files, at any depth.
        further: what is read as if it were files of the folder, which then need not be there.

    Returns:
        The entries that are whole in themselves, not yet checked against each other, and the
        faults of the others.

    Raises:
        FaultyPack: where there is no such folder.
    """
    draft = Draft()
    reader = _Reader(draft)
    for yaml in _read_all(folder, further, draft):
        if isinstance(yaml.data, dict):
            reader.read(yaml)
        else:
            draft.unread.texts.append(yaml.text)
    reader.add_states()
    if reader.pack is None and not draft.unread:
        message = "no file here has the “pack:” with id, name and description that a pack needs"
        draft.diagnostics.append(Diagnostic(_shown(folder), 1, 1, Fault.PACK, message))
    return draft


def is_yaml(path: Path) -> bool:
    """Tell whether a file is one of a pack's."""
    return path.suffix in (".yaml", ".yml") and not path.is_dir()


def passed_over(folder: Path) -> list[Path]:
    """List the files of a folder that look like a pack's and are none: B.YAML, a.yaml.txt."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if re.search(r"\.ya?ml\b", path.name, re.IGNORECASE)
        and not is_yaml(path)
        and path.is_file()
    ]


def _shown(path: Path) -> str:
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _read_all(folder: Path, further: Sequence[Yaml], draft: Draft) -> Iterator[Yaml]:
    if folder.is_dir() or not further:
        yield from _read_files(folder, draft)
    for yaml in further:
        draft.diagnostics.extend(yaml.diagnostics)
        yield yaml


def _read_files(folder: Path, draft: Draft) -> Iterator[Yaml]:
    if not folder.is_dir():
        message = "there is no such folder; a pack is a folder with YAML files"
        raise FaultyPack([Diagnostic(_shown(folder), 1, 1, Fault.PACK, message)])
    for path in sorted(folder.rglob("*")):
        if is_yaml(path):
            yaml = _read_file(path)
            draft.diagnostics.extend(yaml.diagnostics)
            yield yaml


def _read_file(path: Path) -> Yaml:
    shown, text = _shown(path), None

    def faulty(line: int, column: int, code: Fault, message: str) -> Yaml:
        found = [Diagnostic(shown, line, column, code, message)]
        return Yaml(shown, diagnostics=found, text=text)

    if path.suffix != ".yaml":
        return faulty(1, 1, Fault.FILE, "a pack's files end in “.yaml”; rename this one")
    try:
        content = path.read_bytes()
    except OSError as error:
        return faulty(1, 1, Fault.FILE, f"this file cannot be read: {error.strerror}")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        text = content.decode("utf-8", "replace")
        message = f"this is not UTF-8 text: it has the byte {content[error.start]:02X}"
        return faulty(line, column, Fault.ENCODING, message)
    yaml = read_yaml(text, shown)
    pitfalls = find_pitfalls(text, yaml)
    if any(each.code is Fault.CONFLICT for each in pitfalls):
        return Yaml(shown, diagnostics=pitfalls, text=text)
    yaml.diagnostics += pitfalls
    yaml.text = None if isinstance(yaml.data, dict) else text
    if not isinstance(yaml.data, dict) and not yaml.diagnostics:
        message = "a pack's file is a mapping with keys such as parties, topics and positions"
        if yaml.data is None:
            message = "there is nothing in this file"
        yaml.diagnostics.append(yaml.fault((), Fault.TYPE, message))
    return yaml


@dataclass(slots=True)
class _Reader:
    """Turns files into entries, keeping those that are whole."""

    draft: Draft
    states: dict[str, tuple[str, Placed]] = field(default_factory=dict)
    pack: Placed | None = None

    def read(self, yaml: Yaml) -> None:
        data = yaml.data
        assert isinstance(data, dict)
        for key, value in data.items():
            if key not in FILE_KEYS:
                message = f"a pack's file has no “{key}”{nearest(key, FILE_KEYS)}"
                self._fault(yaml.fault((key,), Fault.UNKNOWN_KEY, message, key=True))
            elif key == "pack":
                self._read_pack(value, Placed(yaml, ("pack",)))
            elif key == "states":
                self._read_states(value, yaml)
            elif key in SECTIONS:
                if not isinstance(value, list):
                    self._fault(yaml.fault((key,), Fault.TYPE, f"“{key}” has to be a list"))
                    continue
                defaults = {
                    name: data[name] for name in DEFAULTS.get(key, ()) if data.get(name) is not None
                }
                for number, item in enumerate(value):
                    own = item if isinstance(item, dict) else {}
                    head = {name: Placed(yaml, ()) for name in defaults if name not in own}
                    placed = Placed(yaml, (key, number), head)
                    uncoded = key == "positions" and Uncoded.is_written(item)
                    self._entry(Uncoded if uncoded else SECTIONS[key], item, placed, defaults)

    def _fault(self, diagnostic: Diagnostic) -> None:
        self.draft.diagnostics.append(diagnostic)

    def _entry(
        self, model: type[Entry], item: object, placed: Placed, defaults: dict[str, object]
    ) -> None:
        if isinstance(item, dict):
            item = {**defaults, **item}
            if isinstance(item.get("id"), str):
                self.draft.declared.setdefault(model, set()).add(item["id"])
        try:
            self.draft.add(model.model_validate(item), placed)
        except ValidationError as error:
            told = [(fault["loc"], explain(fault, model, placed)) for fault in error.errors()]
            self.draft.diagnostics += filter(None, (diagnostic for _, diagnostic in told))
            if isinstance(item, dict):
                # What only follows from another fault hides no reference beside that.
                wrong = frozenset(path for path, diagnostic in told if diagnostic)
                self.draft.faulty.append(Faulty(model, item, placed, wrong))

    def _read_pack(self, value: object, placed: Placed) -> None:
        if self.pack is not None:
            message = f"there is a “pack:” already at {self.pack.spell()}"
            self._fault(placed.yaml.fault(placed.path, Fault.PACK, message, key=True))
            return
        self.pack = placed
        self._entry(Pack, value, placed, {})

    def _read_states(self, value: object, yaml: Yaml) -> None:
        if not isinstance(value, dict):
            self._fault(yaml.fault(("states",), Fault.TYPE, "“states” has to map ids to ISO codes"))
            return
        for state, code in value.items():
            placed = Placed(yaml, ("states", state))
            if code is None:
                message = f"the state “{state}” has no ISO 3166 code"
                self._fault(placed.fault((), Fault.EMPTY, message))
            elif not isinstance(code, str) or not is_state_code(code):
                message = f"“{code}” is not {FORMS['code']}{right_code(code)}"
                self._fault(placed.fault((), Fault.CODE, message))
            elif state in self.states:
                message = f"“{state}” stands already at {self.states[state][1].spell()}"
                self._fault(yaml.fault(placed.path, Fault.DUPLICATE_ID, message, key=True))
            else:
                self.states[state] = (code, placed)
            self.draft.declared.setdefault(Party, set()).add(state)

    def add_states(self) -> None:
        """Make parties of the states, with the names that CLDR lacks."""
        own: dict[str, StateName] = {}
        for entry in self.draft.entries(StateName):
            if entry.state not in self.states:
                hint = nearest(entry.state, list(self.states))
                message = f"there is no state “{entry.state}”{hint}"
                self.draft.fault(entry, ("state",), Fault.UNKNOWN_PARTY, message)
            elif entry.state in own:
                first = self.draft.places[id(own[entry.state])]
                message = f"“{entry.state}” stands already at {first.spell()}"
                self.draft.fault(entry, ("state",), Fault.DUPLICATE_ID, message)
            else:
                own[entry.state] = entry
        for state, (code, placed) in self.states.items():
            name = own.get(state)
            fields = {
                "id": state,
                "name": (name.name if name else "") or state_name(code),
                "aliases": name.aliases if name else (),
                "kind": "state",
                "code": code,
            }
            if name:
                named = self.draft.places[id(name)]
                written = {"name": named, "aliases": named} if name.name else {"aliases": named}
                placed = replace(placed, elsewhere=written)
            try:
                self.draft.add(Party.model_validate(fields), placed)
            except ValidationError:
                message = f"“{state}” is not {FORMS['id']}"
                self._fault(placed.yaml.fault(placed.path, Fault.ID, message, key=True))
