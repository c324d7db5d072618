"""What one party or several said: each on the first page, all of each after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, zip_longest
from typing import Literal

from handlers.answers.answer import Section, Statement
from handlers.positions.draft import FEW, Draft
from handlers.positions.in_words import add_party_in_words, statements_in
from handlers.positions.on_topic import add_party_on
from handlers.positions.sources import is_absent_from_sources, tell_absent
from knowledge.model import Party, Topic


def add_parties(draft: Draft, parties: Sequence[Party], topics: Sequence[Topic]) -> None:
    """What parties said on topics, or in the question's words.

    Of several parties or topics each is told on the first page, all of each after it.
    """
    before, draft.sections = draft.sections, []
    leads: list[list[Statement]] = []
    several = len(parties) * len(topics or (None,)) > 1
    for party in parties:
        for topic in _spoken_first(draft, party, topics) or (None,):
            begun, silent = len(draft.sections), len(draft.silences)
            if topic is None:
                add_party_in_words(draft, party)
            else:
                if is_absent_from_sources(draft, party):
                    tell_absent(draft, party)
                add_party_on(draft, party, topic)
            told = _statements_of(draft.sections[begun:]) if several else []
            if len(parties) == 1 and any(map(_is_own, [s for lead in leads for s in lead])):
                # Beside what it said on the one topic, silence on the other stands in small print.
                del draft.silences[silent:]
            leads.append(told)
    draft.choices = list(dict.fromkeys(draft.choices))
    # What a party said itself comes before what was said for it.
    # Each party has as many, and its first comes before any has its second.
    each = len(topics) or 1
    order = sorted(range(len(leads)), key=lambda n: (not any(map(_is_own, leads[n])), n % each))
    items = _choose_leads([leads[number] for number in order])
    if sum(map(bool, leads)) > 1 and len(items) == 1:
        draft.sections = [Section(items=items), *_without(items[0], draft.sections)]
    elif sum(map(bool, leads)) > 1:
        alone = len(parties) == 1 and all(map(_is_own, items))
        by: Literal["party", "topic"] = "topic" if alone else "party"
        first = Section(items=items, brief=True, named=len(topics) != 1, by=by)
        draft.leads.clear()  # each statement is headed by whose it is
        draft.choices = draft.choices[:2]  # more of them would take the room of a statement
        draft.sections = [first, *(replace(each, detail=True) for each in draft.sections)]
    draft.sections = [*before, *draft.sections]


def _spoken_first(draft: Draft, party: Party, topics: Sequence[Topic]) -> list[Topic]:
    """Put first the topics that a party spoke on: beside those it needs no list of what else."""
    spoken = {topic for position in draft.knowledge.said_as(party) for topic in position.topics}
    families = {topic.id: draft.knowledge.topic_family(topic.id) for topic in topics}
    return sorted(topics, key=lambda topic: spoken.isdisjoint(families[topic.id]))


def _is_own(said: Statement) -> bool:
    return said.voice == "own"


def _statements_of(sections: Sequence[Section]) -> list[Statement]:
    """List the statements that answer, without those that are shown beside the answer."""
    return [s for section in sections if not section.related for s in statements_in(section)]


def _without(told: Statement, sections: Iterable[Section]) -> Iterator[Section]:
    """Leave out a statement that stands before the sections already."""
    for section in sections:
        items = tuple(i for i in section.items if getattr(i, "id", "") != told.id)
        if items:
            yield replace(section, items=items)


def _choose_leads(leads: Sequence[Sequence[Statement]]) -> tuple[Statement, ...]:
    """Choose a few statements, the first of each that is asked for before the second of any."""
    rounds = (each for ranked in zip_longest(*leads) for each in ranked if each)
    chosen = {each.id: each for each in rounds}
    return tuple(islice(chosen.values(), max(FEW, len(leads))))
