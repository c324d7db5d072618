"""Files of drafts: what an editor wrote stays byte for byte, what is still a draft is renewed.

A draft is a block of lines that carries a mark made of those lines.  While the mark agrees, nobody
has touched the draft, and a second run may put another in its place or take it out.  Everything
else, a comment as well as an entry, is an editor's and is never touched.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from knowledge.drafting.statements import DraftEntry

_MARK = re.compile(r"^    # Draft (?P<mark>[0-9a-f]{8})\b")
_ENTRY = re.compile(r"^  - id: (?P<id>[a-z0-9-]+)\s*$")
_WORDS = frozenset("null true false yes no on off y n".split())  # of YAML, in some version
_PLAIN = re.compile(r"[\w][\w /.'’&()-]*")
_HEAD = """\
# Drafts from {file}: a statement and topic each, proposed by the program.
# Read the passage (compact documents {source}), then fill in stance and summary: it is an entry.
# A stance is support, conditional, oppose, question or statement, towards the topic's proposition.
# What you change stays as you leave it; what you do not touch is renewed by the next ingest.
# A passage that needs no entry: put it under “filed:” with a reason. The next ingest takes out the
# drafts of what is filed, or coded under another id.
session: {session}
source: {source}
positions:
"""


@dataclass(slots=True)
class Renewal:
    """What became of a file's drafts.

    Args:
        text: the file.
        added, renewed, removed, kept: ids of drafts; those kept are an editor's by now.
        elsewhere: ids of drafts that the file lacks because another has them.
    """

    text: str
    added: list[str] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


def head_of(file: str, source: str, session: str) -> str:
    """Begin a file of drafts."""
    return _HEAD.format(file=file, source=source, session=session)


def ids_in(text: str) -> frozenset[str]:
    """List the ids of a file's entries, whether anybody has touched them or not."""
    return frozenset(block.id for block in _blocks(text) if block.id)


def renew(text: str, entries: Iterable[DraftEntry], taken: AbstractSet[str]) -> Renewal:
    """Put drafts into a file.

    Args:
        text: the file as it is.
        entries: what is drafted, in the order of the document.
        taken: ids of entries that stand in other files, or are coded.

    Returns:
        The file as it is to be, and what changed.
    """
    blocks = _blocks(text)
    mine = {block.id: block for block in blocks if block.id}
    wanted = {entry.id: entry for entry in entries}
    renewal = Renewal("")
    for key, block in mine.items():
        if not block.untouched:
            renewal.kept.append(key)
        elif key not in wanted:
            block.lines = []
            renewal.removed.append(key)
        elif block.lines != (lines := _spell(wanted[key])):
            block.lines = lines
            renewal.renewed.append(key)
    after = blocks[0]
    for key, entry in wanted.items():
        if key in mine:
            after = mine[key]
        elif key in taken:
            renewal.elsewhere.append(key)
        else:
            block = _Block(key, _spell(entry), untouched=True)
            blocks.insert(blocks.index(after) + 1, block)
            after = block
            renewal.added.append(key)
    lines = [line for block in blocks for line in block.lines]
    renewal.text = "\n".join(lines).rstrip("\n") + "\n"
    return renewal


@dataclass(eq=False, slots=True)
class _Block:
    id: str
    lines: list[str]
    untouched: bool = False


def _blocks(text: str) -> list[_Block]:
    """Part a file into its entries and what stands between them; the first is its head."""
    blocks = [_Block("", [])]
    for line in text.splitlines():
        entry = _ENTRY.match(line)
        inside = blocks[-1].id and line.startswith("    ")
        if entry:
            blocks.append(_Block(entry["id"], [line]))
        elif inside or not blocks[-1].id:
            blocks[-1].lines.append(line)
        else:
            blocks.append(_Block("", [line]))
    for block in blocks:
        mark = _MARK.match(block.lines[1]) if len(block.lines) > 1 and block.id else None
        rest = [block.lines[0], *block.lines[2:]] if mark else []
        block.untouched = mark is not None and _sign(rest) == mark["mark"]
    return blocks


def _sign(lines: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]


def _spell(entry: DraftEntry) -> list[str]:
    lines = [f"    party: {entry.party}"]
    if entry.on_behalf_of:
        lines.append(f"    on_behalf_of: {entry.on_behalf_of}")
    about = f" # by “{entry.about}”" if entry.about else ""
    lines += [
        f"    topic: {entry.topic}{about}".rstrip(),
        "    stance:",
        "    summary:",
        f"    locators: [{', '.join(map(quote, entry.locators))}]",
    ]
    lines += [f"    # Uncertain: {doubt}." for doubt in entry.uncertain]
    first = f"  - id: {entry.id}"
    return [first, f"    # Draft {_sign([first, *lines])}", *lines]


def quote(text: str) -> str:
    """Write a text as a YAML scalar, in quotation marks where it needs them."""
    plain = (
        _PLAIN.fullmatch(text) and not text.endswith(" ") and not text.replace(".", "").isdigit()
    )
    if plain and text.lower() not in ("null", "true", "false", "yes", "no", "on", "off", "y", "n"):
        return text
    return json.dumps(text, ensure_ascii=False)
