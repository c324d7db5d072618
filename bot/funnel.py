"""The one error funnel: from a line to what is drawn, whatever happens on the way."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Generic, Literal, Protocol, TypeVar

from bot.errors import StoreAway
from handlers.answers.answer import Answer, Choice, Note
from handlers.answers.examples import choose_examples
from handlers.errors import UserError
from handlers.questions.context import spell_context
from handlers.questions.question import Naming, Question
from handlers.registry import choose, dispatch, find_command
from handlers.reminders.effects import Effect
from handlers.reminders.model import Reminders
from handlers.request import Request, Services, parse_request

logger = logging.getLogger("compact")
Drawn = TypeVar("Drawn")
Status = Literal["answered", "mistake", "away", "fault"]
# What a process ends with that was asked once.
EXIT_STATUS: dict[Status, int] = {"answered": 0, "mistake": 2, "away": 1, "fault": 1}

_LONGEST_CHOICE = 400  # characters that the button for asking again carries
# Control characters and halves of surrogate pairs: nobody types them, and no surface can show them.
UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Drawn]):
    """What is shown, and whether it is an answer, a person's mistake or a fault of ours.

    "away" is an answer that could not be given since the database does not answer.
    """

    drawn: Drawn
    status: Status


def respond(
    line: str,
    services: Services,
    draw: Callable[[Answer], Drawn],
    *,
    explain: Callable[[Answer], Drawn] | None = None,
    user: str = "",
    channel: str = "",
    context: str = "",
) -> Outcome[Drawn]:
    """Answer a line and draw the answer; never raises for what a person or a handler does.

    Args:
        line: what was typed.
        services: what handlers may use.
        draw: from the answer to a surface.
        explain: draws mistakes and faults where ``draw`` only draws answers (a file).
        user: who asks.
        channel: where.
        context: the line before it in the same thread, or "".

    Returns:
        What to show; a fault shows a reference under which the log has the traceback.
    """
    line = UNREADABLE.sub(" ", line)
    try:
        request = parse_request(line, user=user, channel=channel)
        before = _understood(context, services)
        return Outcome(draw(dispatch(request, services, before)), "answered")
    except Exception as error:
        return _explain(_with_examples(error, services), line, explain or draw)


class Keeper(Protocol):
    """What is kept between questions: reminders, mutes, time zones."""

    async def read(self, request: Request) -> Reminders:
        """Read what a subcommand may need of the person who asks and of the channel."""
        ...

    async def carry_out(self, effects: Sequence[Effect]) -> None:
        """Do what an answer asks for."""
        ...


async def respond_keeping(
    line: str,
    services: Services,
    draw: Callable[[Answer], Drawn],
    keeper: Keeper | None,
    *,
    explain: Callable[[Answer], Drawn] | None = None,
    user: str = "",
    channel: str = "",
    context: str = "",
) -> Outcome[Drawn]:
    """Answer a line as ``respond`` does; read before, and do after, what the subcommand needs.

    Args:
        line: what was typed.
        services: what handlers may use.
        draw: from the answer to a surface.
        keeper: reads and does it; None where nothing is kept.
        explain: draws mistakes and faults where ``draw`` only draws answers (a file).
        user: who asks.
        channel: where.
        context: the line before it in the same thread, or "".

    Returns:
        What to show, after everything has been done.
    """
    line = UNREADABLE.sub(" ", line)
    try:
        request = parse_request(line, user=user, channel=channel)
        chosen = choose(request, services, _understood(context, services))
        if keeper is not None and chosen.command.uses_store:
            services = replace(services, reminders=await keeper.read(chosen.question))
        answer = chosen.answer(services)
        if keeper is not None and answer.effects:
            await keeper.carry_out(answer.effects)
        return Outcome(draw(answer), "answered")
    except Exception as error:
        return _explain(_with_examples(error, services), line, explain or draw)


def _understood(line: str, services: Services) -> Question | None:
    return choose(parse_request(line), services).question if line else None


def spell_question(line: str, services: Services) -> str:
    """Write out how a line is understood, a part of it on each line."""
    question = choose(parse_request(line), services).question
    parts = [(each.name, getattr(question, each.name)) for each in fields(question)]
    return "\n".join(f"{name}: {_spell_part(value)}" for name, value in parts if value)


def _spell_part(value: object) -> str:
    if not isinstance(value, tuple):
        return str(value)
    told: list[str] = []
    for each in value:
        if isinstance(each, Naming):
            told.append(f"“{each.words}” is {each.ref.kind} {each.ref.id}")
        else:
            told.append(str(each))
    return "; ".join(told)


def spell_alone(line: str, services: Services, context: str = "") -> str:
    """Write a line out so that it stands alone; "" where no follow-up could mean it.

    Args:
        line: what was asked.
        services: the pack.
        context: the line before it in the same thread, or "".
    """
    try:
        before = _understood(context, services)
        question = choose(parse_request(line), services, before).question
    except UserError:
        return ""
    return spell_context(question, services.knowledge)


def draw_safely(make: Callable[[], Drawn], explain: Callable[[Answer], Drawn]) -> Drawn:
    """Draw what no line of text asks for, such as what a message mentions; never raises.

    Args:
        make: draws it.
        explain: draws a mistake or a fault instead.
    """
    try:
        return make()
    except Exception as error:
        return _explain(error, "", explain).drawn


def _explain(error: Exception, line: str, draw: Callable[[Answer], Drawn]) -> Outcome[Drawn]:
    """Word what went wrong, while it is being handled: a mistake, or a fault of ours."""
    if isinstance(error, UserError):
        return Outcome(draw(_tell_mistake(line, error)), "mistake")
    if isinstance(error, StoreAway):
        return Outcome(draw(tell_away(error, line)), "away")
    return Outcome(draw(tell_fault()), "fault")


def _with_examples(error: Exception, services: Services) -> Exception:
    """Put the pack's own names into the examples of a hint."""
    if isinstance(error, UserError):
        error.hint = choose_examples(services.knowledge).fill_hint(error.hint)
    return error


def _tell_mistake(line: str, mistake: UserError) -> Answer:
    ways_out = _read_ways_out(mistake.hint)
    return Answer(
        query=line[:200],
        command="",
        title=mistake.message,
        lead=mistake.hint if not ways_out else "",
        choices=ways_out,
        notes=(Note("error", mistake.message, told=True, about=mistake.about),),
        shareable=False,
    )


def _read_ways_out(hint: str) -> tuple[Choice, ...]:
    """Read what can be asked instead out of a hint: "Ask, for example: next 5; timeline 2017"."""
    _, _, examples = hint.partition(": ")
    commands = [part.rsplit(": ", 1)[-1].strip() for part in examples.split("; ")]
    known = [line for line in commands if line and find_command(line.split()[0])]
    return tuple(Choice(line, line) for line in known)


def tell_away(away: StoreAway, line: str = "") -> Answer:
    """Say that the database of reminders does not answer, and what to do about it.

    Args:
        away: whether something may have been done all the same.
        line: what was asked, to be asked again; or "".
    """
    if away.unsure:
        text = "The database did not answer in time: it is not certain whether that was done."
        choices = [Choice("See your reminders", "reminders")]
    else:
        text = "Reminders are out of reach for the moment, and nothing was changed."
        choices = [Choice("Try again", line)] if 0 < len(line) <= _LONGEST_CHOICE else []
    return Answer(
        query=line[:200],
        command="",
        title=text,
        lead="Everything else is answered; try again in a minute.",
        choices=tuple(choices),
        notes=(Note("error", text),),
        shareable=False,
    )


def tell_fault() -> Answer:
    """Log the exception that is being handled and word it for a person.

    Returns:
        An answer with a short reference that is in the log.
    """
    reference = secrets.token_hex(4).upper()
    logger.exception("fault %s", reference)
    text = "Something went wrong in Compact, not in your question."
    return Answer(
        query="",
        command="",
        title=text,
        lead=f"Try again; if it goes on, give whoever runs Compact the reference {reference}.",
        notes=(Note("fault", f"Reference {reference}", told=True),),
        shareable=False,
    )
