"""An answer on who stands where in the making."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from handlers.answers.drafting import AnswerDraft
from handlers.questions.entities import Asked
from handlers.questions.question import Question
from knowledge.finding.evidence import Evidence
from knowledge.finding.weighing import is_light
from knowledge.model import Position, Stance

UNSAID = "Nobody on record speaks of"  # how a line begins that says what nobody says in its words
MENTIONED = 60  # entries and passages that are looked through for who mentions a thing
SENTENCE_END = re.compile(r"(?<=[.;?!])\s+")


def takes_on(position: Position, topics: Collection[str], wanted: Collection[Stance]) -> bool:
    """Tell whether a position takes one of some stances on one of some topics."""
    towards = {position.topic: position.stance, **position.also}
    return any(stance in wanted for key, stance in towards.items() if key in topics)


@dataclass
class Draft(AnswerDraft):
    """An answer on who stands where in the making."""

    question: Question
    asked: Asked
    title: str = ""

    def telling(self) -> list[str]:
        """Give the words that a question has beside all names and that say something."""
        return [word for word in self.question.left if not is_light(word)]

    def spoken(self, found: Iterable[Evidence]) -> list[Position]:
        """Give the positions among what was found, in order."""
        return [self.knowledge.position(e.entry.id) for e in found if e.entry.kind == "position"]

    def takes(self, found: Evidence, stances: Collection[Stance]) -> bool:
        """Tell whether an entry is a position that takes one of some stances."""
        return (
            found.entry.kind == "position"
            and self.knowledge.position(found.entry.id).stance in stances
        )
