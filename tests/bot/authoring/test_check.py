"""What `compact check` says to write, where something is missing or named otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.authoring.conftest import Compact, WithNotes

NOTES = """\
Nauru: Wells should be shallow.

Cuba (obo G77): Pumps need care.
"""


@pytest.fixture
def compact(with_notes: WithNotes, tmp_path: Path) -> Compact:
    run = with_notes("evening.txt", NOTES, "water")
    assert run("new", "Water", "evening.txt")[0] == 0
    (tmp_path / "packs" / "water" / "topics.yaml").write_text(
        "topics:\n  - {id: wells, name: Wells, proposition: wells, synonyms: [shafts]}\n"
    )
    return run


@pytest.fixture
def positions(tmp_path: Path) -> Path:
    return tmp_path / "packs" / "water" / "positions.yaml"


ENTRY = """\
session: session-1
source: evening
positions:
  - id: one
    party: {party}
    topic: {topic}
    stance: support
    summary: Wants them.
    locators: [{locator}]
"""


@pytest.mark.parametrize(
    ("party", "topic", "told"),
    [
        ("nauru", "wells", "there is no party “nauru”; write “naoero”, whose name it is"),
        (
            "uk",
            "wells",
            "there is no party “uk”; write “united-kingdom”, whose name it is",
        ),
        ("ivory-coast", "wells", "there is no party “ivory-coast”; write “cote-d-ivoire”, "),
        ("naoeru", "wells", "there is no party “naoeru”; did you mean “naoero”?"),
        ("naoero", "shafts", "there is no topic “shafts”; write “wells”, whose name it is"),
    ],
)
def test_a_name_where_an_id_belongs_is_told_with_the_id(
    compact: Compact, positions: Path, party: str, topic: str, told: str
) -> None:
    positions.write_text(ENTRY.format(party=party, topic=topic, locator="naoero 1.1"))
    status, _, err = compact("check")
    assert status == 1
    assert told in err


def test_a_group_without_members_is_told_what_to_write(compact: Compact, positions: Path) -> None:
    entry = ENTRY.format(party="cuba", topic="wells", locator="cuba 1.1")
    positions.write_text(entry + "    on_behalf_of: g77\n")
    status, out, _ = compact("check")
    assert status == 0
    assert (
        "“g77” has a voice and no members: what it said is no state's, too. Its entry in “parties” "
        "takes “members: [ids of states]” and “as_of”, when they were so.\n"
    ) in out
    parties = positions.parent / "parties.yaml"
    kind = "short: G77\n    kind: group\n"
    assert kind in parties.read_text()
    parties.write_text(
        parties.read_text().replace(kind, f"{kind}    members: [cuba, peru]\n    as_of: 2026-11\n")
    )
    assert "no members" not in compact("check")[1]
