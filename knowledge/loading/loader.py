"""Loading a pack: a whole knowledge base, or every fault of every file at once."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge.base import KnowledgeBase
from knowledge.diagnostics import Diagnostic, Fault
from knowledge.documents.library import Library, open_library
from knowledge.documents.roster import Roster
from knowledge.errors import FaultyPack
from knowledge.loading.cache import Compiled, PackCache, content_key
from knowledge.loading.checks import check
from knowledge.loading.draft import Draft, Faulty, Placed
from knowledge.loading.evidence import check_evidence
from knowledge.loading.faults import FORMS, explain
from knowledge.model import (
    DEFAULTS,
    FILE_KEYS,
    SECTIONS,
    AmbiguousName,
    Entry,
    Event,
    Named,
    Pack,
    Party,
    Person,
    Source,
    StateName,
    Term,
    Topic,
    Translation,
)
from knowledge.names.index import Index, Kind, Ref
from knowledge.names.normal import is_state_code, normalise, state_aliases, state_name
from knowledge.yaml_source import Yaml, nearest, read_yaml

PACKS = Path(__file__).parents[1] / "packs"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A pack and the source documents at hand."""

    knowledge: KnowledgeBase
    library: Library


def load(pack: Path, documents: Path | None = None, cache: Path | None = None) -> Loaded:
    """Load a pack.

    Args:
        pack: folder with the pack's YAML files, at any depth.
        documents: folder with the source documents, or None.
        cache: folder for the compiled pack, from which it is read while nothing changes; or None.

    Returns:
        The knowledge base and the documents at hand.

    Raises:
        FaultyPack: with every fault of every file.
    """
    # Loading makes many objects that all live on: collecting in between costs half the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load_cached(pack, documents, PackCache(cache)) if cache else _load(pack, documents)
    finally:
        if collecting:
            gc.enable()


def _load_cached(folder: Path, documents: Path | None, cache: PackCache) -> Loaded:
    key = _key(folder)
    compiled = cache.read(key)
    if compiled is not None:
        library = open_library(documents, compiled.entries["sources"])
        # A document that was not there when the pack was checked has to be checked against.
        if library.documents.keys() <= compiled.checked:
            return Loaded(_assemble(compiled.entries, compiled.index), library)
        del compiled
    loaded = _load(folder, documents)
    if _key(folder) == key:  # else the files changed while they were read
        base = loaded.knowledge
        entries: dict[str, Sequence[Any]] = {"pack": [base.pack]}
        for section in _MAPPED:
            entries[section] = tuple(getattr(base, section).values())
        entries |= {section: getattr(base, section) for section in _LISTED}
        cache.write(key, Compiled(entries, base.index, frozenset(loaded.library.documents)))
    return loaded


def _key(folder: Path) -> str:
    paths = [path for path in sorted(folder.rglob("*")) if _is_yaml(path)]
    return content_key((str(path.relative_to(folder)), path.read_bytes()) for path in paths)


def _is_yaml(path: Path) -> bool:
    return path.suffix in (".yaml", ".yml") and not path.is_dir()


_MAPPED = ("parties", "topics", "sources", "events", "terms", "people", "proposals")
_LISTED = ("positions", "filed")


def _assemble(entries: Mapping[str, Sequence[Any]], index: Index) -> KnowledgeBase:
    parts: dict[str, Any] = {
        **{key: {entry.id: entry for entry in entries[key]} for key in _MAPPED},
        **{key: tuple(entries[key]) for key in _LISTED},
    }
    return KnowledgeBase(pack=entries["pack"][0], index=index, **parts)


def _load(folder: Path, documents: Path | None) -> Loaded:
    draft = Draft()
    reader = _Reader(draft)
    for yaml in _read_files(folder, draft):
        if isinstance(yaml.data, dict):
            reader.read(yaml)
        else:
            reader.unread = True
    reader.add_states()
    if reader.pack is None and not reader.unread:
        message = "no file here has the “pack:” with id, name and description that a pack needs"
        draft.diagnostics.append(Diagnostic(_shown(folder), 1, 1, Fault.PACK, message))
    library = open_library(documents, draft.entries(Source), roster_of(draft).is_name)
    _settle_forms(draft, library)
    check(draft)
    check_evidence(draft, library)
    if draft.diagnostics:
        raise FaultyPack(draft.diagnostics)
    index = Index()
    _fill(index, draft)
    entries: dict[str, Sequence[Any]] = {"pack": draft.entries(Pack)}
    entries |= {section: draft.section(section) for section in (*_MAPPED, *_LISTED)}
    return Loaded(_assemble(entries, index), library)


def roster_of(draft: Draft) -> Roster:
    """Make the roster of a pack's parties."""
    shared = frozenset(normalise(entry.name) for entry in draft.entries(AmbiguousName))
    return Roster(tuple(draft.entries(Party)), shared)


def _settle_forms(draft: Draft, library: Library) -> None:
    """Put the form that a document turned out to have in the place of "auto"."""
    for source in list(draft.entries(Source)):
        document = library.documents.get(source.id)
        if source.form == "auto" and document is not None:
            draft.replace(source, source.model_copy(update={"form": document.style}))


def _shown(path: Path) -> str:
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _read_files(folder: Path, draft: Draft) -> Iterator[Yaml]:
    if not folder.is_dir():
        message = "there is no such folder; a pack is a folder with YAML files"
        raise FaultyPack([Diagnostic(_shown(folder), 1, 1, Fault.PACK, message)])
    for path in sorted(folder.rglob("*")):
        if _is_yaml(path):
            yaml = _read_file(path)
            draft.diagnostics.extend(yaml.diagnostics)
            yield yaml


def _read_file(path: Path) -> Yaml:
    shown = _shown(path)

    def faulty(line: int, column: int, code: Fault, message: str) -> Yaml:
        return Yaml(shown, diagnostics=[Diagnostic(shown, line, column, code, message)])

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
        message = f"this is not UTF-8 text: it has the byte {content[error.start]:02X}"
        return faulty(line, column, Fault.ENCODING, message)
    yaml = read_yaml(text, shown)
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
    unread: bool = False  # a file could not be read, and might have held anything

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
                    self._entry(SECTIONS[key], item, placed, defaults)

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
            faults = error.errors()
            self.draft.diagnostics += filter(None, (explain(f, model, placed) for f in faults))
            if isinstance(item, dict):
                wrong = frozenset(fault["loc"] for fault in faults)
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
                message = f"“{code}” is not {FORMS['code']}"
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


def _fill(index: Index, draft: Draft) -> None:
    """Put every name into the index; names that data gives to several states come to ask back."""
    ambiguous = draft.entries(AmbiguousName)
    for entry in ambiguous:
        index.add(entry.name, [Ref("party", party) for party in entry.parties])
    taken = {normalise(entry.name) for entry in ambiguous}
    # What the editors call a party by in their room comes before another's ISO code: AG.
    written = {
        normalise(name): party.id
        for party in draft.entries(Party)
        for name in (party.short, *party.aliases)
    }
    for party in draft.entries(Party):
        others = {key for key, owner in written.items() if owner != party.id and len(key) < 4}
        _add_party(index, party, taken | others)
    _add_named(index, draft)
    _add_wordings(index, draft)
    _add_translations(index, draft)


def _add_party(index: Index, party: Party, taken: Collection[str]) -> None:
    names = [party.name, party.short, *party.aliases, party.id.replace("-", " ")]
    if party.code:
        names += state_aliases(party.code)
    refs = [Ref("party", party.id)]
    for name in names:
        key = normalise(name)
        if key in taken:
            continue
        index.add_folded(key, name, refs)
        # "Bosnia Herzegovina", "Democratic Republic of Congo"
        bare = key.replace(" the ", " ").replace(" and ", " ")
        if bare != key:
            index.add_folded(bare, name, refs)


_NAMED: tuple[tuple[Kind, type[Named]], ...] = (
    ("topic", Topic),
    ("term", Term),
    ("event", Event),
    ("person", Person),
    ("source", Source),
)


def _add_named(index: Index, draft: Draft) -> None:
    for kind, model in _NAMED:
        for entry in draft.entries(model):
            others = entry.words if isinstance(entry, Topic) else entry.aliases
            for name in (entry.name, entry.short, *others, entry.id.replace("-", " ")):
                index.add(name, [Ref(kind, entry.id)])
    _add_last_names(index, draft)


def _add_last_names(index: Index, draft: Draft) -> None:
    """Let people be asked for by their last names, where one person alone has it."""
    owners: dict[str, list[Person]] = {}
    for person in draft.entries(Person):
        if person.kind == "person":
            owners.setdefault(normalise(person.name).split()[-1], []).append(person)
    for name, people in owners.items():
        if len(people) == 1 and len(name) >= LAST_NAME and name not in index.names:
            index.add(people[0].name.split()[-1], [Ref("person", people[0].id)])


LAST_NAME = 4  # letters; a shorter one is too like a word


def _add_wordings(index: Index, draft: Draft) -> None:
    """Let what a term stands for, and what is misprinted for it, lead to it as well."""
    for term in draft.entries(Term):
        meanings = [sense.means for sense in term.senses]
        misprints = [misprint.printed for misprint in term.misprints]
        for name in (*meanings, *misprints):
            index.add(name, [Ref("term", term.id)])


_TRANSLATED: tuple[Kind, ...] = ("party", "topic", "term")


def _add_translations(index: Index, draft: Draft) -> None:
    for translation in draft.entries(Translation):
        refs = [Ref(kind, i) for kind in _TRANSLATED if (i := getattr(translation, kind))]
        for _, _, name in translation.names():
            index.add(name, refs)
