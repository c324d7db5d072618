"""Regions and groups of states in a line: the pack's party of that name, or none of its states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from knowledge.base import KnowledgeBase
from knowledge.names.groups import Grouping, known_groupings, region_in
from knowledge.names.normal import normalise

_SIDES = frozenset("south north east west".split())  # of states' names, misspelt ones too
LONGEST_GROUPING = 5  # words of a region's or group's name


def take_regions(
    line: str, knowledge: KnowledgeBase
) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Take out the regions and groups that the pack has no party for, so that none is a state.

    Args:
        line: as it was typed, cleaned.
        knowledge: the pack.

    Returns:
        Their ids, those of the ones that are written as the pack's party, and the line.
    """
    known = known_groupings()
    words = normalise(line).split()
    if _begins_of_groupings().isdisjoint(words):
        return (), (), line
    found: list[str] = []
    written: list[str] = []
    for length in range(min(LONGEST_GROUPING, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            grouping = known.get(name)
            if grouping is None or grouping.id in (*found, *written) or name in _SIDES:
                continue
            if _is_in_name(words, start, start + length, knowledge):
                continue
            spelt = r"\W+".join(map(re.escape, name.split()))
            party = _name_of_party(grouping, knowledge)
            taken = re.sub(rf"(?<!\w){spelt}(?!\w)", party or " ", line, flags=re.IGNORECASE)
            if taken != line:
                (written if party else found).append(grouping.id)
                line = taken
    return tuple(found), tuple(written), line


def ask_of_region(line: str) -> str:
    """Write what is asked of a region's states as such: "Latin Americans who back it".

    Args:
        line: in plain words.

    Returns:
        The line as one begins it with "which", or as it is.
    """
    if _begins_of_groupings().isdisjoint(normalise(line).split()):
        return line
    if (within := _WHO_WITHIN.match(line)) and (found := _begins(within["rest"])):
        return f"which {_states_of(found[0])} {found[1]}"
    those = _THOSE.sub("", line, count=1)
    found = _begins(those)
    if found and found[0].endswith(_STATES) and (link := _LINK.match(found[1])):
        linked = "" if link[1].casefold() in _WHO else f"are {link[1]} "
        return f"which {found[0]} {linked}{link[2]}"
    return line


_WHO = frozenset({"who", "that", "which"})
_WHO_WITHIN = re.compile(
    r"(?:so |and )?who (?:in|from|of|among|amongst|within|across) (?:the )?(?P<rest>.+)",
    re.IGNORECASE,
)
_THOSE = re.compile(r"^(?:any|some|the|all|those|other) ", re.IGNORECASE)
_LINK = re.compile(r"(who|that|which|against|for|in favou?r of|opposed to) (.+)", re.IGNORECASE)
_STATES = ("ans", "ers", " states", " countries", " nations", "arabs", "nordics", "baltics")


def _begins(line: str) -> tuple[str, str] | None:
    """Give the longest name of a region that a line begins with, and the rest of the line."""
    words = line.split()
    for length in range(min(LONGEST_GROUPING, len(words) - 1), 0, -1):
        name = normalise(" ".join(words[:length]))
        if name in known_groupings():
            return name, " ".join(words[length:])
    return None


def _states_of(region: str) -> str:
    """Name the states of a region as a question does: "african countries" of "Africa"."""
    grouping = known_groupings()[normalise(region)]
    names = map(normalise, grouping.names)
    return next((name for name in names if name.endswith(_STATES)), region)


@cache
def _begins_of_groupings() -> frozenset[str]:
    return frozenset(name.split(" ")[0] for name in known_groupings())


def _name_of_party(grouping: Grouping, knowledge: KnowledgeBase) -> str:
    """Give the name by which the pack has a group as a party: "EU" of "EU member states"; or ""."""
    names = knowledge.index.names
    for name in grouping.names:
        if any(ref.kind == "party" for ref in names.get(normalise(name), ())):
            return name
    regions = {region_in(name) for name in grouping.names}
    return next((name for region, name in _groups_of(knowledge) if region in regions), "")


def _groups_of(knowledge: KnowledgeBase) -> Sequence[tuple[str, str]]:
    """List the pack's groups that are called after regions, those that spoke first."""

    def find() -> Sequence[tuple[str, str]]:
        groups = [party for party in knowledge.parties.values() if party.kind == "group"]
        groups.sort(key=lambda group: -len(knowledge.said_for(group.id)))
        return [
            (region, group.name)
            for group in groups
            for name in (group.name, *group.aliases)
            if "group" in normalise(name).split() and (region := region_in(name))
        ]

    return knowledge.keep("groups of regions", find)


def _is_in_name(words: Sequence[str], start: int, end: int, knowledge: KnowledgeBase) -> bool:
    """Tell whether words are a name of the pack, or stand in one: "Africa" in "South Africa".

    So do those of which a part begins one: "the South" in "the South Africans".
    """
    furthest = min(len(words), end + 2)
    return any(
        " ".join(words[first:last]) in knowledge.index.names
        for first in range(max(0, start - 2), end)
        for last in range(end if first <= start else end + 1, furthest + 1)
    )
