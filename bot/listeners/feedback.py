"""*Wrong* and *Missing* under an answer: a form, and a report to those who keep the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.funnel import respond
from bot.listeners.payloads import clicked, who
from bot.listeners.surfaces import Surfaces, logger
from bot.render.slack.feedback import (
    FEEDBACK,
    Remark,
    Report,
    read_feedback_form,
    read_remark,
    render_feedback_form,
    render_thanks,
)
from bot.render.text import render_text
from bot.slack.feedback import FeedbackDesk

Payload = dict[str, Any]
THANKS, TRY_AGAIN = "Thank you", "Try again"
TAKEN = "It goes to those who keep this record."
NAMELESS = "It goes to those who keep this record, without your name."
DAMAGED = "That form is too old: choose Wrong or Missing again."


def register_feedback(app: AsyncApp, surfaces: Surfaces) -> None:
    """Register the dots and their form."""
    manners = surfaces.manners
    desk = FeedbackDesk(manners.feedback_channel, manners.feedback_file)
    listeners = _Listeners(surfaces, desk)
    app.action(FEEDBACK)(listeners.on_chosen)
    app.view(FEEDBACK)(listeners.on_form)


@dataclass(frozen=True, slots=True)
class _Listeners:
    surfaces: Surfaces
    desk: FeedbackDesk

    async def on_chosen(self, ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        await ack()
        if remark := read_remark(clicked(body)):
            self.surfaces.background.start(self._open(remark, body, client))

    async def _open(self, remark: Remark, body: Payload, client: AsyncWebClient) -> None:
        in_modal = (body.get("view") or {}).get("type") == "modal"
        show = client.views_push if in_modal else client.views_open
        try:
            await show(trigger_id=body["trigger_id"], view=render_feedback_form(remark))
        except SlackApiError as error:
            # The trigger lasts three seconds; nothing can be shown after that.
            logger.info("form not opened: %s", error.response.get("error"))

    async def on_form(self, ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        read = read_feedback_form(body["view"])
        if read is None:
            await ack(response_action="update", view=render_thanks(TRY_AGAIN, DAMAGED))
            return
        remark, words, named = read
        thanks = render_thanks(THANKS, TAKEN if named else NAMELESS)
        await ack(response_action="update", view=thanks)
        report = self._report(remark, words, who(body) if named else "")
        self.surfaces.background.start(self._pass_on(report, client))

    def _report(self, remark: Remark, words: str, by: str) -> Report:
        """Put the answer beside the question, as anybody would get it."""
        services = self.surfaces.services
        answer = respond(remark.line, services, render_text).drawn if remark.is_whole else ""
        return Report(
            kind=remark.kind,
            question=remark.line,
            words=words,
            answer=answer,
            pack=f"{services.knowledge.pack.name}, version {services.version or 'unknown'}",
            by=by,
        )

    async def _pass_on(self, report: Report, client: AsyncWebClient) -> None:
        today = self.surfaces.services.clock.now().date()
        if not await self.desk.take(report, client, today):
            logger.error("feedback is lost: neither a channel nor a file takes it")
