"""A Slack server for tests: Web API, signed requests to the app, response URLs and Socket Mode.

It refuses what Slack refuses, with Slack's error names, and where Slack's rules are not documented
it takes the stricter reading. Everything waits on conditions with a time limit; nothing sleeps.
"""
# ruff: noqa: ASYNC109 (the time limits are part of the interface)

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Self
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import aiohttp
from aiohttp import web

Json = dict[str, Any]

ACK_SECONDS = 3.0
TRIGGER_SECONDS = 3.0
RESPONSE_URL_USES = 5
RESPONSE_URL_SECONDS = 30 * 60
MAX_SOCKETS = 10
MAX_TEXT, MAX_UPDATE, MAX_MARKDOWN = 40_000, 4_000, 12_000
MAX_BLOCKS_LENGTH, MAX_VIEW = 13_000, 250_000
BOT, APP, TEAM, BOT_ID = "UBOT", "A1", "T1", "B1"

# --- Block Kit ------------------------------------------------------------------------------------


class _Scan:
    """What one walk over the blocks has found so far."""

    def __init__(self) -> None:
        self.reasons: list[str] = []
        self.seen: dict[str, set[str]] = defaultdict(set)

    def bad(self, where: str, reason: str) -> None:
        """Note a reason for refusal in Slack's own form.

        Args:
            where: JSON pointer of the faulty value.
            reason: what is wrong with it.
        """
        self.reasons.append(f"[ERROR] {reason} [json-pointer:{where}]")

    def once(self, kind: str, where: str, value: Any) -> None:
        """Refuse an id that has been used before.

        Args:
            kind: "action_id" or "block_id".
            where: JSON pointer of the id.
            value: the id.
        """
        if str(value) in self.seen[kind]:
            self.bad(where, f"`{kind}` `{value}` already exists")
        self.seen[kind].add(str(value))


Check = Callable[[Any, str, _Scan], None]


def _string(most: int, least: int = 1) -> Check:
    """Make a check for a string of `least` to `most` characters."""

    def check(value: Any, where: str, scan: _Scan) -> None:
        if not isinstance(value, str):
            scan.bad(where, "must be a string")
        elif len(value) > most:
            scan.bad(where, f"must be less than {most + 1} characters")
        elif len(value) < least:
            scan.bad(where, f"must be more than {least - 1} characters")

    return check


def _a(kind: type, name: str) -> Check:
    """Make a check for a value of one Python type, called `name` in the reason."""

    def check(value: Any, where: str, scan: _Scan) -> None:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            scan.bad(where, f"must be {name}")

    return check


_FLAG, _WHOLE, _ANY = _a(bool, "a boolean"), _a(int, "an integer"), _a(object, "a value")
_MAP = _a(dict, "an object")


def _among(*words: str) -> Check:
    """Make a check for one of the given words."""

    def check(value: Any, where: str, scan: _Scan) -> None:
        if value not in words:
            scan.bad(where, f"must be one of {', '.join(words)}")

    return check


def _array(item: Check, most: int, least: int = 1) -> Check:
    """Make a check for a list of `least` to `most` items that each pass `item`."""

    def check(value: Any, where: str, scan: _Scan) -> None:
        if not isinstance(value, list):
            scan.bad(where, "must be an array")
            return
        if len(value) > most:
            scan.bad(where, f"no more than {most} items allowed")
        if len(value) < least:
            scan.bad(where, f"no less than {least} items allowed")
        for number, one in enumerate(value):
            item(one, f"{where}/{number}", scan)

    return check


def _object(fields: Mapping[str, Check], needs: str = "", one_of: str = "") -> Check:
    """Make a check for an object.

    Args:
        fields: the properties it may have, each with its check.
        needs: names of the required properties, parted by spaces.
        one_of: names of properties of which exactly one must be there.

    Returns:
        The check.
    """

    def check(value: Any, where: str, scan: _Scan) -> None:
        if not isinstance(value, dict):
            scan.bad(where, "must be an object")
            return
        for name in needs.split():
            if name not in value:
                scan.bad(where, f"missing required field: {name}")
        if one_of and sum(name in value for name in one_of.split()) != 1:
            scan.bad(where, f"must have exactly one of: {one_of.replace(' ', ', ')}")
        for name, one in value.items():
            if name in fields:
                fields[name](one, f"{where}/{name}", scan)
            else:
                scan.bad(where, f"invalid additional property: {name}")

    return check


def _kinds(table: Mapping[str, Check], names: str | None = None) -> Check:
    """Make a check that picks another check by the value's "type".

    Args:
        table: the check for each type.
        names: the types allowed here, parted by spaces; all of the table without it.

    Returns:
        The check.
    """
    allowed = set(table) if names is None else set(names.split())

    def check(value: Any, where: str, scan: _Scan) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in allowed:
            scan.bad(where, f"unsupported type: {kind}")
        else:
            table[kind](value, where, scan)

    return check


def _text(most: int, *, plain: bool = False) -> Check:
    """Make a check for a text object of at most `most` characters, `plain` for plain_text only."""
    shapes = {
        "plain_text": {"type": _ANY, "text": _string(most), "emoji": _FLAG},
        "mrkdwn": {"type": _ANY, "text": _string(most), "verbatim": _FLAG},
    }
    table = {kind: _object(shape, "text") for kind, shape in shapes.items()}
    return _kinds(table, "plain_text" if plain else "plain_text mrkdwn")


def _action_id(value: Any, where: str, scan: _Scan) -> None:
    """Check an action_id, which may not come twice in a message."""
    _string(255)(value, where, scan)
    scan.once("action_id", where, value)


def _block_id(value: Any, where: str, scan: _Scan) -> None:
    """Check a block_id, which may not come twice in a message."""
    _string(255)(value, where, scan)
    scan.once("block_id", where, value)


_FILE = _object({"id": _string(255), "url": _string(3000)}, one_of="id url")
_CONFIRM = _object(
    {
        "title": _text(100, plain=True),
        "text": _text(300),
        "confirm": _text(30, plain=True),
        "deny": _text(30, plain=True),
        "style": _among("primary", "danger"),
    },
    "title text confirm deny",
)


def _option(*, plain: bool = True, url: bool = False) -> Check:
    """Make a check for an option, with mrkdwn unless `plain` and with a url where it is allowed."""
    shape: dict[str, Check] = {
        "text": _text(75, plain=plain),
        "value": _string(150),
        "description": _text(75, plain=plain),
    }
    return _object(shape | ({"url": _string(3000)} if url else {}), "text value")


def _interactive(shape: Mapping[str, Check], needs: str = "", one_of: str = "") -> Check:
    """Make a check for an interactive element, which may also have an action_id and a confirm."""
    common = {"type": _ANY, "action_id": _action_id, "confirm": _CONFIRM}
    return _object({**common, **shape}, needs, one_of)


def _menu(shape: Mapping[str, Check], needs: str = "", one_of: str = "") -> Check:
    """Make a check for an element with choices, whose initial choices must be among its options."""
    common = {"placeholder": _text(150, plain=True), "focus_on_load": _FLAG}
    inner = _interactive({**common, **shape}, needs, one_of)

    def check(value: Any, where: str, scan: _Scan) -> None:
        inner(value, where, scan)
        options = [value.get("options")]
        if isinstance(value.get("option_groups"), list):
            options += [
                one.get("options") for one in value["option_groups"] if isinstance(one, dict)
            ]
        known = [one for part in options if isinstance(part, list) for one in part]
        initial = value.get("initial_options") or [value.get("initial_option")]
        if known and any(one is not None and one not in known for one in initial):
            scan.bad(where, "initial options must match options exactly")

    return check


def _elements() -> dict[str, Check]:
    """Build the table of the elements' checks by type."""
    options, ticks = _array(_option(), 100), _array(_option(plain=False), 10)
    group = _object({"label": _text(75, plain=True), "options": options}, "label options")
    static = {"options": options, "option_groups": _array(group, 100)}
    either = "options option_groups"
    words = _array(_string(255), 100)
    many = {"max_selected_items": _WHOLE}
    typed = {"initial_value": _string(3000, 0), "dispatch_action_config": _MAP}
    where = {"response_url_enabled": _FLAG}
    room = {"default_to_current_conversation": _FLAG, "filter": _MAP}
    query = {"min_query_length": _WHOLE}
    word = _string(255)
    thumb = {"text": _text(75, plain=True), "value": _string(2000)}
    thumb["accessibility_label"] = _string(75)
    lines = {"multiline": _FLAG, "min_length": _WHOLE, "max_length": _WHOLE}
    numbers = {"is_decimal_allowed": _FLAG, "min_value": word, "max_value": word}
    button = {"text": _text(75, plain=True), "value": _string(2000), "url": _string(3000)}
    button |= {"style": _among("primary", "danger"), "accessibility_label": _string(75)}
    overflow = _array(_option(url=True), 5)
    picture = {"type": _ANY, "alt_text": _string(2000), "image_url": _string(3000)}
    votes = dict.fromkeys(("positive_button", "negative_button"), _object(thumb, "text value"))
    return {
        "button": _interactive(button, "text"),
        "overflow": _interactive({"options": overflow}, "options"),
        "checkboxes": _menu({"options": ticks, "initial_options": ticks}, "options"),
        "radio_buttons": _menu(
            {"options": ticks, "initial_option": _option(plain=False)}, "options"
        ),
        "static_select": _menu({**static, "initial_option": _option()}, one_of=either),
        "multi_static_select": _menu({**static, **many, "initial_options": options}, "", either),
        "external_select": _menu({**query, "initial_option": _option()}),
        "multi_external_select": _menu({**query, **many, "initial_options": options}),
        "users_select": _menu({"initial_user": word}),
        "multi_users_select": _menu({**many, "initial_users": words}),
        "channels_select": _menu({**where, "initial_channel": word}),
        "multi_channels_select": _menu({**many, "initial_channels": words}),
        "conversations_select": _menu({**where, **room, "initial_conversation": word}),
        "multi_conversations_select": _menu({**many, **room, "initial_conversations": words}),
        "datepicker": _menu({"initial_date": word}),
        "timepicker": _menu({"initial_time": word, "timezone": word}),
        "datetimepicker": _menu({"initial_date_time": _WHOLE}),
        "plain_text_input": _menu({**typed, **lines}),
        "email_text_input": _menu(typed),
        "url_text_input": _menu(typed),
        "number_input": _menu({**typed, **numbers}, "is_decimal_allowed"),
        "image": _object({**picture, "slack_file": _FILE}, "alt_text", "image_url slack_file"),
        "feedback_buttons": _interactive(votes, "positive_button negative_button"),
        "icon_button": _interactive({**thumb, "icon": _among("trash")}, "icon text"),
        "plain_text": _text(3000),
        "mrkdwn": _text(3000),
    }


def _rich_text() -> Check:
    """Build the check for the elements of a rich_text block."""
    word, style = _string(3000), {"type": _ANY, "style": _MAP}
    parts = {
        "text": _object({**style, "text": word}, "text"),
        "link": _object({**style, "url": word, "text": word, "unsafe": _FLAG}, "url"),
        "user": _object({**style, "user_id": word}, "user_id"),
        "usergroup": _object({**style, "usergroup_id": word}, "usergroup_id"),
        "channel": _object({**style, "channel_id": word}, "channel_id"),
        "emoji": _object({**style, "name": word, "unicode": word, "skin_tone": _WHOLE}, "name"),
        "broadcast": _object({**style, "range": _among("here", "channel", "everyone")}, "range"),
        "color": _object({**style, "value": word}, "value"),
        "date": _object(
            {**style, "timestamp": _WHOLE, "format": word, "url": word, "fallback": word},
            "timestamp format",
        ),
    }
    line = {"type": _ANY, "elements": _array(_kinds(parts), 1000)}
    section = _object(line, "elements")
    rows = _array(_kinds({"rich_text_section": section}), 1000)
    marks = {"style": _among("bullet", "ordered"), "indent": _WHOLE, "offset": _WHOLE}
    bulleted = _object(
        {"type": _ANY, "elements": rows, **marks, "border": _WHOLE}, "elements style"
    )
    framed = _object({**line, "border": _WHOLE}, "elements")
    return _kinds(
        {
            "rich_text_section": section,
            "rich_text_list": bulleted,
            "rich_text_preformatted": framed,
            "rich_text_quote": framed,
        }
    )


_ELEMENTS = _elements()
_PICKS = (
    "checkboxes datepicker radio_buttons timepicker static_select external_select users_select "
    "conversations_select channels_select"
)
_MULTI = (
    "multi_static_select multi_external_select multi_users_select multi_conversations_select "
    "multi_channels_select"
)
_INPUTS = "datetimepicker plain_text_input email_text_input url_text_input number_input"
_ONLY = {"markdown": "message", "table": "message", "context_actions": "message"}


def _blocks() -> dict[str, Check]:
    """Build the table of the blocks' checks by type."""

    def block(shape: Mapping[str, Check], needs: str = "", one_of: str = "") -> Check:
        return _object({"type": _ANY, "block_id": _block_id, **shape}, needs, one_of)

    def among(names: str) -> Check:
        return _kinds(_ELEMENTS, names)

    def section(value: Any, where: str, scan: _Scan) -> None:
        fields = {"fields": _array(_text(2000), 10), "text": _text(3000), "expand": _FLAG}
        beside = among(f"button image overflow {_PICKS} {_MULTI}")
        block({**fields, "accessory": beside})(value, where, scan)
        if "text" not in value and "fields" not in value:
            scan.bad(where, "missing required field: text or fields")

    rich = _object({"type": _ANY, "elements": _array(_rich_text(), 1000)}, "elements")
    cell = {
        "raw_text": _object({"type": _ANY, "text": _string(10_000)}, "text"),
        "raw_number": _object({"type": _ANY, "value": _ANY, "text": _string(10_000)}, "value"),
        "rich_text": rich,
    }
    sides = {"align": _among("left", "center", "right"), "is_wrapped": _FLAG}
    column = _object(sides)
    table = {
        "rows": _array(_array(_kinds(cell), 20), 100),
        "column_settings": _array(lambda v, w, s: None if v is None else column(v, w, s), 20),
    }
    image = {"alt_text": _string(2000), "image_url": _string(3000), "slack_file": _FILE}
    question = {"label": _text(2000, plain=True), "hint": _text(2000, plain=True)}
    question |= {"element": among(f"{_PICKS} {_MULTI} {_INPUTS}")}
    question |= {"optional": _FLAG, "dispatch_action": _FLAG}
    buttons = among(f"button overflow datetimepicker {_PICKS} {_MULTI}")
    return {
        "section": section,
        "divider": block({}),
        "header": block({"text": _text(150, plain=True)}, "text"),
        "image": block(
            {**image, "title": _text(2000, plain=True)}, "alt_text", "image_url slack_file"
        ),
        "context": block({"elements": _array(among("image plain_text mrkdwn"), 10)}, "elements"),
        "actions": block({"elements": _array(buttons, 25)}, "elements"),
        "context_actions": block(
            {"elements": _array(among("feedback_buttons icon_button"), 5)}, "elements"
        ),
        "input": block(question, "label element"),
        "rich_text": block({"elements": _array(_rich_text(), 1000)}, "elements"),
        "markdown": block({"text": _string(10**6)}, "text"),
        "table": block(table, "rows"),
    }


_BLOCKS = _blocks()


def _walk(blocks: Any, surface: str, scan: _Scan, where: str) -> None:
    """Check a list of blocks, the limits on the whole list among them."""
    allowed = [kind for kind in _BLOCKS if _ONLY.get(kind, surface) == surface]
    _array(_kinds(_BLOCKS, " ".join(allowed)), 50 if surface == "message" else 100, 0)(
        blocks, where, scan
    )
    if not isinstance(blocks, list):
        return
    by_kind: dict[str, list[Json]] = defaultdict(list)
    for block in blocks:
        if isinstance(block, dict):
            by_kind[str(block.get("type"))].append(block)
    if len(by_kind["table"]) > 1:
        scan.bad(where, "only one table allowed")
    if sum(len(text) for text in _texts(by_kind["table"])) > 10_000:
        scan.bad(where, "tables must be less than 10001 characters")
    if sum(len(text) for text in _texts(by_kind["markdown"])) > MAX_MARKDOWN:
        scan.bad(where, f"markdown blocks must be less than {MAX_MARKDOWN + 1} characters in all")


def validate_blocks(blocks: Any, surface: str) -> list[str]:
    """List the reasons for which Slack would refuse these blocks.

    Args:
        blocks: the list of blocks as sent.
        surface: "message", "modal" or "home".

    Returns:
        One reason for each fault, in Slack's form with a JSON pointer; empty if all is well.

    Raises:
        ValueError: the surface is none of the three.
    """
    if surface not in ("message", "modal", "home"):
        raise ValueError(f"unknown surface: {surface}")
    scan = _Scan()
    _walk(blocks, surface, scan, "/blocks")
    return scan.reasons


def validate_view(view: Any) -> list[str]:
    """List the reasons for which Slack would refuse this modal or Home tab.

    Args:
        view: the view as sent.

    Returns:
        One reason for each fault; empty if all is well. The 250 kB limit is checked elsewhere.
    """
    scan, label = _Scan(), _text(24, plain=True)
    shape: dict[str, Check] = {"type": _among("modal", "home"), "external_id": _string(255, 0)}
    shape |= {"private_metadata": _string(3000, 0), "callback_id": _string(255, 0)}
    modal = isinstance(view, dict) and view.get("type") == "modal"
    if modal:
        shape |= {"title": label, "submit": label, "close": label}
        shape |= dict.fromkeys(("clear_on_close", "notify_on_close", "submit_disabled"), _FLAG)
    shape["blocks"] = lambda v, w, s: _walk(v, "modal" if modal else "home", s, w)
    _object(shape, "type blocks title" if modal else "type blocks")(view, "/view", scan)
    if (
        modal
        and "submit" not in view
        and any(
            isinstance(one, dict) and one.get("type") == "input" for one in view.get("blocks") or []
        )
    ):
        scan.bad("/view", "`submit` is required when an `input` block is within the `blocks` array")
    return scan.reasons


def _texts(node: Any) -> Iterator[str]:
    """Yield every text in a tree of blocks in reading order, a line of rich text as one."""
    if isinstance(node, list):
        for one in node:
            yield from _texts(one)
    elif isinstance(node, dict):
        if node.get("type") in ("rich_text_section", "rich_text_preformatted", "rich_text_quote"):
            parts = [one for one in node.get("elements") or [] if isinstance(one, dict)]
            yield "".join(str(one.get("text") or one.get("url") or "") for one in parts)
            return
        for name, value in node.items():
            if name in ("text", "alt_text") and isinstance(value, str):
                yield value
            elif isinstance(value, dict | list):
                yield from _texts(value)


def message_text_of(payload: Mapping[str, Any]) -> str:
    """Gather what a reader sees of a message, a response or a view, for assertions.

    Args:
        payload: anything with "blocks" or "text".

    Returns:
        The texts of the blocks one on a line, or the plain text where there are no blocks.
    """
    blocks = payload.get("blocks")
    return "\n".join(_texts(blocks)) if blocks else str(payload.get("text") or "")


# --- What the fake keeps and returns --------------------------------------------------------------


@dataclass
class FakeUser:
    """A member of the workspace."""

    name: str
    tz: str = "Etc/UTC"
    deleted: bool = False
    is_bot: bool = False
    locale: str = "en-US"


@dataclass
class FakeChannel:
    """A conversation with its messages, oldest first."""

    name: str
    members: set[str] = field(default_factory=set)
    is_archived: bool = False
    is_ext_shared: bool = False
    is_private: bool = False
    is_im: bool = False
    messages: list[Json] = field(default_factory=list)


@dataclass
class FakeFile:
    """A file on its way into Slack."""

    filename: str
    length: int
    content: bytes | None = None
    completed: bool = False


@dataclass
class Call:
    """One call of the Web API; `error` is what it was refused with."""

    method: str
    arguments: Json
    token: str
    error: str | None = None


@dataclass
class Reply:
    """What the app answered over HTTP, and what Slack would hold against it."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    elapsed: float
    faults: list[str]

    def json(self) -> Any:
        """Decode the body.

        Returns:
            The decoded JSON.

        Raises:
            ValueError: the body is not JSON.
        """
        return json.loads(self.body)


@dataclass
class SocketReply:
    """The app's acknowledgement over Socket Mode, and what Slack would hold against it."""

    payload: Any
    elapsed: float
    faults: list[str]

    def json(self) -> Any:
        """Give the payload under the same name as `Reply` does.

        Returns:
            The payload, or None.
        """
        return self.payload


@dataclass
class _Fault:
    """A failure laid in store for a method; without an error the reply is dropped."""

    error: str | None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _ResponseUrl:
    """A response URL that was given out."""

    channel: str
    message_ts: str | None
    until: float
    uses: int = 0


class _SlackError(Exception):
    """A refusal with Slack's error name and the details that go with it."""

    def __init__(self, error: str, messages: Sequence[str] = ()) -> None:
        super().__init__(error)
        self.error = error
        self.messages = list(messages)


def _check_content(content: Mapping[str, Any], most: int = MAX_TEXT, *, bare: bool = False) -> None:
    """Refuse a message's content as Slack does.

    Args:
        content: text, blocks, attachments and markdown_text as sent.
        most: the limit on the text.
        bare: whether a message with nothing in it will do.

    Raises:
        _SlackError: Slack would refuse it.
    """
    text, blocks = content.get("text"), content.get("blocks")
    markdown = content.get("markdown_text")
    if not isinstance(text, str | None) or not isinstance(markdown, str | None):
        raise _SlackError("invalid_arguments", ["[ERROR] must be a string [json-pointer:/text]"])
    if not isinstance(blocks, list | None):
        raise _SlackError("invalid_blocks_format")
    if markdown and (text or blocks):
        raise _SlackError("markdown_text_conflict")
    if not (bare or text or blocks or markdown or content.get("attachments")):
        raise _SlackError("no_text")
    if len(text or "") > most or len(markdown or "") > MAX_MARKDOWN:
        raise _SlackError("msg_too_long")
    if reasons := validate_blocks(blocks or [], "message"):
        raise _SlackError("invalid_blocks", reasons)
    if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > MAX_BLOCKS_LENGTH:
        raise _SlackError("msg_blocks_too_long")


# By method, what the token needs; "*" stands for the sort of conversation.
_SCOPES = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "conversations.info": "*:read",
    "conversations.members": "*:read",
    "conversations.history": "*:history",
    "conversations.replies": "*:history",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "reactions.add": "reactions:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
}

_RESPONSE_KEYS = (
    "response_type text blocks attachments replace_original delete_original thread_ts metadata "
    "unfurl_links unfurl_media mrkdwn parse link_names"
)


def _check_response(payload: Any) -> None:
    """Refuse a message sent to a response URL or in the answer to a slash command.

    Args:
        payload: the decoded JSON.

    Raises:
        _SlackError: Slack would refuse it, or drop a property it doesn't know.
    """
    if not isinstance(payload, dict) or payload.keys() - set(_RESPONSE_KEYS.split()):
        raise _SlackError("invalid_payload", ["[ERROR] unknown property or not an object"])
    if payload.get("response_type", "ephemeral") not in ("ephemeral", "in_channel"):
        raise _SlackError("invalid_payload", ["[ERROR] unknown response_type"])
    _check_content(payload, bare=bool(payload.get("delete_original")))


def _ack_faults(kind: str, payload: Any, elapsed: float) -> list[str]:
    """List what is wrong with an answer to a request from Slack.

    Args:
        kind: "slash_commands", "events_api", or the type of the interactive payload.
        payload: the decoded JSON of the answer, or None.
        elapsed: how long the answer took, in seconds.

    Returns:
        The faults; empty if all is well.
    """
    faults = [f"answered after {elapsed:.1f} s"] if elapsed > ACK_SECONDS else []
    scan = _Scan()
    if payload is None:
        return faults
    if kind == "slash_commands":
        try:
            _check_response(payload)
        except _SlackError as refusal:
            faults += [refusal.error, *refusal.messages]
    elif kind == "block_suggestion":
        options = _array(_option(), 100, 0)
        group = _object({"label": _text(75, plain=True), "options": options}, "label options")
        both: dict[str, Check] = {"options": options, "option_groups": _array(group, 100, 0)}
        _object(both, one_of="options option_groups")(payload, "", scan)
    elif kind == "view_submission" and payload.get("response_action") in ("update", "push"):
        faults += validate_view(payload.get("view"))
    elif kind == "view_submission" and payload.get("response_action") == "errors":
        _a(dict, "an object")(payload.get("errors"), "/errors", scan)
    return faults + scan.reasons


def _true(value: Any) -> bool:
    """Read a flag as it comes in JSON or in a query string."""
    return value in (True, 1, "1", "true", "True")


# --- The server -----------------------------------------------------------------------------------


class FakeSlack:
    """A Slack workspace with one app in it, served on a free local port."""

    def __init__(
        self,
        *,
        bot_token: str = "xoxb-fake-1",  # noqa: S107
        app_token: str = "xapp-fake-1",  # noqa: S107
        signing_secret: str = "fake-signing-secret",  # noqa: S107
        now: Callable[[], float] = time.time,
        scopes: Sequence[str] | None = None,
    ) -> None:
        """Make the workspace; the server starts with `async with`.

        Args:
            bot_token: the only bot token that is good.
            app_token: the only app-level token that is good.
            signing_secret: signs the requests to the app.
            now: the clock for message timestamps, signatures, trigger ids and response URLs.
            scopes: what the bot token may do; without it every method may be called.
        """
        self.bot_token, self.app_token = bot_token, app_token
        self.signing_secret, self.now = signing_secret, now
        self.users = {
            "U1": FakeUser("ada"),
            "U2": FakeUser("bert", tz="Europe/Amsterdam"),
            BOT: FakeUser("compact", is_bot=True),
        }
        self.channels = {"C1": FakeChannel("general", {BOT, "U1"})}
        self.scopes = ["chat:write", "commands"] if scopes is None else list(scopes)
        self.scopes_count = scopes is not None
        self.calls: list[Call] = []
        self.posted: list[Json] = []
        self.ephemerals: list[Json] = []
        self.views: dict[str, Json] = {}
        self.homes: dict[str, Json] = {}
        self.files: dict[str, FakeFile] = {}
        self.prompts: list[Json] = []
        self.functions: list[Json] = []
        self.responses: list[Json] = []
        self.socket_faults: list[str] = []
        self._faults: dict[str, deque[_Fault]] = defaultdict(deque)
        self._response_urls: dict[str, _ResponseUrl] = {}
        self._responses_read = 0
        self._triggers: dict[str, tuple[float, str | None]] = {}
        self._triggers_used: set[str] = set()
        self._tickets: set[str] = set()
        self._sockets: list[web.WebSocketResponse] = []
        self._acks: dict[str, asyncio.Future[Json]] = {}
        self._last_ts = 0
        self._count = 0
        self._port = 0
        self._changed = asyncio.Condition()
        self._methods: dict[str, tuple[Callable[[Json], Json], str]] = {
            "auth.test": (self._auth_test, ""),
            "apps.connections.open": (self._connections_open, ""),
            "chat.postMessage": (self._post_message, "channel"),
            "chat.postEphemeral": (self._post_ephemeral, "channel user"),
            "chat.update": (self._update, "channel ts"),
            "chat.delete": (self._delete, "channel ts"),
            "conversations.info": (self._info, "channel"),
            "conversations.history": (self._history, "channel"),
            "conversations.replies": (self._replies, "channel ts"),
            "conversations.members": (self._members, "channel"),
            "conversations.open": (self._open, ""),
            "users.conversations": (self._user_conversations, ""),
            "users.info": (self._user_info, "user"),
            "views.open": (self._views_open, "trigger_id view"),
            "views.push": (self._views_push, "trigger_id view"),
            "views.publish": (self._views_publish, "user_id view"),
            "views.update": (self._views_update, "view"),
            "reactions.add": (self._react, "channel name timestamp"),
            "files.getUploadURLExternal": (self._upload_url, "filename length"),
            "files.completeUploadExternal": (self._complete_upload, "files"),
            "assistant.threads.setSuggestedPrompts": (self._prompts, "channel_id prompts"),
            "functions.completeSuccess": (self._finish, "function_execution_id outputs"),
            "functions.completeError": (self._finish, "function_execution_id error"),
        }

    async def __aenter__(self) -> Self:
        """Start the server.

        Returns:
            The fake itself.
        """
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_route("*", "/api/{method}", self._serve_api)
        app.router.add_post("/upload/{file}", self._serve_upload)
        app.router.add_post("/response/{key}", self._serve_response)
        app.router.add_get("/link/", self._serve_socket)
        self._runner = web.AppRunner(app, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._port = int(self._runner.addresses[0][1])
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections and stop the server."""
        sockets, self._sockets = self._sockets, []
        for socket in sockets:
            await socket.close()
        await self._session.close()
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """The base URL for `AsyncWebClient`."""
        return f"http://127.0.0.1:{self._port}/api/"

    # Waiting and state helpers

    @asynccontextmanager
    async def _change(self) -> AsyncIterator[None]:
        """Wake all who wait for a change of the state once the block is done."""
        try:
            yield
        finally:
            async with self._changed:
                self._changed.notify_all()

    async def wait_until(self, true: Callable[[], object], timeout: float = 5) -> None:
        """Wait until a condition on the fake's state holds.

        Args:
            true: looked at after each request that the fake has served.
            timeout: the most seconds to wait.

        Raises:
            TimeoutError: the condition did not come to hold.
        """
        async with asyncio.timeout(timeout), self._changed:
            await self._changed.wait_for(lambda: bool(true()))

    async def next_response(self, timeout: float = 5) -> Json:
        """Wait for the next payload that a response URL has accepted.

        Args:
            timeout: the most seconds to wait.

        Returns:
            The payload; each is returned once, in order.

        Raises:
            TimeoutError: none came.
        """
        await self.wait_until(lambda: len(self.responses) > self._responses_read, timeout)
        self._responses_read += 1
        return self.responses[self._responses_read - 1]

    def _next(self, prefix: str) -> str:
        """Make an id that has not been used."""
        self._count += 1
        return f"{prefix}{self._count:06}"

    def _ts(self) -> str:
        """Make a message timestamp, later than all before it even if the clock stands still."""
        self._last_ts = max(round(self.now() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06}"

    def trigger_id(self, root_view: str | None = None) -> str:
        """Make a trigger id, good once and for three seconds of the fake's clock.

        Args:
            root_view: the view at the bottom of the stack that the trigger came from.

        Returns:
            The trigger id.
        """
        trigger = f"{self._next('1')}.{int(self.now())}.fake"
        self._triggers[trigger] = (self.now() + TRIGGER_SECONDS, root_view)
        return trigger

    def make_response_url(self, channel: str = "C1", message_ts: str | None = None) -> str:
        """Make a response URL, good for 5 uses within 30 minutes of the fake's clock.

        Args:
            channel: where in_channel responses go.
            message_ts: the message that replace_original and delete_original act on.

        Returns:
            The URL.
        """
        key = self._next("r")
        until = self.now() + RESPONSE_URL_SECONDS
        self._response_urls[key] = _ResponseUrl(channel, message_ts, until)
        return f"http://127.0.0.1:{self._port}/response/{key}"

    def add_message(self, channel: str = "C1", user: str = "U1", **content: Any) -> Json:
        """Put a message into a channel without an API call.

        Args:
            channel: the channel's id.
            user: who wrote it; the bot's id makes it the app's own message.
            content: text, blocks, thread_ts, metadata and so on, unchecked.

        Returns:
            The message as stored.
        """
        message: Json = {"type": "message", "user": user, "text": "", "ts": self._ts(), **content}
        if user == BOT:
            message |= {"bot_id": BOT_ID, "app_id": APP, "team": TEAM}
        message |= self._with_ids(content)
        self.channels[channel].messages.append(message)
        return message

    def _with_ids(self, content: Json) -> Json:
        """Give each block that has none a block_id, as Slack does."""
        if not content.get("blocks"):
            return content
        return content | {"blocks": [{"block_id": self._next("b"), **b} for b in content["blocks"]]}

    # Faults

    def fail_next(
        self,
        method: str,
        error: str = "internal_error",
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        times: int = 1,
    ) -> None:
        """Make the next calls of a method fail without any effect.

        Args:
            method: the method's name, such as "chat.postMessage".
            error: Slack's error name.
            status: the HTTP status.
            headers: further headers of the answer.
            times: how many calls fail.
        """
        self._faults[method].extend([_Fault(error, status, headers or {})] * times)

    def rate_limit_next(self, method: str, retry_after: int = 1, times: int = 1) -> None:
        """Answer the next calls of a method with 429.

        Args:
            method: the method's name.
            retry_after: the seconds in Retry-After.
            times: how many calls fail.
        """
        self.fail_next(method, "ratelimited", 429, {"Retry-After": str(retry_after)}, times)

    def drop_reply_next(self, method: str, times: int = 1) -> None:
        """Do what the next calls of a method ask, then close the connection without an answer.

        Args:
            method: the method's name.
            times: how many replies are lost.
        """
        self._faults[method].extend([_Fault(None)] * times)

    # Web API

    async def _serve_api(self, request: web.Request) -> web.StreamResponse:
        """Answer a call of the Web API."""
        async with self._change():
            method = request.match_info["method"]
            arguments, token = await self._arguments(request)
            call = Call(method, arguments, token)
            fault = self._faults[method].popleft() if self._faults[method] else None
            status, headers = 200, {"x-oauth-scopes": ",".join(self.scopes)}
            try:
                if fault is not None and fault.error is not None:
                    status, headers = fault.status, headers | dict(fault.headers)
                    raise _SlackError(fault.error)
                body = {"ok": True, **self._dispatch(method, arguments, token)}
            except _SlackError as refusal:
                call.error, body = refusal.error, {"ok": False, "error": refusal.error}
                if refusal.messages:
                    body["response_metadata"] = {"messages": refusal.messages}
            self.calls.append(call)
            if fault is not None and fault.error is None and request.transport is not None:
                request.transport.close()
            return web.json_response(body, status=status, headers=headers)

    async def _arguments(self, request: web.Request) -> tuple[Json, str]:
        """Read a call's arguments and token from the query, the body and the headers."""
        arguments: Json = dict(request.query)
        if request.content_type == "application/json":
            try:
                body = json.loads(await request.text() or "{}")
            except ValueError:
                body = {}
            arguments |= body if isinstance(body, dict) else {}
        else:
            arguments |= dict(await request.post())
        for name in ("blocks", "attachments", "metadata", "view", "files"):
            if isinstance(arguments.get(name), str):
                try:
                    arguments[name] = json.loads(arguments[name])
                except ValueError:
                    continue
        header = request.headers.get("Authorization", "")
        token = str(arguments.pop("token", "") or header.removeprefix("Bearer ").strip())
        return arguments, token

    def _dispatch(self, method: str, arguments: Json, token: str) -> Json:
        """Check method, token and required arguments, then do the call.

        Raises:
            _SlackError: the call is refused.
        """
        if method not in self._methods:
            raise _SlackError("unknown_method")
        if not token:
            raise _SlackError("not_authed")
        if token not in (self.bot_token, self.app_token):
            raise _SlackError("invalid_auth")
        if (token == self.app_token) != (method == "apps.connections.open"):
            raise _SlackError("not_allowed_token_type")
        self._check_scope(method, arguments)
        handler, required = self._methods[method]
        missing = [name for name in required.split() if arguments.get(name) in (None, "")]
        if missing:
            reasons = [f"[ERROR] missing required field: {name}" for name in missing]
            raise _SlackError("missing_argument", reasons)
        return handler(arguments)

    def _check_scope(self, method: str, arguments: Json) -> None:
        """Refuse a call for which the token has no scope, as the methods' pages name them.

        Raises:
            _SlackError: the scope is missing.
        """
        needed = _SCOPES.get(method, "")
        if "*" in needed:
            channel = self.channels.get(str(arguments.get("channel")))
            kind = "channels"
            if channel is not None and channel.is_private:
                kind = "im" if channel.is_im else "groups"
            needed = needed.replace("*", kind)
        if self.scopes_count and needed and needed not in self.scopes:
            raise _SlackError("missing_scope", [f"[ERROR] needed: {needed}"])

    def _channel(self, wanted: Any, use: str = "read") -> tuple[str, FakeChannel]:
        """Find a channel to "see" (no membership needed), "read", "write" to or "post" in.

        Only posting takes a #name or a user id, which opens a direct message, for a channel's id.

        Raises:
            _SlackError: there is none, or the bot may not use it so.
        """
        key = str(wanted)
        if use == "post" and key in self.users:
            key = self._direct([key])
        if use == "post" and key.startswith("#"):
            key = next((id_ for id_, one in self.channels.items() if f"#{one.name}" == key), key)
        channel = self.channels.get(key)
        inside = channel is not None and BOT in channel.members
        if channel is None or (channel.is_private and not inside):
            raise _SlackError("channel_not_found")
        if use != "see" and not inside:
            raise _SlackError("not_in_channel")
        if use in ("write", "post") and channel.is_archived:
            raise _SlackError("is_archived")
        return key, channel

    def _message(self, channel: FakeChannel, ts: Any, refusal: str | None = None) -> Json:
        """Find a message by its timestamp.

        Raises:
            _SlackError: there is none, or it is not the bot's and `refusal` says that it must be.
        """
        message = next((one for one in channel.messages if one["ts"] == str(ts)), None)
        if message is None:
            raise _SlackError("message_not_found")
        if refusal and message["user"] != BOT:
            raise _SlackError(refusal)
        return message

    def _direct(self, users: Sequence[str]) -> str:
        """Open a direct message with one or more users and return its id."""
        if not users or any(user not in self.users for user in users):
            raise _SlackError("user_not_found")
        if BOT in users:
            raise _SlackError("invalid_user_combination")
        key = ("D" if len(users) == 1 else "G") + "".join(sorted(users))
        new = FakeChannel(key, {BOT, *users}, is_private=True, is_im=len(users) == 1)
        self.channels.setdefault(key, new)
        return key

    def _auth_test(self, _: Json) -> Json:
        """Serve auth.test."""
        who = {"user_id": BOT, "bot_id": BOT_ID, "team_id": TEAM, "user": self.users[BOT].name}
        return {"url": "https://fake.slack.com/", "team": "Fake", **who}

    def _connections_open(self, _: Json) -> Json:
        """Serve apps.connections.open."""
        ticket = self._next("ticket")
        self._tickets.add(ticket)
        return {"url": f"ws://127.0.0.1:{self._port}/link/?ticket={ticket}&app_id={APP}"}

    def _content(self, args: Json) -> Json:
        """Pick what makes up a message out of a call's arguments, checking its metadata."""
        metadata = args.get("metadata")
        good = isinstance(metadata, dict) and isinstance(metadata.get("event_payload"), dict)
        if metadata and not (good and isinstance(metadata.get("event_type"), str)):
            raise _SlackError("invalid_metadata_format")
        if "thread_ts" in args:
            whole, _, rest = str(args["thread_ts"]).partition(".")
            if not (whole.isdigit() and rest.isdigit() and len(rest) == 6):
                raise _SlackError("invalid_thread_ts")
        names = ("text", "blocks", "attachments", "metadata", "thread_ts")
        content: Json = {name: args[name] for name in names if args.get(name) is not None}
        if args.get("markdown_text"):
            content["text"] = args["markdown_text"]
        return content

    def _post_message(self, args: Json) -> Json:
        """Serve chat.postMessage."""
        key, _ = self._channel(args["channel"], "post")
        _check_content(args)
        content = self._content(args)
        if _true(args.get("reply_broadcast")):
            content["subtype"] = "thread_broadcast"
        message = self.add_message(key, BOT, **content)
        result = {"channel": key, "ts": message["ts"], "message": message}
        self.posted.append(deepcopy(result))
        return result

    def _post_ephemeral(self, args: Json) -> Json:
        """Serve chat.postEphemeral."""
        key, channel = self._channel(args["channel"], "post")
        if args["user"] not in self.users:
            raise _SlackError("user_not_found")
        if args["user"] not in channel.members:
            raise _SlackError("user_not_in_channel")
        _check_content(args)
        ts = self._ts()
        extra = {"channel": key, "user": args["user"], "ts": ts, "is_ephemeral": True}
        self.ephemerals.append({"text": "", **self._content(args), **extra})
        return {"message_ts": ts}

    def _update(self, args: Json) -> Json:
        """Serve chat.update."""
        key, channel = self._channel(args["channel"], "write")
        message = self._message(channel, args["ts"], "cant_update_message")
        _check_content(args, MAX_UPDATE)
        content = self._content(args)
        if content.get("text") and "blocks" not in content:
            message.pop("blocks", None)
        message |= {**self._with_ids(content), "edited": {"user": BOT, "ts": self._ts()}}
        return {"channel": key, "ts": message["ts"], "text": message["text"], "message": message}

    def _delete(self, args: Json) -> Json:
        """Serve chat.delete."""
        key, channel = self._channel(args["channel"], "write")
        channel.messages.remove(self._message(channel, args["ts"], "cant_delete_message"))
        return {"channel": key, "ts": args["ts"]}

    def _info(self, args: Json) -> Json:
        """Serve conversations.info."""
        key, channel = self._channel(args["channel"], "see")
        shape = {
            "id": key,
            "name": channel.name,
            "is_channel": not channel.is_im and not channel.is_private,
            "is_im": channel.is_im,
            "is_private": channel.is_private,
            "is_archived": channel.is_archived,
            "is_ext_shared": channel.is_ext_shared,
            "is_shared": channel.is_ext_shared,
            "is_member": BOT in channel.members,
        }
        if _true(args.get("include_num_members")):
            shape["num_members"] = len(channel.members)
        return {"channel": shape}

    def _page(self, items: Sequence[Any], args: Json, default: int) -> tuple[list[Any], str]:
        """Cut one page out of a list and return it with the cursor of the next one."""
        try:
            start, limit = int(args.get("cursor") or 0), int(args.get("limit") or default)
        except ValueError:
            raise _SlackError("invalid_cursor") from None
        if not 0 < limit <= 1000:
            raise _SlackError("invalid_limit")
        rest = str(start + limit) if start + limit < len(items) else ""
        return list(items[start : start + limit]), rest

    def _listing(self, messages: Sequence[Json], args: Json) -> Json:
        """Answer with those messages that fall between oldest and latest."""
        try:
            oldest = Decimal(args.get("oldest") or 0)
            latest = Decimal(args.get("latest") or "Infinity")
        except InvalidOperation:
            raise _SlackError("invalid_ts_oldest") from None
        ends = _true(args.get("inclusive"))
        hidden = () if _true(args.get("include_all_metadata")) else ("metadata",)
        found = [
            {name: value for name, value in one.items() if name not in hidden}
            for one in messages
            if oldest < Decimal(one["ts"]) < latest
            or (ends and Decimal(one["ts"]) in (oldest, latest))
        ]
        page, rest = self._page(found, args, 100)
        more = {"has_more": bool(rest), "response_metadata": {"next_cursor": rest}}
        return {"messages": page, **more}

    def _history(self, args: Json) -> Json:
        """Serve conversations.history: newest first, no replies but those broadcast."""
        _, channel = self._channel(args["channel"])
        top = [
            one
            for one in reversed(channel.messages)
            if one.get("thread_ts", one["ts"]) == one["ts"] or "subtype" in one
        ]
        return self._listing(top, args)

    def _replies(self, args: Json) -> Json:
        """Serve conversations.replies: the parent, then its replies, oldest first."""
        _, channel = self._channel(args["channel"])
        thread = [m for m in channel.messages if args["ts"] in (m["ts"], m.get("thread_ts"))]
        if not thread:
            raise _SlackError("thread_not_found")
        return self._listing(thread, args)

    def _members(self, args: Json) -> Json:
        """Serve conversations.members."""
        _, channel = self._channel(args["channel"])
        page, rest = self._page(sorted(channel.members), args, 100)
        return {"members": page, "response_metadata": {"next_cursor": rest}}

    def _open(self, args: Json) -> Json:
        """Serve conversations.open."""
        if args.get("channel"):
            key, _ = self._channel(args["channel"])
        elif args.get("users"):
            key = self._direct(str(args["users"]).split(","))
        else:
            raise _SlackError("users_list_not_supplied")
        return {"channel": {"id": key}}

    def _user_conversations(self, args: Json) -> Json:
        """Serve users.conversations: the channels that the app itself is in."""
        found = [
            {"id": key, "name": room.name, "is_archived": room.is_archived}
            for key, room in self.channels.items()
            if BOT in room.members and not room.is_im
        ]
        if _true(args.get("exclude_archived")):
            found = [room for room in found if not room["is_archived"]]
        page, rest = self._page(found, args, 100)
        return {"channels": page, "response_metadata": {"next_cursor": rest}}

    def _user_info(self, args: Json) -> Json:
        """Serve users.info."""
        user = self.users.get(str(args["user"]))
        if user is None:
            raise _SlackError("user_not_found")
        zone = ZoneInfo(user.tz)
        offset = datetime.fromtimestamp(self.now(), zone).utcoffset() or timedelta()
        shape: Json = {
            "id": args["user"],
            "team_id": TEAM,
            "name": user.name,
            "real_name": user.name,
            "profile": {"display_name": user.name, "real_name": user.name},
            "deleted": user.deleted,
            "is_bot": user.is_bot,
            "tz": user.tz,
            "tz_label": user.tz,
            "tz_offset": int(offset.total_seconds()),
        }
        if _true(args.get("include_locale")):
            shape["locale"] = user.locale
        return {"user": shape}

    def _view(self, args: Json, kind: str, old: Json | None = None, **more: Any) -> Json:
        """Check a view and make the object that Slack keeps of it."""
        view = args["view"]
        if reasons := validate_view(view):
            raise _SlackError("invalid_arguments", reasons)
        if len(json.dumps(view, ensure_ascii=False).encode()) > MAX_VIEW:
            raise _SlackError("view_too_large")
        if view["type"] != kind:
            raise _SlackError("invalid_arguments", [f"[ERROR] must be a {kind} view"])
        if old and args.get("hash") and args["hash"] != old["hash"]:
            raise _SlackError("hash_conflict")
        mine = old["id"] if old else self._next("V")
        given = view.get("external_id")
        if given and any(
            v.get("external_id") == given and k != mine for k, v in self.views.items()
        ):
            raise _SlackError("duplicate_external_id")
        fixed = {"id": mine, "team_id": TEAM, "app_id": APP, "bot_id": BOT_ID}
        kept = {name: (old or {}).get(name) for name in ("root_view_id", "previous_view_id")}
        if kept["root_view_id"] is None:
            kept["root_view_id"] = mine
        state = {"hash": f"{int(self.now())}.{self._next('')}", "state": {"values": {}}}
        self.views[mine] = {**view, **fixed, **kept, **state, **more}
        return self.views[mine]

    def _exchange(self, trigger: Any) -> str | None:
        """Use up a trigger id and return the root of the stack it came from.

        Raises:
            _SlackError: the trigger is unknown, late or used.
        """
        if trigger not in self._triggers:
            raise _SlackError("invalid_trigger_id")
        if trigger in self._triggers_used:
            raise _SlackError("exchanged_trigger_id")
        until, root = self._triggers[trigger]
        if self.now() > until:
            raise _SlackError("expired_trigger_id")
        self._triggers_used.add(trigger)
        return root

    def _views_open(self, args: Json) -> Json:
        """Serve views.open."""
        self._exchange(args["trigger_id"])
        return {"view": self._view(args, "modal")}

    def _views_push(self, args: Json) -> Json:
        """Serve views.push."""
        root = self._exchange(args["trigger_id"])
        stack = [key for key, view in self.views.items() if root and view["root_view_id"] == root]
        if not stack:
            raise _SlackError("not_found")
        if len(stack) >= 3:
            raise _SlackError("push_limit_reached")
        view = self._view(args, "modal", root_view_id=root, previous_view_id=stack[-1])
        return {"view": view}

    def _views_publish(self, args: Json) -> Json:
        """Serve views.publish."""
        if args["user_id"] not in self.users:
            raise _SlackError("user_not_found")
        self.homes[args["user_id"]] = self._view(args, "home", self.homes.get(args["user_id"]))
        return {"view": self.homes[args["user_id"]]}

    def _views_update(self, args: Json) -> Json:
        """Serve views.update."""
        wanted = args.get("external_id")
        by_name = (v for v in self.views.values() if wanted and v.get("external_id") == wanted)
        old = self.views.get(str(args.get("view_id"))) or next(by_name, None)
        if old is None:
            raise _SlackError("not_found")
        return {"view": self._view(args, old["type"], old)}

    def _react(self, args: Json) -> Json:
        """Serve reactions.add."""
        _, channel = self._channel(args["channel"], "write")
        message = self._message(channel, args["timestamp"])
        name = str(args["name"])
        if not name.replace("_", "").replace("-", "").replace("+", "").isalnum():
            raise _SlackError("invalid_name")
        reactions = message.setdefault("reactions", [])
        reaction = next((one for one in reactions if one["name"] == name), None)
        if reaction is None:
            reactions.append(reaction := {"name": name, "users": []})
        if BOT in reaction["users"]:
            raise _SlackError("already_reacted")
        reaction["users"].append(BOT)
        return {}

    def _prompts(self, args: Json) -> Json:
        """Serve assistant.threads.setSuggestedPrompts; of the older pane only with a thread."""
        prompts = args["prompts"]
        if isinstance(prompts, str):
            prompts = json.loads(prompts)
        whole = isinstance(prompts, list) and all(
            isinstance(one, dict) and one.get("title") and one.get("message") for one in prompts
        )
        if not whole or not 0 < len(prompts) <= 4:
            raise _SlackError("invalid_arguments", ["[ERROR] one to four prompts"])
        if str(args["channel_id"]) not in self.channels:
            raise _SlackError("channel_not_found")
        self.prompts.append({**args, "prompts": prompts})
        return {}

    def _finish(self, args: Json) -> Json:
        """Serve functions.completeSuccess and functions.completeError."""
        if isinstance(args.get("outputs"), str):
            args = {**args, "outputs": json.loads(args["outputs"])}
        self.functions.append(args)
        return {}

    def _upload_url(self, args: Json) -> Json:
        """Serve files.getUploadURLExternal."""
        if not str(args["length"]).isdigit() or int(args["length"]) == 0:
            raise _SlackError("invalid_arguments", ["[ERROR] length must be a positive number"])
        key = self._next("F")
        self.files[key] = FakeFile(str(args["filename"]), int(args["length"]))
        return {"file_id": key, "upload_url": f"http://127.0.0.1:{self._port}/upload/{key}"}

    async def _serve_upload(self, request: web.Request) -> web.Response:
        """Take a file's bytes."""
        async with self._change():
            file, body = self.files.get(request.match_info["file"]), await request.read()
            if file is None or len(body) != file.length:
                return web.Response(status=400, text="bad upload")
            file.content = body
            return web.Response(text=f"OK - {len(body)}")

    def _complete_upload(self, args: Json) -> Json:
        """Serve files.completeUploadExternal."""
        wanted = args["files"]
        if not isinstance(wanted, list) or not all(isinstance(one, dict) for one in wanted):
            raise _SlackError("invalid_arguments", ["[ERROR] files must be an array of objects"])
        files = [self.files.get(str(one.get("id"))) for one in wanted]
        if not files or any(one is None or one.content is None or one.completed for one in files):
            raise _SlackError("file_not_found")
        rooms = [*str(args.get("channels") or "").split(","), args.get("channel_id")]
        keys = [self._channel(room, "write")[0] for room in rooms if room]
        if args.get("thread_ts") and len(keys) != 1:
            raise _SlackError("invalid_arguments", ["[ERROR] thread_ts wants exactly one channel"])
        content = self._content({**args, "text": args.get("initial_comment", "")})
        shown = [{"id": one["id"], "title": one.get("title", "")} for one in wanted]
        for file in files:
            if file is not None:
                file.completed = True
        for key in keys:
            self.add_message(key, BOT, **content, files=shown)
        return {"files": shown}

    # Response URLs

    async def _serve_response(self, request: web.Request) -> web.Response:
        """Take a response, as long as its URL is good."""
        async with self._change():
            url = self._response_urls.get(request.match_info["key"])
            if url is None or self.now() > url.until:
                return web.Response(status=404, text="expired_url")
            if url.uses >= RESPONSE_URL_USES:
                return web.Response(status=404, text="used_url")
            try:
                payload = json.loads(await request.text())
                _check_response(payload)
                content = self._content(payload)
            except (ValueError, _SlackError) as refusal:
                name = refusal.error if isinstance(refusal, _SlackError) else "invalid_payload"
                return web.Response(status=400, text=name)
            url.uses += 1
            self.responses.append(payload)
            self._show(url, payload, content)
            return web.Response(text="ok")

    def _show(self, url: _ResponseUrl, payload: Json, content: Json) -> None:
        """Carry out a response where it changes what the channel shows."""
        messages = self.channels[url.channel].messages if url.channel in self.channels else []
        old = next((one for one in messages if one["ts"] == url.message_ts), None)
        if payload.get("delete_original") and old is not None:
            messages.remove(old)
        elif payload.get("replace_original") and old is not None:
            old.pop("blocks", None)
            old |= self._with_ids(content)
        elif payload.get("response_type") == "in_channel" and url.channel in self.channels:
            self.add_message(url.channel, BOT, **content)

    # Payloads of what Slack sends to the app

    def _place(self, user: str, channel: str) -> tuple[Json, Json]:
        """Describe a user and a channel as interactive payloads do."""
        who, where = self.users.get(user), self.channels.get(channel)
        name = who.name if who else "unknown"
        return (
            {"id": user, "username": name, "name": name, "team_id": TEAM},
            {"id": channel, "name": where.name if where else "directmessage"},
        )

    def slash_payload(
        self, text: str, *, command: str = "/compact", user: str = "U1", channel: str = "C1"
    ) -> dict[str, str]:
        """Build the form fields of a slash command.

        Args:
            text: what stands after the command.
            command: the command.
            user: who types it.
            channel: where.

        Returns:
            The fields, with a fresh response URL and trigger id.
        """
        who, where = self._place(user, channel)
        return {
            "token": "legacy",
            "team_id": TEAM,
            "team_domain": "fake",
            "channel_id": channel,
            "channel_name": where["name"],
            "user_id": user,
            "user_name": who["name"],
            "command": command,
            "text": text,
            "api_app_id": APP,
            "is_enterprise_install": "false",
            "response_url": self.make_response_url(channel),
            "trigger_id": self.trigger_id(),
        }

    def event_payload(self, event: Json, event_id: str | None = None) -> Json:
        """Build the envelope of an event.

        Args:
            event: the event itself, with its type.
            event_id: the same again for a retry; a fresh one without it.

        Returns:
            The payload.
        """
        channel = self.channels.get(str(event.get("channel")))
        bot = {"team_id": TEAM, "user_id": BOT, "is_bot": True, "enterprise_id": None}
        return {
            "token": "legacy",
            "team_id": TEAM,
            "api_app_id": APP,
            "type": "event_callback",
            "event": {"event_ts": self._ts(), **event},
            "event_id": event_id or self._next("Ev"),
            "event_time": int(self.now()),
            "authorizations": [{**bot, "is_enterprise_install": False}],
            "is_ext_shared_channel": bool(channel and channel.is_ext_shared),
        }

    def click_payload(
        self,
        action: Mapping[str, Any],
        *,
        message: Mapping[str, Any] | None = None,
        view: Mapping[str, Any] | None = None,
        user: str = "U1",
        channel: str = "C1",
        response_url: str | None = None,
        ephemeral: bool = False,
        state: Json | None = None,
        **chosen: Any,
    ) -> Json:
        """Build a block_actions payload.

        Args:
            action: the element as it stands in the blocks.
            message: the message it stands in.
            view: the view it stands in, instead of a message.
            user: who clicks.
            channel: where.
            response_url: an own response URL; a fresh one without it.
            ephemeral: whether only the user sees the message; Slack leaves it out then.
            state: the values of the inputs.
            chosen: what the choice adds, such as `selected_option=...`.

        Returns:
            The payload.

        Raises:
            ValueError: the message or the view has no such action.
        """
        blocks = (message or view or {}).get("blocks") or []
        homes = [
            b
            for b in blocks
            if action in [*b.get("elements", []), b.get("accessory"), b.get("element")]
        ]
        if (message or view) and not homes:
            raise ValueError(f"no such action in the message: {action.get('action_id')}")
        left_out = ("options", "option_groups", "confirm", "url", "focus_on_load")
        done = {name: value for name, value in action.items() if name not in left_out}
        done |= {"action_ts": self._ts(), **chosen}
        done.setdefault("block_id", homes[0].get("block_id", "b") if homes else "b")
        who, where = self._place(user, channel)
        payload: Json = {"type": "block_actions", "user": who, "actions": [done]}
        payload["state"] = {"values": state or {}}
        if view is not None:
            payload |= {"view": dict(view), "container": {"type": "view", "view_id": view["id"]}}
            return self._complete(payload)
        ts = message["ts"] if message and "ts" in message else self._ts()
        seat = {"type": "message", "message_ts": ts, "channel_id": channel}
        payload |= {"channel": where, "container": {**seat, "is_ephemeral": ephemeral}}
        payload["response_url"] = response_url or self.make_response_url(channel, ts)
        if message is not None and not ephemeral:
            payload["message"] = dict(message)
        return self._complete(payload)

    def _complete(self, payload: Mapping[str, Any]) -> Json:
        """Add what every interactive payload has."""
        who, _ = self._place("U1", "C1")
        common = {"team": {"id": TEAM, "domain": "fake"}, "user": who, "api_app_id": APP}
        whole = {"token": "legacy", "is_enterprise_install": False, **common, **payload}
        if payload.get("type") != "block_suggestion" and "trigger_id" not in whole:
            whole["trigger_id"] = self.trigger_id((payload.get("view") or {}).get("root_view_id"))
        if payload.get("type") == "message_action" and "response_url" not in whole:
            whole["response_url"] = self.make_response_url(whole["channel"]["id"])
        return whole

    # Over HTTP

    async def _send(
        self,
        app_url: str,
        kind: str,
        body: str,
        content_type: str,
        sign_with: str | None,
        timestamp: int | None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send a signed request to the app and look at its answer."""
        stamp = str(int(self.now()) if timestamp is None else timestamp)
        secret = (sign_with or self.signing_secret).encode()
        digest = hmac.new(secret, f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        signed = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}
        signed |= {"Content-Type": content_type, **(headers or {})}
        start = time.monotonic()
        async with self._session.post(app_url, data=body.encode(), headers=signed) as answer:
            content = await answer.read()
            elapsed, payload = time.monotonic() - start, None
            faults: list[str] = []
            if content and answer.content_type == "application/json":
                try:
                    payload = json.loads(content)
                except ValueError:
                    faults.append("the body is not JSON")
            faults += _ack_faults(kind, payload if answer.status == 200 else None, elapsed)
            return Reply(answer.status, answer.headers, content, elapsed, faults)

    async def slash(
        self,
        app_url: str,
        command: str = "/compact",
        text: str = "",
        user: str = "U1",
        channel: str = "C1",
        *,
        sign_with: str | None = None,
        timestamp: int | None = None,
    ) -> Reply:
        """Send a slash command to the app.

        Args:
            app_url: the app's request URL.
            command: the command.
            text: what stands after it.
            user: who types it.
            channel: where.
            sign_with: another signing secret than the right one.
            timestamp: another time of signing than now.

        Returns:
            The app's answer.
        """
        fields = self.slash_payload(text, command=command, user=user, channel=channel)
        form, kind = urlencode(fields), "application/x-www-form-urlencoded"
        return await self._send(app_url, "slash_commands", form, kind, sign_with, timestamp)

    async def send_payload(
        self,
        app_url: str,
        payload: Mapping[str, Any],
        *,
        sign_with: str | None = None,
        timestamp: int | None = None,
    ) -> Reply:
        """Send an interactive payload (shortcut, view_submission, block_suggestion) to the app.

        Args:
            app_url: the app's request URL.
            payload: the payload; team, user, app and trigger id are added where they are missing.
            sign_with: another signing secret than the right one.
            timestamp: another time of signing than now.

        Returns:
            The app's answer.
        """
        form = urlencode({"payload": json.dumps(self._complete(payload))})
        content_type = "application/x-www-form-urlencoded"
        return await self._send(
            app_url, str(payload["type"]), form, content_type, sign_with, timestamp
        )

    async def click(
        self,
        app_url: str,
        action: Mapping[str, Any],
        *,
        sign_with: str | None = None,
        timestamp: int | None = None,
        **options: Any,
    ) -> Reply:
        """Use a button or a menu.

        Args:
            app_url: the app's request URL.
            action: the element as it stands in the blocks.
            sign_with: another signing secret than the right one.
            timestamp: another time of signing than now.
            options: the keyword arguments of `click_payload`: message, view, user, channel,
                response_url, ephemeral, state, selected_option and the like.

        Returns:
            The app's answer.
        """
        payload = self.click_payload(action, **options)
        return await self.send_payload(app_url, payload, sign_with=sign_with, timestamp=timestamp)

    async def event(
        self,
        app_url: str,
        event: Json,
        retry_num: int | None = None,
        event_id: str | None = None,
        *,
        sign_with: str | None = None,
        timestamp: int | None = None,
    ) -> Reply:
        """Send an event to the app.

        Args:
            app_url: the app's request URL.
            event: the event itself, with its type.
            retry_num: which repetition this is.
            event_id: the same again for a retry; a fresh one without it.
            sign_with: another signing secret than the right one.
            timestamp: another time of signing than now.

        Returns:
            The app's answer.
        """
        body = json.dumps(self.event_payload(event, event_id))
        again = {"X-Slack-Retry-Num": str(retry_num), "X-Slack-Retry-Reason": "http_timeout"}
        headers = None if retry_num is None else again
        kind = "application/json"
        return await self._send(app_url, "events_api", body, kind, sign_with, timestamp, headers)

    # Socket Mode

    async def _serve_socket(self, request: web.Request) -> web.StreamResponse:
        """Hold a Socket Mode connection; aiohttp answers the pings."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(timeout=1.0)
        await socket.prepare(request)
        if len(self._sockets) >= MAX_SOCKETS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        debug = {"host": "fake", "build_number": 1, "approximate_connection_time": 18060}
        try:
            async with self._change():
                self._sockets.append(socket)
                info = {"num_connections": len(self._sockets), "debug_info": debug}
                hello = {"type": "hello", "connection_info": {"app_id": APP}, **info}
                await socket.send_json(hello)
            async for message in socket:
                self._take_ack(message.data)
        finally:
            async with self._change():
                if socket in self._sockets:
                    self._sockets.remove(socket)
        return socket

    def _take_ack(self, data: Any) -> None:
        """Hand an ack to the delivery that waits for it."""
        try:
            ack = json.loads(data)
            self._acks.pop(ack["envelope_id"]).set_result(ack)
        except (ValueError, KeyError, TypeError, asyncio.InvalidStateError):
            self.socket_faults.append(f"not an ack of an open envelope: {data!r}")

    async def wait_connected(self, timeout: float = 5, count: int = 1) -> None:
        """Wait until the app has open Socket Mode connections.

        Args:
            timeout: the most seconds to wait.
            count: how many connections.

        Raises:
            TimeoutError: they did not come.
        """
        await self.wait_until(lambda: len(self._sockets) >= count, timeout)

    async def disconnect_sockets(self, reason: str = "refresh_requested") -> None:
        """Tell every connection to reconnect, and close it.

        Args:
            reason: the reason in the message.
        """
        sockets, self._sockets = self._sockets, []
        for socket in sockets:
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {}})
            await socket.close()

    async def _deliver(self, type_: str, kind: str, payload: Any, timeout: float) -> SocketReply:
        """Send an envelope down one connection and wait for its ack.

        Raises:
            ConnectionError: no connection is open.
            TimeoutError: no ack came.
        """
        if not self._sockets:
            raise ConnectionError("no Socket Mode connection is open")
        self._sockets.append(socket := self._sockets.pop(0))
        envelope: Json = {"envelope_id": self._next("env-"), "type": type_, "payload": payload}
        envelope["accepts_response_payload"] = type_ != "events_api"
        if type_ == "events_api":
            envelope |= {"retry_attempt": 0, "retry_reason": ""}
        ack = self._acks[envelope["envelope_id"]] = asyncio.get_running_loop().create_future()
        start = time.monotonic()
        try:
            await socket.send_json(envelope)
            async with asyncio.timeout(timeout):
                answer = (await ack).get("payload")
        finally:
            self._acks.pop(envelope["envelope_id"], None)
        elapsed = time.monotonic() - start
        faults = _ack_faults(kind, answer, elapsed)
        if answer is not None and type_ == "events_api":
            faults.append("an ack of an event takes no payload")
        return SocketReply(answer, elapsed, faults)

    async def socket_slash(
        self,
        text: str,
        *,
        command: str = "/compact",
        user: str = "U1",
        channel: str = "C1",
        timeout: float = 5,
    ) -> SocketReply:
        """Send a slash command over Socket Mode.

        Args:
            text: what stands after the command.
            command: the command.
            user: who types it.
            channel: where.
            timeout: the most seconds to wait for the ack.

        Returns:
            The ack.

        Raises:
            ConnectionError: no connection is open.
            TimeoutError: no ack came.
        """
        fields = self.slash_payload(text, command=command, user=user, channel=channel)
        return await self._deliver("slash_commands", "slash_commands", fields, timeout)

    async def socket_payload(
        self, type_: str, payload: Mapping[str, Any], timeout: float = 5
    ) -> SocketReply:
        """Send an interactive payload, or any other, over Socket Mode.

        Args:
            type_: the envelope's type, mostly "interactive".
            payload: the payload; an interactive one is completed as by `send_payload`.
            timeout: the most seconds to wait for the ack.

        Returns:
            The ack.

        Raises:
            ConnectionError: no connection is open.
            TimeoutError: no ack came.
        """
        interactive = type_ == "interactive"
        whole = self._complete(payload) if interactive else dict(payload)
        kind = str(payload.get("type")) if interactive else type_
        return await self._deliver(type_, kind, whole, timeout)

    async def socket_event(
        self, event: Json, event_id: str | None = None, timeout: float = 5
    ) -> SocketReply:
        """Send an event over Socket Mode.

        Args:
            event: the event itself, with its type.
            event_id: the same again for a retry; a fresh one without it.
            timeout: the most seconds to wait for the ack.

        Returns:
            The ack.

        Raises:
            ConnectionError: no connection is open.
            TimeoutError: no ack came.
        """
        payload = self.event_payload(event, event_id)
        return await self._deliver("events_api", "events_api", payload, timeout)
