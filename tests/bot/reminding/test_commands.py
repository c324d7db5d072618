"""What people type about reminders, and what comes of it, through the store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.funnel import respond_keeping
from bot.reminding.keeper import StoreKeeper
from bot.reminding.posting import Posting
from bot.slack.directory import Directory
from handlers.answers.answer import Answer, Appointment, Choice, Line
from handlers.reminders.model import Limits
from handlers.request import Services
from tests.bot.reminding.stage import Stage, staged
from tests.conftest import FakeClock, ask_text
from tests.fake_slack import FakeChannel

# A Thursday, before the thematic sessions of 2017.
MOMENT = datetime(2017, 6, 1, 10, tzinfo=UTC)


@dataclass
class Desk:
    """Somebody who asks, with a store behind."""

    stage: Stage
    services: Services
    limits: Limits = field(default_factory=Limits)

    async def ask(self, line: str, user: str = "U2", channel: str = "C1") -> Answer:
        posting = self.stage.scheduler.posting
        assert isinstance(posting, Posting)
        keeper = StoreKeeper(
            self.stage.store,
            Directory(posting.client, self.stage.time.monotonic),
            self.services.clock,
            self.limits,
            self.stage.scheduler.planner,
            lambda: None,
        )
        outcome = await respond_keeping(
            line, self.services, lambda answer: answer, keeper, user=user, channel=channel
        )
        assert outcome.status != "fault", line
        return outcome.drawn

    async def kept(self) -> list[tuple[str, str, str, str, str]]:
        """List target, kind, value, leads and note of what is kept."""
        return [
            (s.target, s.kind, s.value, ",".join(map(str, s.leads)), s.note)
            for s in await self.stage.store.subscriptions.active()
        ]


@pytest.fixture
async def desk(bare: Services, tmp_path: Path) -> AsyncIterator[Desk]:
    services = replace(bare, clock=FakeClock(MOMENT))
    async with staged(f"sqlite:///{tmp_path}/store.sqlite", services) as stage:
        stage.time.moment = MOMENT
        stage.slack.channels["C1"].members.add("U2")
        stage.slack.channels["C2"] = FakeChannel("gcm", {"UBOT", "U1"})
        stage.slack.channels["C3"] = FakeChannel("elsewhere", {"U1", "U2"})
        yield Desk(stage, services)


def lines(answer: Answer) -> list[tuple[str, str]]:
    return [
        (item.label, item.text)
        for section in answer.sections
        for item in section.items
        if isinstance(item, Line)
    ]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (
            "remind me of third thematic session 1 week before",
            ("U2", "event", "third-thematic-session", "1w", ""),
        ),
        ("remind me third thematic session 2 days before", None),
        ("remind here of all sessions 2d,1h before", ("C1", "kind", "session", "2d,1h", "")),
        ("remind of sessions 2d and 1h before", ("U2", "kind", "session", "2d,1h", "")),
        ("remind me of everything a day before", ("U2", "all", "", "1d", "")),
        ("remind me of capacity-building", ("U2", "topic", "capacity-building", "1d", "")),
        (
            "remind here of next thematic session",
            ("C1", "event", "third-thematic-session", "1d", ""),
        ),
        ("remind me in 2 hours call Geneva", ("U2", "note", "", "", "call Geneva")),
        ("remind me to call Geneva tomorrow at 9am", ("U2", "note", "", "", "call Geneva")),
        (
            "remind here on 12 March 2018 15:00 circulate the draft",
            ("C1", "note", "", "", "circulate the draft"),
        ),
    ],
)
async def test_a_wish_in_words(
    desk: Desk, line: str, kept: tuple[str, str, str, str, str] | None
) -> None:
    await desk.ask(line)
    expected = kept or ("U2", "event", "third-thematic-session", "2d", "")
    assert await desk.kept() == [expected]


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("remind me in 2 hours call", "2017-06-01T12:00:00+00:00"),
        ("remind me in 90 minutes call", "2017-06-01T11:30:00+00:00"),
        # The person is in Amsterdam, two hours ahead of UTC in summer.
        ("remind me tomorrow 9:00 call", "2017-06-02T07:00:00+00:00"),
        ("remind me on friday call", "2017-06-02T07:00:00+00:00"),
        ("remind me call on 12 March 2018 15:00", "2018-03-12T14:00:00+00:00"),
        ("remind me on 2017-12-24 call", "2017-12-24T08:00:00+00:00"),
        ("remind me at 15:00 call", "2017-06-01T13:00:00+00:00"),
        # The clocks go back on 29 October: the day has 25 hours.
        ("remind me in 151 days call", "2017-10-30T11:00:00+00:00"),
    ],
)
async def test_when_a_note_is_due(desk: Desk, line: str, due: str) -> None:
    await desk.ask(line)
    (subscription,) = await desk.stage.store.subscriptions.active()
    assert subscription.wall is not None
    assert subscription.zone == "Europe/Amsterdam"
    assert subscription.wall.instant.isoformat() == due


async def test_the_answer_shows_the_persons_time_and_the_venues_date(desk: Desk) -> None:
    answer = await desk.ask("remind me of third thematic session 2d,1h before")
    assert answer.title == "Reminder set for you"
    day = "19–20 June 2017, time of day not on record"
    session = f"Third informal thematic session ({day})"
    assert lines(answer) == [
        (
            "Saturday 17 June 2017, 09:00",
            f"Europe/Amsterdam · {session}",
        ),
        (
            "Monday 19 June 2017, 08:00",
            f"Europe/Amsterdam · {session}",
        ),
    ]


async def test_an_event_known_to_the_month_is_announced_once(desk: Desk) -> None:
    answer = await desk.ask("remind me of fifth thematic session 2d,1h before")
    ((due, text),) = lines(answer)
    assert due == "Friday 1 September 2017, 09:00"
    assert "date not fixed" in text


async def test_asked_twice_it_is_set_once(desk: Desk) -> None:
    first = await desk.ask("remind here of all sessions")
    again = await desk.ask("remind here of all sessions", user="U1")
    assert first.title == "Reminder set in #general"
    assert again.title == "That reminder is there already in #general"
    assert len(await desk.kept()) == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("remind #elsewhere of all sessions", "Compact is not in #elsewhere."),
        ("remind #gcm of all sessions", "You are not in #gcm."),
        ("remind <#C3|elsewhere> of all sessions", "Compact is not in #elsewhere."),
        ("remind me of xyzzy", "Nothing on record is called “xyzzy”."),
        ("remind me of New York Declaration", "is over"),
        ("remind me on 12 March 2016 15:00 call", "has passed"),
        ("remind me call", "When, and of what?"),
        ("remind me in 2 hours", "What is the reminder to say?"),
        ("remind me of all sessions 900d before", "none more than a year before"),
        ("remind cancel", "There is nothing to cancel."),
        ("remind cancel ABCDE", "There is no reminder with the code ABCDE."),
        ("remind resume", "There is nothing to resume."),
        ("mute", "For how long?"),
        ("mute until 12 March 2016", "has passed"),
    ],
)
async def test_a_plain_refusal(desk: Desk, line: str, told: str) -> None:
    answer = await desk.ask(line)
    assert told in f"{answer.title} {answer.lead}"
    assert await desk.kept() == []


async def test_a_member_names_a_channel_and_others_of_it_can_end_that(desk: Desk) -> None:
    assert (await desk.ask("remind #gcm of all", user="U1")).title == "Reminder set in #gcm"
    (subscription,) = await desk.stage.store.subscriptions.active()
    stranger = await desk.ask(f"remind cancel {subscription.id}", user="U2")
    assert "Only the person who set it" in stranger.title
    desk.stage.slack.channels["C2"].members.add("U2")
    ended = await desk.ask(f"remind cancel {subscription.id}", user="U2")
    assert ended.title == "Cancelled: every event, 1 day before"
    assert await desk.kept() == []


async def test_nobody_ends_anothers_own_reminder(desk: Desk) -> None:
    await desk.ask("remind me of all", user="U1")
    (subscription,) = await desk.stage.store.subscriptions.active()
    await desk.ask(f"remind cancel {subscription.id}", user="U2")
    assert len(await desk.kept()) == 1
    await desk.ask("remind cancel", user="U1")
    assert await desk.kept() == []


async def test_limits_for_persons_and_channels(desk: Desk) -> None:
    desk.limits = Limits(person=2, channel=1)
    await desk.ask("remind here of all sessions")
    channel = await desk.ask("remind here of everything", user="U1")
    assert channel.title.startswith("#general has 1 reminders, and 1 is the most")
    await desk.ask("remind me in 2 hours call")
    person = await desk.ask("remind me in 3 hours call")
    assert person.title.startswith("You have 2 reminders, and 2 is the most")


async def test_muting_oneself_and_a_channel(desk: Desk) -> None:
    muted = await desk.ask("mute 2 weeks")
    assert (
        muted.title == "No reminders for you until Thursday 15 June 2017, 12:00 (Europe/Amsterdam)."
    )
    await desk.ask("mute here 3 days")
    mutes = await desk.stage.store.subscriptions.mutes(["U2", "C1"], MOMENT)
    assert sorted(m.target for m in mutes) == ["C1", "U2"]
    await desk.ask("mute here off")
    await desk.ask("unmute")
    assert await desk.stage.store.subscriptions.mutes(["U2", "C1"], MOMENT) == []


async def test_what_names_no_event_has_ways_out(desk: Desk) -> None:
    answer = await desk.ask("remind me of flurb")
    assert answer.lead == "Nothing on record is called “flurb”."
    assert answer.choices == (
        Choice("What comes next", "next"),
        Choice("Use a form", "remind form"),
    )


async def test_the_list_shows_what_is_planned_and_by_whom(desk: Desk) -> None:
    assert "Nothing is planned" in (await desk.ask("reminders")).lead
    await desk.ask("remind me in 2 hours call Geneva")
    await desk.ask("remind here of all sessions 2d before", user="U1")
    answer = await desk.ask("reminders")
    assert answer.title == "Your reminders (1)"
    assert [section.title for section in answer.sections] == [
        "",
        "In this channel, set by others (1)",
    ]
    (own,), (other,) = (section.items for section in answer.sections)
    codes = {s.owner: s.id for s in await desk.stage.store.subscriptions.active()}
    assert own == Appointment(
        what="Call Geneva",
        when="Thursday 1 June 2017, 14:00 (Europe/Amsterdam)",
        instant=1496318400,
        choice=Choice("Cancel", f"remind cancel {codes['U2']}"),
    )
    assert other == Appointment(
        what="Every session",
        where="this channel",
        how="2 days before",
        when="Saturday 17 June 2017, 09:00 (Europe/Amsterdam)",
        instant=1497682800,
        choice=Choice("Cancel", f"remind cancel {codes['U1']}"),
    )


async def test_what_was_sent_is_not_planned_any_more_and_does_not_count(desk: Desk) -> None:
    desk.limits = Limits(person=1)
    await desk.ask("remind me in 1 minute call")
    assert (await desk.ask("remind me in 2 minutes call again")).title.startswith("You have 1")
    clock = desk.services.clock
    assert isinstance(clock, FakeClock)
    clock.moment += timedelta(minutes=2)
    assert "Nothing is planned" in (await desk.ask("reminders")).lead
    assert (await desk.ask("remind me in 1 minute call")).title == "Reminder set for you"


def test_a_terminal_says_that_nothing_is_kept(bare: Services) -> None:
    for line in ("remind me in 2 hours call", "reminders", "mute 2 weeks"):
        assert ask_text(bare, line).startswith(
            "Reminders are kept only where Compact runs in Slack."
        )
