"""The subcommands: found by their files, chosen by their names, explained by themselves."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from handlers.answers.answer import Answer, Choice, Note
from handlers.errors import UserError
from handlers.questions.question import Question
from handlers.questions.understand import nearest_command, understand
from handlers.request import Request, Services

Handler = Callable[[Question, Services], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A subcommand.

    Args:
        name: the word that calls it.
        usage: how it is called, without the name.
        summary: one line on what it does.
        examples: whole questions that it answers.
        handler: what answers.
        aliases: other words that call it.
        rank: its place in the help, low first.
        ways: what the help offers as buttons; () for its examples, which must change nothing then.
        uses_store: whether what is kept of reminders has to be read before it answers.
    """

    name: str
    usage: str
    summary: str
    examples: tuple[str, ...]
    handler: Handler
    aliases: tuple[str, ...] = ()
    rank: int = 50
    ways: tuple[Choice, ...] = ()
    uses_store: bool = False


@cache
def all_commands() -> Mapping[str, Command]:
    """Find every subcommand: each module in ``handlers.commands`` has one constant COMMAND.

    Returns:
        Commands by name, in the order of the help.
    """
    package = importlib.import_module("handlers.commands")
    found: list[Command] = []
    for module in pkgutil.iter_modules(package.__path__):
        found.append(importlib.import_module(f"{package.__name__}.{module.name}").COMMAND)
    return {command.name: command for command in sorted(found, key=lambda c: (c.rank, c.name))}


@cache
def _called() -> Mapping[str, Command]:
    return {
        word: command
        for command in all_commands().values()
        for word in (command.name, *command.aliases)
    }


def find_command(word: str) -> Command | None:
    """Find the subcommand that a word calls exactly."""
    return _called().get(word.casefold())


def find_near_command(word: str) -> Command | None:
    """Find the one subcommand that a misspelt word can only mean."""
    name = nearest_command(word, names_called())
    return all_commands()[name] if name else None


@cache
def names_called() -> Mapping[str, str]:
    """Give the subcommands' names by every word that calls them."""
    return {word: command.name for word, command in _called().items()}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A subcommand and the question that it is to answer.

    Args:
        command: what answers.
        question: as it was understood.
    """

    command: Command
    question: Question

    def answer(self, services: Services) -> Answer:
        """Let the subcommand answer."""
        answer = self.command.handler(self.question, services)
        if self.question.in_full:
            answer = replace(answer, in_full=True)
        if not self.question.misspelt:
            return answer
        text = f"“{self.question.misspelt}” read as the command {self.command.name}."
        return replace(answer, notes=(*answer.notes, Note("correction", text)))


def choose(request: Request, services: Services, context: Question | None = None) -> Chosen:
    """Understand a line and choose the subcommand that is to answer."""
    today = services.clock.now().date()
    question = understand(request, services.knowledge, today, names_called(), context)
    return Chosen(all_commands()[question.command], question)


def dispatch(request: Request, services: Services, context: Question | None = None) -> Answer:
    """Understand a line and let its subcommand answer.

    Args:
        request: what was typed.
        services: what handlers may use.
        context: the question before it in the same thread, or None.

    Returns:
        The answer.

    Raises:
        UserError: where the question cannot be answered as it was put.
    """
    return choose(request, services, context).answer(services)


__all__ = [
    "Chosen",
    "Command",
    "Handler",
    "UserError",
    "all_commands",
    "choose",
    "dispatch",
    "find_command",
    "find_near_command",
    "names_called",
]
