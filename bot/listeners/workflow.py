"""The workflow step "Post next milestones": channel and count in, message out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.context.complete.async_complete import AsyncComplete
from slack_bolt.context.fail.async_fail import AsyncFail
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.funnel import tell_fault
from bot.listeners.surfaces import Surfaces, logger, tell_refusal
from bot.slack.refusals import may_pass, tell_why

POST_NEXT = "post_next_milestones"
MOST = 50  # events in an answer
USUAL = 3  # a post of a workflow stands among others
WAITS = (1.0, 5.0, 30.0, 120.0, 600.0)  # seconds before each further try to end a step
NOT_REACHED = "Slack was not reached: try again in a minute."
NOT_ENDED = "The message was posted, but Slack did not take the end of the step."
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
        """Post, and end the step in any case: until a step ends, its workflow hangs."""
        try:
            outputs = await self._say(inputs, client)
        except SlackApiError as error:
            await self._end(partial(fail, error=tell_refusal(error)))
        except (ClientError, OSError, TimeoutError):
            await self._end(partial(fail, error=NOT_REACHED))
        except Exception:
            fault = tell_fault()
            await self._end(partial(fail, error=f"{fault.title} {fault.lead}"))
        else:
            if not await self._end(partial(complete, outputs=outputs)):
                await self._end(partial(fail, error=NOT_ENDED))

    async def _say(self, inputs: Payload, client: AsyncWebClient) -> dict[str, str]:
        channel = str(inputs.get("channel") or "")
        count = _read_count(inputs.get("count"))
        message = await self.surfaces.draw(f"next {count}", user="", channel=channel, private=False)
        posted = await client.chat_postMessage(channel=channel, unfurl_links=False, **message)
        return {"message": message["text"], "message_ts": str(posted["ts"])}

    async def _end(self, end: Callable[[], Awaitable[object]]) -> bool:
        """End the step; tried again where Slack may only be busy.

        Returns:
            Whether it has ended.
        """
        for wait in (*WAITS, None):
            try:
                await end()
                return True
            except (SlackApiError, ClientError, OSError, TimeoutError) as error:
                logger.warning("a workflow's step is not ended: %s", tell_why(error))
                if wait is None or not may_pass(error):
                    return False
                await asyncio.sleep(wait)
        return False


def _read_count(given: object) -> int:
    """Read how many milestones are asked for; the usual number where that is no number."""
    text = str(given or "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return min(number, MOST) or USUAL
