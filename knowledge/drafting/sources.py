"""Entries of source documents: a new one proposed, an editor's own only added to."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from ruamel.yaml import YAML

from knowledge.documents.formats import Extract
from knowledge.documents.forms.reading import NAMELESS
from knowledge.documents.locators import Document
from knowledge.documents.proposing import Proposal
from knowledge.drafting.dating import read_date
from knowledge.drafting.files import quote
from knowledge.names.normal import normalise

_NOTE = re.compile(r"^ *# Nobody's yet: (?P<label>.+?) \(line \d.*\n", re.MULTILINE)
_WIDE = 4096  # columns; a line that an editor wrote long stays one line


def id_of(name: str) -> str:
    """Make an id of a name, such as a file's."""
    folded = normalise(name).encode("ascii", "ignore").decode()
    return "-".join(folded.split()) or "document"


def spell_source(
    path: Path, content: bytes, read: Extract, proposal: Proposal, *, session: str, date: str
) -> str:
    """Write the entry of a document that no pack has yet.

    Args:
        path: the file.
        content: of the file, as it came.
        read: its text.
        proposal: how it prints who speaks, and who that is.
        session: id of the session that it records, or "".
        date: of the file, for want of the document's own.

    Returns:
        YAML, an item of "sources", with a comment on what is guessed and what is missing.
    """
    document = proposal.document
    spoken = document.form == "floor"
    lines = [
        f"  - id: {id_of(path.stem)}",
        f"    name: {quote(path.stem.replace('_', ' '))}",
        "    author: not stated # who wrote it",
        f"    date: {_spell_date(read, date)}",
        f"    kind: {'floor notes' if spoken else 'report'} # in words",
        f"    form: {_spell_form(document)}",
        f"    file: {quote(path.name)}",
        f"    sha256: {hashlib.sha256(content).hexdigest()}",
    ]
    if spoken and session:
        lines.append(f"    session: {session}")
    lines += [f"    # Note: {remark}." for remark in document.remarks or read.remarks]
    if proposal.speakers:
        lines.append("    speakers: # who is meant by each printed label")
        lines += _spell_labels(proposal.speakers, proposal.guessed)
    if proposal.attributions:
        lines.append("    attributions: # for whom somebody says to speak, as printed")
        lines += _spell_labels(proposal.attributions, proposal.guessed)
    if proposal.note_taker:
        own = ", ".join(map(quote, proposal.note_taker))
        lines.append(f"    note_taker: [{own}] # remarks of whoever took the notes: nobody's words")
    lines += _spell_unknown(proposal)
    if not spoken:
        lines += _spell_sections(proposal)
    return "\n".join(lines) + "\n"


def _spell_date(read: Extract, date: str) -> str:
    if printed := read_date(read.text):
        return f"{printed} # as its first lines say"
    return f"{date} # of the file; put the document's own here: 2018, 2018-03, 2018-03-13"


def _spell_form(document: Document) -> str:
    if document.why == NAMELESS:
        # Once the parties are known, their names tell the form.
        return f"auto # {document.why}; put who speaks into parties.yaml, then ingest"
    return f"{document.style} # {document.why or 'as given'}"


def _spell_labels(table: Mapping[str, str], guessed: Mapping[str, str]) -> Iterator[str]:
    for label, party in table.items():
        doubt = f" # guessed: nearest to {guessed[label]}" if label in guessed else ""
        yield f"      {quote(label)}: {party}{doubt}"


def _spell_unknown(proposal: Proposal) -> Iterator[str]:
    seen: set[str] = set()
    for label, line, nearest in proposal.unknown:
        if label not in seen:
            seen.add(label)
            near = f", near “{nearest}”" if nearest else ""
            yield (
                f"    # Nobody's yet: {quote(label)} (line {line}{near}). "
                "Write whose it is under speakers; else put it under not_speakers, or under "
                "note_taker."
            )


def _spell_sections(proposal: Proposal) -> Iterator[str]:
    if not proposal.sections:
        yield '    # sections: [{id: I, heading: "I. OPENING"}] # how each begins, as printed'
        return
    yield "    sections: # how each begins, as printed; locators begin with their ids"
    for mark in proposal.sections:
        yield f"      - {{id: {quote(mark.id)}, heading: {quote(mark.heading)}}}"


def add_labels(text: str, source: str, proposal: Proposal, session: str) -> str:
    """Add labels to the entry of a source, and take out the notes that ask for them.

    Nothing else that stands there is changed, but that a record of a session gets one.

    Args:
        text: the YAML file that has the entry.
        source: its id.
        proposal: whose labels are added.
        session: id of the session that it records, where it records one and says of none.

    Returns:
        The file, with comments and layout as they were.
    """
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(text)
    added = False
    for entry in data.get("sources", ()):
        if entry.get("id") != source:
            continue
        tables = {"speakers": proposal.speakers, "attributions": proposal.attributions}
        for name, table in tables.items():
            for label, party in table.items():
                if label not in (entry.get(name) or {}):
                    entry.setdefault(name, {})[label] = party
                    added = True
                    if label in proposal.guessed:
                        note = f"guessed: nearest to {proposal.guessed[label]}"
                        _comment(entry[name], label, note)
        lacking = [each for each in proposal.note_taker if each not in entry.get("note_taker", ())]
        if lacking:
            entry.setdefault("note_taker", []).extend(lacking)
            added = True
        if proposal.document.form == "floor" and not entry.get("session"):
            entry["session"] = session
            added = True
    if added:
        out = io.StringIO()
        yaml.dump(data, out)
        text = out.getvalue()
    left = {quote(label) for label, _, _ in proposal.unknown}
    entries = re.split(r"(?m)^(?=  - id: )", text)
    return "".join(
        _drop_answered(entry, left) if entry.startswith(f"  - id: {source}\n") else entry
        for entry in entries
    )


def _drop_answered(entry: str, left: AbstractSet[str]) -> str:
    """Take out the notes on labels that are somebody's by now."""

    def keep(note: re.Match[str]) -> str:
        return note[0] if note["label"] in left else ""

    return _NOTE.sub(keep, entry)


def _comment(table: object, key: str, note: str) -> None:
    add = getattr(table, "yaml_add_eol_comment", None)  # plain mappings have none
    if add is not None:
        add(note, key)
