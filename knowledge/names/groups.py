"""Regions and groups of states that a pack may lack, so that none is taken for a state."""

from __future__ import annotations

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


@cache
def groupings_by_id() -> Mapping[str, Grouping]:
    """Give the regions and groups that data knows by their ids."""
    return MappingProxyType({grouping.id: grouping for grouping in known_groupings().values()})


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
        members = tuple(entry.get("members", "").split())
        grouping = Grouping(entry["id"], entry["name"], names, members)
        for name in names:
            key = normalise(name)
            found[key] = grouping
            # "the Nordics" is looked up without its article as well.
            found.setdefault(key.removeprefix("the "), grouping)
    return MappingProxyType(found)
