"""Loading a pack: a whole knowledge base, or every fault of every file at once."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from knowledge.base import KnowledgeBase
from knowledge.documents.library import Library, open_library
from knowledge.documents.roster import Roster
from knowledge.errors import FaultyPack
from knowledge.loading.cache import Compiled, PackCache, content_key
from knowledge.loading.checks import check
from knowledge.loading.doubts import bear_doubts
from knowledge.loading.draft import Draft
from knowledge.loading.evidence import check_evidence
from knowledge.loading.indexing import index_of
from knowledge.loading.labels import roster_of
from knowledge.loading.reading import is_yaml, read_draft
from knowledge.model import (
    Pack,
    Source,
    Uncoded,
)
from knowledge.names.index import Index

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


def load(
    pack: Path, documents: Path | None = None, cache: Path | None = None, *, answering: bool = False
) -> Loaded:
    """Load a pack.

    Args:
        pack: folder with the pack's YAML files, at any depth.
        documents: folder with the source documents, or None.
        cache: folder for the compiled pack, from which it is read while nothing changes; or None.
        answering: whether a document that cannot be read, or a label of one that is nobody's,
            leaves out its words alone, and not the pack.

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
            return _load_cached(pack, documents, PackCache(cache), answering)
        loaded = _load(pack, documents, answering).loaded
        return replace(loaded, version=key_of(pack)[:VERSION_LENGTH])
    finally:
        if collecting:
            gc.enable()


def compile_pack(folder: Path, documents: Path | None, cache: PackCache) -> str:
    """Check a pack that is to answer, and leave it in the cache.

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
    return _keep(folder, key, _load(folder, documents, True), documents, cache)


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
    sources = compiled.entries["sources"]
    roster = Roster(tuple(compiled.entries["parties"]), compiled.shared)
    library = open_library(documents, sources, roster.is_name, compiled.named)
    # A document that was not there when the pack was checked has to be checked against, and one
    # that was and cannot be read now has to be told.
    unread = compiled.checked.intersection(library.unreadable)
    if unread or not library.documents.keys() <= compiled.checked:
        return None
    knowledge = _assemble(compiled.entries, compiled.index)
    if compiled.doubts:
        library = library.without_doubtful(knowledge.sources, compiled.doubts)
    return Loaded(knowledge, library, key[:VERSION_LENGTH])


def _load_cached(folder: Path, documents: Path | None, cache: PackCache, answering: bool) -> Loaded:
    key = key_of(folder)
    loaded = load_compiled(key, documents, cache)
    if loaded is None or (loaded.library.doubts and not answering):
        found = _load(folder, documents, answering)
        _keep(folder, key, found, documents, cache)
        loaded = replace(found.loaded, version=key[:VERSION_LENGTH])
    return loaded


def _keep(folder: Path, key: str, found: _Found, documents: Path | None, cache: PackCache) -> str:
    if key_of(folder) != key:
        return ""
    base = found.loaded.knowledge
    entries: dict[str, Sequence[Any]] = {"pack": [base.pack]}
    for section in _MAPPED:
        entries[section] = tuple(getattr(base, section).values())
    entries |= {section: getattr(base, section) for section in (*_LISTED, "drafts")}
    whole = found.library.documents
    plain = open_library(documents, base.sources.values()).documents
    compiled = Compiled(
        entries,
        base.index,
        checked=frozenset(whole),
        # To ask for names takes time at each start: only what would be cut otherwise needs it.
        named=frozenset(key for key in whole if plain.get(key) != whole[key]),
        shared=found.shared,
        doubts=found.loaded.library.doubts,
    )
    cache.write(key, compiled)
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


@dataclass(frozen=True, slots=True)
class _Found:
    """What came of a pack's files.

    Args:
        loaded: the pack, with the documents as they answer.
        library: the documents with all that is in them.
        shared: names that several parties are known by.
    """

    loaded: Loaded
    library: Library
    shared: frozenset[str]


def _load(folder: Path, documents: Path | None, answering: bool) -> _Found:
    draft = read_draft(folder)
    roster = roster_of(draft)
    library = whole = open_library(documents, draft.entries(Source), roster.is_name)
    _settle_forms(draft, library)
    check(draft)
    check_evidence(draft, library)
    if draft.diagnostics:
        borne = bear_doubts(draft, library) if answering else None
        if borne is None:
            explains = draft.unread.explains
            raise FaultyPack([each for each in draft.diagnostics if not explains(each)])
        library = borne
    index = index_of(draft)
    entries: dict[str, Sequence[Any]] = {"pack": draft.entries(Pack)}
    entries |= {section: draft.section(section) for section in (*_MAPPED, *_LISTED)}
    entries["drafts"] = draft.entries(Uncoded)
    return _Found(Loaded(_assemble(entries, index), library), whole, roster.shared)


def _settle_forms(draft: Draft, library: Library) -> None:
    """Put the form that a document turned out to have in the place of "auto"."""
    for source in list(draft.entries(Source)):
        document = library.documents.get(source.id)
        if source.form == "auto" and document is not None:
            draft.replace(source, source.model_copy(update={"form": document.style}))
