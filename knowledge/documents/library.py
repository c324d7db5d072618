"""The source documents at hand: found by name or by hash, quoted only where the hash agrees."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from knowledge.documents.doubts import withhold_doubtful
from knowledge.documents.formats import extract, restore
from knowledge.documents.forms.labels import IsName
from knowledge.documents.forms.reading import read_as
from knowledge.documents.forms.spoken import Speakers
from knowledge.documents.locators import Document, parse_locator
from knowledge.documents.prose import SectionMark
from knowledge.errors import FormatError
from knowledge.model import Source
from knowledge.turns import give_way

# Larger files in the folder are no source documents; they are not read to be hashed.
LARGEST_DOCUMENT = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Library:
    """Documents by source id.

    Args:
        documents: those at hand, cut into passages.
        changed: of sources whose file is there but is another version: its hash, by id.
        unreadable: of sources whose document is there and cannot be read: why, by id.
        folder: whether a folder was named at all.
        doubts: what is wrong with documents of which passages were left out, a line each.
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)
    unreadable: Mapping[str, str] = field(default_factory=dict)
    folder: bool = False
    doubts: tuple[str, ...] = ()

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

    def without_doubtful(self, sources: Mapping[str, Source], doubts: Iterable[str]) -> Library:
        """Leave out whatever may be another's words than it seems.

        Args:
            sources: entries of the documents, by id.
            doubts: what is wrong with them, a line each.
        """
        documents = {
            key: withhold_doubtful(document, sources[key])
            for key, document in self.documents.items()
        }
        return replace(self, documents=documents, doubts=tuple(doubts))


def nobody(words: str) -> bool:
    """Take no words for a name."""
    return False


def open_library(
    folder: Path | None,
    sources: Iterable[Source],
    is_name: IsName = nobody,
    named: Collection[str] | None = None,
) -> Library:
    """Find and read the source documents.

    Args:
        folder: where they are, or None.
        sources: those that the pack names.
        is_name: tells a party's name, so that what could be a label is not passed over.
        named: ids of the sources for which names are asked, which takes time; None for all.

    Returns:
        The library; a document that is missing is not in it, one whose hash differs is named in
        ``changed``.
    """
    if folder is None or not folder.is_dir():
        return Library(folder=folder is not None)
    sources = tuple(sources)
    by_hash, changed = _gather(folder, sources)
    documents: dict[str, Document] = {}
    unreadable: dict[str, str] = {}
    for source in sources:
        content = by_hash.get(source.sha256)
        if content is None:
            continue
        give_way()
        try:
            tells = is_name if named is None or source.id in named else nobody
            documents[source.id] = read_document(content, source, tells)
        except FormatError as error:
            unreadable[source.id] = str(error)
    return Library(documents, changed, unreadable, folder=True)


def _gather(folder: Path, sources: Sequence[Source]) -> tuple[dict[str, bytes], dict[str, str]]:
    """Read files until each source's is found, or all have been read.

    Returns:
        The files' contents by hash, and of sources of which only a file with their name and
        another hash is there, that hash by id.
    """
    unread = {path.name: path for path in sorted(folder.iterdir()) if path.is_file()}
    by_hash: dict[str, bytes] = {}
    changed: dict[str, str] = {}
    for source in sources:
        path = unread.pop(source.file, None)
        digest = _take(path, by_hash) if path is not None else ""
        if digest and digest != source.sha256:
            changed[source.id] = digest
    if any(source.sha256 not in by_hash for source in sources):
        # A document may have been given another name: its hash tells.
        for path in unread.values():
            if path.stat().st_size <= LARGEST_DOCUMENT:
                _take(path, by_hash)
    found = {source.id for source in sources if source.sha256 in by_hash}
    return by_hash, {key: digest for key, digest in changed.items() if key not in found}


def _take(path: Path, by_hash: dict[str, bytes]) -> str:
    """Read a file, file it by its hash; one that may not be read is not at hand, and has none."""
    try:
        content = path.read_bytes()
    except OSError:
        return ""
    digest = hashlib.sha256(content).hexdigest()
    by_hash[digest] = content
    return digest


def speakers_of(source: Source, is_name: IsName = nobody) -> Speakers:
    """Give who is meant by what a document prints, as its entry says.

    Args:
        source: the entry.
        is_name: tells a party's name.
    """
    return Speakers(
        source.speakers,
        source.attributions,
        frozenset(source.not_speakers),
        is_name,
        frozenset(source.note_taker),
    )


def mark_sections(source: Source) -> list[SectionMark]:
    """Give how the sections of a prose source begin, as its document is cut by them."""
    return [SectionMark(**s.model_dump(exclude={"called"})) for s in source.sections]


def read_document(content: bytes, source: Source, is_name: IsName = nobody) -> Document:
    """Cut a document into passages as its source entry says.

    Args:
        content: the file as it came.
        source: its entry.
        is_name: tells a party's name.

    Returns:
        The document.

    Raises:
        FormatError: where the file cannot be read.
    """
    read = extract(content, source.file)
    speakers = speakers_of(source, is_name)
    marks = mark_sections(source)
    document = read_as(read, source.form, speakers, marks)
    passages = {leaf: restore(passage) for leaf, passage in document.passages.items()}
    return replace(document, passages=passages, remarks=read.remarks)
