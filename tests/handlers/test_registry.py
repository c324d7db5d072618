"""Every subcommand: explained, with examples that answer, and not to be upset by anything typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.funnel import respond
from bot.render.slack import render_message
from bot.render.text import render_text
from handlers.answers.answer import Answer
from handlers.answers.examples import choose_coming
from handlers.registry import all_commands, find_command, find_near_command
from handlers.request import Services
from tests.conftest import ask_answer, ask_json
from tests.fake_slack import validate_blocks
from tests.questions import all_questions, example_questions

COMMANDS = tuple(all_commands())
HOSTILE = (
    "",
    " ",
    "\x00",
    "\ud800",
    "*" * 400,
    "\u202e" * 40,
    "' OR 1=1 --",
    '"',
    '"" "" (',
    "party:",
    'party:"japan',
    "kind:passage",
    "AND OR NOT",
    "-*?~^:[]{}()\\/",
    "<!channel> <@U1> &amp;",
    "page 2",
    "x page 9999",
    "2017-99..2018",
    "..",
    "9" * 30,
    "٣",
    "Ω≈ç√∫˜µ≤",
    "日本" * 100,
    "a " * 200,
    "Japan " * 60,
    "../../etc/passwd",
    "%s%n{0}${x}",
)


def status_of(services: Services, line: str) -> str:
    """Ask, draw for a terminal and for Slack, and give how it ended."""
    message = respond(line, services, render_message)
    assert validate_blocks(message.drawn["blocks"], "message") == []
    outcome = respond(line, services, render_text)
    assert outcome.status == message.status
    assert outcome.drawn.strip()
    # Neither what a terminal would obey nor what no file can hold is repeated.
    assert not {c for c in outcome.drawn if unicodedata.category(c) in ("Cc", "Cs")} - {"\n"}
    return outcome.status


def test_the_subcommands_are_these() -> None:
    expected = "position topic compare brief who term timeline next event people proposal search"
    assert set(expected.split()) | {"gaps", "sources", "help"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_subcommand_is_explained(bare: Services, name: str) -> None:
    command = all_commands()[name]
    assert command.name == name
    assert command.usage == command.usage.strip()
    assert command.summary.endswith(".")
    assert len(command.summary) <= 80
    assert command.examples
    assert all(example.split()[0] == name for example in command.examples)
    helped = render_text(ask_answer(bare, f"help {name}"))
    assert f"{name} {command.usage}".strip() in helped
    today = bare.clock.now().date()
    examples = choose_coming(bare.knowledge, today).choose(command.examples)
    assert examples
    assert all(example in helped for example in examples)
    assert command.summary in " ".join(render_text(ask_answer(bare, "help"), whole=True).split())


def test_no_word_calls_two_subcommands() -> None:
    words = [w for command in all_commands().values() for w in (command.name, *command.aliases)]
    assert len(words) == len(set(words))
    for command in all_commands().values():
        for word in (command.name, *command.aliases):
            assert find_command(word.upper()) is command


def test_an_example_answers(best: Services) -> None:
    wrong = {"error", "fault", "unknown-name", "ambiguous", "ignored", "correction"}
    for line in example_questions(best):
        answer = ask_json(best, line)
        kinds = {note["kind"] for note in answer["notes"]}
        assert (line, kinds & wrong) == (line, set())
        assert (line, answer["command"]) == (line, (line.split() or ["help"])[0])


def test_every_entry_of_the_pack_can_be_asked_for(best: Services) -> None:
    wrong = [
        question
        for question in all_questions(best)
        if respond(question, best, lambda answer: answer).status != "answered"
    ]
    assert wrong == []


def choices_of(services: Services) -> dict[str, str]:
    """List what every answer offers to ask next, with the question that offers it."""
    found: dict[str, str] = {}
    for question in all_questions(services):
        for choice in ask_answer(services, question).choices:
            found.setdefault(choice.command, question)
    return found


def test_what_is_offered_can_be_asked(best: Services) -> None:
    found = choices_of(best)
    assert len(found) > 300
    wrong = [
        (choice, question)
        for choice, question in found.items()
        if {"error", "fault", "unknown-name", "ambiguous"}
        & {note.kind for note in ask_answer(best, choice).notes}
    ]
    assert wrong == []


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("words", HOSTILE)
def test_a_subcommand_bears_anything(best: Services, name: str, words: str) -> None:
    assert status_of(best, f"{name} {words}") in ("answered", "mistake")


@pytest.mark.parametrize("words", HOSTILE)
def test_anything_is_borne_without_a_subcommand(best: Services, words: str) -> None:
    assert status_of(best, words) in ("answered", "mistake")


_any = st.text(st.characters(codec=None, exclude_categories=()), max_size=4_000)
_words = st.lists(
    st.one_of(
        st.sampled_from(
            ("Japan", "IOM", "mixed flows", "supports", "2017", "..", "page", "GCM", "the", "ICM")
        ),
        st.text(max_size=12),
    ),
    max_size=9,
).map(" ".join)


@settings(deadline=None, max_examples=250)
@given(st.one_of(st.just(""), st.sampled_from(COMMANDS)), st.one_of(_any, _words))
@example("search", '"')
@example("timeline", "9999..0001")
def test_no_line_is_a_fault(best: Services, name: str, words: str) -> None:
    assert status_of(best, f"{name} {words}") in ("answered", "mistake")


@given(st.text(max_size=200))
def test_a_word_that_is_no_subcommand_is_none(word: str) -> None:
    near = find_near_command(word)
    assert near is None or abs(len(word) - len(near.name)) < 200


def test_a_misspelt_subcommand_is_told(bare: Services) -> None:
    notes = ask_answer(bare, "timelin 2017").notes
    assert [note.text for note in notes if note.kind == "correction"] == [
        "“timelin” read as the command timeline."
    ]


def test_a_long_paste_is_a_mistake_with_what_to_do(bare: Services) -> None:
    found: list[Answer] = []
    outcome = respond("x" * 4_000, bare, found.append)
    assert outcome.status == "mistake"
    assert found[0].title == "That is 4,000 characters long; a question has at most 400."
