"""Regions and groups that a pack may lack."""

from __future__ import annotations

import pytest

from handlers.request import Services
from knowledge.names.groups import known_groupings
from knowledge.names.normal import is_state_code, normalise, state_aliases, un_names


@pytest.mark.parametrize(
    ("name", "grouping", "members"),
    [
        ("G77", "g77", 0),
        ("G-77 and China", "g77", 0),
        ("AOSIS", "aosis", 37),
        ("CELAC", "celac", 33),
        ("ASEAN", "asean", 11),
        ("CARICOM", "caricom", 14),
        ("LDCs", "ldcs", 0),
        ("SIDS", "sids", 37),
        ("Latin America", "latin-america", 20),
        ("América Latina", "latin-america", 20),
        ("Pacific Islands", "pacific-islands", 12),
        ("Africa", "africa", 54),
        ("Asia", "asia", 47),
        ("Nordics", "nordics", 5),
        ("the Nordic countries", "nordics", 5),
        ("Visegrád", "visegrad", 4),
        ("BRICS", "brics", 0),
        ("Arab League", "arab-league", 22),
        ("EU", "european-union", 27),
        ("欧盟", "european-union", 27),
    ],
)
def test_groupings_are_found_by_name(name: str, grouping: str, members: int) -> None:
    groupings = known_groupings()
    key = normalise(name)
    found = groupings.get(key) or groupings[key.removeprefix("the ")]
    assert (found.id, len(found.members)) == (grouping, members)


def test_members_are_states_each_once() -> None:
    for grouping in known_groupings().values():
        assert len(set(grouping.members)) == len(grouping.members), grouping.id
        for code in grouping.members:
            assert is_state_code(code), (grouping.id, code)
            assert un_names(code), (grouping.id, code)


def test_no_grouping_has_the_name_of_a_state(bare: Services) -> None:
    codes = {party.code for party in bare.knowledge.parties.values() if party.code}
    names = {normalise(name): code for code in codes for name in state_aliases(code)}
    assert {name: names[name] for name in known_groupings() if name in names} == {}
