"""The pack in use: swapped in one step, held to the end by whatever has begun."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.current import Current, ForPack
from handlers.request import Services
from tests.conftest import CLOCK


async def test_what_has_begun_goes_on_with_its_pack(bare: Services) -> None:
    old, new = bare, replace(bare)
    current, begun, swapped = Current(old), asyncio.Event(), asyncio.Event()

    async def later() -> Services:
        return await asyncio.to_thread(lambda: current.services)

    async def answer() -> list[Services]:
        current.hold()
        begun.set()
        await swapped.wait()
        return [current.services, await asyncio.ensure_future(later())]

    task = asyncio.ensure_future(answer())
    await begun.wait()
    current.swap(new)
    swapped.set()
    assert [each is old for each in await task] == [True, True]
    assert current.services is new
    with current.held():
        current.swap(old)
        assert current.services is new
    assert current.services is old


async def test_what_another_compact_holds_is_not_taken(bare: Services) -> None:
    other, current = Current(replace(bare)), Current(bare)
    other.hold()
    assert current.services is bare


def test_what_is_made_from_a_pack_is_made_once_for_each(bare: Services) -> None:
    made: list[Services] = []

    def make(services: Services) -> int:
        made.append(services)
        return len(made)

    kept = ForPack(make)
    other = replace(bare, clock=CLOCK)
    assert [kept.get(bare), kept.get(bare), kept.get(other), kept.get(bare)] == [1, 1, 2, 3]


async def test_a_question_waits_for_what_is_built_beside_the_start(bare: Services) -> None:
    current, built = Current(bare), asyncio.Event()

    async def build() -> None:
        await built.wait()

    current.await_preparing(asyncio.ensure_future(build()))
    asked = [asyncio.ensure_future(current.prepared()) for _ in range(2)]
    await asyncio.sleep(0)
    assert [each.done() for each in asked] == [False, False]
    built.set()
    await asyncio.gather(*asked)
    await current.prepared()


async def test_a_question_goes_on_where_what_is_built_fails(bare: Services) -> None:
    async def fail() -> None:
        raise ValueError

    current = Current(bare)
    current.await_preparing(asyncio.ensure_future(fail()))
    await current.prepared()
