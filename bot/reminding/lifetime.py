"""Reminders, wired: the store, the scheduler's loop and what reads and writes between questions."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.config import Settings
from bot.current import Current
from bot.errors import StoreAway
from bot.reminding.keeper import StoreKeeper
from bot.reminding.planner import Planner
from bot.reminding.posting import Posting
from bot.reminding.scheduler import Scheduler
from bot.slack.directory import Directory
from bot.store import open_store
from bot.store.limits import StoreHealth

logger = logging.getLogger("compact")
# Seconds between two looks at the ledger: a reminder is at most a second late for that, at the cost
# of one indexed query; after a fault longer, so that a database that restarts is not pressed.
IDLE, AFTER_FAULT = 1.0, 3.0
# Seconds that a use of the database may take where somebody waits, whom Slack tells after three
# that Compact has not answered; and where nobody does.
ANSWERING, SENDING = 2.0, 30.0
# Seconds for what is being sent when Compact is told to stop; what is cut short is settled later.
STOPPING = 5.0


@asynccontextmanager
async def keeping(settings: Settings, current: Current, api_url: str) -> AsyncIterator[StoreKeeper]:
    """Keep reminders and send them until the context is left.

    Args:
        settings: the database, the bot token, the limits.
        current: the pack in use, and the clock.
        api_url: Slack's Web API.
    """
    async with (
        open_store(settings.store) as store,
        aiohttp.ClientSession() as session,
    ):
        # No retry handlers: one that waits would outlast the claim, one that sends again would
        # post twice. The scheduler itself waits and settles.
        client = AsyncWebClient(
            token=settings.bot_token, base_url=api_url, session=session, retry_handlers=[]
        )
        health = StoreHealth(time.monotonic)
        scheduler = Scheduler(
            store.limited(SENDING, health),
            Posting(client),
            current,
            time.monotonic,
            kept=settings.limits.kept,
        )
        wake = asyncio.Event()
        directory = Directory(client, time.monotonic)
        stop = asyncio.Event()
        loop = asyncio.ensure_future(_run(scheduler, current, wake, stop))
        try:
            answering = store.limited(ANSWERING, health)
            yield StoreKeeper(
                answering,
                directory,
                current.services.clock,
                settings.limits,
                Planner(answering, current, time.monotonic),
                wake.set,
                health.tell_lacking,
            )
        finally:
            stop.set()
            wake.set()
            await asyncio.wait([loop], timeout=STOPPING)
            loop.cancel()
            await asyncio.gather(loop, return_exceptions=True)
            await health.settle()


async def _run(
    scheduler: Scheduler, current: Current, wake: asyncio.Event, stop: asyncio.Event
) -> None:
    """Look at the ledger again and again; a fault is logged and does not end it."""
    while not stop.is_set():
        wake.clear()
        pause = IDLE
        try:
            if await scheduler.tick(current.services.clock.now()):
                pause = 0.05
        except StoreAway:
            pause = AFTER_FAULT  # the log says so already, once
        except Exception:
            logger.exception("the scheduler goes on after a fault")
            pause = AFTER_FAULT
        with suppress(TimeoutError):
            await asyncio.wait_for(wake.wait(), pause)
