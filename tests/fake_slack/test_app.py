"""The fake Slack talks to a real Bolt app as Slack does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.fake_slack import (
    BOT,
    FakeSlack,
    Json,
)
from tests.fake_slack.material import (
    actions,
    button,
    modal,
    option,
    section,
)


def bolt(slack: FakeSlack) -> AsyncApp:
    """Make a small app with a listener of each kind."""
    app = AsyncApp(
        client=AsyncWebClient(token="xoxb-fake-1", base_url=slack.api_url, retry_handlers=[]),
        signing_secret=slack.signing_secret,
    )
    answers: dict[str, Json] = {
        "good": {"text": "hi", "blocks": [section("hi")]},
        "bad": {"text": "hi", "blocks": [section("")]},
    }

    @app.command("/compact")
    async def command(ack: Any, command: Json, respond: Any) -> None:
        await ack(**answers.get(command["text"], {}))
        if command["text"] == "later":
            await respond("done")

    @app.action("go")
    async def action(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @app.options("far")
    async def options(ack: Any, payload: Json) -> None:
        await ack(options=[option()] * int(payload["value"]))

    @app.event("app_mention")
    async def mention(event: Json, say: Any) -> None:
        await say(f"you said {event['text']}", thread_ts=event["ts"])

    return app


@pytest_asyncio.fixture
async def app_url() -> AsyncIterator[Callable[[FakeSlack], Any]]:
    """Give a function that serves the Bolt app for a fake over HTTP and returns its URL."""
    runners: list[web.AppRunner] = []

    async def serve(slack: FakeSlack) -> str:
        runner = web.AppRunner(bolt(slack).web_app())
        runners.append(runner)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"

    yield serve
    for runner in runners:
        await runner.cleanup()


@pytest.mark.asyncio
async def test_http_app(app_url: Callable[[FakeSlack], Any]) -> None:
    """A Bolt app takes what the fake sends over HTTP, and turns down what is signed wrongly."""
    async with FakeSlack() as slack:
        url = await app_url(slack)
        assert (await slack.slash(url, sign_with="wrong")).status == 401
        stale = int(slack.now()) - 301
        assert (await slack.slash(url, timestamp=stale)).status == 401
        good = await slack.slash(url, text="good")
        assert (good.status, good.faults, good.json()["text"]) == (200, [], "hi")
        bad = await slack.slash(url, text="bad")
        assert bad.faults[0] == "invalid_blocks"
        await slack.slash(url, text="later")
        assert (await slack.next_response())["text"] == "done"

        query = {"type": "block_suggestion", "action_id": "far", "block_id": "b", "value": "100"}
        few = await slack.send_payload(url, query)
        assert (few.status, few.faults, len(few.json()["options"])) == (200, [], 100)
        many = await slack.send_payload(url, {**query, "value": "101"})
        assert many.faults

        event = {"type": "app_mention", "text": "so", "channel": "C1", "user": "U1"}
        seen = await slack.event(url, {**event, "ts": "1.000000"}, retry_num=1, event_id="Ev1")
        assert seen.status == 200
        await slack.wait_until(lambda: slack.posted)
        assert slack.posted[0]["message"]["text"] == "you said so"

        message = slack.add_message(user=BOT, blocks=[section(), actions(button())])
        clicked = await slack.click(url, button(), message=message)
        assert clicked.status == 200
        await slack.wait_until(lambda: slack.views)
        with pytest.raises(ValueError, match="no such action"):
            await slack.click(url, button("other"), message=message)


@pytest.mark.asyncio
async def test_late_ack(
    app_url: Callable[[FakeSlack], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer after the time Slack gives is a fault; the limit is set to nothing here."""
    monkeypatch.setattr("tests.fake_slack.refusals.ACK_SECONDS", 0.0)
    async with FakeSlack() as slack:
        reply = await slack.slash(await app_url(slack), text="good")
        assert reply.faults == ["answered after 0.0 s"]


@asynccontextmanager
async def in_socket_mode(slack: FakeSlack) -> AsyncIterator[AsyncSocketModeHandler]:
    """Connect the Bolt app to the fake."""
    web_client = AsyncWebClient(token="xapp-fake-1", base_url=slack.api_url)
    handler = AsyncSocketModeHandler(bolt(slack), "xapp-fake-1", web_client=web_client)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        await slack.wait_connected()
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.mark.asyncio
async def test_socket_mode() -> None:
    """A Bolt app connects, acks, and comes back after a disconnect."""
    async with FakeSlack() as slack, in_socket_mode(slack):
        good = await slack.socket_slash("good")
        assert (good.faults, good.json()["text"]) == ([], "hi")
        bad = await slack.socket_slash("bad")
        assert bad.faults[0] == "invalid_blocks"
        plain_ack = await slack.socket_slash("")
        assert (plain_ack.payload, plain_ack.faults) == (None, [])
        clicked = await slack.socket_payload("interactive", slack.click_payload(button()))
        assert clicked.faults == []
        event = {"type": "app_mention", "text": "so", "channel": "C1", "ts": "1.000000"}
        assert (await slack.socket_event(event)).payload is None
        await slack.wait_until(lambda: slack.posted)
        await slack.disconnect_sockets()
        await slack.wait_connected()
        assert (await slack.socket_slash("good")).faults == []
        assert slack.socket_faults == []


@pytest.mark.asyncio
async def test_socket_refusals(slack: FakeSlack) -> None:
    """Tickets are good once, ten connections are the most, and a missing ack is noticed."""
    client = AsyncWebClient(base_url=slack.api_url)

    async def link() -> str:
        return str((await client.apps_connections_open(app_token="xapp-fake-1"))["url"])

    with pytest.raises(ConnectionError):
        await slack.socket_slash("")
    async with aiohttp.ClientSession() as session:
        used = await link()
        first = await session.ws_connect(used, autoping=False)
        assert (await first.receive_json())["type"] == "hello"
        await first.ping(b"sdk-ping-pong:1")
        pong = await asyncio.wait_for(first.receive(), 5)
        assert (pong.type, bytes(pong.data)) == (aiohttp.WSMsgType.PONG, b"sdk-ping-pong:1")
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(used)
        await slack.wait_connected()
        with pytest.raises(TimeoutError):
            await slack.socket_slash("", timeout=0.01)
        sockets = [first]
        for number in range(2, 11):
            sockets.append(await session.ws_connect(await link()))
            assert (await sockets[-1].receive_json())["num_connections"] == number
        await slack.wait_connected(count=10)
        eleventh = await (await session.ws_connect(await link())).receive_json()
        assert eleventh["reason"] == "too_many_websockets"
