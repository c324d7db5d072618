"""Every statement of the store fails once; `make torture` lets them fail at more places."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from handlers.request import Services
from tests.bot.reminding.faults import EVENTS, NOT_AT_ALL, try_all
from tests.bot.reminding.stage import Stage, staged, with_events


@pytest.fixture
async def stage(database: str, bare: Services) -> AsyncIterator[Stage]:
    async with staged(database, with_events(bare, *EVENTS)) as ready:
        yield ready


async def test_a_statement_that_fails_is_done_again(stage: Stage) -> None:
    assert await try_all(stage, NOT_AT_ALL, lost=False, thorough=False) > 40


async def test_a_commit_whose_answer_is_lost_is_found_out(stage: Stage) -> None:
    assert await try_all(stage, NOT_AT_ALL, lost=True, thorough=False) > 5
