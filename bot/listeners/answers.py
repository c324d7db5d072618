"""Slash commands and the buttons on answers: acknowledge, answer, draw, reply."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.background import Background
from bot.funnel import respond as answer_line
from bot.funnel import tell_fault
from bot.render.slack import ASK, SHARE, Message, render_message
from handlers.request import Services

logger = logging.getLogger("compact")
COMMAND = "/compact"
Payload = dict[str, Any]


def register_answers(app: AsyncApp, services: Services, background: Background) -> None:
    """Register the slash command and the buttons that every answer can have."""
    listeners = _Listeners(services, background)
    app.command(COMMAND)(listeners.on_command)
    app.action(re.compile(rf"^{ASK}(:\d+)?$"))(listeners.on_ask)
    app.action(SHARE)(listeners.on_share)


def register_last(app: AsyncApp, services: Services, background: Background) -> None:
    """Register what answers where no other listener does: old buttons, and the error funnel."""
    listeners = _Listeners(services, background)
    app.action(re.compile(r".*"))(listeners.on_old_button)
    app.error(listeners.on_error)


@dataclass(frozen=True, slots=True)
class _Listeners:
    services: Services
    background: Background

    def draw(self, line: str, payload: Payload, *, shared_by: str = "") -> Message:
        draw = partial(render_message, shared_by=shared_by)
        user, channel = _who(payload), _where(payload)
        return answer_line(line, self.services, draw, user=user, channel=channel).drawn

    async def on_command(self, ack: AsyncAck, command: Payload) -> None:
        message = self.draw(command.get("text") or "", command)
        await ack(response_type="ephemeral", **message)

    async def on_ask(
        self, ack: AsyncAck, body: Payload, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        await ack()
        message = self.draw(_value(body), body)
        reply = partial(respond, response_type="ephemeral", replace_original=True, **message)
        self.background.start(_reply(reply, body, client, message))

    async def on_share(
        self, ack: AsyncAck, body: Payload, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        await ack()
        message = self.draw(_value(body), body, shared_by=_who(body))
        reply = partial(respond, response_type="in_channel", replace_original=False, **message)
        self.background.start(_reply(reply, body, client, None))

    async def on_old_button(
        self, ack: AsyncAck, body: Payload, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """A button of an earlier version: ask what it carries, or show what can be asked."""
        await self.on_ask(ack, body, respond, client)

    async def on_error(self, error: Exception, body: Payload) -> BoltResponse:
        try:
            raise error
        except Exception:
            message = render_message(tell_fault())
        if "command" in body:
            return BoltResponse(status=200, body={"response_type": "ephemeral", **message})
        return BoltResponse(status=200, body="")


async def _reply(
    reply: Any, body: Payload, client: AsyncWebClient, private: Message | None
) -> None:
    """Reply through the response_url; where it has expired, privately through the Web API."""
    answered = await reply()
    if answered.status_code == 200:
        return
    # Five uses or thirty minutes are over. Only the person who clicked may see what comes instead.
    notice: Message = private or {
        "text": "This answer is too old to be shared; ask again and share the new one."
    }
    try:
        await client.chat_postEphemeral(channel=_where(body), user=_who(body), **notice)
    except SlackApiError as error:
        logger.info("no way to answer an old button: %s", error.response.get("error"))


def _value(body: Payload) -> str:
    return str(body["actions"][0].get("value") or "help")


def _who(payload: Payload) -> str:
    return str(payload.get("user_id") or (payload.get("user") or {}).get("id") or "")


def _where(payload: Payload) -> str:
    return str(payload.get("channel_id") or (payload.get("channel") or {}).get("id") or "")
