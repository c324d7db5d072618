"""`compact export`, `compact import` and `compact diff`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from bot.config import Settings
from bot.errors import UsageError
from bot.funnel import respond
from bot.services import build_services
from knowledge.base import KnowledgeBase
from knowledge.diagnostics import Diagnostic
from knowledge.errors import FaultyPack
from knowledge.exchange.difference import Difference, Shift, compare_sections, compare_stances
from knowledge.exchange.foreign import read_calendar, read_tbx
from knowledge.exchange.popolo import spell_popolo
from knowledge.exchange.sections import KINDS, Sections, identify, read_sections, spell_sections
from knowledge.exchange.tables import kind_of, read_table, spell_table
from knowledge.loading.loader import load
from knowledge.loading.schema import modeline, place_schema
from knowledge.yaml_source import nearest

_LONGEST = 100  # characters of a value that `diff` shows
_HEAD = "# Imported from {file}. From now on it is yours to edit: no import writes into it again.\n"


# Out


def export_pack(folder: Path, settings: Settings, out: TextIO) -> None:
    """Write a pack in the formats of other programs.

    Args:
        folder: where the files are written; made where it is not there.
        settings: which pack.
        out: where the files are listed.

    Raises:
        FaultyPack: with every fault of the pack.
        UsageError: where the folder cannot be written.
    """
    services = build_services(settings)
    sections = read_sections(settings.pack)
    files: dict[str, bytes] = {
        f"{kind}.csv": spell_table(kind, sections[kind]) for kind in sections
    }
    files["pack.json"] = _json(sections)
    files["popolo.json"] = _json(spell_popolo(services.knowledge))
    if services.knowledge.events:
        from bot.render.calendar import render_calendar

        answer = respond("timeline", services, lambda answer: answer).drawn
        files["events.ics"] = render_calendar(answer, services.clock.now())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}.") from None
    for kind, items in sections.items():
        out.write(f"{folder / f'{kind}.csv'}: {len(items)}\n")
    for name in files:
        if not name.endswith(".csv"):
            out.write(f"{folder / name}\n")


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


# In


def import_files(files: Sequence[Path], folder: Path, kind: str, source: str, out: TextIO) -> None:
    """Put entries from other programs' files into a pack, beside what is there.

    Args:
        files: tables (.csv), glossaries (.tbx), calendars (.ics).
        folder: of the pack; made where it is not there.
        kind: what the rows of tables are; "" to go by the files' names.
        source: id of the source that terms and events are cited from which name none; or "".
        out: where it is told what was added and what was left as it is.

    Raises:
        FaultyPack: with every fault of every file; nothing is written then.
        FormatError: where a file is not of its format.
        UsageError: where a file is not there or of no known kind, or a source has to be named.
    """
    read = [(path, _read(path, kind, source)) for path in files]
    faults = [fault for _, (_, found) in read for fault in found]
    if faults:
        raise FaultyPack(faults)
    there = {
        section: {identify(section, item): item for item in items}
        for section, items in (read_sections(folder) if folder.is_dir() else {}).items()
    }
    for path, (sections, _) in read:
        _add(path, sections, there, folder, out)


def _read(path: Path, kind: str, source: str) -> tuple[Sections, list[Diagnostic]]:
    if not path.is_file():
        raise UsageError(f"There is no file {path}.")
    content = path.read_bytes()
    match path.suffix.casefold():
        case ".csv" | ".tsv":
            section = kind or kind_of(path.stem) or ""
            if section not in KINDS:
                hint = nearest(section or path.stem, list(KINDS))
                raise UsageError(f"{path}: what are its rows? Say it with --kind{hint}.")
            items, faults = read_table(content, str(path), section, source)
            return {section: items}, faults
        case ".tbx" | ".xml":
            return read_tbx(content, str(path), _named(source, path)), []
        case ".ics":
            return read_calendar(content, str(path), _named(source, path)), []
        case _:
            raise UsageError(f"{path}: only .csv, .tsv, .tbx and .ics are imported.")


def _named(source: str, path: Path) -> str:
    if not source:
        raise UsageError(f"{path}: which of the pack's sources is it? Say it with --source.")
    return source


def _add(
    path: Path,
    sections: Sections,
    there: dict[str, dict[str, dict[str, Any]]],
    folder: Path,
    out: TextIO,
) -> None:
    """Write what is new into a file of its own; tell what stands there already in other words."""
    new: Sections = {}
    for kind, items in sections.items():
        known = there.setdefault(kind, {})
        other: list[str] = []
        same = 0
        for item in items:
            key = identify(kind, item)
            if key not in known:
                known[key] = item
                new.setdefault(kind, []).append(item)
            elif known[key] == item:
                same += 1
            else:
                other.append(key)
        out.write(f"{path}: {len(new.get(kind, []))} {kind} added, {same} there already\n")
        for key in other:
            out.write(f"  left as it is in the pack, where it reads otherwise: {key}\n")
    if not new:
        return
    folder.mkdir(parents=True, exist_ok=True)
    target = _free(folder, path.stem)
    head = modeline() + _HEAD.format(file=path.name)
    target.write_text(spell_sections(new, head), "utf-8")
    place_schema(folder)
    out.write(f"  written: {target}\n")


def _free(folder: Path, stem: str) -> Path:
    """Find a name that no file has: an editor's file is never written into."""
    number = 1
    while (path := folder / f"{stem}{f'-{number}' if number > 1 else ''}.yaml").exists():
        number += 1
    return path


# One against the other


def print_difference(old: Path, new: Path, *, as_json: bool, out: TextIO) -> bool:
    """Tell what changed from one pack to another.

    Args:
        old, new: folders of packs without faults.
        as_json: for programs.
        out: where it is told.

    Returns:
        Whether anything changed.

    Raises:
        FaultyPack: with every fault of a pack.
    """
    before, after = load(old).knowledge, load(new).knowledge
    differences = compare_sections(read_sections(old), read_sections(new))
    shifts = compare_stances(before, after)
    if as_json:
        out.write(json.dumps(_as_data(differences, shifts), ensure_ascii=False, indent=2) + "\n")
        return bool(differences)
    if not differences:
        out.write("Nothing changed.\n")
    for shift in shifts:
        out.write(f"{_tell_shift(shift)}\n")
    if shifts:
        out.write("\n")
    for difference in differences:
        _tell(difference, after if difference.change == "added" else before, out)
    return bool(differences)


def _tell_shift(shift: Shift) -> str:
    course = f", {shift.course}" if shift.course else ""
    stances = f"{', '.join(shift.old)} → {', '.join(shift.new)}"
    return f"{shift.voice} on {shift.topic}: {stances}{course}"


def _tell(difference: Difference, knowledge: KnowledgeBase, out: TextIO) -> None:
    name = difference.name if difference.name == difference.id else f"{difference.name}"
    if difference.kind == "positions" and difference.id in {p.id for p in knowledge.positions}:
        position = knowledge.position(difference.id)
        topic = knowledge.topics[position.topic].name
        name = f"{knowledge.parties[position.party].brief} on {topic} ({difference.id})"
    out.write(f"{difference.change} {difference.kind_name}: {name}\n")
    for key, (was, is_) in difference.fields.items():
        out.write(f"    {key}: {_short(was)} → {_short(is_)}\n")


def _short(value: object) -> str:
    if value in (None, "", [], {}):
        return "nothing"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"


def _as_data(differences: Sequence[Difference], shifts: Sequence[Shift]) -> Mapping[str, Any]:
    return {
        "entries": [
            {
                "kind": each.kind,
                "id": each.id,
                "name": each.name,
                "change": each.change,
                "fields": {
                    key: {"old": was, "new": is_} for key, (was, is_) in each.fields.items()
                },
            }
            for each in differences
        ],
        "stances": [
            {
                "voice": each.voice,
                "topic": each.topic,
                "old": list(each.old),
                "new": list(each.new),
                "course": each.course,
            }
            for each in shifts
        ],
    }
