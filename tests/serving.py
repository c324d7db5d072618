"""A running Compact and the fake Slack that it talks to, over HTTP or Socket Mode."""

from __future__ import annotations

import io
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.app import running
from bot.config import Settings, read_settings
from bot.logs import make_handler, set_up_logging
from handlers.request import Services
from tests.fake_slack import FakeSlack, Json, Reply
from tests.fake_slack.events import SAID

BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-fake-1", "xapp-fake-1", "fake-signing-secret"
# What the tests of this process have read of the log, each by itself.
LOGGED: list[str] = []


@dataclass(frozen=True, slots=True)
class Served:
    """Compact over HTTP.

    Args:
        slack: the fake on the other side.
        url: Compact's request URL.
    """

    slack: FakeSlack
    url: str

    async def slash(self, text: str) -> Json:
        """Type a slash command, and take the answer from its acknowledgement."""
        reply = await self.slack.slash(self.url, text=text)
        assert (reply.status, reply.faults) == (200, [])
        answer: Json = reply.json()
        return answer

    async def click(self, message: Json, label: str, **options: Any) -> Reply:
        """Click the button of a private answer that has a label."""
        options = {"ephemeral": True, **options}
        return await self.slack.click(
            self.url, button_of(message, label), message=message, **options
        )


def settings_over_http(slack: FakeSlack, **more: str) -> Settings:
    return _read(
        {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": slack.api_url,
            "COMPACT_PORT": "0",
            **more,
        }
    )


def settings_over_socket(slack: FakeSlack) -> Settings:
    return _read(
        {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": slack.api_url,
        }
    )


def _read(environment: dict[str, str]) -> Settings:
    # Nothing is kept: what answers does so without a store.
    return replace(read_settings(environment), store="")


@asynccontextmanager
async def served(services: Services) -> AsyncIterator[Served]:
    """Run Compact over HTTP beside a fake Slack."""
    async with FakeSlack() as slack, running(settings_over_http(slack), services) as compact:
        yield Served(slack, f"http://127.0.0.1:{compact.port}/slack/events")


def button_of(message: Json, label: str) -> Json:
    """Find the button with a label, as it stands in a message."""
    found = [
        element
        for block in message["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element["type"] == "button" and element["text"]["text"] == label
    ]
    assert len(found) == 1, label
    button: Json = found[0]
    return button


@contextmanager
def reading_the_log(level: str = "DEBUG", *, ours: bool = False) -> Iterator[io.StringIO]:
    """Log as a process of Compact does, into a text.

    Args:
        level: from which on.
        ours: whether the test itself logs what people say.
    """
    root = logging.getLogger()
    handlers, before = root.handlers[:], root.level
    set_up_logging(level)
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    log = io.StringIO()
    handler.setStream(log)
    try:
        yield log
    finally:
        root.handlers[:] = handlers
        root.setLevel(before)
        if not ours:
            LOGGED.append(log.getvalue())


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    with reading_the_log() as text:
        yield text


@contextmanager
def keeping_the_log() -> Iterator[io.StringIO]:
    """Keep what is logged at INFO while no test reads the log itself."""
    root, kept = logging.getLogger(), io.StringIO()
    handler = make_handler()
    handler.setStream(kept)
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield kept
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def find_planted(text: str) -> list[str]:
    """List the secrets and the questions of people that stand in a log."""
    secrets = [BOT_TOKEN, APP_TOKEN, SECRET]
    questions = [said for said in SAID if len(said) > 9 and " " in said.strip()]
    return [planted for planted in (*secrets, *questions) if planted in text]
