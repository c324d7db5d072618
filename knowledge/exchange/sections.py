"""A pack as what is written in its files: section by section, entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from knowledge.loading.reading import is_yaml
from knowledge.model import DEFAULTS, SECTIONS, Entry, Pack
from knowledge.yaml_source import read_yaml

Item = dict[str, Any]
Sections = dict[str, list[Item]]
# States are a mapping of ids to codes in YAML; elsewhere they are rows of two cells.
STATES = ("id", "code")
KINDS = ("pack", "states", *SECTIONS)


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
    """Give what tells an entry from the others of its kind."""
    if kind == "pack":
        return "pack"
    if kind == "state_names":
        return str(item.get("state", ""))
    if isinstance(item.get("id"), str):
        return str(item["id"])
    return repr(sorted((key, repr(value)) for key, value in item.items()))


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
    yaml.width = 110
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(data, out)
    return head + out.getvalue()
