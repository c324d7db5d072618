"""What arrives twice is done once, whichever replica it reaches."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.app import running
from bot.config import Settings
from bot.front.http import PATH
from bot.store import Store, open_store
from handlers.request import Services
from tests.bot.listeners.conftest import button
from tests.conftest import FakeClock
from tests.fake_slack import FakeSlack, message_text_of

FORM = "application/x-www-form-urlencoded"
DONE = "That has been done already."


@dataclass
class Replicas:
    """Two of them, with one store."""

    slack: FakeSlack
    urls: list[str]
    store: Store
    clock: FakeClock


@pytest.fixture
async def replicas(bare: Services, tmp_path: Path) -> AsyncIterator[Replicas]:
    url = f"sqlite:///{tmp_path}/store.sqlite"
    clock = FakeClock(datetime(2018, 3, 1, 12, tzinfo=UTC))
    services = replace(bare, clock=clock)
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(FakeSlack())
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
        bots = [await stack.enter_async_context(running(settings, services)) for _ in range(2)]
        store = await stack.enter_async_context(open_store(url))
        yield Replicas(slack, [f"http://127.0.0.1:{bot.port}{PATH}" for bot in bots], store, clock)


async def test_the_same_command_sets_one_reminder(replicas: Replicas) -> None:
    slack = replicas.slack
    body = urlencode(slack.slash_payload("remind me in 1 minute call Geneva"))
    stamp = int(slack.now())
    told = []
    for url in (*replicas.urls, replicas.urls[0]):
        reply = await slack._send(url, "slash_commands", body, FORM, None, stamp)
        told.append(message_text_of(reply.json()))
        replicas.clock.moment += timedelta(seconds=5)
    assert "Reminder set" in told[0]
    assert told[1].startswith(DONE)
    assert told[2].startswith(DONE)
    assert len(await replicas.store.subscriptions.active()) == 1
    # Typed anew, it is another one.
    again = await slack.slash(replicas.urls[1], text="remind me in 2 minutes call Geneva")
    assert "Reminder set" in message_text_of(again.json())
    assert len(await replicas.store.subscriptions.active()) == 2


async def test_the_same_form_sets_one_reminder(replicas: Replicas) -> None:
    slack = replicas.slack
    await slack.slash(replicas.urls[0], text="remind form")
    (view,) = slack.views.values()
    values: dict[str, Any] = {
        "what": {"what": {"value": "call Geneva"}},
        "day": {"day": {"selected_date": "2018-03-02"}},
        "clock": {"clock": {"selected_time": "10:30"}},
    }
    payload = slack._complete(
        {"type": "view_submission", "view": {**view, "state": {"values": values}}}
    )
    for url in (*replicas.urls, *replicas.urls):
        assert (await slack.send_payload(url, payload)).status == 200
    assert len(await replicas.store.subscriptions.active()) == 1


async def test_the_same_click_shares_once(replicas: Replicas) -> None:
    slack = replicas.slack
    answer = (await slack.slash(replicas.urls[0], text="next")).json()
    payload = slack.click_payload(button(answer, "Share in channel"), ephemeral=True)
    for url in (*replicas.urls, *replicas.urls):
        assert (await slack.send_payload(url, payload)).status == 200
    await slack.next_response()
    await slack.next_response()  # that it has been shared
    shared = [each for each in slack.responses if each.get("response_type") == "in_channel"]
    assert len(shared) == 1
