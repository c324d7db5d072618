"""An old pack is let go of beside the answers.

It has some hundred thousand objects, and whoever drops the last reference to it would free all of
them at one stretch.  So each is held until the pack is gone; then they are let go of in groups.
"""

from __future__ import annotations

import asyncio
import gc
import weakref
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType

from bot.reloading.turns import working_beside
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.turns import give_way

_AT_ONCE = 50  # objects
# What belongs to the program; a knowledge base is let go of when it is gone itself.
_PASSED_OVER = (
    KnowledgeBase,
    type,
    ModuleType,
    FunctionType,
    BuiltinFunctionType,
    MethodType,
    weakref.ref,
)


def retire(services: Services) -> None:
    """Free a pack in small steps once nobody holds it any more.

    Called in the event loop.

    Args:
        services: made of the pack; whoever holds them, or the pack itself, may go on with it.
    """
    loop = asyncio.get_running_loop()
    made = [services.library, services.text, services.evidence, services.mentions]
    weakref.finalize(services, _begin, loop, made).atexit = False
    base = services.knowledge
    weakref.finalize(base, _begin, loop, list(vars(base).values())).atexit = False


def _begin(loop: asyncio.AbstractEventLoop, parts: list[object]) -> None:
    # Called in whichever thread the last reference was dropped.
    if not loop.is_closed():
        loop.call_soon_threadsafe(loop.run_in_executor, None, _free, loop, parts)


def _free(loop: asyncio.AbstractEventLoop, parts: list[object]) -> None:
    with working_beside(loop):
        _hold_each(parts)
        # A whole comes before its parts, and so nothing that is let go of takes much with it.
        parts.reverse()
        while parts:
            del parts[-_AT_ONCE:]
            give_way()


def _hold_each(held: list[object]) -> None:
    """Add everything that the objects of a list are made of to it."""
    seen = set(map(id, held))
    for whole in held:
        for part in gc.get_referents(whole):
            if id(part) in seen or not gc.is_tracked(part) or isinstance(part, _PASSED_OVER):
                continue
            seen.add(id(part))
            held.append(part)
            if not len(held) % _AT_ONCE:
                give_way()
        give_way()
