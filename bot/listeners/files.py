"""*Calendar file*: the events of an answer, sent to the direct message of whoever asks."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.funnel import respond as answer_line
from bot.listeners.payloads import clicked, where, who
from bot.listeners.surfaces import Surfaces, tell, tell_refusal
from bot.listeners.views import publish_home
from bot.render.calendar import FILE_NAME, render_calendar
from bot.render.slack import CALENDAR, render_sentence
from handlers.answers.answer import Answer

Payload = dict[str, Any]
SENT = "The calendar file is in your direct messages with Compact."


def register_files(app: AsyncApp, surfaces: Surfaces) -> None:
    """Register the button."""
    app.action(re.compile(rf"^{CALENDAR}(:\w+)?$"))(_Listeners(surfaces).on_calendar)


@dataclass(frozen=True, slots=True)
class _Listeners:
    surfaces: Surfaces

    async def on_calendar(
        self, ack: AsyncAck, body: Payload, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        await ack()
        self.surfaces.background.start(self._send(body, respond, client))

    async def _send(self, body: Payload, respond: AsyncRespond, client: AsyncWebClient) -> None:
        try:
            notice = await self._upload(body, client)
        except SlackApiError as error:
            notice = tell_refusal(error)
        sentence, view = render_sentence(notice), body.get("view") or {}
        if view.get("type") == "home":
            await publish_home(self.surfaces, client, who(body), notice=notice)
            return
        if view:
            # A modal has no conversation; the file itself is the sign that it worked.
            if notice != SENT:
                await tell(client, who(body), who(body), sentence)
            return
        told = await respond(response_type="ephemeral", replace_original=False, **sentence)
        if told.status_code != 200:
            await tell(client, who(body), where(body), sentence)

    async def _upload(self, body: Payload, client: AsyncWebClient) -> str:
        def draw(answer: Answer) -> tuple[str, bytes]:
            now = self.surfaces.services.clock.now()
            return answer.title, render_calendar(answer, now)

        def explain(answer: Answer) -> tuple[str, bytes]:
            return f"{answer.title} {answer.lead}", b""

        user, line = who(body), clicked(body)
        services = self.surfaces.services
        # Drawn beside the loop: the library for calendars takes a while to load.
        answer = partial(answer_line, line, services, draw, explain=explain, user=user)
        title, content = (await asyncio.to_thread(answer)).drawn
        if not content:
            return title
        opened = await client.conversations_open(users=user)
        await client.files_upload_v2(
            channel=opened["channel"]["id"], content=content, filename=FILE_NAME, title=title
        )
        return SENT
