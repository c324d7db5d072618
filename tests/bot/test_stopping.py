"""A process of Compact ends when it is told to, whatever it is waiting for."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.bot.test_cli import read_until, start, stop
from tests.fake_slack import FakeSlack
from tests.serving import APP_TOKEN

# Seconds on a busy machine, which ends what it has begun to load; an idle one takes a tenth.
AT_ONCE = 10.0


@asynccontextmanager
async def socket_mode(
    folder: Path, slack: FakeSlack, **more: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await start(folder, slack, SLACK_APP_TOKEN=APP_TOKEN, **more)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()


async def ends_at_once(process: asyncio.subprocess.Process, number: int) -> None:
    began = time.monotonic()
    status, logged = await stop(process, number)
    assert time.monotonic() - began < AT_ONCE
    assert status == 0, logged
    assert "Compact has stopped" in logged
    assert "Traceback" not in logged
    assert "Unclosed" not in logged


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
async def test_while_it_is_connected(tmp_path: Path, number: int) -> None:
    async with FakeSlack() as slack, socket_mode(tmp_path, slack) as process:
        await slack.wait_connected(timeout=20, count=2)
        await ends_at_once(process, number)


async def test_while_its_connections_say_nothing(tmp_path: Path) -> None:
    async with FakeSlack() as slack, socket_mode(tmp_path, slack) as process:
        await slack.wait_connected(timeout=20, count=2)
        slack.sockets_silent = True
        await ends_at_once(process, signal.SIGTERM)


async def test_while_the_first_connection_cannot_be_made(tmp_path: Path) -> None:
    async with FakeSlack() as slack:
        slack.sockets_away = True
        async with socket_mode(tmp_path, slack) as process:
            await read_until(process, "not connected (HTTP 503)")
            await ends_at_once(process, signal.SIGTERM)


async def test_while_the_first_connection_says_no_hello(tmp_path: Path) -> None:
    async with FakeSlack() as slack:
        slack.sockets_silent = True
        async with socket_mode(tmp_path, slack) as process:
            await slack.wait_until(lambda: slack.tickets_tried, 20)
            await ends_at_once(process, signal.SIGTERM)


async def test_while_slack_asks_for_a_pause(tmp_path: Path) -> None:
    async with FakeSlack() as slack:
        slack.rate_limit_next("apps.connections.open", retry_after=30)
        async with socket_mode(tmp_path, slack) as process:
            await read_until(process, "trying again in 30 s")
            await ends_at_once(process, signal.SIGTERM)


async def test_while_slack_does_not_answer(tmp_path: Path) -> None:
    asked = asyncio.Event()

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await reader.read()
        writer.close()

    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    silent = f"http://127.0.0.1:{port}/api/"
    async with (
        server,
        FakeSlack() as slack,
        socket_mode(tmp_path, slack, SLACK_API_URL=silent) as process,
    ):
        async with asyncio.timeout(20):
            await asked.wait()
        await ends_at_once(process, signal.SIGTERM)
