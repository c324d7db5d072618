"""topic T: what it is about, who said what by stance, proposals and terms on it."""

from __future__ import annotations

from handlers.answers.answer import Line
from handlers.request import Services
from tests.conftest import Ask, ask_answer, ask_text


def test_statements_come_by_stance(ask: Ask) -> None:
    said = [(s["stance"], s["party"]) for s in ask("topic non-refoulement")["statements"]]
    assert said == [
        ("support", "Canada"),
        ("support", "Comoros"),
        ("support", "Guatemala"),
        ("support", "Liechtenstein"),
        ("support", "New Zealand"),
        ("support", "Paraguay"),
        ("oppose", "Lebanon"),
        ("oppose", "South Africa"),
        ("statement", "Austria"),
        ("statement", "Chile"),
        ("statement", "Gómez Camacho"),
        ("statement", "Gómez Camacho"),
    ]


def test_it_says_what_a_stance_is_towards(ask: Ask) -> None:
    assert "On non-refoulement in the migration compact:" in (ask("topic non-refoulement")["text"])


def test_remarks_of_2017_stand_beside_the_answer(ask: Ask) -> None:
    answer = ask("topic capacity-building")
    assert {s["date"] for s in answer["statements"]} == {"2018-03-13"}
    assert {s["date"] for s in answer["related"]} == {"2017-02-16..2017-02-17"}
    assert "Before the negotiations began; not a position taken in them." in answer["text"]


def test_proposals_and_terms_are_on_it(ask: Ask) -> None:
    answer = ask("topic funding")
    assert "Financing Facility for Migration" in [p["title"] for p in answer["proposals"]]
    assert "Financing Facility for Migration" in [t["name"] for t in answer["terms"]]


def test_a_party_beside_the_topic_is_left_aside_with_a_word(ask: Ask) -> None:
    answer = ask("topic Japan IOM")
    assert answer["notes"][0] == {
        "kind": "ignored",
        "text": "This is all on IOM's role; Japan left aside.",
    }
    assert answer["choices"][0] == {
        "label": "Japan on it",
        "command": "position Japan IOM's role",
    }


def test_without_a_name_all_topics_are_listed(ask: Ask) -> None:
    answer = ask("topic")
    assert answer["title"] == "Topics (85)"
    assert "Non-refoulement: " in answer["text"]


def test_the_list_counts_what_each_topic_shows(bare: Services) -> None:
    listed = [
        item
        for section in ask_answer(bare, "topic").sections
        for item in section.items
        if isinstance(item, Line)
    ]
    assert len(listed) == 85
    for item in listed:
        shown = list(ask_answer(bare, f"topic {item.label}").statements())
        assert item.text.endswith(f"({len(shown)})"), item.label


def test_a_party_alone_is_no_topic(bare: Services) -> None:
    text = ask_text(bare, "topic Japan")
    assert text.startswith("That names no topic.")
    assert "→ position Japan" in text


def test_buttons_count_as_the_board_does(ask: Ask) -> None:
    answer = ask("topic IOM's role")
    labels = [choice["label"] for choice in answer["choices"]]
    assert {"Supports (12)", "Remarks (9)", "Asks (4)"} <= set(labels)
    assert "Supports (12): Chile" in answer["text"]
    # Who takes another stance, too, stands under remarks no more.
    assert "Other remarks (5): African Group (Comoros), Australia, Bangladesh," in answer["text"]


def test_who_is_against_a_part_alone_is_named_where_nobody_is_against_the_whole(
    bare: Services,
) -> None:
    told = " ".join(ask_text(bare, "topic IOM").split())
    assert "Opposes: nobody on the floor; on IOM leading: India" in told
    review = " ".join(ask_text(bare, "topic follow-up and review").split())
    assert "Opposes: nobody on the floor; some do on its parts" in review
