"""Labels in haste: what can be known of them is, and of the rest the check says what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.authoring.conftest import Compact, WithNotes

NOTES = """\
Plenary Thu 4.6.2024 - morning

CHAIR - opens with wells

CARICOM/Jamaica - pumps yes

NZ - no pumps

Mexico - likes the wells of Chad

Phil. - springs too

KSA - no springs

Canada - waits for the capital

USA - observer only

Green World (observer) - publish it all
"""


@pytest.fixture
def compact(with_notes: WithNotes) -> Compact:
    run = with_notes("morning.txt", NOTES, "water")
    assert run("new", "Water", "morning.txt")[0] == 0
    return run


@pytest.fixture
def sources(compact: Compact, tmp_path: Path) -> Path:
    return tmp_path / "packs" / "water" / "sources.yaml"


def faults(compact: Compact) -> list[str]:
    return [line.split(" ", 1)[1] for line in compact("check")[2].splitlines()]


def test_labels_partly_in_capitals_are_one_form(compact: Compact, sources: Path) -> None:
    assert "form: colon # colon: 6 of 9 labels are names" in sources.read_text()
    told = compact("documents", "morning")[1]
    assert "Nobody's words, line 1: Plenary Thu 4.6.2024 - morning\n" in told
    assert "new-zealand 1.1" in told
    assert "mexico 1.1" in told


def test_the_check_says_what_to_write(compact: Compact) -> None:
    assert faults(compact) == [
        "label “speakers” lacks “CARICOM/Jamaica”, printed in line 5 of the document; where "
        "“Jamaica” speaks for “CARICOM”, write “CARICOM/Jamaica: jamaica” under “speakers” and "
        "“CARICOM” under “attributions”, once “parties” has “CARICOM”",
        "label “speakers” lacks “Green World (observer)”, printed in line 19 of the document",
        "label “speakers” lacks “Phil”, printed in line 11 of the document; the nearest name is "
        "“Philippines”",
    ]


def test_what_the_check_says_mends_it(compact: Compact, sources: Path) -> None:
    parties = sources.parent / "parties.yaml"
    parties.write_text(
        parties.read_text()
        + "  - {id: caricom, name: Caribbean Community, short: CARICOM, kind: group}\n"
        + "  - {id: green-world, name: Green World, kind: observer}\n"
    )
    assert (
        "label “speakers” lacks “Green World (observer)”, printed in line 19 of the document; "
        "ingest the document again, or write “Green World (observer): green-world”"
    ) in faults(compact)
    text = sources.read_text().replace(
        "    speakers: # who is meant by each printed label\n",
        "    speakers:\n      CARICOM/Jamaica: jamaica\n      Phil: philippines\n"
        "      Green World: green-world\n",
    )
    sources.write_text(text + "    attributions: {CARICOM: caricom}\n")
    assert faults(compact) == []
    assert "Jamaica for the Caribbean Community\n" in compact("ask", "Jamaica")[1]
    assert "“publish it all”" in compact("ask", "Green World")[1]


def test_labels_of_another_form_say_so(compact: Compact, sources: Path) -> None:
    sources.write_text(sources.read_text().replace("form: colon", "form: floor"))
    told = faults(compact)
    assert told[0] == (
        "label 5 labels have another mark than those of the form “floor”: “form: auto” tries every "
        "form"
    )
    assert (
        "label “speakers” lacks “Mexico -”, printed in line 9 of the document, with another mark "
        "than the form “floor” has; if it is “Mexico” speaking, write the label with its mark: "
        "“'Mexico -': mexico”"
    ) in told
    assert "mexico 1.1" in compact("documents", "morning")[1]
    assert "nobody's “Mexico -”: likes the wells of Chad\n" in compact("documents", "morning")[1]
    sources.write_text(
        sources.read_text().replace("      Mexico: mexico", "      'Mexico -': mexico")
    )
    assert not any("Mexico" in each for each in faults(compact))
