"""The life of a reminder through the front door: set, sent, asked about, snoozed, done."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import running
from bot.config import Settings
from bot.front.http import PATH
from bot.store import Store, open_store
from handlers.request import Services
from tests.bot.reminding.stage import make_event, with_events
from tests.conftest import FakeClock
from tests.fake_slack import FakeSlack, message_text_of

MOMENT = datetime(2018, 3, 1, 12, tzinfo=UTC)


@dataclass
class Served:
    slack: FakeSlack
    url: str
    clock: FakeClock
    store: Store
    topics: tuple[str, ...]

    def messages(self, channel: str = "C1") -> list[dict[str, Any]]:
        return [m for m in self.slack.channels[channel].messages if m["user"] == "UBOT"]

    async def wait_for(self, count: int, channel: str = "C1") -> dict[str, Any]:
        await self.slack.wait_until(
            lambda: channel in self.slack.channels and len(self.messages(channel)) >= count, 10
        )
        return self.messages(channel)[count - 1]

    async def say(self, text: str) -> str:
        reply = await self.slack.slash(self.url, text=text)
        assert reply.status == 200
        assert reply.faults == []
        return message_text_of(reply.json())

    async def press(self, label: str, message: dict[str, Any], user: str = "U1") -> str:
        rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
        chosen = next(b for row in rows for b in row if b["text"]["text"] == label)
        reply = await self.slack.click(self.url, chosen, message=message, user=user)
        assert reply.status == 200
        return message_text_of(await self.slack.next_response())


@pytest.fixture
async def compact(bare: Services, tmp_path: Path) -> AsyncIterator[Served]:
    clock = FakeClock(MOMENT)
    soon = make_event(
        "soon", "2018-03-01", time="15:00", zone="Europe/Zurich", place="Geneva"
    ).model_copy(update={"topics": bare.knowledge.events["session-2"].topics})
    services = replace(with_events(bare, soon, only=False), clock=clock)
    url = f"sqlite:///{tmp_path}/store.sqlite"
    async with FakeSlack() as slack:
        slack.scopes += ["channels:history", "channels:read", "im:history", "im:write"]
        slack.scopes += ["users:read"]
        settings = Settings(
            mode="http",
            bot_token=slack.bot_token,
            signing_secret=slack.signing_secret,
            api_url=slack.api_url,
            port=0,
            store=url,
        )
        async with running(settings, services) as bot, open_store(url) as store:
            names = tuple(bare.knowledge.topics[key].brief for key in soon.topics)
            yield Served(slack, f"http://127.0.0.1:{bot.port}{PATH}", clock, store, names)


async def test_a_reminders_life(compact: Served) -> None:
    set_to = await compact.say("remind here of all sessions 1h before")
    assert "Reminder set in #general" in set_to
    assert "Session soon (1 March 2018, 15:00 Europe/Zurich)" in set_to
    compact.clock.moment += timedelta(hours=1)
    sent = await compact.wait_for(1)
    text = message_text_of(sent)
    assert "In 1 hour: Session soon" in text
    assert "<!date^1519912800^" in text
    assert "15:00 at the venue, Europe/Zurich · Geneva" in text
    stances, _, setter = text.partition("Set by")
    assert "🟢 *Supports" in stances
    for topic in compact.topics[:3]:
        assert topic in stances
    assert setter.startswith(" <@U1>\n")
    # A topic's button answers whoever presses it, beside the reminder.
    labels = [e["text"]["text"] for e in sent["blocks"][-1]["elements"]]
    assert labels[:3] == ["Done", "Snooze 1 h", "Tomorrow 9:00"]
    assert labels[-1] == "Stop these"
    assert "Who" not in await compact.press("Snooze 1 h", sent)
    compact.clock.moment += timedelta(hours=1)
    again = await compact.wait_for(2)
    assert "Reminder: Session soon" in message_text_of(again)
    told = await compact.press("Tomorrow 9:00", again)
    assert told == "It comes again on Friday 2 March 2018, 09:00 (Etc/UTC)."
    assert await compact.press("Done", again) == "Done; nothing more comes of this one."
    compact.clock.moment += timedelta(days=2)
    listed = await compact.say("reminders")
    assert re.search(r"\*Every session\*\n<!date\^[^>]*> · 1 hour before · this channel", listed)
    assert "Session soon" in listed
    assert len(compact.messages()) == 2
    rows = [row for row in await compact.store.ledger.all() if row.event == "soon"]
    assert sorted(row.state for row in rows) == ["cancelled", "sent", "sent"]


async def test_a_topic_is_answered_beside_the_reminder(compact: Served) -> None:
    await compact.say("remind here of session soon 1h before")
    await compact.say("remind here of all sessions 1h before")
    compact.clock.moment += timedelta(hours=1)
    sent = await compact.wait_for(1)
    label = sent["blocks"][-1]["elements"][3]["text"]["text"]
    before = message_text_of(compact.messages()[0])
    answer = await compact.press(label, sent)
    assert "Supports" in answer
    assert message_text_of(compact.messages()[0]) == before


async def submit(compact: Served, **fields: str) -> dict[str, Any]:
    """Fill in the form and send it."""
    if not compact.slack.views:
        await compact.slack.slash(compact.url, text="remind form")
    view = next(iter(compact.slack.views.values()))
    keys = {
        "what": "value",
        "leads": "value",
        "place": "selected_conversation",
        "day": "selected_date",
        "clock": "selected_time",
    }
    state = {name: {name: {keys[name]: value}} for name, value in fields.items()}
    filled = {**view, "state": {"values": state}}
    payload = {"type": "view_submission", "view": filled, "user": {"id": "U1"}}
    answer = await compact.slack.send_payload(compact.url, payload)
    assert answer.faults == []
    told: dict[str, Any] = answer.json()
    return told


async def test_the_form_sets_what_its_fields_say(compact: Served) -> None:
    told = await submit(compact, what="all sessions", leads="1h", place="C1")
    assert "Reminder set in #general" in message_text_of(told["view"])
    told = await submit(compact, what="all sessions", leads="1h", place="C1")
    assert "That reminder is there already" in message_text_of(told["view"])
    told = await submit(compact, what="call at 9:00", day="2018-03-02", clock="10:30")
    assert "“call at 9:00”" in message_text_of(told["view"]).lower()


@pytest.mark.parametrize(
    ("fields", "field", "error"),
    [
        ({"what": "xyzzy"}, "what", "Nothing on record is called “xyzzy”."),
        ({"what": "all sessions", "leads": "soon"}, "leads", "Write it like this: 2d, 1h"),
        ({"what": "all sessions", "leads": "1 month"}, "leads", "days or weeks"),
        ({"what": "call", "leads": "1h", "day": "2018-03-02"}, "leads", "is for events"),
        ({"what": "call", "day": "2018-02-02", "clock": "10:00"}, "day", "has passed"),
        ({"what": "call", "clock": "10:00"}, "clock", "has passed"),
        ({"what": "all sessions", "place": "C9"}, "place", "Compact is not in"),
        ({"what": "call on 03/04"}, "what", "Sun 4 Mar 2018, 09:00 or Tue 3 Apr"),
    ],
)
async def test_the_form_keeps_what_was_typed_and_shows_the_fault_at_its_field(
    compact: Served, fields: dict[str, str], field: str, error: str
) -> None:
    told = await submit(compact, **fields)
    assert told["response_action"] == "errors"
    assert list(told["errors"]) == [field]
    assert error in told["errors"][field]


@pytest.mark.parametrize("status", [500, 404, 200])
@pytest.mark.parametrize("method", ["conversations.info", "users.conversations"])
async def test_a_fault_of_slack_is_told_as_slacks(
    compact: Served, method: str, status: int
) -> None:
    compact.slack.fail_next(method, "internal_error", status, times=5)
    compact.slack.channels["C1"].name = "general"
    where = "#general" if method == "users.conversations" else "here"
    told = await compact.say(f"remind {where} of all sessions")
    assert "Slack does not answer about" in told
    assert "Compact is not in" not in told


async def test_a_time_of_day_is_not_guessed_where_slack_does_not_tell_the_zone(
    compact: Served,
) -> None:
    compact.slack.fail_next("users.info", "internal_error", 500, times=20)
    assert "Slack does not tell your time zone" in await compact.say("remind me at 15:00 call")
    assert "Reminder set for you" in await compact.say("remind me at 15:00 UTC call")
    assert "Reminder set for you" in await compact.say("remind me in 2 hours call")


async def test_a_mention_reminds_nobody_else(compact: Served) -> None:
    text = "<@UBOT> remind <@U2> in 2 hours call Geneva"
    asked = compact.slack.add_message("C1", "U1", text=text)
    await compact.slack.event(compact.url, {**asked, "type": "app_mention", "channel": "C1"})
    told = message_text_of(await compact.wait_for(1))
    assert "Compact reminds you or a channel, not somebody else." in told
    assert await compact.store.subscriptions.active() == []


async def test_a_channel_is_looked_up_by_its_name_of_now(compact: Served) -> None:
    compact.slack.channels["C1"].name = "Talks"
    assert "Reminder set in #Talks" in await compact.say("remind #TALKS tomorrow 10:00 call")
    compact.slack.channels["C1"].name = "gone"
    assert "Compact is not in #talks" in await compact.say("remind #talks tomorrow 11:00 call")


async def test_a_button_of_a_reminder_that_is_gone_says_so(compact: Served) -> None:
    button = {
        "type": "button",
        "text": {"type": "plain_text", "text": "Done"},
        "action_id": "reminder:done",
        "value": "nothing",
    }
    message = compact.slack.add_message(
        "C1", "UBOT", text="old", blocks=[{"type": "actions", "elements": [button]}]
    )
    assert "not kept any more" in await compact.press("Done", message)
