"""A Compact that is served to a fake Slack, over HTTP or over a WebSocket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import yaml
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.app import running
from bot.config import Settings
from bot.front.http import PATH
from bot.manners import Manners
from handlers.request import Services
from tests.conftest import ROOT
from tests.fake_slack import (
    BOT,
    FakeChannel,
    FakeSlack,
    Json,
    Reply,
    SocketReply,
    message_text_of,
    validate_blocks,
    validate_view,
)

MANIFEST = yaml.safe_load((ROOT / "app.yaml").read_text(encoding="utf-8"))
SCOPES = MANIFEST["oauth_config"]["scopes"]["bot"]
TRANSPORTS = ("http", "socket")


@dataclass
class Room:
    """A workspace in which Compact answers.

    Args:
        slack: the fake Slack, with the scopes of the manifest and no others.
        settings: with which Compact runs.
        transport: "http" or "socket".
        url: where Compact is reached over HTTP.
    """

    slack: FakeSlack
    settings: Settings
    transport: str
    url: str = ""

    async def event(
        self, event: Json, event_id: str | None = None, retry_num: int | None = None
    ) -> Reply | SocketReply:
        """Send an event and hold its ack to Slack's rules."""
        if self.transport == "http":
            reply: Reply | SocketReply = await self.slack.event(
                self.url, event, retry_num, event_id
            )
            assert isinstance(reply, Reply)
            assert reply.status == 200, reply.body
        else:
            reply = await self.slack.socket_event(event, event_id)
        assert reply.faults == []
        return reply

    async def payload(self, payload: Mapping[str, Any]) -> Reply | SocketReply:
        """Send an interactive payload and hold its ack to Slack's rules."""
        if self.transport == "http":
            reply: Reply | SocketReply = await self.slack.send_payload(self.url, payload)
            assert isinstance(reply, Reply)
            assert reply.status == 200, reply.body
        else:
            reply = await self.slack.socket_payload("interactive", payload)
        assert reply.faults == []
        return reply

    async def click(self, label: str, shown: Json, **options: Any) -> Reply | SocketReply:
        """Click the button with a label on a message or a view."""
        return await self.payload(self.slack.click_payload(button(shown, label), **options))

    async def slash(self, text: str, **options: Any) -> Json:
        """Type a slash command and give what its ack shows; {} where that comes later."""
        if self.transport == "http":
            reply: Reply | SocketReply = await self.slack.slash(self.url, text=text, **options)
        else:
            reply = await self.slack.socket_slash(text, **options)
        assert reply.faults == []
        if isinstance(reply, Reply) and not reply.body:
            return {}
        answer: Json = reply.json()
        return answer or {}

    def say(self, text: str, *, channel: str = "C1", user: str = "U1", **more: Any) -> Json:
        """Put a person's message into a channel, as an event tells it."""
        message = self.slack.add_message(channel, user, text=text, **more)
        return {**message, "channel": channel}

    async def mention(self, text: str, **more: Any) -> Json:
        """Mention Compact and give the message."""
        message = self.say(f"<@{BOT}> {text}", **more)
        await self.event({**message, "type": "app_mention"})
        return message

    async def posted(self, count: int = 1) -> list[Json]:
        """Wait until Compact has posted so many messages, and give their contents."""
        await self.slack.wait_until(lambda: len(self.slack.posted) >= count)
        return [{**one["message"], "channel": one["channel"]} for one in self.slack.posted]

    async def whispered(self, count: int = 1) -> list[Json]:
        """Wait until Compact has shown so many messages to one person alone."""
        await self.slack.wait_until(lambda: len(self.slack.ephemerals) >= count)
        return self.slack.ephemerals

    async def settled(self) -> None:
        """Wait until Compact has done all that goes on after its acks."""
        while working := [task for task in asyncio.all_tasks() if _is_background(task)]:
            await asyncio.wait(working, timeout=5)


def _is_background(task: asyncio.Task[Any]) -> bool:
    return getattr(task.get_coro(), "__qualname__", "") == "Background._guarded"


def button(shown: Json, label: str) -> Json:
    """Find the button with a label in a message or a view."""
    for block in shown["blocks"]:
        elements = [*block.get("elements", []), *filter(None, [block.get("accessory")])]
        for element in elements:
            text = element["text"]["text"] if element["type"] == "button" else ""
            if text.startswith(label) or text.endswith(f" {label}"):
                found: Json = element
                return found
    raise AssertionError(f"no button {label!r} in: {message_text_of(shown)}")


def hold_message(message: Mapping[str, Any]) -> None:
    """Hold a message to Slack's rules and to the SDK's models."""
    assert validate_blocks(message["blocks"], "message") == []
    for block in Block.parse_all(message["blocks"]):
        block.validate_json()


def hold_view(view: Json) -> None:
    """Hold a modal or a Home tab to Slack's rules and to the SDK's models."""
    known = ("type", "title", "submit", "close", "blocks", "callback_id", "private_metadata")
    bare = {name: view[name] for name in known if name in view}
    assert validate_view(bare) == []
    View(**bare).validate_json()


@pytest.fixture(params=TRANSPORTS)
def transport(request: pytest.FixtureRequest) -> str:
    return str(request.param)


Enter = Callable[..., AbstractAsyncContextManager[Room]]


@asynccontextmanager
async def enter_room(
    services: Services, transport: str = "http", store: str = "", **manners: Any
) -> AsyncIterator[Room]:
    """Run Compact against a fake Slack."""
    async with FakeSlack(scopes=SCOPES) as slack:
        slack.channels["C2"] = FakeChannel("joint", {BOT, "U1"}, is_ext_shared=True)
        slack.channels["C3"] = FakeChannel("elsewhere", {"U1"})
        slack.channels["DU1"] = FakeChannel("DU1", {BOT, "U1"}, is_private=True, is_im=True)
        settings = Settings(
            mode="socket" if transport == "socket" else "http",
            bot_token=slack.bot_token,
            app_token=slack.app_token,
            signing_secret=slack.signing_secret,
            api_url=slack.api_url,
            port=0,
            store=store,
            manners=Manners(**manners),
        )
        async with running(settings, services) as compact:
            if transport == "socket":
                await slack.wait_connected()
            if compact.store is not None:
                await asyncio.wait([compact.store])
            yield Room(slack, settings, transport, f"http://127.0.0.1:{compact.port}{PATH}")


@pytest.fixture
async def room(bare: Services, transport: str) -> AsyncIterator[Room]:
    async with enter_room(bare, transport) as opened:
        yield opened


@pytest.fixture
async def room_over_http(bare: Services) -> AsyncIterator[Room]:
    async with enter_room(bare) as opened:
        yield opened
