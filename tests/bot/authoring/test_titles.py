"""Titles between speakers are nobody's words, in any way in which notes mark them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.authoring.conftest import Compact, WithNotes

NOTES = """\
Debate on water, 4 June 2024

>> Wells

Kenya: Wells must stay public.
- also: no pumps without means

>> Art 23 money

Peru: The fund is a must.

GEOTHERMAL SPRINGS

Chad: Springs are clean.

== Rivers, part 2

nobody said who

Japan: Rivers run dry.
"""
TOPICS = """\
topics:
  - {id: fund, name: Fund, proposition: a fund, narrower: [money, article 23]}
  - {id: springs, name: Springs, proposition: clean springs}
"""


@pytest.fixture
def compact(with_notes: WithNotes, tmp_path: Path) -> Compact:
    run = with_notes("evening.txt", NOTES, "water")
    assert run("new", "Water", "evening.txt")[0] == 0
    (tmp_path / "packs" / "water" / "topics.yaml").write_text(TOPICS)
    run("ingest", "evening.txt", "--session", "session-1")
    return run


def test_no_speaker_says_a_title(compact: Compact) -> None:
    assert compact("check")[::2] == (0, "")
    told = compact("ask", "topic fund")[1]
    assert "“The fund is a must.”" in told
    assert "Kenya" not in told
    assert "Art 23" not in compact("ask", "Kenya")[1]
    assert "Peru" not in compact("ask", "topic springs")[1]


def test_titles_are_listed_as_nobodys(compact: Compact) -> None:
    listed = [
        line.removeprefix("Nobody's words, ")
        for line in compact("documents", "evening.txt")[1].splitlines()
        if line.startswith("Nobody's words")
    ]
    assert listed == [
        "line 1: Debate on water, 4 June 2024",
        "line 3: >> Wells",
        "line 8: >> Art 23 money",
        "line 12: GEOTHERMAL SPRINGS",
        "line 16: == Rivers, part 2",
        "line 18: nobody said who",
    ]
