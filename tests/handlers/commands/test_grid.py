"""grid and chart: who stands where, as a table and as bars."""

from __future__ import annotations

from bot.funnel import respond
from handlers.answers.answer import Table
from handlers.request import Services
from tests.conftest import Ask, ask_answer, ask_json, ask_text


def table_of(services: Services, line: str) -> Table:
    (table,) = ask_answer(services, line).tables()
    return table


def cell(table: Table, name: str, column: str) -> tuple[str, ...]:
    (row,) = [row for row in table.rows if row.name == name]
    return row.cells[table.columns.index(column)].stances


def test_topics_bring_all_who_spoke_on_them(bare: Services) -> None:
    table = table_of(bare, "grid IOM, HLPF, new mechanisms")
    assert table.columns == ("IOM's role", "Review in the HLPF", "New structures or mechanisms")
    assert cell(table, "Japan", "Review in the HLPF") == ("conditional",)
    assert cell(table, "Argentina", "Review in the HLPF") == ("oppose",)
    assert cell(table, "Argentina", "IOM's role") == ()
    names = [row.name for row in table.rows]
    assert "African Group (Comoros)" in names
    assert names[-3:] == ["Arbour (SRSG)", "Gómez Camacho (chair)", "Lauber (chair)"]
    assert names[:-3] == sorted(names[:-3])


def test_each_cell_is_what_position_answers(bare: Services) -> None:
    table = table_of(bare, "grid IOM, HLPF, new mechanisms")
    for topic, column in zip(table.topics, table.columns, strict=True):
        board = {row["stance"]: row["names"] for row in ask_json(bare, f"chart {column}")["board"]}
        for stance, names in board.items():
            told = [row.name for row in table.rows if stance in cell(table, row.name, column)]
            assert sorted(told) == sorted(names), (topic, stance)


def test_a_stance_on_a_part_is_none_on_the_whole(bare: Services) -> None:
    table = table_of(bare, "grid IOM's role")
    (row,) = [row for row in table.rows if row.name == "Austria"]
    assert (row.cells[0].stances, row.cells[0].below) == ((), True)
    told = ask_text(bare, "grid IOM's role")
    assert "“On a part”: on a narrower topic alone" in told


def test_parties_bring_their_busiest_topics(bare: Services) -> None:
    table = table_of(bare, "grid African Group, EU, Japan")
    assert [row.name for row in table.rows] == [
        "African Group (Comoros)",
        "European group without Hungary (Austria)",
        "Japan",
    ]
    assert len(table.columns) == 10
    assert cell(table, "Japan", "New structures or mechanisms") == ("oppose",)


def test_a_group_s_voice_stands_in_a_row_of_its_own(bare: Services) -> None:
    answer = ask_answer(bare, "grid Kenya, Hungary IOM's role")
    (table,) = answer.tables()
    assert [(row.name, row.party, row.on_behalf_of) for row in table.rows] == [
        ("Kenya", "kenya", ""),
        ("African Group (Comoros)", "comoros", "african-group"),
        ("Hungary", "hungary", ""),
    ]
    assert cell(table, "Kenya", "IOM's role") == ()
    assert answer.silence == "Nothing by Kenya or Hungary themselves on these topics."
    assert {"no-statement", "group-voice", "excepted"} <= {note.kind for note in answer.notes}


def test_without_names_the_ten_busiest(bare: Services) -> None:
    table = table_of(bare, "grid")
    assert (len(table.rows), len(table.columns)) == (10, 10)
    assert not any(row.name.endswith("(chair)") for row in table.rows)


def test_a_region_stands_by_its_members(bare: Services) -> None:
    names = [row.name for row in table_of(bare, "grid South America").rows]
    assert {"Argentina", "Brazil", "Chile"} <= {*names}


def test_what_names_nothing_is_a_mistake(bare: Services) -> None:
    for line in ("grid bananas", "chart", "chart Japan"):
        assert respond(line, bare, lambda answer: answer).status == "mistake"


def test_json_has_the_table(ask: Ask) -> None:
    (table,) = ask("grid Japan, Chile HLPF")["tables"]
    assert table["topics"] == [{"id": "hlpf", "name": "Review in the HLPF"}]
    assert table["rows"] == [
        {
            "voice": "Japan",
            "party": "japan",
            "on_behalf_of": None,
            "cells": [{"stances": ["conditional"], "on_part": False}],
        },
        {
            "voice": "Chile",
            "party": "chile",
            "on_behalf_of": None,
            "cells": [{"stances": [], "on_part": False}],
        },
    ]


def test_a_terminal_draws_a_table(bare: Services) -> None:
    lines = ask_text(bare, "grid Japan, Chile HLPF, new mechanisms").splitlines()
    (japan,) = [line for line in lines if line.startswith("Japan")]
    assert japan.split() == ["Japan", "Conditional", "Opposes"]
    (chile,) = [line for line in lines if line.startswith("Chile")]
    assert chile.split() == ["Chile", "–", "Remarks"]
    assert max(map(len, lines)) <= 96


def test_a_chart_counts_voices_and_names_them(bare: Services) -> None:
    answer = ask_answer(bare, "chart HLPF")
    (chart,) = answer.charts()
    counts = dict(chart.counts)
    assert (counts["support"], counts["conditional"], counts["oppose"]) == (1, 1, 1)
    assert {row.stance: len(row.names) for row in answer.rows()} == counts
