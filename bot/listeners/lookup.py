"""The global shortcut "Look something up": a modal with type-ahead, an answer, a share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.current import ForPack
from bot.listeners.payloads import who
from bot.listeners.surfaces import Surfaces, logger
from bot.listeners.views import draw_in_modal
from bot.render.slack import LOOK_UP, LOOKED_UP, PARTY, TOPIC, render_lookup, render_options
from bot.slack.refusals import tell_why
from handlers.answers.examples import choose_examples
from knowledge.finding.suggest import Suggester

Payload = dict[str, Any]
MISSING = "Choose a party or a topic, or both."


def register_lookup(app: AsyncApp, surfaces: Surfaces) -> None:
    """Register the shortcut, its modal and the options that it suggests."""
    listeners = _Listeners(surfaces, ForPack(lambda services: Suggester(services.knowledge)))
    app.global_shortcut(LOOK_UP)(listeners.on_shortcut)
    app.options(PARTY)(listeners.on_party_typed)
    app.options(TOPIC)(listeners.on_topic_typed)
    app.view(LOOK_UP)(listeners.on_look_up)
    app.view(LOOKED_UP)(listeners.on_share)


@dataclass(frozen=True, slots=True)
class _Listeners:
    surfaces: Surfaces
    suggesters: ForPack[Suggester]

    @property
    def suggester(self) -> Suggester:
        return self.suggesters.get(self.surfaces.services)

    async def on_shortcut(self, ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        await ack()
        self.surfaces.background.start(self._open(body, client))

    def _form(self, notice: str = "") -> Payload:
        examples = choose_examples(self.surfaces.services.knowledge)
        return render_lookup(examples.party, examples.topic, notice)

    async def _open(self, body: Payload, client: AsyncWebClient) -> None:
        try:
            await client.views_open(trigger_id=body["trigger_id"], view=self._form())
        except SlackApiError as error:
            # The trigger lasts three seconds; nothing can be shown after that.
            logger.info("modal not opened: %s", tell_why(error))

    async def on_party_typed(self, ack: AsyncAck, body: Payload) -> None:
        typed, given = str(body.get("value") or ""), _chosen(body, TOPIC)
        await ack(**render_options(self.suggester.suggest("party", typed, given)))

    async def on_topic_typed(self, ack: AsyncAck, body: Payload) -> None:
        typed, given = str(body.get("value") or ""), _chosen(body, PARTY)
        await ack(**render_options(self.suggester.suggest("topic", typed, given)))

    async def on_look_up(self, ack: AsyncAck, body: Payload) -> None:
        knowledge = self.surfaces.services.knowledge
        party = knowledge.parties.get(_chosen(body, PARTY))
        topic = knowledge.topics.get(_chosen(body, TOPIC))
        names = [entry.name for entry in (party, topic) if entry is not None]
        if not names:
            await ack(response_action="update", view=self._form(MISSING))
            return
        line = f"position {' '.join(names)}"
        self.surfaces.recent.note(who(body), line)
        await ack(
            response_action="update", view=await draw_in_modal(self.surfaces, line, who(body))
        )

    async def on_share(self, ack: AsyncAck, body: Payload, respond: AsyncRespond) -> None:
        await ack()
        line, user = str(body["view"].get("private_metadata") or "help"), who(body)
        rooms = body.get("response_urls")
        if not rooms:
            logger.info("not shared from the modal: no channel was chosen")
            return
        channel = str(rooms[0].get("channel_id") or "")
        message = await self.surfaces.draw(line, user=user, channel=channel, shared_by=user)
        self.surfaces.background.start(self._share(respond, message))

    async def _share(self, respond: AsyncRespond, message: Payload) -> None:
        answered = await respond(response_type="in_channel", **message)
        if answered.status_code != 200:
            logger.warning("not shared from the modal: HTTP %s", answered.status_code)


def _chosen(body: Payload, name: str) -> str:
    state = ((body.get("view") or {}).get("state") or {}).get("values") or {}
    option = ((state.get(name) or {}).get(name) or {}).get("selected_option") or {}
    return str(option.get("value") or "")
