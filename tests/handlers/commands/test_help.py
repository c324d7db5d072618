"""help: every subcommand explained, every example answered."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.funnel import respond
from bot.render.text import render_text
from handlers.answers.answer import Answer, Line
from handlers.answers.examples import choose_examples
from handlers.registry import all_commands
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.loading.loader import load
from tests.conftest import ROOT, Ask, FakeClock, ask_answer, ask_text, make_services

FROM_THE_PACK = (
    "position topic compare who brief timeline next event term people proposal search gaps "
    "sources help"
).split()  # those that the pack alone answers


def test_every_subcommand_is_listed(ask: Ask) -> None:
    text = ask("help")["text"]
    for command in all_commands().values():
        assert f"{command.name} {command.usage}".strip() in text


@pytest.mark.parametrize("name", sorted(all_commands()))
def test_every_subcommand_bears_nothing_after_it(bare: Services, name: str) -> None:
    outcome = respond(name, bare, lambda answer: answer)
    assert outcome.status in ("answered", "mistake")
    assert outcome.drawn.title


@pytest.mark.parametrize("name", FROM_THE_PACK)
def test_every_example_is_answered(bare: Services, name: str) -> None:
    for example in all_commands()[name].examples:
        line = choose_examples(bare.knowledge).fill(example)
        outcome = respond(line, bare, lambda answer: answer)
        assert outcome.status == "answered", example
        assert "unknown-name" not in {note.kind for note in outcome.drawn.notes}, example


def test_an_unknown_subcommand_is_told(bare: Services) -> None:
    assert ask_text(bare, "help xyz").startswith("There is no command “xyz”.")


SEEDS = (
    "topic IOM",
    "topic Japan IOM",
    "compare Japan Brazil",
    "compare Sweden Hungary Mexico IOM",
    "who IOM",
    "who opposes IOM",
    "people SRSG",
    "people Japan",
    "term GCM",
    "term Sweden",
    "event adoption",
    "event Berlin",
    "event session 2",
    "timeline xyzzy",
    "next",
    "proposal xyzzy",
    "sources xyzzy",
    "gaps",
    "gaps Japan IOM",
    "brief Switzerland",
    "brief Republic of the Congo",
    "position Congo",
    "search xyzzy",
    "help",
)


def test_every_choice_leads_to_an_answer(bare: Services) -> None:
    asked = set(SEEDS)
    ahead = [(seed, 0) for seed in SEEDS]
    dead: list[tuple[str, str]] = []
    while ahead:
        line, depth = ahead.pop()
        answer: Answer = respond(line, bare, lambda answer: answer).drawn
        for choice in answer.choices if depth < 2 else ():
            if choice.command in asked:
                continue
            asked.add(choice.command)
            outcome = respond(choice.command, bare, lambda answer: answer)
            kinds = {note.kind for note in outcome.drawn.notes}
            if outcome.status != "answered" or kinds & {"unknown-name", "ambiguous"}:
                dead.append((line, choice.command))
            ahead.append((choice.command, depth + 1))
    assert dead == []
    assert len(asked) > 80


def test_no_text_of_the_program_names_what_one_pack_is_about(bare: Services) -> None:
    of_the_pack = _names_of(bare.knowledge)
    assert of_the_pack.search("position Japan IOM")
    texts = [
        (path.name, text)
        for folder in ("bot", "handlers", "knowledge")
        for path in (ROOT / folder).rglob("*.py")
        for text in _strings(ast.parse(path.read_text(encoding="utf-8")))
        if path.name not in _OF_EVERY_PACK
    ]
    texts.append(("app.yaml", (ROOT / "app.yaml").read_text(encoding="utf-8")))
    schema = ROOT / "bot" / "answer.schema.json"
    texts.append((schema.name, schema.read_text(encoding="utf-8")))
    named = [(file, text) for file, text in texts if of_the_pack.search(text)]
    assert named == []


# Names of places that have a time zone, and the states and groups that a new pack begins with.
_OF_EVERY_PACK = ("zones.py", "beginning.py")


def _names_of(knowledge: KnowledgeBase) -> re.Pattern[str]:
    """Find any of a pack's names of its own: abbreviations, proper names, topics."""
    entries = [
        *knowledge.parties.values(),
        *knowledge.people.values(),
        *knowledge.topics.values(),
        *knowledge.terms.values(),
        *knowledge.sources.values(),
    ]
    names = {name for each in entries for name in (each.name, each.short, *each.aliases)}
    names |= {word for topic in knowledge.topics.values() for word in topic.words if " " in word}
    proper = [name for name in names if len(name) > 2 and name != name.lower()]
    several = [topic.name for topic in knowledge.topics.values() if " " in topic.name]
    every = sorted({*proper, *several}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, every))})(?!\w)")


@pytest.fixture
def empty(tmp_path: Path) -> Services:
    pack = "pack: {id: talks, name: Talks, description: Nothing yet.}\n"
    (tmp_path / "pack.yaml").write_text(pack, encoding="utf-8")
    return make_services(load(tmp_path))


def test_a_pack_without_entries_has_no_half_examples(empty: Services) -> None:
    for name in all_commands():
        answer = ask_answer(empty, f"help {name}")
        lines = render_text(answer, whole=True).splitlines()
        assert not [line for line in lines if "{" in line or line.strip().endswith((" and", ","))]
    tasks = ask_answer(empty, "help").sections[0].items
    assert [item.choice.command for item in tasks if isinstance(item, Line) and item.choice] == [
        "next"
    ]
    for line in ("position", "compare", "chart", "decode", "brief", "quote", "event"):
        answer = respond(line, empty, lambda answer: answer).drawn
        assert "{" not in answer.lead + "".join(choice.command for choice in answer.choices)
        assert [choice.command for choice in answer.choices] in (["help"], ["timeline"]), line


def _strings(tree: ast.AST) -> Iterator[str]:
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    examples = {
        id(argument)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Row"
        for argument in node.args
    }
    for node in ast.walk(tree):
        told = isinstance(node, ast.Constant) and id(node) not in documented | examples
        if told and isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_button_of_a_reminders_help_sets_one(bare: Services) -> None:
    helped = respond("help remind", bare, lambda answer: answer).drawn
    assert [choice.command for choice in helped.choices] == ["remind form", "reminders"]
    muting = respond("help mute", bare, lambda answer: answer).drawn
    assert [choice.command for choice in muting.choices] == ["reminders"]


@pytest.mark.parametrize(
    ("day", "told"), [("2018-02-01", "remind me of"), ("2026-11-01", "remind here of all sessions")]
)
def test_a_reminders_example_is_of_what_is_ahead(bare: Services, day: str, told: str) -> None:
    dated = replace(bare, clock=FakeClock(datetime.fromisoformat(f"{day}T12:00+00:00")))
    helped = respond("help remind", dated, render_text).drawn
    first = helped.partition("For example\n")[2].partition("\n")[0]
    assert first.strip(" ·–").startswith(told)
    assert "ICPD" not in helped
