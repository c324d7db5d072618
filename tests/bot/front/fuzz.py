"""Malformed, mis-signed and mutated requests against a running Compact, over HTTP and Socket Mode.

Everything is drawn from a seed, goes over the loopback only, and has an end.  Each request begins
as one that Slack would send; then its payload, its bytes, its head or its signature are changed,
or none of them.  Compact runs as a process of its own, with its log in a file.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import hmac
import json
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import aiohttp
from aiohttp import web

from tests.fake_slack import BOT, FakeChannel, FakeSlack, Json, message_text_of

PLANTED = "zqplanted"  # stands in every question, and must not stand in the log
SECRET, BOT_TOKEN, APP_TOKEN = "fake-signing-secret", "xoxb-fake-1", "xapp-fake-1"
REQUESTS, AT_ONCE = 20_000, 8
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
_ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**30, 1.5, "", "x", PLANTED, "\x00", "\ud800", "<!channel>", "é" * 50,
    [], {}, [[]], [None], [1], {"id": 1}, {"id": None}, {"": ""}, {"type": "message"}, "x" * 5_000,
)  # fmt: skip


def make_payloads(slack: FakeSlack) -> list[tuple[str, Json]]:
    """Make a payload of each kind that Slack sends, with the way in which Socket Mode calls it."""
    click = slack.click_payload
    said = {"channel": "DU1", "channel_type": "im", "user": "U1", "ts": "1795000000.000100"}
    there = {"channel": "C1", "ts": "1795000000.000200"}
    value = {"action_id": "ask:0", "type": "button", "value": f"position Japan {PLANTED}"}
    view = {"id": "V1", "type": "modal", "callback_id": "lookup", "hash": "1", "blocks": []}
    state = {"values": {"party": {"party": {"selected_option": {"value": "japan"}}}}}
    home = {**view, "type": "home"}
    message = {"type": "message", "text": f"IOM and {PLANTED}", "user": "U2", "ts": there["ts"]}
    events: list[Json] = [
        {**said, "type": "message", "text": f"Japan {PLANTED}"},
        {**there, "type": "app_mention", "user": "U1", "text": f"<@UBOT> term {PLANTED}"},
        {**said, "type": "message", "subtype": "message_changed", "message": {**said, "text": PLANTED, "edited": {"ts": said["ts"]}}, "previous_message": said},
        {"type": "app_home_opened", "user": "U1", "channel": "DU1", "tab": "home"},
        {"type": "reaction_added", "user": "U1", "reaction": "mag", "item": {**there, "type": "message"}},
        {"type": "function_executed", "function": {"callback_id": "post_next_milestones"}, "inputs": {"channel": "C1", "count": 2}, "function_execution_id": "Fx1", "bot_access_token": BOT_TOKEN},
    ]  # fmt: skip
    interactive: list[Json] = [
        click(value),
        click({**value, "action_id": "share"}),
        click({**value, "action_id": "calendar", "value": "next 5"}),
        click(value, view=None) | {"view": home, "container": {"type": "view"}},
        {"type": "view_submission", "view": {**view, "callback_id": "look_up", "state": state}},
        {"type": "block_suggestion", "action_id": "party", "block_id": "party", "value": PLANTED},
        {"type": "shortcut", "callback_id": "look_up"},
        {"type": "message_action", "callback_id": "explain_terms", "message": message, "channel": {"id": "C1"}},
    ]  # fmt: skip
    return [
        ("slash_commands", slack.slash_payload(f"position Japan {PLANTED}")),
        *(("events_api", slack.event_payload(event)) for event in events),
        *(("interactive", slack._complete(payload)) for payload in interactive),
    ]


# What is changed of a payload and of its bytes


def change_payload(draw: random.Random, payload: Json) -> Any:
    """Change one to three places of a payload, or the whole of it."""
    if draw.random() < 0.03:
        return draw.choice(_ODD)
    changed = deepcopy(payload)
    for _ in range(draw.randint(1, 3)):
        holder, key = draw.choice(list(_places(changed)))
        change = draw.random()
        if change < 0.6:
            holder[key] = deepcopy(draw.choice(_ODD))
        elif change < 0.85:
            del holder[key]
        elif isinstance(holder, dict):
            holder[draw.choice(("type", "user", "event", "view", "x", PLANTED))] = draw.choice(_ODD)
    return changed


def _places(node: Any) -> list[tuple[Any, Any]]:
    """List every place in a payload as its holder and key."""
    found: list[tuple[Any, Any]] = []
    keys = node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in keys:
        found += [(node, key), *_places(node[key])]
    return found or [({0: 0}, 0)]


def change_bytes(draw: random.Random, body: bytes) -> bytes:
    """Change a body's bytes: flip, cut, repeat, insert, or nest it deep."""
    if not body:
        return b"{"
    at, kind = draw.randrange(len(body)), draw.randrange(6)
    piece = body[at : at + draw.randint(1, 40)]
    odd = draw.choice(
        (b"\xff", b"\x00", b"{", b"]", b'"', b"&payload=", b"%ff", b"\r\n", b"\\ud800")
    )
    changed = (
        body[:at] + bytes([draw.randrange(256)]) + body[at + 1 :],
        body[:at],
        body[:at] + piece * draw.randint(2, 200) + body[at:],
        body[:at] + odd + body[at:],
        body[:at] + body[at + len(piece) :],
        draw.choice((b"[", b'{"a":', b"payload=[")) * draw.choice((1, 50, 20_000)),
    )
    return changed[kind]


def encode(kind: str, payload: Any) -> tuple[bytes, str]:
    """Write a payload as Slack does over HTTP."""
    if kind == "events_api":
        return json.dumps(payload).encode(), JSON
    if kind == "slash_commands" and isinstance(payload, dict):
        pairs = [(str(key), str(value)) for key, value in payload.items()]
        return urlencode(pairs, errors="replace").encode(), FORM
    return b"payload=" + quote(json.dumps(payload)).encode(), FORM


def make_head(draw: random.Random, body: bytes, content_type: str, now: float) -> dict[str, str]:
    """Sign a body rightly or wrongly, and change its head now and then."""
    stamp, secret = str(int(now)), SECRET
    way = draw.random()
    if way < 0.1:
        secret = "another"
    elif way < 0.2:
        shift = draw.choice((-400, 400, 10**9))
        stamp = draw.choice(("", "abc", "-1", "9" * 400, "1e3", "١٢", str(int(now) + shift)))
    digest = hmac.new(secret.encode(), b"v0:%b:%b" % (stamp.encode(), body), hashlib.sha256)
    head = {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest.hexdigest()}",
    }
    if draw.random() < 0.15:
        name, value = draw.choice((
            ("X-Slack-Signature", "v0=é"), ("X-Slack-Signature", PLANTED), ("X-Slack-Signature", ""),
            ("Content-Type", "text/plain"), ("Content-Type", PLANTED), ("Content-Type", ""),
            ("Content-Type", f"{content_type}; charset=bogus"), ("Content-Type", JSON),
            ("Content-Encoding", "gzip"), ("Content-Encoding", "br"), ("Content-Encoding", PLANTED),
            ("X-Slack-Retry-Num", "x"), ("X-Slack-Retry-Num", PLANTED), ("Expect", PLANTED),
            ("Cookie", PLANTED * 500), ("X-Long", "x" * 9_000), ("Content-Type", "; ="),
        ))  # fmt: skip
        head[name] = value
    return head


_BROKEN = (
    b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
    b"POST /slack/events HTTP/9.9\r\n\r\n",
    b"GET " + b"/" * 20_000 + b" HTTP/1.1\r\n\r\n",
    b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\nzz\r\n",
    b"POST /slack/events HTTP/1.1\r\n" + b"A: b\r\n" * 3_000 + b"\r\n",
    b"zqplanted /slack/events HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /slack/../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    b"GET /slack/events HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
)  # fmt: skip


# A run


@dataclass(slots=True)
class Figures:
    """What a run has shown.

    Args:
        statuses: how many requests were answered with which.
        unanswered: how many got no answer of HTTP.
        memory: the process's resident megabytes after each quarter.
        log: all that was logged.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    unanswered: int = 0
    memory: list[int] = field(default_factory=list)
    log: str = ""

    def tell(self) -> str:
        """Write the figures out."""
        statuses = ", ".join(f"{status}: {n}" for status, n in sorted(self.statuses.items()))
        lines = self.log.count("\n")
        faults = self.log.count("Traceback (most recent call last)")
        return (
            f"answered {statuses or 'none'}; unanswered {self.unanswered}\n"
            f"memory {', '.join(map(str, self.memory))} MB\n"
            f"log {len(self.log)} characters, {lines} lines, {faults} tracebacks, "
            f"{self.log.count(PLANTED)} planted words"
        )

    def faults(self) -> list[str]:
        """List what is wrong."""
        wrong: list[str] = []
        if any(status >= 500 for status in self.statuses):
            wrong.append("5xx")
        if self.unanswered:
            wrong.append("requests without an answer")
        if self.memory[-1] > self.memory[1] * 1.1 + 5:
            wrong.append("memory grows")
        if len(self.log) > 300_000:
            wrong.append("the log grows")
        told = (PLANTED, SECRET, BOT_TOKEN, APP_TOKEN, "legacy", "Traceback")
        return wrong + [f"in the log: {word}" for word in told if word in self.log]


@dataclass(slots=True)
class Process:
    """A Compact in a process of its own.

    Args:
        running: the process.
        log: its standard error.
        url: its request URL; "" in Socket Mode.
    """

    running: asyncio.subprocess.Process
    log: Path
    url: str = ""

    def measure(self) -> int:
        """Give the resident memory in megabytes."""
        pages = int(Path(f"/proc/{self.running.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


@asynccontextmanager
async def compact_process(slack: FakeSlack, folder: Path, **more: str) -> AsyncIterator[Process]:
    """Run Compact from here against a fake Slack, with its log in a file."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(folder)),
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_API_URL": slack.api_url,
        "COMPACT_STORE": str(folder / "store.sqlite"),
        "COMPACT_PORT": "0",
        **more,
    }
    log = folder / "log"
    with log.open("wb") as errors:
        running = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=environment, stderr=errors
        )
        try:
            process = Process(running, log)
            for _ in range(600):
                text = log.read_text()
                if "Compact answers at " in text:
                    process.url = text.split("Compact answers at ")[1].split()[0]
                if process.url or "connected over Socket Mode" in text:
                    break
                assert running.returncode is None, text
                await asyncio.sleep(0.1)
            yield process
        finally:
            with suppress(ProcessLookupError):
                running.terminate()
            await running.wait()


class _Forgetful(FakeSlack):
    """A fake that keeps little of what is said to it, so that long runs stay small."""

    def __init__(self) -> None:
        super().__init__()
        self.channels["DU1"] = FakeChannel("DU1", {BOT, "U1"}, is_private=True, is_im=True)

    async def _serve_api(self, request: web.Request) -> web.StreamResponse:
        answer = await super()._serve_api(request)
        for kept in (self.calls, self.posted, self.ephemerals, self.responses, self.functions):
            del kept[:-50]
        for channel in self.channels.values():
            del channel.messages[:-20]
        return answer


async def fuzz_http(requests: int, seed: int, folder: Path, **more: str) -> Figures:
    """Send so many requests over HTTP."""
    figures, draw = Figures(), random.Random(seed)
    async with (
        _Forgetful() as slack,
        compact_process(slack, folder, SLACK_SIGNING_SECRET=SECRET, **more) as compact,
    ):
        payloads = make_payloads(slack)
        jar = aiohttp.DummyCookieJar()
        timeout = aiohttp.ClientTimeout(total=20)
        async with aiohttp.ClientSession(cookie_jar=jar, timeout=timeout) as session:

            async def send(draw: random.Random) -> None:
                if draw.random() < 0.05:
                    await _send_broken(compact.url, draw.choice(_BROKEN), figures)
                    return
                await _send(session, compact.url, draw, payloads, slack.now, figures)

            for quarter in range(4):
                done = requests * quarter // 4
                while done < requests * (quarter + 1) // 4:
                    some = [random.Random(draw.random()) for _ in range(AT_ONCE)]
                    await asyncio.gather(*map(send, some))
                    done += AT_ONCE
                figures.memory.append(compact.measure())
            # After all that it answers as before.
            reply = await slack.slash(compact.url, text="term SRSG")
            assert "Special Representative" in message_text_of(reply.json())
    figures.log = compact.log.read_text()
    return figures


async def _send(
    session: aiohttp.ClientSession,
    url: str,
    draw: random.Random,
    payloads: list[tuple[str, Json]],
    now: Callable[[], float],
    figures: Figures,
) -> None:
    kind, payload = draw.choice(payloads)
    body, content_type = encode(
        kind, change_payload(draw, payload) if draw.random() < 0.7 else payload
    )
    if draw.random() < 0.25:
        body = change_bytes(draw, body)
    head = make_head(draw, body, content_type, now())
    method = draw.choice(("GET", "PUT", "BREW")) if draw.random() < 0.02 else "POST"
    where = url + draw.choice(("x", "/", "?a=b", "%ff")) if draw.random() < 0.02 else url
    try:
        async with session.request(method, where, data=body, headers=head) as reply:
            await reply.read()
            figures.statuses[reply.status] += 1
    except (aiohttp.ClientError, TimeoutError) as error:
        # aiohttp's client takes no header with line ends, and no packed answer to a packed request.
        figures.unanswered += not isinstance(error, aiohttp.ClientConnectionError)
        figures.statuses[0] += isinstance(error, aiohttp.ClientConnectionError)


async def _send_broken(url: str, data: bytes, figures: Figures) -> None:
    place = urlsplit(url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    try:
        async with asyncio.timeout(20):
            with suppress(ConnectionError):
                writer.write(data)
                line = await reader.readline()
                figures.statuses[int(line.split()[1]) if line else 0] += 1
    except TimeoutError:
        figures.unanswered += 1
    finally:
        writer.close()


async def fuzz_socket(envelopes: int, seed: int, folder: Path, **more: str) -> Figures:
    """Send the same shapes over Socket Mode."""
    figures, draw = Figures(), random.Random(seed)
    async with (
        _Forgetful() as slack,
        compact_process(slack, folder, SLACK_APP_TOKEN=APP_TOKEN, **more) as compact,
    ):
        await slack.wait_connected(20)
        payloads = make_payloads(slack)
        for _quarter in range(4):
            for _ in range(envelopes // 4 // AT_ONCE):
                for _ in range(AT_ONCE):
                    kind, payload = draw.choice(payloads)
                    await slack.socket_send(kind, change_payload(draw, payload))
                # Answered while the others are; and what they have begun is waited for.
                reply = await slack.socket_slash("term SRSG", timeout=20)
                assert "Special Representative" in message_text_of(reply.payload)
                await _ask_in_message(slack)
            figures.memory.append(compact.measure())
    figures.log = compact.log.read_text()
    return figures


async def _ask_in_message(slack: FakeSlack) -> None:
    """Ask in a direct message, and wait for the answer to it."""
    asked = slack.add_message("DU1", text="term SRSG")
    await slack.socket_event({**asked, "type": "message", "channel": "DU1", "channel_type": "im"})
    answers = slack.channels["DU1"].messages
    await slack.wait_until(lambda: any(m.get("thread_ts") == asked["ts"] for m in answers), 30)


def main() -> int:
    """Run in full and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    wrong: list[str] = []
    for fuzz in (fuzz_http, fuzz_socket):
        with tempfile.TemporaryDirectory() as folder:
            figures = asyncio.run(fuzz(chosen.requests, chosen.seed, Path(folder)))
        print(f"{fuzz.__name__}, {chosen.requests} from seed {chosen.seed}:\n{figures.tell()}")
        wrong += figures.faults()
    print("\n".join(wrong) or "as it has to be")
    return 1 if wrong else 0
