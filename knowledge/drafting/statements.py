"""From a document to drafts of entries: one for each statement and topic, nothing coded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.documents.locators import Document, Intervention, Locator
from knowledge.finding.topics import Proposed, TopicFinder

_ON_BEHALF = re.compile(r"\bon behalf of\b", re.IGNORECASE)
_OPEN = "open"  # in the id of a draft that has no topic yet


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """A draft of a position.

    Args:
        id: made of the place and the topic, so that it is the same every time.
        party: who spoke.
        on_behalf_of: for which group, or "".
        topic: a proposal, or "".
        locators: where.
        about: by which word of the pack the topic is proposed, or "".
        uncertain: what an editor has to look at first, a few words each.
    """

    id: str
    party: str
    topic: str
    locators: tuple[str, ...]
    on_behalf_of: str = ""
    about: str = ""
    uncertain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a document's speakers.

    Args:
        speakers: party by printed label.
        attributions: group by printed "on behalf of".
        guessed: names by printed label, where the label is taken for a misprint.
    """

    speakers: Mapping[str, str]
    attributions: Mapping[str, str]
    guessed: Mapping[str, str]


def draft_entries(document: Document, known: Known, finder: TopicFinder) -> Iterator[DraftEntry]:
    """Draft an entry for each statement and topic of a document.

    A statement is a run of an intervention's parts that are on one topic; of a report, a
    paragraph's clause.  Words whose speaker nobody knows have no draft.

    Args:
        document: cut into passages.
        known: who speaks.
        finder: of topics.
    """
    for turn in document.interventions:
        if turn.label in known.speakers:
            yield from _draft_turn(turn, known, finder)
    for leaf, tellings in document.told.items():
        drafted: set[str] = set()
        for telling in tellings:
            if not telling.speaker:
                continue
            group = known.attributions.get(telling.attribution, "")
            doubts = ["a report's words, not the speaker's"]
            if telling.attribution and not group:
                doubts.append(f"spoken for “{telling.attribution}”, which is no party")
            if telling.beside:
                doubts.append(f"beside it: {', '.join(telling.beside)}")
            for named in finder.find(telling.words) or (None,):
                entry = _entry(telling.speaker, Locator(leaf), group, named, doubts, leaf)
                if entry.id not in drafted:
                    drafted.add(entry.id)
                    yield entry


def _draft_turn(turn: Intervention, known: Known, finder: TopicFinder) -> Iterator[DraftEntry]:
    party = known.speakers[turn.label]
    group = known.attributions.get(turn.attribution, "")
    doubts = list(_doubts(turn, known, group))
    named = [finder.find(part) for part in turn.parts]
    for first, last, topic in _runs(named):
        locator = Locator(turn.unit, first, last)
        further = [] if topic else ["no topic of the pack is named in it"]
        if last == len(turn.parts) and turn.broken_off:
            further.append("the record breaks off in mid-sentence")
        yield _entry(party, locator, group, topic, [*doubts, *further], f"{turn.unit}.{first}")


def _doubts(turn: Intervention, known: Known, group: str) -> Iterator[str]:
    if turn.label in known.guessed:
        yield f"speaker: “{turn.label}” is taken for {known.guessed[turn.label]}"
    if turn.attribution and not group:
        yield f"spoken for “{turn.attribution}”, which is no party of the pack"
    if turn.attribution in known.guessed:
        yield f"group: “{turn.attribution}” is taken for {known.guessed[turn.attribution]}"
    if not turn.attribution and any(map(_ON_BEHALF.search, turn.parts)):
        yield "“on behalf of” stands in the words: for whom is it spoken?"


def _runs(
    named: list[list[Proposed]],
) -> Iterator[tuple[int, int, Proposed | None]]:
    """Yield runs of parts on one topic, first and last counted from 1, in order."""
    found: list[tuple[int, int, Proposed | None]] = []
    open_runs: dict[str, int] = {}  # where in `found` the run of a topic stands
    for number, proposed in enumerate(named, 1):
        going: dict[str, int] = {}
        for each in proposed or (None,):
            key = each.topic if each else ""
            if key in open_runs:
                place = open_runs[key]
                found[place] = (found[place][0], number, found[place][2])
            else:
                place = len(found)
                found.append((number, number, each))
            going[key] = place
        open_runs = going
    yield from found


def _entry(
    party: str,
    locator: Locator,
    group: str,
    named: Proposed | None,
    doubts: list[str],
    place: str,
) -> DraftEntry:
    doubts = list(doubts)
    if named and named.narrower:
        doubts.append(f"“{named.word}” is only a part of the topic, or more than it")
    if named and named.against:
        doubts.append(f"“{named.word}” asks for the opposite of the proposition")
    where = re.sub(r"[^a-z0-9]+", "-", place.lower()).strip("-")
    if not place.startswith(f"{party} "):
        where = f"{party}-{where}"
    return DraftEntry(
        id=f"{where}-{named.topic if named else _OPEN}",
        party=party,
        topic=named.topic if named else "",
        locators=(str(locator),),
        on_behalf_of=group,
        about=named.word if named else "",
        uncertain=tuple(doubts),
    )
