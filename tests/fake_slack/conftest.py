"""A fake on a clock that stands still, and a client for it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from slack_sdk.web.async_client import AsyncWebClient

from tests.fake_slack import (
    FakeSlack,
)


class Clock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.time = 1_795_000_000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.time


@pytest.fixture
def clock() -> Clock:
    """Give the clock of the fake."""
    return Clock()


@pytest_asyncio.fixture
async def slack(clock: Clock) -> AsyncIterator[FakeSlack]:
    """Run a fake on a clock that stands still."""
    async with FakeSlack(now=clock) as fake:
        yield fake


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    """Give a client with the right token and no retries."""
    return AsyncWebClient(token="xoxb-fake-1", base_url=slack.api_url, retry_handlers=[])
