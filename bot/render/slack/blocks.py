"""Slack's text and the smallest blocks, within their limits.

Limits: Slack's Block Kit reference.
"""

from __future__ import annotations

import re
from typing import Any

Block = dict[str, Any]
Message = dict[str, Any]

BUTTON_LABEL = 75
BUTTON_VALUE = 450

ASK = "ask"  # a button that asks its value again
SHARE = "share"  # a button that posts its value's answer in the channel


def escape(text: str) -> str:
    """Escape what Slack's mrkdwn gives a meaning that text must not have: & < >.

    Source: Slack, "Formatting text for app surfaces", escaping text.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fit(text: str, limit: int) -> str:
    """Escape a text and cut it to a limit, never inside an escape.

    Args:
        text: plain text.
        limit: characters after escaping.

    Returns:
        mrkdwn of at most that length, ending in "…" where it was cut.
    """
    return cut(escape(text), limit)


def cut(escaped: str, limit: int) -> str:
    """Cut mrkdwn to a limit, never inside an escape."""
    if len(escaped) <= limit:
        return escaped
    return re.sub(r"&[a-z]*$", "", escaped[: limit - 1]).rstrip() + "…"


def paragraph(text: str) -> Block:
    """Make a section of mrkdwn that is already escaped and fitted."""
    # verbatim: Slack is not to find links or @everyone in what somebody wrote.
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def small_print(text: str) -> Block:
    """Make a line of small print from mrkdwn that is already escaped and fitted."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def strong(text: str, limit: int) -> str:
    """Fit a text that stands between asterisks, which it must not end."""
    return fit(text.replace("*", "∗"), limit)


def button(label: str, action: str, value: str) -> Block:
    """Make a button; its label is cut where it is too long."""
    # Labels are plain text, which Slack does not unescape.
    label = label if len(label) <= BUTTON_LABEL else label[: BUTTON_LABEL - 1] + "…"
    return {
        "type": "button",
        "text": {"type": "plain_text", "text": label, "emoji": False},
        "action_id": action,
        "value": value,
    }
