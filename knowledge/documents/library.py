"""The source documents at hand: found by name or by hash, quoted only where the hash agrees."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.documents.floor import read_floor_record
from knowledge.documents.locators import Document, parse_locator
from knowledge.documents.prose import SectionMark, read_prose
from knowledge.model import Source

# Larger files in the folder are no source documents; they are not read to be hashed.
LARGEST_DOCUMENT = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Library:
    """Documents by source id.

    Args:
        documents: those at hand, cut into passages.
        changed: ids of sources whose file is there but has another hash.
        unreadable: ids of sources whose document is there and no UTF-8 text.
        folder: whether a folder was named at all.
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()
    folder: bool = False

    def quote(self, source: str, locators: Iterable[str]) -> tuple[str, ...]:
        """Read passages.

        Args:
            source: the source's id.
            locators: of that source.

        Returns:
            The passages' texts in order, neighbours each on its own; () where the document is not
            at hand or has changed.
        """
        document = self.documents.get(source)
        if document is None:
            return ()
        return tuple(
            document.passages[leaf]
            for locator in locators
            for leaf in parse_locator(locator, document.form).leaves(document.lengths)
        )


def open_library(folder: Path | None, sources: Iterable[Source]) -> Library:
    """Find and read the source documents.

    Args:
        folder: where they are, or None.
        sources: those that the pack names.

    Returns:
        The library; a document that is missing is not in it, one whose hash differs is named in
        ``changed``.
    """
    if folder is None or not folder.is_dir():
        return Library(folder=folder is not None)
    sources = tuple(sources)
    documents: dict[str, Document] = {}
    changed: set[str] = set()
    unread = {path.name: path for path in sorted(folder.iterdir()) if path.is_file()}
    by_hash: dict[str, bytes] = {}
    for source in sources:
        path = unread.pop(source.file, None)
        if path is not None:
            digest = _take(path, by_hash)
            if digest and digest != source.sha256:
                changed.add(source.id)
    if any(source.sha256 not in by_hash for source in sources):
        for path in unread.values():
            if path.stat().st_size <= LARGEST_DOCUMENT:
                _take(path, by_hash)
    unreadable: set[str] = set()
    for source in sources:
        if source.sha256 in by_hash:
            changed.discard(source.id)
            try:
                text = by_hash[source.sha256].decode("utf-8-sig")
            except UnicodeDecodeError:
                unreadable.add(source.id)
            else:
                documents[source.id] = read_document(text, source)
    return Library(documents, frozenset(changed), frozenset(unreadable), folder=True)


def _take(path: Path, by_hash: dict[str, bytes]) -> str:
    """Read a file, file it by its hash; one that may not be read is not at hand, and has none."""
    try:
        content = path.read_bytes()
    except OSError:
        return ""
    digest = hashlib.sha256(content).hexdigest()
    by_hash[digest] = content
    return digest


def read_document(text: str, source: Source) -> Document:
    """Cut a document's text into passages as its source entry says."""
    if source.form == "floor":
        return read_floor_record(text, source.speakers)
    return read_prose(text, [SectionMark(**section.model_dump()) for section in source.sections])
