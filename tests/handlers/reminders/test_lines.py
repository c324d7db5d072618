"""What people type after `remind`: the moment that is meant, or a plain no."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.funnel import respond
from handlers.answers.answer import Answer, Choice, Line
from handlers.reminders.effects import Mute, Subscribe
from handlers.reminders.model import Place, Reminders, Subscription, Wall
from handlers.request import Services
from tests.conftest import ROOT, FakeClock

DATA = ROOT / "tests" / "data"
Row = dict[str, Any]
NOW = datetime(2018, 3, 14, 10, tzinfo=UTC)
HERE = Place("C1", "#general", bot_inside=True, person_inside=True)
GCM = Place("C2", "#gcm", bot_inside=True, person_inside=True)
PLACES = {"here": HERE, "<#C1|general>": HERE, "#gcm": GCM, "#GCM": GCM, "<#C2|gcm>": GCM}


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
    for name in (
        "reminder_lines",
        "reminder_lines_aside",
        "reminder_lines_reported",
        "reminder_lines_typed",
        "reminder_lines_kinds",
    )
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


def test_a_recurrence_is_told_with_its_rule_its_clocks_and_its_next_times(bare: Services) -> None:
    answer = ask(bare, "remind here every other Friday at 10:00 until 30 April send the summary")
    assert answer.title == "Reminder set in #general"
    assert answer.lead == (
        "“send the summary”, every other Friday until 30 April 2018 at 10:00. Counted by the "
        "clocks of Europe/Zurich."
    )
    (section,) = answer.sections
    assert [item.label for item in section.items if isinstance(item, Line)] == [
        "Friday 16 March 2018, 10:00",
        "Friday 30 March 2018, 10:00",
        "Friday 13 April 2018, 10:00",
        "Friday 27 April 2018, 10:00",
    ]
    assert answer.choices[0] == Choice("Undo", "remind cancel ABCDE")


@pytest.mark.parametrize(
    "line",
    [
        "@bert call Geneva tomorrow",
        "<@U1|ada> call Geneva tomorrow",
        "everyone to send comments tomorrow",
        "Ada to call Geneva tomorrow",
        "the team to call Geneva tomorrow",
    ],
)
def test_somebody_else_is_not_reminded_and_the_name_stays(bare: Services, line: str) -> None:
    answer = ask(bare, f"remind {line}")
    assert answer.title == "Compact reminds you or a channel, not somebody else."
    assert [choice.label for choice in answer.choices] == ["Remind this channel", "Remind me"]
    taken = subscribed(ask(bare, answer.choices[0].command))
    assert taken is not None
    assert taken.target == "C1"
    assert taken.note == line.removesuffix(" tomorrow").replace("<@U1|ada>", "@ada")


def test_oneself_by_name_is_oneself(bare: Services) -> None:
    taken = subscribed(ask(bare, "remind <@U2|me> tomorrow at 10:00 call"))
    assert taken is not None
    assert (taken.target, taken.note) == ("U2", "call")


BEFORE = datetime(2017, 6, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("me of third thematic session ten days before", "10d"),
        ("me the day before third thematic session", "1d"),
        ("me two weeks and 1 day before third thematic session", "2w,1d"),
        ("me of third thematic session a fortnight before", "2w"),
    ],
)
def test_leads_in_words(bare: Services, line: str, leads: str) -> None:
    kept = subscribed(ask(bare, f"remind {line}", now=BEFORE))
    assert kept is not None
    assert kept.value == "third-thematic-session"
    assert ",".join(map(str, kept.leads)) == leads


def test_a_month_before_has_no_length(bare: Services) -> None:
    answer = ask(bare, "remind me of third thematic session 1 month before", now=BEFORE)
    assert "say how many days or weeks" in answer.title


def test_leads_that_are_longer_than_what_is_left_are_told(bare: Services) -> None:
    line = "remind me of third thematic session 6 weeks, 3 weeks, 2d before"
    answer = ask(bare, line, now=BEFORE)
    assert answer.effects
    assert "6 weeks before and 3 weeks before have passed already: not sent." in [
        note.text for note in answer.notes
    ]


def test_the_next_one_says_what_lies_before_it(bare: Services) -> None:
    answer = ask(bare, "remind me of next stocktaking", now=BEFORE)
    assert answer.effects
    (note,) = (note.text for note in answer.notes if note.kind == "nearer")
    assert note.startswith("Nearer, and not meant by these words: ")


def test_what_was_sent_does_not_count(bare: Services) -> None:
    def at(hour: int) -> Subscription:
        wall = Wall(datetime.fromisoformat(f"2018-03-14T{hour:02}:00"), "Etc/UTC")
        return Subscription(
            id=f"S{hour}", owner="U2", target="U2", kind="note", note="x", wall=wall, created=NOW
        )

    sent = tuple(replace(at(9), id=f"S{number}") for number in range(50))
    assert ask(bare, "remind me in 1 hour call", kept=sent).effects
    planned = tuple(replace(at(12), id=f"S{number}") for number in range(50))
    told = ask(bare, "remind me in 1 hour call", kept=planned)
    assert told.title.startswith("You have 50 reminders")
    over = replace(at(9), recurrence="FREQ=DAILY;UNTIL=20180314T100000")
    again = tuple(replace(over, id=f"S{number}") for number in range(50))
    assert ask(bare, "remind me in 1 hour call", kept=again).effects


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("mute until 3 p.m.", "2018-03-14T14:00Z"),
        ("mute until Monday", "2018-03-19T08:00Z"),
        ("mute 2 months", "2018-05-14T09:00Z"),
        ("mute 2 weeks", "2018-03-28T09:00Z"),
        ("mute for an hour and a half", "2018-03-14T11:30Z"),
        ("mute until tomorrow at 15h", "2018-03-15T14:00Z"),
    ],
)
def test_muting(bare: Services, line: str, until: str) -> None:
    (effect,) = ask(bare, line).effects
    assert isinstance(effect, Mute)
    assert (effect.target, effect.until) == ("U2", moment(until))


def test_muting_a_place_that_is_named_last(bare: Services) -> None:
    (effect,) = ask(bare, "mute 2 weeks here").effects
    assert isinstance(effect, Mute)
    assert effect.target == "C1"


def test_muting_asks_back(bare: Services) -> None:
    answer = ask(bare, "mute until 03/04")
    assert answer.effects == ()
    (effect,) = ask(bare, answer.choices[0].command).effects
    assert isinstance(effect, Mute)
    assert effect.until == moment("2018-04-03T07:00Z")
