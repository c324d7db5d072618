"""docs/format.md: every key of every entry and every form, and none that there is not."""

from __future__ import annotations

import re
from typing import Literal, get_args, get_origin

import pytest

from knowledge.loading.schema import describe_keys
from knowledge.model import (
    FILE_KEYS,
    SECTIONS,
    Citation,
    Dated,
    Debate,
    Entry,
    Form,
    Misprint,
    Pack,
    Role,
    Section,
    Sense,
    Source,
    Stance,
    Track,
)
from knowledge.when import When
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "format.md").read_text("utf-8")
HEADED: dict[str, type[Entry]] = {
    "pack": Pack,
    **SECTIONS,
    "tracks": Track,
    "sections": Section,
    "debates": Debate,
    "dates": Dated,
    "citations": Citation,
    "senses": Sense,
    "misprints": Misprint,
    "roles": Role,
}


def part(heading: str) -> str:
    """Give what stands under a heading, up to the next."""
    found = re.search(rf"^#+ {heading}\n(.*?)(?=^#|\Z)", TEXT, re.DOTALL | re.MULTILINE)
    assert found, heading
    return found[1]


def rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]


@pytest.mark.parametrize("heading", HEADED)
def test_every_key_of_an_entry(heading: str) -> None:
    fields = HEADED[heading].model_fields
    table = rows(part(heading))
    assert [cells[0].strip("`") for cells in table] == list(fields)
    for cells, (key, field) in zip(table, fields.items(), strict=True):
        assert ("yes" in cells) is field.is_required(), key
        if get_origin(field.annotation) is Literal:
            for choice in get_args(field.annotation):
                assert f"`{choice}`" in cells[-1], (key, choice)


@pytest.mark.parametrize("heading", HEADED)
def test_every_key_says_what_it_is(heading: str) -> None:
    told = dict(describe_keys(HEADED[heading]))
    for cells in rows(part(heading)):
        assert told[cells[0].strip("`")]
        assert len(cells[-1]) > len("text: a.")


def test_every_form() -> None:
    assert [cells[0].strip("`") for cells in rows(part("Forms of documents"))] == list(
        get_args(Form)
    )


SPOKEN = ["session", "speakers", "attributions", "not_speakers", "note_taker"]
TOLD = ["speakers", "attributions", "not_speakers", "sections"]


def test_every_key_that_a_form_reads() -> None:
    for cells in rows(part("Forms of documents")):
        form = cells[0].strip("`")
        named = re.findall(r"`([a-z_]+)`", cells[-1])
        other = {"auto": [], "bulletin": TOLD, "prose": ["sections"]}
        assert named == other.get(form, SPOKEN), form
        written = {"id": "a", "name": "A", "author": "A", "kind": "notes", "file": "a.txt"}
        written |= {"form": form, "sha256": "0" * 64}
        source = Source.model_validate({**written, "date": When.parse("2018")})
        assert source.spoken is (named == SPOKEN), form
    assert {*SPOKEN, *TOLD} <= Source.model_fields.keys()


def test_every_key_of_a_file() -> None:
    table = rows(part("The format of a pack"))
    named = [name for cells in table for name in re.findall(r"`([a-z_]+)`", cells[0])]
    assert sorted(named) == sorted(FILE_KEYS)


def test_every_stance() -> None:
    for stance in get_args(Stance):
        assert f"`{stance}`" in part("The format of a pack")
