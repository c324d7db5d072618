"""`compact export`: a pack in the formats of other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from bot.config import Settings
from bot.errors import UsageError
from bot.services import build_services
from handlers.answers.answer import Answer, Section
from handlers.answers.entries import show_event
from handlers.answers.events import by_date
from handlers.request import Services
from knowledge.exchange.popolo import spell_popolo
from knowledge.exchange.sections import Sections, read_sections
from knowledge.exchange.sheets import write_rows
from knowledge.exchange.tables import spell_tables
from knowledge.loading.coding import FILE as CODING

# Characters of a cell; the common spreadsheets cut off what is longer, and say nothing.
_LONGEST_CELL = 32_767


def export_pack(folder: Path, settings: Settings, out: TextIO) -> None:
    """Write a pack in the formats of other programs.

    Args:
        folder: where the files are written; made where it is not there.
        settings: which pack.
        out: where the files are listed.

    Raises:
        FaultyPack: with every fault of the pack.
        UsageError: where the folder cannot be written, or has one of the files already.
    """
    services = build_services(settings)
    sections = read_sections(settings.pack)
    tables = spell_tables(sections)
    files: dict[str, bytes] = {f"{kind}.csv": write_rows(rows) for kind, rows in tables.items()}
    if (settings.pack / CODING).is_file():
        files[CODING] = (settings.pack / CODING).read_bytes()
    files |= _whole(services, sections)
    _write(folder, files)
    for name in files:
        rows = tables.get(name.removesuffix(".csv"))
        out.write(f"{folder / name}{f': {len(rows) - 1}{_tell_drafts(rows)}' if rows else ''}\n")
        for line, row in enumerate(rows or (), 1):
            if any(len(cell) > _LONGEST_CELL for cell in row):
                out.write(
                    f"  row {line} is longer than spreadsheets keep; other programs read it\n"
                )


def _tell_drafts(rows: Sequence[Sequence[str]]) -> str:
    """Say how many rows of a table of positions are drafts, whose stance and summary are empty."""
    head, *entries = rows
    if not {"stance", "summary"} <= set(head):
        return ""
    places = [head.index(key) for key in ("stance", "summary")]
    drafts = sum(not any(row[place] for place in places) for row in entries)
    return f", {drafts} of them drafts without stance and summary" if drafts else ""


def _whole(services: Services, sections: Sections) -> Mapping[str, bytes]:
    """Give the files that have more than one kind of entry, or one in a form of its own."""
    files = {
        "pack.json": _json(sections),
        "popolo.json": _json(spell_popolo(services.knowledge)),
    }
    if events := by_date(services.knowledge.events.values()):
        from bot.render.calendar import render_calendar

        shown = tuple(show_event(services, event) for event in events)
        name = services.knowledge.pack.name
        answer = Answer(query="", command="", title=name, sections=(Section(items=shown),))
        files["events.ics"] = render_calendar(
            answer, services.clock.now(), services.knowledge.pack.id
        )
    return files


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files or none: a table in which somebody has gone on is not written over."""
    for name in files:
        if (folder / name).exists():
            raise UsageError(f"{folder / name} is there already; choose another folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}.") from None
