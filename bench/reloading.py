"""How long nobody is answered while an edited pack comes into use, beside the same without an edit.

Run from the project's folder: ``.venv/bin/python -m bench.reloading``. A copy of the pack is edited
again and again while Compact answers over HTTP; the fake Slack that asks shares its event loop, so
that what it does counts, too.
"""

from __future__ import annotations

import asyncio
import gc
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bot.app import running
from bot.front.http import PATH
from bot.reloading.reloader import Reloader
from bot.services import build_services, prepare_reading
from knowledge.loading.loader import PACKS
from tests.conftest import find_documents
from tests.fake_slack import FakeSlack
from tests.serving import settings_over_http

ROUNDS = 10
BEAT = 0.002  # seconds between two signs of life
ASKERS, PAUSE = 4, 0.02
LINES = ("Japan IOM", "who supports new mechanisms", "timeline 2017", "compare Japan Chile IOM")


async def _measure(work: Callable[[], Awaitable[object]]) -> float:
    """Give the longest stall of the loop in milliseconds while some work is done."""
    longest = 0.0

    async def beat() -> None:
        nonlocal longest
        while True:
            began = time.perf_counter()
            await asyncio.sleep(BEAT)
            longest = max(longest, time.perf_counter() - began - BEAT)

    signs = asyncio.ensure_future(beat())
    await work()
    await asyncio.sleep(BEAT * 10)
    signs.cancel()
    return longest * 1e3


def _spell(stalls: Sequence[float]) -> str:
    return f"median {statistics.median(stalls):5.1f} ms, longest {max(stalls):5.1f} ms"


async def bench(folder: Path) -> None:
    """Measure with and without an edit, in turn."""
    pack = shutil.copytree(PACKS / "gcm", folder / "pack")

    async def tell(faults: Sequence[str], *, used: bool) -> None:
        raise AssertionError(faults)

    async with FakeSlack() as slack:
        settings = settings_over_http(slack)
        settings = replace(settings, pack=pack, sources=find_documents(), cache=folder / "cache")
        services = build_services(settings)
        prepare_reading(services)  # as the start does
        gc.freeze()
        async with running(settings, services) as compact:
            url = f"http://127.0.0.1:{compact.port}{PATH}"
            reloader = Reloader(pack, settings.sources, folder / "cache", compact.current, tell)
            answered = 0

            async def ask(line: str) -> None:
                nonlocal answered
                while True:
                    reply = await slack.slash(url, text=line)
                    assert (reply.status, reply.faults) == (200, [])
                    answered += 1
                    await asyncio.sleep(PAUSE)

            asking = [asyncio.ensure_future(ask(line)) for line in LINES[:ASKERS]]
            await asyncio.sleep(2)
            with_edit, without = list[float](), list[float]()
            for number in range(ROUNDS):
                began = time.perf_counter()
                with (pack / "pack.yaml").open("a", encoding="utf-8") as file:
                    file.write(f"# {number}\n")
                with_edit.append(await _measure(reloader.reload))
                took = time.perf_counter() - began
                without.append(await _measure(lambda took=took: asyncio.sleep(took)))  # type: ignore[misc]
            for task in asking:
                task.cancel()
            sys.stdout.write(f"{answered} answers, {ROUNDS} edits, the last in {took:.1f} s\n")
            sys.stdout.write(f"with an edit:    {_spell(with_edit)}\n")
            sys.stdout.write(f"without an edit: {_spell(without)}\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(bench(Path(name)))
