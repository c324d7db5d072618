"""From an edit to a pack in use: checked apart, built beside the answers, swapped in one step."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.collecting import not_collecting
from bot.config import Settings
from bot.current import Current
from bot.funnel import tell_fault
from bot.reloading.checking import check_apart
from bot.reloading.retiring import retire
from bot.reloading.telling import Tell
from bot.reloading.turns import working_beside
from bot.reloading.watching import watch_files
from bot.services import warm_up, wire_services
from handlers.request import Services
from knowledge.loading.cache import PackCache
from knowledge.loading.loader import key_of, load_compiled

logger = logging.getLogger("compact")


@dataclass(slots=True)
class Reloader:
    """Brings edits of the pack into use.

    Args:
        pack, documents: folders of the pack and of the source documents, or None.
        cache: folder for compiled packs.
        current: the pack in use.
        tell: tells the maintainers what is wrong, or that nothing is any more.
    """

    pack: Path
    documents: Path | None
    cache: Path
    current: Current
    tell: Tell
    _told: tuple[tuple[str, ...], bool] = field(default=((), True), init=False)

    async def reload(self) -> bool:
        """Check what is in the files, and use it from now on if there is no fault.

        Returns:
            Whether it is in use.
        """
        checked = await check_apart(self.pack, self.documents, self.cache)
        if checked.faults:
            await self._tell_once(checked.faults, used=False)
            return False
        if not checked.key:
            return False  # the files were changing, and will be looked at again
        loop = asyncio.get_running_loop()
        services = await asyncio.to_thread(self._build, checked.key, loop)
        if services is None:
            return False
        retire(self.current.newest)
        self.current.swap(services)
        base = services.knowledge
        logger.info(
            "the pack was edited: %d positions, %d events, %d documents at hand",
            len(base.positions),
            len(base.events),
            len(services.library.documents),
        )
        await self.tell_doubts()
        return True

    async def tell_doubts(self) -> None:
        """Tell of words that the pack in use leaves out, where it does."""
        await self._tell_once(self.current.newest.library.doubts, used=True)

    def _build(self, key: str, loop: asyncio.AbstractEventLoop) -> Services | None:
        with working_beside(loop), not_collecting():
            loaded = load_compiled(key, self.documents, PackCache(self.cache))
            if loaded is None:
                return None
            services = wire_services(loaded, self.current.newest.clock)
            warm_up(services)
            return services

    async def _tell_once(self, faults: tuple[str, ...], *, used: bool) -> None:
        if (faults, used) != self._told:
            self._told = (faults, used)
            await self.tell(faults, used=used)


@asynccontextmanager
async def reloading(
    settings: Settings, current: Current, tell: Tell, key: str = ""
) -> AsyncIterator[Reloader]:
    """Bring edits of the pack into use until the context is left.

    Args:
        settings: which pack, which documents, where compiled packs are kept.
        current: the pack in use.
        tell: tells the maintainers what is wrong, or that nothing is any more.
        key: of the files that are in use, so that an edit before now is seen, too; "" where what
            the files have now is in use.
    """
    with ExitStack() as stack:
        cache = settings.cache or Path(stack.enter_context(TemporaryDirectory(prefix="compact-")))
        reloader = Reloader(settings.pack, settings.sources, cache, current, tell)
        task = asyncio.ensure_future(_go_on(reloader, key))
        try:
            yield reloader
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def _go_on(reloader: Reloader, key: str) -> None:
    await _try(reloader.tell_doubts)
    if key and key != await asyncio.to_thread(key_of, reloader.pack):
        await _try(reloader.reload)
    async for _ in watch_files(reloader.pack, reloader.documents):
        await _try(reloader.reload)


async def _try(step: Callable[[], Awaitable[object]]) -> None:
    try:
        await step()
    except Exception:
        tell_fault()
