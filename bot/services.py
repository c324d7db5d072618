"""From settings to what handlers use."""

from __future__ import annotations

from bot.clock import read_clock
from bot.config import Settings
from bot.funnel import respond
from handlers.answers.examples import choose_examples
from handlers.ports import Clock
from handlers.questions.clipped import prepare_clipped
from handlers.questions.grammar import ROWS
from handlers.registry import choose
from handlers.request import Services, parse_request
from knowledge.finding.entries import text_entries
from knowledge.finding.evidence import EvidenceFinder
from knowledge.finding.mentions import MentionFinder
from knowledge.finding.search import TextIndex
from knowledge.loading.loader import Loaded, load
from knowledge.turns import give_way


def build_services(settings: Settings) -> Services:
    """Load the pack and the documents.

    Args:
        settings: which pack, which documents, what day it is taken for.

    Returns:
        What handlers use.

    Raises:
        FaultyPack: with every fault of the pack.
    """
    loaded = load(settings.pack, settings.sources, settings.cache, answering=True)
    return wire_services(loaded, read_clock(settings.as_of))


def wire_services(loaded: Loaded, clock: Clock) -> Services:
    """Make what handlers use of a pack and the documents at hand."""
    text = TextIndex(text_entries(loaded.knowledge, loaded.library))
    return Services(
        knowledge=loaded.knowledge,
        library=loaded.library,
        clock=clock,
        text=text,
        evidence=EvidenceFinder(loaded.knowledge, loaded.library, text),
        mentions=MentionFinder(loaded.knowledge),
        version=loaded.version,
    )


def tell_doubts(services: Services) -> str:
    """Say in a line that words of documents are left out, where they are."""
    doubts = len(services.library.doubts)
    if not doubts:
        return ""
    faults = "a fault" if doubts == 1 else f"{doubts} faults"
    return f"Words of documents are left out, for {faults}: compact check"


def prepare_reading(services: Services) -> None:
    """Build what any line is read by: the grammar's expressions, words of other languages."""
    for row in ROWS:
        give_way()
        _ = row.expression
    prepare_clipped(services.knowledge)
    choose(parse_request(choose_examples(services.knowledge).topic), services)


def warm_up(services: Services) -> None:
    """Build what the first questions would wait for: full text, wordings, words to choose from."""
    prepare_reading(services)
    examples = choose_examples(services.knowledge)
    give_way()
    for line in (f"who said {examples.topic}", f"{examples.party} {examples.topic}"):
        respond(line, services, lambda answer: answer)
        give_way()
    services.evidence.prepare()
