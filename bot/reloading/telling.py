"""Telling the maintainers of a pack what is wrong with their edit: in the log, and in Slack."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.reloading.between import MENDED
from bot.render.slack import fit, render_sentence
from bot.slack.refusals import tell_why

logger = logging.getLogger("compact")
SHOWN, LONGEST = 10, 250  # faults in Slack, and characters of each; more are not read there
LOGGED = 15  # in the log, which keeps a flood of like lines out of itself


class Tell(Protocol):
    """Tells the maintainers what is wrong with a pack."""

    async def __call__(self, faults: Sequence[str], *, used: bool) -> None:
        """Tell it.

        Args:
            faults: a line each; none where there were some before and are none now.
            used: whether the pack is in use, without the words that the faults leave out.
        """


@dataclass(frozen=True, slots=True)
class Maintainers:
    """Those who edit the pack.

    Args:
        client: speaks with the workspace.
        channel: the channel or person that is told; "" for the log alone.
    """

    client: AsyncWebClient
    channel: str

    async def tell(self, faults: Sequence[str], *, used: bool) -> None:
        """Tell what is wrong with the pack, or that nothing is any more.

        Args:
            faults: a line each; none where there were some before and are none now.
            used: whether the pack is in use, without the words that the faults leave in doubt.
        """
        for fault in faults[:LOGGED]:
            if used:
                logger.warning("words are left out of answers: %s", fault)
            else:
                logger.error("the edited pack is not used: %s", fault)
        if len(faults) > LOGGED:
            logger.error("and %d faults more: compact check tells all", len(faults) - LOGGED)
        if not self.channel:
            return
        try:
            message = render_sentence(word_faults(faults, used=used))
            await self.client.chat_postMessage(channel=self.channel, **message)
        except SlackApiError as error:
            logger.warning("the maintainers are not told in Slack: %s", tell_why(error))


def word_faults(faults: Sequence[str], *, used: bool) -> str:
    """Word what is wrong with a pack, as a text for Slack."""
    if not faults:
        return MENDED
    count = "a fault" if len(faults) == 1 else f"{len(faults)} faults"
    rest = f" The first {SHOWN}; compact check tells all." if len(faults) > SHOWN else ""
    if used:
        left = "the words that this leaves out are in no answer"
        head = f"The pack is in use, but has {count}: {left}.{rest}"
    else:
        head = f"The edited pack has {count}: the one before it goes on answering.{rest}"
    return "\n".join((head, *(f"• {fit(fault, LONGEST)}" for fault in faults[:SHOWN])))
