"""What is said of a document once it is read: its form, whom its labels mean, what is nobody's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from bot.authoring.counting import count
from knowledge.documents.proposing import Proposal


def tell_form(name: str, proposal: Proposal, out: TextIO) -> None:
    """Say by which form a document is cut, and why by that one."""
    document = proposal.document
    why = f" ({document.why})" if document.why else ""
    out.write(f"{name}: form {document.style}{why}\n")


def tell_recognised(proposal: Proposal, out: TextIO) -> None:
    """Say what was recognised, guessed and left."""
    document = proposal.document
    turns = document.interventions
    if turns:
        known = sum(turn.label in proposal.speakers for turn in turns)
        of = count(len(turns), "intervention", "interventions")
        by = count(len(set(proposal.speakers.values())), "party", "parties")
        out.write(f"  recognised: {known} of {of} by {by}\n")
    elif document.told:
        told = [telling for each in document.told.values() for telling in each]
        known = sum(bool(telling.speaker) for telling in told)
        of = count(len(told), "clause that tells", "clauses that tell")
        out.write(f"  recognised: {known} of {of} what a party said\n")
    else:
        out.write("  prose: it says of no sentence who speaks; it is found by text\n")
    for label, name in proposal.guessed.items():
        out.write(f"  guessed: “{label}” for {name}\n")
    for label, lines in _group(proposal.unknown).items():
        where = ", ".join(str(line) for line, _ in lines[:5])
        near = f"; near “{lines[0][1]}”" if lines[0][1] else ""
        out.write(f"  left: “{label}” is nobody's (line {where}{near})\n")
    if document.aside:
        aside = count(len(document.aside), "line", "lines")
        out.write(f"  nobody's words: {aside} (titles, notes, an opening)\n")
    for remark in document.remarks:
        out.write(f"  {remark}\n")


def _group(unknown: Sequence[tuple[str, int, str]]) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for label, line, near in unknown:
        found.setdefault(label, []).append((line, near))
    return found
