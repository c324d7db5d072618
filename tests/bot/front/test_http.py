"""What is refused before anything is decoded, and what of Slack's is not taken."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import hmac
import io
import json
import re
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
import pytest_asyncio

from bot.front import connection, http
from bot.front.shapes import find_misfit
from handlers.request import Services
from tests.fake_slack import FakeSlack, Json
from tests.serving import SECRET, Served, log, served

__all__ = ["log"]
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@pytest_asyncio.fixture
async def compact(bare: Services) -> AsyncIterator[Served]:
    async with served(bare) as one:
        yield one


def signed(slack: FakeSlack, body: bytes, kind: str = JSON, **headers: str) -> dict[str, str]:
    """Sign a body as Slack does."""
    stamp = str(int(slack.now()))
    digest = hmac.new(SECRET.encode(), b"v0:%b:%b" % (stamp.encode(), body), hashlib.sha256)
    return {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest.hexdigest()}",
        **headers,
    }


async def post(url: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=io.BytesIO(body), headers=headers) as reply,
    ):
        return reply.status, await reply.read()


BODIES: list[tuple[bytes, str]] = [
    (b"{", JSON),
    (b"[]", JSON),
    (b"null", JSON),
    (b"1", JSON),
    (b"{}", JSON),
    (b"", JSON),
    (b"\xff\xfe", JSON),
    (b"[" * 100_000, JSON),
    (b'{"a":' * 100_000, JSON),
    (b"1" * 5_000, JSON),
    (b"payload={", FORM),
    (b"payload=[]", FORM),
    (b"payload=%ff", FORM),
    (b"text=%ff", FORM),
    (b"\xff=1", FORM),
    (b"command=%2Fcompact&text=help", JSON),
    (b"&".join(b"a%d=1" % number for number in range(1_000)), FORM),
]


@pytest.mark.parametrize(("body", "kind"), BODIES)
async def test_what_cannot_be_decoded(compact: Served, body: bytes, kind: str) -> None:
    """Nobody's is 401, Slack's 400, whatever character set a header names."""
    for content_type in (kind, f"{kind}; charset=bogus"):
        unsigned = {"Content-Type": content_type}
        assert await post(compact.url, body, unsigned) == (401, b"")
        assert await post(compact.url, body, signed(compact.slack, body, content_type)) == (
            400,
            b"",
        )


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("Content-Type", "text/plain", 415),
        ("Content-Type", "nonsense", 415),
        ("Content-Encoding", "gzip", 415),
        ("Content-Encoding", "br", 415),
        ("X-Slack-Request-Timestamp", "abc", 401),
        ("X-Slack-Request-Timestamp", "", 401),
        ("X-Slack-Request-Timestamp", "-1", 401),
        ("X-Slack-Request-Timestamp", "1e9", 401),
        ("X-Slack-Request-Timestamp", "9" * 500, 401),
        ("X-Slack-Request-Timestamp", "٣", 401),
        ("X-Slack-Signature", "v0=é", 401),
        ("X-Slack-Signature", "", 401),
        ("X-Slack-Signature", "v0=" + "0" * 64, 401),
    ],
)
async def test_a_head_that_is_not_slacks(
    compact: Served, name: str, value: str, status: int
) -> None:
    body = b"command=%2Fcompact&text=help&user_id=U1"
    headers = {**signed(compact.slack, body, FORM), name: value}
    assert await post(compact.url, body, headers) == (status, b"")


async def test_what_is_packed_is_not_unpacked(compact: Served) -> None:
    packed = gzip.compress(b"{" + b" " * 50_000_000 + b"}")
    headers = signed(compact.slack, packed) | {"Content-Encoding": "gzip"}
    assert await post(compact.url, packed, headers) == (415, b"")


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_over_a_megabyte_is_refused(compact: Served, chunked: bool) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(17):
            yield b"x" * 2**16

    data: Any = pieces() if chunked else io.BytesIO(b"x" * (2**20 + 1))
    async with (
        aiohttp.ClientSession() as session,
        session.post(compact.url, data=data, headers={"Content-Type": JSON}) as reply,
    ):
        assert reply.status == 413


@pytest.mark.parametrize(
    ("form", "status"),
    [
        (b"ssl_check=1&token=abc", 200),
        (b"token=abc&ssl_check=1", 200),
        (b"ssl_check=1&command=%2Fcompact", 401),
    ],
)
async def test_slack_may_look_at_the_certificate(compact: Served, form: bytes, status: int) -> None:
    assert await post(compact.url, form, {"Content-Type": FORM}) == (status, b"")


async def test_another_path_and_another_method(compact: Served) -> None:
    async with aiohttp.ClientSession() as session:
        for method, url, status in (
            ("GET", compact.url, 405),
            ("PUT", compact.url, 405),
            ("POST", compact.url + "/x", 404),
            ("GET", compact.url.replace("/slack/events", "/../../etc/passwd"), 404),
        ):
            async with session.request(method, url) as reply:
                assert reply.status == status


async def _raw(url: str, *pieces: bytes) -> bytes:
    """Send bytes as they are, each piece after something came, and read to the end."""
    place, came = urlsplit(url), b""
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    try:
        async with asyncio.timeout(5):
            for piece in pieces[:-1]:
                writer.write(piece)
                came += await reader.readuntil(b"ok")
            writer.write(pieces[-1])
            return came + await reader.read()
    finally:
        writer.close()


@pytest.mark.parametrize("head", [b"P", b"GET /healthz HT", b"POST /slack/events HTTP/1.1\r\nHost"])
async def test_half_a_head_is_not_waited_for(
    compact: Served, head: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "READ_SECONDS", 0.05)
    whole = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    assert await _raw(compact.url, head) == b""
    # The same after a request that was whole, on the same connection.
    assert (await _raw(compact.url, whole, head)).endswith(b"ok")


async def test_half_a_body_is_not_waited_for(
    compact: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "READ_SECONDS", 0.05)
    head = (
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b"Content-Length: 10\r\n\r\n{"
    )
    assert (await _raw(compact.url, head)).startswith(b"HTTP/1.1 408 ")


async def test_what_is_no_http_is_one_quiet_line(compact: Served, log: io.StringIO) -> None:
    reply = await _raw(compact.url, b"\x16\x03\x01 secret words\r\n\r\n")
    assert reply.startswith(b"HTTP/1.0 400 ")
    assert b"secret words" not in reply
    (line,) = [line for line in log.getvalue().splitlines() if "no HTTP" in line]
    assert " INFO compact: refused what is no HTTP (" in line
    assert "secret words" not in log.getvalue()
    assert "Traceback" not in log.getvalue()


async def test_a_forged_line_does_not_get_into_the_log(compact: Served, log: io.StringIO) -> None:
    body = b"text=x\n2026-11-25 00:00:00,000 ERROR compact: FORGED " + b"y" * 900_000
    log.truncate(0)
    assert (await post(compact.url, body, {"Content-Type": FORM}))[0] == 401
    assert "FORGED" not in log.getvalue()
    assert len(log.getvalue()) < 1_000
    assert "refused a request: HTTP 401, no time of signing" in log.getvalue()


def _event(**event: Any) -> Json:
    return {"type": "event_callback", "event": event, "event_id": "Ev1", "team_id": "T1"}


_MESSAGE = {"type": "message", "channel_type": "im", "channel": "D1", "ts": "1.1", "user": "U1"}
_CLICK = {
    "type": "block_actions",
    "user": {"id": "U1"},
    "trigger_id": "1",
    "response_url": "https://hooks.slack.com/1",
    "actions": [{"action_id": "ask:0", "value": "help"}],
}
_SENT = {"type": "view_submission", "user": {"id": "U1"}}
MISSHAPEN: list[tuple[Json, str]] = [
    ({**_event(**_MESSAGE), "authorizations": 1}, "authorizations"),
    ({**_event(**_MESSAGE), "authorizations": [1]}, "authorizations.0"),
    ({**_event(**_MESSAGE), "enterprise": 1}, "enterprise"),
    ({**_event(**_MESSAGE), "team": ["x"]}, "team"),
    ({**_event(), "event": []}, "event"),
    ({"type": "event_callback"}, "event"),
    (_event(**_MESSAGE, text=1), "event.text"),
    (_event(**{**_MESSAGE, "channel": {"id": "D1"}}), "channel"),
    (_event(**{**_MESSAGE, "ts": "now"}), "ts"),
    (_event(**_MESSAGE, edited={"ts": "x"}), "event.edited.ts"),
    (_event(type="app_home_opened"), "user"),
    (_event(type="reaction_added", user="U1", item=7), "event.item"),
    (_event(type="reaction_added", user="U1", item={"type": "message"}), "item.channel"),
    (_event(type=["message"]), "event.type"),
    ({**_CLICK, "actions": []}, "actions"),
    ({**_CLICK, "actions": {}}, "actions"),
    ({**_CLICK, "actions": [{"action_id": 1}]}, "actions.0.action_id"),
    ({**_CLICK, "actions": [{"action_id": "ask:0", "value": [1]}]}, "actions.0.value"),
    ({**_CLICK, "user": None}, "user"),
    ({**_CLICK, "view": 1}, "view"),
    ({**_CLICK, "container": "x"}, "container"),
    ({**_CLICK, "response_url": "file:///etc/passwd"}, "response_url"),
    ({**_SENT, "view": {"id": "V", "type": "modal"}}, "view.state"),
    ({**_SENT, "response_urls": [3]}, "response_urls.0"),
    (
        {"type": "shortcut", "user": {"id": "U1"}, "callback_id": 3, "trigger_id": "1"},
        "callback_id",
    ),
    ({"type": "message_action", "user": {"id": "U1"}}, "channel"),
    ({"command": "/compact", "text": {}, "user_id": "U1"}, "text"),
    ({"type": 7}, "type"),
]


def test_every_shape_is_told_by_the_first_wrong_field() -> None:
    for payload, field in MISSHAPEN:
        assert field in find_misfit(payload).replace("Named.", ""), payload


@pytest.mark.parametrize(("payload", "field"), MISSHAPEN)
async def test_a_signed_payload_of_another_shape_does_nothing(
    compact: Served, log: io.StringIO, payload: Json, field: str
) -> None:
    body = json.dumps(payload).encode()
    log.truncate(0)
    assert await post(compact.url, body, signed(compact.slack, body)) == (200, b"")
    text = log.getvalue().strip("\x00")
    assert re.search(
        r"INFO compact: nothing done, reference [0-9A-F]{8}: no shape of Slack's", text
    )
    assert "Traceback" not in text
    assert [call.method for call in compact.slack.calls] == ["auth.test"]


async def test_a_key_of_a_payload_is_not_logged(compact: Served, log: io.StringIO) -> None:
    view = {"id": "V", "type": "modal", "state": {"values": {"planted words": 3}}}
    body = json.dumps({**_SENT, "view": view}).encode()
    assert await post(compact.url, body, signed(compact.slack, body)) == (200, b"")
    assert "no shape of Slack's, at view.state.values" in log.getvalue()
    assert "planted" not in log.getvalue()
