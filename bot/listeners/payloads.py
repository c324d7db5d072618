"""Reading what Slack sends."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from bot.render.slack import read_thread

Payload = Mapping[str, Any]

# None goes on past the next "<", which Slack escapes where a person writes it: what is never closed
# would otherwise be read to the end of the message from each "<" in it.
_PEOPLE = re.compile(r"<[@!][^<>]*>")
# What comes before the question, and a question whose mentions say for whom it is.
_ADDRESSED = re.compile(r"^(?:\s*<[@!][^<>]*>)+[\s,:]*")
_REMIND = re.compile(r"^(?:/?compact\s+)?remind(?:er|me)?\s", re.IGNORECASE)
_LINK = re.compile(r"<(?:https?|mailto|tel):[^|<>]*(?:\|([^<>]*))?>")
_MARKED = re.compile(r"<[^<>]*>")
_CODE = re.compile(r"```.*?(?:```|$)|`[^`\n]*`", re.DOTALL)


def who(payload: Payload) -> str:
    """Give the id of the person who did it."""
    user = payload.get("user")
    inner = user.get("id") if isinstance(user, Mapping) else user
    return str(payload.get("user_id") or inner or "")


def where(payload: Payload) -> str:
    """Give the id of the conversation, or ""."""
    channel = payload.get("channel")
    inner = channel.get("id") if isinstance(channel, Mapping) else channel
    held = (payload.get("container") or {}).get("channel_id")
    return str(payload.get("channel_id") or inner or held or "")


def clicked(body: Payload) -> str:
    """Give the value of the button or option that was chosen; of an old one without, "help"."""
    action = body["actions"][0]
    option = action.get("selected_option") or {}
    return str(option.get("value") or action.get("value") or "help")


def thread_of_click(body: Payload) -> str:
    """Give the thread in which a button stands, or ""."""
    return read_thread(str(body["actions"][0].get("block_id") or ""))


def is_seen_by_all(body: Payload) -> bool:
    """Tell whether a click was on a message that others see, too."""
    container = body.get("container") or {}
    alone = container.get("is_ephemeral") or where(body).startswith("D")
    return container.get("type") == "message" and not alone


def read_question(text: str) -> str:
    """Give what somebody asks in a message: mentions taken out, links and escapes undone.

    Channels stay as Slack writes them, ``<#C1|name>``: a question may be about one.  So do people
    whom a reminder names: ``remind <@U2> …`` is no reminder for whoever writes it.
    """
    asked = _ADDRESSED.sub("", text)
    text = asked if _REMIND.match(asked) else _PEOPLE.sub(" ", text)
    text = _LINK.sub(lambda link: link[1] or "", text)
    return html.unescape(text).replace("*", " ").strip()


def read_prose(text: str) -> str:
    """Give a message as plain text, links, mentions and code as line ends that no name crosses."""
    text = _MARKED.sub("\n", _CODE.sub("\n", text))
    return html.unescape(text)
