"""Who held an office, as a question finds them."""

from __future__ import annotations

import pytest

from handlers.questions.holders import find_holders
from handlers.registry import choose
from handlers.request import Services, parse_request


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("iom head", ["William Lacy Swing"]),
        ("who runs iom", ["William Lacy Swing"]),
        ("who was the UNHCR lady at the coordination meeting", ["Ninette Kelley"]),
        ("belgian who reported on roundtable 3", ["Michel Lastschenko"]),
        ("bangladesh ambassador in february, who", ["Masud Bin Momen"]),
        ("the refugee agency's new york boss, whats her name", ["Ninette Kelley"]),
        ("who talked for the young people", ["Michelle Abou-Raad"]),
        ("who wrote these notes from the floor", ["Lisa Simeone"]),
        ("name of the belgian ambasador who wrote the roundtable report", ["Michel Lastschenko"]),
        ("german ambassador from the forum, whats he called", ["Götz Schmidt-Bremme"]),
        ("The lady who runs the whole conference for the UN", ["Louise Arbour"]),
        ("who opend the feb 2017 meeting", ["Wu Hongbo"]),
        ("who gave the last speech at the coordination meeting", ["Jorge Bravo"]),
        ("swedish guy who spoke on governance in february", ["Lars Westbratt"]),
        ("professor from columbia", ["Michael Doyle"]),
        ("who moderated the fourth thematic session", []),  # who wrote of its moderators did not
        ("the man from unhcr", []),  # styled Ms. in the report
        ("floor notes", []),
        ("who is the head of ohchr", []),  # the chief of a branch is not the head of the office
        ("who chaired it", []),
        ("europeans on who leads, iom or not", []),
    ],
)
def test_those_who_held_an_office(bare: Services, line: str, names: list[str]) -> None:
    question = choose(parse_request(line), bare).question
    office = question.intent == "office"
    found = find_holders(question, bare.knowledge).people if office else ()
    assert [person.name for person in found] == names
