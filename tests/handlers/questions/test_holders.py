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
