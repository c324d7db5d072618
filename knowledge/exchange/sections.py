"""A pack as what is written in its files: section by section, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from knowledge.loading.reading import is_yaml
from knowledge.model import DEFAULTS, SECTIONS, Entry, Pack
from knowledge.names.normal import normalise
from knowledge.yaml_source import read_yaml

Item = dict[str, Any]
Sections = dict[str, list[Item]]
# States are a mapping of ids to codes in YAML; elsewhere they are rows of two cells.
STATES = ("id", "code")
KINDS = ("pack", "states", *SECTIONS)
_WIDE = 10_000_000  # columns: what is written on one line is never taken for the beginning of one
# Text of one line in which no character is or looks like YAML's or like a space.
_BARE = re.compile(r"[^\W_](?:[^\x00-\x1f\x7f-\xa0\u2000-\u200f\u2028-\u202f\ufeff\n#:]|:(?! |$))*")


def read_sections(folder: Path) -> Sections:
    """Read what the files of a faultless pack have, each entry with what holds for its file.

    Args:
        folder: of the pack.
    """
    found: Sections = {}
    for path in sorted(folder.rglob("*")):
        if not is_yaml(path):
            continue
        data = read_yaml(path.read_text("utf-8"), path.name).data
        if not isinstance(data, dict):
            continue
        for kind in KINDS:
            found.setdefault(kind, []).extend(_items(kind, _as_texts(data)))
    return {kind: items for kind, items in found.items() if items}


def _as_texts(value: Any) -> Any:
    """Give numbers as the texts that they are: a year is written either way."""
    if isinstance(value, dict):
        return {key: _as_texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_texts(each) for each in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _items(kind: str, data: Mapping[str, Any]) -> list[Item]:
    written = data.get(kind)
    if not written:
        return []
    if kind == "pack":
        return [dict(written)]
    if kind == "states":
        return [dict(zip(STATES, each, strict=True)) for each in written.items()]
    defaults = {name: data[name] for name in DEFAULTS.get(kind, ()) if data.get(name)}
    return [{**defaults, **item} for item in written]


def model_of(kind: str) -> type[Entry] | None:
    """Give what the entries of a kind are; None for states, which are rows of two cells."""
    return Pack if kind == "pack" else SECTIONS.get(kind)


def identify(kind: str, item: Mapping[str, Any]) -> str:
    """Give what tells an entry from the others of its kind: its id, or what stands for one."""
    match kind:
        case "pack":
            return "pack"
        case "state_names":
            return str(item.get("state", ""))
        case "ambiguous_names":
            return normalise(str(item.get("name", "")))
        case "translations":
            named = (f"{of} {item[of]}" for of in ("party", "topic", "term") if item.get(of))
            return ", ".join(named)
        case "filed":
            locators = item.get("locators") or ()
            listed = locators if isinstance(locators, str) else ", ".join(map(str, locators))
            return f"{item.get('source', '')}: {listed}"
    return str(item.get("id", ""))


def by_key(kind: str, items: Iterable[Item]) -> dict[str, Item]:
    """Map entries by what tells them apart; what comes again under one key is numbered."""
    found: dict[str, Item] = {}
    for item in items:
        key, number = identify(kind, item), 1
        while (numbered := key if number == 1 else f"{key} ({number})") in found:
            number += 1
        found[numbered] = item
    return found


def spell_sections(sections: Mapping[str, Iterable[Item]], head: str) -> str:
    """Write sections as one YAML file of a pack.

    Args:
        sections: items by kind.
        head: a comment before all, each line with its "#"; or "".
    """
    data: dict[str, Any] = {}
    for kind, items in sections.items():
        written = list(items)
        if kind == "pack":
            data[kind] = written[0]
        elif kind == "states":
            data[kind] = {item["id"]: item.get("code") for item in written}
        else:
            data[kind] = written
    yaml = YAML()
    yaml.width = _WIDE
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(_quoted(data), out)
    return head + out.getvalue()


def _quoted(value: Any) -> Any:
    """Put text in quotation marks that could be taken for something else where it stands bare."""
    if isinstance(value, dict):
        return {_quoted(key): _quoted(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_quoted(each) for each in value]
    if isinstance(value, str) and value and not _BARE.fullmatch(value):
        return DoubleQuotedScalarString(value)
    return value
