"""Seats of government, by which people name states: "what did Moscow say"."""

from __future__ import annotations

from functools import cache, lru_cache

from knowledge.base import KnowledgeBase
from knowledge.names.normal import DATA, normalise
from knowledge.yaml_source import read_yaml

_CAPITALS = DATA / "capitals.yaml"
LONGEST = 3  # words of a capital's name


@cache
def _codes() -> dict[str, str]:
    data = read_yaml(_CAPITALS.read_text("utf-8"), _CAPITALS.name).data
    assert isinstance(data, dict)
    return {normalise(name): code for code, names in data["capitals"].items() for name in names}


@lru_cache(maxsize=2)  # the pack in use, and the one before it
def _meant(knowledge: KnowledgeBase) -> dict[str, str]:
    """Give the party for each capital that is no name here and where nothing took place."""
    places = " ".join(f"{e.name} {e.place}" for e in knowledge.events.values())
    there = f" {normalise(places)} "
    parties = {party.code: party.id for party in knowledge.parties.values() if party.code}
    return {
        name: parties[code]
        for name, code in _codes().items()
        if code in parties and f" {name} " not in there and name not in knowledge.index.names
    }


def find_capitals(words: list[str], knowledge: KnowledgeBase) -> list[tuple[str, str]]:
    """Find the capitals that a line names.

    Args:
        words: of the line, folded.
        knowledge: whose parties they can stand for, and whose events' places they never do.

    Returns:
        (the capital, the party's id) in order.
    """
    meant = _meant(knowledge)
    found: list[tuple[str, str]] = []
    first = 0
    while first < len(words):
        names = (" ".join(words[first : first + count]) for count in range(LONGEST, 0, -1))
        # "Tokyos idea" is Tokyo's.
        name = next((n for n in names if n in meant or n.removesuffix("s") in meant), "")
        if name:
            found.append((name, meant.get(name) or meant[name.removesuffix("s")]))
        first += len(name.split()) or 1
    return found
