"""For what of a document an editor has answered, and which drafts that leaves over."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from knowledge.documents.locators import Document
from knowledge.drafting.statements import DraftEntry
from knowledge.model import Filed, Position, Uncoded


@dataclass(frozen=True)
class Reviewed:
    """For what of a document an editor has answered.

    Args:
        filed: passages that need no entry.
        coded: passages that an entry cites, each with the party that speaks in that entry and the
            entry's topics.
    """

    filed: AbstractSet[str] = frozenset()
    coded: AbstractSet[tuple[str, str, str]] = frozenset()

    @cached_property
    def voices(self) -> AbstractSet[tuple[str, str]]:
        """Passages that an entry cites, each with the party that speaks in that entry."""
        return {(leaf, party) for leaf, party, _ in self.coded}

    def covers(self, entry: DraftEntry | Uncoded, document: Document) -> bool:
        """Tell whether an editor has answered for all passages of a draft, if on another topic."""
        return all(
            leaf in self.filed or (leaf, entry.party) in self.voices
            for leaf in document.leads_to(entry.locators)
        )

    def has(self, entry: DraftEntry | Uncoded, document: Document) -> bool:
        """Tell whether nothing of a draft waits for an editor.

        Words can be on two matters: coded under one, a draft on the other still waits.
        """
        return self.covers(entry, document) and all(
            not entry.topic or leaf in self.filed or (leaf, entry.party, entry.topic) in self.coded
            for leaf in document.leads_to(entry.locators)
        )


def review(
    source: str, document: Document, positions: Iterable[Position], filed: Iterable[Filed]
) -> Reviewed:
    """List for what of a document an editor has answered.

    Args:
        source: id of the document's entry.
        document: as it is cut.
        positions: coded, of any document.
        filed: passages of any document that need no entry.
    """
    needless = (entry.locators for entry in filed if entry.source == source)
    coded = ((each, document.leads_to(each.locators)) for each in positions)
    return Reviewed(
        frozenset(leaf for texts in needless for leaf in document.leads_to(texts)),
        frozenset(
            (leaf, each.party, topic)
            for each, leaves in coded
            if each.source == source
            for leaf in leaves
            for topic in each.topics
        ),
    )
