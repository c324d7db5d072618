"""Ids of drafts, each its own in a pack whose documents have the same speakers and topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from knowledge.drafting.statements import DraftEntry


def name_apart(
    entries: Iterable[DraftEntry], source: str, taken: Mapping[str, str], mine: AbstractSet[str]
) -> Iterator[DraftEntry]:
    """Give drafts ids that no other document's entry has.

    Args:
        entries: drafts of one document.
        source: its id.
        taken: ids of the pack's entries and drafts, each with the document that it is from.
        mine: ids in the document's own file, which its drafts keep.

    Yields:
        Each draft.  One whose id is another document's gets its own document's id before it.
    """
    given: set[str] = set()

    def is_free(key: str) -> bool:
        return key not in given and taken.get(key, source) == source

    for entry in entries:
        key, longer = entry.id, f"{source}-{entry.id}"
        if longer in mine or not is_free(key):
            key = longer
        number = 2
        while not is_free(key):
            key, number = f"{longer}-{number}", number + 1
        given.add(key)
        yield entry if key == entry.id else replace(entry, id=key)
