"""The one error funnel: from a line to what is drawn, whatever happens on the way."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from handlers.answer import Answer, Note
from handlers.errors import UserError
from handlers.registry import dispatch
from handlers.request import Services, parse_request

logger = logging.getLogger("compact")
Drawn = TypeVar("Drawn")
Status = Literal["answered", "mistake", "fault"]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Drawn]):
    """What is shown, and whether it is an answer, a person's mistake or a fault of ours."""

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
) -> Outcome[Drawn]:
    """Answer a line and draw the answer; never raises for what a person or a handler does.

    Args:
        line: what was typed.
        services: what handlers may use.
        draw: from the answer to a surface.
        explain: draws mistakes and faults where ``draw`` only draws answers (a file).
        user: who asks.
        channel: where.

    Returns:
        What to show; a fault shows a reference under which the log has the traceback.
    """
    try:
        request = parse_request(line, user=user, channel=channel)
        return Outcome(draw(dispatch(request, services)), "answered")
    except UserError as mistake:
        return Outcome((explain or draw)(_tell_mistake(line, mistake)), "mistake")
    except Exception:
        return Outcome((explain or draw)(tell_fault()), "fault")


def _tell_mistake(line: str, mistake: UserError) -> Answer:
    return Answer(
        query=line[:200],
        command="",
        title=mistake.message,
        lead=mistake.hint,
        notes=(Note("error", mistake.message),),
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
        notes=(Note("fault", f"Reference {reference}"),),
        shareable=False,
    )
