"""Names in running text, suggestions while typing, and what they explain."""

from __future__ import annotations

import re

import pytest

from handlers.answers.answer import Line
from handlers.answers.mentioned import MOST, explain_terms, pair_positions
from handlers.registry import find_command
from handlers.request import Services
from knowledge.finding.mentions import MentionFinder
from knowledge.finding.suggest import Suggester
from knowledge.names.index import Kind
from tests.conftest import ask_answer

KINDS: frozenset[Kind] = frozenset({"term", "party", "event"})


@pytest.fixture(scope="module")
def finder(bare: Services) -> MentionFinder:
    return MentionFinder(bare.knowledge)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Read the New York Declaration first", ["New York Declaration"]),
        ("(GCM)/NYD", ["GCM", "NYD"]),
        ("the GCM's text, Japan's view", ["the GCM's", "Japan's"]),
        ("Guinea-Bissau, Guinea", ["Guinea-Bissau", "Guinea"]),
        ("Bosnia & Herzegovina", ["Bosnia & Herzegovina"]),
        ("Côte d’Ivoire and Türkiye", ["Côte d’Ivoire", "Türkiye"]),
        ("GCMX XGCM and _GCM_", ["GCM"]),
        ("Sri\nLanka", []),
        ("Sri. Lanka", []),
        ("it is in no way an ID, or IT, at NO or IN", []),
        ("a car for us", []),
        ("CAR and US", ["CAR", "US"]),
        ("see https://example.org/GCM/NYD?x=IOM or gcm@example.org", []),
        ("`GCM` and ```\nNYD\n``` and NYD", ["NYD"]),
        ("``` NYD without an end", []),
        ("", []),
    ],
)
def test_what_is_found(finder: MentionFinder, text: str, words: list[str]) -> None:
    found = finder.find(text, KINDS)
    assert [mention.words for mention in found] == words
    assert [text[mention.start : mention.end] for mention in found] == words


def test_a_shared_name_has_all_that_it_means(finder: MentionFinder) -> None:
    (mention,) = finder.find("Korea", KINDS)
    assert [ref.id for ref in mention.refs] == ["dprk", "republic-of-korea"]


def test_what_asks_for_an_explanation_is_answered(bare: Services) -> None:
    text = "NYD, GCM, Korea, Japan, the African Group, stocktaking, firewall, Guinea-Bissau"
    menu = explain_terms(text, bare).menu
    assert menu is not None
    assert len(menu.choices) == 8
    for choice in menu.choices:
        assert find_command(choice.command.split()[0]) is not None
        answer = ask_answer(bare, choice.command)
        assert "unknown-name" not in [note.kind for note in answer.notes], choice.command


def test_each_thing_is_explained_once(bare: Services) -> None:
    assert lines_of("NYD, NYD and NYD", bare) == [
        "NYD: New York Declaration for Refugees and Migrants · also the standard that the compact "
        "is measured by"
    ]


def lines_of(text: str, services: Services) -> list[str]:
    (section,) = explain_terms(text, services).sections
    return [f"{line.label}: {line.text}" for line in section.items if isinstance(line, Line)]


def test_a_party_is_described_with_what_is_on_record(bare: Services) -> None:
    assert lines_of("Kenya", bare) == ["Kenya: in the African Group; nothing of its own on record"]


def test_too_many_are_told_apart(bare: Services) -> None:
    names = ", ".join(term.name for term in bare.knowledge.terms.values())
    explained = explain_terms(names, bare)
    assert len(lines_of(names, bare)) == MOST
    assert re.fullmatch(r"Also mentioned: (?:.+, ){11}.+ and \d+ more\.", explained.notes[0].text)
    assert explained.menu
    assert len(explained.menu.choices) > MOST


def test_other_senses_are_told_or_counted(bare: Services) -> None:
    assert lines_of("GCM and mixed movements", bare) == [
        "GCM: global compact for migration · also Global Coalition on Migration",
        "Mixed movements: asylum seekers and migrants moving together · 4 senses",
    ]


def test_what_is_explained_can_be_asked_for_again(bare: Services) -> None:
    first = explain_terms("the NYD, Kenya and the GCM, please", bare)
    again = ask_answer(bare, first.query)
    assert again.sections == first.sections
    assert again.query == first.query


def test_an_excepted_state_is_not_paired_with_its_groups_position(bare: Services) -> None:
    paired = pair_positions("Hungary on non-refoulement", bare)
    assert paired.sections == ()
    assert paired.silence == "Nothing by Hungary on Non-refoulement is on record."


def test_every_suggestion_is_known(bare: Services) -> None:
    suggester = Suggester(bare.knowledge)
    for kind, entries in (("party", bare.knowledge.parties), ("topic", bare.knowledge.topics)):
        for typed in ("", "a", "united", "日本", "<&>"):
            found = suggester.suggest(kind, typed)  # type: ignore[arg-type]
            assert len(found) <= 100
            assert all(entries[key].name == name for key, name in found)
