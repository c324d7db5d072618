"""Shortcuts on a message, and the reaction that does the same for everyone."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.funnel import draw_safely
from bot.listeners.payloads import read_prose, where, who
from bot.listeners.surfaces import Surfaces, tell, tell_refusal
from bot.render.slack import Message, render_message, render_sentence
from handlers.answers.answer import Answer
from handlers.answers.mentioned import explain_terms, pair_positions
from handlers.request import Services

logger = logging.getLogger("compact")
EXPLAIN_TERMS, POSITIONS_MENTIONED = "explain_terms", "positions_mentioned"
LONGEST = 40_000  # characters of a message; Slack cuts longer ones
Payload = dict[str, Any]
Explain = Callable[[str, Services], Answer]


def register_shortcuts(app: AsyncApp, surfaces: Surfaces) -> None:
    """Register the two shortcuts on messages and the reaction."""
    listeners = _Listeners(surfaces)
    app.message_shortcut(EXPLAIN_TERMS)(listeners.on_explain_terms)
    app.message_shortcut(POSITIONS_MENTIONED)(listeners.on_positions_mentioned)
    app.event("reaction_added")(listeners.on_reaction)


@dataclass(frozen=True, slots=True)
class _Listeners:
    surfaces: Surfaces

    async def on_explain_terms(
        self, ack: AsyncAck, body: Payload, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        await ack()
        self.surfaces.background.start(self._show(explain_terms, body, respond, client))

    async def on_positions_mentioned(
        self, ack: AsyncAck, body: Payload, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        await ack()
        self.surfaces.background.start(self._show(pair_positions, body, respond, client))

    async def _draw(self, explain: Explain, text: str, **how: Any) -> tuple[bool, Message]:
        """Draw what a message mentions, and say whether it mentions anything.

        In a thread of its own: a message may be a hundred times as long as a question.
        """

        def draw() -> tuple[bool, Message]:
            prose = read_prose(text[:LONGEST])
            explained = explain(prose, self.surfaces.services)
            return bool(explained.sections), render_message(explained, paged=False, **how)

        return await asyncio.to_thread(
            draw_safely, draw, lambda answer: (False, render_message(answer))
        )

    async def _show(
        self, explain: Explain, body: Payload, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """Show the asker alone what stands in a message: in its thread, where one is under way."""
        message = body["message"]
        thread = str(message.get("thread_ts") or message["ts"])
        text = str(message.get("text") or "")
        _, drawn = await self._draw(explain, text, thread=thread, private=True)
        if message.get("thread_ts"):
            # Where no thread is under way, Slack shows nothing private in it.
            drawn["thread_ts"] = thread
        try:
            await client.chat_postEphemeral(channel=where(body), user=who(body), **drawn)
        except SlackApiError as error:
            # The response_url reaches the person even where Compact is not in the channel.
            drawn.pop("thread_ts", None)
            notice = {**drawn, "blocks": [*drawn["blocks"], *_lacking(error)["blocks"]]}
            await respond(response_type="ephemeral", replace_original=False, **notice)

    async def on_reaction(
        self, event: Payload, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        item = event.get("item") or {}
        if event.get("reaction") == self.surfaces.manners.emoji and item.get("type") == "message":
            self.surfaces.begin(context, partial(self._explain_for_all, event, item, client))

    async def _explain_for_all(self, event: Payload, item: Payload, client: AsyncWebClient) -> None:
        """Explain a message in its thread, once however many people react to it."""
        user, channel, ts = str(event["user"]), str(item["channel"]), str(item["ts"])
        private = await self.surfaces.is_private(client, channel)
        key = f"explained:{channel}:{ts}" + (f":{user}" if private else "")
        if not await self.surfaces.is_first(key):
            return
        try:
            read = await client.conversations_replies(
                channel=channel, ts=ts, oldest=ts, latest=ts, inclusive=True, limit=1
            )
            message = next((one for one in read["messages"] if one["ts"] == ts), None)
            if message is None:
                await tell(client, user, channel, render_sentence("That message is gone."))
                return
            thread = str(message.get("thread_ts") or ts)
            text = str(message.get("text") or "")
            asked_by = "" if private else user
            found, drawn = await self._draw(
                explain_terms, text, thread=thread, private=private, asked_by=asked_by
            )
            if private or not found:
                await tell(client, user, channel, drawn)
                return
            await client.chat_postMessage(
                channel=channel, thread_ts=thread, unfurl_links=False, **drawn
            )
        except SlackApiError as error:
            await tell(client, user, channel, _lacking(error))


def _lacking(error: SlackApiError) -> Message:
    return render_sentence(tell_refusal(error))
