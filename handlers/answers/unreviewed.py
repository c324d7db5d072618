"""What the documents have that no editor has reviewed: apart from entries, stances and counts."""

from __future__ import annotations

from collections.abc import Collection

from handlers.answers.answer import Section
from handlers.answers.found import show_passage
from handlers.request import Services

MOST = 8
_LEAD = "Read from the documents by the program: no editor has checked or coded it."


def unreviewed_section(
    services: Services, parties: Collection[str], topics: Collection[str], about: str = ""
) -> list[Section]:
    """Show what nobody has reviewed, each with who said it and where.

    Args:
        services: the pack and the documents.
        parties: in whose words, any of them; () for anybody's.
        topics: whose words stand in it, any of them; () for all.
        about: the words that are asked for, by which long passages are cut.

    Returns:
        A section beside the answer, or none.
    """
    found = services.evidence.unreviewed(parties, topics)
    if not found:
        return []
    items = tuple(show_passage(services, each.source, each.id, about) for each in found[:MOST])
    count = f"{len(found)}" if len(found) <= MOST else f"{MOST} of {len(found)}"
    return [Section(title=f"Not yet reviewed ({count})", lead=_LEAD, items=items, related=True)]
