"""A loaded pack: every entry by its id, and the look-ups that answers need."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar

from knowledge.model import (
    Event,
    Filed,
    Pack,
    Party,
    Person,
    Position,
    Proposal,
    Source,
    Term,
    Topic,
    Uncoded,
    cited_locators,
)
from knowledge.names.index import Index
from knowledge.names.normal import normalise
from knowledge.turns import give_way
from knowledge.when import When

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Membership:
    """What a group means for a state: covered by it, excepted from it, or only spoken for by it.

    Args:
        group: which.
        state: the id of a state, or of another party that spoke for the group.
        role: "speaker" where it spoke for a group of which the pack does not say that it is in it.
    """

    group: Party
    state: str
    role: Literal["member", "excepted", "speaker"]


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """Everything a pack holds, checked.

    Args:
        pack: its name and description.
        parties: by id, in the order of the files.
        topics: by id.
        sources: by id.
        events: by id.
        terms: by id.
        people: by id, bodies among them.
        proposals: by id.
        positions: in the order of the files.
        filed: passages that no entry needs, with reasons.
        index: from words to parties and topics.
        drafts: positions that no editor has coded yet; no answer has them.
    """

    pack: Pack
    parties: Mapping[str, Party]
    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    events: Mapping[str, Event]
    terms: Mapping[str, Term]
    people: Mapping[str, Person]
    proposals: Mapping[str, Proposal]
    positions: tuple[Position, ...]
    filed: tuple[Filed, ...]
    index: Index
    drafts: tuple[Uncoded, ...] = ()

    def track_of(self, event: Event) -> str:
        """Give the id of the track that an event belongs to; "" where the pack has none."""
        own = self.pack.tracks[0].id if self.pack.tracks else ""
        return event.track or own

    def is_own(self, event: Event) -> bool:
        """Tell whether an event is one of the pack's own negotiation."""
        return not event.track or event.track == self.pack.tracks[0].id

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for topic in self.topics.values():
            if topic.parent:
                found.setdefault(topic.parent, []).append(topic.id)
        return {parent: tuple(ids) for parent, ids in found.items()}

    def topic_family(self, topic: str) -> tuple[str, ...]:
        """List a topic's id and those of all topics under it, itself first."""
        found = [topic]
        for each in found:
            found.extend(self._children.get(each, ()))
        return tuple(found)

    def topic_families(self, topics: Iterable[str]) -> set[str]:
        """Give the ids of some topics and of all topics under them."""
        return {key for topic in topics for key in self.topic_family(topic)}

    def within(self, positions: Iterable[Position], topic: str) -> list[Position]:
        """Choose the positions on a topic or on one under it, each as it is on that one.

        Args:
            positions: from which.
            topic: the topic's id.

        Returns:
            Positions on the topic itself where they are, else on the first of those under it.
        """
        family = self.topic_family(topic)
        chosen: list[Position] = []
        for position in positions:
            meant = next(
                (each for each in family if each == position.topic or each in position.also), None
            )
            if meant is not None:
                chosen.append(self._on(position, meant))
        return chosen

    @cached_property
    def _by_family(self) -> dict[str, tuple[Position, ...]]:
        return {}  # filled as it is asked for

    def said_within(self, topic: str) -> tuple[Position, ...]:
        """List the positions on a topic or on one under it, each as it is on that one."""
        if topic not in self._by_family:
            self._by_family[topic] = tuple(self.within(self.positions, topic))
        return self._by_family[topic]

    def spread(self, positions: Iterable[Position]) -> list[Position]:
        """List positions once for each topic that they are on, each as it is on that one."""
        return [
            self._on(position, topic)
            for position in positions
            for topic in (position.topic, *position.also)
        ]

    @cached_property
    def _each_on(self) -> dict[tuple[str, str], Position]:
        return {}  # filled as it is asked for: a copy costs more than what is done with it

    def _on(self, position: Position, topic: str) -> Position:
        if topic == position.topic:
            return position
        found = self._each_on.get((position.id, topic))
        if found is None:
            found = self._each_on[position.id, topic] = position.on(topic)
        return found

    @cached_property
    def _by_topic(self) -> Mapping[str, tuple[Position, ...]]:
        return _grouped((position.topic, position) for position in self.spread(self.positions))

    def said_on(self, topic: str) -> tuple[Position, ...]:
        """List the positions on a topic itself, those on topics under it left out."""
        return self._by_topic.get(topic, ())

    @cached_property
    def _by_speaker(self) -> Mapping[str, tuple[Position, ...]]:
        return _grouped((position.party, position) for position in self.positions)

    @cached_property
    def _by_group(self) -> Mapping[str, tuple[Position, ...]]:
        spoken = [
            (group, position)
            for position in self.positions
            if (group := self.group_of(position)) is not None
        ]
        # A group's own words first; what was said for it stays in the order of the files.
        return _grouped(sorted(spoken, key=lambda each: each[1].party != each[0]))

    def group_of(self, position: Position) -> str | None:
        """Give the group whose voice a position is: the one spoken for, or itself; else None."""
        if position.on_behalf_of:
            return position.on_behalf_of
        return position.party if self.parties[position.party].kind == "group" else None

    @cached_property
    def _terms_on(self) -> Mapping[str, tuple[Term, ...]]:
        return _grouped(
            (topic, term)
            for term in self.terms.values()
            for topic in dict.fromkeys(sense.topic for sense in term.senses if sense.topic)
        )

    def terms_on(self, topic: str) -> tuple[Term, ...]:
        """List the terms that have a sense on a topic itself."""
        return self._terms_on.get(topic, ())

    @cached_property
    def _proposed_on(self) -> Mapping[str, tuple[Proposal, ...]]:
        return _grouped(
            (topic, proposal)
            for proposal in self.proposals.values()
            for topic in dict.fromkeys(proposal.topics)
        )

    def proposed_on(self, topic: str) -> tuple[Proposal, ...]:
        """List the proposals on a topic itself."""
        return self._proposed_on.get(topic, ())

    @cached_property
    def authors(self) -> frozenset[str]:
        """Ids of the parties that have papers."""
        return frozenset(self._by_author)

    @cached_property
    def _by_author(self) -> Mapping[str, tuple[Proposal, ...]]:
        return _grouped((each.party, each) for each in self.proposals.values() if each.party)

    def proposed_by(self, party: str) -> tuple[Proposal, ...]:
        """List a party's papers."""
        return self._by_author.get(party, ())

    @cached_property
    def _siding(self) -> Mapping[str, tuple[Position, ...]]:
        return _grouped(
            (party, position)
            for position in self.positions
            for party in {**position.sides_with, **position.differs_from}
        )

    def siding(self, party: str) -> tuple[Position, ...]:
        """List the positions that expressly side with a party, or differ from it."""
        return self._siding.get(party, ())

    @cached_property
    def _by_id(self) -> Mapping[str, Position]:
        return {position.id: position for position in self.positions}

    @cached_property
    def years(self) -> frozenset[int]:
        """The years in which anything of the pack happened or is to happen."""
        dates = [dated.when for event in self.events.values() for dated in event.dates]
        return frozenset(year for when in dates for year in (when.first.year, when.last.year))

    def position(self, key: str) -> Position:
        """Give the position of an id."""
        return self._by_id[key]

    @cached_property
    def _records(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for source in self.sources.values():
            if source.session:
                found.setdefault(source.session, {})[source.id] = None
        for position in self.positions:
            found.setdefault(position.session, {})[position.source] = None
        called = {source.id: normalise(source.brief) for source in self.sources.values()}
        for event in self.events.values():
            name = normalise(event.brief)
            for source_id, brief in called.items():
                if brief.startswith(name):
                    found.setdefault(event.id, {})[source_id] = None
        return {event: tuple(sources) for event, sources in found.items()}

    def records_of(self, event: str) -> tuple[str, ...]:
        """List the documents that record what was said at an event: named after it, or cited."""
        return self._records.get(event, ())

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    def keep(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """Give what was made of the pack before, or make it: a pack does not change.

        Args:
            key: what tells it from all else that is kept.
            make: makes it; others see what it gives, so that nothing in it may be changed.
        """
        if key not in self._kept:
            self._kept[key] = make()
        made: Kept = self._kept[key]
        return made

    def said_by(self, party: str) -> tuple[Position, ...]:
        """List what a party said itself, for itself or for a group."""
        return self._by_speaker.get(party, ())

    def said_for(self, group: str) -> tuple[Position, ...]:
        """List a group's words: what it said itself, then what others said on its behalf."""
        return self._by_group.get(group, ())

    def said_as(self, party: Party) -> tuple[Position, ...]:
        """List what a party said, for itself or for a group; of a group, all the group's words."""
        return self.said_for(party.id) if party.kind == "group" else self.said_by(party.id)

    def said_through(self, membership: Membership) -> tuple[Position, ...]:
        """List a group's words; of one that only spoke for it, what that one said."""
        said = self.said_for(membership.group.id)
        if membership.role != "speaker":
            return said
        return tuple(position for position in said if position.party == membership.state)

    @cached_property
    def _memberships(self) -> Mapping[str, tuple[Membership, ...]]:
        found: dict[str, list[Membership]] = {}
        for group in self.parties.values():
            for state in dict.fromkeys(group.members):
                found.setdefault(state, []).append(Membership(group, state, "member"))
            for state in dict.fromkeys(group.excepted):
                if state not in group.members:
                    found.setdefault(state, []).append(Membership(group, state, "excepted"))
        for position in self.positions:
            group_of = self.parties.get(position.on_behalf_of or "")
            known = found.setdefault(position.party, []) if group_of else []
            if group_of and all(each.group is not group_of for each in known):
                known.append(Membership(group_of, position.party, "speaker"))
        return {state: tuple(memberships) for state, memberships in found.items()}

    def memberships(self, state: str) -> tuple[Membership, ...]:
        """List the groups that a state belongs to, was excepted from or spoke for."""
        return self._memberships.get(state, ())

    @cached_property
    def _searched(self) -> Mapping[str, frozenset[str]]:
        units: dict[str, set[str]] = {}
        entries: tuple[Position | Filed, ...] = (*self.positions, *self.filed)
        for entry in entries:
            if self.sources[entry.source].spoken:
                found = units.setdefault(entry.source, set())
                found.update(locator.split(".")[0] for locator in entry.locators)
        return {source: frozenset(found) for source, found in units.items()}

    def interventions_searched(self) -> Mapping[str, frozenset[str]]:
        """List the interventions of each floor record that the pack accounts for, if in part."""
        return self._searched

    def drafts_of(self, source: str) -> tuple[Uncoded, ...]:
        """List the drafts of a document that wait for an editor."""
        return self._drafted.get(source, ())

    @cached_property
    def _drafted(self) -> Mapping[str, tuple[Uncoded, ...]]:
        return _grouped((draft.source, draft) for draft in self.drafts)

    @cached_property
    def _cited(self) -> Mapping[str, tuple[str, ...]]:
        entries = (
            *self.positions,
            *self.events.values(),
            *self.terms.values(),
            *self.people.values(),
            *self.proposals.values(),
        )
        found: dict[str, list[str]] = {}
        for entry in entries:
            give_way()
            for source, locators in cited_locators(entry):
                found.setdefault(source, []).extend(locators)
        return {source: tuple(locators) for source, locators in found.items()}

    def cited_in(self, source: str) -> tuple[str, ...]:
        """List the locators of a source that any entry cites."""
        return self._cited.get(source, ())

    def presiding(self, state: str) -> tuple[Party, ...]:
        """List those in the chair who are diplomats of a state, for which they do not speak."""
        return self._presiding.get(state, ())

    @cached_property
    def _presiding(self) -> Mapping[str, tuple[Party, ...]]:
        return _grouped(
            (party.state, party)
            for party in self.parties.values()
            if party.kind == "chair" and party.state
        )

    def date_of(self, position: Position) -> When:
        """Give when a position was taken: the date of its session."""
        return self.events[position.session].when


def _grouped(pairs: Iterable[tuple[str, Kept]]) -> dict[str, tuple[Kept, ...]]:
    found: dict[str, list[Kept]] = {}
    for key, entry in pairs:
        found.setdefault(key, []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}
