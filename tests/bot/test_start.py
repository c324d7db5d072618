"""The start: each thing that can be wrong is one sentence that names its setting."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.app import running
from bot.errors import PortRefused, SlackRefused
from bot.slack.sockets import Pace
from handlers.request import Services
from tests.fake_slack import FakeSlack
from tests.serving import settings_over_http

AT_ONCE = Pace(waits=(0.0,), patience=5.0)
NOT_LONG = Pace(waits=(0.01,), patience=0.05)


@asynccontextmanager
async def something_else(body: str, status: int, content_type: str) -> AsyncIterator[str]:
    """Serve the same answer to everything."""

    async def answer(request: web.Request) -> web.Response:
        return web.Response(text=body, status=status, content_type=content_type)

    app = web.Application()
    app.router.add_route("*", "/{all:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()


async def test_a_wrong_token_is_refused_in_one_sentence(bare: Services) -> None:
    async with FakeSlack(bot_token="xoxb-another") as slack:
        with pytest.raises(SlackRefused) as refused:
            async with running(settings_over_http(slack), bare):
                pass
    assert str(refused.value) == "Slack does not take SLACK_BOT_TOKEN (invalid_auth)."


async def test_where_slack_is_not_reached_a_sentence_says_so(bare: Services) -> None:
    async with FakeSlack() as slack:
        gone = settings_over_http(slack, SLACK_API_URL="http://127.0.0.1:9/api/")
        with pytest.raises(SlackRefused) as refused:
            async with running(gone, bare):
                pass
    assert str(refused.value) == (
        "Slack cannot be reached at http://127.0.0.1:9/api/ (ClientConnectorError); "
        "SLACK_API_URL says where it is."
    )


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ("<html>hello</html>", 200, "text/html"),
        ("", 200, "text/plain"),
        ("[]", 200, "application/json"),
        ("null", 200, "application/json"),
        ("[", 200, "application/json"),
        ("{}", 200, "application/json"),
        ('{"ok": true}', 200, "application/json"),
        ("<html>gone</html>", 404, "text/html"),
    ],
)
async def test_where_something_else_answers_a_sentence_says_so(
    bare: Services, body: str, status: int, kind: str
) -> None:
    async with FakeSlack() as slack, something_else(body, status, kind) as url:
        with pytest.raises(SlackRefused) as refused:
            async with running(settings_over_http(slack, SLACK_API_URL=url), bare):
                pass
    assert str(refused.value) == (
        f"What answers at {url} is not Slack's Web API (HTTP {status}); see SLACK_API_URL."
    )


@pytest.mark.parametrize(("error", "status"), [("internal_error", 200), ("x", 500), ("x", 503)])
async def test_what_passes_is_waited_for(bare: Services, error: str, status: int) -> None:
    async with FakeSlack() as slack:
        slack.fail_next("auth.test", error, status, times=5)
        async with running(settings_over_http(slack), bare, AT_ONCE) as compact:
            assert compact.port
        assert [call.method for call in slack.calls].count("auth.test") == 6


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        (
            "<html>bad gateway</html>",
            502,
            "Slack's Web API is out of order (HTTP 502) at {url}, which SLACK_API_URL can change; "
            "start Compact again in a few minutes.",
        ),
        (
            '{"ok": false, "error": "internal_error"}',
            200,
            "Slack's Web API is out of order (internal_error) at {url}, which SLACK_API_URL can "
            "change; start Compact again in a few minutes.",
        ),
        (
            '{"ok": false, "error": "ratelimited"}',
            200,
            "Slack asks for a pause (ratelimited); start Compact again in a minute.",
        ),
    ],
)
async def test_what_does_not_pass_within_a_minute_is_told(
    bare: Services, body: str, status: int, sentence: str
) -> None:
    kind = "text/html" if "<" in body else "application/json"
    async with FakeSlack() as slack, something_else(body, status, kind) as url:
        with pytest.raises(SlackRefused) as refused:
            async with running(settings_over_http(slack, SLACK_API_URL=url), bare, NOT_LONG):
                pass
    assert str(refused.value) == sentence.format(url=url)


async def test_a_port_in_use_is_named(bare: Services) -> None:
    async with FakeSlack() as slack:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            with pytest.raises(PortRefused) as refused:
                async with running(settings_over_http(slack, COMPACT_PORT=str(port)), bare):
                    pass
    assert str(refused.value) == (
        f"127.0.0.1:{port} cannot be listened to (address already in use); "
        "see COMPACT_HOST and COMPACT_PORT."
    )
