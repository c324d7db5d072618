"""States: each by all its names, in six languages, and never another; codes only where meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest

from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.names.normal import LANGUAGES, normalise, state_aliases, un_names


@pytest.fixture(scope="module")
def base(bare: Services) -> KnowledgeBase:
    return bare.knowledge


def states(base: KnowledgeBase, line: str) -> list[set[str]]:
    """List what each match of a line can mean, groups and bodies left out."""
    found = []
    for match in base.index.read(line).matches:
        ids = {ref.id for ref in match.refs if ref.kind == "party"}
        named = {each for each in ids if base.parties[each].code}
        if named:
            found.append(named)
    return found


def bare_letters(name: str) -> str:
    parted = unicodedata.normalize("NFD", name)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def spellings(name: str) -> Iterator[str]:
    for form in (name, name.lower(), bare_letters(name)):
        yield from (form, f"{form} IOM")


def test_every_state_has_names_in_six_languages(base: KnowledgeBase) -> None:
    coded = [party for party in base.parties.values() if party.code]
    assert len(coded) == 195
    for party in coded:
        names = un_names(party.code)
        assert tuple(sorted(names)) == tuple(sorted(LANGUAGES)), party.id
        assert all(names.values()), party.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_every_state_is_read_as_itself(base: KnowledgeBase, language: str) -> None:
    wrong = [
        (party.id, line, found)
        for party in base.parties.values()
        if party.code
        for name in un_names(party.code)[language]
        for line in spellings(name)
        if len(found := states(base, line)) != 1 or party.id not in found[0]
    ]
    assert wrong == []


def test_every_other_name_is_read_as_its_state_or_asked_back(base: KnowledgeBase) -> None:
    wrong = [
        (party.id, name, found)
        for party in base.parties.values()
        if party.code
        for name in state_aliases(party.code)
        if len(normalise(name)) > 3
        if len(found := states(base, name)) != 1 or party.id not in found[0]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("D.R.C.", "dr-congo"),
        ("R.O.K.", "republic-of-korea"),
        ("D.P.R.K.", "dprk"),
        ("U.K.", "united-kingdom"),
        ("U.S.", "united-states"),
        ("U.S.A.", "united-states"),
        ("U.A.E.", "united-arab-emirates"),
        ("S. Sudan", "south-sudan"),
        ("Eq. Guinea", "equatorial-guinea"),
        ("UK of GB and NI", "united-kingdom"),
        ("Dem. Rep. of the Congo", "dr-congo"),
        ("Dem. Rep. Congo", "dr-congo"),
        ("Dem. People's Rep. of Korea", "dprk"),
        ("Rep. of Korea", "republic-of-korea"),
        ("Korea (Rep. of)", "republic-of-korea"),
        ("Rep. of the Congo", "republic-of-the-congo"),
        ("Syrian Arab Rep.", "syria"),
        ("Iran (Islamic Rep. of)", "iran"),
        ("Lao P.D.R.", "laos"),
        ("St. Lucia", "st-lucia"),
        ("C.A.R.", "central-african-republic"),
        ("N. Macedonia", "north-macedonia"),
        ("P.N.G.", "papua-new-guinea"),
        ("N.Z.", "new-zealand"),
        ("Solomon Is.", "solomon-islands"),
        ("P.R. China", "china"),
        ("Russian Fed.", "russia"),
        ("Utd. Arab Emirates", "united-arab-emirates"),
        ("Columbia", "colombia"),
        ("Roumania", "romania"),
        ("Phillipines", "philippines"),
        ("جمهورية كوريا", "republic-of-korea"),
        ("الجمهورية الفرنسية", "france"),
        ("República Argelina Democrática y Popular", "algeria"),
        ("République sud-africaine", "south-africa"),
        ("République hellénique", "greece"),
        ("Papua N. Guinea", "papua-new-guinea"),
        ("Solomon Isl.", "solomon-islands"),
    ],
)
def test_shortened_and_misspelt_names(base: KnowledgeBase, name: str, state: str) -> None:
    for line in (name, f"{name} data", f"what does {name} say about data"):
        assert states(base, line) == [{state}], line


@pytest.mark.parametrize(
    "line",
    [
        "who says no to data",
        "no new categories on data",
        "co-facilitators on data",
        "in data we trust",
        "tell us more on data",
        "what is in it for us on data",
        "does this affect us on data",
        "ask us about data",
        "contact us on data",
        "the States on data",
        "states on data",
        "other states and data",
        "member states views on data",
        "as states said on data",
        "per country data",
        "is there a car for data",
        "we lie about data",
        "arm wrestling data",
        "a ton of data",
        "e.g. data",
        "E.g. data",
        "data, i.e. IOM",
        "i.e. data",
        "at 10 a.m. data",
        "a.m. data",
        "金砖国家 data",
    ],
)
def test_words_that_are_codes_are_no_states_in_a_sentence(base: KnowledgeBase, line: str) -> None:
    assert states(base, line) == []


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("MX on data", "mexico"),
        ("no data", "norway"),
        ("what does NO say about data", "norway"),
        ("CO on data", "colombia"),
        ("car data", "central-african-republic"),
        ("what does CAR say about data", "central-african-republic"),
        ("us data", "united-states"),
        ("what does the us say about data", "united-states"),
    ],
)
def test_codes_in_capitals_or_alone_with_a_topic(
    base: KnowledgeBase, line: str, state: str
) -> None:
    assert states(base, line) == [{state}]
