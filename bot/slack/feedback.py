"""Where feedback goes: to the maintainers' channel, or else into a file."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.render.slack.feedback import Report, render_report

logger = logging.getLogger("compact")


@dataclass(frozen=True, slots=True)
class FeedbackDesk:
    """Takes reports.

    Args:
        channel: id of the maintainers' channel, or "".
        file: where a report goes that no channel takes, a line of JSON each; None for nowhere.
    """

    channel: str
    file: Path | None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def take(self, report: Report, client: AsyncWebClient, today: date) -> bool:
        """Pass a report on.

        Args:
            report: what is said.
            client: speaks with the workspace.
            today: kept beside it; the hour could tell who it was.

        Returns:
            Whether it has been posted or written down.
        """
        return await self._post(report, client) or await self._write(report, today)

    async def _post(self, report: Report, client: AsyncWebClient) -> bool:
        if not self.channel:
            return False
        message = render_report(report)
        try:
            await client.chat_postMessage(channel=self.channel, unfurl_links=False, **message)
        except SlackApiError as error:
            # Nothing of the report itself: it may be without a name.
            logger.warning("feedback not posted: %s", error.response.get("error"))
            return False
        except (ClientError, OSError, TimeoutError) as error:
            logger.warning("feedback not posted: %s", type(error).__name__)
            return False
        return True

    async def _write(self, report: Report, today: date) -> bool:
        if self.file is None:
            return False
        line = json.dumps({"day": today.isoformat(), **asdict(report)}, ensure_ascii=False)
        async with self._turn:
            try:
                await asyncio.to_thread(_append, self.file, line)
            except OSError as error:
                logger.warning("feedback not written: %s", error.strerror)
                return False
        return True


def _append(file: Path, line: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8", errors="replace") as kept:
        kept.write(f"{line}\n")
