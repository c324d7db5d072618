"""Whatever is public is documented: settings, commands, arguments, the codes of faults."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import build_parser
from bot.config import SETTINGS, Setting
from handlers.registry import Command, all_commands
from knowledge.diagnostics import Fault
from knowledge.finding.search import FILTERS
from tests.conftest import ROOT

DOCS = ROOT / "docs"
# A variable of Compact's own, of Slack or of the database, as the code names it.
VARIABLE = re.compile(r"\b(?:COMPACT|SLACK)_[A-Z_]*[A-Z]\b|\bDATABASE_URL\b")
# What the code names in capitals that is no variable.
NO_VARIABLE = {"SLACK_API"}


def rows(page: str) -> Iterator[list[str]]:
    """Yield the rows of a page's tables, cell by cell."""
    for line in (DOCS / page).read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith("| ---"):
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            yield [cell.strip().replace("\\|", "|") for cell in cells]


def named(cell: str) -> set[str]:
    """Give what a cell names between backticks."""
    return set(re.findall(r"`([^`]+)`", cell))


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting(setting: Setting) -> None:
    assert [f"`{setting.name}`", setting.does, setting.without] in list(rows("install.md"))


def test_every_variable_that_the_code_names_is_a_setting() -> None:
    found: set[str] = set()
    for floor in ("bot", "handlers", "knowledge"):
        for path in (ROOT / floor).rglob("*.py"):
            found.update(VARIABLE.findall(path.read_text(encoding="utf-8")))
    assert found - NO_VARIABLE == {setting.name for setting in SETTINGS}


def test_no_setting_is_documented_that_is_none() -> None:
    told = {name for cell, *_ in rows("install.md") for name in named(cell)}
    assert {name for name in told if VARIABLE.fullmatch(name)} == {s.name for s in SETTINGS}


@pytest.mark.parametrize("command", list(all_commands().values()), ids=lambda command: command.name)
def test_every_command_by_each_of_its_names(command: Command) -> None:
    called = f"`{command.name} {command.usage}".strip() + "`"
    (row,) = [row for row in rows("commands.md") if row[0] == called]
    assert named(row[1]) == set(command.aliases)
    assert row[2] == command.summary


def test_every_argument_of_a_command() -> None:
    explained = {
        word
        for cells in rows("commands.md")
        if len(cells) == 2
        for name in named(cells[0])
        for word in (name, *name.split(" "))
    }
    for command in all_commands().values():
        for argument in re.findall(r"#?[A-Z][A-Z.]*|[a-z]+(?=\|)|(?<=\|)[a-z]+", command.usage):
            assert argument in explained, f"{command.name}: {argument}"


def test_every_filter_of_a_search() -> None:
    told = {name for cell, *_ in rows("commands.md") for name in named(cell)}
    assert {f"{name}:" for name in FILTERS} <= told


def arguments() -> Iterator[tuple[str, str]]:
    """Yield what each command of the command line takes."""
    for action in build_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, parser in action.choices.items():
                yield name, ""
                for each in parser._actions:
                    for argument in each.option_strings or [str(each.metavar)]:
                        if each.dest != "help":
                            yield name, argument


@pytest.mark.parametrize(("command", "argument"), list(arguments()))
def test_every_argument_of_the_command_line(command: str, argument: str) -> None:
    told = [row[1] for row in rows("commands.md") if row[0] == f"`compact {command}`"]
    if argument:
        assert any(argument in cell.strip("`").split() for cell in told)
    else:
        assert "" in told


def test_every_code_of_a_fault_once() -> None:
    told = [cell.strip("`") for cell, *_ in rows("diagnostics.md") if cell.startswith("`")]
    assert sorted(told) == sorted(Fault)


# What only one pack has, and whom most of its questions are about.
OF_ONE_PACK = re.compile(r"\b(?:GCM|IOM|Japan|Global Compact|migration)\b", re.IGNORECASE)
# Its rows have lines that they read; nobody is shown them.
UNSHOWN = {"handlers/questions/grammar.py"}


def texts(path: Path) -> Iterator[str]:
    """Yield the texts of a module, without its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    said = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def test_no_text_of_the_program_is_of_one_pack() -> None:
    found = {
        f"{name}: {text}"
        for top in ("bot", "handlers", "knowledge")
        for path in (ROOT / top).rglob("*.py")
        if (name := path.relative_to(ROOT).as_posix()) not in UNSHOWN
        for text in texts(path)
        if OF_ONE_PACK.search(text)
    }
    # Where the pack that comes along is, and a word that people cut short.
    assert found == {"bot/config.py: gcm", "handlers/questions/plain.py: migration"}
    assert not OF_ONE_PACK.search((ROOT / "knowledge/data/pack.schema.json").read_text("utf-8"))
    assert not OF_ONE_PACK.search((ROOT / "app.yaml").read_text("utf-8"))


PICTURE = re.compile(r"""(?:src="|\]\()([^")\s]+\.png)[")]""")
PICTURES = 3_000_000  # bytes of all of them together, so that a clone stays small


def pictures_named() -> set[Path]:
    """Give the pictures that the README and the pages of the documentation show."""
    return {
        (page.parent / name).resolve()
        for page in (ROOT / "README.md", *DOCS.rglob("*.md"))
        for name in PICTURE.findall(page.read_text(encoding="utf-8"))
    }


def test_every_picture_named_is_kept_and_every_one_kept_is_named() -> None:
    kept = list((DOCS / "images").rglob("*.png"))
    assert pictures_named() == {path.resolve() for path in kept}
    assert sum(path.stat().st_size for path in kept) < PICTURES


def test_the_tour_sets_thirty_answers_beside_what_they_were() -> None:
    pairs = [PICTURE.findall(" ".join(cells)) for cells in rows("tour.md")]
    beside = [pair for pair in pairs if len(pair) == 2]
    assert len(beside) == 30
    for before, now in beside:
        assert before == now.replace("images/", "images/before/")
