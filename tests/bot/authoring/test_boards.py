"""Notes whose speakers are no states, of a board or a town: read once they are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.authoring.conftest import Compact, WithNotes

NOTES = """\
Lake Board, 6 March 2025, notes: A. Keller

Chairman
Tonight wells and the weir.
North Shore
wells must be deep and
the weir must go
Old Town
No to deep wells. weir can stay
AK: they said the contrary last month
Fishers' Union
Weir keeps our nets empty
agrees w North Shore
Mtg closed 21.05
"""
PARTIES = """\
  - {id: north-shore, name: North Shore, kind: organisation}
  - {id: old-town, name: Old Town, kind: organisation}
  - {id: fishers, name: Fishers' Union, kind: observer}
"""
TOPICS = """\
topics:
  - {id: wells, name: Deep wells, proposition: deep wells, synonyms: [wells]}
  - {id: weir, name: Weir, proposition: removal of the weir}
"""


@pytest.fixture
def compact(with_notes: WithNotes) -> Compact:
    return with_notes("board.txt", NOTES, "lake-board")


@pytest.fixture
def pack(compact: Compact, tmp_path: Path) -> Path:
    """Begin the pack, name who speaks, and draft."""
    compact("new", "Lake Board", "board.txt")
    folder = tmp_path / "packs" / "lake-board"
    with (folder / "parties.yaml").open("a") as file:
        file.write(PARTIES)
    (folder / "topics.yaml").write_text(TOPICS)
    assert compact("ingest", "board.txt", "--session", "session-1")[0] == 0
    return folder


def test_a_document_without_known_speakers_says_so(compact: Compact, tmp_path: Path) -> None:
    out = compact("new", "Lake Board", "board.txt")[1]
    assert "board.txt: no form finds two names of speakers." in out
    entry = (tmp_path / "packs" / "lake-board" / "sources.yaml").read_text()
    assert (
        "    form: auto # prose: no form finds two names of speakers; put who speaks into" in entry
    )
    assert "    date: 2025-03-06 # as its first lines say\n" in entry


def test_it_is_read_once_they_are_named(compact: Compact, pack: Path) -> None:
    assert compact("check")[::2] == (0, "")
    listed = compact("documents", "board.txt")[1].splitlines()
    assert [line.split("  ")[-1].strip() for line in listed if ": " in line][-6:] == [
        "Chair: Tonight wells and the weir.",
        "North Shore: wells must be deep and the weir must go",
        "Old Town: No to deep wells.",
        "Old Town: weir can stay",
        "Fishers' Union: Weir keeps our nets empty",
        "Fishers' Union: agrees w North Shore",
    ]
    assert "    session: session-1\n" in (pack / "sources.yaml").read_text()


def test_what_nobody_coded_is_found_with_its_day(compact: Compact, pack: Path) -> None:
    out = compact("ask", "old town weir")[1]
    assert "“weir can stay”\n      6 March 2025, board: Old Town 1 (2), not yet reviewed\n" in out
    assert "month" not in compact("ask", "old town")[1]
    assert "21.05" not in compact("ask", "fishers union")[1]


def test_who_sides_with_one_that_is_no_state(compact: Compact, pack: Path) -> None:
    out = compact("ask", "who agrees with North Shore")[1]
    assert out.startswith("Who sides with North Shore\n")
    assert "“agrees w North Shore”" in out


def test_no_states_are_reckoned_with_where_none_spoke(compact: Compact, pack: Path) -> None:
    out = compact("ask", "gaps wells")[1]
    assert "states and observers" not in out
    assert "Not yet reviewed: have its words (2)\n  North Shore, Old Town\n" in out


def test_drafts_are_counted_as_the_check_counts_them(compact: Compact, pack: Path) -> None:
    drafts = pack / "positions" / "board.yaml"
    text = drafts.read_text()
    head, _, rest = text.partition("  - id: north-shore-1-1-wells\n")
    coded = rest.replace(
        "    stance:\n    summary:\n", "    stance: support\n    summary: Yes.\n", 1
    )
    drafts.write_text(f"{head}  - id: north-shore-1-1-wells\n{coded}")
    told = compact("ingest", "board.txt", "--session", "session-1")[1]
    left = compact("check")[1].splitlines()[1]
    assert left.split(" ")[0] == told.split("drafts: ")[1].split(",")[0]
    assert "id: north-shore-1-1-weir\n" in drafts.read_text()
