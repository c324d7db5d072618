"""Drafts of entries: one for each statement and topic, with what is uncertain."""

from __future__ import annotations

import pytest

from knowledge.documents.formats import Extract
from knowledge.documents.forms.reading import read_as
from knowledge.documents.forms.spoken import Speakers
from knowledge.drafting.reviewing import Reviewed
from knowledge.drafting.statements import DraftEntry, Known, draft_entries
from knowledge.finding.topics import TopicFinder
from knowledge.model import Topic

TOPICS = {
    "wells": Topic(
        id="wells", name="Wells", proposition="shallow wells", synonyms=("drilled shafts",)
    ),
    "deep-wells": Topic(
        id="deep-wells", name="Deep wells", proposition="deep wells", parent="wells"
    ),
    "pumps": Topic(
        id="pumps",
        name="Pumps",
        proposition="pumps",
        narrower=("hand pumps",),
        against=("ban on pumps",),
    ),
}
FINDER = TopicFinder(TOPICS)
SPEAKERS = {"Alfa": "alfa", "Bravo": "bravo", "Blue Group": "blue"}
ATTRIBUTIONS = {"Blue Group": "blue"}


def draft(
    text: str,
    form: str = "colon",
    *,
    filed: frozenset[str] = frozenset(),
    **known: dict[str, str],
) -> list[DraftEntry]:
    speakers = Speakers(SPEAKERS, ATTRIBUTIONS)
    document = read_as(Extract(text), form, speakers)
    guessed = known.get("guessed", {})
    meant = Known(SPEAKERS, ATTRIBUTIONS, guessed)
    reviewed = Reviewed(filed)
    entries = draft_entries(document, meant, FINDER)
    return [entry for entry in entries if not reviewed.covers(entry, document)]


def test_a_run_of_parts_on_one_topic_is_one_draft() -> None:
    text = "Alfa: Wells are dear. Wells and pumps break. Pumps need care. Rain falls."
    found = [(entry.id, entry.topic, entry.locators) for entry in draft(text)]
    assert found == [
        ("alfa-1-1-wells", "wells", ("alfa 1.1-2",)),
        ("alfa-1-2-pumps", "pumps", ("alfa 1.2-3",)),
        ("alfa-1-4-open", "", ("alfa 1.4",)),
    ]


def test_the_word_by_which_a_topic_is_proposed_is_told() -> None:
    assert [entry.about for entry in draft("Alfa: Drilled shafts help.")] == ["drilled shafts"]


def test_the_longest_name_counts_and_the_topic_under_a_topic() -> None:
    assert [entry.topic for entry in draft("Alfa: Deep wells help.")] == ["deep-wells"]
    assert [entry.topic for entry in draft("Alfa: Wells help; deep wells more.")] == ["deep-wells"]


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        ("Hand pumps help.", "“hand pumps” is only a part of the topic, or more than it"),
        ("A ban on pumps helps.", "“ban on pumps” asks for the opposite of the proposition"),
        ("It rains.", "no topic of the pack is named in it"),
        ("Wells are outside the", "the record breaks off in mid-sentence"),
        (
            "Wells, as was said on behalf of all, help.",
            "“on behalf of” stands in the words: for whom is it spoken?",
        ),
        (
            "On behalf of the Red Group, wells help.",
            "spoken for “Red Group”, which is no party of the pack",
        ),
    ],
)  # fmt: skip
def test_what_is_uncertain(words: str, doubt: str) -> None:
    (entry,) = draft(f"Alfa: {words}")
    assert entry.uncertain == (doubt,)


def test_a_group_is_named_and_a_guess_is_told() -> None:
    (entry,) = draft("Alfa (for the Blue Group): Wells help.", guessed={"Alfa": "Alpha"})
    assert (entry.party, entry.on_behalf_of) == ("alfa", "blue")
    assert entry.uncertain == ("speaker: “Alfa” is taken for Alpha",)


def test_nobodys_words_have_no_draft() -> None:
    found = draft("Alfa: Wells help.\n\nZulu: Pumps help.\n\nBravo: Wells do not.")
    assert [entry.party for entry in found] == ["alfa", "bravo"]


def test_what_an_editor_has_answered_for_has_none() -> None:
    text = "Alfa: Wells help. Pumps break."
    assert [e.topic for e in draft(text, filed=frozenset({"alfa 1.1"}))] == ["pumps"]
    assert draft(text, filed=frozenset({"alfa 1.1", "alfa 1.2"})) == []


def test_a_bulletins_clauses_are_their_speakers_own() -> None:
    text = "Alfa, supported by Bravo, said wells help, while Bravo opposed pumps."
    found = [(e.id, e.party, e.topic, e.locators) for e in draft(text, "bulletin")]
    assert found == [
        ("alfa-front-1-wells", "alfa", "wells", ("front.1",)),
        ("bravo-front-1-pumps", "bravo", "pumps", ("front.1",)),
    ]
    assert draft(text, "bulletin")[0].uncertain == (
        "a report's words, not the speaker's",
        "beside it: Bravo",
    )


def test_prose_has_none() -> None:
    assert draft("Alfa is dry. Wells help.", "prose") == []
