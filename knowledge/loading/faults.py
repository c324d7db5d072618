"""Wording pydantic's faults for the person who edits a pack."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from knowledge.diagnostics import Diagnostic, Fault
from knowledge.loading.checks import model_in
from knowledge.loading.draft import Placed
from knowledge.model import Entry
from knowledge.yaml_source import Path, nearest

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
    written = fault["input"]
    match fault["type"]:
        case "extra_forbidden":
            return _unknown_key(path, model, placed)
        case "missing":
            message = f"“{_key_at(path)}” is missing"
            return placed.fault(path[:-1], Fault.MISSING_KEY, message)
        case "model_type" | "model_attributes_type":
            message = "an entry has to be a mapping of keys to values"
            return placed.fault(path, Fault.TYPE, message)
        case "literal_error" if written is not None:
            return _no_choice(path, written, model, placed)
        case "too_short" if written:
            return _too_few(path, written, fault["ctx"]["min_length"], placed)
        case kind if written is None or kind in ("string_too_short", "too_short"):
            return placed.fault(path, Fault.EMPTY, f"{_spell(path)} is empty")
        case "string_pattern_mismatch":
            return _other_form(path, written, placed)
        case "value_error":
            return placed.fault(path, Fault.DATE, str(fault["ctx"]["error"]))
        case kind:
            return _other_shape(path, kind, written, placed) or placed.fault(
                path, Fault.VALUE, f"{_spell(path)}: {fault['msg']}"
            )


def _key_at(path: Path) -> str:
    """Give the key that a path ends at, be it a list's."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _spell(path: Path) -> str:
    return "“" + ".".join(str(s + 1) if isinstance(s, int) else s for s in path) + "”"


def _unknown_key(path: Path, model: type[Entry], placed: Placed) -> Diagnostic:
    name = _key_at(path)
    message = f"there is no key “{name}” here{nearest(name, _fields_at(model, path[:-1]))}"
    return placed.fault(path, Fault.UNKNOWN_KEY, message, key=True)


def _no_choice(path: Path, written: object, model: type[Entry], placed: Placed) -> Diagnostic:
    known = _choices_at(model, path)
    shown = str(written).lower() if isinstance(written, bool) else written
    message = f"{_spell(path)} is “{shown}”; it is one of {', '.join(known)}"
    return placed.fault(path, Fault.VALUE, message + nearest(str(written), known))


def _too_few(path: Path, written: Sized, least: int, placed: Placed) -> Diagnostic | None:
    if len(written) >= least:
        return None  # enough are written; those with faults of their own do not count
    return placed.fault(path, Fault.EMPTY, f"{_spell(path)} needs at least {least}")


def _other_form(path: Path, written: object, placed: Placed) -> Diagnostic:
    name = _key_at(path)
    if name in FORMS:
        return placed.fault(path, Fault.VALUE, f"“{written}” is not {FORMS[name]}")
    return placed.fault(path, Fault.ID, f"“{written}” is not {FORMS['id']}")


def _other_shape(path: Path, kind: str, written: object, placed: Placed) -> Diagnostic | None:
    """Word a fault of a value that is a list, a mapping or a text and has to be another one."""
    if kind == "string_type" and isinstance(written, bool):
        message = f"{_spell(path)} is read as true or false; put it in quotes if it is a word"
    elif kind in _SHAPES:
        message = _SHAPES[kind].format(where=_spell(path))
    else:
        return None
    return placed.fault(path, Fault.TYPE, message)


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
