"""The console: the same questions as in Slack, asked in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from bot.funnel import respond
from bot.render.calendar import render_calendar
from bot.render.tables import render_csv
from bot.render.text import render_text
from handlers.answers.answer import Answer
from handlers.registry import all_commands
from handlers.request import Services

_LEAVE = frozenset({"exit", "quit", "/exit", "/quit"})


def converse(take_up: Callable[[], Services], questions: TextIO, answers: TextIO) -> int:
    """Answer line by line until the end of input.

    Args:
        take_up: gives what handlers use, of the pack as it is when a question comes.
        questions: where lines come from; a prompt with history and completion on a terminal.
        answers: where answers go.

    Returns:
        The exit status, 0.
    """
    terminal = questions.isatty() and answers.isatty()
    if terminal:
        print("Compact. Type a question, “help”, or Ctrl-D to leave.", file=answers)
    for line in _prompted(take_up()) if terminal else questions:
        question = line.strip()
        if question.casefold() in _LEAVE:
            break
        if not question:
            continue
        if not terminal:
            print(f"> {question}", file=answers)
        drawn = _draw(question, take_up())
        print(drawn, end="\n\n", file=answers, flush=True)
    return 0


def _draw(question: str, services: Services) -> str:
    """Draw an answer as text; where the line ends so, its events (--ics) or its table (--csv)."""

    def calendar(answer: Answer) -> str:
        return render_calendar(answer, services.clock.now(), services.knowledge.pack.id).decode()

    def table(answer: Answer) -> str:
        return render_csv(answer).decode("utf-8-sig")

    for ending, draw in ((" --ics", calendar), (" --csv", table)):
        if question.endswith(ending):
            line = question.removesuffix(ending)
            return respond(line, services, draw, explain=render_text).drawn
    return respond(question, services, render_text).drawn


def completions(services: Services) -> list[str]:
    """List what can be completed: subcommands, parties and topics by their names."""
    knowledge = services.knowledge
    names: Iterable[str] = (
        *all_commands(),
        *(party.brief for party in knowledge.parties.values()),
        *(topic.brief for topic in knowledge.topics.values()),
    )
    return sorted({*names}, key=str.casefold)


def _prompted(services: Services) -> Iterator[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import InMemoryHistory

    session: PromptSession[str] = PromptSession(
        history=InMemoryHistory(),
        completer=WordCompleter(completions(services), ignore_case=True, match_middle=False),
        complete_while_typing=False,
    )
    while True:
        try:
            yield session.prompt("/compact ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
