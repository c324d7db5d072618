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

from handlers.errors import UserError
from handlers.reminders.model import Place

Monotonic = Callable[[], float]

logger = logging.getLogger("compact")
# Seconds for which a person's time zone is not asked for again: who travels is an hour behind at
# most, and a busy channel does not use up Slack's calls.
KEPT = 3600.0
UTC = "Etc/UTC"
# What Slack says of a channel or person; every other error says nothing of them.
_FACTS = frozenset({"channel_not_found", "not_in_channel", "user_not_found", "is_archived"})
_MENTION = re.compile(r"^<#([A-Z0-9]+)(?:\|([^>]*))?>$")


class SlackIsSilent(Exception):
    """Slack did not answer, or answered with a fault of its own."""


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

    async def zone_of(self, user: str) -> str:
        """Give a person's IANA time zone.

        Args:
            user: whose.

        Returns:
            The zone; UTC where the person has none that is known, "" where Slack does not tell.
        """
        zone, until = self._zones.get(user, ("", 0.0))
        if zone and self.monotonic() < until:
            return zone
        try:
            found = (await self._ask("users.info", user=user)).get("user") or {}
        except SlackIsSilent:
            return zone
        zone = str(found.get("tz") or "")
        zone = zone if zone in available_timezones() else UTC
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
                shown = name
                try:
                    key = await self._find(name)
                except SlackIsSilent:
                    found[name] = Place("", name, silent=True)
                    continue
            if key and not key.startswith("D"):
                found[name] = await self._look(key, shown, user, here=name == "here")
        return found

    async def _find(self, name: str) -> str:
        """Find a channel among those that Compact is in, by its name of now.

        Returns:
            Its id; "" where there is none.
        """
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
                if f"#{room['name']}".casefold() == name.casefold():
                    return str(room["id"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        return ""

    async def _look(self, key: str, shown: str, user: str, *, here: bool) -> Place:
        try:
            info = (await self._ask("conversations.info", channel=key)).get("channel") or {}
            name = f"#{info['name']}" if info.get("name") else shown
            bot_inside = bool(info.get("is_member"))
            # Who asks in a channel is in it.
            inside = here or (bot_inside and await self._has_member(key, user))
        except SlackIsSilent:
            return Place(key, shown, silent=True)
        return Place(key, name, bot_inside, inside)

    async def is_member(self, channel: str, user: str) -> bool:
        """Tell whether a person is in a channel that Compact is in.

        Raises:
            UserError: where Slack does not tell.
        """
        try:
            return await self._has_member(channel, user)
        except SlackIsSilent as silence:
            text = "Slack does not answer just now, so nothing was changed."
            raise UserError(text, "Ask again in a minute.") from silence

    async def _has_member(self, channel: str, user: str) -> bool:
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
        """Ask Slack; {} where it says that there is no such channel or person.

        Raises:
            SlackIsSilent: where it does not answer.
        """
        arguments = {name: value for name, value in arguments.items() if value != ""}
        try:
            return await self.client.api_call(method, http_verb="GET", params=arguments)
        except SlackApiError as error:
            told = _error_of(error)
            logger.info("%s: %s", method, told)
            if told in _FACTS:
                return {}
            raise SlackIsSilent(method) from error
        except (ClientError, OSError, TimeoutError) as error:
            logger.info("%s: %s", method, type(error).__name__)
            raise SlackIsSilent(method) from error


def _error_of(error: SlackApiError) -> str:
    """Give Slack's name of an error; what is no JSON has none."""
    data = getattr(error.response, "data", error.response)
    return str(data.get("error") or "") if isinstance(data, dict) else "no answer that can be read"
