"""A pack as far as it has come: its entries and documents, faults or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from knowledge.documents.library import Library, open_library
from knowledge.documents.locators import Document
from knowledge.documents.roster import Roster
from knowledge.drafting.statements import Reviewed
from knowledge.loading.draft import Draft
from knowledge.loading.indexing import index_of
from knowledge.loading.loader import roster_of
from knowledge.loading.reading import read_draft
from knowledge.model import Event, Filed, Party, Position, Source, Topic, Uncoded
from knowledge.names.index import Index


@dataclass(frozen=True)
class Survey:
    """What a pack has, unchecked, so that an editor gets on while something is faulty.

    Args:
        folder: of the pack.
        draft: its entries and their places.
        library: the documents at hand.
        roster: of its parties.
    """

    folder: Path
    draft: Draft
    library: Library
    roster: Roster

    @cached_property
    def index(self) -> Index:
        """From words to entries."""
        return index_of(self.draft)

    @property
    def sources(self) -> list[Source]:
        """Its documents' entries."""
        return self.draft.entries(Source)

    @cached_property
    def parties(self) -> dict[str, Party]:
        """Its parties by id."""
        return {party.id: party for party in self.draft.entries(Party)}

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Its topics by id."""
        return {topic.id: topic for topic in self.draft.entries(Topic)}

    @property
    def sessions(self) -> list[Event]:
        """Its events."""
        return self.draft.entries(Event)

    @property
    def drafts(self) -> list[Uncoded]:
        """What no editor has coded yet."""
        return self.draft.entries(Uncoded)

    def reviewed(self, source: str, document: Document) -> Reviewed:
        """List for what of a document an editor has answered.

        Args:
            source: id of the document's entry.
            document: as it is cut.

        Returns:
            Locators of single passages that coded positions or filed entries cite.
        """

        def leaves(entry: Position | Filed) -> Iterator[str]:
            if entry.source == source:
                yield from document.leads_to(entry.locators)

        filed = {leaf for entry in self.draft.entries(Filed) for leaf in leaves(entry)}
        coded = self.draft.entries(Position)
        return Reviewed(filed, {(leaf, entry.party) for entry in coded for leaf in leaves(entry)})


def survey(pack: Path, documents: Path | None) -> Survey:
    """Read a pack without asking that it be whole.

    Args:
        pack: its folder.
        documents: folder of the source documents, or None.

    Raises:
        FaultyPack: where there is no such folder.
    """
    draft = read_draft(pack)
    roster = roster_of(draft)
    library = open_library(documents, draft.entries(Source), roster.is_name)
    return Survey(pack, draft, library, roster)
