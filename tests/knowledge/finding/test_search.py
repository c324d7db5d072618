"""Full text: stems, phrases, filters, and marks where the words stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.request import Services
from knowledge.finding.search import Entry, Hit, Query, TextIndex, parse_query, stems_of

ENTRIES = (
    Entry("position", "p1", "Japan Water", "Wants wells dug; migrants' water comes first.",
          parties=("japan",), topics=("water",), sources=("notes",)),
    Entry("position", "p2", "Kenya Water", "Opposes the digging of a well near the Sahara.",
          parties=("kenya", "blue-group"), topics=("water",), sources=("notes",)),
    Entry("topic", "water", "Water", "Clean water for every migrant.", topics=("water",)),
    Entry("term", "rain", "Pluie", "L’eau qui tombe à l'Été; non-refoulement of clouds.",
          sources=("paper",)),
    Entry("passage", "kenya 1.1", "Notes", "first come wells, " + "then talk, " * 60 + "then a dam",
          source="notes", parties=("kenya",), sources=("notes",)),
)  # fmt: skip


@pytest.fixture(scope="module")
def index() -> TextIndex:
    return TextIndex(ENTRIES)


def found(index: TextIndex, text: str) -> list[str]:
    return [hit.entry.id for hit in index.search(parse_query(text))]


def marked(hit: Hit) -> list[str]:
    return [hit.line[start:end] for start, end in hit.marks]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("water wells", Query(words=("water", "wells"))),
        ("Water, WATER!", Query(words=("water",))),
        ("“clean water” now", Query(words=("now",), phrases=("clean water",))),
        ('"a b" «c d»', Query(phrases=("a b", "c d"))),
        ("party:japan wells", Query(words=("wells",), filters=(("party", "japan"),))),
        ('PARTY:"new zealand" x', Query(words=("x",), filters=(("party", "new zealand"),))),
        (
            "topic:a source:b kind:c",
            Query(filters=(("topic", "a"), ("source", "b"), ("kind", "c"))),
        ),
        ("subparty:japan", Query(words=("subparty", "japan"))),
        ('""', Query()),
        ("", Query()),
    ],
)  # fmt: skip
def test_a_search_line_is_read(text: str, query: Query) -> None:
    assert parse_query(text) == query


def test_words_are_stemmed_and_folded(index: TextIndex) -> None:
    assert set(found(index, "well")) == {"p1", "p2", "kenya 1.1"}
    assert found(index, "WELLS") == found(index, "well")
    assert set(found(index, "migrant")) == {"p1", "water"}
    assert found(index, "ete eau") == ["rain"]
    assert found(index, "opposing diggings") == ["p2"]


def test_all_words_come_before_any(index: TextIndex) -> None:
    assert found(index, "well sahara") == ["p2"]
    assert set(found(index, "sahara clouds")) == {"p2", "rain"}
    assert found(index, "sahara nothing") == ["p2"]
    assert found(index, "nothing") == []


def test_a_phrase_has_to_stand_together(index: TextIndex) -> None:
    assert found(index, '"clean water"') == ["water"]
    assert found(index, '"every clean"') == []
    assert found(index, '"non-refoulement"') == ["rain"]
    assert found(index, "“wells dug”") == ["p1"]


def test_filters_narrow(index: TextIndex) -> None:
    assert found(index, "party:kenya wells") == ["p2", "kenya 1.1"]
    assert found(index, "party:blue-group wells") == ["p2"]
    assert found(index, "kind:passage wells") == ["kenya 1.1"]
    assert set(found(index, "source:notes")) == {"p1", "p2", "kenya 1.1"}
    assert set(found(index, "topic:water water")) == {"p1", "p2", "water"}
    assert found(index, "party:nobody wells") == []
    assert found(index, "source:notes kind:topic") == []


def test_the_words_are_marked_where_they_stand(index: TextIndex) -> None:
    by_id = {hit.entry.id: hit for hit in index.search(parse_query("migrants water"))}
    assert marked(by_id["p1"]) == ["migrants", "water"]
    assert marked(by_id["water"]) == ["water", "migrant"]
    (hit,) = index.search(parse_query("eau ete"))
    assert hit.line == "L’eau qui tombe à l'Été; non-refoulement of clouds."
    assert marked(hit) == ["eau", "Été"]


def test_a_long_text_is_cut_around_the_words(index: TextIndex) -> None:
    (hit,) = index.search(parse_query("dam"))
    assert hit.line.startswith("…")
    assert hit.line.endswith("then a dam")
    assert marked(hit) == ["dam"]
    assert len(hit.line) < 260
    (hit,) = index.search(parse_query("kind:passage first"))
    assert hit.line.startswith("first come wells")
    assert hit.line.endswith("…")


def test_a_hit_by_its_title_alone_has_no_marks(index: TextIndex) -> None:
    (hit,) = index.search(parse_query("pluie"))
    assert (hit.entry.id, hit.marks) == ("rain", ())


def test_the_limit_and_the_order_hold(index: TextIndex) -> None:
    every = found(index, "water")
    assert [hit.entry.id for hit in index.search(parse_query("water"), limit=2)] == every[:2]
    assert found(index, "water") == every
    scores = [hit.score for hit in index.search(parse_query("water"))]
    assert scores == sorted(scores, reverse=True)


def test_nothing_is_looked_for_in_an_empty_line_or_index(index: TextIndex) -> None:
    assert index.search(Query()) == []
    assert TextIndex(()).search(parse_query("water")) == []


def test_the_pack_is_found_in_and_footnotes_are_not(full: Services, bare: Services) -> None:
    hits = full.text.search(parse_query("non-refoulement party:canada"))
    assert {hit.entry.kind for hit in hits} == {"position", "passage"}
    assert "canada 1.7" in {hit.entry.id for hit in hits}
    assert not any(hit.entry.id.startswith("fn.") for hit in full.text.search(parse_query("the")))
    kinds = {hit.entry.kind for hit in bare.text.search(parse_query("non-refoulement"))}
    assert "passage" not in kinds


PIECES = st.sampled_from(
    [
        "water ", "wells ", "party:", "topic:", "kind:", "source:", "japan ", '"', "“", "”", "«",
        "»", "'", "*", "?", "~", "^", "(", ")", "[", "]", "{", "}", "+", "-", "!", "\\", "/", ":",
        "AND ", "OR ", "NOT ", "\x00", "x" * 70, "日本", "l’", "é",
    ]
)  # fmt: skip


SHARED = TextIndex(ENTRIES)


@settings(deadline=None)
@given(st.text() | st.lists(PIECES, max_size=12).map("".join), st.integers(1, 5))
def test_no_search_raises_and_marks_stand_in_the_line(text: str, limit: int) -> None:
    for hit in SHARED.search(parse_query(text), limit):
        assert hit.entry in ENTRIES
        assert hit.line.strip("…") in hit.entry.text
        ends = 0
        for start, end in hit.marks:
            assert ends <= start < end <= len(hit.line)
            assert hit.line[start:end].isalnum()
            ends = end


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("expertise", "experts"),
        ("informal", "information"),
        ("objections", "objectives"),
        ("severe", "several"),
        ("responsibilities", "responses"),
        ("governments", "governance"),
    ],
)
def test_words_that_only_look_alike_are_two(word: str, other: str) -> None:
    assert set(stems_of(word)).isdisjoint(stems_of(other))


def test_spellings_and_forms_of_one_word_are_one() -> None:
    assert stems_of("mobilise objection responsible") == stems_of(
        "mobilized objections responsibility"
    )
