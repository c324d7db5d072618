"""An answer on who stands where in the making."""

from __future__ import annotations

from collections.abc import Collection

from handlers.answers.answer import Choice, Menu, Note, Section
from handlers.questions.entities import Asked
from handlers.questions.question import Question
from handlers.request import Services
from knowledge.finding.evidence import Evidence
from knowledge.model import Stance

MENTIONED = 60  # entries and passages that are looked through for who mentions a thing


class Draft:
    """An answer in the making."""

    def __init__(self, services: Services, question: Question, asked: Asked) -> None:
        self.services = services
        self.knowledge = services.knowledge
        self.question = question
        self.asked = asked
        self.title = ""
        self.silences: list[str] = []
        self.leads: list[str] = []
        self.menu: Menu | None = None
        self.sections: list[Section] = []
        self.choices: list[Choice] = []
        self.notes: list[Note] = []

    def takes(self, found: Evidence, stances: Collection[Stance]) -> bool:
        """Tell whether an entry is a position that takes one of some stances."""
        return (
            found.entry.kind == "position"
            and self.knowledge.position(found.entry.id).stance in stances
        )
