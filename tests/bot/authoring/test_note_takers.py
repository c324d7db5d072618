"""What whoever took the notes says to themselves is in no answer; corrected notes renew drafts."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.bot.authoring.conftest import Compact, WithNotes

NOTES = """\
Debate on water, notes MK

Peru: Wells should be shallow. Pumps need care.
MK: this is new from Peru??

Kenya: Rivers run dry (MK: since when?) in summer.
[break, coffee ran out]
Canals were closed.

Chad: Springs are clean.
to do: ask Chad for the text
session closed 21:40
"""


@pytest.fixture
def compact(with_notes: WithNotes) -> Compact:
    run = with_notes("evening.txt", NOTES, "water")
    assert run("new", "Water", "evening.txt")[0] == 0
    return run


@pytest.fixture
def sources(compact: Compact, tmp_path: Path) -> Path:
    return tmp_path / "packs" / "water" / "sources.yaml"


def test_a_remark_is_nobodys(compact: Compact, sources: Path) -> None:
    assert "    note_taker: [MK, to do] # remarks of whoever took the notes" in sources.read_text()
    assert compact("check")[::2] == (0, "")
    for question in ("Peru", "Kenya", "Chad", "new", "rivers", "break", "text"):
        told = " ".join(compact("ask", question)[1].split())
        words = ("new from", "since", "coffee", "ask Chad", "21:40")
        assert not [each for each in words if each in told], question
    assert "“Canals were closed.”" in compact("ask", "Kenya canals")[1]


def test_all_that_is_nobodys_is_listed(compact: Compact) -> None:
    listed = [
        line.split(": ", 1)[1]
        for line in compact("documents", "evening.txt")[1].splitlines()
        if line.startswith("Nobody's words")
    ]
    assert listed == [
        "Debate on water, notes MK",
        "MK: this is new from Peru??",
        "(MK: since when?)",
        "[break, coffee ran out]",
        "to do: ask Chad for the text",
        "session closed 21:40",
    ]


def test_initials_that_nothing_explains_are_a_fault_until_somebody_says_whose(
    compact: Compact, sources: Path, tmp_path: Path
) -> None:
    (tmp_path / "other.txt").write_text(NOTES.replace(", notes MK", ""))
    assert compact("ingest", "other.txt", "--session", "session-1")[0] == 0
    status, _, err = compact("check")
    assert status == 1
    assert "“speakers” lacks “MK”, printed in line 4 of the document" in err
    entry = sources.parent / "sources" / "other.yaml"
    entry.write_text(entry.read_text().replace("note_taker: [", "note_taker: [MK, "))
    assert compact("check")[::2] == (0, "")


def test_a_label_that_was_learnt_is_added_to_an_editors_entry(
    compact: Compact, sources: Path
) -> None:
    sources.write_text(sources.read_text().replace("    note_taker: [MK, to do] #", "    #"))
    assert compact("ingest", "evening.txt", "--session", "session-1")[0] == 0
    assert "    note_taker:\n      - MK\n      - to do\n" in sources.read_text()


def test_drafts_of_what_a_correction_took_out_wait_for_the_next_ingest(
    compact: Compact, sources: Path, tmp_path: Path
) -> None:
    compact("ingest", "evening.txt", "--session", "session-1")
    corrected = NOTES.replace(" Pumps need care.", "").replace("Canals were closed.\n", "")
    (tmp_path / "evening.txt").write_text(corrected)
    old, new = (hashlib.sha256(text.encode()).hexdigest() for text in (NOTES, corrected))
    sources.write_text(sources.read_text().replace(old, new))
    status, out, _ = compact("check")
    assert status == 0
    assert "2 locators of drafts lead nowhere in evening.txt now: ingest it again.\n" in out
    assert "“Wells should be shallow.”" in compact("ask", "Peru wells")[1]
    compact("ingest", "evening.txt", "--session", "session-1")
    assert "lead nowhere" not in compact("check")[1]
