"""Whatever holds up the event loop is told in the log: while it does, nobody is answered."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

logger = logging.getLogger("compact")
Monotonic = Callable[[], float]
BEAT = 0.02  # seconds between two signs of life
LIMIT = 0.1  # seconds; what holds it up for longer is told
_LOOK = 0.025  # seconds between two looks at what runs
_ROOT = Path(__file__).parent.parent
_OURS = tuple(f"{_ROOT / wing}/" for wing in ("bot", "handlers", "knowledge"))


@dataclass(slots=True)
class LoopWatch:
    """Measures how late the loop is, and sees from another thread what it does meanwhile.

    Args:
        monotonic: seconds that only go forward.
        look: gives the innermost frame of what the loop's thread runs.
    """

    monotonic: Monotonic
    look: Callable[[], FrameType | None]
    _due: float = field(default=float("inf"), init=False)
    _place: str = field(default="", init=False)

    def expect(self) -> None:
        """Say that the loop is to give its next sign of life in time."""
        self._place = ""
        self._due = self.monotonic() + BEAT

    def look_in(self) -> None:
        """Note what the loop is doing, where its sign of life is late; from another thread."""
        if self.monotonic() > self._due + LIMIT / 2:
            self._place = name_place(self.look()) or self._place

    def beat(self) -> None:
        """Give the sign of life, and tell where it is late and why."""
        late = self.monotonic() - self._due
        if late > LIMIT:
            where = self._place or "another thread or the machine"
            logger.warning("nobody was answered for %d ms, held up by %s", late * 1000, where)


def name_place(frame: FrameType | None) -> str:
    """Name the innermost place in Compact's own code; "" where there is none.

    Args:
        frame: the innermost of a thread.
    """
    while frame is not None:
        code = frame.f_code
        # The loop's own tasks and this module stand at the bottom of everything.
        if code.co_filename.startswith(_OURS) and code.co_filename != __file__:
            file = Path(code.co_filename).relative_to(_ROOT).as_posix()
            return f"{file}:{frame.f_lineno} ({code.co_qualname})"
        frame = frame.f_back
    return ""


@asynccontextmanager
async def watching_loop(monotonic: Monotonic) -> AsyncIterator[None]:
    """Watch the running loop until the context is left.

    Args:
        monotonic: seconds that only go forward.
    """
    thread = threading.get_ident()
    watch = LoopWatch(monotonic, lambda: sys._current_frames().get(thread))
    ended = threading.Event()

    async def give_signs() -> None:
        while True:
            watch.expect()
            await asyncio.sleep(BEAT)
            watch.beat()

    def look_in() -> None:
        while not ended.wait(_LOOK):
            watch.look_in()

    looking = threading.Thread(target=look_in, name="loop watch", daemon=True)
    looking.start()
    signs = asyncio.ensure_future(give_signs())
    try:
        yield
    finally:
        signs.cancel()
        with suppress(asyncio.CancelledError):
            await signs
        ended.set()
        looking.join()
