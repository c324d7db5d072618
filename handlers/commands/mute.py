"""mute SPAN, mute here SPAN, mute off"""

from __future__ import annotations

from handlers.answers.answer import Answer, Choice
from handlers.answers.subscriptions import need_reminders
from handlers.errors import UserError
from handlers.questions.dates import after, find_date, read_spans
from handlers.questions.wishes import read_place
from handlers.registry import Command
from handlers.reminders.effects import Mute, Unmute
from handlers.reminders.model import Wall
from handlers.request import Request, Services


def mute(request: Request, services: Services) -> Answer:
    """Send no reminders for a while, to oneself or to a channel."""
    reminders = need_reminders(services)
    place, words = read_place(request.words, request, reminders)
    target = place.id if place else request.user
    whose = f"in {place.name}" if place else "for you"
    first = request.text.split()[0].casefold()
    if first == "unmute" or words.casefold() in ("off", "end", "stop"):
        return Answer(
            query=request.text,
            command="mute",
            title=f"Reminders come again {whose}.",
            choices=(Choice("My reminders", "reminders"),),
            effects=(Unmute(target),),
            shareable=False,
        )
    until = _read_end(words.removeprefix("for ").removeprefix("until "), services, reminders.zone)
    off = f"mute {f'{place.name} ' if place else ''}off"
    return Answer(
        query=request.text,
        command="mute",
        title=f"No reminders {whose} until {until.spell()}.",
        lead="What is due until then is not sent, and not sent later.",
        choices=(Choice("Mute off", off), Choice("My reminders", "reminders")),
        effects=(Mute(target, until.instant, request.user),),
        shareable=False,
    )


def _read_end(words: str, services: Services, zone: str) -> Wall:
    now = services.clock.now()
    if spans := read_spans(words):
        return after(now, spans, zone)
    found = find_date(words, now, zone) if words else None
    if found is None or found[1]:
        raise UserError("For how long?", "Ask, for example: mute 2 weeks; mute until Monday")
    if found[0].instant <= now:
        raise UserError(f"{found[0].spell()} has passed.", "Name a time that is still to come.")
    return found[0]


COMMAND = Command(
    name="mute",
    usage="[here | #CHANNEL] 2 weeks  |  off",
    summary="No reminders for a while, for you or a channel.",
    examples=("mute 2 weeks", "mute here 3 days", "mute off"),
    handler=mute,
    aliases=("unmute", "quiet"),
    rank=74,
    uses_store=True,
)
