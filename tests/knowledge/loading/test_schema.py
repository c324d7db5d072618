"""The JSON Schema of a pack's files: what ships is what the format is, and editors find it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.__main__ import main
from knowledge.loading.loader import PACKS
from knowledge.loading.schema import FILE, SHIPPED, spell_schema
from knowledge.yaml_source import read_yaml


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(SHIPPED.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def read(path: Path) -> Any:
    return read_yaml(path.read_text("utf-8"), path.name).data


def schema_of(path: Path) -> Path:
    """Give the file that an editor takes for a file's schema."""
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text("utf-8"))
    assert named is not None, path
    return (path.parent / named[1]).resolve()


def test_what_ships_is_what_the_format_is() -> None:
    assert SHIPPED.read_text("utf-8") == spell_schema()


@pytest.mark.parametrize("path", sorted(PACKS.rglob("*.yaml")), ids=lambda path: path.name)
def test_a_file_without_faults_fits(validator: Draft202012Validator, path: Path) -> None:
    assert [error.json_path for error in validator.iter_errors(read(path))] == []
    assert schema_of(path) == SHIPPED


@pytest.mark.parametrize(
    "text",
    [
        "partys: []",
        "parties: [{id: eu, name: EU, kind: grup}]",
        "topics: [{id: wells, name: Wells}]",
        "positions: [{id: a, party: eu, topic: wells, stance: for, summary: Yes., locators: [a]}]",
        "states: {japan: Japan}",
    ],
)
def test_a_faulty_one_does_not(validator: Draft202012Validator, text: str) -> None:
    assert not validator.is_valid(read_yaml(text, "x.yaml").data)


def test_every_key_says_what_it_is_for() -> None:
    schema = json.loads(SHIPPED.read_text("utf-8"))
    without = [
        f"{name}.{key}"
        for name, definition in schema["$defs"].items()
        for key, value in definition["properties"].items()
        if not value.get("description")
    ]
    assert without == []


def test_every_file_of_a_new_pack_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, validator: Draft202012Validator
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMPACT_PACKS", str(tmp_path / "packs"))
    monkeypatch.setenv("COMPACT_CACHE", "")
    Path("notes.txt").write_text("KENYA – we want wells\n\nNORWAY – we agree\n")
    assert main(["new", "Water", "notes.txt"]) == 0
    folder = tmp_path / "packs" / "water"
    monkeypatch.setenv("COMPACT_PACK", str(folder))
    Path("more.txt").write_text("NORWAY – we want pumps\n\nKENYA – no\n")
    assert main(["ingest", "more.txt", "--session", "session-1"]) == 0
    Path("terms.csv").write_text("name,means,definition,source\nWUA,union,Farmers.,notes\n")
    assert main(["import", "terms.csv"]) == 0
    files = sorted(folder.rglob("*.yaml"))
    assert {"positions/more.yaml", "sources/more.yaml", "terms.yaml", "pack.yaml"} <= {
        str(path.relative_to(folder)) for path in files
    }
    for path in files:
        assert schema_of(path) == folder / FILE
        assert [error.json_path for error in validator.iter_errors(read(path))] == [], path
    assert (folder / FILE).read_text("utf-8") == SHIPPED.read_text("utf-8")
