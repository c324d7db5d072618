"""The fault suite: reminders under kills, lost replies, refusals, restarts and clocks that jump.

Each run is drawn from its seed.  Two replicas share a few subscriptions whose reminders fall due
within minutes; meanwhile replicas are killed between any two steps, Slack loses replies, answers
429 and 500, database connections are cut, and the wall clock jumps by an hour or three days.  Then
all comes to rest, and the ledger is held against what the fake Slack has: every reminder wanted is
there, none is there twice, each is in a final state.

A replica is killed in one of two ways: as a process of its own by SIGKILL; or within this process
by dropping everything but the database and the fake Slack, which is fast.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Protocol

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.current import Current
from bot.reminding.posting import Posting
from bot.reminding.scheduler import Scheduler
from bot.store import Store, open_store
from handlers.reminders.milestones import NOTE_KEEPS, end_of, reminders_of
from handlers.reminders.model import Delivery, Lead, Subscription, Wall
from handlers.request import Services
from knowledge.loading.loader import PACKS, load
from tests.bot.reminding import faults
from tests.bot.reminding.databases import new_database, running_postgres
from tests.bot.reminding.stage import START, FakeTime, make_event, staged, with_events
from tests.conftest import make_services
from tests.fake_slack import FakeChannel, FakeSlack, FakeUser

CHAOS_STEPS, REST_STEPS = 14, 80
JUMPS = (timedelta(hours=1), timedelta(hours=-1), timedelta(days=3), timedelta(days=-3))
EVENTS = (
    make_event("one", "2018-03-01", time="13:04", zone="Europe/Zurich"),
    make_event("two", "2018-03-01", time="13:06", zone="Europe/Zurich"),
)
NO_DATABASE = 3  # exit status of a replica that cannot open the database
FINAL = {"sent", "late", "expired", "failed", "cancelled", "ambiguous"}
Json = dict[str, Any]


class Wrong(Exception):
    """What a run has shown to be wrong."""


class Replica(Protocol):
    """A scheduler that can die."""

    async def tick(self, now: datetime, seconds: float) -> bool:
        """Do what is due; tell whether the replica is still alive."""
        ...

    async def close(self) -> None:
        """End it in peace."""
        ...


# Within this process


@dataclass(slots=True)
class Inside:
    """A replica whose death is that nothing of it goes on and nothing is remembered."""

    store: Store
    slack: FakeSlack
    services: Services
    session: aiohttp.ClientSession
    name: str
    dies_at: int
    steps: int = 0
    seconds: float = 0.0
    dead: asyncio.Event = field(default_factory=asyncio.Event)
    died_of: str = ""
    scheduler: Scheduler = field(init=False)

    def __post_init__(self) -> None:
        self.scheduler = make_scheduler(
            self.store,
            self.slack.api_url,
            self.services,
            self.session,
            lambda: self.seconds,
            self.name,
            self._fault,
        )

    async def _fault(self, step: str) -> None:
        self.steps += 1
        if self.dies_at and self.steps >= self.dies_at:
            self.died_of = self.died_of or step
            self.dead.set()
            await asyncio.Event().wait()

    async def tick(self, now: datetime, seconds: float) -> bool:
        self.seconds = seconds
        work = asyncio.ensure_future(self.scheduler.tick(now))
        death = asyncio.ensure_future(self.dead.wait())
        await asyncio.wait({work, death}, return_when=asyncio.FIRST_COMPLETED)
        death.cancel()
        if self.dead.is_set():
            work.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await work
            return False
        with suppress(Exception):
            work.result()  # a fault of the database, after which the scheduler goes on
        return True

    async def close(self) -> None:
        return


def make_scheduler(
    store: Store,
    api_url: str,
    services: Services,
    session: aiohttp.ClientSession,
    monotonic: Callable[[], float],
    name: str,
    fault: Callable[[str], Awaitable[None]],
) -> Scheduler:
    """Make a scheduler as the composition root does."""
    client = AsyncWebClient(
        token="xoxb-fake-1",
        base_url=api_url,
        session=session,
        retry_handlers=[],
    )
    return Scheduler(store, Posting(client), Current(services), monotonic, name, fault)


# In a process of its own

_SERVICES: list[Services] = []


def stage_services() -> Services:
    """Load the pack once in each process, with the events of the torture alone."""
    if not _SERVICES:
        _SERVICES.append(with_events(make_services(load(PACKS / "gcm")), *EVENTS))
    return _SERVICES[0]


def _live(pipe: Connection, url: str, api_url: str, name: str, dies_at: int) -> None:
    """Run a replica: a moment comes through the pipe, a tick is done, an answer goes back."""
    os.setpgrp()
    try:
        asyncio.run(_live_on(pipe, url, api_url, name, dies_at))
    except (SQLAlchemyError, OSError):
        # The database was restarted while the replica started: its supervisor starts it again.
        os._exit(NO_DATABASE)


async def _live_on(pipe: Connection, url: str, api_url: str, name: str, dies_at: int) -> None:
    steps, seconds = 0, 0.0

    async def fault(step: str) -> None:
        nonlocal steps
        steps += 1
        if dies_at and steps >= dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    async with open_store(url) as store, aiohttp.ClientSession() as session:
        scheduler = make_scheduler(
            store, api_url, stage_services(), session, lambda: seconds, name, fault
        )
        loop = asyncio.get_running_loop()
        while moment := await loop.run_in_executor(None, pipe.recv):
            now, seconds = moment
            with suppress(Exception):
                await scheduler.tick(now)
            pipe.send(True)


@dataclass(slots=True)
class Forked:
    """A replica in a process of its own, which is killed with SIGKILL."""

    url: str
    slack: FakeSlack
    name: str
    dies_at: int
    died_of: str = ""
    pipe: Connection = field(init=False)
    process: Any = field(init=False)

    def __post_init__(self) -> None:
        context = get_context("forkserver")
        context.set_forkserver_preload(["tests.bot.reminding.torture_preload"])
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(
            target=_live, args=(theirs, self.url, self.slack.api_url, self.name, self.dies_at)
        )
        self.process.start()
        theirs.close()

    async def tick(self, now: datetime, seconds: float) -> bool:
        loop = asyncio.get_running_loop()
        try:
            self.pipe.send((now, seconds))
            await loop.run_in_executor(None, self.pipe.recv)
        except (EOFError, OSError):
            await loop.run_in_executor(None, self.process.join)
            if self.process.exitcode not in (-signal.SIGKILL, NO_DATABASE):
                raise Wrong(f"a replica ended with {self.process.exitcode}") from None
            killed = self.process.exitcode == -signal.SIGKILL
            self.died_of = "SIGKILL" if killed else "no database at the start"
            return False
        return True

    async def close(self) -> None:
        with suppress(OSError):
            self.pipe.send(None)
        await asyncio.get_running_loop().run_in_executor(None, self.process.join, 10)
        if self.process.is_alive():
            self.process.kill()
        self.process.close()
        self.pipe.close()


# A run


@dataclass(slots=True)
class Run:
    """One run of the torture."""

    seed: int
    url: str
    store: Store
    slack: FakeSlack
    services: Services
    session: aiohttp.ClientSession
    forked: bool
    time: FakeTime = field(default_factory=FakeTime)
    true: datetime = START
    latest: datetime = START
    replicas: list[Replica] = field(default_factory=list)
    made: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)  # noqa: S311 (to be repeated, not to be secret)

    def make_replica(self, *, immortal: bool = False) -> Replica:
        """Start a replica that dies after some steps, or never."""
        self.made += 1
        dies_at = 0 if immortal or self.random.random() < 0.15 else self.random.randint(1, 14)
        name = f"r{self.made}"
        if self.forked:
            return Forked(self.url, self.slack, name, dies_at)
        return Inside(self.store, self.slack, self.services, self.session, name, dies_at)

    async def set_scene(self) -> list[Subscription]:
        """Make channels, a person and what they want to be reminded of."""
        leads = (Lead(3, "m"), Lead(1, "m"))
        for key in ("C1", "C2"):
            self.slack.channels[key] = FakeChannel(key.lower(), {"UBOT", "U1"})
        self.slack.users["U3"] = FakeUser("cleo")
        wanted = [
            Subscription(
                id=f"AAAA{number}",
                owner="U1" if target != "U3" else "U3",
                target=target,
                kind="all",
                leads=leads,
                zone="Europe/Zurich",
                created=START,
            )
            for number, target in enumerate(("C1", "C2", "U3"))
        ]
        for target, minute, rule in (("C1", 2, "WEEKLY;BYDAY=TH,FR,SA"), ("U3", 4, "DAILY")):
            wanted.append(
                Subscription(
                    id=f"BBBB{minute}",
                    owner="U1",
                    target=target,
                    kind="note",
                    note=rule,
                    wall=Wall.at(START + timedelta(minutes=minute), "Europe/Zurich"),
                    zone="Europe/Zurich",
                    recurrence=f"FREQ={rule};UNTIL=20180303T235959",
                    created=START,
                )
            )
        for subscription in wanted:
            await self.store.subscriptions.add(subscription)
        return wanted

    async def go(self) -> None:
        """Run, and hold the ledger against what Slack has.

        Raises:
            Wrong: where a reminder was lost, doubled or left without a final state.
        """
        wanted = await self.set_scene()
        self.replicas = [self.make_replica(), self.make_replica()]
        try:
            for _ in range(CHAOS_STEPS):
                self.pass_time(self.random.choice((5, 15, 30, 45, 60)))
                await self.break_something()
                await self.step()
            await self.rest()
        finally:
            await asyncio.gather(*(replica.close() for replica in self.replicas))
        await self.judge(wanted)

    def pass_time(self, seconds: float) -> None:
        self.time.advance(timedelta(seconds=seconds))
        self.true += timedelta(seconds=seconds)
        self.latest = max(self.latest, self.time.moment)

    async def break_something(self) -> None:
        draw = self.random.random
        post, read = "chat.postMessage", "conversations.history"
        if draw() < 0.30:
            self.note("reply lost")
            self.slack.drop_reply_next(post, self.random.randint(1, 3))
        if draw() < 0.20:
            self.note("500")
            self.slack.fail_next(post, "internal_error", 500, times=self.random.randint(1, 2))
        if draw() < 0.20:
            self.note("429")
            self.slack.rate_limit_next(post, self.random.choice((1, 5, 40)))
        if draw() < 0.15:
            self.note("history refused")
            self.slack.fail_next(read, "internal_error", 500)
        if draw() < 0.10:
            self.note("history's reply lost")
            self.slack.drop_reply_next(read)
        if draw() < 0.12:
            self.note("clock jumped")
            self.time.jump(self.random.choice(JUMPS))
            self.latest = max(self.latest, self.time.moment)
        if draw() < 0.10:
            self.note("clock set right")
            self.time.moment = self.true

    def note(self, what: str) -> None:
        self.counts[what] += 1

    async def step(self) -> None:
        """Let all replicas work at once, while the database may be cut off; bury the dead."""
        now, seconds = self.time.moment, self.time.seconds
        cut = self.random.random() < 0.08
        ticks = [replica.tick(now, seconds) for replica in self.replicas]
        alive, _ = await asyncio.gather(
            asyncio.gather(*ticks), self.cut_database() if cut else asyncio.sleep(0)
        )
        for place, lives in enumerate(alive):
            if not lives:
                dead = self.replicas[place]
                self.note(f"killed: {getattr(dead, 'died_of', '')}")
                await dead.close()
                self.replicas[place] = self.make_replica()

    async def cut_database(self) -> None:
        self.note("database restarted")
        engine = self.store.ledger.engine
        if engine.dialect.name == "postgresql":
            with suppress(Exception):
                async with engine.connect() as connection:
                    await connection.execute(
                        text(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                        )
                    )
            return
        await engine.dispose()

    async def rest(self) -> None:
        """Nothing breaks any more; time passes until every delivery has come to an end."""
        self.slack._faults.clear()
        self.time.moment = self.true
        for place, replica in enumerate(self.replicas):
            await replica.close()
            self.replicas[place] = self.make_replica(immortal=True)
        for number in range(REST_STEPS):
            self.pass_time(20)
            await self.step()
            due_over = self.true > START + timedelta(minutes=7)
            if due_over and number > 2 and all(map(self.has_ended, await self.rows())):
                await self.step()
                return

    def has_ended(self, row: Delivery) -> bool:
        """Tell whether a delivery has come to its end, or is still to come."""
        return row.state in FINAL or (row.state == "pending" and row.due > self.true)

    async def rows(self) -> list[Delivery]:
        return await self.store.ledger.all()

    async def judge(self, wanted: list[Subscription]) -> None:
        rows = await self.rows()
        self.judge_coverage(rows, wanted)
        self.judge_ends(rows)
        expired = [row for row in rows if row.state == "expired"]
        if expired and not any(row.kind == "notice" and row.state == "sent" for row in rows):
            raise Wrong("missed in silence")

    def judge_coverage(self, rows: list[Delivery], wanted: list[Subscription]) -> None:
        """Each reminder that was wanted was sent, or its event was over before it could be."""
        by_key = {(r.subscription, r.event, r.start, r.lead): r for r in rows}
        events = self.services.knowledge.events
        for subscription in wanted:
            knowledge = self.services.knowledge
            for each in reminders_of(subscription, knowledge, until=self.true):
                row = by_key.get((each.subscription, each.event, each.start, each.lead))
                if row is None:
                    raise Wrong(f"lost: no row for {each}")
                event = events.get(each.event)
                over = end_of(event, subscription.zone) if event else each.due + NOTE_KEEPS
                if row.state not in ("sent", "late") and not (
                    row.state == "expired" and self.latest >= over
                ):
                    raise Wrong(f"lost: {row}")

    def judge_ends(self, rows: list[Delivery]) -> None:
        """Each delivery has an end, and was posted once where that end says so, else never."""
        posted = self.posted()
        for row in rows:
            self.counts[f"ended {row.state}"] += 1
            if not self.has_ended(row):
                raise Wrong(f"no end: {row}")
            if posted[row.id] != (1 if row.state in ("sent", "late") else 0):
                raise Wrong(f"posted {posted[row.id]} times: {row}")
        if set(posted) - {row.id for row in rows}:
            raise Wrong("a message that is not on the ledger")

    def posted(self) -> Counter[str]:
        """Count the messages that Slack has of each delivery."""
        found: Counter[str] = Counter()
        for channel in self.slack.channels.values():
            for message in channel.messages:
                if message["user"] == "UBOT":
                    found[message["metadata"]["event_payload"]["delivery"]] += 1
        return found


async def run_seed(seed: int, url: str, *, forked: bool = False) -> Counter[str]:
    """Do one run.

    Args:
        seed: what it is drawn from.
        url: of an empty database.
        forked: kill real processes.

    Returns:
        What happened, and how many deliveries ended how.

    Raises:
        Wrong: with the seed.
    """
    time_ = FakeTime()
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(url))
        await _empty(store)
        slack = await stack.enter_async_context(FakeSlack(now=lambda: run.true.timestamp()))
        slack.scopes += ["channels:history", "im:history", "users:read", "im:write"]
        session = await stack.enter_async_context(aiohttp.ClientSession())
        run = Run(seed, url, store, slack, stage_services(), session, forked, time_)
        try:
            await run.go()
        except Wrong as wrong:
            raise Wrong(f"seed {seed}: {wrong}") from None
    return run.counts


async def _empty(store: Store) -> None:
    async with store.ledger.engine.begin() as connection:
        for table in ("deliveries", "subscriptions", "mutes", "seen", "timeline", "plans"):
            await connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608


# All runs


def _share(job: tuple[str, list[int], bool]) -> tuple[Counter[str], list[str]]:
    """Do some runs one after the other, in a process of its own."""
    url, seeds, forked = job
    logging.disable(logging.WARNING)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for seed in seeds:
        try:
            counts += asyncio.run(run_seed(seed, url, forked=forked))
            counts["runs"] += 1
        except Wrong as fault:
            wrong.append(str(fault))
    return counts, wrong


def main() -> int:
    """Run the fault suite in full."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sqlite", type=int, default=2000)
    parser.add_argument("--postgres", type=int, default=500)
    parser.add_argument("--killed", type=float, default=0.5, help="share with real SIGKILL")
    parser.add_argument(
        "--faults", action=argparse.BooleanOptionalAction, default=True, help="fail each statement"
    )
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    # Each try that fails is told, and there are thousands.
    logging.disable(logging.WARNING)
    failed = 0
    with tempfile.TemporaryDirectory() as folder, running_postgres() as server:
        for name, runs in (("SQLite", options.sqlite), ("PostgreSQL", options.postgres)):
            urls = [
                f"sqlite:///{folder}/{number}.sqlite" if name == "SQLite" else new_database(server)
                for number in range(options.jobs)
            ]
            failed += _report(name, runs, urls, options)
            if options.faults:
                failed += _fail_statements(name, urls[0])
    return 1 if failed else 0


def _report(name: str, runs: int, urls: list[str], options: argparse.Namespace) -> int:
    seeds = list(range(options.first, options.first + runs))
    real = round(runs * options.killed)
    began = time.monotonic()
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with ProcessPoolExecutor(len(urls), get_context("spawn")) as pool:
        for chosen, forked in ((seeds[:real], True), (seeds[real:], False)):
            jobs = [(url, chosen[n :: len(urls)], forked) for n, url in enumerate(urls)]
            for found, faults in pool.map(_share, jobs):
                counts += found
                wrong += faults
    took = time.monotonic() - began
    ended = {k.removeprefix("ended "): v for k, v in counts.items() if k.startswith("ended ")}
    print(
        f"{name}: {counts['runs']} of {runs} runs right, {real} of them with SIGKILL, {took:.0f} s"
    )
    print(f"  deliveries: {sum(ended.values())} {dict(sorted(ended.items()))}")
    faults_met = {k: v for k, v in sorted(counts.items()) if not k.startswith(("ended", "runs"))}
    print(f"  faults: {faults_met}")
    for each in wrong:
        print(f"  WRONG {each}")
    return len(wrong)


def _fail_statements(name: str, url: str) -> int:
    """Let each statement of the store fail, by itself and for a while, and each commit's answer."""
    began = time.monotonic()

    async def run() -> list[int]:
        services = with_events(make_services(load(PACKS / "gcm")), *faults.EVENTS)
        async with staged(url, services) as stage:
            return [
                await faults.try_all(stage, lasts, lost=lost, thorough=True)
                for lasts, lost in (
                    (faults.NOT_AT_ALL, False),
                    (faults.GONE, False),
                    (faults.NOT_AT_ALL, True),
                )
            ]

    try:
        alone, together, commits = asyncio.run(run())
    except AssertionError as wrong:
        print(f"{name}: WRONG {wrong}")
        return 1
    took = time.monotonic() - began
    print(
        f"{name}: right after each of {alone} statements had failed alone, {together} with all "
        f"others for {faults.GONE.seconds} s, and {commits} commits without an answer, {took:.0f} s"
    )
    return 0
