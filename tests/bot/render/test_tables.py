"""Tables and charts: whole on every surface, within Slack's limits, and legible as pictures."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from functools import partial
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.funnel import respond
from bot.render.pictures import render_picture
from bot.render.slack import render_message, without_native
from bot.render.tables import render_csv
from handlers.answers.answer import Answer, Cell, Chart, Section, Table, TableRow
from handlers.errors import UserError
from handlers.request import Services
from tests.conftest import ask_answer
from tests.fake_slack import Json, message_text_of, validate_blocks
from tests.hostile import charts, tables


def answer(*items: Table | Chart, page: int = 1) -> Answer:
    sections = (Section(items=items),)
    return Answer(query="q", command="grid", title="T", sections=sections, page=page)


def length(message: Json) -> int:
    return len(json.dumps(message["blocks"], ensure_ascii=False, separators=(",", ":")))


def pages(whole: Answer, *, native: bool) -> list[Json]:
    """Draw every page, as its buttons turn them."""
    drawn: list[Json] = []
    for number in range(1, 2_000):
        message = render_message(replace(whole, page=number), native=native)
        drawn.append(message)
        if f"q page {number + 1}" not in json.dumps(message["blocks"]):
            break
    return drawn


@settings(max_examples=60, deadline=None)
@given(st.one_of(tables, charts), st.booleans())
def test_any_table_fits_slack_s_limits(item: Table | Chart, native: bool) -> None:
    message = render_message(answer(item), native=native)
    assert validate_blocks(message["blocks"], "message") == []
    assert length(message) <= 9_900
    assert len(message["text"]) <= (9_000 if native else 3_000)
    plain = without_native(message)
    assert validate_blocks(plain["blocks"], "message") == []
    assert length(plain) <= 13_000


def test_a_large_table_is_split_by_topics_and_nothing_is_lost(bare: Services) -> None:
    topics = [topic.name for topic in bare.knowledge.topics.values()]
    (whole,) = ask_answer(bare, f"grid {', '.join(topics[:14])}").tables()
    assert (len(whole.rows), len(whole.columns)) == (38, 14)
    found: set[tuple[str, str, str]] = set()
    for message in pages(answer(whole), native=True):
        (table,) = [block for block in message["blocks"] if block["type"] == "data_table"]
        header, *rows = [[cell["text"] for cell in row] for row in table["rows"]]
        assert len(rows) == len(whole.rows)
        found |= {(row[0], h, c) for row in rows for h, c in zip(header, row, strict=True)}
    for row in whole.rows:
        for column, cell in zip(whole.columns, row.cells, strict=True):
            told = next(c for name, h, c in found if (name, h) == (row.name, column))
            assert told.count("·") + 1 == max(1, len(cell.stances))


def test_the_text_form_names_everybody(bare: Services) -> None:
    line = "grid IOM, HLPF, new mechanisms"
    message = respond(line, bare, partial(render_message, native=True)).drawn
    text = message_text_of(without_native(message))
    (table,) = ask_answer(bare, line).tables()
    for shown in (text, message["text"]):
        for row in table.rows:
            assert shown.count(row.name) >= len(table.columns), row.name


def test_a_spreadsheet_has_every_cell(bare: Services) -> None:
    file = render_csv(ask_answer(bare, "grid Japan, Australia HLPF, new mechanisms"))
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
    assert rows == [
        ["Party", "Review in the HLPF", "New structures or mechanisms"],
        ["Japan", "Conditional", "Opposes"],
        ["Australia", "–", "Opposes · Remarks"],
    ]


def test_a_picture_says_in_words_what_it_shows(bare: Services) -> None:
    shown = ask_answer(bare, "grid Japan, Australia HLPF")
    picture = render_picture(shown, "svg")
    assert picture == render_picture(shown, "svg")
    text = "".join(ElementTree.fromstring(picture).itertext())  # noqa: S314
    assert "Review in the HLPF: conditional: Japan; nothing on record: Australia." in text
    for word in ("Japan", "Australia", "Conditional", "–"):
        assert f"{word}\n" in text
    assert render_picture(shown, "png").startswith(b"\x89PNG")


def test_a_chart_as_a_picture_has_its_numbers(bare: Services) -> None:
    picture = render_picture(ask_answer(bare, "chart IOM"), "svg")
    text = "".join(ElementTree.fromstring(picture).itertext())  # noqa: S314
    assert "supports 12, conditional 0, opposes 0" in text


@pytest.mark.parametrize("name", ["$x_{", "<b>&", "word " * 400, "x" * 4_000, "a\nb", " "])
def test_no_name_upsets_a_picture(name: str) -> None:
    row = TableRow(party="p", on_behalf_of="", name=name, cells=(Cell(("support", "oppose")),))
    table = Table(caption=name[:900], topics=("t",), columns=(name,), rows=(row,))
    assert render_picture(answer(table), "png").startswith(b"\x89PNG")


def test_what_has_no_table_is_no_file(bare: Services) -> None:
    without = ask_answer(bare, "next")
    with pytest.raises(UserError, match="no table"):
        render_csv(without)
    with pytest.raises(UserError, match="no table"):
        render_picture(without, "png")
