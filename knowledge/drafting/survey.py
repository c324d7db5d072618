"""A pack as far as it has come: its entries and documents, faults or none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from knowledge.documents.library import Library, open_library
from knowledge.documents.locators import Document
from knowledge.documents.roster import Roster
from knowledge.drafting.reviewing import Reviewed, review
from knowledge.loading.draft import Draft
from knowledge.loading.indexing import index_of
from knowledge.loading.labels import roster_of
from knowledge.loading.reading import read_draft
from knowledge.model import Event, Filed, Party, Position, Remark, Source, Topic, Uncoded
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

    @cached_property
    def taken(self) -> dict[str, str]:
        """Ids of its positions, drafts and what is half of either, each with its document's."""
        whole = (*self.draft.entries(Position), *self.drafts)
        found = {entry.id: entry.source for entry in whole}
        for faulty in self.draft.faulty:
            if issubclass(faulty.model, Remark) and isinstance(key := faulty.data.get("id"), str):
                found.setdefault(key, str(faulty.data.get("source", "")))
        return found

    def reviewed(self, source: str, document: Document) -> Reviewed:
        """List for what of a document an editor has answered.

        Args:
            source: id of the document's entry.
            document: as it is cut.
        """
        return review(source, document, self.draft.entries(Position), self.draft.entries(Filed))


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
