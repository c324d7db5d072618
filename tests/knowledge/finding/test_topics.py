"""Topics in everyday words: in what people ask, and in passages."""

from __future__ import annotations

import pytest

from knowledge.finding.topics import TopicFinder
from knowledge.model import Topic
from tests.conftest import Ask

_FINDER = TopicFinder(
    {
        "implementation": Topic(
            id="implementation",
            name="Implementation",
            synonyms=("carry it out",),
            proposition="a strong mechanism",
        )
    }
)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("who wants rich countries to pay", "Who spoke of international cooperation"),
        ("who backs no return to danger", "Who supports non-refoulement"),
        ("Who wants to check each other's homework?", "Who supports peer review"),
        ("who mentions locking up kids", "Who spoke of limits on detention"),
        ("who talks about money sent home", "Who spoke of diasporas and remittances"),
        ("who opposes micromanaging", "Who spoke of “micromanaging”"),
    ],
)
def test_everyday_words_lead_to_a_topic(ask: Ask, line: str, title: str) -> None:
    """People who do not know the jargon name a topic in words of their own."""
    assert ask(line)["title"] == title


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "who opposes the same rules for everyone",
            "That is to be for implementation and review fitted to",
        ),
        (
            "who supports outside interference",
            "That is to be against safeguarding national sovereignty",
        ),
    ],
)
def test_words_for_the_opposite_turn_the_stance(ask: Ask, line: str, told: str) -> None:
    """Who supports outside interference is against safeguarding sovereignty."""
    assert told in " ".join(ask(line)["text"].split())


def test_a_name_made_by_filler_is_no_single_word_of_a_passage() -> None:
    """Carrying a burden is no carrying out."""
    assert _FINDER.find("they carry a heavy burden") == []
    assert [each.topic for each in _FINDER.find("implementation is all")] == ["implementation"]
