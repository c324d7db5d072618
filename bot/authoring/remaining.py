"""What is left to do of a pack without faults: drafts, documents not at hand, groups of nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.authoring.counting import count
from knowledge.base import KnowledgeBase
from knowledge.documents.library import Library
from knowledge.drafting.reviewing import review
from knowledge.model import Uncoded

_SHOWN = 8  # ids in a line; of more, how many there are


def tell_remaining(base: KnowledgeBase, library: Library) -> Iterator[str]:
    """Say what is left to do.

    Args:
        base: the pack.
        library: the documents at hand.

    Yields:
        Sentences, a line each.
    """
    yield from _tell_drafts(base, library)
    if not library.folder:
        yield "Locators and copied words were not checked: COMPACT_SOURCES names no documents."
    for source in base.sources.values():
        if library.folder and source.id not in library.documents:
            yield f"Not checked against {source.file}: {_tell_absent(library, source.id)}"
    for group in dict.fromkeys(filter(None, map(base.group_of, base.positions))):
        if base.parties[group].kind == "group" and not base.parties[group].members:
            yield (
                f"“{group}” has a voice and no members: what it said is no state's, too. Its entry "
                "in “parties” takes “members: [ids of states]” and “as_of”, when they were so."
            )


def _tell_drafts(base: KnowledgeBase, library: Library) -> Iterator[str]:
    if base.drafts:
        drafts = count(len(base.drafts), "draft has", "drafts have")
        yield f"{drafts} no stance and summary yet; no answer shows them."
    for source, document in library.documents.items():
        cited = [text for draft in base.drafts_of(source) for text in draft.locators]
        if gone := sum(map(document.lacks, cited)):
            told = count(gone, "locator of a draft leads", "locators of drafts lead")
            yield f"{told} nowhere in {base.sources[source].file} now: ingest it again."
    over, beside = _find_leftover(base, library)
    if over:
        told = count(len(over), "draft is", "drafts are")
        yield (
            f"{told} left over from what is coded or filed by now: {_name(over)}. The next ingest "
            "takes out what you have not touched; delete the rest."
        )
    if beside:
        told = count(len(beside), "draft is", "drafts are")
        yield f"{told} on words coded under another topic; code or delete: {_name(beside)}."


def _find_leftover(
    base: KnowledgeBase, library: Library
) -> tuple[Sequence[Uncoded], Sequence[Uncoded]]:
    """List the drafts of which nothing waits, and those of words that another topic has."""
    over: list[Uncoded] = []
    beside: list[Uncoded] = []
    for source, document in library.documents.items():
        drafts = base.drafts_of(source)
        if not drafts:
            continue
        reviewed = review(source, document, base.positions, base.filed)
        for draft in drafts:
            if not any(document.leads_to(draft.locators)):
                continue  # told apart: the next ingest takes it out
            if reviewed.has(draft, document):
                over.append(draft)
            elif reviewed.covers(draft, document):
                beside.append(draft)
    return over, beside


def _name(drafts: Sequence[Uncoded]) -> str:
    more = f" and {len(drafts) - _SHOWN} more" if len(drafts) > _SHOWN else ""
    return ", ".join(draft.id for draft in drafts[:_SHOWN]) + more


def _tell_absent(library: Library, source: str) -> str:
    if source not in library.changed:
        return "it is not there."
    digest = library.changed[source]
    return f"it is another version, quoted and searched once its entry has “sha256: {digest}”."
