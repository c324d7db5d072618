"""Socket Mode through refreshes and outages: it comes back by itself, and answers once."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.app import running
from bot.errors import SlackRefused
from bot.slack.sockets import Pace
from handlers.request import Services
from tests.fake_slack import FakeSlack, message_text_of
from tests.serving import log, settings_over_socket

__all__ = ["log"]

PACE = Pace(ping=0.2, limit=5.0, waits=(0.05, 0.1), patience=0.5, overlap=1.0, finish=1.0)


@asynccontextmanager
async def connected(services: Services, pace: Pace = PACE) -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack, running(settings_over_socket(slack), services, pace):
        await slack.wait_connected(count=2)
        yield slack
        assert slack.socket_faults == []


async def answered(slack: FakeSlack) -> bool:
    reply = await slack.socket_slash("term NYD")
    return "New York Declaration" in message_text_of(reply.payload or {})


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_refresh_loses_nothing(bare: Services, reason: str) -> None:
    async with connected(bare) as slack:
        await slack.disconnect_sockets(reason, close=False)
        # The old ones are still read, and the new ones already are.
        assert await answered(slack)
        await slack.wait_connected(count=4)
        assert [await answered(slack) for _ in range(4)] == [True] * 4
        await slack.wait_until(lambda: slack.connections == 2)
        assert [await answered(slack) for _ in range(2)] == [True] * 2
        urls = [call for call in slack.calls if call.method == "apps.connections.open"]
        assert len(urls) == len(slack.tickets_tried) == 4


async def test_one_connection_that_breaks_is_not_noticed(bare: Services) -> None:
    async with connected(bare) as slack:
        await slack.lose_envelope("hello", {})
        assert await answered(slack)
        await slack.wait_connected(count=2)


async def test_an_outage_that_outlasts_the_tickets(bare: Services, log: io.StringIO) -> None:
    async with connected(bare) as slack:
        slack.sockets_away = True
        slack.ticket_life = 0.2
        await slack.close_sockets()
        tried = len(slack.tickets_tried)
        await slack.wait_until(lambda: len(slack.tickets_tried) >= tried + 5)
        slack.sockets_away = False
        await slack.wait_connected(count=2)
        assert await answered(slack)
        assert len(set(slack.tickets_tried)) == len(slack.tickets_tried)
    assert "not connected (HTTP 503); trying again in 0.05 s" in log.getvalue()
    assert "connected again after" in log.getvalue()


async def test_connections_that_say_nothing_are_given_up(bare: Services, log: io.StringIO) -> None:
    async with connected(bare, replace(PACE, limit=0.3)) as slack:
        slack.sockets_silent = True
        # The dead ones are left, and who says no hello is no connection either.
        await slack.wait_until(lambda: len(slack.tickets_tried) >= 4)
        slack.sockets_silent = False
        await slack.wait_until(lambda: len(slack.tickets_tried) >= 6)
        assert await answered(slack)
    assert "the connection is dead (ServerTimeoutError)" in log.getvalue()


@pytest.mark.parametrize(
    ("status", "error"),
    [(500, "internal_error"), (503, "service_unavailable"), (200, "fatal_error")],
)
async def test_slack_gives_no_url_for_a_while(bare: Services, status: int, error: str) -> None:
    async with connected(bare) as slack:
        slack.fail_next("apps.connections.open", error, status, times=4)
        await slack.close_sockets()
        await slack.wait_connected(count=2)
        assert await answered(slack)


@pytest.mark.parametrize("content_type", ["text/html", "text/plain", "application/json"])
async def test_a_machine_before_slack_answers(bare: Services, content_type: str) -> None:
    async with connected(bare) as slack:
        slack.break_next("apps.connections.open", content_type, times=2)
        await slack.close_sockets()
        await slack.wait_connected(count=2)
        assert await answered(slack)


async def test_slack_asks_for_a_pause(bare: Services) -> None:
    async with connected(bare) as slack:
        slack.rate_limit_next("apps.connections.open", retry_after=1)
        began = asyncio.get_running_loop().time()
        await slack.close_sockets()
        await slack.wait_connected(count=2)
        assert asyncio.get_running_loop().time() - began >= 1
        assert await answered(slack)


@pytest.mark.parametrize("reason", ["link_disabled", "too_many_websockets"])
async def test_where_slack_takes_no_connection_it_waits(bare: Services, reason: str) -> None:
    async with connected(bare, replace(PACE, waits=(0.0, 0.5))) as slack:
        began = asyncio.get_running_loop().time()
        await slack.disconnect_sockets(reason)
        await slack.wait_connected(count=2)
        assert asyncio.get_running_loop().time() - began >= 0.5
        assert await answered(slack)


async def test_connections_that_do_not_last_are_not_pressed_for(
    bare: Services, log: io.StringIO
) -> None:
    async with connected(bare) as slack:
        for _ in range(6):
            await slack.close_sockets()
            await slack.wait_connected(count=2)
        assert await answered(slack)
    assert "Socket Mode: connections do not last; trying again in 0.1 s" in log.getvalue()


async def test_a_command_whose_connection_breaks_is_answered_all_the_same(bare: Services) -> None:
    async with connected(bare) as slack:
        await slack.lose_envelope("slash_commands", slack.slash_payload("term NYD"))
        answer = await slack.next_response()
        assert "New York Declaration" in message_text_of(answer)
        assert answer["response_type"] == "ephemeral"
        await slack.wait_connected(count=2)
        assert await answered(slack)
        assert len(slack.responses) == 1


async def test_an_event_whose_connection_breaks_is_answered_once(bare: Services) -> None:
    async with connected(bare) as slack:
        slack.scopes += ["im:history"]
        said = slack.add_message("C1", "U1", text="<@UBOT> term NYD")
        event = {**said, "type": "app_mention", "channel": "C1"}
        payload = slack.event_payload(event, "Ev1")
        await slack.lose_envelope("events_api", payload)
        await slack.wait_until(lambda: slack.posted)
        for _ in range(2):
            assert (await slack.socket_event(event, "Ev1")).payload is None
    assert len(slack.posted) == 1


async def test_the_first_connection_is_waited_for(bare: Services) -> None:
    async with FakeSlack() as slack:
        slack.fail_next("apps.connections.open", "internal_error", 500, times=2)
        slack.rate_limit_next("apps.connections.open", retry_after=0)
        async with running(settings_over_socket(slack), bare, PACE):
            await slack.wait_connected(count=2)


async def test_without_a_first_connection_the_start_ends_in_one_sentence(bare: Services) -> None:
    async with FakeSlack() as slack:
        slack.sockets_away = True
        with pytest.raises(SlackRefused) as refused:
            async with running(settings_over_socket(slack), bare, PACE):
                pass
    assert str(refused.value) == (
        "Slack's Socket Mode cannot be reached (not connected (HTTP 503))."
    )
