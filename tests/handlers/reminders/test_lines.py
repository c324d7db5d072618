"""What people type after `remind`: the moment that is meant, or a plain no."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.funnel import respond
from handlers.answers.answer import Answer
from handlers.reminders.effects import Subscribe
from handlers.reminders.model import Place, Reminders, Subscription
from handlers.request import Services
from tests.conftest import ROOT, FakeClock

DATA = ROOT / "tests" / "data"
Row = dict[str, Any]
NOW = datetime(2018, 3, 14, 10, tzinfo=UTC)
HERE = Place("C1", "#general", bot_inside=True, person_inside=True)
GCM = Place("C2", "#gcm", bot_inside=True, person_inside=True)
PLACES = {"here": HERE, "#gcm": GCM, "#GCM": GCM}


def read_rows(path: Path) -> list[Row]:
    rows: list[Row] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    return rows


def ask(
    services: Services,
    line: str,
    *,
    now: datetime = NOW,
    zone: str = "Europe/Zurich",
    kept: tuple[Subscription, ...] = (),
) -> Answer:
    """Ask as a person in a channel does."""
    reminders = Reminders(zone=zone, fresh="ABCDE", places=PLACES, subscriptions=kept)
    services = replace(services, clock=FakeClock(now), reminders=reminders)
    outcome = respond(line, services, lambda answer: answer, user="U2", channel="C1")
    assert outcome.status != "fault", line
    return outcome.drawn


def subscribed(answer: Answer) -> Subscription | None:
    (effect,) = answer.effects or (None,)
    return effect.subscription if isinstance(effect, Subscribe) else None


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


ROWS = [
    pytest.param(row, id=row["line"])
    for name in ("reminder_lines", "reminder_lines_reported")
    for row in read_rows(DATA / f"{name}.yaml")
]


@pytest.mark.parametrize("row", ROWS)
def test_a_line(bare: Services, row: Row) -> None:
    now = moment(row.get("now", "2018-03-14T10:00Z"))
    zone = row.get("zone", "Europe/Zurich")
    answer = ask(bare, f"remind {row['line']}", now=now, zone=zone)
    kept = subscribed(answer)
    if row["due"] == "refused":
        assert kept is None, kept
        if "choices" in row:
            assert [choice.label for choice in answer.choices] == row["choices"]
        return
    assert kept is not None, answer
    assert kept.wall is not None
    found = (kept.wall.instant, kept.note, kept.recurrence, kept.target)
    expected = (moment(row["due"]), row["note"], row.get("rule", ""), row.get("target", "U2"))
    assert found == expected


@pytest.mark.parametrize("row", [row for row in ROWS if row.values[0]["due"] == "refused"])  # type: ignore[index]
def test_every_reading_that_is_offered_can_be_taken(bare: Services, row: Row) -> None:
    now = moment(row.get("now", "2018-03-14T10:00Z"))
    answer = ask(bare, f"remind {row['line']}", now=now)
    for choice in answer.choices:
        taken = ask(bare, choice.command, now=now)
        assert subscribed(taken) or taken.choices, choice
