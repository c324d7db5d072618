"""The workspace: what the fake keeps and returns, and what makes it fail."""
# ruff: noqa: ASYNC109 (the time limits are part of the interface)

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.fake_slack.limits import (
    APP,
    BOT,
    BOT_ID,
    RESPONSE_URL_SECONDS,
    TEAM,
    TRIGGER_SECONDS,
    Json,
)
from tests.fake_slack.refusals import SlackError


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
    alt_text: str = ""
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
class Fault:
    """A failure laid in store for a method; without an error the reply is dropped."""

    error: str | None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    page: str = ""  # instead of JSON, what a machine in front of Slack says; its content type


@dataclass
class ResponseUrl:
    """A response URL that was given out."""

    channel: str
    message_ts: str | None
    until: float
    uses: int = 0


class Workspace:
    """Members, channels, messages and views: what the surfaces of the fake share."""

    _session: aiohttp.ClientSession

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
        self.lacks: set[str] = set()  # types of blocks that this workspace does not take yet
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
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._response_urls: dict[str, ResponseUrl] = {}
        self._responses_read = 0
        self._triggers: dict[str, tuple[float, str | None]] = {}
        self._triggers_used: set[str] = set()
        # Where Socket Mode connects: away, or there but saying nothing, not even to a ping.
        self.sockets_away = self.sockets_silent = False
        self.ticket_life = 30.0  # seconds; Slack does not say how long it is
        self.tickets_tried: list[str] = []
        self._tickets: dict[str, float] = {}
        self._sockets: list[web.WebSocketResponse] = []
        self._acks: dict[str, asyncio.Future[Json]] = {}
        # Messages of one page of history and seconds between two, for apps that are distributed.
        self.history_limit: tuple[int, float] | None = None
        self._history_read = float("-inf")
        self._last_ts = 0
        self._count = 0
        self._port = 0
        self._changed = asyncio.Condition()

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
        self._response_urls[key] = ResponseUrl(channel, message_ts, until)
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
        self._faults[method].extend([Fault(error, status, headers or {})] * times)

    def break_next(self, method: str, content_type: str, status: int = 502, times: int = 1) -> None:
        """Answer the next calls of a method as a machine in front of Slack does that has broken.

        Args:
            method: the method's name.
            content_type: of the page that comes instead of JSON.
            status: the HTTP status.
            times: how many calls fail.
        """
        self._faults[method].extend([Fault("broken", status, page=content_type)] * times)

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
        self._faults[method].extend([Fault(None)] * times)

    def _channel(self, wanted: Any, use: str = "read") -> tuple[str, FakeChannel]:
        """Find a channel to "see" (no membership needed), "read", "write" to or "post" in.

        Only posting takes a #name or a user id, which opens a direct message, for a channel's id.

        Raises:
            SlackError: there is none, or the bot may not use it so.
        """
        key = str(wanted)
        if use == "post" and key in self.users:
            key = self._direct([key])
        if use == "post" and key.startswith("#"):
            key = next((id_ for id_, one in self.channels.items() if f"#{one.name}" == key), key)
        channel = self.channels.get(key)
        inside = channel is not None and BOT in channel.members
        if channel is None or (channel.is_private and not inside):
            raise SlackError("channel_not_found")
        if use != "see" and not inside:
            raise SlackError("not_in_channel")
        if use in ("write", "post") and channel.is_archived:
            raise SlackError("is_archived")
        return key, channel

    def _message(self, channel: FakeChannel, ts: Any, refusal: str | None = None) -> Json:
        """Find a message by its timestamp.

        Raises:
            SlackError: there is none, or it is not the bot's and `refusal` says that it must be.
        """
        message = next((one for one in channel.messages if one["ts"] == str(ts)), None)
        if message is None:
            raise SlackError("message_not_found")
        if refusal and message["user"] != BOT:
            raise SlackError(refusal)
        return message

    def _direct(self, users: Sequence[str]) -> str:
        """Open a direct message with one or more users and return its id."""
        if not users or any(user not in self.users for user in users):
            raise SlackError("user_not_found")
        if BOT in users:
            raise SlackError("invalid_user_combination")
        key = ("D" if len(users) == 1 else "G") + "".join(sorted(users))
        new = FakeChannel(key, {BOT, *users}, is_private=True, is_im=len(users) == 1)
        self.channels.setdefault(key, new)
        return key
