"""Which conversations other organisations are in."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient


@dataclass(slots=True)
class Channels:
    """What is known of conversations, asked of Slack once each.

    Args:
        limit: how many are remembered.
    """

    limit: int = 5_000
    _shared: OrderedDict[str, bool] = field(default_factory=OrderedDict, init=False)

    def note(self, envelope: Mapping[str, Any], channel: str) -> None:
        """Learn from the envelope of an event, which says so.

        Args:
            envelope: the whole payload.
            channel: where the event happened.
        """
        if channel and "is_ext_shared_channel" in envelope:
            self._keep(channel, bool(envelope["is_ext_shared_channel"]))

    async def is_shared(self, client: AsyncWebClient, channel: str) -> bool:
        """Tell whether people of other organisations read a conversation.

        Args:
            client: to ask Slack where it is not known.
            channel: which.

        Returns:
            Whether they do; True, the safe side, where Slack does not tell.
        """
        if channel.startswith("D"):
            return False
        if channel not in self._shared:
            try:
                told = (await client.conversations_info(channel=channel))["channel"]
            except SlackApiError:
                return True
            self._keep(channel, bool(told.get("is_ext_shared")))
        return self._shared[channel]

    def _keep(self, channel: str, shared: bool) -> None:
        self._shared[channel] = shared
        self._shared.move_to_end(channel)
        if len(self._shared) > self.limit:
            self._shared.popitem(last=False)
