"""Loading a pack: a whole knowledge base, or every fault of every file at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from knowledge.base import KnowledgeBase
from knowledge.checks import Draft, Placed, check
from knowledge.library import Library, open_library
from knowledge.model import DEFAULTS, FILE_KEYS, SECTIONS, Entry, Pack, Party, StateName, Term
from knowledge.names import is_state_code, normalise, state_aliases, state_name
from knowledge.resolve import Index, Kind, Ref
from knowledge.source import Diagnostic, Yaml, nearest, read_yaml

PACKS = Path(__file__).parent / "packs"


class FaultyPack(Exception):
    """A pack that cannot be used.

    Args:
        diagnostics: all its faults.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(set(diagnostics)))
        super().__init__("\n".join(map(str, self.diagnostics)))


@dataclass(frozen=True, slots=True)
class Loaded:
    """A pack and the source documents at hand."""

    knowledge: KnowledgeBase
    library: Library


def load(pack: Path, documents: Path | None = None) -> Loaded:
    """Load a pack.

    Args:
        pack: folder with the pack's YAML files, at any depth.
        documents: folder with the source documents, or None.

    Returns:
        The knowledge base and the documents at hand.

    Raises:
        FaultyPack: with every fault of every file.
    """
    # Loading makes many objects that all live on: collecting in between costs half the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load(pack, documents)
    finally:
        if collecting:
            gc.enable()


def _load(folder: Path, documents: Path | None) -> Loaded:
    draft = Draft()
    reader = _Reader(draft)
    for yaml in _read_files(folder, draft):
        reader.read(yaml)
    reader.add_states()
    packs = draft.entries(Pack)
    if len(packs) != 1 and not draft.diagnostics:
        message = "a pack needs exactly one “pack:” with id, name and description"
        draft.diagnostics.append(Diagnostic(_shown(folder), 1, 1, "pack", message))
    library = open_library(documents, draft.by_id("sources").values())
    index = Index()
    check(draft, library)
    _fill(index, draft)
    if draft.diagnostics:
        raise FaultyPack(draft.diagnostics)
    knowledge = KnowledgeBase(
        pack=packs[0],
        parties=draft.by_id("parties"),
        topics=draft.by_id("topics"),
        sources=draft.by_id("sources"),
        events=draft.by_id("events"),
        terms=draft.by_id("terms"),
        people=draft.by_id("people"),
        proposals=draft.by_id("proposals"),
        positions=tuple(draft.section("positions")),
        filed=tuple(draft.section("filed")),
        index=index,
    )
    return Loaded(knowledge, library)


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _read_files(folder: Path, draft: Draft) -> Iterator[Yaml]:
    paths = sorted(folder.rglob("*.yaml")) if folder.is_dir() else []
    if not paths:
        message = "there is no folder with a pack's YAML files here"
        draft.diagnostics.append(Diagnostic(_shown(folder), 1, 1, "pack", message))
    for path in paths:
        content = path.read_bytes()
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            message = "this is not UTF-8 text"
            draft.diagnostics.append(Diagnostic(_shown(path), line, 1, "encoding", message))
            continue
        yaml = read_yaml(text, _shown(path))
        draft.diagnostics.extend(yaml.diagnostics)
        if yaml.root is not None and isinstance(yaml.data, dict):
            yield yaml
        elif not yaml.diagnostics:
            message = f"a pack's file is a mapping with keys such as {', '.join(FILE_KEYS[4:8])}"
            draft.diagnostics.append(yaml.fault((), "type", message))


@dataclass(slots=True)
class _Reader:
    """Turns files into entries, keeping those that are whole."""

    draft: Draft
    states: dict[str, tuple[str, Placed]] = field(default_factory=dict)

    def read(self, yaml: Yaml) -> None:
        data = yaml.data
        assert isinstance(data, dict)
        for key, value in data.items():
            if key not in FILE_KEYS:
                message = f"a pack's file has no “{key}”{nearest(key, FILE_KEYS)}"
                self._fault(yaml.fault((key,), "unknown-key", message, key=True))
            elif key == "pack":
                self._entry(Pack, value, Placed(yaml, ("pack",)), {})
            elif key == "states":
                self._read_states(value, yaml)
            elif key in SECTIONS:
                if not isinstance(value, list):
                    self._fault(yaml.fault((key,), "type", f"“{key}” has to be a list"))
                    continue
                defaults = {
                    name: data[name] for name in DEFAULTS.get(key, ()) if data.get(name) is not None
                }
                for number, item in enumerate(value):
                    self._entry(SECTIONS[key], item, Placed(yaml, (key, number)), defaults)

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
            for fault in error.errors():
                self._fault(_explain(fault, model, placed))

    def _read_states(self, value: object, yaml: Yaml) -> None:
        if not isinstance(value, dict):
            self._fault(yaml.fault(("states",), "type", "“states” has to map ids to ISO codes"))
            return
        for state, code in value.items():
            placed = Placed(yaml, ("states", state))
            if not isinstance(code, str) or not is_state_code(code):
                message = f"“{code}” is no ISO 3166 code of two capital letters"
                self._fault(placed.fault((), "code", message))
            elif state in self.states:
                self._fault(placed.fault((), "duplicate-id", f"the state “{state}” stands twice"))
            else:
                self.states[state] = (code, placed)
            self.draft.declared.setdefault(Party, set()).add(state)

    def add_states(self) -> None:
        """Make parties of the states, with the names that CLDR lacks."""
        own = {entry.state: entry for entry in self.draft.entries(StateName)}
        for entry in own.values():
            if entry.state not in self.states:
                hint = nearest(entry.state, list(self.states))
                placed = self.draft.places[id(entry)]
                message = f"there is no state “{entry.state}”{hint}"
                self._fault(placed.fault(("state",), "unknown-party", message))
        for state, (code, placed) in self.states.items():
            name = own.get(state)
            fields = {
                "id": state,
                "name": (name.name if name else "") or state_name(code),
                "aliases": name.aliases if name else (),
                "kind": "state",
                "code": code,
            }
            try:
                self.draft.add(Party.model_validate(fields), placed)
            except ValidationError:
                message = f"“{state}” is no id: lower-case letters, digits and hyphens"
                self._fault(placed.fault((), "id", message))


def _explain(fault: ErrorDetails, model: type[Entry], placed: Placed) -> Diagnostic:
    """Word a validation fault for the editor, at the place of the key or value."""
    path = tuple(fault["loc"])
    name = str(path[-1]) if path else ""
    where = "“" + ".".join(map(str, path)) + "”"
    written = fault["input"]
    match fault["type"]:
        case "extra_forbidden":
            known = _fields_at(model, path[:-1])
            message = f"there is no key “{name}” here{nearest(name, known)}"
            return placed.fault(path, "unknown-key", message, key=True)
        case "missing":
            return placed.fault(path[:-1], "missing-key", f"“{name}” is missing")
        case "literal_error":
            known = _choices_at(model, path)
            message = f"{where} is “{written}”; it is one of {', '.join(known)}"
            return placed.fault(path, "value", message + nearest(str(written), known))
        case "string_too_short" | "too_short":
            return placed.fault(path, "empty", f"{where} is empty")
        case "string_pattern_mismatch" if name == "id" or not name.endswith(("code", "sha256")):
            message = f"“{written}” is no id: lower-case letters, digits and single hyphens"
            return placed.fault(path, "id", message)
        case "value_error":
            return placed.fault(path, "date", str(fault["ctx"]["error"]))
        case "string_type" if isinstance(written, bool):
            message = f"{where} is read as true or false; put it in quotes if it is a word"
            return placed.fault(path, "type", message)
        case "string_type" if written is None:
            return placed.fault(path, "empty", f"{where} is empty")
        case "model_type" | "model_attributes_type":
            return placed.fault(path, "type", "an entry has to be a mapping of keys to values")
        case "tuple_type":
            return placed.fault(path, "type", f"{where} has to be a list, such as [a, b]")
        case _:
            return placed.fault(path, "value", f"{where}: {fault['msg']}")


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _fields_at(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation) or model
    return list(model.model_fields)


def _choices_at(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    annotation: Any = None
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            annotation = model.model_fields[step].annotation
            model = _model_in(annotation) or model
    while annotation is not None and get_origin(annotation) is not Literal:
        annotation = next(iter(get_args(annotation)), None)
    return [str(choice) for choice in get_args(annotation)]


def _fill(index: Index, draft: Draft) -> None:
    """Put every name into the index; names that data gives to several states come to ask back."""
    written = {normalise(e.name): e.parties for e in draft.section("ambiguous_names")}
    for entry in draft.section("ambiguous_names"):
        index.add(entry.name, [Ref("party", party) for party in entry.parties])
    for party in draft.by_id("parties").values():
        names = [party.name, party.short, *party.aliases, party.id.replace("-", " ")]
        if party.code:
            names += state_aliases(party.code)
        for name in names:
            if normalise(name) not in written:
                index.add(name, [Ref("party", party.id)])
    for topic in draft.by_id("topics").values():
        for name in (topic.name, topic.short, *topic.aliases, topic.id.replace("-", " ")):
            index.add(name, [Ref("topic", topic.id)])
    others: tuple[tuple[Kind, str], ...] = (
        ("term", "terms"),
        ("event", "events"),
        ("person", "people"),
        ("source", "sources"),
    )
    for kind, section in others:
        for entry in draft.by_id(section).values():
            ref = Ref(kind, entry.id)
            for name in (entry.name, entry.short, *entry.aliases, entry.id.replace("-", " ")):
                index.add(name, [ref])
    for term in draft.entries(Term):
        for name in (*(s.means for s in term.senses), *(m.printed for m in term.misprints)):
            index.add(name, [Ref("term", term.id)])
