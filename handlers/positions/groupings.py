"""What the members of a region or group said that is no party itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.answers.answer import Entry, Line, Section, Statement
from handlers.answers.board import name_by_stance
from handlers.answers.citing import order_of_speaking, state_all
from handlers.answers.found import found_section
from handlers.answers.groupings import (
    find_groupings,
    members_in,
    takes_any,
    tell_grouping,
    tell_members,
)
from handlers.answers.record import VERBS, split_by_time
from handlers.positions.draft import FURTHER, MOST_FURTHER, Draft
from handlers.positions.in_words import statements_in, words_of_groupings
from handlers.questions.besides import is_by_people
from handlers.questions.searching import content_words, look_for
from knowledge.model import Topic
from knowledge.names.groups import Grouping, known_groupings
from knowledge.names.index import FILLER
from knowledge.names.normal import normalise


def add_groupings(draft: Draft, topics: Sequence[Topic]) -> None:
    """What the members of a region or group said that is no party itself."""
    for grouping in find_groupings(draft.question.groupings):
        sections, silence = tell_grouping(draft.services, grouping, topics, draft.question.stances)
        draft.silence(silence.kind, silence.text)
        draft.sections += sections
        draft.subject = ", ".join(filter(None, (draft.subject, grouping.name)))
    if not topics:
        named = [word for word in words_of_groupings(draft) if word not in FILLER]
        members = _said_by_members(draft)
        few = len({said.party for section in members for said in statements_in(section)}) <= FEW
        few = few and not _SPEAKS_FOR.search(draft.question.plain)
        if few:  # before others that only name the region
            draft.sections += members
        _add_named_in_text(draft, named)
        if not few:
            draft.sections += members


# "Does anybody speak for landlocked countries": whoever names them, member or not.
_SPEAKS_FOR = re.compile(r"\b(?:sp(?:eaks?|oke|eaking) (?:up )?for|behalf)\b")


def _said_by_members(draft: Draft) -> list[Section]:
    """Give what members of regions said: one statement of each first, by the question's words."""
    knowledge = draft.knowledge
    groupings = find_groupings(draft.question.groupings)
    members = {key for grouping in groupings for key in members_in(knowledge, grouping)}
    now, _ = split_by_time(knowledge, knowledge.positions)
    spoken = [p for p in now if p.party in members and not p.on_behalf_of]
    words = content_words(draft.question, knowledge, topics=True)
    weigh = draft.services.evidence.weigh_text
    fits = {p.id: weigh(words, p.summary) if words else 0.0 for p in spoken}
    spoken.sort(key=lambda p: (-fits[p.id], *order_of_speaking(p)))
    firsts = {p.party: p for p in reversed(spoken)}
    spoken.sort(key=lambda p: (firsts[p.party] is not p, -fits[p.id]))
    items = state_all(draft.services, spoken)
    return [Section(items=items, brief=True, named=True)] if items else []


FEW = 4  # members that spoke; what more of them said takes the room of all else


def add_members(draft: Draft, topics: Sequence[Topic]) -> None:
    """Add what a region's members said for themselves.

    That is where the region's group is silent, or where it is asked which states do a thing.
    """
    named = map(draft.knowledge.parties.get, draft.question.parties)
    if any(party is not None and party.kind == "expert" for party in named):
        return  # a region in a paper is what is written of, and nobody who speaks
    by_states = bool(topics) and _asks_which_states(draft)
    if not draft.silences and not by_states:
        return
    for grouping in dict.fromkeys([*find_groupings(draft.question.regions), *_as_groupings(draft)]):
        if topics:
            sections = tell_members(draft.services, grouping, topics, draft.question.stances)
        else:
            sections, _ = tell_grouping(draft.services, grouping, topics, draft.question.stances)
        stances = draft.question.stances
        if topics and sections and not takes_any(sections, stances):
            text = f"No state of {_called(grouping)} {VERBS[stances[0]]} that; for themselves:"
            draft.silence("no-statement", text)
        elif sections:
            draft.leads.append(f"States of {_called(grouping)}, for themselves:")
        elif by_states and not draft.silences:
            text = f"Nothing by a state of {_called(grouping)} for itself; the group:"
            draft.silence("no-statement", text)
        if sections and by_states:
            sections[:1] = [_with_groups(draft, sections[0], topics)]
            draft.sections = [replace(s, title=s.title or "Their group") for s in draft.sections]
        draft.sections = [*sections, *draft.sections]


def _called(grouping: Grouping) -> str:
    """Name a region or group within a sentence: "the African Group"."""
    return f"the {grouping.name}" if grouping.name.endswith("Group") else grouping.name


def asks_of_region(draft: Draft, topics: Sequence[Topic]) -> bool:
    """Tell whether it is asked which states of a region do a thing, though a party is named, too.

    "Which Asian countries back the African Group's mechanism" is asked of Asia.
    """
    states = bool(draft.question.groupings) and bool(_WHICH.match(draft.question.plain))
    return states and bool(topics)


def _with_groups(draft: Draft, rows: Section, topics: Sequence[Topic]) -> Section:
    """Add to who takes which stance for itself what is said for all of them together."""
    knowledge = draft.knowledge
    groups = [party for party in map(knowledge.parties.get, draft.question.parties) if party]
    spoken = [p for group in groups if group.kind == "group" for p in knowledge.said_for(group.id)]
    said = [p for topic in topics for p in knowledge.within(spoken, topic.id)]
    line = Line(name_by_stance(knowledge, said), "Their group")
    return replace(rows, items=(*rows.items, line)) if said else rows


def _asks_which_states(draft: Draft) -> bool:
    """Tell whether it is asked which states of a region or group do a thing, and not the group."""
    if not _WHICH.match(draft.question.plain):
        return False
    named = [naming for naming in draft.question.named if naming.ref.kind == "party"]
    by_people = (is_by_people(n.words, draft.knowledge.parties[n.ref.id]) for n in named)
    return bool(draft.question.regions) or any(by_people)


_WHICH = re.compile(
    r"(?:so |and )?(?:(?:which|what|any|how many|list|name)"
    r"(?! (?:did|do|does|is|are|has|have|was)\b)|(?:do|does|did|are|is|have|has) any) "
)


def _as_groupings(draft: Draft) -> list[Grouping]:
    """Give the groups of the pack that are known with their members, by how they are named.

    "ASEAN" is one itself; the "Europeans" may be the pack's group of most of them.
    """
    groups: list[Grouping] = []
    for naming in draft.question.named:
        party = draft.knowledge.parties.get(naming.ref.id)
        if naming.ref.kind == "party" and party is not None and party.kind == "group":
            names = (normalise(party.brief), normalise(naming.words))
            groups += [known_groupings()[name] for name in names if name in known_groupings()][:1]
    return groups


def _add_named_in_text(draft: Draft, words: Sequence[str]) -> None:
    """Show who speaks of a region or group by its name, where its members' words do not."""
    sought = look_for(draft.question, draft.services, words)
    found = [e for e in sought.found if e.literal >= FURTHER and e.entry.kind != "term"]
    found = [e for e in found if not _is_shown(draft, e.entry.id)]
    title = f"With “{' '.join(words)}” in it"
    draft.sections += found_section(draft.services, found[:MOST_FURTHER], sought.words, title)


def _is_shown(draft: Draft, key: str) -> bool:
    shown = (item for section in draft.sections for item in section.items)
    return any(isinstance(item, (Entry, Statement)) and item.id == key for item in shown)
