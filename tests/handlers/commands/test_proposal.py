"""proposal WORDS: what was proposed, best first."""

from __future__ import annotations

from handlers.request import Services
from tests.conftest import Ask, ask_json


def test_the_best_comes_first(ask: Ask) -> None:
    found = [(p["title"], p["date"]) for p in ask("proposal financing facility")["proposals"]]
    assert found[:2] == [
        ("Financing Facility for Migration", "2017-06"),
        ("Priority 5: governance capacity and a financing facility", "2017-02"),
    ]


def test_an_authors_own_come_before_what_only_names_him(ask: Ask) -> None:
    authors = [p["author"] for p in ask("proposal Genina")["proposals"]]
    reported = [author for author in authors if author.endswith("(as Genina reports)")]
    assert authors[0] == "Víctor Genina"
    assert reported
    assert authors.index(reported[0]) > max(
        number for number, author in enumerate(authors) if author == "Víctor Genina"
    )


def test_author_addressee_horizon_and_topic_are_told(ask: Ask) -> None:
    proposal = ask("proposal peer review of migration policies")["proposals"][0]
    assert proposal["author"] == "Víctor Genina"
    assert proposal["addressee"] == "states"
    assert proposal["horizon"] == "long-term"
    assert proposal["topics"] == ["Peer review", "New structures or mechanisms"]


def test_words_are_not_found_in_pieces_without_a_word(ask: Ask) -> None:
    answer = ask("proposal financing locusts")
    assert answer["notes"][0] == {
        "kind": "loose",
        "text": "No proposal has all the words of “financing locusts”; these have some of them.",
    }


def test_nothing_is_told_with_ways_on(ask: Ask) -> None:
    answer = ask("proposal xyzzy")
    assert answer["proposals"] == []
    assert answer["notes"] == [
        {"kind": "no-proposal", "text": "No proposal on record has “xyzzy”."}
    ]
    assert [choice["command"] for choice in answer["choices"]] == ["search xyzzy", "proposal"]


def test_all_are_listed_by_document_with_source_and_locator(ask: Ask) -> None:
    answer = ask("proposal")
    assert len(answer["proposals"]) == 162
    for proposal in answer["proposals"]:
        assert proposal["cited"]
        assert all(cited["source"] and cited["locator"] for cited in proposal["cited"])
    assert "\nGenina's proposals (" in answer["text"]


def test_passages_are_shown(full: Services) -> None:
    for proposal in ask_json(full, "proposal financing facility")["proposals"]:
        assert all(cited["quotes"] for cited in proposal["cited"])
