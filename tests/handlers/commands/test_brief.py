"""brief P: one page on a party."""

from __future__ import annotations

import pytest

from handlers.answers.answer import Row
from handlers.request import Services
from tests.conftest import Ask, ask_answer, ask_text


@pytest.mark.parametrize(
    "party", ["Switzerland", "Australia", "South Africa", "African Group", "EU", "Lauber"]
)
def test_it_fits_a_page(bare: Services, party: str) -> None:
    text = ask_text(bare, f"brief {party}")
    assert len(text.splitlines()) <= 64


def test_topics_come_by_stance_then_agreement_then_words(ask: Ask) -> None:
    text = ask("brief Switzerland")["text"]
    assert "Supports: Capacity-building · Refugee–migrant distinction · Protection" in text
    assert "Conditional:" not in text
    assert "Opposes: Who does what, in detail · Forced migration\n" in text
    assert "Sides with African Group: International cooperation (Switzerland 2 (3))" in text
    assert "Opposite on protection: Australia, China, Lebanon\n" in text
    assert text.index("Positions by topic (22 statements)") < text.index("Agreement and difference")
    assert text.index("Same and opposite stances") < text.index("In the editors’ words")


def test_the_most_telling_stances_are_given_in_words(ask: Ask) -> None:
    stances = [s["stance"] for s in ask("brief Switzerland")["statements"]]
    assert stances[:3] == ["oppose", "oppose", "support"]
    assert len(stances) == 22


def test_the_swiss_chair_is_not_switzerland(ask: Ask) -> None:
    answer = ask("brief Switzerland")
    assert {s["party"] for s in answer["statements"]} == {"Switzerland"}
    assert {
        "kind": "chair",
        "text": "Jürg Lauber presided as co-facilitator; his words in the chair are not here.",
    } in answer["notes"]
    assert "Said from the chair (17 statements)" in ask("brief Lauber")["text"]


def test_the_excepted_state_has_no_group(ask: Ask) -> None:
    answer = ask("brief Hungary")
    assert answer["statements"] == []
    assert [note["kind"] for note in answer["notes"]] == ["no-statement", "searched", "excepted"]
    assert "speaking for the group" not in answer["text"]


def test_a_groups_voice_is_told_apart(ask: Ask) -> None:
    answer = ask("brief Kenya")
    assert answer["statements"] == []
    assert "African Group (Comoros)" in answer["text"]


def test_a_groups_topics_stand_by_stance_and_can_be_opened(bare: Services) -> None:
    answer = ask_answer(bare, "brief Kenya")
    rows = [item for item in answer.sections[0].items if isinstance(item, Row)]
    assert answer.sections[0].title == "African Group (Comoros)"
    assert [row.stance for row in rows][:2] == ["oppose", "conditional"]
    assert rows[0].names == ("Conflict among the drivers",)
    assert answer.menu is not None
    assert answer.menu.choices[0].command.startswith("position African Group ")


def test_remarks_of_2017_are_named_as_earlier_only(ask: Ask) -> None:
    answer = ask("brief Sweden")
    assert answer["statements"] == []
    assert "Nothing by Sweden itself in the negotiations is on record." in answer["text"]
    assert (
        "Earlier: 16–17 February 2017 (6)\n"
        "Before the negotiations began; not a position taken in them." in answer["text"]
    )


def test_agreement_is_of_the_negotiations_only(ask: Ask) -> None:
    # In 2017 the Special Rapporteur sided with the meeting's participants.
    text = ask("brief Participants of the 2017 coordination meeting")["text"]
    assert "Earlier: 16–17 February 2017" in text
    assert "Backed by" not in text


def test_a_name_that_a_topic_shares_is_the_party(ask: Ask) -> None:
    assert ask("brief IOM")["title"] == "Brief: International Organization for Migration"
