"""The same answers over Socket Mode, on a real WebSocket."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.app import running
from bot.errors import SlackRefused
from handlers.request import Services
from tests.bot.test_http import Broken
from tests.fake_slack import FakeSlack, message_text_of
from tests.serving import (
    APP_TOKEN,
    BOT_TOKEN,
    button_of,
    log,
    served,
    settings_over_socket,
)

__all__ = ["log"]


@asynccontextmanager
async def connected(services: Services) -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack, running(settings_over_socket(slack), services):
        await slack.wait_connected()
        yield slack
        assert slack.socket_faults == []


async def test_the_answer_is_that_of_http(bare: Services) -> None:
    async with connected(bare) as slack:
        reply = await slack.socket_slash("position Japan IOM")
    assert reply.faults == []
    async with served(bare) as compact:
        assert reply.payload == await compact.slash("position Japan IOM")
    assert message_text_of(reply.payload).startswith("Japan · IOM's role\n❔ *Asks.* ")


async def test_buttons_answer(bare: Services) -> None:
    async with connected(bare) as slack:
        answer = (await slack.socket_slash("position Japan IOM")).payload
        click = slack.click_payload(
            button_of(answer, "All by Japan"), message=answer, ephemeral=True
        )
        reply = await slack.socket_payload("interactive", click)
        assert (reply.payload, reply.faults) == (None, [])
        shown = await slack.next_response()
    assert message_text_of(shown).startswith("Japan\n")


async def test_slack_is_asked_once_who_compact_is(bare: Services) -> None:
    async with connected(bare) as slack:
        await slack.wait_connected(count=2)
        for _ in range(3):
            await slack.socket_slash("position Japan IOM")
        opened = [call.token for call in slack.calls if call.method == "apps.connections.open"]
        assert opened == [APP_TOKEN, APP_TOKEN]
        assert [c.token for c in slack.calls if c.method == "auth.test"] == [BOT_TOKEN]


async def test_a_fault_has_its_reference(bare: Services, log: io.StringIO) -> None:
    async with connected(replace(bare, text=Broken())) as slack:  # type: ignore[arg-type]
        text = message_text_of((await slack.socket_slash("search anything")).payload)
    reference = re.search(r"reference ([0-9A-F]{8})", text)
    assert reference is not None
    assert f"fault {reference[1]}\nTraceback" in log.getvalue()


async def test_no_secret_reaches_the_log(bare: Services, log: io.StringIO) -> None:
    async with connected(bare) as slack:
        await slack.socket_slash("position Japan IOM")
    logged = log.getvalue()
    assert "Compact is connected over Socket Mode" in logged
    assert re.search(r"ticket=(?!\[secret\])", logged) is None
    for secret in (BOT_TOKEN, APP_TOKEN, "legacy"):
        assert secret not in logged, secret


async def test_a_wrong_app_token_is_refused_in_one_sentence(bare: Services) -> None:
    async with FakeSlack(app_token="xapp-another") as slack:
        with pytest.raises(SlackRefused) as refused:
            async with running(settings_over_socket(slack), bare):
                pass
    assert str(refused.value) == "Slack does not take SLACK_APP_TOKEN (invalid_auth)."
