"""The JSON interface: what it promises, and that every answer keeps it."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.funnel import respond
from bot.render.json import Json, render_json
from handlers.answers.answer import EntryKind
from handlers.request import Services
from tests.conftest import ROOT, ask_json
from tests.questions import all_questions, sample_questions

SCHEMA: dict[str, Any] = json.loads(
    files("bot").joinpath("answer.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)
DOCS = ROOT / "docs" / "answer-json.md"


def faults(answer: Json) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in VALIDATOR.iter_errors(answer)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def objects(schema: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every object that the schema describes."""
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects(part)


def test_every_object_is_closed_and_has_all_its_keys() -> None:
    found = list(objects(SCHEMA))
    assert len(found) == 19
    for each in found:
        assert each["additionalProperties"] is False
        assert each["required"] == list(each["properties"])


def test_the_lists_of_entries_are_those_of_answers() -> None:
    assert list(SCHEMA["properties"]) == [
        "query",
        "command",
        "title",
        "text",
        "board",
        "tables",
        "statements",
        "related",
        *get_args(EntryKind),
        "choices",
        "notes",
    ]


def test_every_answer_fits(best: Services) -> None:
    for question in all_questions(best):
        answer = ask_json(best, question)
        assert faults(answer) == [], question
        json.dumps(answer, ensure_ascii=False).encode()


def test_answers_without_documents_fit(bare: Services) -> None:
    for question in sample_questions(bare, 9):
        answer = ask_json(bare, question)
        assert faults(answer) == [], question
        assert not any(said["quotes"] for said in answer["statements"]), question


@pytest.mark.parametrize(
    "line",
    ["", "help nothing", "position", "who", "compare Japan IOM", "x" * 500, "next -1", "term ?"],
)
def test_mistakes_fit(bare: Services, line: str) -> None:
    assert faults(ask_json(bare, line)) == []


def test_a_fault_fits(bare: Services) -> None:
    class Broken:
        def search(self, query: object, most: int) -> list[object]:
            raise RuntimeError("the index is gone")

    services = replace(bare, text=Broken())  # type: ignore[arg-type]
    outcome = respond("search x", services, render_json)
    assert outcome.status == "fault"
    assert faults(outcome.drawn) == []
    assert [note["kind"] for note in outcome.drawn["notes"]] == ["fault"]


@settings(deadline=None, max_examples=80)
@given(line=st.text(max_size=500))
def test_any_line_fits(bare: Services, line: str) -> None:
    assert faults(ask_json(bare, line)) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ({"stance": "in favour"}, "'in favour' is not one of"),
        ({"voice": "group"}, "None is not of type 'string'"),
        ({"date": "13 March 2018"}, "does not match"),
        ({"mood": "calm"}, "Additional properties are not allowed"),
        ({"locator": ""}, "should be non-empty"),
    ],
)
def test_the_schema_refuses(bare: Services, broken: dict[str, str], fault: str) -> None:
    answer = ask_json(bare, "position Japan IOM")
    answer["statements"][0] |= broken
    assert any(fault in told for told in faults(answer))


def test_the_whole_answer_is_given_not_its_page(bare: Services) -> None:
    whole = ask_json(bare, "position Australia")
    assert ask_json(bare, "position Australia page 2") == whole
    assert len(whole["statements"]) > 15
    assert all(
        " ".join(said["summary"].split()) in " ".join(whole["text"].split())
        for said in whole["statements"]
    )
    assert "→" not in whole["text"]


def keys(schema: Any) -> Iterator[str]:
    for each in objects(schema):
        yield from each["properties"]


def values(schema: Any) -> Iterator[str]:
    """Yield every word that a key can have for its value."""
    if isinstance(schema, dict):
        yield from filter(None, schema.get("enum", ()))
        for part in schema.values():
            yield from values(part)


def test_the_documentation_names_every_key_and_word() -> None:
    told = set(re.findall(r"`([^`\n]+)`", DOCS.read_text(encoding="utf-8")))
    assert {*keys(SCHEMA), *values(SCHEMA)} - told == set()


def test_every_kind_of_note_is_in_the_schema() -> None:
    kinds = {
        str(node.args[0].value)
        for path in (*(ROOT / "handlers").rglob("*.py"), *(ROOT / "bot").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Note"
        and isinstance(node.args[0], ast.Constant)
    }
    assert sorted(kinds) == SCHEMA["$defs"]["note"]["properties"]["kind"]["enum"]


def test_the_documentation_s_example_fits() -> None:
    examples = re.findall(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) == 1
    example = json.loads(examples[0])
    for key, part in example.items():
        schema = {**SCHEMA["properties"][key], "$defs": SCHEMA["$defs"]}
        assert list(Draft202012Validator(schema).iter_errors(part)) == [], key


def test_the_documentation_s_example_is_what_is_answered(bare: Services) -> None:
    (text,) = re.findall(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    example = json.loads(text)
    answer = ask_json(bare, example["query"])
    assert {key: answer[key] for key in example} == example
