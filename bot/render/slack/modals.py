"""The modal that looks something up: the question, then the answer with where to share it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.render.slack.blocks import (
    OPTION_TEXT,
    OPTION_VALUE,
    OPTIONS,
    Block,
    fit,
    paragraph,
)
from bot.render.slack.messages import render_message
from handlers.answers.answer import Answer

LOOK_UP, LOOKED_UP = "look_up", "looked_up"  # the views' callback ids
PARTY, TOPIC, CHANNEL = "party", "topic", "channel"  # block and action ids


def render_lookup(party: str, topic: str, notice: str = "") -> Block:
    """Draw the modal that asks for a party and a topic, such as these."""
    blocks = [paragraph(fit(notice, 300))] if notice else []
    return {
        "type": "modal",
        "callback_id": LOOK_UP,
        "title": _plain("Look something up"),
        "submit": _plain("Look up"),
        "close": _plain("Close"),
        "blocks": [
            *blocks,
            _select(PARTY, "Party", party),
            _select(TOPIC, "Topic", topic),
        ],
    }


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def _select(name: str, label: str, example: str) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "optional": True,
        "label": _plain(label),
        "element": {
            "type": "external_select",
            "action_id": name,
            # Slack's default waits for three letters; the likeliest can be offered before any.
            "min_query_length": 0,
            "placeholder": _plain(f"{example} …"),
        },
    }


def render_answer_view(answer: Answer, line: str, *, sharing: bool = True) -> Block:
    """Draw the modal that shows an answer.

    Args:
        answer: what is said.
        line: the question; the modal keeps it, so that it can be shared.
        sharing: whether it can be shared.
    """
    # In a modal there is no channel to share in, until one is picked.
    blocks = render_message(answer, private=False)["blocks"]
    view: Block = {
        "type": "modal",
        "callback_id": LOOKED_UP,
        "private_metadata": line[:3_000],
        "title": _plain("Compact"),
        "close": _plain("Close"),
        "blocks": blocks,
    }
    if sharing and answer.shareable:
        view["blocks"] = [*blocks, _channel()]
        view["submit"] = _plain("Share")
    return view


def _channel() -> Block:
    return {
        "type": "input",
        "block_id": CHANNEL,
        "label": _plain("Share in"),
        "element": {
            "type": "conversations_select",
            "action_id": CHANNEL,
            "placeholder": _plain("A channel"),
            # Slack hands out an address for that channel, even where Compact is not in it.
            "response_url_enabled": True,
            "filter": {
                "include": ["public", "private", "mpim", "im"],
                "exclude_bot_users": True,
                # Sharing with other organisations asks for a confirmation; here there is none.
                "exclude_external_shared_channels": True,
            },
        },
    }


def render_options(names: Iterable[tuple[str, str]]) -> Block:
    """Draw options for a type-ahead select.

    Args:
        names: (value, name), the likeliest first.

    Returns:
        At most as many as Slack takes.
    """
    options = [
        {"text": _plain(_cut(name)), "value": value}
        for value, name in names
        if len(value) <= OPTION_VALUE
    ]
    return {"options": options[:OPTIONS]}


def _cut(name: str) -> str:
    return name if len(name) <= OPTION_TEXT else name[: OPTION_TEXT - 1] + "…"
