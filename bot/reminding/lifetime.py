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
from bot.reminding.keeper import StoreKeeper
from bot.reminding.posting import Posting
from bot.reminding.scheduler import Scheduler
from bot.slack.directory import Directory
from bot.store import open_store
from handlers.request import Services

logger = logging.getLogger("compact")
# Seconds between two looks at the ledger: a reminder is at most a second late for that, at the cost
# of one indexed query; after a fault longer, so that a database that restarts is not pressed.
IDLE, AFTER_FAULT = 1.0, 3.0


@asynccontextmanager
async def keeping(
    settings: Settings, services: Services, api_url: str
) -> AsyncIterator[StoreKeeper]:
    """Keep reminders and send them until the context is left.

    Args:
        settings: the database, the bot token, the limits.
        services: the pack and the clock.
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
        scheduler = Scheduler(
            store, Posting(client), services, time.monotonic, kept=settings.limits.kept
        )
        wake = asyncio.Event()
        directory = Directory(client, time.monotonic)
        stop = asyncio.Event()
        loop = asyncio.ensure_future(_run(scheduler, services, wake, stop))
        try:
            yield StoreKeeper(
                store, directory, services.clock, settings.limits, scheduler.planner, wake.set
            )
        finally:
            stop.set()
            wake.set()
            await loop


async def _run(
    scheduler: Scheduler, services: Services, wake: asyncio.Event, stop: asyncio.Event
) -> None:
    """Look at the ledger again and again; a fault is logged and does not end it."""
    while not stop.is_set():
        wake.clear()
        pause = IDLE
        try:
            if await scheduler.tick(services.clock.now()):
                pause = 0.05
        except Exception:
            logger.exception("the scheduler goes on after a fault")
            pause = AFTER_FAULT
        with suppress(TimeoutError):
            await asyncio.wait_for(wake.wait(), pause)
