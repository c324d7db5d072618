"""Whom a printed label means: a name, a misprint of one name alone, or nobody."""

from __future__ import annotations

import pytest

from tests.knowledge.documents.test_styles import ROSTER


@pytest.mark.parametrize(
    ("label", "party", "guessed"),
    [
        ("JAPAN", "japan", False),
        ("The Representative of Kenya", "kenya", False),
        ("Côte", "", False),
        ("Республика Корея", "republic-of-korea", False),
        ("Lichetenstein", "liechtenstein", True),
        ("Kennya:", "kenya", True),
        ("African Group", "african-group", False),
        # Near to two, shared by two, a word or a possessive: nobody's.
        ("Korea", "", False),
        ("Congo", "", False),
        ("Nigera", "", False),
        ("Slovania", "", False),
        ("Nor", "", False),
        ("And", "", False),
        ("IN", "", False),
        ("Japan's", "", False),
        ("Nordia", "", False),
        ("", "", False),
    ],
)
def test_whom_a_label_means(label: str, party: str, guessed: bool) -> None:
    meant = ROSTER.find(label)
    assert (meant.party, meant.guessed) == (party, guessed)


@pytest.mark.parametrize(("label", "party"), [("NOR", "norway"), ("JPN", "japan")])
def test_codes_of_three_letters_count_in_capitals(label: str, party: str) -> None:
    assert ROSTER.find(label).party == party


def test_what_is_shared_is_a_name_all_the_same() -> None:
    assert ROSTER.is_name("Korea")
    assert not ROSTER.is_name("Nordia")
    assert ROSTER.nearest("Nordia") == ""
    assert ROSTER.nearest("Kenyaa") == "kenya"
