"""Wording pydantic's faults for the person who edits a pack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from knowledge.loading.checks import model_in
from knowledge.loading.draft import Placed
from knowledge.model import Entry
from knowledge.yaml_source import Diagnostic, nearest

# The patterns of the model, in words.
FORMS = {
    "id": "an id: lower-case letters and digits, with single hyphens between",
    "code": "a code of two capital letters, ISO 3166 (CH)",
    "sha256": "a sha256, 64 hexadecimal digits in lower case (sha256sum FILE)",
    "time": "a time of day, written 15:00",
}
_SHAPES = {
    "tuple_type": "{where} has to be a list, such as [a, b]",
    "dict_type": "{where} has to be a mapping, such as {{a: b}}",
    "string_type": "{where} has to be text",
}


def explain(fault: ErrorDetails, model: type[Entry], placed: Placed) -> Diagnostic | None:
    """Word a validation fault for the editor, at the place of the key or value.

    Args:
        fault: as pydantic reports it.
        model: what the entry was read as.
        placed: where the entry stands.

    Returns:
        The diagnostic; None for a fault that only follows from others.
    """
    path = tuple(fault["loc"])
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    where = "“" + ".".join(str(s + 1) if isinstance(s, int) else s for s in path) + "”"
    written = fault["input"]
    match fault["type"]:
        case "extra_forbidden":
            known = _fields_at(model, path[:-1])
            message = f"there is no key “{name}” here{nearest(name, known)}"
            return placed.fault(path, "unknown-key", message, key=True)
        case "missing":
            return placed.fault(path[:-1], "missing-key", f"“{name}” is missing")
        case "model_type" | "model_attributes_type":
            return placed.fault(path, "type", "an entry has to be a mapping of keys to values")
        case "literal_error" if written is not None:
            known = _choices_at(model, path)
            shown = str(written).lower() if isinstance(written, bool) else written
            message = f"{where} is “{shown}”; it is one of {', '.join(known)}"
            return placed.fault(path, "value", message + nearest(str(written), known))
        case "too_short" if written:
            if len(written) >= fault["ctx"]["min_length"]:
                return None  # enough are written; those with faults of their own do not count
            message = f"{where} needs at least {fault['ctx']['min_length']}"
            return placed.fault(path, "empty", message)
        case kind if written is None or kind in ("string_too_short", "too_short"):
            return placed.fault(path, "empty", f"{where} is empty")
        case "string_pattern_mismatch" if name in FORMS:
            return placed.fault(path, "value", f"“{written}” is not {FORMS[name]}")
        case "string_pattern_mismatch":
            return placed.fault(path, "id", f"“{written}” is not {FORMS['id']}")
        case "value_error":
            return placed.fault(path, "date", str(fault["ctx"]["error"]))
        case "string_type" if isinstance(written, bool):
            message = f"{where} is read as true or false; put it in quotes if it is a word"
            return placed.fault(path, "type", message)
        case kind if kind in _SHAPES:
            return placed.fault(path, "type", _SHAPES[kind].format(where=where))
        case _:
            return placed.fault(path, "value", f"{where}: {fault['msg']}")


def _fields_at(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = model_in(model.model_fields[step].annotation) or model
    return list(model.model_fields)


def _choices_at(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    annotation: Any = None
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            annotation = model.model_fields[step].annotation
            model = model_in(annotation) or model
    while annotation is not None and get_origin(annotation) is not Literal:
        annotation = next(iter(get_args(annotation)), None)
    return [str(choice) for choice in get_args(annotation)]
