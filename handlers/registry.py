"""The subcommands: found by their files, chosen by their names, explained by themselves."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers import commands as command_package
from handlers.answer import Answer, Note
from handlers.errors import UserError
from handlers.request import Request, Services
from knowledge.resolve import Kind, edit_budget

Handler = Callable[[Request, Services], Answer]


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
    """

    name: str
    usage: str
    summary: str
    examples: tuple[str, ...]
    handler: Handler
    aliases: tuple[str, ...] = ()
    rank: int = 50


@cache
def all_commands() -> Mapping[str, Command]:
    """Find every subcommand: each module in ``handlers.commands`` has one constant COMMAND.

    Returns:
        Commands by name, in the order of the help.
    """
    found: list[Command] = []
    for module in pkgutil.iter_modules(command_package.__path__):
        name = f"{command_package.__name__}.{module.name}"
        found.append(importlib.import_module(name).COMMAND)
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
    word = word.casefold()
    budget = edit_budget(word)
    if not budget:
        return None
    near = process.extract(word, _called().keys(), scorer=OSA.distance, score_cutoff=budget)
    least = min((edits for _, edits, _ in near), default=0)
    meant = {_called()[name].name for name, edits, _ in near if edits == least}
    return all_commands()[meant.pop()] if len(meant) == 1 else None


def dispatch(request: Request, services: Services) -> Answer:
    """Choose the subcommand and let it answer.

    Args:
        request: what was asked.
        services: what handlers may use.

    Returns:
        The answer.

    Raises:
        UserError: where the question cannot be answered as it was put.
    """
    first, _, rest = request.text.partition(" ")
    if not first:
        return all_commands()["help"].handler(request.for_words(""), services)
    command = find_command(first)
    if command is not None:
        return command.handler(request.for_words(rest), services)
    whole = services.knowledge.index.read(request.text)
    if whole.matches and not whole.unknown and not any(match.edits for match in whole.matches):
        return default_command().handler(request, services)
    near = find_near_command(first)
    if near is not None:
        answer = near.handler(request.for_words(rest), services)
        note = Note("correction", f"“{first}” read as the command {near.name}.")
        return replace(answer, notes=(*answer.notes, note))
    return _meant_command(request, services).handler(request, services)


_BY_KIND: tuple[tuple[Kind, str], ...] = (
    ("term", "term"),
    ("event", "event"),
    ("person", "people"),
    ("source", "sources"),
)


def _meant_command(request: Request, services: Services) -> Command:
    """Choose by what the words name: parties and topics first, then one kind that fits all."""
    index = services.knowledge.index
    if index.read(request.text).unknown:
        for exact in (True, False):
            for kind, name in _BY_KIND:
                reading = index.read(request.text, frozenset({kind}))
                edits = sum(match.edits for match in reading.matches)
                if reading.matches and not reading.unknown and not (exact and edits):
                    return all_commands()[name]
    return default_command()


def default_command() -> Command:
    """Give the subcommand that answers where none is named."""
    return all_commands()["position"]


__all__ = [
    "Command",
    "Handler",
    "UserError",
    "all_commands",
    "default_command",
    "dispatch",
    "find_command",
    "find_near_command",
]
