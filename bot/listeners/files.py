"""*Calendar file* and *As files*: events and tables, sent to the direct message of who asks."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.funnel import respond as answer_line
from bot.listeners.payloads import clicked, where, who
from bot.listeners.surfaces import Surfaces, tell, tell_refusal
from bot.listeners.views import publish_home
from bot.render.calendar import FILE_NAME, render_calendar
from bot.render.pictures import can_draw, render_picture
from bot.render.slack import CALENDAR, FILES, cut, render_sentence
from bot.render.tables import describe, render_csv
from handlers.answers.answer import Answer

Payload = dict[str, Any]
Content = TypeVar("Content")
Upload = Callable[[Payload, AsyncWebClient], Awaitable[str]]
ALT_TEXT = 1_000  # of a picture; all of it is in the table beside it
FILES_SENT = "The table is in your direct messages with Compact."
SENT = "The calendar file is in your direct messages with Compact."


def register_files(app: AsyncApp, surfaces: Surfaces) -> None:
    """Register the buttons."""
    listeners = _Listeners(surfaces)
    app.action(re.compile(rf"^{CALENDAR}(:\w+)?$"))(listeners.on_calendar)
    app.action(re.compile(rf"^{FILES}(:\w+)?$"))(listeners.on_files)


@dataclass(frozen=True, slots=True)
class _Listeners:
    surfaces: Surfaces

    async def on_calendar(
        self, ack: AsyncAck, body: Payload, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        await ack()
        self.surfaces.background.start(self._send(self._upload_calendar, body, respond, client))

    async def on_files(
        self, ack: AsyncAck, body: Payload, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        await ack()
        self.surfaces.background.start(self._send(self._upload_tables, body, respond, client))

    async def _send(
        self, upload: Upload, body: Payload, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        try:
            notice = await upload(body, client)
        except SlackApiError as error:
            notice = tell_refusal(error)
        sentence, view = render_sentence(notice), body.get("view") or {}
        if view.get("type") == "home":
            await publish_home(self.surfaces, client, who(body), notice=notice)
            return
        if view:
            # A modal has no conversation; the file itself is the sign that it worked.
            if notice not in (SENT, FILES_SENT):
                await tell(client, who(body), who(body), sentence)
            return
        told = await respond(response_type="ephemeral", replace_original=False, **sentence)
        if told.status_code != 200:
            await tell(client, who(body), where(body), sentence)

    async def _upload_calendar(self, body: Payload, client: AsyncWebClient) -> str:
        def draw(answer: Answer) -> tuple[str, bytes]:
            services = self.surfaces.services
            now, pack = services.clock.now(), services.knowledge.pack.id
            return answer.title, render_calendar(answer, now, pack)

        title, content = await self._answer(body, draw, _tell(b""))
        if not content:
            return title
        uploads = [{"content": content, "filename": FILE_NAME, "title": title}]
        return await self._upload(body, client, uploads, SENT)

    async def _upload_tables(self, body: Payload, client: AsyncWebClient) -> str:
        """Upload a table for spreadsheets and, where it can be drawn, as a picture."""

        def draw(answer: Answer) -> tuple[str, Answer | None]:
            return answer.title, answer

        title, answer = await self._answer(body, draw, _tell(None))
        if answer is None:
            return title
        uploads = [{"content": render_csv(answer), "filename": "compact.csv", "title": title}]
        if can_draw():
            # Drawing takes a second or more: not on the event loop.
            picture = await asyncio.to_thread(render_picture, answer, "png")
            words = cut(describe(answer), ALT_TEXT)
            uploads.append(
                {"content": picture, "filename": "compact.png", "title": title, "alt_txt": words}
            )
        return await self._upload(body, client, uploads, FILES_SENT)

    async def _answer(
        self,
        body: Payload,
        draw: Callable[[Answer], tuple[str, Content]],
        explain: Callable[[Answer], tuple[str, Content]],
    ) -> tuple[str, Content]:
        services = self.surfaces.services
        # Drawn beside the loop: the library for calendars takes a while to load.
        answer = partial(
            answer_line, clicked(body), services, draw, explain=explain, user=who(body)
        )
        return (await asyncio.to_thread(answer)).drawn

    async def _upload(
        self, body: Payload, client: AsyncWebClient, uploads: list[Payload], done: str
    ) -> str:
        opened = await client.conversations_open(users=who(body))
        await client.files_upload_v2(channel=opened["channel"]["id"], file_uploads=uploads)
        return done


def _tell(content: Content) -> Callable[[Answer], tuple[str, Content]]:
    """Give what words a mistake or a fault, with no file beside it."""

    def explain(answer: Answer) -> tuple[str, Content]:
        return f"{answer.title} {answer.lead}".strip(), content

    return explain
