"""gaps [P|T]: where nothing is on record."""

from __future__ import annotations

from tests.conftest import Ask

SEARCHED = "(102 interventions of 13 March 2018 searched)"


def test_the_excepted_state_has_gaps_everywhere(ask: Ask) -> None:
    text = ask("gaps Hungary")["text"]
    lines = " ".join(text.split())
    assert f"Hungary’s own voice is on record on none of 85 topics {SEARCHED}." in lines
    assert (
        "Hungary was excepted from the European group without Hungary, "
        "so that its statements do not cover it." in lines
    )
    assert "Only through" not in text


def test_a_groups_voice_fills_gaps_but_is_told_apart(ask: Ask) -> None:
    text = ask("gaps Kenya")["text"]
    assert "Nothing on record (45)" in text
    assert "Only through the African Group (40)" in text


def test_a_remark_of_2017_fills_no_gap(ask: Ask) -> None:
    text = ask("gaps Sweden")["text"]
    nothing, earlier = text.split("Only earlier: 16–17 February 2017 (14)")
    assert "Labour and recruitment" in nothing.split("Only through")[0]
    assert "Labour and recruitment" in earlier


def test_a_wider_topic_is_filled_by_a_narrower(ask: Ask) -> None:
    # Switzerland spoke of the GFMD, which is a part of follow-up and review, and no wider.
    text = ask("gaps follow-up and review")["text"]
    silent = text.split("Took the floor, but not on this")[1].split("Took the floor, on this")[0]
    assert "Armenia" in silent
    assert "Switzerland" not in silent
    assert "Follow-up and review" not in ask("gaps Switzerland")["text"]


def test_on_a_topic_the_chair_does_not_count(ask: Ask) -> None:
    text = " ".join(ask("gaps children")["text"].split())
    assert (
        "On children, 5 parties spoke for themselves, and the European group without Hungary did. "
        "Of 195 states and observers, 163 have neither their own voice nor a group’s on record"
        in text
    )
    assert "Lauber" not in text
    assert "Gómez Camacho" not in text


def test_of_the_whole_pack(ask: Ask) -> None:
    answer = ask("gaps")
    assert (
        "Of 195 states and observers, 37 spoke for themselves, 78 are on record through a group "
        "only, and 80 not at all" in " ".join(answer["text"].split())
    )
    assert [choice["command"] for choice in answer["choices"]][:3] == [
        "gaps Limits on detention",
        "gaps Process between governments",
        "gaps Regular pathways",
    ]


def test_a_topic_beside_the_party_leads_to_its_position(ask: Ask) -> None:
    answer = ask("gaps Japan IOM")
    assert answer["choices"][0]["command"] == "position Japan IOM's role"
    assert answer["notes"][-1] == {
        "kind": "ignored",
        "text": "Gaps are of one party or of one topic; IOM's role left aside.",
    }
