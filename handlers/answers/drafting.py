"""An answer in the making: what every subcommand that looks in several places fills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.answers.answer import Answer, Choice, Menu, Note, Section
from handlers.answers.citing import tell_missing_documents
from handlers.request import Request, Services
from knowledge.base import KnowledgeBase


@dataclass
class AnswerDraft:
    """An answer in the making."""

    services: Services
    question: Request
    silences: list[str] = field(default_factory=list, kw_only=True)
    leads: list[str] = field(default_factory=list, kw_only=True)
    menu: Menu | None = field(default=None, kw_only=True)
    sections: list[Section] = field(default_factory=list, kw_only=True)
    choices: list[Choice] = field(default_factory=list, kw_only=True)
    notes: list[Note] = field(default_factory=list, kw_only=True)

    @property
    def knowledge(self) -> KnowledgeBase:
        """The pack."""
        return self.services.knowledge

    def say_nothing(self, text: str) -> None:
        """Say first that something is not on record, once, and tell programs so."""
        self.silences.append(text)
        self.notes.append(Note("no-statement", text, told=True))

    def finish(self, command: str, title: str, notes: Sequence[Note]) -> Answer:
        """Give the answer, with what its documents lack.

        Args:
            command: the subcommand that answers.
            title: what the answer is about.
            notes: small print after its own.
        """
        answer = Answer(
            query=self.question.text,
            command=command,
            title=title,
            silence=" ".join(dict.fromkeys(self.silences)),
            lead=" ".join(self.leads),
            sections=tuple(self.sections),
            choices=tuple(self.choices),
            menu=self.menu,
            notes=(*self.notes, *notes),
            page=self.question.page,
        )
        return tell_missing_documents(self.services, answer)
