"""Entries of other programs' files beside those of a pack: checked as one, nothing written over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.diagnostics import Fault
from knowledge.documents.library import open_library
from knowledge.errors import FaultyPack
from knowledge.exchange.reading import Reading
from knowledge.exchange.sections import Item, Sections, by_key, identify, read_sections
from knowledge.loading.checks import check
from knowledge.loading.draft import Draft
from knowledge.loading.evidence import check_evidence
from knowledge.loading.labels import roster_of
from knowledge.loading.reading import read_draft
from knowledge.model import Source
from knowledge.names.normal import normalise
from knowledge.yaml_source import nearest

_LISTS = ("aliases", "synonyms", "against", "narrower")


@dataclass(slots=True)
class Joined:
    """What a file adds to a pack.

    Args:
        new: its entries that the pack has not.
        members: how many of its rows on who is in which group came in with the group.
        same: how many of each kind stand there already, alike.
        left: kind, key and differing keys of those that stand there in other words, with the id
            under which they do.
    """

    new: Sections = field(default_factory=dict)
    members: int = 0
    same: dict[str, int] = field(default_factory=dict)
    left: list[tuple[str, str, str, tuple[str, ...]]] = field(default_factory=list)


def join(folder: Path, readings: Sequence[Reading], documents: Path | None) -> list[Joined]:
    """Put what files have beside what a pack has, and check the whole as one.

    Args:
        folder: of the pack; it need not be there yet.
        readings: of the files.
        documents: folder of the source documents, or None.

    Returns:
        What each file adds, in their order.

    Raises:
        FaultyPack: with every fault, of the files and of the pack.
    """
    there = _entries_there(folder, readings)
    joiner = _Joiner(there)
    joiner.place_members(readings)
    joined = [joiner.join(reading) for reading in readings]
    draft = read_draft(folder, readings)
    library = open_library(documents, draft.entries(Source), roster_of(draft).is_name)
    check(draft)
    check_evidence(draft, library)
    _raise_faults(draft)
    return joined


def _entries_there(folder: Path, readings: Sequence[Reading]) -> dict[str, dict[str, Item]]:
    """Give what the pack has; where it has faults, there is no telling."""
    if not folder.is_dir() or not any(folder.rglob("*.yaml")):
        return {}
    draft = read_draft(folder)
    if draft.diagnostics:
        for reading in readings:
            draft.diagnostics += reading.diagnostics
        _raise_faults(draft)
    return {kind: by_key(kind, items) for kind, items in read_sections(folder).items()}


def _raise_faults(draft: Draft) -> None:
    if draft.diagnostics:
        raise FaultyPack([each for each in draft.diagnostics if not draft.unread.explains(each)])


class _Joiner:
    """Tells what is new from what is there."""

    def __init__(self, there: Mapping[str, dict[str, Item]]) -> None:
        self.there = {kind: dict(items) for kind, items in there.items()}
        self.names: dict[tuple[str, str], str] = {}
        for kind, items in there.items():
            for key, item in items.items():
                for name in _names_of(item):
                    self.names.setdefault((kind, name), key)
        self.meant: dict[str, str] = {}  # by the id that was made of a term's name, the pack's own
        self.met: dict[str, dict[str, Item]] = {}  # what the files before have
        self.placed: Counter[int] = Counter()  # rows on members, by the file that has them
        self.members: dict[int, list[tuple[str, str, bool]]] = {}  # of groups that the pack has

    def place_members(self, readings: Sequence[Reading]) -> None:
        """Put the rows on who is in which group into the groups that come in with them."""
        groups = {
            str(item.get("id")): (reading, number, item)
            for reading in readings
            for number, item in enumerate(reading.sections.get("parties", ()))
        }
        known = self.there.get("parties", {})
        for reading in readings:
            for group, key, party, spot in reading.memberships:
                if group in groups and group not in known:
                    owner, number, item = groups[group]
                    listed = item.setdefault(key, [])
                    self.placed[id(reading)] += 1
                    if isinstance(listed, list) and party not in listed:
                        path = (key, len(listed))
                        owner.borrow("parties", number, path, reading.file, spot)
                        listed.append(party)
                elif group in known:
                    has = party in (known[group].get(key) or ())
                    of = self.members.setdefault(id(reading), [])
                    of.append((group, f"{key}: {party}", has))
                else:
                    hint = nearest(group, sorted({*groups, *known}))
                    message = f"there is no party “{group}”{hint}"
                    reading.note((spot[0], 1), Fault.UNKNOWN_PARTY, message)

    def join(self, reading: Reading) -> Joined:
        """Keep of a file what the pack and the files before it have not."""
        found = Joined(members=self.placed[id(reading)])
        kept: dict[str, list[int]] = {}
        for kind, items in reading.sections.items():
            for number, item in enumerate(items):
                if self._is_new(kind, number, item, reading, found):
                    kept.setdefault(kind, []).append(number)
                    found.new.setdefault(kind, []).append(item)
        for group, told, has in self.members.get(id(reading), ()):
            if has:
                found.same["memberships"] = found.same.get("memberships", 0) + 1
            else:
                found.left.append(("memberships", group, group, (told,)))
        reading.keep(kept)
        return found

    def _is_new(self, kind: str, number: int, item: Item, reading: Reading, found: Joined) -> bool:
        if kind == "translations" and item.get("term") in self.meant:
            item["term"] = self.meant[item["term"]]
        key = identify(kind, item)
        known = self.there.get(kind, {})
        own = key
        if key not in known and (kind, number) in reading.made:
            key = self._meant_by_name(kind, item) or key
        if key in known:
            if kind == "terms":
                self.meant[own] = key
            self._tell_left(kind, own, key, item, found)
            return False
        before = self.met.setdefault(kind, {})
        if key in before and before[key] == item:
            found.same[kind] = found.same.get(kind, 0) + 1
            return False
        if key in before and kind in ("pack", "states"):
            message = f"“{key}” stands already in what is imported"
            reading.note(reading.spot(kind, number), Fault.DUPLICATE_ID, message)
            return False
        before[key] = item
        return True

    def _meant_by_name(self, kind: str, item: Item) -> str:
        return self.names.get((kind, normalise(str(item.get("name", "")))), "")

    def _tell_left(self, kind: str, own: str, key: str, item: Item, found: Joined) -> None:
        there = self.there[kind][key]
        keys = dict.fromkeys((*there, *item))
        if own != key:
            keys.pop("id", None)
        other = tuple(name for name in keys if _settle(there.get(name)) != _settle(item.get(name)))
        if other:
            found.left.append((kind, own, key, other))
        else:
            found.same[kind] = found.same.get(kind, 0) + 1


def _settle(value: Any) -> Any:
    """Give a value as it compares: what is empty is nothing, a list of texts that has one is it."""
    return value if value not in ("", [], {}, ()) else None


def _names_of(item: Item) -> list[str]:
    names = [item.get("name"), item.get("short")]
    for key in _LISTS:
        if isinstance(listed := item.get(key), list):
            names += listed
    return [normalise(str(name)) for name in names if name]
