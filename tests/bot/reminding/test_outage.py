"""What people see while the database is stopped, frozen or locked, and that it catches up."""

from __future__ import annotations

import asyncio
import io
import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.config import read_settings
from bot.reminding.report import print_ledger
from handlers.request import Services
from tests.bot.listeners.conftest import Room, enter_room
from tests.bot.listeners.test_assistant import step
from tests.bot.listeners.test_home import OPENED
from tests.bot.listeners.test_shortcuts import reaction
from tests.bot.reminding.databases import Server, new_database, running_server
from tests.bot.test_cli import start, stop
from tests.conftest import FakeClock
from tests.fake_slack import FakeSlack, Json, message_text_of
from tests.serving import APP_TOKEN, log

__all__ = ["log"]

MOMENT = datetime(2018, 3, 1, 12, tzinfo=UTC)
AWAY = "Reminders are out of reach for the moment, and nothing was changed."
UNSURE = "The database did not answer in time: it is not certain whether that was done."
KINDS = ("stopped", "frozen", "locked")
# Seconds for the first answer, which finds the database away, and for those after it: on a busy
# machine, of the three after which Slack gives up.
FIRST, LATER = 2.8, 1.5
STOP = 12.0  # seconds: for what is being sent, and for the driver to give up


@dataclass(slots=True)
class Outage:
    """Ends and begins an outage of a database.

    Args:
        url: of the database.
        begin, end: the outage.
    """

    url: str
    begin: Callable[[], None]
    end: Callable[[], None]

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[None]:
        # Beside Compact, which may be about to give up a lock that is waited for.
        await asyncio.to_thread(self.begin)
        try:
            yield
        finally:
            await asyncio.to_thread(self.end)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as started:
        yield started


@pytest.fixture
def database_url(server: Server) -> str:
    return new_database(server.url)


@pytest.fixture(params=KINDS)
def outage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Outage]:
    if request.param == "locked":
        file = tmp_path / "store.sqlite"
        other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)

        def lock() -> None:
            other.execute("BEGIN EXCLUSIVE")

        yield Outage(f"sqlite:///{file}", lock, other.rollback)
        other.close()
        return
    server: Server = request.getfixturevalue("server")
    stopped = request.param == "stopped"
    yield Outage(
        new_database(server.url),
        server.stop if stopped else server.freeze,
        server.start if stopped else server.thaw,
    )


@dataclass(slots=True)
class Scene:
    """A Compact with a reminder that was sent and one that is still to come."""

    room: Room
    clock: FakeClock
    sent: Json

    def messages(self) -> list[str]:
        held = self.room.slack.channels["DU1"].messages
        return [message_text_of(m) for m in held if m["user"] == "UBOT"]

    async def press(self, label: str) -> str:
        await self.room.click(label, self.sent, message=self.sent, channel="DU1")
        return message_text_of(await self.room.slack.next_response(FIRST))

    async def ready(self) -> tuple[int, str]:
        url = self.room.url.replace("/slack/events", "/readyz")
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            return response.status, await response.text()


@asynccontextmanager
async def stage(services: Services, url: str) -> AsyncIterator[Scene]:
    clock = FakeClock(MOMENT)
    services = replace(services, clock=clock)
    async with enter_room(services, store=url) as room:
        assert "Reminder set" in message_text_of(await room.slash("remind me in 1 minute call"))
        assert "Reminder set" in message_text_of(await room.slash("remind me in 9 minutes go"))
        clock.moment += timedelta(minutes=2)
        await room.slack.wait_until(lambda: room.slack.posted)
        scene = Scene(room, clock, room.slack.channels["DU1"].messages[-1])
        assert scene.messages()[0].startswith("call\n")
        room.slack.posted.clear()
        yield scene


@contextmanager
def within(seconds: float) -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began <= seconds


def is_locked(outage: Outage) -> bool:
    """Tell a database that can still be read, though not written."""
    return outage.url.startswith("sqlite")


async def test_what_needs_no_database_is_answered(bare: Services, outage: Outage) -> None:
    async with stage(bare, outage.url) as scene:
        room = scene.room
        async with outage():
            with within(LATER):
                assert "IOM" in message_text_of(await room.slash("position Japan IOM"))
            with within(FIRST):
                await room.mention("term NYD")
                (answer,) = await room.posted()
                assert "New York Declaration" in message_text_of(answer)
            with within(LATER + 0.5):
                said = room.say("term NYD", channel="DU1")
                await room.event({**said, "channel_type": "im"})
                assert "New York Declaration" in message_text_of((await room.posted(2))[1])
            with within(LATER):
                await room.event(reaction(room.say("the NYD")))
                assert "New York Declaration" in message_text_of((await room.posted(3))[2])
            with within(LATER + 0.5):
                await room.event(OPENED | {"tab": "home"})
                await room.slack.wait_until(lambda: "U1" in room.slack.homes)
            home = message_text_of(room.slack.homes["U1"])
            shown = "call" if is_locked(outage) else "Your reminders cannot be shown for the moment"
            assert shown in home
            assert "What comes next" in home
            with within(LATER):
                await room.event(step(room, channel="C1", count=1))
                await room.slack.wait_until(lambda: room.slack.functions)
            assert "outputs" in room.slack.functions[0]
            await room.settled()


async def test_what_needs_it_says_so_in_one_sentence(bare: Services, outage: Outage) -> None:
    told = UNSURE if is_locked(outage) else AWAY
    async with stage(bare, outage.url) as scene:
        async with outage():
            with within(FIRST):
                answer = message_text_of(await scene.room.slash("remind me in 5 minutes lunch"))
            assert answer.startswith(told)
            assert ("See your reminders" if is_locked(outage) else "Try again") in answer
            with within(FIRST):
                answer = message_text_of(await scene.room.slash("mute me for 2 hours"))
            assert answer.startswith(told)
            with within(LATER):
                answer = message_text_of(await scene.room.slash("reminders"))
            assert answer.startswith("Your reminders (1)" if is_locked(outage) else AWAY)
            for label in ("Snooze 1 h", "Tomorrow 9:00", "Done"):
                with within(FIRST):
                    assert await scene.press(label) == f"{told} Press again in a minute."
        # Pressed again, it does what it says, as soon as the database is back.
        async with asyncio.timeout(10):
            while (pressed := await scene.press("Done")).endswith("Press again in a minute."):
                pass
        assert pressed == "Done; nothing more comes of this one."


async def test_reminders_catch_up(bare: Services, outage: Outage, log: io.StringIO) -> None:
    async with stage(bare, outage.url) as scene:
        assert await scene.ready() == (200, "ready")
        async with outage():
            scene.clock.moment += timedelta(minutes=8)
            with within(FIRST):
                await scene.room.slash("mute me for 1 minute")
            status, ready = await scene.ready()
            assert status == 200
            assert ready.startswith("ready, but without the database of reminders, which has not")
            assert len(scene.messages()) == 1
        await scene.room.slack.wait_until(lambda: len(scene.messages()) >= 2, 20)
        assert scene.messages()[1].startswith("go\n")
        async with asyncio.timeout(10):
            while (await scene.ready())[1] != "ready":
                await scene.room.slash("unmute me")
        assert len(scene.messages()) == 2
    assert log.getvalue().count("The database of reminders does not answer (") == 1
    assert log.getvalue().count("The database of reminders answers again after") == 1
    assert "Traceback" not in log.getvalue()


@pytest.mark.parametrize("query", ["sslmode=prefer", "options=-c%20search_path%3Dpublic"])
async def test_a_url_as_hosts_hand_it_out_opens(
    bare: Services, database_url: str, query: str
) -> None:
    given = database_url.replace("postgresql://", "postgres://")
    url = read_settings({"DATABASE_URL": f"{given}&{query}"}).store
    async with enter_room(bare, store=url) as room:
        answer = message_text_of(await room.slash("remind me in 1 minute call"))
    assert answer.startswith("Reminder set")


def test_a_database_that_refuses_is_told_in_one_sentence(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url = database_url.replace("/compact_", "/no_compact_")
    assert print_ledger(url, whole=False) == 1
    told = capsys.readouterr().err
    assert told.startswith("The database cannot be opened: postgresql://")
    assert told.endswith(" (InvalidCatalogNameError).\n")


@pytest.mark.parametrize("open_first", [True, False])
async def test_it_stops_while_the_database_is_frozen(
    tmp_path: Path, server: Server, database_url: str, open_first: bool
) -> None:
    async with FakeSlack() as slack:
        if not open_first:
            server.freeze()
        more = {"SLACK_APP_TOKEN": APP_TOKEN, "DATABASE_URL": database_url}
        process = await start(tmp_path, slack, **more)
        try:
            await slack.wait_connected(timeout=20, count=2)
            if open_first:
                assert "Nothing is planned" in message_text_of(
                    (await slack.socket_slash("reminders")).payload
                )
                server.freeze()
            began = time.monotonic()
            status, logged = await stop(process, signal.SIGTERM)
            assert time.monotonic() - began < STOP
        finally:
            server.thaw()
            if process.returncode is None:
                process.kill()
    assert status == 0, logged
    assert "Traceback" not in logged
