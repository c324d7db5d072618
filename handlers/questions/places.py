"""For whom or where a reminder is meant: "me", "here", "#gcm", and not another person."""

from __future__ import annotations

import re

from handlers.answers.answer import Answer, Choice, Note
from handlers.errors import UserError
from handlers.reminders.model import Place, Reminders
from handlers.request import Request

_PLACE = re.compile(
    r"^(me|myself|us|here|#[^\s<>]+|<#[A-Z0-9]+(?:\|[^>]*)?>)(?:[\s,:]+|$)", re.IGNORECASE
)
_MENTION = re.compile(r"^<@([A-Z0-9]+)(?:\|[^>]*)?>[\s,:]*")
_SOMEBODY = re.compile(
    r"^(?:(?:@\S+|<![^>]+>|<@[^>]+>)(?:\s|$)|(?:all|every(?:one|body)|everyone|him|her|them|"
    r"(?:the|my|our)\s+\w+)\s+to\s|(?-i:[A-Z][\w'’.-]*)\s+to\s)",
    re.IGNORECASE,
)


def refuse_person(request: Request) -> Answer | None:
    """Ask back where a reminder is meant for somebody else.

    Args:
        request: the question; its words begin with the place.

    Returns:
        A question that offers the channel and the person who asks; None where neither is needed.
    """
    mention = _MENTION.match(request.words)
    if mention and mention[1] == request.user:
        return None
    if not _SOMEBODY.match(request.words):
        return None
    title = "Compact reminds you or a channel, not somebody else."
    choices = [Choice("Remind me", f"remind me {request.words}")]
    if request.channel and not request.channel.startswith("D"):
        choices.insert(0, Choice("Remind this channel", f"remind here {request.words}"))
    return Answer(
        query=request.text,
        command="remind",
        title=title,
        lead="Nothing is set yet. The name stays in the note.",
        choices=tuple(choices),
        notes=(Note("person", title, told=True),),
        shareable=False,
    )


def read_place(words: str, request: Request, reminders: Reminders) -> tuple[Place | None, str]:
    """Read for whom or where something is meant.

    Returns:
        The channel, or None for the person alone; and the rest of the words.

    Raises:
        UserError: where Compact or the person is not in that channel, or Slack does not tell.
    """
    if (mention := _MENTION.match(words)) and mention[1] == request.user:
        return None, words[mention.end() :]
    match = _PLACE.match(words)
    if match is None:
        return None, words
    named, rest = match[1], words[match.end() :]
    if named.casefold() in ("me", "myself"):
        return None, rest
    if named.casefold() in ("here", "us"):
        named = "here"
        if request.channel.startswith("D"):
            return None, rest
    return _check(named, reminders.places.get(named)), rest


def _check(named: str, place: Place | None) -> Place:
    shown = "this channel" if named == "here" else place.name if place else named
    if place is not None and place.silent:
        raise UserError(
            f"Slack does not answer about {shown} just now, so nothing was changed.",
            "Ask again in a minute.",
            about="place",
        )
    if place is None or not place.id or not place.bot_inside:
        raise UserError(
            f"Compact is not in {shown}.",
            "Invite it there with /invite @Compact and ask again.",
            about="place",
        )
    if not place.person_inside:
        raise UserError(
            f"You are not in {shown}.", "Only its members set reminders there.", about="place"
        )
    return place
