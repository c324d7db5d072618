"""Work beside the event loop waits for its turn, and an old pack is let go of in small steps."""

from __future__ import annotations

import asyncio
import threading
import time
import weakref
from pathlib import Path

from bot.config import read_settings
from bot.reloading.retiring import retire
from bot.reloading.turns import STRETCH, LoopTurns, working_beside
from bot.services import build_services
from knowledge.turns import give_way
from tests.bot.reloading.test_reloading import PACK, POSITIONS


async def test_work_goes_on_only_after_what_the_loop_has_to_do() -> None:
    loop = asyncio.get_running_loop()
    done: list[str] = []
    begun, ended = threading.Event(), asyncio.Event()

    def work() -> None:
        with working_beside(loop):
            begun.set()
            give_way()
            done.append("work")
            loop.call_soon_threadsafe(ended.set)

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait()
    before = time.monotonic()
    while time.monotonic() < before + 5 * STRETCH:  # the loop is busy
        assert done == []
    done.append("loop")
    await ended.wait()
    thread.join()
    assert done == ["loop", "work"]


def test_work_goes_on_where_no_loop_is_left() -> None:
    loop = asyncio.new_event_loop()
    loop.close()
    LoopTurns(loop).give_way()


async def test_a_pack_is_gone_once_nobody_holds_it(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "positions.yaml").write_text(POSITIONS, encoding="utf-8")
    services = build_services(read_settings({"COMPACT_PACK": str(tmp_path)}))
    knowledge, freed = services.knowledge, asyncio.Event()
    (position, _) = knowledge.positions
    loop, threads = asyncio.get_running_loop(), list[int]()

    def note() -> None:
        threads.append(threading.get_ident())
        loop.call_soon_threadsafe(freed.set)

    weakref.finalize(position, note)
    retire(services)
    del services, position
    assert knowledge.positions[0].summary == "Wants OLD wells."  # whoever holds it goes on
    assert threads == []
    del knowledge
    async with asyncio.timeout(10):
        await freed.wait()
    assert threads != [threading.get_ident()]


def test_a_loop_that_stands_still_is_not_waited_for_again_and_again() -> None:
    # What it waits for can be what the thread makes: an index that both want.
    class Standing(asyncio.SelectorEventLoop):
        asked = 0

        def call_soon_threadsafe(self, *args: object, **more: object) -> asyncio.Handle:
            self.asked += 1
            return super().call_soon_threadsafe(*args, **more)  # type: ignore[arg-type]

    loop = Standing()
    turns = LoopTurns(loop)
    for _ in range(100):
        turns.give_way()
    asked = loop.asked
    loop.close()
    assert asked == 1
