"""App Home: shown when it is opened, and anew after each action on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.listeners.payloads import who
from bot.listeners.surfaces import Surfaces
from bot.listeners.views import publish_home
from bot.render.slack import CLEAR, SEARCH

Payload = dict[str, Any]


def register_home(app: AsyncApp, surfaces: Surfaces) -> None:
    """Register the search box and *Clear*; the other buttons are those of every answer."""
    listeners = _Listeners(surfaces)
    app.action(SEARCH)(listeners.on_search)
    app.action(CLEAR)(listeners.on_clear)


@dataclass(frozen=True, slots=True)
class _Listeners:
    surfaces: Surfaces

    async def on_search(self, ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        await ack()
        line = str(body["actions"][0].get("value") or "")
        self.surfaces.recent.note(who(body), line)
        self.surfaces.background.start(publish_home(self.surfaces, client, who(body), line))

    async def on_clear(self, ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        await ack()
        self.surfaces.recent.forget(who(body))
        self.surfaces.background.start(publish_home(self.surfaces, client, who(body)))
