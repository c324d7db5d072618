"""What holds up the event loop stands in the log, with the place where it does."""

from __future__ import annotations

import io
import re
import sys
import time
from dataclasses import replace
from types import FrameType

import pytest

from bot.funnel import draw_safely
from bot.lag import LoopWatch, name_place
from handlers.request import Services
from tests.serving import log, served

__all__ = ["log"]


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.02, ""), (0.119, ""), (0.121, "101 ms"), (5.02, "5000 ms")]
)
def test_over_a_tenth_of_a_second_is_told(log: io.StringIO, seconds: float, told: str) -> None:
    now = 10.0
    watch = LoopWatch(lambda: now, lambda: None)
    watch.expect()
    now += seconds
    watch.look_in()
    watch.beat()
    said = f"nobody was answered for {told}, held up by another thread or the machine\n"
    assert log.getvalue().endswith(said) if told else log.getvalue() == ""


def test_the_place_is_the_innermost_of_compact() -> None:
    frames: list[FrameType] = []

    def make() -> None:
        frames.append(sys._getframe())

    draw_safely(make, lambda answer: None)
    assert re.fullmatch(r"bot/funnel\.py:\d+ \(draw_safely\)", name_place(frames[0]))
    assert name_place(None) == ""


class Slow:
    """A full-text index that takes its time."""

    def search(self, query: object, most: int) -> list[object]:
        end = time.monotonic() + 0.4
        while time.monotonic() < end:
            pass
        return []


async def test_what_ran_is_named(bare: Services, log: io.StringIO) -> None:
    slow = replace(bare, text=Slow())  # type: ignore[arg-type]
    async with served(slow) as compact:
        await compact.slack.slash(compact.url, text="search anything")
        await compact.slash("help")
    assert re.search(
        # On a slow machine it can be looked in before the handler runs; a place of ours is named.
        r"WARNING compact: nobody was answered for \d+ ms, held up by "
        r"(?:bot|handlers|knowledge)/[\w/]+\.py:\d+ \(",
        log.getvalue(),
    )
