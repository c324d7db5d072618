"""What is said of a printed label that is nobody's: whose it may be, and what to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.documents.forms.labels import name_group, trim
from knowledge.documents.roster import Roster
from knowledge.loading.draft import Draft
from knowledge.model import AmbiguousName, Party, Source
from knowledge.names.normal import normalise
from knowledge.yaml_source import nearest, nearest_of


def roster_of(draft: Draft) -> Roster:
    """Make the roster of a pack's parties."""
    shared = frozenset(normalise(entry.name) for entry in draft.entries(AmbiguousName))
    return Roster(tuple(draft.entries(Party)), shared)


def tell_label(draft: Draft, source: Source, style: str, label: str, lines: Sequence[int]) -> str:
    """Say that a label is nobody's, and what may be meant.

    Args:
        draft: the pack's entries.
        source: the document's entry.
        style: the form by which it is cut.
        label: as printed; "" where words have none.
        lines: of the document in which it stands.
    """
    more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
    if not label:
        return f"line {lines[0]}{more} of the document has words of nobody: it names no speaker"
    hint = next(filter(None, _hints(draft, source, style, label)), "")
    return f"“speakers” lacks “{label}”, printed in line {lines[0]}{more} of the document{hint}"


def _hints(draft: Draft, source: Source, style: str, label: str) -> Iterator[str]:
    roster = roster_of(draft)
    yield _tell_shared(draft, label)
    yield _tell_mark(roster, source, style, label)
    yield _tell_known(roster, label)
    yield _tell_group(roster, source, label)
    yield nearest(label, list(source.speakers))
    yield _tell_nearest(draft, roster, label)


def _tell_shared(draft: Draft, label: str) -> str:
    """Say of a name that several are known by whose it can be."""
    names = {party.id: party.name for party in draft.entries(Party)}
    for entry in draft.entries(AmbiguousName):
        if entry.name.casefold() == trim(label).casefold():
            return f"; it can be {' or '.join(f'“{names.get(p, p)}”' for p in entry.parties)}"
    return ""


def _tell_mark(roster: Roster, source: Source, style: str, label: str) -> str:
    """Say of a known name with another mark than the form's why it is not taken for a label."""
    bare = trim(label)
    party = source.speakers.get(bare) or roster.find(bare).party
    if label == bare or not party:
        return ""
    return (
        f", with another mark than the form “{style}” has; if it is “{bare}” speaking, write the "
        f"label with its mark: “'{label}': {party}”"
    )


def _tell_known(roster: Roster, label: str) -> str:
    """Say of a party's own name, which the pack has learnt of since, how it comes in."""
    meant = roster.find(label)
    if label != trim(label) or not meant.party or meant.guessed:
        return ""
    return f"; ingest the document again, or write “{label}: {meant.party}”"


def _tell_group(roster: Roster, source: Source, label: str) -> str:
    """Say where the group goes that a label has in brackets or at a stroke, if it has one."""
    kinds = {party.id: party.kind for party in roster.parties}

    def find(name: str) -> str:
        return source.speakers.get(name) or roster.find(name).party

    bare = trim(label)
    base, inner = name_group(bare)
    stroke = not base and bare.count("/") == 1
    if stroke:
        base, inner = (side.strip() for side in bare.split("/"))
    turned = kinds.get(find(base), "group" if stroke else "") == "group" and find(inner)
    if turned:
        base, inner = inner, base
    party = find(base) if base and inner else ""
    # In the brackets after one who presides is a name.
    if not party or kinds.get(party) == "chair":
        return ""
    missing = "" if roster.find(inner).party else f", once “parties” has “{inner}”"
    what = "that"
    if stroke or turned:
        what = f"“{bare if stroke else base}: {party}” under “speakers” and “{inner}”"
    return f"; where “{base}” speaks for “{inner}”, write {what} under “attributions”{missing}"


def _tell_nearest(draft: Draft, roster: Roster, label: str) -> str:
    names = {party.name.casefold(): party.name for party in draft.entries(Party)}
    said = trim(label).casefold()
    begun = (name for name in sorted(names, key=len, reverse=True) if said.startswith(f"{name} "))
    near = next(begun, "") or nearest_of(said, list(names))
    near = names[near] if near else roster.nearest(label)
    return f"; the nearest name is “{near}”" if near else ""
