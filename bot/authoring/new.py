"""`compact new`: a small valid pack outside the repository."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import TextIO

from bot.authoring.recognised import tell_form, tell_recognised
from bot.errors import UsageError
from knowledge.documents.formats import extract
from knowledge.documents.forms.reading import NAMELESS
from knowledge.documents.proposing import Proposal, propose
from knowledge.drafting.beginning import spell_pack
from knowledge.drafting.dating import read_date
from knowledge.drafting.sources import id_of, spell_source
from knowledge.drafting.survey import survey
from knowledge.loading.schema import modeline, place_schema


def begin_pack(name: str, files: Sequence[Path], packs: Path, out: TextIO) -> Path:
    """Begin a pack.

    Args:
        name: of the negotiation.
        files: its first documents.
        packs: the folder in which packs are begun.
        out: where the next steps are told.

    Returns:
        The pack's folder.

    Raises:
        UsageError: where there is such a pack already, or no such file.
        FormatError: where a document cannot be read.
    """
    folder = packs / id_of(name)
    if folder.exists():
        raise UsageError(f"There is a pack in {folder} already; choose another name.")
    for path in files:
        if not path.is_file():
            raise UsageError(f"There is no file {path}.")
    contents = {path: path.read_bytes() for path in files}
    reads = {path: extract(content, path.name) for path, content in contents.items()}
    folder.mkdir(parents=True)
    _write(folder, spell_pack(name, (), date="", first="", spoken=False))
    # The names that labels mean are those of the new pack's own parties.
    roster = survey(folder, None).roster
    sources: list[str] = []
    spoken = False
    nameless: list[str] = []
    proposals: dict[Path, Proposal] = {}
    for path, read in reads.items():
        proposal = proposals[path] = propose(read, roster)
        if proposal.document.why == NAMELESS:
            nameless.append(path.name)
        # One whose speakers are no parties yet can be a record, too.
        spoken = spoken or proposal.document.form == "floor" or bool(nameless)
        sources.append(
            spell_source(
                path, contents[path], read, proposal, session="session-1", date=date_of(path)
            )
        )
    if files:
        first = id_of(files[0].stem)
        date = read_date(reads[files[0]].text) or date_of(files[0])
        _write(folder, spell_pack(name, sources, date=date, first=first, spoken=spoken))
    _tell_next(folder.absolute(), files, out)
    for path, proposal in proposals.items():
        tell_form(path.name, proposal, out)
        tell_recognised(proposal, out)
    for file in nameless:
        out.write(
            f"{file}: no form finds two names of speakers. Put who speaks into parties.yaml.\n"
        )
    return folder


def date_of(path: Path) -> str:
    """Give the day on which a file was last changed, for want of the document's own date."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, content in files.items():
        (folder / name).write_text(modeline() + content, "utf-8")
    place_schema(folder)


def _tell_next(folder: Path, files: Sequence[Path], out: TextIO) -> None:
    out.write(f"A new pack is in {folder}\n")
    out.write(f"  export COMPACT_PACK={quote(str(folder))}\n")
    if files:
        named = " ".join(quote(str(path)) for path in files)
        out.write(f"  export COMPACT_SOURCES={quote(str(files[0].absolute().parent))}\n")
        out.write(f"  compact ingest {named} --session session-1\n")
    out.write("  compact check\n")
