"""Reminders at scale: 5,000 subscriptions and 250,000 deliveries, on SQLite and on PostgreSQL.

`python -m bench.reminders` runs Compact in a process of its own beside a fake Slack in another, and
measures how long a `remind` takes, how long slash commands take while nothing is done, while every
subscription is planned anew and while 1,000 reminders are posted, and how long the event loop is
held up at most: by the clock, and by what the thread itself used of the processor, which leaves out
what the machine does besides.
"""
# ruff: noqa: S608, ASYNC240 (statements made of this script's own numbers; nobody waits for it)

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import running
from bot.config import read_settings
from bot.front.http import PATH
from bot.services import build_services, prepare_reading
from bot.store import open_store
from tests.bot.reminding.databases import new_database, running_postgres
from tests.fake_slack import FakeChannel, FakeSlack, FakeUser

# Three days before a session of the pack; the time of day is the machine's.
AS_OF = datetime(2017, 6, 16, tzinfo=UTC).date()
QUESTION = "position Japan IOM"
PAUSE = 0.03  # seconds between two questions
_MICRO = 1_000_000
_DAY = 86_400 * _MICRO
_NUMBERS = (
    "(WITH RECURSIVE s(n) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT n + 1 FROM s "
    "WHERE n < {most} - 1) SELECT n FROM s) AS series"
)


# The processes


class Meter:
    """The longest that one callback has held the event loop."""

    def __init__(self) -> None:
        self.clock = self.thread = 0.0
        run = asyncio.Handle._run

        def timed(handle: asyncio.Handle) -> None:
            began, used = time.perf_counter(), time.thread_time()
            run(handle)
            self.clock = max(self.clock, time.perf_counter() - began)
            self.thread = max(self.thread, time.thread_time() - used)

        asyncio.Handle._run = timed  # type: ignore[method-assign]

    def take(self) -> tuple[float, float]:
        """Give both in milliseconds, and begin anew."""
        found = self.clock * 1000, self.thread * 1000
        self.clock = self.thread = 0.0
        return found


async def serve_compact() -> None:
    """Run Compact as the environment says; at each line of input, print what was measured."""
    settings = read_settings(os.environ)
    meter = Meter()
    loop = asyncio.get_running_loop()
    services = build_services(settings)
    prepare_reading(services)  # as the start does
    async with running(settings, services) as bot:
        print(json.dumps(bot.port), flush=True)
        while await loop.run_in_executor(None, sys.stdin.readline):
            print(json.dumps(meter.take()), flush=True)


async def serve_slack(channels: int) -> None:
    """Run a fake Slack with many channels until the input ends."""
    loop = asyncio.get_running_loop()
    async with FakeSlack() as slack:
        slack.scopes += ["channels:history", "channels:read", "im:history", "im:write"]
        slack.scopes += ["users:read"]
        for number in range(channels):
            slack.channels[f"C{number}"] = FakeChannel(f"room-{number}", {"UBOT", "U1"})
        for number in range(200):
            slack.users[f"U{number}"] = FakeUser(f"user-{number}")
        print(json.dumps(slack.api_url), flush=True)
        await loop.run_in_executor(None, sys.stdin.read)


class Process:
    """One of the processes, which answers each line with JSON."""

    def __init__(self, stdin: IO[str], stdout: IO[str]) -> None:
        self.stdin, self.stdout = stdin, stdout
        self.first: Any = json.loads(stdout.readline())

    def ask(self) -> Any:
        """Ask for what was measured since the last time."""
        self.stdin.write("\n")
        self.stdin.flush()
        return json.loads(self.stdout.readline())


@contextmanager
def process(*arguments: str, **environment: str) -> Iterator[Process]:
    """Run one of the processes."""
    command = [sys.executable, "-m", "bench.reminders", *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, text=True, env={**os.environ, **environment}
    ) as started:
        assert started.stdin is not None
        assert started.stdout is not None
        try:
            yield Process(started.stdin, started.stdout)
        finally:
            started.stdin.close()
            started.terminate()


# The database


def find_now() -> datetime:
    """Give what time it is to Compact: of another day, at the machine's time."""
    now = datetime.now(UTC)
    return now - (now.date() - AS_OF)


async def fill(engine: AsyncEngine, subscriptions: int, deliveries: int) -> None:
    """Put subscriptions to everything on the ledger, and what they have brought in 89 days."""
    now = int(find_now().timestamp()) * _MICRO
    start = now - 89 * _DAY
    due = f"{start} + n * {89 * _DAY // deliveries}"
    target = f"'C' || (n % {subscriptions})"
    async with engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO subscriptions SELECT 'S' || n, 'U' || (n % 1000), 'C' || n, 'all', "
                f"'', '2d,1d,1h', 'Europe/Zurich', '', '', {now}, '', 'f' || n, NULL, NULL, "
                f"{now} FROM {_NUMBERS.format(most=subscriptions)}"
            )
        )
        await connection.execute(
            text(
                f"INSERT INTO deliveries SELECT 'd' || n, 'S' || (n % {subscriptions}), "
                f"'reminder', {target}, 'past-' || (n / {subscriptions}), "
                f"'A session that is over', '2017-03-01T09:00:00 Europe/Zurich', '1d', {due}, "
                f"{due}, 'sent', 1, FALSE, '', '1489000000.000000', {target}, "
                f"'1489000000.' || n, '', '', '', {due}, '', FALSE "
                f"FROM {_NUMBERS.format(most=deliveries)}"
            )
        )
    async with engine.connect() as connection:
        connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("ANALYZE"))


async def make_due(engine: AsyncEngine, count: int) -> None:
    """Have notes of many channels fall due at once."""
    due = int((find_now() - timedelta(seconds=1)).timestamp()) * _MICRO
    async with engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO deliveries SELECT 'n' || id, id, 'reminder', target, '', 'Now', "
                f"'2017-06-16T14:00:00 Europe/Zurich', '0m', {due}, {due}, 'pending', 0, FALSE, "
                "'', '', '', '', '', '', '', NULL, '', FALSE FROM subscriptions "
                f"WHERE target LIKE 'C%' AND id LIKE 'S%' ORDER BY id LIMIT {count}"
            )
        )


async def count(engine: AsyncEngine, query: str) -> int:
    """Give the one number that a query asks for."""
    async with engine.connect() as connection:
        connection = await connection.execution_options(only_reads=True)
        found = int((await connection.execute(text(query))).scalar_one())
        await connection.rollback()
        return found


async def size(engine: AsyncEngine) -> float:
    """Give the database's size in MiB."""
    if engine.dialect.name == "postgresql":
        return await count(engine, "SELECT pg_database_size(current_database())") / 2**20
    return Path(str(engine.url.database)).stat().st_size / 2**20


# What is measured


def tell(name: str, taken: list[float], longest: tuple[float, float]) -> None:
    """Print a row: milliseconds of answers, and the longest that the loop was held up."""
    ordered = sorted(each * 1000 for each in taken)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    clock, thread = longest
    print(
        f"  {name:32} {len(ordered):5} answers, median {statistics.median(ordered):6.1f} ms, "
        f"p99 {p99:6.1f} ms; loop {thread:5.1f} ms (by the clock {clock:5.1f} ms)",
        flush=True,
    )


async def ask(slack: FakeSlack, url: str, lines: list[str]) -> list[float]:
    """Ask lines one after the other, each by another person."""
    taken: list[float] = []
    for number, line in enumerate(lines):
        reply = await slack.slash(url, text=line, user=f"U{number % 200}", channel="C1")
        if reply.status != 200 or reply.faults:
            raise SystemExit(f"{line}: {reply.status} {reply.faults}")
        taken.append(reply.elapsed)
        await asyncio.sleep(PAUSE)
    return taken


async def ask_until(slack: FakeSlack, url: str, engine: AsyncEngine, left: str) -> list[float]:
    """Ask the same until a query counts nothing any more."""
    taken: list[float] = []
    while await count(engine, left):
        taken += await ask(slack, url, [QUESTION] * 20)
    return taken


async def measure(name: str, url: str, options: argparse.Namespace) -> None:
    """Measure with one database."""
    async with open_store(url) as store:
        engine = store.ledger.engine
        await fill(engine, options.subscriptions, options.deliveries)
        print(f"{name}: {await size(engine):.0f} MiB before", flush=True)
        with process("slack", str(options.subscriptions)) as fake:
            environment = {
                "SLACK_BOT_TOKEN": "xoxb-fake-1",
                "SLACK_SIGNING_SECRET": "fake-signing-secret",
                "SLACK_API_URL": str(fake.first),
                "DATABASE_URL": url,
                "COMPACT_PORT": "0",
                "COMPACT_LOG": os.environ.get("COMPACT_LOG", "ERROR"),
                "COMPACT_AS_OF": f"-{(datetime.now(UTC).date() - AS_OF).days}d",
            }
            with process("compact", **environment) as compact:
                await measure_running(engine, compact, options)
        print(f"  {await size(engine):.0f} MiB after", flush=True)


async def measure_running(
    engine: AsyncEngine, compact: Process, options: argparse.Namespace
) -> None:
    """Measure one thing after the other."""
    planned = int((find_now() + timedelta(days=1, hours=23)).timestamp()) * _MICRO
    behind = f"SELECT count(*) FROM subscriptions WHERE planned < {planned}"
    unsent = "SELECT count(*) FROM deliveries WHERE id LIKE 'n%' AND state NOT IN ('sent', 'late')"
    async with FakeSlack() as slack:
        url = f"http://127.0.0.1:{compact.first}{PATH}"
        # At the first start, everything is planned.
        await ask(slack, url, [QUESTION] * 30)
        await ask_until(slack, url, engine, behind)
        await ask(slack, url, ["remind me in 3 hours first", "remind me of everything 9h before"])
        await asyncio.sleep(2)
        compact.ask()
        tell("nothing else to do", await ask(slack, url, [QUESTION] * 400), compact.ask())
        lines = [f"remind me in {number + 200} minutes call {number}" for number in range(100)]
        tell("remind WHEN", await ask(slack, url, lines), compact.ask())
        lines = [f"remind me of everything {number + 10}h before" for number in range(100)]
        tell("remind of everything", await ask(slack, url, lines), compact.ask())
        async with engine.begin() as connection:
            await connection.execute(
                text(f"UPDATE subscriptions SET planned = {planned - 2 * _DAY}")
            )
        compact.ask()
        began = time.monotonic()
        taken = await ask_until(slack, url, engine, behind)
        tell(f"all planned anew ({time.monotonic() - began:.0f} s)", taken, compact.ask())
        await make_due(engine, options.due)
        began = time.monotonic()
        taken = await ask_until(slack, url, engine, unsent)
        what = f"{options.due} due at once ({time.monotonic() - began:.0f} s)"
        tell(what, taken, compact.ask())


def main() -> int:
    """Measure, or be one of the processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=("compact", "slack"))
    parser.add_argument("channels", nargs="?", type=int, default=0)
    parser.add_argument("--subscriptions", type=int, default=5_000)
    parser.add_argument("--deliveries", type=int, default=250_000)
    parser.add_argument("--due", type=int, default=1_000)
    parser.add_argument("--only", choices=("SQLite", "PostgreSQL"))
    options = parser.parse_args()
    if options.what == "compact":
        asyncio.run(serve_compact())
        return 0
    if options.what == "slack":
        asyncio.run(serve_slack(options.channels))
        return 0
    with tempfile.TemporaryDirectory() as folder, running_postgres() as server:
        for name, url in (
            ("SQLite", f"sqlite:///{folder}/bench.sqlite"),
            ("PostgreSQL", new_database(server)),
        ):
            if options.only in (None, name):
                asyncio.run(measure(name, url, options))
    return 0


if __name__ == "__main__":
    sys.exit(main())
