"""Whether a pack answers in spite of what is wrong with its documents, and without which words."""

from __future__ import annotations

from knowledge.diagnostics import Fault
from knowledge.documents.doubts import find_doubtful
from knowledge.documents.library import Library
from knowledge.documents.locators import parse_locator
from knowledge.loading.draft import Draft
from knowledge.model import Entry, Filed, Remark, Source, Uncoded, cited_locators

# What bears on the words of one document alone.  One that cannot be read is as one that is not at
# hand: its entries answer without a quotation.
_BORNE = (Fault.LABEL, Fault.UNREADABLE)


def bear_doubts(draft: Draft, library: Library) -> Library | None:
    """Leave out of the documents what cannot be read, and what is nobody's yet.

    Args:
        draft: the entries, checked.
        library: the documents at hand.

    Returns:
        The documents without it; None where anything else is wrong with the pack, or where an
        entry that answers rests on what is in doubt: the pack is to be mended first.
    """
    if any(each.code not in _BORNE for each in draft.diagnostics):
        return None
    sources: dict[str, Source] = draft.by_id("sources")
    doubtful = {
        key: find_doubtful(document, sources[key]) for key, document in library.documents.items()
    }
    for entry in draft.all():
        if isinstance(entry, (Filed, Uncoded)):
            continue  # no answer has them
        for source, text in _cited(entry):
            document = library.documents.get(source)
            if document is None:
                continue
            leaves = parse_locator(text, document.form).leaves(document.lengths)
            if doubtful[source].intersection(leaves):
                return None
    return library.without_doubtful(sources, map(str, draft.diagnostics))


def _cited(entry: Entry) -> list[tuple[str, str]]:
    cited = [(source, text) for source, locators in cited_locators(entry) for text in locators]
    if isinstance(entry, Remark):
        clauses = (*entry.sides_with.values(), *entry.differs_from.values())
        cited += [(entry.source, text) for text in clauses]
    return cited
