"""An edited pack in the console: looked at between two questions, and used from the next one on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.config import Settings
from bot.services import build_services, tell_doubts
from handlers.request import Services
from knowledge.errors import FaultyPack
from knowledge.loading.reading import is_yaml

MENDED = "The edited pack has no faults any more, and is in use."
Signature = tuple[tuple[str, int, int], ...]


def look_at(settings: Settings) -> Signature:
    """Give what changes where a file of the pack or of the documents does: without reading it."""
    return tuple(sorted(_stat(settings)))


def _stat(settings: Settings) -> Iterator[tuple[str, int, int]]:
    documents = settings.sources.iterdir() if settings.sources and settings.sources.is_dir() else ()
    pack = (path for path in settings.pack.rglob("*") if is_yaml(path))
    for path in (*pack, *documents):
        try:
            found = path.stat()
        except OSError:  # gone since it was listed: another signature, too
            continue
        yield str(path), found.st_mtime_ns, found.st_size


@dataclass(slots=True)
class Edited:
    """A pack that may be edited while it answers.

    Args:
        settings: which pack, which documents.
        services: what handlers use of it as it was last without a fault.
        seen: how the files were when that, or the last fault, was read.
        tell: tells a line to who asks.
    """

    settings: Settings
    services: Services
    seen: Signature
    tell: Callable[[str], None]
    _faults: tuple[str, ...] = field(default=(), init=False)

    def take_up(self) -> Services:
        """Read the files where they changed since, and give what is to answer.

        A fault is told once, in a line; the pack before it goes on answering.
        """
        now = look_at(self.settings)
        if now == self.seen:
            return self.services
        self.seen = now
        try:
            services = build_services(self.settings)
        except FaultyPack as error:
            faults = tuple(str(fault) for fault in error.diagnostics)
            if faults != self._faults:
                self.tell(_word(faults))
            self._faults = faults
            return self.services
        if self._faults:
            self.tell(MENDED)
        self._faults = ()
        doubts = tell_doubts(services)
        if doubts and doubts != tell_doubts(self.services):
            self.tell(doubts)
        self.services = services
        return services


def _word(faults: tuple[str, ...]) -> str:
    if len(faults) == 1:
        return f"The edited pack has a fault, and the one before it goes on answering: {faults[0]}"
    count = f"{len(faults)} faults (compact check tells all)"
    first = f"the first is {faults[0]}"
    return f"The edited pack has {count}, and the one before it goes on answering: {first}"


def open_edited(settings: Settings, tell: Callable[[str], None]) -> Edited:
    """Load a pack that may be edited while it answers.

    Raises:
        FaultyPack: with every fault of the pack.
    """
    seen = look_at(settings)
    return Edited(settings, build_services(settings), seen, tell)
