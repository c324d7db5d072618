"""Every statement of the store fails once: what was confirmed still comes, in time and once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from bot.errors import StoreAway
from bot.reminding.keeper import StoreKeeper
from bot.reminding.lifetime import AFTER_FAULT
from bot.slack.directory import Directory
from handlers.reminders.effects import Cancel, Effect, Subscribe
from handlers.reminders.model import Lead, Limits, Subscription, Wall
from tests.bot.reminding.stage import START, Stage, make_event

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
EVENTS = (
    make_event("soon", "2018-03-01", time="13:05", zone="Europe/Zurich"),
    make_event("over", "2018-02-28", zone="Europe/Zurich"),
)
ZONE = "Europe/Zurich"
COMMIT = "COMMIT"
NOT_AT_ALL, GONE = timedelta(), timedelta(seconds=20)
# Seconds between two looks: more than there are in earnest, so that fewer of them come to nothing.
PAUSE = 8.0
# What every run ends with: the target, how often it was posted to, and by when at the latest.
DUE = {
    "C1": [START + 60 * SECOND],
    "DU1": [START + 80 * SECOND],
    "DU2": [START + 80 * SECOND, START + 110 * SECOND],
}


@dataclass
class Faults:
    """Counts the statements of a database, and lets one of them fail.

    Args:
        stage: whose clock counts.
        at: the number of the statement that fails; 0 for none.
        lasts: for how long after it all others fail, too.
        lost: whether a commit is done and not confirmed, rather than a statement not done at all.
    """

    stage: Stage
    at: int = 0
    lasts: timedelta = timedelta()
    lost: bool = False
    count: int = 0
    began: Any = None
    seen: list[str] = field(default_factory=list)

    def meet(self, statement: str, *, commit: bool = False) -> None:
        """Fail where it is time to."""
        self.count += 1
        self.seen.append(statement)
        if self.count == self.at and self.lost == commit:
            self.began = self.stage.time.now()
            raise OperationalError(statement, None, Exception("the test"))
        if self.began and self.stage.time.now() < self.began + self.lasts:
            raise OperationalError(statement, None, Exception("the test"))


@contextmanager
def failing(stage: Stage, faults: Faults) -> Iterator[None]:
    engine = stage.store.ledger.engine.sync_engine

    def before(_: Any, __: Any, statement: str, *more: Any) -> None:
        faults.meet(statement)

    dialect = engine.dialect
    commit: Callable[[Any], None] = dialect.do_commit

    def commit_and_lose(connection: Any) -> None:
        commit(connection)
        faults.meet(COMMIT, commit=True)

    event.listen(engine, "before_cursor_execute", before)
    try:
        with patch.object(dialect, "do_commit", commit_and_lose):
            yield
    finally:
        event.remove(engine, "before_cursor_execute", before)


@asynccontextmanager
async def cleared(stage: Stage) -> AsyncIterator[Stage]:
    """Give the stage as at its beginning, with nothing on the ledger."""
    async with stage.store.ledger.engine.begin() as connection:
        for table in ("deliveries", "subscriptions", "mutes", "seen", "timeline", "plans"):
            await connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608
    stage.time.moment = START
    for channel in stage.slack.channels.values():
        channel.messages.clear()
    stage.slack._faults.clear()
    stage.slack._last_ts = 0
    stage.scheduler = stage.make_scheduler()
    yield stage


def make_subscriptions() -> list[Subscription]:
    note = Wall.at(START + 80 * SECOND, ZONE)
    sooner = Wall.at(START + 110 * SECOND, ZONE)
    common: dict[str, Any] = {"owner": "U1", "zone": ZONE, "created": START}
    return [
        Subscription(
            id="AAAAA", target="C1", kind="event", value="soon", leads=(Lead(4, "m"),), **common
        ),
        Subscription(id="BBBBB", target="U1", kind="note", note="call Geneva", wall=note, **common),
        Subscription(
            id="CCCCC",
            target="U2",
            kind="note",
            note="every day",
            wall=note,
            recurrence="FREQ=DAILY",
            **common | {"owner": "U2"},
        ),
        Subscription(id="DDDDD", target="U2", kind="note", note="once", wall=sooner, **common),
    ]


async def act(stage: Stage, faults: Faults) -> set[str]:
    """Set reminders, end one, and let four minutes pass as the process does.

    Returns:
        The codes of what was confirmed and not ended.
    """
    planner = stage.scheduler.planner
    keeper = StoreKeeper(
        stage.store,
        Directory(stage.scheduler.posting.client, stage.time.monotonic),
        stage.time,
        Limits(),
        planner,
        lambda: None,
    )

    async def confirm(effect: Effect) -> bool:
        """Do what a person asks for, who asks again when told that it failed."""
        for _ in range(4):
            try:
                await keeper.carry_out([effect])
            except (OperationalError, StoreAway):
                stage.time.advance(10 * SECOND)
            else:
                return True
        return False

    confirmed: set[str] = set()
    for subscription in make_subscriptions():
        if await confirm(Subscribe(subscription)):
            confirmed.add(subscription.id)
    extra = Subscription(
        id="EEEEE",
        owner="U1",
        target="C1",
        kind="all",
        leads=(Lead(4, "m"),),
        zone=ZONE,
        created=START,
    )
    if await confirm(Subscribe(extra)):
        await confirm(Cancel("EEEEE"))
    stage.slack.drop_reply_next("chat.postMessage")
    end = START + 4 * MINUTE
    while stage.time.now() < end:
        pause = PAUSE
        try:
            await stage.scheduler.tick(stage.time.now())
        except Exception:
            pause = AFTER_FAULT
        stage.time.advance(timedelta(seconds=pause if pause == AFTER_FAULT else PAUSE))
    return confirmed


def judge(stage: Stage, faults: Faults, confirmed: set[str]) -> None:
    """Everything confirmed was posted once, a minute late at most once the database was back."""
    assert confirmed == {"AAAAA", "BBBBB", "CCCCC", "DDDDD"}
    back = (faults.began or START) + faults.lasts
    for channel, dues in DUE.items():
        sent = [float(m["ts"]) for m in stage.slack.channels[channel].messages]
        assert len(sent) == len(dues), (channel, faults.at, faults.seen[faults.at - 1])
        for at, due in zip(sent, dues, strict=True):
            latest = max(due, back) + MINUTE
            assert at <= latest.timestamp(), (channel, faults.at, faults.seen[faults.at - 1])


async def try_all(stage: Stage, lasts: timedelta, *, lost: bool, thorough: bool) -> int:
    """Let the statements fail one by one.

    Args:
        stage: where.
        lasts: for how long after the one that fails all others do, too.
        lost: whether what fails is the answer of a commit that was done.
        thorough: whether what is done at every tick fails at several, and every commit is lost.

    Returns:
        How many runs there were.
    """
    faults = Faults(stage)
    await try_once(stage, faults)
    if lost:
        chosen = [number for number, each in enumerate(faults.seen, 1) if each == COMMIT]
        chosen = chosen if thorough else chosen[::4]
    else:
        chosen = choose(faults.seen, thorough=thorough)
    for number in chosen:
        await try_once(stage, Faults(stage, number, lasts, lost))
    return len(chosen)


async def try_once(stage: Stage, faults: Faults) -> None:
    async with cleared(stage):
        with failing(stage, faults):
            confirmed = await act(stage, faults)
        judge(stage, faults, confirmed)


def choose(statements: list[str], *, thorough: bool) -> list[int]:
    """Number each statement where it is done first; thoroughly, second, in between and last, too.

    What is done in vain at every tick is the same each time.
    """
    places: dict[str, list[int]] = {}
    for number, statement in enumerate(statements, 1):
        if statement != COMMIT:
            places.setdefault(statement, []).append(number)
    return sorted(
        {
            theirs[place]
            for theirs in places.values()
            for place in (
                {0, 1 % len(theirs), len(theirs) // 2, len(theirs) - 1} if thorough else {0}
            )
        }
    )
