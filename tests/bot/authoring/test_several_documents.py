"""Several documents of one room: nothing of a later one is lost, and what is done is told so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bot.authoring.conftest import Compact, WithNotes

FIRST = """\
Debate on water, 4 June 2024

Japan: We oppose pumps. Ice is fine.

Kenya: Pumps need care.

Chad: Thanks to all.
"""
SECOND = """\
Debate on water, 5 June 2024

Japan: Pumps are acceptable now.

Kenya: Pumps are a must.

Chad: Well done.
"""
SECOND_DAY = """\
  - id: session-2
    name: Second day
    kind: session
    dates: [{when: 2024-06-05, source: first}]
"""
TOPICS = """\
topics:
  - {id: pumps, name: Pumps, proposition: care for pumps}
  - {id: ice, name: Ice, proposition: ice for all}
"""


@pytest.fixture
def compact(with_notes: WithNotes, tmp_path: Path) -> Compact:
    run = with_notes("first.txt", FIRST, "water")
    assert run("new", "Water", "first.txt")[0] == 0
    pack = tmp_path / "packs" / "water"
    (pack / "topics.yaml").write_text(TOPICS)
    with (pack / "events.yaml").open("a") as events:
        events.write(SECOND_DAY)
    (tmp_path / "second.txt").write_text(SECOND)
    return run


@pytest.fixture
def positions(tmp_path: Path) -> Path:
    return tmp_path / "packs" / "water" / "positions"


def ids_in(file: Path) -> list[str]:
    return re.findall(r"  - id: (.*)", file.read_text())


def code(file: Path, key: str, stance: str = "support") -> None:
    """Fill in a draft, as an editor does."""
    before, entry, after = re.split(
        rf"(?ms)^(  - id: {key}\n.*?)(?=^  - id: |\Z)", file.read_text()
    )
    coded = entry.replace("    stance:\n", f"    stance: {stance}\n")
    coded = coded.replace("    summary:\n", "    summary: Says what it wants.\n")
    file.write_text(before + coded + after)


def ingested(told: str) -> list[str]:
    return re.findall(r"(?:drafts|in the file): .*", told)


def test_what_a_second_document_says_again_has_drafts_of_its_own(
    compact: Compact, positions: Path
) -> None:
    compact("ingest", "first.txt", "--session", "session-1")
    code(positions / "first.yaml", "japan-1-1-pumps", "oppose")
    told = compact("ingest", "second.txt", "--session", "session-1")[1]
    assert ingested(told) == [
        "drafts: 3, 2 with a topic of 2, 1 marked as uncertain",
        "in the file: 3 new, 0 renewed, 0 taken out, 0 yours and untouched",
    ]
    assert ids_in(positions / "second.yaml") == [
        "second-japan-1-1-pumps",
        "second-kenya-1-1-pumps",
        "second-chad-1-1-open",
    ]
    assert compact("check")[::2] == (0, "")
    assert "“Pumps are acceptable now.”" in compact("ask", "Japan pumps")[1]


def test_two_documents_ingested_at_once_have_ids_of_their_own(
    compact: Compact, positions: Path
) -> None:
    compact("ingest", "first.txt", "second.txt", "--session", "session-1")
    assert len(ids_in(positions / "first.yaml")) == 4
    assert len(ids_in(positions / "second.yaml")) == 3
    assert compact("check")[::2] == (0, "")


def test_a_second_run_keeps_the_ids_that_a_draft_got(compact: Compact, positions: Path) -> None:
    compact("ingest", "first.txt", "second.txt", "--session", "session-1")
    before = (positions / "second.yaml").read_text()
    (positions / "first.yaml").unlink()
    compact("ingest", "second.txt", "--session", "session-1")
    assert (positions / "second.yaml").read_text() == before


def test_a_half_coded_entry_of_another_document_keeps_its_id(
    compact: Compact, positions: Path
) -> None:
    compact("ingest", "first.txt", "--session", "session-1")
    file = positions / "first.yaml"
    file.write_text(file.read_text().replace("    stance:\n", "    stance: oppose\n", 1))
    compact("ingest", "second.txt", "--session", "session-1")
    assert "second-japan-1-1-pumps" in ids_in(positions / "second.yaml")


def test_drafts_that_stand_in_another_file_are_told(compact: Compact, positions: Path) -> None:
    compact("ingest", "first.txt", "--session", "session-1")
    (positions / "first.yaml").rename(positions / "moved.yaml")
    told = compact("ingest", "first.txt", "--session", "session-1")[1]
    assert ingested(told)[1] == (
        "in the file: 0 new, 0 renewed, 0 taken out, 0 yours and untouched, 4 in other files"
    )


WIDE = """\
  - id: japan-all
    party: japan
    topic: pumps
    stance: oppose
    summary: Wants none of it.
    locators: [japan 1]
"""


def test_a_draft_of_words_that_are_coded_is_left_over(compact: Compact, positions: Path) -> None:
    compact("ingest", "first.txt", "--session", "session-1")
    with (positions / "first.yaml").open("a") as file:
        file.write(WIDE)
    told = " ".join(compact("check")[1].split())
    assert (
        "1 draft is left over from what is coded or filed by now: japan-1-1-pumps. The next ingest "
        "takes out what you have not touched; delete the rest."
    ) in told
    assert "1 draft is on words coded under another topic; code or delete: japan-1-2-ice." in told
    answer = " ".join(compact("ask", "Japan ice")[1].split())
    assert "Japan 1 (2), not yet reviewed" in answer
    assert "Japan 1 (1), not yet reviewed" not in " ".join(
        compact("ask", "oppose pumps")[1].split()
    )
    compact("ingest", "first.txt", "--session", "session-1")
    assert ids_in(positions / "first.yaml") == [
        "japan-1-2-ice", "kenya-1-1-pumps", "chad-1-1-open", "japan-all",
    ]  # fmt: skip


def test_a_draft_without_a_topic_goes_once_its_words_are_coded_or_filed(
    compact: Compact, positions: Path
) -> None:
    compact("ingest", "first.txt", "--session", "session-1")
    with (positions / "first.yaml").open("a") as file:
        file.write("filed:\n  - {locators: [chad 1.1], reason: thanks}\n")
    assert "left over from what is coded or filed by now: chad-1-1-open." in compact("check")[1]
    assert "Thanks to all" not in compact("ask", "Chad")[1]
    compact("ingest", "first.txt", "--session", "session-1")
    assert "chad-1-1-open" not in ids_in(positions / "first.yaml")
    assert "left over" not in compact("check")[1]


def test_a_silence_tells_of_every_document_that_was_searched(
    compact: Compact, positions: Path
) -> None:
    compact("ingest", "first.txt", "--session", "session-1")
    compact("ingest", "second.txt", "--session", "session-2")
    code(positions / "first.yaml", "kenya-1-1-pumps")
    told = " ".join(compact("ask", "Peru pumps")[1].split())
    assert "3 interventions of 4 June 2024, 1 of them reviewed in full and none in part" in told
    assert "3 interventions of 5 June 2024, none of them reviewed" in told
