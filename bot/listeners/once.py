"""Before any listener: events are told apart, and other bots are not listened to."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.listeners.payloads import where
from bot.listeners.surfaces import EVENT, Surfaces
from bot.slack.seen import ASKED_BY

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

        A command, button or form is named, too, by what Slack gives it: it is answered as often as
        it arrives, and what it asks to be done is done once (``StoreKeeper.carry_out``).

        Here, before anything has looked at it, a request takes the pack with which it goes on.
        One that comes while Compact starts waits for what is built beside the start.
        """
        await self.surfaces.current.prepared()
        self.surfaces.current.hold()
        if key := name_interaction(body):
            req.context[EVENT] = key
            ASKED_BY.set(f"done:{key}")
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


def name_interaction(body: Mapping[str, Any]) -> str:
    """Give what a command, button or form is remembered by; "" for what is none of them.

    Slack makes a ``trigger_id`` anew for each of them.
    """
    view = body.get("view") or {}
    if trigger := body.get("trigger_id"):
        return f"trigger:{trigger}"
    sent = body.get("type") == "view_submission" and view.get("id")
    return f"view:{view['id']}:{view.get('hash') or ''}" if sent else ""
