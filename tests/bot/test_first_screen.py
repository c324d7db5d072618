"""What a person sees first: right for lines that others wrote, and every button leads on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from bot.funnel import respond
from bot.render.slack import render_message
from bot.render.slack.feedback import FEEDBACK, read_remark
from bot.render.slack.heights import FRAME, SCREEN, measure_all
from handlers.answers.answer import Answer
from handlers.registry import find_command
from handlers.request import IN_FULL, Services
from tests.fake_slack import Json
from tests.first_screen import FOLDER, ask, at, faults, read_lines
from tests.questions import all_questions

MENU = 4  # options of each list that are chosen


def test_the_first_screen_has_what_it_has_to(full: Services) -> None:
    lines = read_lines(FOLDER / "lines.jsonl")
    wrong = [line.id for line in lines if faults(line, ask(line, full))]
    assert len(wrong) <= len(lines) * 0.09, wrong


def test_no_answer_is_a_mistake_or_a_fault(full: Services) -> None:
    for line in read_lines(FOLDER / "lines.jsonl"):
        seen = ask(line, full)
        assert (line.query, seen.status) == (line.query, "answered")
        assert not seen.drawn.startswith("unknown"), line.query


def lines_of(blocks: Iterable[Json]) -> Iterator[str]:
    """Yield what the buttons, lists and dots of a message ask, share, send or report on."""
    for block in blocks:
        for element in [*block.get("elements", ()), *filter(None, [block.get("accessory")])]:
            if element["type"] == "button":
                yield element["value"]
            for option in element.get("options", ())[:MENU]:
                if element["action_id"] == FEEDBACK:
                    remark = read_remark(option["value"])
                    assert remark is not None
                    assert remark.is_whole
                    yield remark.line
                else:
                    yield option["value"]


def needs_store(line: str) -> bool:
    command = find_command(line.split()[0])
    return command is not None and command.uses_store


def test_every_button_leads_to_an_answer(best: Services) -> None:
    asked = {line.query: at(line, best) for line in read_lines(FOLDER / "lines.jsonl")}
    asked |= dict.fromkeys(all_questions(best), best)
    pressed: set[str] = set()
    for query, services in asked.items():
        for line in lines_of(respond(query, services, render_message).drawn["blocks"]):
            # What reminders answer depends on what is kept, and a pack alone keeps nothing.
            if line not in pressed and not needs_store(line):
                pressed.add(line)
                status = respond(line, services, Answer.statements).status
                assert (query, line, status) == (query, line, "answered")
    assert len(pressed) > 4_000


def test_a_page_is_what_a_phone_shows(full: Services) -> None:
    lines = read_lines(FOLDER / "lines.jsonl")
    questions = {line.query: at(line, full) for line in lines}
    questions |= dict.fromkeys(all_questions(full), full)
    heights = {
        query: (measure_all(respond(query, services, render_message).drawn["blocks"]) + FRAME)
        / SCREEN
        for query, services in questions.items()
    }
    assert [query for query, height in heights.items() if height > 1.1] == []


@pytest.mark.parametrize(
    "query",
    ["position Argentina", "position El Salvador IOM", "position Bahamas capacity-building"],
)
def test_what_is_told_in_brief_is_read_in_full_page_by_page(best: Services, query: str) -> None:
    first = respond(query, best, render_message).drawn
    whole = next(line for line in lines_of(first["blocks"]) if line.endswith(IN_FULL))
    answer = respond(whole, best, lambda answer: answer).drawn
    assert isinstance(answer, Answer)
    told = ""
    pages = [whole, *(f"{query} {IN_FULL} page {number}" for number in range(2, 10))]
    for line in pages:
        told += " ".join(respond(line, best, render_message).drawn["text"].split())
    for said in answer.statements():
        assert " ".join(said.summary.split()) in told
    # The way on is on each page but the last.
    ways = [lines_of(respond(line, best, render_message).drawn["blocks"]) for line in pages]
    assert pages[1] in ways[0]
