"""From settings to what handlers use."""

from __future__ import annotations

from bot.clock import read_clock
from bot.config import Settings
from handlers.request import Services
from knowledge.finding.entries import text_entries
from knowledge.finding.evidence import EvidenceFinder
from knowledge.finding.mentions import MentionFinder
from knowledge.finding.search import TextIndex
from knowledge.loading.loader import load, version_of


def build_services(settings: Settings) -> Services:
    """Load the pack and the documents.

    Args:
        settings: which pack, which documents, what day it is taken for.

    Returns:
        What handlers use.

    Raises:
        FaultyPack: with every fault of the pack.
    """
    loaded = load(settings.pack, settings.sources, settings.cache)
    text = TextIndex(text_entries(loaded.knowledge, loaded.library))
    return Services(
        knowledge=loaded.knowledge,
        library=loaded.library,
        clock=read_clock(settings.as_of),
        text=text,
        evidence=EvidenceFinder(loaded.knowledge, loaded.library, text),
        mentions=MentionFinder(loaded.knowledge),
        version=version_of(settings.pack),
    )
