"""The format of a pack's files as a JSON Schema, for editors that complete and check YAML by one.

`python -m knowledge.loading.schema` writes it to where it ships.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from knowledge.model import DEFAULTS, SECTIONS, Entry, Pack, Uncoded

FILE = "pack.schema.json"
SHIPPED = Path(__file__).parents[1] / "data" / FILE
_SECTIONS = {
    "pack": "What the pack is called.",
    "session": "The session of all of the file's positions that name none.",
    "source": "The source of all of the file's positions and filed passages that name none.",
    "states": "States by id, each with its ISO 3166 code.",
    "state_names": "Names of states that the program lacks, or words otherwise.",
    "ambiguous_names": "Names that can mean several parties, and are asked back.",
    "translations": "Names of parties, topics and terms in the official languages.",
    "parties": "Who speaks and is no state.",
    "topics": "What is negotiated.",
    "sources": "The documents.",
    "events": "Sessions, deadlines, publications.",
    "terms": "Abbreviations and notions.",
    "people": "People and bodies.",
    "proposals": "What was proposed, recommended or stressed on paper.",
    "positions": "What was said: a party, a topic, a stance, a summary, where it stands.",
    "filed": "Passages that no entry needs, with the reason.",
}
_ARGUMENT = re.compile(r"^([a-z_0-9]+(?:, [a-z_0-9]+)*): (.*)$")


class _Writer(GenerateJsonSchema):
    """Writes dates as the texts that they are."""

    def function_plain_schema(self, schema: Any) -> dict[str, Any]:
        return {"type": ["string", "integer"]}


def build_schema() -> dict[str, Any]:
    """Give the schema of any file of a pack, with what each key is for."""
    models: list[type[Entry]] = [Pack, *SECTIONS.values(), Uncoded]
    _, schema = models_json_schema(
        [(model, "validation") for model in models],
        ref_template="#/$defs/{model}",
        schema_generator=_Writer,
    )
    definitions = schema["$defs"]
    for model in _all_models():
        if model.__name__ in definitions:
            _describe(model, definitions[model.__name__])
    properties: dict[str, Any] = {}
    for key, description in _SECTIONS.items():
        properties[key] = {"description": description, **_of_section(key, definitions)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a Compact pack",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "$defs": definitions,
    }


def _of_section(key: str, definitions: dict[str, Any]) -> dict[str, Any]:
    if key == "pack":
        return {"$ref": "#/$defs/Pack"}
    if key in ("session", "source"):
        return {"type": "string"}
    if key == "states":
        return {
            "type": "object",
            "additionalProperties": {"type": "string", "pattern": "^[A-Z]{2}$"},
        }
    names = [SECTIONS[key].__name__, *(["Uncoded"] if key == "positions" else [])]
    for name in names:
        # What holds for the file need not stand in each entry.
        required = definitions[name].get("required", [])
        definitions[name]["required"] = [k for k in required if k not in DEFAULTS.get(key, ())]
    items = [{"$ref": f"#/$defs/{name}"} for name in names]
    return {"type": "array", "items": items[0] if len(items) == 1 else {"anyOf": items}}


def _all_models(model: type[Entry] = Entry) -> Iterator[type[Entry]]:
    for below in model.__subclasses__():
        yield below
        yield from _all_models(below)


def _describe(model: type[Entry], definition: dict[str, Any]) -> None:
    """Say at each key what the model's docstring says of it."""
    definition.pop("title", None)
    definition["description"] = (model.__doc__ or "").split("\n\n")[0].strip()
    told = dict(describe_keys(model))
    for key, value in definition.get("properties", {}).items():
        value.pop("title", None)
        if key in told:
            # A reference keeps what it refers to; what is said beside it is said of this key.
            value["description"] = told[key]


def describe_keys(model: type[Entry]) -> Iterator[tuple[str, str]]:
    """Yield each key of a model with what its docstring, or that of what it extends, says of it.

    Args:
        model: of a section.
    """
    for each in reversed(model.__mro__):
        if issubclass(each, Entry):
            yield from _arguments(each.__doc__ or "")


def _arguments(docstring: str) -> Iterator[tuple[str, str]]:
    _, _, told = docstring.partition("Args:\n")
    lines = told.split("\n\n")[0].splitlines()
    current: tuple[list[str], list[str]] | None = None
    for line in lines:
        if match := _ARGUMENT.match(line.strip()):
            if current:
                yield from ((name, " ".join(current[1])) for name in current[0])
            current = (match[1].split(", "), [match[2]])
        elif current and line.strip():
            current[1].append(line.strip())
    if current:
        yield from ((name, " ".join(current[1])) for name in current[0])


def modeline(folder: str = "") -> str:
    """Give the line by which an editor knows that a file is checked by the schema.

    Source: YAML Language Server, "Using inlined schema".

    Args:
        folder: of the file, in the pack's folder, which has the schema; "" for that itself.
    """
    return f"# yaml-language-server: $schema={'../' if folder else ''}{FILE}\n"


def spell_schema() -> str:
    """Write the schema as it ships."""
    return json.dumps(build_schema(), ensure_ascii=False, indent=1) + "\n"


def place_schema(folder: Path) -> None:
    """Leave the schema in a pack's folder, for the files there that name it."""
    path = folder / FILE
    content = SHIPPED.read_text("utf-8")
    if not path.exists() or path.read_text("utf-8") != content:
        path.write_text(content, "utf-8")


if __name__ == "__main__":
    SHIPPED.write_text(spell_schema(), "utf-8")
