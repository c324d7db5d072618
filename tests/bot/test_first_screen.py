"""What a person sees first: right for lines that others wrote, and every button leads on."""

from __future__ import annotations

from bot.funnel import respond
from bot.render.slack import render_message
from bot.render.slack.heights import FRAME, SCREEN, measure_all
from handlers.answers.answer import Answer
from handlers.request import Services
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


def test_every_button_leads_to_an_answer(full: Services) -> None:
    pressed: set[str] = set()
    for line in read_lines(FOLDER / "lines.jsonl"):
        services = at(line, full)
        shown = respond(line.query, services, lambda answer: answer).drawn
        menu = shown.menu.choices[:MENU] if shown.menu else ()
        for choice in (*shown.choices, *menu):
            if choice.command not in pressed:
                pressed.add(choice.command)
                found = respond(choice.command, services, Answer.statements)
                assert (line.query, choice.command, found.status) == (
                    line.query,
                    choice.command,
                    "answered",
                )
    assert len(pressed) > 400


def test_a_page_is_what_a_phone_shows(full: Services) -> None:
    lines = read_lines(FOLDER / "lines.jsonl")
    questions = {line.query: at(line, full) for line in lines}
    questions |= dict.fromkeys(all_questions(full), full)
    heights = {
        query: (measure_all(respond(query, services, render_message).drawn["blocks"]) + FRAME)
        / SCREEN
        for query, services in questions.items()
    }
    # What is alone on its page, with all that has to be said of it, may be a little taller.
    tall = [query for query, height in heights.items() if height > 1.1]
    assert len(tall) <= 0.03 * len(heights), tall
    assert max(heights.values()) < 1.35
