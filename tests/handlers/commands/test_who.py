"""who supports|opposes|asks|conditions T, by the editors' coding."""

from __future__ import annotations

import pytest

from handlers.request import Services
from tests.conftest import Ask, ask_json, ask_text


def voices(answer: dict[str, object]) -> list[tuple[str, str | None]]:
    """List who spoke and for whom."""
    statements = answer["statements"]
    assert isinstance(statements, list)
    return [(s["party"], s["on_behalf_of"]) for s in statements]


@pytest.mark.parametrize("verb", ["conditions", "condition", "condtions"])
def test_who_conditions(ask: Ask, verb: str) -> None:
    answer = ask(f"who {verb} IOM")
    assert voices(answer) == [
        ("Brazil", None),
        ("El Salvador", None),
        ("Holy See", None),
        ("Japan", None),
        ("South Africa", None),
        ("Switzerland", None),
    ]
    assert {s["stance"] for s in answer["statements"]} == {"conditional"}


def test_who_opposes_with_a_groups_voice(ask: Ask) -> None:
    answer = ask("who opposes new mechanism")
    assert voices(answer) == [
        ("Austria", "European group without Hungary"),
        ("Japan", None),
        ("Japan", None),
        ("Singapore", None),
    ]
    assert answer["notes"][0] == {
        "kind": "group-voice",
        "text": "The European group without Hungary stands for 27 states.",
    }


def test_who_asks_names_those_who_preside_last(ask: Ask) -> None:
    answer = ask("who asks funding")
    assert [party for party, _ in voices(answer)] == [
        "Australia",
        "Austria",
        "Belarus",
        "Belarus",
        "Indonesia",
        "Russian Federation",
        "Lauber",
    ]
    assert "chair" in [note["kind"] for note in answer["notes"]]


def test_a_remark_of_2017_is_beside_the_answer(ask: Ask) -> None:
    answer = ask("who supports funding")
    assert {s["date"] for s in answer["statements"]} == {"2018-03-13"}
    assert [(s["party"], s["date"]) for s in answer["related"]] == [
        ("Sweden", "2017-02-16..2017-02-17")
    ]


def test_nobody_is_told_with_what_was_searched(ask: Ask) -> None:
    answer = ask("who opposes IOM")
    assert answer["statements"] == []
    assert answer["notes"][0] == {
        "kind": "no-statement",
        "text": (
            "Nobody on record opposes IOM's role "
            "(102 interventions searched, Negotiations Session 2, 13 March 2018)."
        ),
    }


def test_without_a_stance_everybody_is_named_by_stance(ask: Ask) -> None:
    answer = ask("who IOM")
    assert "Conditional: Brazil, El Salvador, Holy See, Japan" in answer["text"]
    assert "who conditions IOM's role" in [choice["command"] for choice in answer["choices"]]


def test_a_stance_towards_a_party_is_sent_to_its_brief(bare: Services) -> None:
    assert "brief Japan" in ask_text(bare, "who supports Japan")


def test_passages_are_shown(full: Services) -> None:
    answer = ask_json(full, "who conditions IOM")
    assert all(said["quotes"] for said in answer["statements"])
    assert "“" + answer["statements"][3]["quotes"][1] + "”" in ask_text(full, "who conditions IOM")
