"""How late 1,000 reminders are that fall due at one instant in 1,000 channels.

`python -m bench.lateness` measures to the moment at which Slack has the message: against the fake
Slack as it is, and with a limit such as Slack's (300 messages a minute for the workspace), beyond
which it answers 429 with Retry-After.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.current import Current
from bot.reminding.posting import Posting
from bot.reminding.scheduler import Scheduler
from bot.store import open_store
from handlers.reminders.model import Subscription, Wall
from handlers.request import Services
from knowledge.loading.loader import PACKS, load
from tests.bot.reminding.databases import running_postgres
from tests.conftest import make_services
from tests.fake_slack import FakeChannel, FakeSlack

_MINUTE = 60.0


class LimitedSlack(FakeSlack):
    """A fake Slack that takes only so many messages a minute."""

    def __init__(self, per_minute: int, **how: Any) -> None:
        super().__init__(**how)
        self.per_minute = per_minute
        self._taken: deque[float] = deque()
        self.refused = 0

    async def _serve_api(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["method"] == "chat.postMessage" and self.per_minute:
            now = time.monotonic()
            while self._taken and now - self._taken[0] >= _MINUTE:
                self._taken.popleft()
            if len(self._taken) >= self.per_minute:
                self.refused += 1
                wait = int(_MINUTE - (now - self._taken[0])) + 1
                return web.json_response(
                    {"ok": False, "error": "ratelimited"},
                    status=429,
                    headers={"Retry-After": str(wait)},
                )
            self._taken.append(now)
        return await super()._serve_api(request)


async def measure(url: str, services: Services, count: int, per_minute: int) -> list[float]:
    """Give the seconds by which each of the reminders is late, sorted."""
    async with (
        open_store(url) as store,
        LimitedSlack(per_minute) as slack,
        aiohttp.ClientSession() as session,
    ):
        due = datetime.now(UTC) + timedelta(seconds=4)
        for number in range(count):
            key = f"C{number}"
            slack.channels[key] = FakeChannel(f"room-{number}", {"UBOT", "U1"})
            await store.subscriptions.add(
                Subscription(
                    id=f"S{number}",
                    owner="U1",
                    target=key,
                    kind="note",
                    note="The session begins.",
                    wall=Wall.at(due + timedelta(seconds=count / 100), "Etc/UTC"),
                    created=due - timedelta(days=1),
                )
            )
        due += timedelta(seconds=count / 100)
        client = AsyncWebClient(
            token=slack.bot_token, base_url=slack.api_url, session=session, retry_handlers=[]
        )
        scheduler = Scheduler(store, Posting(client), Current(services), time.monotonic)
        while len(slack.posted) < count:
            if not await scheduler.tick(datetime.now(UTC)):
                await asyncio.sleep(0.05)
        # The ledger keeps the note's due time in whole microseconds, Slack the post's.
        return sorted(float(each["ts"]) - due.timestamp() for each in slack.posted)


def main() -> int:
    """Print the median and the 99th percentile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--per-minute", type=int, default=300)
    options = parser.parse_args()
    services = make_services(load(PACKS / "gcm"))
    with tempfile.TemporaryDirectory() as folder, running_postgres() as server:
        for limit in (0, options.per_minute):
            for name, url in (
                ("SQLite", f"sqlite:///{folder}/{limit}.sqlite"),
                ("PostgreSQL", server),
            ):
                if name == "PostgreSQL" and limit:
                    continue  # the limits decide there, not the database
                late = asyncio.run(measure(url, services, options.count, limit))
                p99 = late[min(len(late) - 1, int(len(late) * 0.99))]
                what = f"{limit} a minute" if limit else "no limits"
                sys.stdout.write(
                    f"{name}, {what}: {len(late)} posted, "
                    f"median {statistics.median(late):.2f} s, p99 {p99:.2f} s\n"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
