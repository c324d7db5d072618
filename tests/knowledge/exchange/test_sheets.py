"""Tables of a pack: what goes out comes back, and no spreadsheet takes it for a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.exchange.sheets import read_cell, read_rows, spell_cell, write_rows
from knowledge.exchange.tables import kind_of

# What a file of YAML can hold: any character but those that no file in UTF-8 has.
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n"), min_size=1
)
NASTY = st.sampled_from(
    [
        "=1+1",
        "'=1+1",
        "''@x",
        "+41 22",
        "-",
        "@SUM(A1)",
        '["a"]',
        "{",
        "a\nb",
        '"',
        ",;\t",
        "\u00a0",
    ]
)
LINES = TEXTS.filter(lambda text: bool(text.strip())) | NASTY


@given(st.lists(TEXTS | NASTY, min_size=1, max_size=5))
def test_what_is_written_comes_back(cells: list[str]) -> None:
    headings = [f"column {number}" for number in range(len(cells))]
    read, rows = read_rows(write_rows([headings, cells]), "x.csv")
    assert read == headings
    assert [dict(row.cells) for row in rows] == [dict(enumerate(cells, 1))]


@given(st.lists(LINES, min_size=1, max_size=4))
def test_a_list_comes_back(items: list[str]) -> None:
    assert read_cell(spell_cell(items), tuple[str, ...]) == items


@given(TEXTS | NASTY)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    written = write_rows([["column"], [text]]).decode("utf-8-sig")
    _, (cell,) = csv.reader(io.StringIO(written, newline=""))
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_separator_is_read(separator: str) -> None:
    content = f"name{separator}means\r\nHLPF{separator}forum\r\n".encode()
    headings, (row,) = read_rows(content, "x.csv")
    assert headings == ["name", "means"]
    assert (row.line, dict(row.cells)) == (2, {1: "HLPF", 2: "forum"})


@pytest.mark.parametrize(
    ("stem", "kind"),
    [("terms", "terms"), ("our-terms", "terms"), ("State_Names", "state_names"), ("notes", None)],
)
def test_a_file_says_what_its_rows_are(stem: str, kind: str | None) -> None:
    assert kind_of(stem) == kind
