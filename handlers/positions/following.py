"""What a speaker went on to say: the next sentence often has what is asked of the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.answers.answer import Section
from handlers.answers.citing import order_of_speaking, state_all
from handlers.positions.draft import Draft
from knowledge.model import Position

# What asks for more than where a party stands: "how do they work".
ASKS_ON = re.compile(
    r"\b(?:how|why|what (?:do|does|is|are|was|were|would|will|can|should|happens|happened) (?!it\b)"
    r"(?!.*\b(?:position|stance|line|view|say|think|want)\b))"
)
FEW = 2  # statements, beside which what follows them is told, and as many of that
NEXT = 2  # parts of an intervention that are next to another


def add_next(draft: Draft, said: Sequence[Position]) -> None:
    """Add what was said right after a few statements, whatever topic it is coded under.

    Args:
        draft: the answer in the making.
        said: what it tells already; of more than a few nothing is added.
    """
    if len(said) > FEW:
        return
    told = {position.id for position in said}
    following = [
        later
        for position in said
        for later in draft.knowledge.said_by(position.party)
        if later.id not in told and _follows(position, later)
    ]
    following.sort(key=order_of_speaking)
    items = state_all(draft.services, following[:FEW])
    if items:
        section = Section(title="Said next", items=items, brief=True, by="topic", related=True)
        draft.sections.append(section)


def _follows(position: Position, later: Position) -> bool:
    """Tell whether one statement goes on where another ends, in one intervention."""
    if (position.source, position.on_behalf_of) != (later.source, later.on_behalf_of):
        return False
    last, first = order_of_speaking(position, last=True), order_of_speaking(later)
    return last[:1] == first[:1] and 0 < sum(first[1:]) - sum(last[1:]) <= NEXT
