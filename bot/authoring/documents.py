"""`compact documents`: passages with their locators, so that nobody counts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from bot.errors import UsageError
from knowledge.documents.formats import extract, restore
from knowledge.documents.locators import Document
from knowledge.documents.proposing import propose
from knowledge.drafting.survey import Survey
from knowledge.names.normal import normalise

_WIDTH = 90  # characters of a passage; with its locator it fits a terminal's line


def list_documents(pack: Survey, out: TextIO) -> None:
    """List the pack's documents: how each is cut, and into how much."""
    library = pack.library
    for source in pack.sources:
        document = library.documents.get(source.id)
        if document is None:
            why = "is another version." if source.id in library.changed else "is not at hand."
            why = library.unreadable.get(source.id, why)
            out.write(f"{source.id}: {source.file} {why}\n")
            continue
        units = "interventions" if document.form == "floor" else "sections"
        out.write(
            f"{source.id}: {source.file}, form {document.style}, {len(document.lengths)} {units}, "
            f"{len(document.passages)} passages.\n"
        )
        for remark in document.remarks:
            out.write(f"  {remark}\n")


def list_passages(name: str, find: str, pack: Survey, out: TextIO) -> None:
    """List a document's passages: locator, speaker and first words.

    Args:
        name: of a source of the pack, or a file.
        find: words that a passage has to have, or "".
        pack: as far as it has come, with the documents at hand.
        out: where to.

    Raises:
        UsageError: where there is no such source or file.
        FormatError: where the file cannot be read.
    """
    document, groups = _find_document(name, pack)
    sought = normalise(find).split()
    if not sought:
        _tell_document(document, groups, out)
    width = max(map(len, document.passages), default=0)
    shown = 0
    for locator, passage in document.passages.items():
        words = f" {normalise(passage)}"
        if all(f" {word}" in words for word in sought):
            shown += 1
            who = _speaker(document, locator, pack)
            text = " ".join(restore(passage).split())
            text = text if sought or len(text) <= _WIDTH else text[:_WIDTH].rstrip() + "…"
            out.write(f"{locator:<{width}}  {who}{text}\n")
    if sought and not shown:
        out.write(f"No passage has “{find}”.\n")


def _find_document(name: str, pack: Survey) -> tuple[Document, Collection[str]]:
    """Find a document, and the printed names of groups that are somebody's."""
    key = normalise(name)
    for source in pack.sources:
        names = (source.id, source.file, source.name, source.short, *source.aliases)
        if key in map(normalise, names) and source.id in pack.library.documents:
            return pack.library.documents[source.id], source.attributions
    path = Path(name).expanduser()
    if not path.is_file():
        known = ", ".join(pack.library.documents) or "none is at hand (COMPACT_SOURCES)"
        raise UsageError(f"There is no file and no document “{name}”; documents: {known}.")
    read = extract(path.read_bytes(), path.name)
    proposal = propose(read, pack.roster)
    return replace(proposal.document, remarks=read.remarks), proposal.attributions


def _tell_document(document: Document, groups: Collection[str], out: TextIO) -> None:
    why = f" ({document.why})" if document.why else ""
    out.write(f"Form {document.style}{why}; {len(document.passages)} passages.\n")
    for remark in document.remarks:
        out.write(f"{remark}\n")
    for line in _tell_left(document, groups):
        out.write(f"{line}\n")
    out.write("\n")


def _tell_left(document: Document, groups: Collection[str]) -> Iterator[str]:
    """Say what is nobody's."""
    lines: dict[str, list[int]] = {}
    for label, line in document.unknown_labels:
        lines.setdefault(label, []).append(line)
    for label, numbers in lines.items():
        where = ", ".join(map(str, numbers[:5])) + ("…" if len(numbers) > 5 else "")
        yield f"Nobody's label: “{label}” (line {where})."
    told = (telling for each in document.told.values() for telling in each)
    spoken = [(turn.attribution, turn.label) for turn in document.interventions]
    spoken += [(telling.attribution, telling.label) for telling in told]
    for whom, label in dict.fromkeys(spoken):
        if whom and whom not in groups:
            yield f"Nobody's group: “{whom}”, for whom “{label}” speaks."
    for line, words in document.aside:
        place = f"line {line}" if line else "a note"
        yield f"Nobody's words, {place}: {restore(words)[:_WIDTH]}"


def _speaker(document: Document, locator: str, pack: Survey) -> str:
    """Name who says a passage, or its label that is nobody's; of prose, whom it tells of."""
    if document.form == "floor":
        unit = locator.rsplit(".", 1)[0]
        label = next(turn.label for turn in document.interventions if turn.unit == unit)
        if any(label == unknown for unknown, _ in document.unknown_labels):
            return f"nobody's “{label}”: "
        party = pack.parties.get(unit.rsplit(" ", 1)[0])
        whom = document.attributions.get(unit, "")
        name = party.brief if party else unit.rsplit(" ", 1)[0]
        return f"{name}{f' (for {whom})' if whom else ''}: "
    told = dict.fromkeys(telling.label for telling in document.told.get(locator, ()))
    return f"[{', '.join(told)}] " if told else ""
