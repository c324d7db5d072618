"""floor [T|P]: who took the floor, in the order of the record."""

from __future__ import annotations

import pytest

from tests.conftest import Ask


def words(ask: Ask, line: str) -> str:
    return " ".join(ask(line)["text"].split())


@pytest.mark.parametrize(
    "line",
    [
        "who spoke last",
        "last delegation to take the floor?",
        "who had the last word",
        "which country had the last word, before Lauber closed",
    ],
)
def test_the_last_delegation_and_who_closed(ask: Ask, line: str) -> None:
    shown = words(ask, line)
    assert shown.startswith(
        "Who spoke last Jamaica spoke last on 13 March 2018, before Lauber (chair)."
    )
    assert "Follow-up and review: Jamaica" in shown
    assert "2030 Agenda makes migration a development issue" in shown


def test_the_first_of_one_debate(ask: Ask) -> None:
    shown = words(ask, "who opened the debate on follow-up and review")
    assert "China spoke first on follow-up and review, after Lauber (chair)." in shown
    assert "Tuvalu" not in shown


def test_the_first_on_a_topic_that_no_debate_was_on(ask: Ask) -> None:
    shown = words(ask, "who spoke first on the GFMD")
    assert "Türkiye (Turkey) spoke first on the GFMD" in shown


def test_the_neighbours_of_a_party(ask: Ask) -> None:
    assert "Right before Jamaica: Türkiye (Turkey) · Costa Rica." in words(
        ask, "who spoke right before Jamaica"
    )
    assert "Right after Lebanon: Lauber (chair)." in words(ask, "who spoke after Lebanon")


def test_who_came_after_a_question_answers_it(ask: Ask) -> None:
    shown = words(ask, "who replied to Belarus on the money question")
    assert shown.startswith("Who spoke after Belarus: Funding")
    assert "Answers Belarus that it depends" in shown


def test_how_often_a_party_spoke(ask: Ask) -> None:
    shown = words(ask, "how often did Japan speak")
    assert "Japan took the floor 3 times on 13 March 2018 (Session 2 floor notes)." in shown
    assert "Refugees and migrants: after China, before Ethiopia" in shown


def test_a_group_is_spoken_for(ask: Ask) -> None:
    shown = words(ask, "how many times did the African Group speak")
    assert (
        "African Group was spoken for by Comoros 3 times on 13 March 2018 (Session 2 floor notes)."
        in shown
    )


def test_who_did_not_speak_may_be_spoken_for(ask: Ask) -> None:
    answer = ask("did Ghana take the floor")
    shown = " ".join(answer["text"].split())
    assert "Ghana did not take the floor on 13 March 2018 (Session 2 floor notes)." in shown
    assert "Comoros spoke 3 times for the African Group, to which it belongs." in shown


def test_how_many_and_in_which_order(ask: Ask) -> None:
    shown = words(ask, "how many countries took the floor")
    assert (
        "38 delegations took the floor on 13 March 2018 (Session 2 floor notes), 81 times in all"
        in shown
    )
    assert "Tuvalu · Chile · Cuba · Armenia · African Group (Comoros)" in shown


def test_a_part_of_the_day(ask: Ask) -> None:
    shown = words(ask, "who spoke before lunch")
    assert "(Session 2 floor notes), before lunch, 44 times in all" in shown
    assert "Argentina" not in shown


def test_who_spoke_most(ask: Ask) -> None:
    shown = words(ask, "who took the floor most often")
    assert (
        "Cuba and Austria took the floor most often on 13 March 2018 (Session 2 floor notes): 5"
        in shown
    )


def test_of_an_occasion_without_a_record_its_people_are_told(ask: Ask) -> None:
    assert "Jamaica" not in words(ask, "who spoke last at the coordination meeting")


def test_another_day_has_no_record(ask: Ask) -> None:
    shown = words(ask, "who spoke first on 12 March 2018")
    assert "Tuvalu" not in shown
    assert "No record of who took the floor in which order is at hand." in shown


def test_a_region_keeps_the_order_to_its_states(ask: Ask) -> None:
    shown = words(ask, "which pacific island countries took the floor")
    assert "1 delegation of Pacific Islands took the floor on 13 March 2018" in shown
    assert "Tuvalu" in shown
    assert "Chile" not in shown


def test_a_groups_people_are_the_states_of_their_region(ask: Ask) -> None:
    shown = words(ask, "how many europeans spoke")
    assert "6 delegations of Europe took the floor" in shown
    assert "Norway" in shown
    assert "Japan" not in shown


def test_who_spoke_for_nobody_but_themselves(ask: Ask) -> None:
    shown = words(ask, "which african countries spoke in their own name")
    assert "Refugees and migrants: Ethiopia ×2 · South Africa" in shown
    assert "Comoros" not in shown


@pytest.mark.parametrize(
    "line", ["how many delegations took the floor on 13 march", "how many states spoke that day"]
)
def test_how_many_spoke(ask: Ask, line: str) -> None:
    assert "38 delegations took the floor on 13 March 2018" in words(ask, line)


def test_who_spoke_straight_after_lunch(ask: Ask) -> None:
    shown = words(ask, "who spoke straight after lunch")
    assert "Capacity-building and implementation, after lunch: Arbour (SRSG) ×2 · Ethiopia" in shown


def test_who_asked_before_the_chair_spoke_again(ask: Ask) -> None:
    shown = words(ask, "who asked Arbour a question")
    assert "Right before Arbour spoke: Ethiopia" in shown
    assert shown.index("Ethiopia, the") < shown.index("Comoros for the African Group, the")


def test_which_groups_were_spoken_for(ask: Ask) -> None:
    shown = words(ask, "which regional groups took the floor")
    assert "African Group: Comoros, 3 times" in shown
    assert "European group without Hungary: Austria, 4 times" in shown
    assert "Japan" not in shown
