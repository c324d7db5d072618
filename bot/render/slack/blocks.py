"""Slack's text and the smallest blocks, within their limits.

Limits: Slack's Block Kit reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

Block = dict[str, Any]
Message = dict[str, Any]

ELEMENTS = 25  # of a row of buttons; Slack takes no more
LABEL_TEXT = 30  # of a button as a phone shows it, two in a row
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
BUTTON_LABEL = 75  # Slack takes no more
# Slack takes 2,000, but all buttons together have to leave room for the texts; a question has at
# most 400 characters.
BUTTON_VALUE = 450
MESSAGE_LENGTH = 9_900  # of the blocks as JSON; above 10,000 Slack has refused messages
SHORTEST = 300  # to which a text may be cut where the whole message is too long

OPTION_TEXT, OPTION_VALUE, OPTIONS = 75, 150, 100  # of a list to choose from; Slack takes no more
ASK = "ask"  # a button that asks its value again
SHARE = "share"  # a button that posts its value's answer in the channel
SHARE_ALL_THE_SAME = "share:confirmed"  # the same, after a word on who is in the channel
CALENDAR = "calendar"  # a button that sends its value's events as a calendar file
FILES = "files"  # a button that sends its value's tables as files
_THREAD = re.compile(r"^thread:(\d+\.\d+)")


# Control characters and halves of surrogate pairs: nothing to read, and no valid JSON or UTF-8.
_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clear(text: str) -> str:
    """Put spaces in the place of what cannot be shown in plain text."""
    return _UNREADABLE.sub(" ", text)


def escape(text: str) -> str:
    """Escape what Slack's mrkdwn gives a meaning that text must not have: & < >.

    Source: Slack, "Formatting text for app surfaces", escaping text.
    """
    if not text.isprintable():
        text = _UNREADABLE.sub(" ", text)
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
    """Cut mrkdwn to a limit, never inside an escape or a token such as ``<!date^…>``."""
    if len(escaped) <= limit:
        return escaped
    return re.sub(r"(&[a-z]*|<[^<>]*)$", "", escaped[: limit - 1]).rstrip() + "…"


def measure(blocks: Sequence[Block]) -> int:
    """Count the characters of blocks as JSON."""
    return len(orjson.dumps(blocks).decode())


def squeeze(blocks: list[Block], most: int = MESSAGE_LENGTH) -> list[Block]:
    """Cut the longest texts of a message that is too long as a whole.

    Args:
        blocks: of one message; changed in place.
        most: characters as JSON, in which quotation marks and line ends count twice.

    Returns:
        The blocks, within the limit unless no text can be cut any more.
    """
    texts = list(_texts(blocks))
    while texts and (excess := measure(blocks) - most) > 0:
        longest = max(texts, key=lambda text: len(text["text"]))
        length = len(longest["text"])
        if length <= SHORTEST:
            break
        longest["text"] = cut(longest["text"], max(SHORTEST, length - excess))
    return blocks


def _texts(blocks: list[Block]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        if block["type"] == "section":
            yield block["text"]
        elif block["type"] == "context":
            yield from block["elements"]


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


def header(text: str) -> Block:
    """Make a title from plain text of at most 150 characters."""
    return {"type": "header", "text": _plain(text)}


def menu(
    label: str, options: Iterable[tuple[str, str]], action: str, most: int = MESSAGE_LENGTH
) -> list[Block]:
    """Make a list to choose from.

    Args:
        label: what is chosen, shown until something is.
        options: (text, value), in order; values that are too long are left out.
        action: id of what follows.
        most: characters as JSON; the last options are left out where there are more.

    Returns:
        The list; nothing where there is nothing to choose, which Slack refuses.
    """
    chosen = [
        {"text": _option(_short(text, OPTION_TEXT)), "value": clear(value)}
        for text, value in options
        if 0 < len(value) <= OPTION_VALUE
    ]
    chosen = chosen[:OPTIONS]
    element = {
        "type": "static_select",
        "action_id": action,
        "placeholder": _plain(_short(label, 150)),
        "options": chosen,
    }
    excess = measure([element]) - most
    while chosen and excess > 0:
        excess -= measure([chosen.pop()]) - len("[]") + len(",")
    return [element] if chosen else []


def overflow(options: Iterable[tuple[str, str]], action: str) -> Block:
    """Make the button of dots behind which a few things to do are hidden.

    Args:
        options: (text, value) of at most five.
        action: id of what follows.
    """
    return {
        "type": "overflow",
        "action_id": action,
        "options": [{"text": _option(text), "value": value} for text, value in options],
    }


def _option(text: str) -> Block:
    # As short as can be: a message with all its options has an end.
    return {"type": "plain_text", "text": _visible(text)}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": _visible(text), "emoji": False}


def _visible(text: str) -> str:
    """Give what can be read of a text; a dash where there is nothing, which Slack refuses."""
    if text.isprintable():  # a space is the only one of these that cannot be seen
        return text if text.strip(" ") else "–"
    text = _UNREADABLE.sub(" ", text)
    return text if any(c.isprintable() and not c.isspace() for c in text) else "–"


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def button(label: str, action: str, value: str) -> Block:
    """Make a button; its label is cut where it is too long, and is its value where it is blank."""
    # Labels are plain text, which Slack does not unescape.
    value = clear(value)
    label = _visible(label) if _visible(label) != "–" else value
    return {
        "type": "button",
        "text": _plain(_short(label, BUTTON_LABEL)),
        "action_id": action,
        "value": value,
    }


def fit_label(text: str) -> str:
    """Fit a button's label to half of a phone's width: without what brackets add, between words."""
    if len(text) <= LABEL_TEXT:
        return text
    bare = _IN_BRACKETS.sub("", text)
    if len(bare) <= LABEL_TEXT:
        return bare
    words = bare[: LABEL_TEXT - 1].rpartition(" ")[0].rstrip(" ,;:·–-")
    return f"{words} …" if words else bare[: LABEL_TEXT - 1] + "…"


def fit_end(text: str) -> str:
    """Fit a button's label by its end, where another button has its beginning."""
    if len(text) <= LABEL_TEXT:
        return text
    return f"… {text[-(LABEL_TEXT - 2) :].partition(' ')[2] or text[-(LABEL_TEXT - 2) :]}"


def actions(buttons: Sequence[Block], thread: str = "", number: int = 0) -> list[Block]:
    """Make a row of buttons that says in which thread it stands.

    Args:
        buttons: what stands in it.
        thread: the thread's timestamp, or "".
        number: which row of its message it is.

    Returns:
        The row; nothing where nothing would stand in it, which Slack refuses.
    """
    if not buttons:
        return []
    block: Block = {"type": "actions", "elements": list(buttons[:ELEMENTS])}
    if thread:
        block["block_id"] = f"thread:{thread}:{number}"
    return [block]


def read_thread(block_id: str) -> str:
    """Give the thread that a row of buttons carries, or ""."""
    found = _THREAD.match(block_id)
    return found[1] if found else ""
