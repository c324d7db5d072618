"""mute SPAN, mute here SPAN, mute off"""

from __future__ import annotations

import re

from handlers.answers.answer import Answer, Choice
from handlers.answers.subscriptions import need_reminders
from handlers.answers.times import spell_moment, spell_when
from handlers.errors import UserError
from handlers.questions.moments.reading import Moment, Unclear, read_moment
from handlers.questions.places import read_place
from handlers.registry import Command
from handlers.reminders.effects import Mute, Unmute
from handlers.reminders.model import Place, Reminders, Wall
from handlers.request import Request, Services


def mute(request: Request, services: Services) -> Answer:
    """Send no reminders for a while, to oneself or to a channel."""
    reminders = need_reminders(services)
    place, words = read_place(request.words, request, reminders)
    # "mute 2 weeks here" names the place behind.
    if place is None and (behind := re.search(r"\s(?:in\s+)?(here|#\S+|<#[^>]+>)$", words)):
        place, _ = read_place(behind[1], request, reminders)
        words = words[: behind.start()]
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
    until = _read_end(words, place, request, services, reminders)
    if isinstance(until, Answer):
        return until
    off = f"mute {f'{place.name} ' if place else ''}off"
    return Answer(
        query=request.text,
        command="mute",
        title=f"No reminders {whose} until {spell_moment(until)} ({until.zone}).",
        lead="What is due until then is not sent, and not sent later.",
        choices=(Choice("Mute off", off), Choice("My reminders", "reminders")),
        effects=(Mute(target, until.instant, request.user),),
        shareable=False,
    )


def _read_end(
    words: str, place: Place | None, request: Request, services: Services, reminders: Reminders
) -> Wall | Answer:
    """Read until when nothing is to come; a question back where that is not one moment."""
    asked = re.sub(r"^(?:for|until|till|to)\s+", "", words, flags=re.IGNORECASE)
    now, zone = services.clock.now(), reminders.zone
    found = read_moment(asked, now, zone)
    # "2 weeks" says how long, and there is no note that it could belong to.
    for each in (found, read_moment(f"in {asked}", now, zone)):
        if isinstance(each, Moment) and not each.note and not each.rule:
            return Wall.at(each.wall.instant, zone)
    choices: list[Choice] = []
    for line in found.readings if isinstance(found, Unclear) else ():
        meant = read_moment(line, now, zone)
        if isinstance(meant, Moment) and not meant.note:
            label = f"Until {spell_when(meant.wall, '', zone)}"
            choices.append(Choice(label, f"mute {place.ask + ' ' if place else ''}until {line}"))
    if not choices:
        text = found.text if isinstance(found, Unclear) and not found.readings else "For how long?"
        raise UserError(text, "Ask, for example: mute 2 weeks; mute until Monday")
    assert isinstance(found, Unclear)
    return Answer(
        query=request.text,
        command="mute",
        title=found.text,
        lead="Nothing is muted yet. Which is meant?",
        choices=tuple(choices),
        shareable=False,
    )


COMMAND = Command(
    name="mute",
    usage="[here | #CHANNEL] 2 weeks  |  off",
    summary="No reminders for a while, for you or a channel.",
    examples=("mute 2 weeks", "mute here 3 days", "mute off"),
    handler=mute,
    aliases=("unmute", "quiet"),
    rank=74,
    ways=(Choice("My reminders", "reminders"),),
    uses_store=True,
)
