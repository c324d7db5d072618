"""`compact ingest`: drafts of entries from documents, for an editor to code."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from bot.authoring.new import date_of
from bot.authoring.recognised import tell_form, tell_recognised
from bot.errors import UsageError
from knowledge.documents.formats import Extract, extract
from knowledge.documents.library import mark_sections, speakers_of
from knowledge.documents.locators import Document
from knowledge.documents.proposing import Proposal, propose
from knowledge.drafting.files import Renewal, head_of, ids_in, renew
from knowledge.drafting.naming import name_apart
from knowledge.drafting.reviewing import Reviewed
from knowledge.drafting.sources import add_labels, id_of, spell_source
from knowledge.drafting.statements import DraftEntry, Known, draft_entries
from knowledge.drafting.survey import Survey, survey
from knowledge.finding.topics import TopicFinder
from knowledge.loading.schema import modeline, place_schema
from knowledge.model import Source
from knowledge.names.normal import normalise
from knowledge.yaml_source import nearest


@dataclass(slots=True)
class _Ingested:
    """A document, and what became of it."""

    path: Path
    source: str
    proposal: Proposal
    renewal: Renewal
    entries: list[DraftEntry] = field(default_factory=list)


def ingest(files: Sequence[Path], session: str, folder: Path, out: TextIO, log: TextIO) -> None:
    """Draft entries from documents.

    Args:
        files: the documents.
        session: id or name of the session that they record.
        folder: of the pack.
        out: where the report goes.
        log: where a bar tells how far it is, if that is a terminal.

    Raises:
        UsageError: where there is no such session or file.
        FormatError: where a document cannot be read.
    """
    pack = survey(folder, None)
    key = _find_session(session, pack)
    for path in files:
        if not path.is_file():
            raise UsageError(f"There is no file {path}.")
    finder = TopicFinder(pack.topics)
    console = Console(file=log)
    columns = (SpinnerColumn(), *Progress.get_default_columns(), TextColumn("{task.fields[file]}"))
    with Progress(*columns, console=console, transient=True, disable=not log.isatty()) as bar:
        task = bar.add_task("Reading", total=len(files), file="")
        for path in files:
            bar.update(task, file=path.name)
            # Read anew for each: what was drafted from the last is the pack's by now.
            _tell(_ingest(path, key, survey(folder, None), finder), finder, out)
            bar.advance(task)


def _find_session(session: str, pack: Survey) -> str:
    wanted = normalise(session)
    for event in pack.sessions:
        if wanted in map(normalise, (event.id, event.name, event.short, *event.aliases)):
            return event.id
    known = [event.id for event in pack.sessions]
    hint = nearest(session, known) or f"; it has {', '.join(known[:8]) or 'none yet (events:)'}."
    raise UsageError(f"The pack has no session “{session}”{hint}")


def _ingest(path: Path, session: str, pack: Survey, finder: TopicFinder) -> _Ingested:
    content = path.read_bytes()
    read = extract(content, path.name)
    digest = hashlib.sha256(content).hexdigest()
    source = next((each for each in pack.sources if each.sha256 == digest), None)
    if source is None:
        changed = next((each for each in pack.sources if each.file == path.name), None)
        if changed is not None:
            raise UsageError(
                f"“{changed.id}” is another version of {path.name}. If this one takes its place, "
                f"write “sha256: {digest}” into its entry; else give it a name of its own."
            )
    proposal = _propose(read, source, pack)
    key = source.id if source else id_of(path.stem)
    if source is None:
        _write_source(path, content, read, proposal, session, pack)
    else:
        _extend_source(source, proposal, session, pack)
    known = Known(proposal.speakers, proposal.attributions, proposal.guessed)
    reviewed = pack.reviewed(key, proposal.document)
    file = pack.folder / "positions" / f"{key}.yaml"
    if file.exists():
        text = file.read_text("utf-8")
    else:
        text = modeline("positions") + head_of(path.name, key, session)
    taken = pack.taken
    mine = ids_in(text)
    drafted = draft_entries(proposal.document, known, finder)
    entries = [
        entry
        for entry in name_apart(drafted, key, taken, mine)
        if _is_open(entry, reviewed, proposal.document, mine)
    ]
    renewal = renew(text, entries, taken.keys())
    if renewal.added or renewal.renewed or renewal.removed:
        file.parent.mkdir(exist_ok=True)
        file.write_text(renewal.text, "utf-8")
        place_schema(pack.folder)
    # Of those that an editor has coded by now, the file has positions.
    open_still = {draft.id for draft in survey(pack.folder, None).drafts}
    entries = [entry for entry in entries if entry.id in open_still]
    return _Ingested(path, key, proposal, renewal, entries)


def _propose(read: Extract, source: Source | None, pack: Survey) -> Proposal:
    if source is None:
        return propose(read, pack.roster)
    marks = mark_sections(source)
    return propose(read, pack.roster, speakers_of(source), source.form, marks)


def _is_open(
    entry: DraftEntry, reviewed: Reviewed, document: Document, mine: AbstractSet[str]
) -> bool:
    """Tell whether a draft waits for an editor; of words that are coded, only one that is there."""
    if reviewed.has(entry, document):
        return False
    return entry.id in mine or not reviewed.covers(entry, document)


def _write_source(
    path: Path, content: bytes, read: Extract, proposal: Proposal, session: str, pack: Survey
) -> None:
    key = id_of(path.stem)
    if any(each.id == key for each in pack.sources):
        raise UsageError(f"The pack has a source “{key}” already; give {path.name} another name.")
    spelt = spell_source(path, content, read, proposal, session=session, date=date_of(path))
    folder = pack.folder / "sources"
    folder.mkdir(exist_ok=True)
    (folder / f"{key}.yaml").write_text(f"{modeline('sources')}sources:\n{spelt}", "utf-8")


def _extend_source(source: Source, proposal: Proposal, session: str, pack: Survey) -> None:
    for path in sorted(pack.folder.rglob("*.yaml")):
        text = path.read_text("utf-8")
        if f"id: {source.id}" in text and "sources:" in text:
            extended = add_labels(text, source.id, proposal, session)
            if extended != text:
                path.write_text(extended, "utf-8")


def _tell(done: _Ingested, finder: TopicFinder, out: TextIO) -> None:
    """Say what was recognised, guessed and left."""
    proposal, renewal = done.proposal, done.renewal
    tell_form(f"{done.path.name} → {done.source}", proposal, out)
    tell_recognised(proposal, out)
    named = sum(bool(entry.topic) for entry in done.entries)
    doubtful = sum(bool(entry.uncertain) for entry in done.entries)
    out.write(
        f"  drafts: {len(done.entries)}, {named} with a topic of {len(finder.topics)}, "
        f"{doubtful} marked as uncertain\n"
        f"  in the file: {len(renewal.added)} new, {len(renewal.renewed)} renewed, "
        f"{len(renewal.removed)} taken out, {len(renewal.kept)} yours and untouched"
        f"{f', {len(renewal.elsewhere)} in other files' if renewal.elsewhere else ''}\n"
    )
