"""term T: all senses; misprints lead to the right term and say so."""

from __future__ import annotations

import pytest

from handlers.request import Services
from tests.conftest import Ask, ask_json


def test_gcm_has_two_senses_by_document(ask: Ask) -> None:
    answer = ask("term GCM")
    assert [(t["means"], t["expanded_by"]) for t in answer["terms"]] == [
        ("global compact for migration", "editors"),
        ("Global Coalition on Migration", "source"),
    ]
    assert [{c["source"] for c in t["cited"]} for t in answer["terms"]] == [
        {"Session 2 floor notes"},
        {"Coordination meeting report 2017"},
    ]


def test_rc_is_not_the_red_cross(ask: Ask) -> None:
    (term,) = ask("term RC")["terms"]
    assert term["means"] == "resident coordinator"
    assert term["expanded_by"] == "editors"
    assert [t["name"] for t in ask("term Red Cross")["terms"]] == ["IFRC"]


@pytest.mark.parametrize(
    ("printed", "right", "where"),
    [
        ("SRSR", "SRSG", ["Coordination meeting report 2017"]),
        ("GMFD", "GFMD", ["Coordination meeting report 2017", "Genina's proposals"]),
        ("JMIDI", "JMDI", ["Coordination meeting report 2017"]),
    ],
)
def test_a_misprint_leads_to_the_right_term(
    ask: Ask, printed: str, right: str, where: list[str]
) -> None:
    answer = ask(f"term {printed}")
    assert {t["name"] for t in answer["terms"]} == {right}
    assert [n["text"] for n in answer["notes"] if n["kind"] == "misprint"] == [
        f"“{printed}” is a misprint in {source} for {right}." for source in where
    ]


def test_the_right_form_is_called_no_misprint(ask: Ask) -> None:
    assert "misprint" not in [n["kind"] for n in ask("term SRSG")["notes"]]


def test_a_concept_has_its_senses(ask: Ask) -> None:
    senses = {(t["name"], t["topic"]) for t in ask("term firewall")["terms"]}
    assert senses == {("Firewall", "Human rights of migrants"), ("Firewall", "Data")}


def test_what_is_no_term_is_told_with_where_it_is(ask: Ask) -> None:
    answer = ask("term Sweden")
    assert answer["terms"] == []
    assert answer["notes"][0]["kind"] == "nothing-found"
    assert answer["notes"][0]["text"] == "There is no term “Sweden” in the five documents."
    assert answer["choices"][0]["command"] == "position Sweden"


def test_without_a_name_all_are_listed(ask: Ask) -> None:
    text = ask("term")["text"]
    assert "CEDAW; CEPAL;" in " ".join(text.split())


def test_every_sense_has_its_passages(full: Services) -> None:
    for term in ask_json(full, "term GCM")["terms"]:
        assert term["cited"]
        assert all(cited["locator"] and cited["quotes"] for cited in term["cited"])
