"""From a decoded payload to Bolt's answer, whatever the payload holds."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.front.shapes import find_misfit

logger = logging.getLogger("compact")


async def dispatch(
    app: AsyncApp, payload: object, headers: Mapping[str, str | Sequence[str]]
) -> BoltResponse:
    """Give Bolt what Slack sent, over whichever way it came.

    Args:
        app: the Bolt app.
        payload: decoded, and known to be from Slack.
        headers: those of the request; in Socket Mode what stands for them.

    Returns:
        Bolt's answer. Where the payload has not Slack's shape nothing is done, which is one line
        in the log, and the answer is an empty 200: it would have the same shape the next time.
    """
    if misfit := find_misfit(payload):
        logger.info("nothing done, reference %s: no shape of Slack's, at %s", _refer(), misfit)
        return BoltResponse(status=200, body="")
    try:
        # As in Socket Mode: the signature has been checked, and the body is decoded only once.
        request = AsyncBoltRequest(
            mode="socket_mode", body=_as_object(payload), headers=dict(headers)
        )
        return await app.async_dispatch(request)
    except Exception as error:
        where = type(error).__name__
        logger.info("nothing done, reference %s: Bolt does not take it (%s)", _refer(), where)
        logger.debug("why it is not taken", exc_info=True)
        return BoltResponse(status=200, body="")


def _as_object(payload: object) -> dict[str, Any]:
    assert isinstance(payload, dict)
    return payload


def _refer() -> str:
    return secrets.token_hex(4).upper()
