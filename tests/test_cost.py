"""What any text costs grows no faster than its length, at every entry that takes one."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from urllib.parse import quote

import pytest

from bot.front.http import decode_body
from bot.front.shapes import find_misfit
from bot.funnel import respond, spell_alone
from bot.listeners.payloads import read_prose, read_question
from bot.listeners.reminders import read_form
from bot.logs import tell_line, tell_trace
from bot.render.json import render_json
from bot.render.slack import render_message
from bot.render.slack.blocks import button, fit, strong
from bot.render.text import render_text
from bot.slack.recent import RecentQuestions
from handlers.answers.answer import Answer, Line, Section
from handlers.answers.mentioned import explain_terms, pair_positions
from handlers.errors import UserError
from handlers.request import Services, clean
from knowledge.documents.excerpt import excerpt
from knowledge.documents.floor import read_floor_record
from knowledge.documents.formats import extract
from knowledge.documents.forms.reading import choose_form
from knowledge.documents.forms.spoken import Speakers
from knowledge.documents.prose import read_prose as read_document
from knowledge.errors import KnowledgeError
from knowledge.finding.evidence import EvidenceFinder
from knowledge.finding.paragraphs import find_objectives, find_paragraphs, without_numbers
from knowledge.finding.search import parse_query
from knowledge.finding.suggest import Suggester
from knowledge.names.normal import normalise
from tests.conftest import untraced

LONG = 40_000  # characters; Slack cuts longer messages
MOST = 2.5  # times the cost for twice the length
UNMEASURED = 0.004  # seconds; below it the clock tells more about the machine than about the text
TRIES = 6
FORM = "application/x-www-form-urlencoded"
RUNS = (
    "a", "1", "汉", "م", "é", "a\u0301", "aB3+/x9Q", "_", "-", ".", " ", "\n", "\t",
    "<https://", "<https://x|", "<mailto:", "<@", "<#C1|", "<", "&lt;", "&", "https://x",
    "“", '"', "'a", "d'", "(", "[", "{", "`", "```", "*", "a.", "a@", "a@b.", "1.", "1(", "a ",
    "42(c) ", "para 4", "objective 1 and ", "page 1 ", "Japan ", "JAPAN – ", "## ", "1 March 2018 ",
)  # fmt: skip

Entry = Callable[[str], object]


def _sections(text: str) -> Answer:
    section = Section(title=text, items=tuple(Line(text=text) for _ in range(3)))
    return Answer(query=text, command="x", title=text, lead=text, sections=(section,))


def _values(text: str) -> dict[str, dict[str, dict[str, str]]]:
    return {name: {name: {"value": text}} for name in ("remind_what", "remind_leads")}


@pytest.fixture(scope="module")
def entries(best: Services) -> Mapping[str, Entry]:
    """Everything that takes what people or documents wrote."""
    suggester = Suggester(best.knowledge)
    evidence: EvidenceFinder = best.evidence

    def note(text: str) -> None:
        RecentQuestions().note("U1", text)

    def misfit(text: str) -> None:
        body = {"type": "event_callback", "team_id": text, "response_url": f"https://{text}"}
        find_misfit({**body, "event": {"type": "message", "ts": text, "text": text}})

    def log(text: str) -> None:
        tell_line(logging.LogRecord("compact", logging.INFO, "", 0, "%s", (text,), None))
        tell_trace(ValueError(text))

    return {
        "a slash command": lambda text: respond(text, best, render_message),
        "a reminder": lambda text: respond(f"remind me of {text}", best, render_message),
        "a terminal": lambda text: respond(f"position {text}", best, render_text),
        "a program": lambda text: respond(text, best, render_json),
        "a follow-up": lambda text: spell_alone(text, best, "position Japan IOM"),
        "a form": lambda text: respond(read_form(_values(text)), best, render_message),
        "a mention": read_question,
        "a message": read_prose,
        "terms of a message": lambda text: render_message(explain_terms(read_prose(text), best)),
        "positions of a message": lambda text: pair_positions(read_prose(text), best),
        "a menu": lambda text: suggester.suggest("party", text, "iom"),
        "recent questions": note,
        "a line": clean,
        "a name": normalise,
        "numbers": lambda text: (find_paragraphs(text), find_objectives(text)),
        "without numbers": lambda text: without_numbers(text, "x"),
        "full text": lambda text: best.text.search(parse_query(text), 5),
        "mending": lambda text: evidence.mend([text]),
        "a body": lambda text: decode_body(b"text=" + quote(text).encode(), FORM),
        "a shape": misfit,
        "a log line": log,
        "blocks": lambda text: (fit(text, LONG), strong(text, 3_000), button(text, "a", text)),
        "an answer": lambda text: render_message(_sections(text)),
        "a passage": lambda text: excerpt(text, "Japan on detention of children"),
        "a floor record": lambda text: read_floor_record(text, {}),
        "a document": lambda text: read_document(text, ()),
        # A fifth of it, since every way of reading it is tried.
        "any document": lambda text: choose_form(
            extract(text[: len(text) // 5].encode(), "notes.txt"), Speakers()
        ),
        "a page": lambda text: extract(f"<p>{text}</p>".encode(), "notes.html"),
    }


def _measure(entry: Entry, text: str, times: int) -> float:
    """Give the least CPU time of several runs."""
    least = float("inf")
    for _ in range(times):
        start = time.process_time()
        with suppress(
            UserError, KnowledgeError, ValueError
        ):  # what counts is how long a refusal takes
            entry(text)
        least = min(least, time.process_time() - start)
        if least < UNMEASURED:
            break
    return least


@pytest.fixture
def quiet() -> Iterator[None]:
    gc.collect()
    gc.disable()
    with untraced():
        yield
    gc.enable()


def grow(entry: Entry, run: str) -> tuple[float, float]:
    """Measure by how much the cost grows with twice the length.

    Args:
        entry: takes a text.
        run: what the text repeats.

    Returns:
        The least of a few ratios, and the seconds for the longer text; a ratio of 1 where it takes
        too little time to be measured.
    """
    whole = (run * LONG)[:LONG]
    half, ratio, cost = whole[: LONG // 2], float("inf"), 0.0
    for _ in range(TRIES):
        cost = _measure(entry, whole, 3)
        if cost < UNMEASURED:
            return 1.0, cost
        ratio = min(ratio, cost / max(_measure(entry, half, 3), 1e-6))
        if ratio <= MOST:
            break
    return ratio, cost


@pytest.mark.parametrize("run", RUNS)
def test_twice_the_text_is_at_most_two_and_a_half_times_the_cost(
    run: str, entries: Mapping[str, Entry], quiet: None
) -> None:
    grown = {name: grow(entry, run) for name, entry in entries.items()}
    assert {name: told for name, told in grown.items() if told[0] > MOST} == {}


def test_what_is_not_linear_is_seen(quiet: None) -> None:
    """The measure itself: the square of the length is told apart."""
    ratio, _ = grow(lambda text: [text[:at].split("a") for at in range(0, len(text), 64)], "a")
    # A busy machine blurs a single measure; what is linear never comes near it.
    assert ratio > 2.2
