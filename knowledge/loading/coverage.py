"""How much of each document the pack accounts for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.base import KnowledgeBase
from knowledge.documents.library import Library
from knowledge.documents.locators import parse_locator


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the pack accounts for of one document.

    Args:
        source: the source's id.
        unit_name: what its units are: "interventions" or "sections".
        leaf_name: what their parts are: "parts" or "paragraphs".
        units: units accounted for in full, of how many.
        leaves: parts or paragraphs accounted for, of how many.
        used: parts that an entry cites; the others are filed with a reason.
        uncovered: locators of those that are neither used nor filed.
    """

    source: str
    unit_name: str
    leaf_name: str
    units: tuple[int, int]
    leaves: tuple[int, int]
    used: int
    uncovered: tuple[str, ...]


def measure_coverage(knowledge: KnowledgeBase, library: Library) -> tuple[Coverage, ...]:
    """Measure each document at hand.

    Args:
        knowledge: the pack.
        library: the documents at hand; others cannot be measured.

    Returns:
        One coverage for each document at hand, in the order of the pack's sources.
    """
    found: list[Coverage] = []
    for source in knowledge.sources.values():
        document = library.documents.get(source.id)
        if document is None:
            continue
        body = [
            leaf for leaf in document.passages if leaf.rsplit(".", 1)[0] not in document.optional
        ]

        def leaves(locators: Iterable[str]) -> set[str]:
            return {
                leaf
                for text in locators
                for leaf in parse_locator(text, document.form).leaves(document.lengths)  # noqa: B023
            }

        used = leaves(knowledge.cited_in(source.id))
        filed = leaves(
            locator
            for each in knowledge.filed
            if each.source == source.id
            for locator in each.locators
        )
        uncovered = tuple(leaf for leaf in body if leaf not in used and leaf not in filed)
        open_units = {leaf.rsplit(".", 1)[0] for leaf in uncovered}
        units = [unit for unit in document.lengths if unit not in document.optional]
        floor = document.form == "floor"
        found.append(
            Coverage(
                source=source.id,
                unit_name="interventions" if floor else "sections",
                leaf_name="parts" if floor else "paragraphs",
                units=(len(units) - len(open_units), len(units)),
                leaves=(len(body) - len(uncovered), len(body)),
                used=len(used.intersection(body)),
                uncovered=uncovered,
            )
        )
    return tuple(found)
