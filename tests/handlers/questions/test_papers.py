"""What papers number: proposals by their place, paragraphs of an annex, both directions."""

from __future__ import annotations

import pytest

from handlers.questions.papers import find_in_series
from handlers.request import Services
from tests.conftest import Ask, ask_answer


def first_of(services: Services, line: str) -> str:
    """Give the id of the first thing that an answer tells."""
    sections = ask_answer(services, line).sections
    return next(getattr(item, "id", "") for section in sections for item in section.items)


@pytest.mark.parametrize(
    ("line", "proposal"),
    [
        ("fifth short term proposal in the genina paper", "genina-commitment-financing"),
        ("geninas fifth short term proposel", "genina-commitment-financing"),
        ("short term commitment no. 4", "genina-commitment-review-framework"),
        ("third long-term one of genina", "genina-longterm-peer-review"),
        ("whats the second extra principle of genina", "genina-principle-policy-coherence"),
        ("third key point from roundtable 3.1", "gfmd-31-evacuation"),
        ("sutherland priority no 3", "srsg-return"),
        ("4th priority of rosengaertner", "srsg-legal-identity"),
        ("annex II paragraph 8(m), what is it", "annex-ii-8m"),
        ("annexe II para 8 letter s", "annex-ii-8s"),
        ("which letter of paragraph 8 is about racism", "annex-ii-8u"),
        ("annex 2 para on smuggling and trafficking", "annex-ii-8k-8l"),
        ("which para of the annex mentions regularising people", "annex-ii-inclusion"),
        ("paragraph 71 of the SRSG report", "srsg-financing-mechanism"),
        (
            "new york declaration, which para is about rescue at sea",
            "doalos-2017-international-cooperation",
        ),
    ],
)
def test_what_a_paper_numbers_is_found_by_its_number(
    bare: Services, line: str, proposal: str
) -> None:
    assert first_of(bare, line) == proposal


def test_a_state_has_no_place_in_a_papers_series(bare: Services) -> None:
    assert not first_of(bare, "fifth priority of japan").startswith("srsg")


def test_how_many_there_are_is_no_place_in_a_series(bare: Services) -> None:
    papers = bare.knowledge.proposals.values()
    assert find_in_series("what 2 priorities does sutherland name", papers) == []
    assert first_of(bare, "what 3 extra principles does genina want") == "genina-three-principles"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("essential principles in the arbour brief", "issue-brief-3-essential-principles"),
        ("critical components in the brief", "issue-brief-3-components"),
        ("brief on data", "issue-brief-3-data"),
        ("sutherland report main priorities in brief", "srsg-five-priorities-2017"),
    ],
)
def test_a_brief_is_a_paper_where_no_party_is_asked_for(
    bare: Services, line: str, told: str
) -> None:
    answer = ask_answer(bare, line)
    assert answer.command != "brief"
    assert told in [getattr(i, "id", "") for section in answer.sections for i in section.items]


def test_a_paper_is_silent_on_what_it_does_not_name(ask: Ask) -> None:
    answer = ask("what does the issue brief say about children")
    assert {"kind": "no-statement", "text": "Nothing by Issue brief on children."} in answer[
        "notes"
    ]
    assert "take the floor" not in ask("issue brief on data")["text"]


def test_a_brief_of_a_party_is_the_page_on_it(ask: Ask) -> None:
    assert ask("japan brief")["command"] == "brief"
    assert ask("brief japan")["command"] == "brief"
    assert ask("japan in brief")["command"] == "brief"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("how many kids vanished in europe", "genina-unaccompanied-minors"),
        ("how many migrants are there in the world", "un-secretary-general-2017-development"),
        (
            "how much money did the european commission want for africa",
            "commission-investment-plan",
        ),
        ("how many migrant workers are there worldwide", "ilo-2017-labour-recruitment"),
    ],
)
def test_a_number_is_found_by_what_it_counts(bare: Services, line: str, told: str) -> None:
    assert told in [
        getattr(i, "id", "") for s in ask_answer(bare, line).sections[:3] for i in s.items
    ]


def test_wordings_are_nobodys_words(bare: Services) -> None:
    words = ("lowest", "common", "denominator")
    by_wordings, said = (bare.evidence.find(words, asked=asked) for asked in (True, False))
    assert (by_wordings[0].entry.id, by_wordings[0].literal) == ("genina-maximum-consensus", 1.0)
    assert all(each.literal < 0.5 for each in said)
