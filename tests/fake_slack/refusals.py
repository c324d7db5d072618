"""What Slack refuses of messages, of responses and of the app's acknowledgements."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.fake_slack.blocks import (
    validate_blocks,
    validate_errors,
    validate_suggestions,
    validate_view,
)
from tests.fake_slack.limits import (
    ACK_SECONDS,
    MAX_BLOCKS_LENGTH,
    MAX_MARKDOWN,
    MAX_TEXT,
    RESPONSE_KEYS,
)


class SlackError(Exception):
    """A refusal with Slack's error name and the details that go with it."""

    def __init__(self, error: str, messages: Sequence[str] = ()) -> None:
        super().__init__(error)
        self.error = error
        self.messages = list(messages)


def check_content(content: Mapping[str, Any], most: int = MAX_TEXT, *, bare: bool = False) -> None:
    """Refuse a message's content as Slack does.

    Args:
        content: text, blocks, attachments and markdown_text as sent.
        most: the limit on the text.
        bare: whether a message with nothing in it will do.

    Raises:
        SlackError: Slack would refuse it.
    """
    text, blocks = content.get("text"), content.get("blocks")
    markdown = content.get("markdown_text")
    if not isinstance(text, str | None) or not isinstance(markdown, str | None):
        raise SlackError("invalid_arguments", ["[ERROR] must be a string [json-pointer:/text]"])
    if not isinstance(blocks, list | None):
        raise SlackError("invalid_blocks_format")
    if markdown and (text or blocks):
        raise SlackError("markdown_text_conflict")
    if not (bare or text or blocks or markdown or content.get("attachments")):
        raise SlackError("no_text")
    if len(text or "") > most or len(markdown or "") > MAX_MARKDOWN:
        raise SlackError("msg_too_long")
    if reasons := validate_blocks(blocks or [], "message"):
        raise SlackError("invalid_blocks", reasons)
    if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > MAX_BLOCKS_LENGTH:
        raise SlackError("msg_blocks_too_long")


def check_response(payload: Any) -> None:
    """Refuse a message sent to a response URL or in the answer to a slash command.

    Args:
        payload: the decoded JSON.

    Raises:
        SlackError: Slack would refuse it, or drop a property it doesn't know.
    """
    if not isinstance(payload, dict) or payload.keys() - set(RESPONSE_KEYS.split()):
        raise SlackError("invalid_payload", ["[ERROR] unknown property or not an object"])
    if payload.get("response_type", "ephemeral") not in ("ephemeral", "in_channel"):
        raise SlackError("invalid_payload", ["[ERROR] unknown response_type"])
    check_content(payload, bare=bool(payload.get("delete_original")))


def ack_faults(kind: str, payload: Any, elapsed: float) -> list[str]:
    """List what is wrong with an answer to a request from Slack.

    Args:
        kind: "slash_commands", "events_api", or the type of the interactive payload.
        payload: the decoded JSON of the answer, or None.
        elapsed: how long the answer took, in seconds.

    Returns:
        The faults; empty if all is well.
    """
    faults = [f"answered after {elapsed:.1f} s"] if elapsed > ACK_SECONDS else []
    if payload is None:
        return faults
    if kind == "slash_commands":
        try:
            check_response(payload)
        except SlackError as refusal:
            faults += [refusal.error, *refusal.messages]
    elif kind == "block_suggestion":
        faults += validate_suggestions(payload)
    elif kind == "view_submission" and payload.get("response_action") in ("update", "push"):
        faults += validate_view(payload.get("view"))
    elif kind == "view_submission" and payload.get("response_action") == "errors":
        faults += validate_errors(payload.get("errors"))
    return faults
