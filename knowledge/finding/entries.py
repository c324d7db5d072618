"""Everything of a pack and of its documents that can be found, as entries of full text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from knowledge.base import KnowledgeBase
from knowledge.documents.library import Library
from knowledge.documents.locators import Document, parse_locator
from knowledge.documents.prose import NOTES
from knowledge.finding.search import Entry
from knowledge.finding.topics import TopicFinder
from knowledge.model import Position, Source
from knowledge.turns import give_way


def text_entries(knowledge: KnowledgeBase, library: Library) -> Iterator[Entry]:
    """Yield everything of a pack and of the documents at hand that can be found."""
    yield from _position_entries(knowledge, library)
    for topic in knowledge.topics.values():
        yield Entry("topic", topic.id, topic.name, topic.description, topics=(topic.id,))
    yield from _term_entries(knowledge)
    yield from _event_entries(knowledge)
    for person in knowledge.people.values():
        roles = (f"{role.office} {role.body} {role.note}" for role in person.roles)
        yield Entry("person", person.id, person.name, " ".join((*roles, person.description)))
    yield from _proposal_entries(knowledge)
    finder = TopicFinder(knowledge.topics)
    for source, document in library.documents.items():
        yield from _passage_entries(knowledge, source, document, finder)


def _given(*ids: str | None) -> tuple[str, ...]:
    return tuple(filter(None, ids))


def _under(knowledge: KnowledgeBase, library: Library, position: Position) -> str:
    """Give what stands under a position: who voiced it, its small print, and its own words.

    A paragraph of prose tells what several parties said: its words are nobody's alone.
    """
    quotes: tuple[str, ...] = ()
    if knowledge.sources[position.source].spoken:
        quotes = library.quote(position.source, position.locators)
    topics = [knowledge.topics[topic].name for topic in position.also]
    return " ".join((position.voiced_by, _OF_RECORD.sub("", position.note), *topics, *quotes))


# How editors speak of the record: of the words of a statement, and not of what it is about.
_OF_RECORD = re.compile(
    r"(?<!\w)(?:wordings?|worded|notes?|record(?:ed|s)?|editors?['’]?|readings?|coded|coding|says?"
    r"|said|words?|sentences?|speaks?|passages?|statements?|names?|named|mean(?:s|t)?)(?!\w)",
    re.IGNORECASE,
)


def _position_entries(knowledge: KnowledgeBase, library: Library) -> Iterator[Entry]:
    for position in knowledge.positions:
        give_way()
        party, topic = knowledge.parties[position.party], knowledge.topics[position.topic]
        yield Entry(
            "position",
            position.id,
            f"{party.brief} {topic.name}",
            position.summary,
            parties=_given(position.party, position.on_behalf_of),
            topics=position.topics,
            sources=(position.source,),
            more=_under(knowledge, library, position),
            asked=position.wordings,
        )


def _term_entries(knowledge: KnowledgeBase) -> Iterator[Entry]:
    for term in knowledge.terms.values():
        give_way()
        for sense in term.senses:
            yield Entry(
                "term",
                term.id,
                f"{term.name} {sense.means}",
                sense.definition,
                topics=_given(sense.topic),
                sources=tuple(citation.source for citation in sense.citations),
            )


def _event_entries(knowledge: KnowledgeBase) -> Iterator[Entry]:
    for event in knowledge.events.values():
        give_way()
        yield Entry(
            "event",
            event.id,
            f"{event.name} {event.place}",
            " ".join((event.description, *event.people)),
            topics=event.topics,
            sources=tuple(dated.source for dated in event.dates),
            asked=event.wordings,
        )


def _proposal_entries(knowledge: KnowledgeBase) -> Iterator[Entry]:
    for proposal in knowledge.proposals.values():
        yield Entry(
            "proposal",
            proposal.id,
            f"{proposal.title} {proposal.author}",
            proposal.summary,
            parties=_given(proposal.party),
            topics=proposal.topics,
            sources=tuple(citation.source for citation in proposal.citations),
            asked=proposal.wordings,
        )


def _passage_entries(
    knowledge: KnowledgeBase, source: str, document: Document, finder: TopicFinder
) -> Iterator[Entry]:
    name = knowledge.sources[source].brief
    speakers = _speakers(knowledge, source, document)
    cited, filed = _reviewed(knowledge, source, document)
    drafted = _drafted(knowledge, source, document)
    for locator, passage in document.passages.items():
        give_way()
        unit = locator.rsplit(".", 1)[0]
        if unit in document.optional and unit != NOTES:
            continue
        parties = tuple(speakers.get(locator, ()))
        if document.form == "floor":
            parties = (locator.split(" ")[0],)
        topics: tuple[str, ...] = ()
        waiting: tuple[str, ...] = ()
        seen = unit in document.optional or locator in filed
        if not seen:
            answered = parties if locator in cited else ()
            waiting = _voices(knowledge.sources[source], document, locator, answered)
            seen = locator in cited and not (waiting and locator in document.told)
            if seen and locator in drafted:
                # One sentence can hold two matters: coded under one, it still waits for the other.
                seen = False
                waiting = _given(*drafted[locator].parties, *(waiting or parties))
        if not seen:
            parties = tuple(dict.fromkeys((*answered, *waiting)))
            named = (each.topic for each in finder.find(passage))
            topics = _open_topics(drafted.get(locator), named)
        yield Entry(
            "passage",
            locator,
            name,
            passage,
            source=source,
            parties=parties,
            topics=topics,
            sources=(source,),
            reviewed=seen,
            waiting=() if seen else waiting,
            meant=_as_meant(knowledge, source, locator, passage),
        )


def _as_meant(knowledge: KnowledgeBase, source: str, locator: str, passage: str) -> str:
    """Write the misprints of a passage as what they stand for: "ILOs IDM" speaks of no ILO.

    Returns:
        What it is weighed by, and never shown: a quotation stays as it is printed.  "" where the
        passage has no misprints.
    """
    misprints = _misprints(knowledge).get((source, locator), ())
    meant = passage
    for printed, name in misprints:
        meant = meant.replace(printed, name)
    return meant if misprints else ""


def _misprints(knowledge: KnowledgeBase) -> dict[tuple[str, str], list[tuple[str, str]]]:
    def find() -> dict[tuple[str, str], list[tuple[str, str]]]:
        found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for term in knowledge.terms.values():
            for misprint in term.misprints:
                for locator in misprint.locators:
                    place = found.setdefault((misprint.source, locator), [])
                    place.append((misprint.printed, term.name))
        return found

    return knowledge.keep("misprints", find)


@dataclass(slots=True)
class _Drafted:
    """What of a passage waits in drafts: for whom, and what of it is coded already."""

    parties: dict[str, None] = field(default_factory=dict)
    topics: dict[str, None] = field(default_factory=dict)
    coded: set[str] = field(default_factory=set)


def _drafted(knowledge: KnowledgeBase, source: str, document: Document) -> dict[str, _Drafted]:
    """List the passages that drafts cite, which an editor has neither coded nor deleted.

    A draft without a topic, or on one that its speaker's words are coded under, waits no more.
    """
    drafts = knowledge.drafts_of(source)
    coded: dict[str, list[Position]] = {}
    for position in knowledge.positions if drafts else ():
        if position.source == source:
            for leaf in _leaves(document, position.locators):
                coded.setdefault(leaf, []).append(position)
    found: dict[str, _Drafted] = {}
    for draft in drafts:
        # What the notes no longer have since they were corrected waits for the next ingest.
        for leaf in document.leads_to(draft.locators):
            by = [each for each in coded.get(leaf, ()) if each.party == draft.party]
            if by and not (draft.topic and all(draft.topic not in each.topics for each in by)):
                continue
            each = found.setdefault(leaf, _Drafted())
            each.parties |= dict.fromkeys(_given(draft.party, draft.on_behalf_of))
            each.topics |= dict.fromkeys(_given(draft.topic))
            each.coded.update(topic for one in coded.get(leaf, ()) for topic in one.topics)
    return found


def _open_topics(drafted: _Drafted | None, named: Iterable[str]) -> tuple[str, ...]:
    """List on what a passage is that nobody has coded under it: as drafted, and as it names."""
    if drafted is None:
        return tuple(named)
    topics = dict.fromkeys((*drafted.topics, *named))
    return tuple(topic for topic in topics if topic not in drafted.coded)


def _leaves(document: Document, locators: Iterable[str]) -> Iterator[str]:
    for text in locators:
        give_way()
        yield from parse_locator(text, document.form).leaves(document.lengths)


def _voices(
    source: Source, document: Document, locator: str, answered: Collection[str]
) -> tuple[str, ...]:
    """List whose words a passage has that nobody has reviewed: the speaker's, and its group's.

    Args:
        source: the document's entry.
        document: as it is cut.
        locator: of the passage.
        answered: parties for whose words in it an editor has answered.
    """
    if document.form == "floor":
        unit = locator.rsplit(".", 1)[0]
        group = source.attributions.get(document.attributions.get(unit, ""))
        return _given(unit.rsplit(" ", 1)[0], group)
    told = [each for each in document.told.get(locator, ()) if each.speaker not in answered]
    groups = [source.attributions.get(telling.attribution) for telling in told]
    return tuple(dict.fromkeys(_given(*(telling.speaker for telling in told), *groups)))


def _reviewed(
    knowledge: KnowledgeBase, source: str, document: Document
) -> tuple[frozenset[str], frozenset[str]]:
    """List the passages that an entry cites, and those that are filed with a reason."""
    filed = (each.locators for each in knowledge.filed if each.source == source)

    return (
        frozenset(_leaves(document, knowledge.cited_in(source))),
        frozenset(_leaves(document, (text for texts in filed for text in texts))),
    )


def _speakers(
    knowledge: KnowledgeBase, source: str, document: Document
) -> dict[str, dict[str, None]]:
    """List whose words or proposals the pack takes from each passage."""
    give_way()
    taken: list[tuple[str | None, tuple[str, ...]]] = [
        (position.party, position.locators)
        for position in knowledge.positions
        if position.source == source
    ]
    taken += [
        (proposal.party, citation.locators)
        for proposal in knowledge.proposals.values()
        for citation in proposal.citations
        if citation.source == source
    ]
    found: dict[str, dict[str, None]] = {}
    for party, locators in taken:
        give_way()
        for leaf in _leaves(document, locators if party else ()):
            found.setdefault(leaf, {})[party or ""] = None
    return found
