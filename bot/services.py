"""From settings to what handlers use."""

from __future__ import annotations

from datetime import date

from bot.clock import FixedClock, SystemClock
from bot.config import Settings
from handlers.request import Services
from knowledge.loader import load
from knowledge.search import TextIndex, text_entries


def build_services(settings: Settings, as_of: date | None = None) -> Services:
    """Load the pack and the documents.

    Args:
        settings: which pack, which documents.
        as_of: the day that it is taken to be, or None for today.

    Returns:
        What handlers use.

    Raises:
        FaultyPack: with every fault of the pack.
    """
    loaded = load(settings.pack, settings.sources)
    return Services(
        knowledge=loaded.knowledge,
        library=loaded.library,
        clock=FixedClock(as_of) if as_of else SystemClock(),
        text=TextIndex(text_entries(loaded.knowledge, loaded.library)),
    )
