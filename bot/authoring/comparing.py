"""`compact diff`: what changed from one pack to another, in words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from bot.authoring.counting import count
from knowledge.base import KnowledgeBase
from knowledge.exchange.difference import (
    Difference,
    Shift,
    compare_sections,
    compare_stances,
)
from knowledge.exchange.sections import read_sections
from knowledge.loading.loader import load
from knowledge.model import Position, Uncoded
from knowledge.when import When


def print_difference(old: Path, new: Path, *, as_json: bool, out: TextIO) -> bool:
    """Tell what changed from one pack to another.

    Args:
        old, new: folders of packs without faults.
        as_json: for programs.
        out: where it is told.

    Returns:
        Whether anything changed.

    Raises:
        FaultyPack: with every fault of a pack.
    """
    before, after = load(old).knowledge, load(new).knowledge
    differences = compare_sections(read_sections(old), read_sections(new))
    shifts = compare_stances(before, after)
    if as_json:
        out.write(json.dumps(_as_data(differences, shifts), ensure_ascii=False, indent=2) + "\n")
        return bool(differences)
    for shift in shifts:
        out.write(f"{_tell_shift(shift)}\n")
    if shifts:
        out.write("\n")
    for difference in differences:
        _tell(difference, after if difference.change != "removed" else before, out)
    out.write(f"{_sum_up(differences)}\n")
    return bool(differences)


def _tell_shift(shift: Shift) -> str:
    course = f", {shift.course}" if shift.course else ""
    if shift.restated:
        course = ", towards another proposition"
    return f"{shift.voice} on {shift.topic}: {_stances(shift.old)} → {_stances(shift.new)}{course}"


def _stances(stances: Sequence[str]) -> str:
    return ", ".join(stances)


def _tell(difference: Difference, knowledge: KnowledgeBase, out: TextIO) -> None:
    called = _call(difference, knowledge)
    out.write(f"{difference.change} {difference.kind_name}: {called}\n")
    for key, (was, is_) in difference.fields.items():
        for line in _tell_field(key, was, is_):
            out.write(f"    {line}\n")


def _call(difference: Difference, knowledge: KnowledgeBase) -> str:
    """Name an entry as a person knows it, with its id."""
    key, name = difference.id, difference.name
    if difference.kind == "positions":
        said: list[Position | Uncoded] = [*knowledge.positions, *knowledge.drafts]
        name = next((_call_position(each, knowledge) for each in said if each.id == key), name)
    if difference.kind in ("filed", "translations"):
        return key
    return name if name == key else f"{name} ({key})"


def _call_position(position: Position | Uncoded, knowledge: KnowledgeBase) -> str:
    speaker = knowledge.parties[position.party].brief
    group = position.on_behalf_of
    voice = f"{speaker} for {knowledge.parties[group].brief}" if group else speaker
    topic = knowledge.topics[position.topic].name if position.topic else "no topic yet"
    return f"{voice} on {topic}"


# A key that changed


def _tell_field(key: str, was: Any, is_: Any) -> Iterator[str]:
    """Tell of one key: what was put in its place, or of a list what came and went."""
    if isinstance(was, Mapping) and isinstance(is_, Mapping):
        for each in dict.fromkeys((*was, *is_)):
            if was.get(each) != is_.get(each):
                yield from _tell_field(f"{key}, {each}", was.get(each), is_.get(each))
    elif isinstance(was or [], list) and isinstance(is_ or [], list) and (was or is_):
        yield from _tell_list(key, was or [], is_ or [])
    elif _is_day(key, was) and _is_day(key, is_):
        yield f"moved from {When.parse(was).spell()} to {When.parse(is_).spell()}"
    else:
        yield f"{key}: {_spell(was)} → {_spell(is_)}"


def _tell_list(key: str, was: list[Any], is_: list[Any]) -> Iterator[str]:
    entries = all(isinstance(each, Mapping) for each in (*was, *is_))
    if entries and len(was) == len(is_):
        for number, (old, new) in enumerate(zip(was, is_, strict=True), 1):
            named = f"{key} {number}" if len(was) > 1 else key
            for name in dict.fromkeys((*old, *new)):
                if old.get(name) != new.get(name):
                    inner = name if name == "when" else f"{named}, {name}"
                    yield from _tell_field(inner, old.get(name), new.get(name))
        return
    gone = [each for each in was if each not in is_]
    come = [each for each in is_ if each not in was]
    if gone:
        yield f"{key} without {'; '.join(map(_spell, gone))}"
    if come:
        yield f"{key} with {'; '.join(map(_spell, come))}"
    if not gone and not come:
        yield f"{key}: in another order, or repeated: {'; '.join(map(_spell, is_))}"


def _is_day(key: str, value: Any) -> bool:
    return key == "when" and isinstance(value, str)


def _spell(value: Any) -> str:
    if value in (None, "", [], {}):
        return "nothing"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_spell(each)}" for key, each in value.items())
    if isinstance(value, list):
        return "; ".join(map(_spell, value))
    return f"“{' '.join(str(value).split())}”"


# In numbers and as data


def _sum_up(differences: Sequence[Difference]) -> str:
    if not differences:
        return "Nothing changed."
    counts = Counter(each.change for each in differences)
    told = ", ".join(f"{counts[change]} {change}" for change in ("added", "removed", "changed"))
    return f"{count(len(differences), 'entry', 'entries')}: {told}."


def _as_data(differences: Sequence[Difference], shifts: Sequence[Shift]) -> Mapping[str, Any]:
    return {
        "entries": [
            {
                "kind": each.kind,
                "id": each.id,
                "name": each.name,
                "change": each.change,
                "fields": {
                    key: {"old": was, "new": is_} for key, (was, is_) in each.fields.items()
                },
            }
            for each in differences
        ],
        "stances": [
            {
                "voice": each.voice,
                "topic": each.topic,
                "old": list(each.old),
                "new": list(each.new),
                "course": each.course,
                "restated": each.restated,
            }
            for each in shifts
        ],
    }
