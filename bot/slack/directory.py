"""People and channels as Slack knows them: time zones, names, who is inside."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import available_timezones

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.reminders.model import Place

Monotonic = Callable[[], float]

logger = logging.getLogger("compact")
KEPT = 3600.0  # seconds for which a person's time zone is not asked for again
UTC = "Etc/UTC"
_MENTION = re.compile(r"^<#([A-Z0-9]+)(?:\|([^>]*))?>$")


@dataclass(slots=True)
class Directory:
    """Asks Slack about people and channels.

    Args:
        client: speaks with the workspace.
        monotonic: seconds that only go forward.
    """

    client: AsyncWebClient
    monotonic: Monotonic
    _zones: dict[str, tuple[str, float]] = field(default_factory=dict, init=False)
    _rooms: dict[str, str] = field(default_factory=dict, init=False)

    async def zone_of(self, user: str) -> str:
        """Give a person's IANA time zone; UTC where Slack does not tell."""
        zone, until = self._zones.get(user, ("", 0.0))
        if zone and self.monotonic() < until:
            return zone
        try:
            told = str((await self.client.users_info(user=user))["user"].get("tz") or "")
        except (SlackApiError, ClientError, OSError, TimeoutError) as error:
            logger.info("no time zone of a person: %s", type(error).__name__)
            return zone or UTC
        zone = told if told in available_timezones() else UTC
        self._zones[user] = (zone, self.monotonic() + KEPT)
        return zone

    async def places(self, named: Iterable[str], channel: str, user: str) -> dict[str, Place]:
        """Find the channels that a question names.

        Args:
            named: "here", "#gcm" or "<#C1|gcm>".
            channel: where it is asked.
            user: who asks.
        """
        found: dict[str, Place] = {}
        for name in named:
            mention = _MENTION.match(name)
            if name == "here":
                key, shown = channel, "this channel"
            elif mention:
                key, shown = mention[1], f"#{mention[2] or 'channel'}"
            else:
                key, shown = await self._find(name), name
            if key and not key.startswith("D"):
                found[name] = await self._look(key, shown, user, here=name == "here")
        return found

    async def _find(self, name: str) -> str:
        """Find a channel among those that Compact is in."""
        if name not in self._rooms:
            cursor = ""
            for _ in range(10):
                page = await self._ask(
                    "users.conversations",
                    types="public_channel,private_channel",
                    exclude_archived="true",
                    limit=200,
                    cursor=cursor,
                )
                for room in page.get("channels", []):
                    self._rooms[f"#{room['name']}"] = str(room["id"])
                cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
                if not cursor:
                    break
        return self._rooms.get(name, "")

    async def _look(self, key: str, shown: str, user: str, *, here: bool) -> Place:
        info = (await self._ask("conversations.info", channel=key)).get("channel") or {}
        name = f"#{info['name']}" if info.get("name") else shown
        bot_inside = bool(info.get("is_member"))
        # Who asks in a channel is in it.
        inside = here or (bot_inside and await self.is_member(key, user))
        return Place(key, name, bot_inside, inside)

    async def is_member(self, channel: str, user: str) -> bool:
        """Tell whether a person is in a channel that Compact is in."""
        cursor = ""
        for _ in range(20):
            page = await self._ask(
                "conversations.members", channel=channel, limit=1000, cursor=cursor
            )
            if user in page.get("members", []):
                return True
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return False
        return False

    async def _ask(self, method: str, **arguments: Any) -> Any:
        arguments = {name: value for name, value in arguments.items() if value != ""}
        try:
            return await self.client.api_call(method, http_verb="GET", params=arguments)
        except (SlackApiError, ClientError, OSError, TimeoutError) as error:
            logger.info("%s: %s", method, getattr(error, "response", error))
            return {}
