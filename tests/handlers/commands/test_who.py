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
    answer = ask(f"who {verb} new mechanisms")
    assert voices(answer) == [
        ("China", None),
        ("Comoros", "African Group"),
        ("Türkiye (Turkey)", None),
    ]
    assert {s["stance"] for s in answer["statements"]} == {"conditional"}
    names = ["African Group (Comoros)", "China", "Türkiye (Turkey)"]
    assert answer["board"][0] == {"stance": "conditional", "by": "party", "names": names}


def test_a_condition_on_a_part_is_told_as_the_parts(ask: Ask) -> None:
    answer = ask("who conditions capacity-building")
    assert answer["statements"] == []
    assert answer["board"][0] == {"stance": "conditional", "by": "party", "names": []}
    parts = " ".join(answer["text"].split("On its parts")[1].split())
    assert "Capacity-building mechanism: conditional: China;" in parts


def test_who_opposes_with_a_groups_voice(ask: Ask) -> None:
    answer = ask("who opposes new mechanism")
    assert voices(answer) == [
        ("Australia", None),
        ("Japan", None),
        ("Japan", None),
        ("Japan", None),
        ("Russian Federation", None),
        ("Singapore", None),
        ("Singapore", None),
        ("China", None),
        ("Comoros", "African Group"),
        ("Türkiye (Turkey)", None),
    ]
    assert answer["board"][:2] == [
        {
            "stance": "oppose",
            "by": "party",
            "names": ["Australia", "Japan", "Russian Federation", "Singapore"],
        },
        {
            "stance": "conditional",
            "by": "party",
            "names": ["African Group (Comoros)", "China", "Türkiye (Turkey)"],
        },
    ]
    assert answer["notes"][0] == {
        "kind": "group-voice",
        "text": "The African Group stands for 54 states (the editors’ count, March 2018).",
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
    (row,) = [row for row in answer["board"] if row["stance"] == "question"]
    assert row["names"] == [
        "Australia",
        "Belarus",
        "European group without Hungary (Austria)",
        "Indonesia",
        "Russian Federation",
        "Lauber (chair)",
    ]


def test_a_remark_of_2017_is_beside_the_answer(ask: Ask) -> None:
    answer = ask("who supports funding")
    assert {s["date"] for s in answer["statements"]} == {"2018-03-13"}
    assert [row["names"] for row in answer["board"] if row["stance"] == "support"] == [
        ["African Group (Comoros)", "Cuba", "El Salvador", "Nepal"]
    ]
    assert "\n  Earlier, 16–17 February 2017: supports: SRSG Sutherland, Sweden\n" in answer["text"]


def test_nobody_is_told_with_what_was_searched(ask: Ask) -> None:
    answer = ask("who opposes IOM")
    assert answer["statements"] == []
    assert answer["notes"][0] == {
        "kind": "no-statement",
        "text": "Nobody on record opposes IOM's role.",
    }


def test_without_a_stance_everybody_is_named_by_stance(ask: Ask) -> None:
    answer = ask("who new mechanisms")
    assert [(row["stance"], row["names"][:2]) for row in answer["board"]] == [
        ("support", ["Bahamas", "Guyana"]),
        ("conditional", ["African Group (Comoros)", "China"]),
        ("oppose", ["Australia", "Japan"]),
        ("question", ["European group without Hungary (Austria)", "South Africa"]),
        ("statement", ["Australia", "Bangladesh"]),
    ]
    assert "who conditions New structures or mechanisms" in [
        choice["command"] for choice in answer["choices"]
    ]


def test_a_stance_towards_a_party_is_sent_to_its_brief(bare: Services) -> None:
    assert "brief Japan" in ask_text(bare, "who supports Japan")


def test_passages_are_shown(full: Services) -> None:
    answer = ask_json(full, "who conditions new mechanisms")
    assert [said["party"] for said in answer["statements"]] == [
        "China",
        "Comoros",
        "Türkiye (Turkey)",
    ]
    assert all(said["quotes"] for said in answer["statements"])
    (african,) = ask_json(full, "position African Group new mechanisms")["statements"]
    assert african["quotes"]
    quotes = african["quotes"]
    shown = " ".join(ask_text(full, "position African Group new mechanisms").split())
    assert [f"“{quote}”" in shown for quote in quotes] == [n < 2 for n in range(len(quotes))]
    assert f"{len(quotes) - 2} more passage" in shown
    line = "position African Group new mechanisms with passages"
    whole = " ".join(ask_text(full, line).split())
    assert all(f"“{quote}”" in whole for quote in quotes)
    # The passages stand above the source.
    assert whole.index(quotes[-1]) < whole.index("Session 2 floor notes ·")


@pytest.mark.parametrize("words", ["frequency", "spill-over", "expulsion", "Marrakech"])
def test_a_narrower_word_that_nobody_said_leads_to_no_side(ask: Ask, words: str) -> None:
    for verb in ("supports", "opposes", "asks"):
        assert ask(f"who {verb} {words}")["title"].startswith("Who spoke of ")


def test_recs_in_capitals_are_the_commissions(ask: Ask) -> None:
    assert ask("who opposes RECs")["title"] == "Who opposes UN regional economic commissions"
    assert "recommendations" in ask("who mentions recs")["title"]


def test_who_says_what_is_asked_beside_a_topic_stands_before_the_list(ask: Ask) -> None:
    shown = ask("which delegation asked when the SG's consultation would be finished")["text"]
    assert shown.index("Ethiopia") < shown.index("Asks (4)")
    assert "China" in shown
    assert shown.count("expected to be completed") == 1


def test_who_speaks_of_a_paragraph_stands_by_what_else_is_asked(ask: Ask) -> None:
    shown = " ".join(ask("who wants faith based orgs in para 41")["text"].split())
    assert shown.index("faith-based organizations to be mentioned") < shown.index("Bangladesh, ")
    shown = ask("who wants part of 45(d) deleted")["text"]
    assert "opposes: China; remarks: Bangladesh\n" in shown
    around = "On what is around it: conditional: Bangladesh, Japan; remarks: Belarus"
    assert around in " ".join(shown.split())
    assert shown.index("China: opposes") < shown.index("Bangladesh: remarks")


def test_who_is_against_a_paragraph_that_nobody_opposes(ask: Ask) -> None:
    shown = ask("who is against para 46")["text"]
    assert "No statement on paragraph 46 is coded as opposing." in shown


def test_a_regions_states_on_a_body_are_asked_of_the_body_as_a_topic(ask: Ask) -> None:
    shown = " ".join(ask("which latin americans like IOM in the follow-up")["text"].split())
    assert "Supports (6): Chile, Costa Rica, Cuba, El Salvador, Guatemala, Paraguay" in shown
    assert "did not take the floor" not in shown


def test_an_occasion_keeps_the_answer_to_what_was_said_there(ask: Ask) -> None:
    answer = ask("who supported a funding facility at the desa meeting")
    assert answer["title"] == "Who supports funding: Coordination meeting report 2017"
    shown = " ".join(answer["text"].split())
    assert "Supports (2): SRSG Sutherland, Sweden" in shown
    assert "Nepal" not in shown
    answer = ask("who opposes new mechanisms at the coordination meeting")
    assert "Nobody on record there opposes" in answer["text"]
    assert "Singapore" not in answer["text"]


@pytest.mark.parametrize(
    "line",
    [
        "who else besides Japan opposes new mechanisms",
        "apart from Japan, who opposes new mechanisms",
        "who opposes new mechanisms, other than Japan",
    ],
)
def test_whom_a_question_leaves_aside_is_in_no_list_of_the_answer(ask: Ask, line: str) -> None:
    answer = ask(line)
    shown = " ".join(answer["text"].split())
    assert "Opposes (3): Australia, Russian Federation, Singapore Conditional" in shown
    assert "Left aside: Japan." in shown
    assert "Japan" not in {said["party"] for said in answer["statements"]}


def test_several_are_left_aside_and_a_groups_people_with_its_states(ask: Ask) -> None:
    assert "China" not in ask("who besides Cuba and China wants ODA")["text"].split("Left")[0][:120]
    shown = ask("besides the africans who asked for stronger language on cooperation")["text"]
    assert "South Africa" not in shown
    assert "54 states" not in shown


def test_who_sets_a_condition_is_told_before_who_is_for_it_anyway(ask: Ask) -> None:
    shown = ask("who accepts a capacity mechanism only if it's voluntary")["text"]
    assert shown.index("China") < shown.index("Guyana")


@pytest.mark.parametrize(
    "line",
    [
        "who would rather strengthen what exists than create new mechanisms",
        "who wants existing bodies instead of new mechanisms",
    ],
)
def test_what_something_is_preferred_to_is_opposed(ask: Ask, line: str) -> None:
    assert ask(line)["title"] == "Who opposes new structures or mechanisms"


def test_what_is_only_spoken_of_is_said_to_be_opposed_by_nobody(ask: Ask) -> None:
    told = ask("who opposes involving the private sector")["text"]
    assert "Nobody on record opposes it; who spoke of it:" in told
    assert ask("who opposes new mechanisms")["title"] == "Who opposes new structures or mechanisms"


def test_who_spoke_for_a_matter_supports_it_and_for_a_body_speaks_on_its_behalf(ask: Ask) -> None:
    assert ask("who spoke for non-refoulement")["title"] == "Who supports non-refoulement"
    assert "Colin Rajah" in ask("who spoke for civil society")["title"]


def test_a_kind_of_a_thing_that_nobody_speaks_of_is_said_to_be_unsaid(ask: Ask) -> None:
    for kind in ("domestic", "seasonal"):
        told = " ".join(ask(f"who mentioned {kind} workers")["text"].split())
        assert f"Nobody on record speaks of “{kind} workers” in these words" in told


def test_who_is_silent_on_a_thing_is_not_named_as_against_it(ask: Ask) -> None:
    told = " ".join(ask("who supports a global review forum but not the HLPF")["text"].split())
    assert "Against review in the HLPF: Argentina" in told
    assert "For global review forum; nothing on review in the HLPF: African Group (Co" in told


def test_who_thinks_little_of_a_thing_opposes_it(ask: Ask) -> None:
    for judged in ("a new body is a waste", "new mechanisms are pointless"):
        assert ask(f"who thinks {judged}")["title"] == "Who opposes new structures or mechanisms"
    assert ask("who thinks peer review is dangerous")["title"] == "Who opposes peer review"
