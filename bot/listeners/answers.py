"""Slash commands and the buttons on answers: acknowledge, answer, draw, reply."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncRespond
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.funnel import tell_fault
from bot.listeners.payloads import clicked, is_seen_by_all, thread_of_click, where, who
from bot.listeners.surfaces import Surfaces, reply, send, tell, tell_refusal
from bot.listeners.views import answer_in_view
from bot.render.slack import (
    ASK,
    SHARE,
    SHARE_ALL_THE_SAME,
    Message,
    has_native,
    render_message,
    render_sentence,
    render_share_question,
)

logger = logging.getLogger("compact")
COMMAND = "/compact"
TOO_OLD = "This answer is too old to be shared; ask again and share the new one."
Payload = dict[str, Any]


def register_answers(app: AsyncApp, surfaces: Surfaces) -> None:
    """Register the slash command and the buttons that every answer can have."""
    listeners = _Listeners(surfaces)
    app.command(COMMAND)(listeners.on_command)
    app.action(re.compile(rf"^{ASK}(:\w+)?$"))(listeners.on_ask)
    app.action(re.compile(rf"^{SHARE}(:\w+)?$"))(listeners.on_share)


def register_last(app: AsyncApp, surfaces: Surfaces) -> None:
    """Register what answers where no other listener does: old buttons, and the error funnel."""
    listeners = _Listeners(surfaces)
    app.action(re.compile(r".*"))(listeners.on_old_button)
    app.error(listeners.on_error)


@dataclass(frozen=True, slots=True)
class _Listeners:
    surfaces: Surfaces

    async def draw(self, line: str, payload: Payload, **how: Any) -> Message:
        return await self.surfaces.draw(
            line, user=who(payload), channel=where(payload), native=True, **how
        )

    async def on_command(
        self, ack: AsyncAck, command: Payload, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        line = str(command.get("text") or "")
        self.surfaces.recent.note(who(command), line)
        message = await self.draw(line, command)
        if not has_native(message):
            await ack(response_type="ephemeral", **message)
            return

        # Whether Slack refuses a table is not told to who sends it in the ack.
        async def answer() -> None:
            await _reply(respond, message, command, client, response_type="ephemeral")

        await ack()
        self.surfaces.background.start(answer())

    async def on_ask(
        self, ack: AsyncAck, body: Payload, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        await ack()
        self.surfaces.background.start(self.ask(body, respond, client))

    async def ask(self, body: Payload, respond: AsyncRespond, client: AsyncWebClient) -> None:
        line = clicked(body)
        self.surfaces.recent.note(who(body), line)
        if body.get("view"):
            await answer_in_view(self.surfaces, client, body, line)
            return
        thread = thread_of_click(body)
        message = await self.draw(line, body, thread=thread)
        if is_seen_by_all(body):
            # What others see stays as it is; who clicks gets an answer of their own.
            there = {"thread_ts": thread} if thread else {}
            await tell(client, who(body), where(body), {**message, **there})
            return
        await _reply(
            respond, message, body, client, response_type="ephemeral", replace_original=True
        )

    async def on_share(
        self,
        ack: AsyncAck,
        body: Payload,
        respond: AsyncRespond,
        client: AsyncWebClient,
        context: AsyncBoltContext,
    ) -> None:
        await ack()
        # What others see is posted once, however often the same click arrives.
        self.surfaces.begin(context, partial(self.share, body, respond, client))

    async def share(self, body: Payload, respond: AsyncRespond, client: AsyncWebClient) -> None:
        line, thread = clicked(body), thread_of_click(body)
        confirmed = body["actions"][0].get("action_id") == SHARE_ALL_THE_SAME
        if not confirmed and await self.surfaces.is_private(client, where(body)):
            question = render_share_question(line, thread)
            await _reply(respond, question, body, client, **_APART)
            return
        message = await self.draw(line, body, thread=thread, shared_by=who(body))
        if not thread:
            shared: Payload = {"response_type": "in_channel", "replace_original": False}
            too_old = render_sentence(TOO_OLD)
            if await _reply(respond, message, body, client, instead=too_old, **shared):
                await self._tell_shared("Shared with everyone here.", respond)
            return
        try:
            there = {"channel": where(body), "thread_ts": thread, "unfurl_links": False}
            await send(client.chat_postMessage, message, **there)
            await self._tell_shared("Shared in the thread.", respond)
        except SlackApiError as error:
            notice = render_sentence(tell_refusal(error))
            await _reply(respond, notice, body, client, **_APART)

    async def _tell_shared(self, sentence: str, respond: AsyncRespond) -> None:
        """Say to the one who shares that it is done; what is shared says itself what it is."""
        done = render_sentence(sentence)
        await respond(response_type="ephemeral", replace_original=False, **done)

    async def on_old_button(
        self, ack: AsyncAck, body: Payload, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """A button of an earlier version: ask what it carries, or show what can be asked."""
        await self.on_ask(ack, body, respond, client)

    async def on_error(self, error: Exception, body: Payload) -> BoltResponse:
        if isinstance(error, BoltUnhandledRequestError):
            logger.info("nothing listens to what Slack sent")
            return BoltResponse(status=404, body="")
        try:
            raise error
        except Exception:
            message = render_message(tell_fault())
        if "command" in body:
            return BoltResponse(status=200, body={"response_type": "ephemeral", **message})
        return BoltResponse(status=200, body="")


_APART: Payload = {"response_type": "ephemeral", "replace_original": False}


async def _reply(
    respond: AsyncRespond,
    message: Message,
    body: Payload,
    client: AsyncWebClient,
    *,
    instead: Message | None = None,
    **how: Any,
) -> bool:
    """Reply through the response_url; where it has expired, privately through the Web API.

    Args:
        respond: Bolt's.
        message: what is replied.
        body: to what.
        client: speaks with the workspace.
        instead: what is told in private, where that is not the message itself.
        how: the other arguments of ``respond``.

    Returns:
        Whether it went through the response_url.
    """
    if body.get("response_url") and await reply(respond, message, **how):
        return True
    # Five uses or thirty minutes are over. Only who clicked may see what comes instead.
    await tell(client, who(body), where(body), instead or message)
    return False
