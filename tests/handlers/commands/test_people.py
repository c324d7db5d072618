"""people P: who someone was, for whom, as of when."""

from __future__ import annotations

from handlers.request import Services
from tests.conftest import Ask, ask_json, ask_text


def test_roles_come_in_order_of_time(ask: Ask) -> None:
    (person,) = ask("people Gómez Camacho")["people"]
    assert [role["when"] for role in person["roles"]] == [
        "2017-02-16..2017-02-17",
        "2017-02-16..2017-02-17",
        "2017-06-01",
        "2017-06-08",
        "2017-06-08",
        "2018-03-13",
    ]


def test_the_office_had_two_in_turn(ask: Ask) -> None:
    answer = ask("people SRSG")
    (office,) = answer["people"]
    assert office["kind"] == "body"
    assert [choice["command"] for choice in answer["choices"]] == [
        "people Peter Sutherland",
        "people Louise Arbour",
    ]


def test_the_gmg_was_chaired_by_others_in_2018(ask: Ask) -> None:
    group, chair = ask("people GMG")["people"]
    assert (group["id"], chair["id"]) == ("gmg", "malone")
    chairs: dict[str, str] = {}
    for role in group["roles"]:
        if "chair" in role["office"].casefold():
            chairs.setdefault(role["when"], role["office"])
    assert "David Malone" in chairs["2017-02-16..2017-02-17"]
    assert "IOM and FAO" in chairs["2018-03-13"]


def test_every_role_has_source_and_locator(ask: Ask) -> None:
    for name in ("Gómez Camacho", "Lauber", "Arbour", "Sutherland", "GMG", "SRSG"):
        people = ask(f"people {name}")["people"]
        assert people, name
        for role in (role for person in people for role in person["roles"]):
            assert role["cited"], (name, role)
            assert all(cited["source"] and cited["locator"] for cited in role["cited"])


def test_a_state_is_no_person(ask: Ask) -> None:
    answer = ask("people Japan")
    assert answer["people"] == []
    assert answer["notes"][0] == {"kind": "nothing-found", "text": "Nobody on record is “Japan”."}
    assert answer["choices"][0]["command"] == "position Japan"


def test_without_a_name_all_are_listed(ask: Ask) -> None:
    text = " ".join(ask("people")["text"].split())
    assert "People (48)" in text
    assert "Louise Arbour; Jorge Bravo" in text


def test_passages_are_shown(full: Services) -> None:
    (person,) = ask_json(full, "people Arbour")["people"]
    quotes = [q for role in person["roles"] for cited in role["cited"] for q in cited["quotes"]]
    assert len(quotes) >= 5
    assert "[Session 2 floor notes, Mexico 2 (7)]" in ask_text(full, "people Arbour")
