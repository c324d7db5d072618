"""Regions and groups of states that a pack may lack, so that none is taken for a state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from knowledge.names.normal import normalise

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DATA = Path(__file__).parents[1] / "data" / "groups.yaml"


@dataclass(frozen=True, slots=True)
class Grouping:
    """A region or a group of states.

    Args:
        id: what it is called in data.
        name: what it is called in English.
        names: every name that it is known by, the English one first.
        members: ISO 3166 alpha-2 codes; none where who belongs to it is not clear or changes.
    """

    id: str
    name: str
    names: tuple[str, ...]
    members: tuple[str, ...] = ()


# What makes a group's name of a region's: "African Group", "Group of African States".
_MAKES_GROUPS = frozenset("group groups of the and states countries members member region".split())
_ENDINGS = re.compile(r"(?:ans?|ns?|s)$")


def region_in(name: str) -> str:
    """Give what a group's name has of a region's, in one form: "African Group" as "Africa".

    Args:
        name: of a group or a region, "Africans" too.
    """
    words = [word for word in normalise(name).split() if word not in _MAKES_GROUPS]
    return " ".join(_ENDINGS.sub("", word).rstrip("ae") for word in words)


@cache
def groupings_by_id() -> Mapping[str, Grouping]:
    """Give the regions and groups that data knows by their ids."""
    return MappingProxyType({grouping.id: grouping for grouping in known_groupings().values()})


# What the members of a group that is known by its letters are called: "ASEAN countries".
_STATES = ("countries", "states", "members", "member states", "delegations")


@cache
def known_groupings() -> Mapping[str, Grouping]:
    """Give the regions and groups that data knows, whatever a pack has.

    Returns:
        Groupings by each of their names, in its one written form.
    """
    # The program's own file: nobody needs its faults by line, and this is six times as fast.
    data = yaml.load(_DATA.read_text("utf-8"), Loader=_LOADER)  # noqa: S506
    found: dict[str, Grouping] = {}
    for entry in data["groups"]:
        names = (entry["name"], *entry.get("names", ()))
        if entry["name"].isupper():
            names += tuple(f"{entry['name']} {states}" for states in _STATES)
        members = tuple(entry.get("members", "").split())
        grouping = Grouping(entry["id"], entry["name"], names, members)
        for name in names:
            key = normalise(name)
            found[key] = grouping
            # "the Nordics" is looked up without its article as well.
            found.setdefault(key.removeprefix("the "), grouping)
    return MappingProxyType(found)
