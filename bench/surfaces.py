"""From request to ack, for each surface, beside a bare Bolt listener that acks the same bytes.

Run from the project's folder: ``.venv/bin/python -m bench.surfaces``. Each runs in a process of its
own and they are asked in turn, so that what else the machine does is the same for both.
"""
# ruff: noqa: S106 (a script that starts our own servers and prints)

from __future__ import annotations

import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientError, web
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bench.start import free_port
from bot.app import PATH
from bot.config import Settings
from bot.services import build_services
from handlers.answers.mentioned import explain_terms
from tests.fake_slack import BOT, FakeChannel, FakeSlack, Reply

ROUNDS = 200
PAUSE = 0.006
Ask = Callable[[str], Awaitable[Reply]]


def surfaces_of(slack: FakeSlack) -> dict[str, Ask]:
    """List how each surface is asked, at a URL."""
    ts = slack.add_message("C1", "U1", text="the NYD and Japan on IOM")["ts"]
    said = {"channel": "C1", "user": "U1", "ts": ts}
    direct = {**said, "channel": "DU1", "channel_type": "im", "type": "message"}
    room = {"id": "C1", "name": "general"}
    shortcut = {"type": "message_action", "channel": room, "message_ts": ts}
    shortcut["message"] = {"ts": ts, "user": "U1", "text": "the NYD and Japan on IOM"}
    button = {"type": "button", "action_id": "ask:0", "value": "Japan IOM", "block_id": "b"}
    view = {"id": "V1", "type": "modal", "callback_id": "look_up", "hash": "1"}
    chosen = {"type": "external_select", "selected_option": {"value": "japan"}}
    submitted = {**view, "state": {"values": {"party": {"party": chosen}}}}
    typing = {"type": "block_suggestion", "action_id": "party", "block_id": "party", "value": "j"}
    opened = {"type": "app_home_opened", "user": "U1", "channel": "DU1"}
    reacted = {"type": "reaction_added", "user": "U1", "reaction": "mag"}
    step = {"type": "function_executed", "function": {"callback_id": "post_next_milestones"}}
    step |= {"function_execution_id": "Fx1", "inputs": {"channel": "C1", "count": 1}}
    step["bot_access_token"] = slack.bot_token

    def event(content: dict[str, Any]) -> Ask:
        return lambda url: slack.event(url, {**content, "event_ts": slack._ts()})

    def payload(content: dict[str, Any]) -> Ask:
        return lambda url: slack.send_payload(url, content)

    def new(content: dict[str, Any]) -> Ask:
        """Make an event about another message each time."""
        return lambda url: slack.event(url, {**content, "ts": slack._ts()})

    return {
        "slash command": lambda url: slack.slash(url, text="Japan IOM"),
        "mention": new({**said, "type": "app_mention", "text": "<@UBOT> Japan IOM"}),
        "direct message": new({**direct, "text": "Japan IOM"}),
        "reaction": event({**reacted, "item": {"type": "message", "channel": "C1", "ts": ts}}),
        "shortcut: Explain terms": payload({**shortcut, "callback_id": "explain_terms"}),
        "shortcut: Positions mentioned": payload(
            {**shortcut, "callback_id": "positions_mentioned"}
        ),
        "button": lambda url: slack.click(url, button, ephemeral=True),
        "App Home opened": event({**opened, "tab": "home"}),
        "assistant pane opened": event({**opened, "tab": "messages"}),
        "shortcut: Look something up": payload({"type": "shortcut", "callback_id": "look_up"}),
        "modal: type-ahead": payload({**typing, "view": view}),
        "modal: look up": payload({"type": "view_submission", "view": submitted}),
        "workflow step": event(step),
    }


def serve_bare(slack_url: str, port: int) -> None:
    """Serve a Bolt app with a listener of each kind, which acks the bytes of standard input."""
    given = sys.stdin.read()
    body: Any = json.loads(given) if given.startswith("{") else given
    client = AsyncWebClient(token="xoxb-fake-1", base_url=slack_url)
    app = AsyncApp(
        signing_secret="fake-signing-secret", client=client, process_before_response=True
    )

    async def answer() -> BoltResponse:
        return BoltResponse(status=200, body=body)

    every = re.compile(".*")
    for register in (app.command, app.event, app.action, app.shortcut, app.options, app.view):
        register(every)(answer)
    web.run_app(app.web_app(path=PATH), host="127.0.0.1", port=port, print=None)


@contextmanager
def serving(slack: FakeSlack, command: list[str], port: int, given: bytes = b"") -> Iterator[str]:
    """Run a server in a process of its own."""
    environment = {
        **os.environ,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "COMPACT_PORT": str(port),
        "COMPACT_LOG": "ERROR",
        "COMPACT_STORE": str(Path(tempfile.mkdtemp()) / "bench.db"),
    }
    process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(given)
    process.stdin.close()
    try:
        yield f"http://127.0.0.1:{port}{PATH}"
    finally:
        process.terminate()
        process.wait()


async def first(ask: Ask, url: str) -> Reply:
    """Ask until the server answers."""
    while True:
        try:
            return await ask(url)
        except (ClientError, OSError):
            await asyncio.sleep(0.01)


async def measure(slack: FakeSlack, ours: str, ask: Ask) -> tuple[float, float, int]:
    """Measure one surface.

    Returns:
        Medians in milliseconds, of a bare listener and of Compact, and the bytes that both ack.
    """
    reply = await first(ask, ours)
    if reply.status != 200 or reply.faults:
        raise SystemExit(f"{reply.status} {reply.faults} {reply.body!r}")
    port = free_port()
    command = [sys.executable, "-m", "bench.surfaces", "bare", slack.api_url, str(port)]
    with serving(slack, command, port, reply.body) as bare:
        await first(ask, bare)
        taken: dict[str, list[float]] = {bare: [], ours: []}
        for number in range(ROUNDS):
            for url in (bare, ours) if number % 2 else (ours, bare):
                taken[url].append((await ask(url)).elapsed)
                # What goes on after the ack is not to meet the next request.
                await asyncio.sleep(PAUSE)
    medians = [statistics.median(taken[url]) * 1000 for url in (bare, ours)]
    return medians[0], medians[1], len(reply.body)


async def main() -> None:
    """Print the figures."""
    print(f"{'surface':32} {'bytes':>6} {'bare ms':>8} {'ours ms':>8} {'times':>6}")
    port = free_port()
    async with FakeSlack() as slack:
        slack.channels["DU1"] = FakeChannel("DU1", {BOT, "U1"}, is_private=True, is_im=True)
        with serving(slack, [sys.executable, "-m", "bot", "run"], port) as ours:
            for name, ask in surfaces_of(slack).items():
                bare, here, length = await measure(slack, ours, ask)
                print(f"{name:32} {length:6} {bare:8.2f} {here:8.2f} {here / bare:6.2f}")
    services = build_services(Settings())
    text = ("The NYD asks IOM and the African Group, Côte d’Ivoire too, about it all. " * 150)[
        :10_000
    ]
    taken = []
    for _ in range(50):
        begun = time.perf_counter()
        explain_terms(text, services)
        taken.append(time.perf_counter() - begun)
    print(f"Explain terms, 10,000 characters: median {statistics.median(taken) * 1000:.1f} ms")


if __name__ == "__main__":
    if sys.argv[1:2] == ["bare"]:
        serve_bare(sys.argv[2], int(sys.argv[3]))
    else:
        asyncio.run(main())
