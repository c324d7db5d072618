"""Settings of reminders, and the ledger on the command line."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.config import ConfigError, read_settings
from bot.reminding.report import print_ledger
from bot.store import open_store
from handlers.reminders.milestones import Planned
from handlers.reminders.model import Limits
from handlers.reminders.planning import Plan


def test_where_reminders_are_kept(tmp_path: Path) -> None:
    assert read_settings({}).store.endswith("compact/compact.sqlite")
    path = tmp_path / "here.sqlite"
    assert read_settings({"COMPACT_STORE": str(path)}).store == f"sqlite:///{path}"
    url = "postgres://ada:secret@db/compact"
    settings = read_settings({"DATABASE_URL": url, "COMPACT_STORE": str(path)})
    assert settings.store == "postgresql://ada:secret@db/compact"
    assert "secret" not in repr(settings)


def test_limits_and_every_fault_at_once() -> None:
    given = {"COMPACT_REMINDERS_PER_PERSON": "3", "COMPACT_REMINDERS_PER_CHANNEL": "4"}
    assert read_settings(given).limits == Limits(3, 4)
    wrong = {**dict.fromkeys(given, "many"), "DATABASE_URL": "mysql://db/compact"}
    with pytest.raises(ConfigError) as caught:
        read_settings(wrong)
    assert len(caught.value.faults) == 3


def test_the_ledger_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path}/store.sqlite"
    assert print_ledger(url, whole=True) == 0
    assert capsys.readouterr().out.startswith("No reminders are kept yet")

    async def fill() -> None:
        moment = datetime(2018, 3, 1, 12, tzinfo=UTC)
        row = Planned(
            subscription="AAAAA",
            event="e",
            start="s",
            lead="1d",
            due=moment,
            name="Session",
            target="C1",
        )
        async with open_store(url) as store:
            await store.ledger.apply(Plan(new=(row,)), moment)

    asyncio.run(fill())
    assert print_ledger(url, whole=True) == 0
    assert capsys.readouterr().out.splitlines() == [
        "0 subscriptions, 0 of them paused",
        "     1 pending",
        "2018-03-01 12:00:00Z  pending  reminder  AAAAA  C1  1d  tried 0  -  Session",
    ]
