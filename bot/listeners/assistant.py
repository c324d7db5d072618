"""The assistant pane: suggested prompts, and the same answers as everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt.async_app import (
    AsyncApp,
    AsyncAssistant,
    AsyncBoltContext,
    AsyncSetSuggestedPrompts,
)
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.funnel import respond
from bot.listeners.conversations import Conversations
from bot.listeners.surfaces import Surfaces, logger
from bot.listeners.views import publish_home
from bot.slack.refusals import tell_why
from handlers.answers.record import count_by_topic
from handlers.request import Services

Payload = dict[str, Any]
PROMPTS = 4  # that Slack shows


def register_assistant(app: AsyncApp, surfaces: Surfaces, conversations: Conversations) -> None:
    """Register the pane and the opening of App Home, of which the pane is a tab."""
    listeners = _Listeners(surfaces)
    assistant = AsyncAssistant()
    assistant.user_message(conversations.on_message)
    app.assistant(assistant)
    app.event("app_home_opened")(listeners.on_opened)


@dataclass(frozen=True, slots=True)
class _Listeners:
    surfaces: Surfaces

    async def on_opened(
        self,
        event: Payload,
        client: AsyncWebClient,
        context: AsyncBoltContext,
        set_suggested_prompts: AsyncSetSuggestedPrompts | None,
    ) -> None:
        """Show App Home, or prompts: with ``agent_view`` the pane is the tab of messages."""
        if event.get("tab") == "messages":
            if set_suggested_prompts is not None:
                self.surfaces.begin(context, partial(self._suggest, set_suggested_prompts))
        else:
            user = str(event["user"])
            self.surfaces.begin(context, partial(publish_home, self.surfaces, client, user))

    async def _suggest(self, set_suggested_prompts: AsyncSetSuggestedPrompts) -> None:
        prompts = suggest_prompts(self.surfaces.services)
        try:
            await set_suggested_prompts(prompts=list(prompts), title="You can ask, for example")
        except SlackApiError as error:
            # Prompts are a convenience; the pane answers without them.
            logger.info("prompts not shown: %s", tell_why(error))


def suggest_prompts(services: Services) -> tuple[dict[str, str], ...]:
    """Choose what to suggest: the next event, and the topics on which most was said."""
    knowledge = services.knowledge
    coming = respond("next 1", services, lambda answer: answer).drawn
    ahead = list(coming.entries("events"))
    prompts = [{"title": "What comes next?", "message": "next"}]
    if ahead:
        prompts = [{"title": ahead[0].name, "message": f"event {ahead[0].name}"}]
    busiest = count_by_topic(knowledge).most_common(PROMPTS - 1)
    for key, _ in busiest:
        topic = knowledge.topics[key]
        message = f"topic {topic.name}"
        prompts.append({"title": f"Who said what on {topic.brief}?", "message": message})
    return tuple(prompts)
