"""Lines that found nothing: counted by kind, never with who asked, listed for the editors."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.reminding.report import print_silences
from bot.store import Store
from bot.store.silences import KEPT, Silence
from handlers.request import Services
from tests.bot.listeners.conftest import Room, enter_room
from tests.fake_slack import message_text_of

DAY = date(2026, 1, 15)


async def test_lines_are_counted_by_kind(store: Store) -> None:
    for kind, line in (("mistake", "b"), ("no-event", "a"), ("mistake", "b"), ("mistake", "a")):
        await store.silences.count(kind, line, DAY)
    await store.silences.count("mistake", "b", DAY + timedelta(days=1))
    first, *others = await store.silences.most_frequent()
    assert first == Silence("mistake", "b", 3, DAY + timedelta(days=1))
    assert {(each.kind, each.line, each.count) for each in others} == {
        ("mistake", "a", 1),
        ("no-event", "a", 1),
    }


async def test_what_nobody_asks_any_more_is_forgotten(store: Store) -> None:
    await store.silences.count("mistake", "old", DAY)
    await store.silences.count("mistake", "x" * 400, DAY + KEPT)
    await store.silences.count("mistake", "new", DAY + KEPT + timedelta(days=1))
    assert [each.line for each in await store.silences.most_frequent()] == ["new", "x" * 200]


async def test_nobody_fills_the_database(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.silences.MOST", 3)
    for number in range(9):
        await store.silences.count("mistake", str(number), DAY)
    assert [each.line for each in await store.silences.most_frequent()] == ["0", "1", "2"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


@pytest.fixture
async def keeping(bare: Services, file: Path) -> AsyncIterator[Room]:
    async with enter_room(bare, store=f"sqlite:///{file}") as room:
        yield room


def kept_in(file: Path) -> dict[tuple[str, str], int]:
    with sqlite3.connect(file) as database:
        rows = database.execute("SELECT kind, line, count FROM silences").fetchall()
    return {(kind, line): count for kind, line, count in rows}


async def test_silences_are_counted_and_answers_are_not(keeping: Room, file: Path) -> None:
    for line in (
        "position Tuvalu IOM",
        "  POSITION tuvalu  iom ",
        "grid bananas <@U2>",
        "position Japan IOM",
        "term zzzyx",
        "remind me of flurbs",
    ):
        await keeping.slash(line)
        await keeping.settled()
    counted = kept_in(file)
    assert counted.pop(("no-statement", "position tuvalu iom")) == 2
    assert counted.pop(("mistake", "grid bananas")) == 1
    assert [line for _, line in counted] == ["term zzzyx"]


async def test_sharing_a_silence_asks_nothing_again(keeping: Room, file: Path) -> None:
    answer = await keeping.slash("position Tuvalu IOM")
    await keeping.click("Share in channel", answer, message=answer, ephemeral=True)
    await keeping.settled()
    assert "Tuvalu" in message_text_of(keeping.slack.channels["C1"].messages[-1])
    assert kept_in(file) == {("no-statement", "position tuvalu iom"): 1}


async def test_who_asked_is_not_kept(keeping: Room, file: Path) -> None:
    await keeping.slash("position Tuvalu IOM", user="U2")
    await keeping.settled()
    with sqlite3.connect(file) as database:
        cursor = database.execute("SELECT * FROM silences")
        columns, rows = [each[0] for each in cursor.description], cursor.fetchall()
    assert columns == ["kind", "line", "count", "last"]
    assert "U2" not in json.dumps(rows)
    assert rows[0][3] == "2026-01-15"


async def test_they_are_listed_for_the_editors(
    keeping: Room, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in ("grid bananas", "position Tuvalu IOM", "position Tuvalu IOM"):
        await keeping.slash(line)
        await keeping.settled()
    # As a process of its own does, while Compact runs.
    assert await asyncio.to_thread(print_silences, f"sqlite:///{file}") == 0
    assert capsys.readouterr().out == (
        "no-statement (2)\n     2  2026-01-15  position tuvalu iom\n"
        "mistake (1)\n     1  2026-01-15  grid bananas\n"
    )


def test_where_nothing_was_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert print_silences(f"sqlite:///{tmp_path}/none.sqlite") == 0
    assert "Nothing has been counted yet" in capsys.readouterr().out
