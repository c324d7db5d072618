"""Before any listener: events are told apart, and other bots are not listened to."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.listeners.payloads import where
from bot.listeners.surfaces import EVENT, Surfaces

logger = logging.getLogger("compact")


def register_once(app: AsyncApp, surfaces: Surfaces) -> None:
    """Register the middleware."""
    app.middleware(_Once(surfaces).on_request)


@dataclass(frozen=True, slots=True)
class _Once:
    surfaces: Surfaces

    async def on_request(
        self,
        req: AsyncBoltRequest,
        body: dict[str, Any],
        next: Callable[[], Awaitable[Any]],
    ) -> BoltResponse | None:
        """Drop what other bots do, and name every other event, so that it is handled once.

        Slack sends an event again, with the same ``event_id`` and ``x-slack-retry-num``, where no
        answer came within three seconds. Whether it has been handled, by us or by another replica,
        is looked up after Slack has its answer (``Surfaces.begin``). An event of which only the
        repetition arrives is new.
        """
        if body.get("type") == "event_callback":
            event = body.get("event") or {}
            inner = event.get("message") or event
            if not self.surfaces.manners.answer_bots and (
                inner.get("bot_id") or inner.get("subtype") == "bot_message"
            ):
                return BoltResponse(status=200, body="")
            if "event_id" in body:
                req.context[EVENT] = f"event:{body['event_id']}"
            if again := req.headers.get("x-slack-retry-num"):
                logger.info(
                    "Slack sends an event again (%s)", again[0] if again[0] in "123" else "?"
                )
            self.surfaces.channels.note(body, where(event))
        await next()
        return None
