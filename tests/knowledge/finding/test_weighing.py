"""How much of a question an entry has by the wordings under it."""

from __future__ import annotations

import pytest

from knowledge.finding.weighing import Wish

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
