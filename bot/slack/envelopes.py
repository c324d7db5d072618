"""What comes down a connection of Socket Mode, and how it is acknowledged."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.funnel import tell_fault

# From a payload and what stands for a request's headers to Bolt's answer.
Hear = Callable[[object, Mapping[str, str | Sequence[str]]], Awaitable[BoltResponse]]


async def answer_envelope(envelope: Mapping[str, Any], hear: Hear) -> SocketModeResponse | None:
    """Answer what Slack has sent in an envelope.

    Args:
        envelope: as it came.
        hear: answers its payload.

    Returns:
        The acknowledgement; None where there is none to give.
    """
    key, payload = envelope.get("envelope_id"), envelope.get("payload")
    if not isinstance(key, str) or "payload" not in envelope:
        return None
    attempt = envelope.get("retry_attempt")
    request = SocketModeRequest(
        type=str(envelope.get("type")),
        envelope_id=key,
        payload=payload if isinstance(payload, dict) else {},
        retry_attempt=attempt if isinstance(attempt, int) else None,
    )
    answer: Any = None
    try:
        response = await hear(payload, build_headers(request) or {})
        if response.status != 200 and request.type != "events_api":
            return None  # nobody answers it, and Slack says so to whoever asked
        answer = _read_answer(response)
    except Exception:
        # It is acknowledged all the same: sent again, it would fail again.
        tell_fault()
    return SocketModeResponse(envelope_id=key, payload=answer)


def _read_answer(response: BoltResponse) -> Any:
    """Take out of Bolt's response what goes into the acknowledgement."""
    if not response.body:
        return None
    kind = (response.headers.get("content-type") or [""])[0]
    return json.loads(response.body) if kind.startswith("application/json") else response.body


def read_object(text: object) -> dict[str, Any]:
    """Read what Slack sent; {} where it is no object."""
    with suppress(ValueError, TypeError, RecursionError):
        read = json.loads(text)  # type: ignore[arg-type]
        if isinstance(read, dict):
            return read
    return {}
