"""The life of a reminder through the front door: set, sent, asked about, snoozed, done."""

from __future__ import annotations

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
    assert "At the venue: 15:00, Europe/Zurich" in text
    _, _, stances = text.partition("Who stands where")
    assert "Support: " in stances
    for topic in compact.topics:
        assert topic in stances.partition("Set by")[0]
    assert "Set by <@U1>" in text
    # A topic's button answers whoever presses it, beside the reminder.
    labels = [e["text"]["text"] for e in sent["blocks"][-1]["elements"]]
    assert labels[:3] == ["Snooze 1h", "Tomorrow 9:00", "Done"]
    assert "Who" not in await compact.press("Snooze 1h", sent)
    compact.clock.moment += timedelta(hours=1)
    again = await compact.wait_for(2)
    assert "Reminder: Session soon" in message_text_of(again)
    told = await compact.press("Tomorrow 9:00", again)
    assert told == "It comes again on 2 March 2018, 09:00 (Etc/UTC)."
    assert await compact.press("Done", again) == "Done; nothing more comes of this one."
    compact.clock.moment += timedelta(days=2)
    listed = await compact.say("reminders")
    assert "every session, 1 hour before" in listed
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
    assert "Stances are towards" in answer
    assert message_text_of(compact.messages()[0]) == before


async def test_the_form_sets_what_its_fields_say(compact: Served) -> None:
    reply = await compact.slack.slash(compact.url, text="remind form")
    assert reply.status == 200
    (view,) = compact.slack.views.values()
    state = {
        "what": {"what": {"value": "all sessions"}},
        "leads": {"leads": {"value": "1h"}},
        "place": {"place": {"selected_conversation": "C1"}},
    }
    filled = {**view, "state": {"values": state}}
    payload = {"type": "view_submission", "view": filled, "user": {"id": "U1"}}
    answer = await compact.slack.send_payload(compact.url, payload)
    assert answer.faults == []
    assert "Reminder set in #general" in message_text_of(answer.json()["view"])
    wrong = {**view, "state": {"values": {"what": {"what": {"value": "xyzzy"}}}}}
    payload = {"type": "view_submission", "view": wrong, "user": {"id": "U1"}}
    answer = await compact.slack.send_payload(compact.url, payload)
    assert "xyzzy" in message_text_of(answer.json().get("view") or {"text": str(answer.json())})


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
