"""Regions and groups that are no parties of the pack, told by their members."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from handlers.answers.answer import Line, Note, Row, Section
from handlers.answers.board import rows_by_party
from handlers.answers.citing import state_all
from handlers.answers.record import VERBS, asked_first, by_party, split_by_time
from handlers.answers.unreviewed import unreviewed_section
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.model import Position, Stance, Topic
from knowledge.names.groups import Grouping, groupings_by_id
from knowledge.names.normal import normalise


def find_groupings(ids: Sequence[str]) -> list[Grouping]:
    """Give groupings by their ids."""
    return [groupings_by_id()[key] for key in ids]


def members_in(knowledge: KnowledgeBase, grouping: Grouping) -> set[str]:
    """List the parties of a pack that belong to a region or group."""
    codes = set(grouping.members)
    return {party.id for party in knowledge.parties.values() if party.code and party.code in codes}


def words_typed(keys: Sequence[str], text: str) -> list[str]:
    """List the words of a line by which it names regions and groups, folded.

    Args:
        keys: ids of the regions and groups.
        text: the line.
    """
    typed = normalise(text).split()
    named = [normalise(g.name).split() for g in find_groupings(keys)]
    words = [word for words in named for word in words if word in typed]
    return list(dict.fromkeys([*words, *(key for key in keys if key in typed)]))


def tell_grouping(
    services: Services, grouping: Grouping, topics: Sequence[Topic], wanted: Sequence[Stance] = ()
) -> tuple[list[Section], Note]:
    """Say that a region or group has no voice of its own on record, and what its members said.

    Args:
        services: the pack.
        grouping: which.
        topics: on what; () for everything.
        wanted: the stances that are asked for, whose statements come first.

    Returns:
        What its members said for themselves, and the silence of the group itself.
    """
    knowledge = services.knowledge
    members = members_in(knowledge, grouping)
    spoken = said_by_members(knowledge, grouping)
    text = f"Nothing is on record for {grouping.name} as a group."
    sections = tell_members(services, grouping, topics, wanted)
    if not sections and (groups := _groups_over(knowledge, members)):
        said = [p for key in groups for p in knowledge.said_for(key)]
        said, _ = split_by_time(knowledge, said)
        names = " and ".join(knowledge.parties[key].name for key in groups)
        for topic in topics:
            sections += _on(services, topic, knowledge.within(said, topic.id), wanted)
        if sections:
            return sections, Note(
                "no-statement", f"{text} The {names}, to which it belongs, spoke:"
            )
    if not topics and spoken:
        names = ", ".join(sorted({knowledge.parties[p.party].brief for p in spoken}))
        head = f"Members of {grouping.name} that spoke for themselves"
        sections.append(Section(items=(Line(names, head),)))
    elif sections:
        none = "" if takes_any(sections, wanted) else f"none {VERBS[wanted[0]]} that; "
        text += f" Of its members, {none}for themselves:"
    family = knowledge.topic_families(topic.id for topic in topics)
    waiting = unreviewed_section(services, members, family) if members else []
    sections += [replace(each, lead=f"Of its members. {each.lead}") for each in waiting]
    return sections, Note("no-statement", text)


def takes_any(sections: Iterable[Section], wanted: Collection[Stance]) -> bool:
    """Tell whether a member takes a stance that is asked for, if one is.

    Args:
        sections: what `tell_members` tells of them.
        wanted: the stances that are asked for.
    """
    rows = (item for section in sections for item in section.items if isinstance(item, Row))
    return not wanted or any(row.stance in wanted for row in rows)


def said_by_members(knowledge: KnowledgeBase, grouping: Grouping) -> list[Position]:
    """List what the members of a region or group said for themselves in the negotiations."""
    members = members_in(knowledge, grouping)
    now, _ = split_by_time(knowledge, knowledge.positions)
    return [p for p in now if p.party in members and not p.on_behalf_of]


def tell_members(
    services: Services, grouping: Grouping, topics: Sequence[Topic], wanted: Sequence[Stance] = ()
) -> list[Section]:
    """Tell what the members of a region or group said on topics, each for itself.

    Args:
        services: the pack.
        grouping: which.
        topics: on what.
        wanted: the stances that are asked for, whose statements come first.
    """
    spoken = said_by_members(services.knowledge, grouping)
    on = ((topic, services.knowledge.within(spoken, topic.id)) for topic in topics)
    return [section for topic, chosen in on for section in _on(services, topic, chosen, wanted)]


def _groups_over(knowledge: KnowledgeBase, members: set[str]) -> list[str]:
    """List the pack's groups to which all of a region's states belong."""
    groups = (party for party in knowledge.parties.values() if party.kind == "group")
    return [group.id for group in groups if members and members <= set(group.members)]


def _on(
    services: Services, topic: Topic, chosen: Sequence[Position], wanted: Sequence[Stance]
) -> list[Section]:
    if not chosen:
        return []
    knowledge = services.knowledge
    rows = rows_by_party(knowledge, chosen, asked_first(wanted), frozenset())
    told = sorted(
        by_party(knowledge, chosen), key=lambda p: bool(wanted) and p.stance not in wanted
    )
    items = state_all(services, told)
    return [Section(items=tuple(rows)), Section(title=topic.name, items=items, brief=True)]
