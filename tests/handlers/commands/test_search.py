"""search WORDS: full text over the pack and the documents at hand."""

from __future__ import annotations

from handlers.request import Services
from tests.conftest import Ask, ask_json, ask_text


def test_a_remark_of_2017_is_marked_as_such(ask: Ask) -> None:
    names = [hit["name"] for hit in ask("search Sweden IOM")["hits"]]
    assert names == [
        "Sweden · Coordination in the UN system · support"
        " · 16–17 February 2017, before the negotiations"
    ]


def test_a_position_of_2018_has_its_date(ask: Ask) -> None:
    names = [hit["name"] for hit in ask("search UN-Habitat party:japan")["hits"]]
    assert "Japan · IOM's role · question · 13 March 2018" in names


def test_hits_have_source_and_locator(ask: Ask) -> None:
    hits = [hit for hit in ask('search "light touch"')["hits"] if hit["kind"] == "position"]
    assert hits
    assert all(hit["source"] and hit["locator"] for hit in hits)


def test_some_of_the_words_are_told_as_such(ask: Ask) -> None:
    answer = ask("search corruption locusts")
    assert answer["hits"]
    assert answer["notes"][0]["kind"] == "loose"


def test_nothing_is_told(ask: Ask) -> None:
    answer = ask("search xyzzy")
    assert answer["hits"] == []
    assert answer["notes"][0] == {
        "kind": "nothing-found",
        "text": "Nothing has “xyzzy” in the five documents.",
    }


def test_passages_are_searched_where_at_hand(bare: Services, full: Services) -> None:
    line = "search sustainable urbanization"
    assert "passage" not in [hit["kind"] for hit in ask_json(bare, line)["hits"]]
    found = [h["locator"] for h in ask_json(full, line)["hits"] if h["kind"] == "passage"]
    assert "japan 2.12" in found


def test_a_misprint_is_read_as_meant_and_quoted_as_printed(full: Services) -> None:
    assert "“ILOs *IDM* is a state-led" in ask_text(full, "search IDM party:Austria")
    named = ask_text(full, "who wants the ILO on board").partition("•")[0]
    assert "Nepal" in named
    assert "Austria" not in named


def test_a_filter_that_names_nobody_is_told(bare: Services) -> None:
    assert ask_text(bare, "search party:xyz a").startswith("“xyz” is not the name of one party.")
