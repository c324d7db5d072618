"""A stage for reminders: a clock of the test's, the fake Slack, a store and schedulers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.current import Current
from bot.reminding.hand import FaultPoint, no_fault
from bot.reminding.posting import Posting
from bot.reminding.scheduler import Scheduler
from bot.store import Store, open_store
from handlers.reminders.model import Delivery, Lead, Subscription
from handlers.request import Services
from knowledge.model import Event
from tests.fake_slack import FakeSlack

START = datetime(2018, 3, 1, 12, tzinfo=UTC)


@dataclass(slots=True)
class FakeTime:
    """A wall clock and a monotonic one, both moved by hand."""

    moment: datetime = START
    seconds: float = 1000.0

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.seconds

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self.moment += by
        self.seconds += by.total_seconds()

    def jump(self, by: timedelta) -> None:
        """Set the wall clock without any time passing."""
        self.moment += by


def make_event(key: str, when: str, **more: Any) -> Event:
    """Make an event that begins at a date."""
    dates = ({"when": when, "time": more.pop("time", ""), "source": "session-2-notes"},)
    fields = {"kind": "session", "name": f"Session {key}", "topics": (), **more}
    return Event(id=key, dates=dates, **fields)


def with_events(services: Services, *events: Event, only: bool = True) -> Services:
    """Give services whose pack has these events, alone or beside its own."""
    kept = {} if only else dict(services.knowledge.events)
    for event in events:
        kept[event.id] = event
    knowledge = replace(services.knowledge, events=kept)
    if only:
        # Positions were taken at sessions that are not there now.
        knowledge = replace(knowledge, positions=())
    return replace(services, knowledge=knowledge)


@dataclass(slots=True)
class Stage:
    """Everything that a reminder needs, with nothing real but the code."""

    slack: FakeSlack
    store: Store
    time: FakeTime
    services: Services
    session: aiohttp.ClientSession
    current: Current = field(init=False)
    scheduler: Scheduler = field(init=False)

    def __post_init__(self) -> None:
        self.current = Current(self.services)
        self.scheduler = self.make_scheduler()

    def make_scheduler(self, fault: FaultPoint = no_fault, name: str = "one") -> Scheduler:
        """Start a scheduler, as a process that starts does."""
        client = AsyncWebClient(
            token=self.slack.bot_token,
            base_url=self.slack.api_url,
            session=self.session,
            retry_handlers=[],
        )
        return Scheduler(
            self.store, Posting(client), self.current, self.time.monotonic, name, fault
        )

    async def tick(self, after: timedelta = timedelta()) -> int:
        """Let time pass and do what is due."""
        self.time.advance(after)
        return await self.scheduler.tick(self.time.now())

    async def run(self, span: timedelta, step: timedelta = timedelta(seconds=30)) -> None:
        """Let time pass in steps."""
        end = self.time.moment + span
        while self.time.moment < end:
            await self.tick(step)

    def set_services(self, services: Services) -> None:
        """Bring another version of the pack, as a restart does."""
        self.services, self.current = services, Current(services)
        self.scheduler = self.make_scheduler()

    def swap_services(self, services: Services) -> None:
        """Bring another version of the pack, as an edit does while Compact runs."""
        self.services = services
        self.current.swap(services)

    async def subscribe(self, **fields: Any) -> Subscription:
        """Keep a subscription and plan it."""
        given: dict[str, Any] = {
            "id": "AAAAA",
            "owner": "U1",
            "target": "C1",
            "kind": "all",
            "leads": (Lead(1, "h"),),
            "zone": "Europe/Zurich",
            "created": self.time.now(),
        }
        subscription = Subscription(**given | fields)
        assert await self.store.subscriptions.add(subscription)
        return subscription

    def texts(self, channel: str = "C1") -> list[str]:
        """Give the texts of what Compact has posted in a channel."""
        held = self.slack.channels[channel].messages if channel in self.slack.channels else []
        return [" ".join(m["text"].split()) for m in held if m["user"] == "UBOT"]

    async def states(self, kind: str = "reminder") -> list[str]:
        return [row.state for row in await self.rows(kind)]

    async def rows(self, kind: str = "reminder") -> list[Delivery]:
        return [row for row in await self.store.ledger.all() if row.kind == kind]


@asynccontextmanager
async def staged(database: str, services: Services) -> AsyncIterator[Stage]:
    """Set a stage."""
    time = FakeTime()
    async with (
        open_store(database) as store,
        FakeSlack(now=lambda: time.moment.timestamp()) as slack,
        aiohttp.ClientSession() as session,
    ):
        slack.scopes += ["channels:history", "im:history", "users:read", "im:write"]
        yield Stage(slack, store, time, services, session)
