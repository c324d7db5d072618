"""sources [S]: the documents, and whether they are at hand."""

from __future__ import annotations

from handlers.request import Services
from tests.conftest import Ask, ask_json


def test_all_are_listed(ask: Ask) -> None:
    assert [source["file"] for source in ask("sources")["sources"]] == [
        "session-2-floor-notes.txt",
        "desa-coordination-meeting-15.txt",
        "genina-proposals.txt",
        "gfmd-roundtable-3.txt",
        "iisd-third-thematic-session.txt",
    ]


def test_one_by_name(ask: Ask) -> None:
    for words in ("floor notes", "session 2", "Simeone notes"):
        assert [source["author"] for source in ask(f"sources {words}")["sources"]] == [
            "Lisa Simeone"
        ]


def test_an_unknown_one_offers_those_there_are(ask: Ask) -> None:
    answer = ask("sources xyzzy")
    assert [note["kind"] for note in answer["notes"]] == ["unknown-name"]
    assert len(answer["choices"]) == 5


def test_it_says_whether_a_document_is_at_hand(bare: Services, full: Services) -> None:
    assert {s["at_hand"] for s in ask_json(bare, "sources")["sources"]} == {False}
    assert {s["at_hand"] for s in ask_json(full, "sources")["sources"]} == {True}


def test_what_only_asks_is_no_part_of_a_name(ask: Ask) -> None:
    for line in ("what is genina's paper about", "what is genina's paper about in two lines"):
        assert [source["author"] for source in ask(line)["sources"]] == ["Víctor Genina"]


def test_words_that_passages_have_are_no_fault(ask: Ask) -> None:
    answer = ask("sources genina banana")
    assert [note["kind"] for note in answer["notes"]] == ["unknown-name"]


def test_a_paper_s_day_is_its_own(ask: Ask) -> None:
    for line, day in (
        ("what day are the floor notes from", "2018-03-13"),
        ("when was the bulletin published", "2017-06-08"),
    ):
        answer = ask(line)
        assert answer["command"] == "sources"
        assert [source["date"] for source in answer["sources"]] == [day]
