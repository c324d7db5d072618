"""Sending: once, in time, never silently not; driven by a clock of the test's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest

from handlers.reminders.model import MutedUntil, Wall
from handlers.request import Services
from tests.bot.reminding.stage import Stage, make_event, staged, with_events
from tests.fake_slack import FakeChannel

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Noon of 1 March 2018 UTC is 13:00 in Zurich; this begins two hours later.
Bring = Callable[[Stage, Services], None]
SOON = make_event("soon", "2018-03-01", time="15:00", zone="Europe/Zurich")


@pytest.fixture
async def stage(database: str, bare: Services) -> AsyncIterator[Stage]:
    async with staged(database, with_events(bare, SOON)) as ready:
        yield ready


async def test_a_reminder_is_sent_once_when_it_is_due(stage: Stage) -> None:
    await stage.subscribe()
    await stage.tick(HOUR - SECOND)
    assert stage.texts() == []
    await stage.tick(SECOND)
    (text,) = stage.texts()
    assert text.startswith("In 1 hour: Session soon")
    await stage.run(HOUR)
    assert len(stage.texts()) == 1
    (row,) = await stage.rows()
    message = stage.slack.channels["C1"].messages[-1]
    assert (row.state, row.channel, row.ts) == ("sent", "C1", message["ts"])
    assert message["metadata"] == {
        "event_type": "compact_delivery",
        "event_payload": {"delivery": row.id},
    }


async def test_a_person_gets_it_in_a_direct_message(stage: Stage) -> None:
    await stage.subscribe(target="U1")
    await stage.tick(HOUR)
    assert len(stage.texts("DU1")) == 1


async def test_a_reply_that_was_lost_is_settled_by_the_history(stage: Stage) -> None:
    await stage.subscribe()
    stage.slack.drop_reply_next("chat.postMessage")
    await stage.tick(HOUR)
    assert await stage.states() == ["claimed"]
    await stage.run(MINUTE)
    assert await stage.states() == ["sent"]
    assert len(stage.texts()) == 1


async def test_a_post_that_failed_inside_slack_is_read_for_and_sent_again(stage: Stage) -> None:
    await stage.subscribe()
    stage.slack.fail_next("chat.postMessage", "internal_error", 500)
    await stage.tick(HOUR)
    assert stage.texts() == []
    await stage.run(MINUTE)
    assert await stage.states() == ["sent"]
    assert len(stage.texts()) == 1
    methods = [call.method for call in stage.slack.calls]
    assert methods == ["chat.postMessage", "conversations.history", "chat.postMessage"]


async def test_a_pause_that_slack_asks_for_is_kept_for_all(stage: Stage) -> None:
    stage.slack.channels["C2"] = FakeChannel("two", {"UBOT", "U1"})
    await stage.subscribe()
    await stage.subscribe(id="BBBBB", target="C2")
    stage.slack.rate_limit_next("chat.postMessage", 30, times=2)
    await stage.tick(HOUR)
    asked = len(stage.slack.calls)
    await stage.tick(29 * SECOND)
    assert len(stage.slack.calls) == asked
    await stage.tick(2 * SECOND)
    assert await stage.states() == ["sent", "sent"]
    assert "conversations.history" not in {call.method for call in stage.slack.calls}


async def test_one_message_a_second_in_a_channel(stage: Stage) -> None:
    for number, code in enumerate(("AAAAA", "BBBBB", "CCCCC")):
        await stage.subscribe(id=code, kind="note", note=f"note {number}", wall=_wall(stage))
    await stage.tick(HOUR)
    assert len(stage.texts()) == 1
    await stage.tick(SECOND / 2)
    assert len(stage.texts()) == 1
    await stage.tick(SECOND / 2)
    assert len(stage.texts()) == 2


def _wall(stage: Stage) -> Wall:
    return Wall.at(stage.time.now() + HOUR, "Europe/Zurich")


async def test_what_cannot_be_decided_is_told_and_not_sent_twice(stage: Stage) -> None:
    await stage.subscribe()
    stage.slack.drop_reply_next("chat.postMessage")
    stage.slack.fail_next("conversations.history", "missing_scope", times=9)
    await stage.tick(HOUR)
    await stage.run(MINUTE)
    assert await stage.states() == ["ambiguous"]
    assert len(stage.texts()) == 1
    (told,) = stage.texts("DU1")
    assert "may or may not have been posted" in told


async def test_after_an_outage_it_is_sent_late_with_a_word_on_why(stage: Stage) -> None:
    await stage.subscribe()
    await stage.tick()
    stage.set_services(stage.services)
    await stage.tick(HOUR + 50 * MINUTE)
    (row,) = await stage.rows()
    assert row.state == "late"
    assert "Late: this was due on 1 March 2018, 13:00 UTC" in stage.texts()[0]
    assert "Compact was not running then" in stage.texts()[0]


async def test_after_the_event_it_is_told_as_missed_once_for_all(stage: Stage) -> None:
    await stage.subscribe()
    await stage.subscribe(id="BBBBB", target="U1")
    await stage.tick()
    stage.set_services(stage.services)
    await stage.tick(3 * DAY)
    await stage.run(MINUTE)
    assert await stage.states() == ["expired", "expired"]
    assert stage.texts() == []
    (told,) = stage.texts("DU1")
    assert told.startswith("2 reminders that you set were not sent.")


@pytest.mark.parametrize(
    ("break_it", "why"),
    [
        (lambda c: setattr(c, "is_archived", True), "The channel is archived"),
        (lambda c: c.members.discard("UBOT"), "Compact is not in the channel"),
    ],
)
async def test_a_channel_that_takes_nothing_pauses_it_and_the_setter_is_told(
    stage: Stage, break_it: Callable[[FakeChannel], None], why: str
) -> None:
    await stage.subscribe()
    break_it(stage.slack.channels["C1"])
    await stage.tick(HOUR)
    await stage.run(MINUTE)
    assert await stage.states() == ["failed"]
    (subscription,) = await stage.store.subscriptions.active()
    assert subscription.paused
    (told,) = stage.texts("DU1")
    assert why in told
    assert "remind resume AAAAA" in told


async def test_a_deactivated_person_gets_nothing_and_nothing_is_tried_for_ever(
    stage: Stage,
) -> None:
    stage.slack.users["U1"].deleted = True
    await stage.subscribe(target="U1")
    await stage.tick(HOUR)
    await stage.run(HOUR, MINUTE)
    assert await stage.states() == ["failed"]
    assert await stage.states("notice") == ["failed"]


async def test_a_revoked_token_is_told_as_soon_as_there_is_a_good_one(stage: Stage) -> None:
    await stage.subscribe()
    stage.slack.fail_next("chat.postMessage", "token_revoked", times=1)
    stage.slack.fail_next("conversations.open", "token_revoked", times=2)
    await stage.tick(HOUR)
    await stage.run(20 * MINUTE, MINUTE)
    assert await stage.states() == ["failed"]
    assert "Slack no longer takes Compact’s token" in stage.texts("DU1")[0]


@pytest.mark.parametrize("bring", [Stage.set_services, Stage.swap_services])
async def test_a_moved_event_is_planned_anew_and_corrected_in_the_thread(
    stage: Stage, bare: Services, bring: Bring
) -> None:
    await stage.subscribe()
    await stage.tick(HOUR)
    moved = make_event("soon", "2018-03-02", time="10:00", zone="Europe/Zurich")
    bring(stage, with_events(bare, moved))
    await stage.tick(MINUTE)
    await stage.tick(MINUTE)
    first, correction = stage.slack.channels["C1"].messages
    assert correction["thread_ts"] == first["ts"]
    assert correction["text"].startswith(
        "Session soon has moved: it is now 2 March 2018, 10:00 (Europe/Zurich). "
        "It was 1 March 2018, 15:00 (Europe/Zurich)."
    )
    await stage.run(DAY, HOUR / 4)
    assert await stage.states() == ["sent", "sent"]
    assert len(stage.texts()) == 3


@pytest.mark.parametrize("bring", [Stage.set_services, Stage.swap_services])
async def test_an_event_that_is_gone_is_said_to_be(
    stage: Stage, bare: Services, bring: Bring
) -> None:
    await stage.subscribe()
    await stage.subscribe(id="BBBBB", target="U2", owner="U2", leads=())
    await stage.tick(HOUR)
    bring(stage, with_events(bare))
    await stage.tick(MINUTE)
    await stage.tick(MINUTE)
    assert stage.texts()[1].startswith("Session soon is cancelled")


@pytest.mark.parametrize("bring", [Stage.set_services, Stage.swap_services])
async def test_an_event_that_goes_before_its_reminder_is_said_to_be_gone(
    stage: Stage, bare: Services, bring: Bring
) -> None:
    await stage.subscribe()
    await stage.tick()
    bring(stage, with_events(bare))
    await stage.run(2 * HOUR, MINUTE)
    assert await stage.states() == ["cancelled"]
    (text,) = stage.texts()
    assert text.startswith("Session soon is cancelled")


async def test_two_schedulers_share_and_never_double(stage: Stage) -> None:
    for number in range(20):
        stage.slack.channels[f"C{number}x"] = FakeChannel(f"c{number}", {"UBOT", "U1"})
        await stage.subscribe(id=f"AAA{number:02}", target=f"C{number}x")
    other = stage.make_scheduler(name="two")
    await stage.tick()
    stage.time.advance(HOUR)
    now = stage.time.now()
    await asyncio.gather(stage.scheduler.tick(now), other.tick(now), stage.scheduler.tick(now))
    assert await stage.states() == ["sent"] * 20
    assert len(stage.slack.posted) == 20


@pytest.mark.parametrize("jump", [HOUR, -HOUR, 3 * DAY, -3 * DAY])
async def test_a_clock_that_is_set_does_not_steal_a_claim(stage: Stage, jump: timedelta) -> None:
    await stage.subscribe()
    stage.slack.drop_reply_next("chat.postMessage")
    await stage.tick(HOUR)
    stage.time.jump(jump)
    await stage.make_scheduler(name="two").tick(stage.time.now())
    assert await stage.states() == ["claimed"]
    await stage.run(MINUTE)
    assert await stage.states() in (["sent"], ["late"])
    assert len(stage.texts()) == 1


async def test_a_muted_place_gets_nothing(stage: Stage) -> None:
    await stage.subscribe()
    await stage.store.subscriptions.mute(MutedUntil("C1", stage.time.now() + 2 * HOUR, "U1"))
    await stage.tick(HOUR)
    assert await stage.states() == ["cancelled"]
    assert stage.texts() == []
