"""`compact import`: tables, glossaries and calendars into a pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bot.authoring.counting import count
from bot.errors import UsageError
from knowledge.exchange.calendars import read_calendar
from knowledge.exchange.glossaries import read_glossary
from knowledge.exchange.joining import Joined, join
from knowledge.exchange.reading import Reading
from knowledge.exchange.sections import spell_sections
from knowledge.exchange.tables import MEMBERSHIPS, TABLES, kind_of, read_table
from knowledge.loading.coding import FILE as CODING
from knowledge.loading.schema import modeline, place_schema
from knowledge.yaml_source import nearest

_HEAD = "# Imported from {file}. From now on it is yours to edit: no import writes into it again.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What is imported, and how it is read.

    Args:
        files: tables (.csv, .tsv), glossaries (.tbx), calendars (.ics).
        into: folder of the pack; made where it is not there.
        kind: what the rows of tables are; "" to go by the files' names.
        source: id of the source that terms and events are cited from which name none; or "".
        zone: IANA time zone of times that name none; or "".
        documents: folder of the source documents, or None.
    """

    files: Sequence[Path]
    into: Path
    kind: str = ""
    source: str = ""
    zone: str = ""
    documents: Path | None = None


def import_files(wanted: Import, out: TextIO) -> None:
    """Put entries from other programs' files into a pack, beside what is there.

    Args:
        wanted: what is imported.
        out: where it is told what was added and what was left as it is.

    Raises:
        FaultyPack: with every fault of every file, and of the pack; nothing is written then.
        FormatError: where a file is not of its format.
        UsageError: where a file is not there or of no known kind, or a source has to be named.
    """
    files = [path for path in wanted.files if path.name != CODING]
    readings = [_read(path, wanted) for path in files]
    joined = join(wanted.into, readings, wanted.documents)
    for path, reading, found in zip(files, readings, joined, strict=True):
        _tell(path, reading, found, out)
        _write(path, found, wanted.into, out)
    for path in wanted.files:
        if path.name == CODING:
            _copy(path, wanted.into, out)


def _read(path: Path, wanted: Import) -> Reading:
    if not path.is_file():
        raise UsageError(f"There is no file {path}.")
    content = path.read_bytes()
    match path.suffix.casefold():
        case ".csv" | ".tsv":
            kind = wanted.kind or kind_of(path.stem) or ""
            if kind not in TABLES:
                hint = nearest(kind or path.stem, list(TABLES))
                raise UsageError(f"{path}: what are its rows? Say it with --kind{hint}.")
            return read_table(content, str(path), kind, wanted.source, wanted.zone)
        case ".tbx" | ".xml":
            return read_glossary(content, str(path), _source(wanted, path))
        case ".ics":
            return read_calendar(content, str(path), _source(wanted, path), wanted.zone)
        case _:
            raise UsageError(f"{path}: only .csv, .tsv, .tbx and .ics are imported.")


def _source(wanted: Import, path: Path) -> str:
    if not wanted.source:
        raise UsageError(f"{path}: which of the pack's sources is it? Say it with --source.")
    return wanted.source


def _tell(path: Path, reading: Reading, found: Joined, out: TextIO) -> None:
    """Say of each kind what was added and what is there, then what was left or not taken."""
    kinds = dict.fromkeys((*found.new, *found.same, *(kind for kind, *_ in found.left)))
    added = {kind: len(items) for kind, items in found.new.items()}
    if found.members:
        kinds[MEMBERSHIPS], added[MEMBERSHIPS] = None, found.members
    for kind in kinds:
        same = found.same.get(kind, 0)
        out.write(f"{path}: {kind}: {added.get(kind, 0)} added, {same} there already\n")
    if not kinds:
        out.write(f"{path}: nothing\n")
    for kind, own, key, differing in found.left:
        there = f"{own} (there {key})" if own != key else key
        what = f"{kind} {there}, where it differs in {', '.join(differing)}"
        out.write(f"  left as the pack has it: {what}\n")
    for remark in reading.remarks:
        out.write(f"  {remark}\n")


def _write(path: Path, found: Joined, folder: Path, out: TextIO) -> None:
    """Write what is new into a file of its own: an editor's file is never written into."""
    if not found.new:
        return
    target = _free(folder, path.stem)
    shown = "".join(character if character.isprintable() else "?" for character in path.name)
    content = spell_sections(found.new, modeline() + _HEAD.format(file=shown))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
        place_schema(folder)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}.") from None
    entries = sum(map(len, found.new.values()))
    out.write(f"  written: {target}, {count(entries, 'entry', 'entries')}\n")


def _copy(path: Path, folder: Path, out: TextIO) -> None:
    """Take over what two readers coded, which a pack keeps as a table."""
    if not path.is_file():
        raise UsageError(f"There is no file {path}.")
    target = folder / CODING
    if target.exists():
        same = target.read_bytes() == path.read_bytes()
        told = "there already" if same else "left: the pack has another"
        out.write(f"{path}: {told}\n")
        return
    target.write_bytes(path.read_bytes())
    out.write(f"{path}: copied to {target}\n")


def _free(folder: Path, stem: str) -> Path:
    number = 1
    while (path := folder / f"{stem}{f'-{number}' if number > 1 else ''}.yaml").exists():
        number += 1
    return path
