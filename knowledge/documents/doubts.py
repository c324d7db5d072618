"""What a document leaves in doubt: words whose speaker, or whose group, nobody has named yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.documents.locators import Document
from knowledge.model import Source


def find_doubtful(document: Document, source: Source) -> frozenset[str]:
    """List the passages of which it is not known whose words they are.

    Args:
        document: cut as its entry says.
        source: its entry.

    Returns:
        Locators of single passages: all that stands under a label that is nobody's, or is spoken
        for a group that is none; of a bulletin, each paragraph in which somebody unknown speaks.
    """
    return frozenset((*_spoken(document, source), *_told(document)))


def _spoken(document: Document, source: Source) -> Iterator[str]:
    for turn in document.interventions:
        group = not turn.attribution or turn.attribution in source.attributions
        if turn.label not in source.speakers or not group:
            yield from (f"{turn.unit}.{number}" for number in range(1, len(turn.parts) + 1))


def _told(document: Document) -> Iterator[str]:
    for leaf, tellings in document.told.items():
        if not all(telling.speaker for telling in tellings):
            yield leaf


def withhold_doubtful(document: Document, source: Source) -> Document:
    """Leave out of a document what it leaves in doubt.

    Args:
        document: cut as its entry says.
        source: its entry.

    Returns:
        The document; the lengths of its units stay, so that all other locators lead where they did.
    """
    doubtful = find_doubtful(document, source)
    if not doubtful:
        return document
    return replace(
        document,
        passages={leaf: text for leaf, text in document.passages.items() if leaf not in doubtful},
        interventions=tuple(
            turn for turn in document.interventions if f"{turn.unit}.1" not in doubtful
        ),
        told={leaf: told for leaf, told in document.told.items() if leaf not in doubtful},
        withheld=len(doubtful),
    )
