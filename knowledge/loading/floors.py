"""Checks of who took the floor in which order: against itself, the entries and the document."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.diagnostics import Fault
from knowledge.documents.locators import Document, parse_locator
from knowledge.errors import LocatorError
from knowledge.loading.draft import Draft
from knowledge.model import Party, Position, Source
from knowledge.yaml_source import nearest


def check_floors(draft: Draft) -> None:
    """A floor has each intervention once, in its speaker's order, and all that positions cite.

    Args:
        draft: the entries; faults are added to its diagnostics.
    """
    for source in draft.entries(Source):
        if not source.floor:
            continue
        taken: dict[str, int] = {}
        for number, debate in enumerate(source.floor):
            for place, turn in enumerate(debate.turns):
                for code, message in _wrong_turn(draft, turn, taken):
                    draft.fault(source, ("floor", number, "turns", place), code, message)
        cited = {
            locator.split(".")[0]: position.id
            for position in draft.entries(Position)
            if position.source == source.id
            for locator in position.locators
        }
        turns = {turn for debate in source.floor for turn in debate.turns}
        for unit in sorted(cited.keys() - turns):
            message = f"“{unit}”, which “{cited[unit]}” cites, stands in no debate"
            draft.fault(source, ("floor",), Fault.FLOOR, message)


def _wrong_turn(draft: Draft, turn: str, taken: dict[str, int]) -> Iterator[tuple[Fault, str]]:
    """Yield what is wrong with a turn, and count it for its speaker."""
    try:
        locator = parse_locator(turn, "floor")
    except LocatorError as error:
        yield Fault.LOCATOR, str(error)
        return
    if locator.first:
        yield Fault.LOCATOR, f"“{turn}” is a part of an intervention; write “{locator.unit}”"
        return
    speaker, count = turn.rsplit(" ", 1)
    known = draft.declared.get(Party, set())
    if speaker not in known:
        message = f"there is no party “{speaker}”{nearest(speaker, sorted(known))}"
        yield Fault.UNKNOWN_PARTY, message
    due = taken.get(speaker, 0) + 1
    if int(count) != due:
        yield Fault.FLOOR, f"“{turn}” stands where “{speaker} {due}” is due"
    taken[speaker] = max(due, int(count))


def check_order(draft: Draft, source: Source, document: Document) -> None:
    """The order in which the floor was taken is the document's.

    Args:
        draft: the entries; faults are added to its diagnostics.
        source: a source of them.
        document: its document.
    """
    if not source.floor or document.unknown_labels:
        return  # whose label is nobody's is reported first
    written = [
        (("floor", number, "turns", place), turn)
        for number, debate in enumerate(source.floor)
        for place, turn in enumerate(debate.turns)
    ]
    for (path, turn), spoken in zip(written, document.interventions, strict=False):
        if turn != spoken.unit:
            message = f"the document has “{spoken.unit}” here (line {spoken.line}), not “{turn}”"
            draft.fault(source, path, Fault.FLOOR, message)
            return  # all that comes after is out of step
    if len(written) != len(document.interventions):
        message = f"{len(written)} turns are listed; the document has {len(document.interventions)}"
        draft.fault(source, ("floor",), Fault.FLOOR, message)
