"""Everyday words: never a name that they are only near to."""

from __future__ import annotations

import pytest

from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.names.everyday import everyday_words, is_form_of
from knowledge.names.normal import normalise
from knowledge.names.reading import Ref


@pytest.fixture(scope="module")
def base(bare: Services) -> KnowledgeBase:
    return bare.knowledge


def parties(base: KnowledgeBase, line: str) -> set[str]:
    matches = base.index.read(line).matches
    return {ref.id for match in matches for ref in match.refs if ref.kind == "party"}


def _is_state(base: KnowledgeBase, ref: Ref) -> bool:
    return ref.kind == "party" and base.parties[ref.id].kind == "state"


def test_the_words_are_written_as_they_are_read() -> None:
    words = everyday_words()
    assert 8_000 <= len(words) <= 16_000
    assert all(word == normalise(word) and " " not in word for word in words)
    assert {"likes", "cares", "many", "pays", "asked", "woman", "people"} <= words
    assert words.isdisjoint({"france", "chad", "jordan", "turkey", "columbia", "marrakech"})


def test_no_everyday_word_alone_is_read_as_a_state_with_an_error(base: KnowledgeBase) -> None:
    wrong = [
        (word, match.name)
        for word in sorted(everyday_words())
        for match in base.index.read(f"{word} data").matches
        if match.edits and any(_is_state(base, ref) for ref in match.refs)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "line",
    [
        "who likes data",
        "who cares about data",
        "how many positions on data",
        "i ran into data",
        "to go with data",
        "the stages of data",
        "what would change for data",
    ],
)
def test_sentences_of_everyday_words_name_no_state(base: KnowledgeBase, line: str) -> None:
    assert parties(base, line) == set()


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("japn data", "japan"),
        ("columbia data", "colombia"),
        ("Saint Kits and Nevis data", "st-kitts-and-nevis"),
        ("marshal islands data", "marshall-islands"),
        ("liechtenstien data", "liechtenstein"),
        ("turkey data", "turkey"),
        ("chad data", "chad"),
    ],
)
def test_states_are_still_read(base: KnowledgeBase, line: str, state: str) -> None:
    assert parties(base, line) == {state}


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [
        ("labor", "labour", True),
        ("remittance", "remittances", True),
        ("programme", "program", True),
        ("organisation", "organization", True),
        ("dates", "data", False),
        ("greeks", "greek", False),
        ("mails", "mali", False),
    ],
)
def test_other_forms_of_an_everyday_word(word: str, other: str, same: bool) -> None:
    assert is_form_of(word, other) is same
