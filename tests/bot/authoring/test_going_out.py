"""What goes out of a pack that is half coded: drafts told as drafts, events as its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar

from tests.bot.authoring.conftest import Compact, WithNotes

NOTES = """\
Debate on water, 4 June 2024

Kenya: Wells should be shallow. They are dear.

Peru: Pumps need care.
"""
EVENTS = """\
events:
  - id: session-1
    name: First day
    kind: session
    dates: [{when: 2024-06-04, source: evening, locators: [kenya 1.2]}]
"""


@pytest.fixture
def compact(with_notes: WithNotes, tmp_path: Path) -> Compact:
    run = with_notes("evening.txt", NOTES, "water")
    assert run("new", "Water", "evening.txt")[0] == 0
    (tmp_path / "packs" / "water" / "events.yaml").write_text(EVENTS)
    run("ingest", "evening.txt", "--session", "session-1")
    return run


def test_drafts_are_told_as_such(compact: Compact, tmp_path: Path) -> None:
    status, out, _ = compact("export", "out")
    assert status == 0
    assert "out/positions.csv: 2, 2 of them drafts without stance and summary\n" in out
    assert "out/parties.csv: 9\n" in out


def test_an_event_is_the_packs_own_and_its_place_is_for_people(
    compact: Compact, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compact("export", "out")
    file = tmp_path / "out" / "events.ics"
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event["uid"] == "session-1@water.compact"
    assert event["description"] == "evening, Kenya 1 (2)"
    # It comes back as the event that it was.
    monkeypatch.delenv("COMPACT_PACK")
    compact("new", "Other")
    monkeypatch.setenv("COMPACT_PACK", str(tmp_path / "packs" / "other"))
    sources = tmp_path / "packs" / "other" / "sources.yaml"
    own = (tmp_path / "packs" / "water" / "sources.yaml").read_text()
    sources.write_text(own.replace("    session: session-1\n", ""))
    assert compact("import", str(file), "--source", "evening")[0] == 0
    written = "".join(each.read_text() for each in sources.parent.rglob("*.yaml"))
    assert "id: session-1\n" in written


def test_what_is_asked_at_a_terminal_is_not_counted(
    compact: Compact, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPACT_STORE", str(tmp_path / "compact.sqlite"))
    compact("ask", "Chad ice")
    assert compact("misses")[1] == (
        "Nothing has been counted yet (lines in Slack count; those of compact ask and the console "
        f"do not): there is no {tmp_path}/compact.sqlite.\n"
    )
