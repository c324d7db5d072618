"""What the first screen of each kind of answer costs, on small and on large packs."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from bench.generate import write_pack
from bot.config import Settings
from bot.funnel import respond
from bot.render.slack import render_message
from bot.services import build_services, warm_up, wire_services
from handlers.answers.examples import choose_examples
from handlers.request import Services
from knowledge.loading.loader import load

FREE = 200  # questions in free words
_ROW = "{:34}{:>12}{:>12}{:>12}\n"


class _Clock:
    def now(self) -> datetime:
        return datetime(2018, 3, 14, 12, tzinfo=UTC)


def bench_screens(largest: int) -> None:
    """First screens on the pack that comes with Compact, and on one of many positions.

    Args:
        largest: positions of the larger pack.
    """
    sys.stdout.write(_ROW.format("\nfirst screens", "positions", "median ms", "p99 ms"))
    _measure(build_services(Settings(cache=None)))
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / "pack"
        write_pack(pack, largest)
        _measure(wire_services(load(pack), _Clock()))


def _measure(services: Services) -> None:
    warm_up(services)
    some = choose_examples(services.knowledge)
    lines = {
        "position TOPIC": f"position {some.topic}",
        "position PARTY": f"position {some.party}",
        "position PARTY TOPIC": f"position {some.party} {some.topic}",
        "topic": f"topic {some.topic}",
        "who supports": f"who supports {some.topic}",
        "compare": f"compare {some.party} {some.other} {some.topic}",
        "brief": f"brief {some.party}",
        "timeline": "timeline",
    }
    for kind, line in lines.items():
        _tell(kind, [line] * 100, services)
    _tell("in free words", _free_lines(services), services)


def _tell(kind: str, lines: Sequence[str], services: Services) -> None:
    for line in dict.fromkeys(lines):
        respond(line, services, render_message)
    taken = sorted(_time(line, services) for line in lines)
    size = f"{len(services.knowledge.positions):,}"
    p99 = taken[min(len(taken) - 1, int(len(taken) * 0.99))]
    sys.stdout.write(_ROW.format(kind, size, f"{statistics.median(taken):.2f}", f"{p99:.2f}"))
    sys.stdout.flush()


def _free_lines(services: Services) -> list[str]:
    """Make questions of words that stand in statements, for the search through all text.

    They differ: what a question has found is kept for a while.
    """
    positions = services.knowledge.positions
    apart = max(1, len(positions) // FREE)
    said = [position.summary.rstrip(".").split() for position in positions[::apart]]
    begins = cycle(("who said", "how many", "what about", "does anybody want"))
    return [f"{begin} {' '.join(words[1:9:2])}" for begin, words in zip(begins, said, strict=False)]


def _time(line: str, services: Services) -> float:
    """Give the milliseconds of processor time from a line to the message."""
    start = time.thread_time()
    respond(line, services, render_message)
    return (time.thread_time() - start) * 1_000
