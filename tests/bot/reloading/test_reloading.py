"""An edited pack comes into use while Compact runs, or does not, and then its editors are told."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import running
from bot.front.http import PATH
from bot.reloading.reloader import Reloader, reloading
from bot.reloading.telling import Maintainers
from bot.services import build_services
from tests.fake_slack import FakeSlack, message_text_of
from tests.serving import log, settings_over_http

__all__ = ["log"]

PACK = """\
pack: {id: water, name: Water talks, description: A pack for tests.}
states: {kenya: KE, chad: TD}
topics:
  - {id: wells, name: Wells, proposition: shallow wells}
events:
  - {id: day-1, name: Day one, kind: session, dates: [{when: 2018-03-13, source: notes}]}
sources:
  - id: notes
    name: Notes
    author: A note-taker
    date: 2018-03-13
    kind: floor notes
    form: floor
    file: notes.txt
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
"""
POSITIONS = """\
session: day-1
source: notes
positions:
  - {id: k, party: kenya, topic: wells, stance: support, summary: Wants OLD wells., locators: [kenya 1.1]}
  - {id: c, party: chad, topic: wells, stance: oppose, summary: Refuses OLD wells., locators: [chad 1.1]}
"""  # noqa: E501
FAULTY = POSITIONS.replace("stance: oppose", "stance: opose")
MENDED = POSITIONS.replace("OLD", "NEW")


@dataclass(slots=True)
class Room:
    """A Compact whose pack is edited.

    Args:
        slack: the fake on the other side.
        url: Compact's request URL.
        folder: the pack.
        reloader: brings edits into use.
        told: what the maintainers were told.
    """

    slack: FakeSlack
    url: str
    folder: Path
    reloader: Reloader
    told: asyncio.Queue[Sequence[str]]

    def edit(self, positions: str) -> None:
        (self.folder / "positions.yaml").write_text(positions, encoding="utf-8")

    async def ask(self, line: str) -> str:
        reply = await self.slack.slash(self.url, text=line)
        assert (reply.status, reply.faults) == (200, [])
        return message_text_of(reply.json())


@asynccontextmanager
async def enter_room(tmp_path: Path, *, watched: bool = False) -> AsyncIterator[Room]:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "positions.yaml").write_text(POSITIONS, encoding="utf-8")
    async with FakeSlack() as slack:
        settings = replace(settings_over_http(slack), pack=folder, cache=tmp_path / "cache")
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
        maintainers = Maintainers(client, "C1")
        told: asyncio.Queue[Sequence[str]] = asyncio.Queue()

        async def tell(faults: Sequence[str], *, used: bool) -> None:
            await maintainers.tell(faults, used=used)
            await told.put(faults)

        async with running(settings, build_services(settings)) as compact:
            url = f"http://127.0.0.1:{compact.port}{PATH}"
            if watched:
                async with reloading(settings, compact.current, tell) as reloader:
                    yield Room(slack, url, folder, reloader, told)
            else:
                reloader = Reloader(folder, None, tmp_path / "cache", compact.current, tell)
                yield Room(slack, url, folder, reloader, told)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with enter_room(tmp_path) as entered:
        yield entered


async def test_an_edit_is_in_use_without_a_restart(room: Room) -> None:
    assert "Wants OLD wells." in await room.ask("Kenya wells")
    room.edit(MENDED)
    assert await room.reloader.reload()
    assert "Wants NEW wells." in await room.ask("Kenya wells")
    assert room.told.empty()


async def test_a_faulty_edit_keeps_the_pack_and_is_told_once(room: Room, log: io.StringIO) -> None:
    room.edit(FAULTY)
    for _ in range(2):
        assert not await room.reloader.reload()
    assert "Refuses OLD wells." in await room.ask("Chad wells")
    assert room.told.qsize() == 1
    (posted,) = room.slack.posted
    assert posted["channel"] == "C1"
    text = message_text_of(posted["message"])
    assert "The edited pack has a fault: the one before it goes on answering." in text
    assert "positions.yaml:5:48 value" in text
    assert "did you mean “oppose”?" in text
    assert log.getvalue().count("the edited pack is not used: ") == 1
    room.edit(FAULTY.replace("support", "suport"))
    assert not await room.reloader.reload()
    assert "The edited pack has 2 faults:" in message_text_of(room.slack.posted[-1]["message"])
    room.edit(MENDED)
    assert await room.reloader.reload()
    mended = message_text_of(room.slack.posted[-1]["message"])
    assert "The edited pack has no faults any more, and is in use." in mended
    assert len(room.slack.posted) == 3


async def test_many_faults_are_told_in_part(room: Room, log: io.StringIO) -> None:
    wrong = POSITIONS.splitlines()[3]
    more = [wrong.replace("id: k", f"id: k{n}").replace("support", "suport") for n in range(20)]
    room.edit("\n".join([POSITIONS, *more, ""]))
    assert not await room.reloader.reload()
    text = message_text_of(room.slack.posted[-1]["message"])
    assert "The edited pack has 20 faults:" in text
    assert "The first 10; compact check tells all." in text
    assert text.count("positions.yaml:") == 10
    assert log.getvalue().count("the edited pack is not used: ") == 15
    assert "and 5 faults more: compact check tells all" in log.getvalue()


async def test_where_slack_refuses_the_log_tells_it(room: Room, log: io.StringIO) -> None:
    room.slack.fail_next("chat.postMessage", "channel_not_found")
    room.edit(FAULTY)
    assert not await room.reloader.reload()
    assert "the maintainers are not told in Slack: channel_not_found" in log.getvalue()


async def test_the_pack_is_watched(tmp_path: Path) -> None:
    async with enter_room(tmp_path, watched=True) as room:
        # It is not known when the watch has begun, and so the edit is made until it is seen.
        async with asyncio.timeout(30):
            for number in range(100):
                room.edit(FAULTY + f"# {number}\n")
                try:
                    faults = await asyncio.wait_for(room.told.get(), 5)
                    break
                except TimeoutError:
                    continue
            assert [fault.split(" ")[1] for fault in faults] == ["value"]
            room.edit(MENDED)
            assert await room.told.get() == ()
        assert "Wants NEW wells." in await room.ask("Kenya wells")


async def test_under_load_no_answer_is_lost_or_mixed(room: Room) -> None:
    """Each answer is wholly of one pack, and none comes from the old one after the new one."""
    answers: list[tuple[int, str]] = []
    begun = 0

    async def ask_on(until: asyncio.Task[bool]) -> None:
        nonlocal begun
        while not until.done():
            begun += 1
            number = begun
            answers.append((number, await room.ask("compare Kenya Chad wells")))

    room.edit(MENDED)
    reload = asyncio.ensure_future(room.reloader.reload())
    await asyncio.gather(*(ask_on(reload) for _ in range(8)))
    assert reload.result()
    last = await room.ask("compare Kenya Chad wells")
    assert len(answers) == begun > 50
    kinds = ["OLD" in text for _, text in sorted(answers)]
    assert all(("OLD" in text) != ("NEW" in text) for _, text in answers)
    assert all(text.count("wells.") == last.count("wells.") == 2 for _, text in answers)
    assert kinds[0]
    assert "OLD" not in last
