"""The one way in over HTTP: refuse early and cheaply, hear only Slack, and decode once.

In this order: path and method (the router), content type, packing, length, the whole body in
time, the signature over its bytes, and only then characters and shape.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp

from bot.front.connection import READ_SECONDS, mark_requests
from bot.front.dispatch import dispatch

logger = logging.getLogger("compact")
PATH = "/slack/events"
LONGEST = 2**20  # bytes of a body
WINDOW = 300  # seconds for which a signature counts, before and after
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_FIELDS = 100  # of a form; Slack's have under 20
# Slack looks at the certificate from time to time, unsigned; nothing is done and it is not parsed.
_CERTIFICATE_CHECK = re.compile(rb"(?:token=\w{1,100}&)?ssl_check=1(?:&token=\w{1,100})?\Z")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class _Refused(Exception):
    """A request that is not heard.

    Args:
        status: of HTTP.
        why: our words, none of the request's.
    """

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


@dataclass(frozen=True, slots=True)
class Front:
    """Hears Slack over HTTP.

    Args:
        app: the Bolt app.
        secret: what Slack signs with.
        now: the machine's time in seconds since 1970.
    """

    app: AsyncApp
    secret: str
    now: Callable[[], float]

    async def hear(self, request: web.Request) -> web.StreamResponse:
        """Answer one request of Slack's, or refuse it in one line of the log."""
        try:
            _check_head(request)
            body = await _read(request)
            if _CERTIFICATE_CHECK.match(body):
                return web.Response()
            self._check_signature(request, body)
            payload = _decode(body, request.content_type)
        except _Refused as refused:
            logger.info(f"refused a request: HTTP {refused.status}, {refused.why}")
            return web.Response(status=refused.status)
        answer = await dispatch(self.app, payload, dict(request.headers.items()))
        return await to_aiohttp_response(answer)

    def _check_signature(self, request: web.Request, body: bytes) -> None:
        """Refuse what Slack has not signed within the last five minutes.

        Source: Slack, "Verifying requests from Slack".
        """
        stamp = request.headers.get("X-Slack-Request-Timestamp", "")
        if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
            raise _Refused(401, "no time of signing")
        if abs(self.now() - int(stamp)) > WINDOW:
            raise _Refused(401, "signed at another time")
        signed = b"v0:%b:%b" % (stamp.encode(), body)
        right = "v0=" + hmac.new(self.secret.encode(), signed, hashlib.sha256).hexdigest()
        given = request.headers.get("X-Slack-Signature", "")
        if not hmac.compare_digest(right.encode(), given.encode("utf-8", "surrogateescape")):
            raise _Refused(401, "not signed with SLACK_SIGNING_SECRET")


def _check_head(request: web.Request) -> None:
    if request.content_type not in (_FORM, _JSON):
        raise _Refused(415, "another content type")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise _Refused(415, "a packed body")
    if (request.content_length or 0) > LONGEST:
        raise _Refused(413, "a body that is too long")


async def _read(request: web.Request) -> bytes:
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await request.read()
    except TimeoutError:
        raise _Refused(408, "a body that did not come") from None
    except web.HTTPRequestEntityTooLarge:
        raise _Refused(413, "a body that is too long") from None
    except (web.RequestPayloadError, ValueError):
        raise _Refused(400, "a body that is broken off") from None


def decode_body(body: bytes, content_type: str) -> object:
    """Give the payload of a body; it may still have any shape.

    Args:
        body: a form or JSON, in UTF-8.
        content_type: which of the two.

    Raises:
        ValueError: where it cannot be decoded.
        RecursionError: where it is nested too deep.
    """
    text = body.decode()
    if content_type == _JSON:
        return json.loads(text)
    pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    form = dict(pairs)
    return json.loads(form["payload"]) if "payload" in form else form


def _decode(body: bytes, content_type: str) -> dict[str, Any]:
    try:
        payload = decode_body(body, content_type)
    except (ValueError, RecursionError):
        raise _Refused(400, "a body that cannot be decoded") from None
    if not isinstance(payload, dict) or not payload:
        raise _Refused(400, "a body that is no object")
    return payload


def make_web_app(front: Front) -> web.Application:
    """Make the application that listens to Slack at ``PATH``.

    Args:
        front: hears what comes there.
    """
    application = web.Application(client_max_size=LONGEST, middlewares=[mark_requests])
    application.add_routes([web.post(PATH, front.hear)])
    return application
