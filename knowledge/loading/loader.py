"""Loading a pack: a whole knowledge base, or every fault of every file at once."""

from __future__ import annotations

import gc
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from knowledge.base import KnowledgeBase
from knowledge.documents.library import Library, open_library
from knowledge.documents.roster import Roster
from knowledge.errors import FaultyPack
from knowledge.loading.cache import Compiled, PackCache, content_key
from knowledge.loading.checks import check
from knowledge.loading.draft import Draft
from knowledge.loading.evidence import check_evidence
from knowledge.loading.reading import is_yaml, read_draft
from knowledge.model import (
    AmbiguousName,
    Event,
    Named,
    Pack,
    Party,
    Person,
    Source,
    Term,
    Topic,
    Translation,
    Uncoded,
)
from knowledge.names.index import Index, Kind, Ref
from knowledge.names.normal import normalise, state_aliases

VERSION_LENGTH = 10  # hexadecimal digits: enough to tell one state of a pack from another
PACKS = Path(__file__).parents[1] / "packs"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A pack and the source documents at hand.

    Args:
        knowledge: the pack.
        library: the documents.
        version: a short name of the pack's content as this program reads it, which changes with it.
    """

    knowledge: KnowledgeBase
    library: Library
    version: str = ""


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
        if cache:
            return _load_cached(pack, documents, PackCache(cache))
        return replace(_load(pack, documents), version=key_of(pack)[:VERSION_LENGTH])
    finally:
        if collecting:
            gc.enable()


def compile_pack(folder: Path, documents: Path | None, cache: PackCache) -> str:
    """Check a pack and leave it in the cache.

    Args:
        folder: with the pack's YAML files.
        documents: folder with the source documents, or None.
        cache: where it is left.

    Returns:
        The key for `load_compiled`; "" where the files changed while they were read.

    Raises:
        FaultyPack: with every fault of every file.
    """
    key = key_of(folder)
    if load_compiled(key, documents, cache) is not None:
        return key
    loaded = _load(folder, documents)
    return _keep(folder, key, loaded, cache)


def load_compiled(key: str, documents: Path | None, cache: PackCache) -> Loaded | None:
    """Load a pack that was checked before, without a look at its files.

    Args:
        key: of its files as they were then.
        documents: folder with the source documents, or None.
        cache: where it was left.

    Returns:
        The pack; None where there is none, or where a document that is at hand was not when the
        pack was checked.
    """
    compiled = cache.read(key)
    if compiled is None:
        return None
    library = open_library(documents, compiled.entries["sources"])
    # A document that was not there when the pack was checked has to be checked against.
    if not library.documents.keys() <= compiled.checked:
        return None
    return Loaded(_assemble(compiled.entries, compiled.index), library, key[:VERSION_LENGTH])


def _load_cached(folder: Path, documents: Path | None, cache: PackCache) -> Loaded:
    key = key_of(folder)
    loaded = load_compiled(key, documents, cache)
    if loaded is None:
        loaded = replace(_load(folder, documents), version=key[:VERSION_LENGTH])
        _keep(folder, key, loaded, cache)
    return loaded


def _keep(folder: Path, key: str, loaded: Loaded, cache: PackCache) -> str:
    if key_of(folder) != key:
        return ""
    base = loaded.knowledge
    entries: dict[str, Sequence[Any]] = {"pack": [base.pack]}
    for section in _MAPPED:
        entries[section] = tuple(getattr(base, section).values())
    entries |= {section: getattr(base, section) for section in (*_LISTED, "drafts")}
    cache.write(key, Compiled(entries, base.index, frozenset(loaded.library.documents)))
    return key


def key_of(folder: Path) -> str:
    """Give the key of a pack's files as they are now: another where anything in them is."""
    paths = [path for path in sorted(folder.rglob("*")) if is_yaml(path)]
    return content_key((str(path.relative_to(folder)), path.read_bytes()) for path in paths)


_MAPPED = ("parties", "topics", "sources", "events", "terms", "people", "proposals")
_LISTED = ("positions", "filed")


def _assemble(entries: Mapping[str, Sequence[Any]], index: Index) -> KnowledgeBase:
    parts: dict[str, Any] = {
        **{key: {entry.id: entry for entry in entries[key]} for key in _MAPPED},
        **{key: tuple(entries[key]) for key in (*_LISTED, "drafts")},
    }
    return KnowledgeBase(pack=entries["pack"][0], index=index, **parts)


def _load(folder: Path, documents: Path | None) -> Loaded:
    draft = read_draft(folder)
    library = open_library(documents, draft.entries(Source), roster_of(draft).is_name)
    _settle_forms(draft, library)
    check(draft)
    check_evidence(draft, library)
    if draft.diagnostics:
        raise FaultyPack([each for each in draft.diagnostics if not draft.unread.explains(each)])
    index = index_of(draft)
    entries: dict[str, Sequence[Any]] = {"pack": draft.entries(Pack)}
    entries |= {section: draft.section(section) for section in (*_MAPPED, *_LISTED)}
    entries["drafts"] = draft.entries(Uncoded)
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


def index_of(draft: Draft) -> Index:
    """Make the index of a pack's names."""
    index = Index()
    _fill(index, draft)
    return index


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
