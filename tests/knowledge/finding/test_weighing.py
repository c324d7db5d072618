"""How much of a question an entry has by the wordings under it."""

from __future__ import annotations

import pytest

from knowledge.finding.search import Entry
from knowledge.finding.weighing import Told, Wish

SOUGHT = ("who", "paid", "the", "interpret")


@pytest.mark.parametrize(
    ("wordings", "literal"),
    [
        # One whole question counts as the entry's own words.
        (({"who", "paid", "interpret"}, {"the"}), 1.0),
        # Words of two questions do not add up to one that nobody asks; words akin count by half.
        (({"paid"}, {"interpret"}), 0.25),
        ((), 0.25),
    ],
)
def test_the_nearest_wording_counts(wordings: tuple[set[str], ...], literal: float) -> None:
    own = frozenset({"the"})
    wish = Wish(SOUGHT, lambda stem: 1.0, akin=False)
    nearest = wish.nearest([frozenset(wording) for wording in wordings], own)
    assert wish.share_of(own, nearest).literal == literal


def test_a_passage_of_several_is_weighed_by_its_sentences() -> None:
    text = "One spoke of voices. Another asked for money. A third was heard on migrants."
    told = Told(Entry("passage", "1.1", "Report", text, parties=("a", "b")))
    assert [{"voic", "money", "migrant"} & part for part in told.parts] == [
        {"voic"},
        {"money"},
        {"migrant"},
    ]
    assert Told(Entry("passage", "1.1", "Report", text, parties=("a",))).parts == ()


def test_the_editors_verb_that_begins_a_summary_is_no_word_of_it() -> None:
    told = Told(Entry("position", "a", "Chile Data", "Reports that trafficking grew."))
    assert "report" not in told.own_stems
    assert "report" in Told(Entry("position", "a", "Chile", "Wants fewer reports.")).own_stems
