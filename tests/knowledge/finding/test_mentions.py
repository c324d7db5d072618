"""Names in running text, suggestions while typing, and what they explain."""

from __future__ import annotations

import time

import pytest

from handlers.answers.answer import Entry, Line
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


def test_ten_thousand_characters_take_less_than_twenty_milliseconds(
    bare: Services, finder: MentionFinder
) -> None:
    line = "The NYD asks IOM and the African Group, Côte d’Ivoire too, about the review of it all. "
    text = (line * 120)[:10_000]
    assert len(text) == 10_000
    taken = []
    for _ in range(7):
        start = time.perf_counter()
        explain_terms(text, bare, finder)
        taken.append(time.perf_counter() - start)
    # The best of several runs: what else the machine does is not our time.
    assert min(taken) < 0.020


def test_what_asks_for_an_explanation_is_answered(bare: Services, finder: MentionFinder) -> None:
    text = "NYD, GCM, Korea, Japan, the African Group, stocktaking, firewall, Guinea-Bissau"
    for explanation in explain_terms(text, bare, finder).explanations:
        assert find_command(explanation.command.split()[0]) is not None
        answer = ask_answer(bare, explanation.command)
        assert "unknown-name" not in [note.kind for note in answer.notes], explanation.command


def test_each_thing_is_explained_once(bare: Services, finder: MentionFinder) -> None:
    explained = explain_terms("NYD, NYD and NYD", bare, finder)
    assert [each.command for each in explained.explanations] == ["term NYD"]


def test_a_party_is_described_with_what_is_on_record(bare: Services, finder: MentionFinder) -> None:
    (explanation,) = explain_terms("Kenya", bare, finder).explanations
    (line,) = explanation.items
    assert isinstance(line, Line)
    assert line.text == "State. No statement of its own on record. In the African Group."


def test_too_many_are_told_apart(bare: Services, finder: MentionFinder) -> None:
    names = ", ".join(term.name for term in bare.knowledge.terms.values())
    explained = explain_terms(names, bare, finder)
    assert len(explained.explanations) == MOST
    assert explained.lead.endswith("more are mentioned; ask for them one by one.")


def test_all_senses_are_shown(bare: Services, finder: MentionFinder) -> None:
    (explanation,) = explain_terms("GCM", bare, finder).explanations
    senses = bare.knowledge.terms["gcm"].senses
    assert [item.text for item in explanation.items if isinstance(item, Entry)] == [
        sense.definition for sense in senses
    ]


def test_an_excepted_state_is_not_paired_with_its_groups_position(
    bare: Services, finder: MentionFinder
) -> None:
    explained = pair_positions("Hungary on non-refoulement", bare, finder)
    assert explained.explanations == ()
    assert explained.lead.startswith("Nothing by Hungary on Non-refoulement is on record (102 ")


def test_every_suggestion_is_known(bare: Services) -> None:
    suggester = Suggester(bare.knowledge)
    for kind, entries in (("party", bare.knowledge.parties), ("topic", bare.knowledge.topics)):
        for typed in ("", "a", "united", "日本", "<&>"):
            found = suggester.suggest(kind, typed)  # type: ignore[arg-type]
            assert len(found) <= 100
            assert all(entries[key].name == name for key, name in found)
