"""The workflow step "Post next milestones": channel and count in, message out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.context.complete.async_complete import AsyncComplete
from slack_bolt.context.fail.async_fail import AsyncFail
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.listeners.surfaces import Surfaces, tell_refusal

POST_NEXT = "post_next_milestones"
USUAL = 3  # a post of a workflow stands among others
Payload = dict[str, Any]


def register_workflow(app: AsyncApp, surfaces: Surfaces) -> None:
    """Register the step."""
    app.function(POST_NEXT)(_Listeners(surfaces).on_step)


@dataclass(frozen=True, slots=True)
class _Listeners:
    surfaces: Surfaces

    async def on_step(
        self,
        inputs: Payload,
        client: AsyncWebClient,
        complete: AsyncComplete,
        fail: AsyncFail,
        context: AsyncBoltContext,
    ) -> None:
        self.surfaces.begin(context, partial(self._post, inputs, client, complete, fail))

    async def _post(
        self, inputs: Payload, client: AsyncWebClient, complete: AsyncComplete, fail: AsyncFail
    ) -> None:
        channel = str(inputs.get("channel") or "")
        count = max(1, int(inputs.get("count") or USUAL))
        message = await self.surfaces.draw(f"next {count}", user="", channel=channel, private=False)
        try:
            posted = await client.chat_postMessage(channel=channel, unfurl_links=False, **message)
        except SlackApiError as error:
            await fail(error=tell_refusal(error))
            return
        await complete(outputs={"message": message["text"], "message_ts": posted["ts"]})
