"""Mentions, direct messages and follow-ups: questions in messages, answered in their threads."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.listeners.payloads import read_question
from bot.listeners.surfaces import Surfaces, send, tell, tell_refusal
from bot.render.slack import cut, render_sentence
from bot.slack.threads import key_of
from handlers.registry import find_command

EDIT_SECONDS = 60  # for so long an edit of a question changes its answer
REMEMBERED = 2_000  # answers whose questions may still be edited; the memory has an end
UPDATE_TEXT = 3_900  # of a message that is changed; Slack takes 4,000
NOT_BY_EDIT = "Editing a message sets and changes no reminders: ask in a new message."
_FIRST_WORD = re.compile(r"[\w?]+")
Event = dict[str, Any]


def register_conversations(app: AsyncApp, surfaces: Surfaces) -> Conversations:
    """Register mentions and messages.

    Returns:
        What answers them, for the assistant pane.
    """
    conversations = Conversations(surfaces)
    app.middleware(conversations.on_any_edit)
    app.event("app_mention")(conversations.on_mention)
    app.event("message")(conversations.on_message)
    return conversations


@dataclass(slots=True)
class Conversations:
    """Answers questions that stand in messages.

    Args:
        surfaces: what every surface has at hand.
    """

    surfaces: Surfaces
    # (channel, question's ts) -> its answer's ts; "" where only the person who asked has seen it.
    _answers: OrderedDict[tuple[str, str], asyncio.Future[str]] = field(
        default_factory=OrderedDict, init=False
    )
    _threads: OrderedDict[tuple[str, str], None] = field(default_factory=OrderedDict, init=False)

    async def on_mention(
        self, event: Event, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        """Answer a mention in its thread; an edited one again, in the same place."""
        self.surfaces.begin(context, partial(self._take, event, client))

    async def on_message(
        self, event: Event, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        """Answer a direct message; a follow-up without a mention, where the settings say so."""
        if event.get("subtype") not in (None, "file_share"):
            return
        if _is_direct(event) or self._is_follow_up(event):
            self.surfaces.begin(context, partial(self._take, event, client))

    async def on_any_edit(
        self,
        body: dict[str, Any],
        client: AsyncWebClient,
        context: AsyncBoltContext,
        next: Callable[[], Awaitable[Any]],
    ) -> BoltResponse | None:
        """Take edits of direct messages, which Bolt's assistant would otherwise swallow."""
        event = body.get("event") or {}
        if event.get("subtype") != "message_changed" or not _is_direct(event):
            await next()
            return None
        message, before = event.get("message") or {}, event.get("previous_message") or {}
        # The same happens to a message when Slack adds a preview or a reply to it.
        if message.get("edited") and message.get("text") != before.get("text"):
            edited = {**message, "channel": event["channel"]}
            self.surfaces.begin(context, partial(self._take, edited, client))
        return BoltResponse(status=200, body="")

    def _is_follow_up(self, event: Event) -> bool:
        if not self.surfaces.manners.follow_ups:
            return False
        if (event["channel"], event.get("thread_ts", "")) not in self._threads:
            return False
        # Bolt does not tell our own name here; a mention comes as an event of its own.
        text = str(event.get("text") or "")
        word = _FIRST_WORD.match(text)
        return word is not None and find_command(word[0]) is not None

    async def _take(self, event: Event, client: AsyncWebClient) -> None:
        key = (str(event["channel"]), str(event["ts"]))
        before = self._answers.get(key)
        edited = event.get("edited")
        if before is not None and not edited:
            return  # a mention in a direct message comes as two events
        if before is not None and edited:
            if float(edited["ts"]) - float(event["ts"]) <= EDIT_SECONDS:
                await self._answer_anew(event, client, before)
            return
        self._answers[key] = answer = asyncio.get_running_loop().create_future()
        self._threads[(key[0], str(event.get("thread_ts") or event["ts"]))] = None
        for memory in (self._answers, self._threads):
            if len(memory) > REMEMBERED:
                memory.popitem(last=False)
        await self._answer(event, client, answer)

    async def _draw(self, event: Event, *, private: bool) -> dict[str, Any]:
        user, channel = str(event.get("user") or ""), str(event["channel"])
        line = read_question(str(event.get("text") or ""))
        self.surfaces.recent.note(user, line)
        thread = str(event.get("thread_ts") or event["ts"])
        alone = _is_direct(event) and "thread_ts" not in event
        talk = key_of(user, channel, "" if alone else thread)
        return await self.surfaces.draw_in_thread(
            line, talk, user=user, channel=channel, thread=thread, private=private, native=True
        )

    async def _answer(
        self, event: Event, client: AsyncWebClient, answer: asyncio.Future[str]
    ) -> None:
        user, channel = str(event.get("user") or ""), str(event["channel"])
        thread = str(event.get("thread_ts") or event["ts"])
        ts = ""
        try:
            if await self.surfaces.is_private(client, channel):
                message = await self._draw(event, private=True)
                if "thread_ts" in event:
                    # Only where a thread is under way does Slack show private messages in it.
                    message["thread_ts"] = thread
                await tell(client, user, channel, message)
            else:
                message = await self._draw(event, private=False)
                there = {"channel": channel, "thread_ts": thread, "unfurl_links": False}
                posted = await send(client.chat_postMessage, message, **there)
                ts = str(posted["ts"])
        except SlackApiError as error:
            await tell(client, user, channel, render_sentence(tell_refusal(error)))
        finally:
            answer.set_result(ts)

    async def _answer_anew(
        self, event: Event, client: AsyncWebClient, before: asyncio.Future[str]
    ) -> None:
        user, channel, ts = str(event.get("user") or ""), str(event["channel"]), await before
        if _changes_something(read_question(str(event.get("text") or ""))):
            # The answer to the first wording has been acted on; a second would act again.
            await tell(client, user, channel, render_sentence(NOT_BY_EDIT))
            return
        try:
            if ts:
                message = await self._draw(event, private=False)
                message["text"] = cut(message["text"], UPDATE_TEXT)
                await send(client.chat_update, message, channel=channel, ts=ts)
            else:
                await tell(client, user, channel, await self._draw(event, private=True))
        except SlackApiError as error:
            await tell(client, user, channel, render_sentence(tell_refusal(error)))


def _is_direct(event: Event) -> bool:
    """Tell a direct message; Slack leaves the channel's type out of some events."""
    kind = event.get("channel_type")
    return kind == "im" if kind else str(event.get("channel") or "").startswith("D")


def _changes_something(line: str) -> bool:
    command = find_command(line.split()[0]) if line.split() else None
    return command is not None and command.uses_store
