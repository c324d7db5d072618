"""Lines after public reports of faults in other programs, where the list of them is at hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from handlers.answers.answer import Answer
from handlers.reminders.model import Subscription, Wall
from handlers.request import Services
from tests.conftest import find_documents
from tests.handlers.reminders.test_lines import NOW, ask, moment, subscribed

Row = dict[str, Any]


def read_cases() -> list[Row]:
    documents = find_documents()
    file = documents.with_name("audits") / "public-cases.yaml" if documents else None
    if file is None or not file.is_file():
        return []
    rows: list[Row] = yaml.safe_load(file.read_text("utf-8"))["reminders"]
    return rows


CASES = read_cases()
SETS = {"r-every": "FREQ=WEEKLY;BYDAY=FR", "r-daily": "FREQ=DAILY"}
SETS["r-every-other"] = "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"
ABSENT = pytest.mark.skipif(not CASES, reason="the list of reported lines is not at hand")


def asked(services: Services, row: Row, line: str) -> Answer:
    zone = row.get("zone", "Europe/Zurich")
    now = NOW
    if "now" in row:
        now = datetime.fromisoformat(row["now"]).replace(tzinfo=ZoneInfo(zone))
    # In a mention the bot's own name comes first; whoever asks is U2.
    line = line.removeprefix("<@UBOT> ").replace("<@U2>", "<@U1>")
    return ask(services, line, now=now, zone=zone)


def is_right(kept: Subscription | None, answer: Answer, right: Any) -> bool:
    """Tell whether what was done is what the list says is right."""
    if isinstance(right, dict) and "one_of" in right:
        return any(is_right(kept, answer, each) for each in right["one_of"])
    if not isinstance(right, dict):
        # "refused", or a question back.
        return kept is None and bool(answer.title)
    if kept is None or kept.wall is None:
        return False
    due = kept.wall.instant
    wanted = {
        "wall": kept.wall.local.isoformat(timespec="minutes"),
        "instant": due.strftime("%Y-%m-%dT%H:%MZ"),
        "note": kept.note,
        "target": kept.target,
    }
    return all(wanted[name] == value for name, value in right.items())


@ABSENT
def test_the_list_is_whole() -> None:
    assert len(CASES) == 36


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["id"]) for row in CASES if "input" in row], ids=str
)
def test_a_reported_line(bare: Services, row: Row) -> None:
    if row["id"] == "r-limit":
        wall = Wall(datetime.fromisoformat("2018-03-14T09:00"), "Etc/UTC")
        sent = Subscription(
            id="SENT", owner="U2", target="U2", kind="note", note="x", wall=wall, created=NOW
        )
        fifty = tuple(replace(sent, id=f"S{number}") for number in range(50))
        assert ask(bare, "remind me in 1 hour call", kept=fifty).effects
        return
    answer = asked(bare, row, row["input"])
    kept = subscribed(answer)
    if row["id"] in SETS:
        # What comes again was to be refused at least.
        assert kept is not None
        assert kept.recurrence == SETS[row["id"]]
        return
    assert is_right(kept, answer, row["right"]), answer


@pytest.mark.parametrize("words", [each for row in CASES for each in row.get("inputs", [])])
def test_a_line_that_was_not_understood(bare: Services, words: str) -> None:
    muting = words.startswith("mute")
    line = words if muting else f"remind me {words} call"
    if words.startswith("of ") or "before" in words:
        line = f"remind me {words}"
    answer = asked(bare, {}, line)
    kept = subscribed(answer)
    if kept is not None and kept.kind == "note":
        assert kept.note == "call"
    assert answer.effects or answer.title


def test_what_is_right_is_told_from_what_is_not(bare: Services) -> None:
    answer = ask(bare, "remind me tomorrow at 3 p.m. call")
    kept = subscribed(answer)
    assert is_right(kept, answer, {"wall": "2018-03-15T15:00", "note": "call"})
    assert is_right(kept, answer, {"one_of": ["refused", {"instant": "2018-03-15T14:00Z"}]})
    assert not is_right(kept, answer, {"wall": "2018-03-15T09:00", "note": "call"})
    assert not is_right(kept, answer, "refused")
    assert moment("2018-03-15T14:00Z") == (kept and kept.wall and kept.wall.instant)
