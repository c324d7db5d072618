"""Which subcommand answers: named, misspelt, put last, left out, or said in a sentence."""

from __future__ import annotations

import pytest

from handlers.questions.routing import Route, route
from handlers.registry import all_commands, names_called
from handlers.request import Services
from tests.conftest import Ask


@pytest.mark.parametrize(
    ("line", "command", "words"),
    [
        ("", "help", ""),
        ("position Japan IOM", "position", "Japan IOM"),
        ("Japan IOM", "position", "Japan IOM"),
        ("COMPARE Japan Brazil IOM", "compare", "Japan Brazil IOM"),
        ("Japan Brazil IOM compare", "compare", "Japan Brazil IOM"),
        ("japan vs brazil on iom", "compare", "japan   brazil on iom"),
        ("who is Louise Arbour?", "people", "Louise Arbour"),
        ("who opposes new mechanisms", "who", "opposes new mechanisms"),
        ("who is against new mechanisms", "who", "opposes new mechanisms"),
        ("who said what on HLPF", "topic", "HLPF"),
        ("when will the compact be adopted", "event", "the compact be adopted"),
        ("when does the stocktaking begin?", "event", "the stocktaking"),
        ("what does SRSG mean?", "term", "SRSG"),
        ("what is the GCM?", "term", "the GCM"),
        ("what is Japan's position on IOM", "position", "what is Japan's position on IOM"),
        ("what happens next?", "next", ""),
        ("next 5", "next", "5"),
        ("GCM", "term", "GCM"),
        ("Lisa Simeone", "people", "Lisa Simeone"),
        ("third thematic session", "event", "third thematic session"),
        ("floor notes", "sources", "floor notes"),
        ("сравнить Япония Бразилия МОМ", "compare", "Япония Бразилия МОМ"),
        ("谁反对新机制", "who", "opposes 新机制"),
        ("qui est Louise Arbour ?", "people", "Louise Arbour"),
        ("buscar agenda urbana", "search", "agenda urbana"),
    ],
)
def test_where_a_line_goes(bare: Services, line: str, command: str, words: str) -> None:
    assert route(line, bare.knowledge.index, names_called()) == Route(command, words)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("comapre Japan Brazil IOM", "compare"),
        ("topc capacity building", "topic"),
        ("timelne 2017", "timeline"),
        ("serch urban agenda", "search"),
        ("brif Switzerland", "brief"),
        ("poeple Arbour", "people"),
    ],
)
def test_a_misspelt_subcommand_is_mended_and_told(ask: Ask, line: str, command: str) -> None:
    answer = ask(line)
    assert answer["command"] == command
    first = line.split()[0]
    text = f"“{first}” read as the command {command}."
    assert {"kind": "correction", "text": text} in answer["notes"]


def test_subcommands_are_found_with_a_letter_left_out(bare: Services) -> None:
    called = names_called()
    right = 0
    lines: list[str] = []
    for command in all_commands().values():
        if len(command.name) < 5 or command.name == "position":
            continue  # "position" is also where a line goes that names no subcommand
        for place in range(1, len(command.name)):
            lines.append(f"{command.name[:place]}{command.name[place + 1 :]} xyzzy")
            found = route(lines[-1], bare.knowledge.index, called).command
            right += found == called.get(lines[-1].split()[0], command.name)
            # Where two are as near, none is taken; a third is never.
            assert found in {command.name, called.get(lines[-1].split()[0], "position"), "position"}
    assert right >= 0.9 * len(lines)


@pytest.mark.parametrize("line", ["fund Japan", "Hile development", "hungry gaps", "chad data"])
def test_a_name_is_no_misspelt_subcommand(bare: Services, line: str) -> None:
    found = route(line, bare.knowledge.index, names_called())
    assert found.misspelt == ""
    assert found.command in ("position", "gaps")


def test_what_is_not_understood_is_searched_for_beside_the_answer(ask: Ask) -> None:
    answer = ask("position zzyzx multilateralism urban")
    assert answer["statements"] == []
    assert [note["kind"] for note in answer["notes"]] == ["unknown-name"]
    assert "The words stand here" in answer["text"]
    assert any(choice["command"].startswith("search ") for choice in answer["choices"])


def test_a_misspelling_of_a_party_and_a_topic_is_asked(ask: Ask) -> None:
    answer = ask("position chld")
    assert [note["kind"] for note in answer["notes"]] == ["ambiguous"]
    assert sorted(choice["label"] for choice in answer["choices"]) == ["Chad", "Children"]
