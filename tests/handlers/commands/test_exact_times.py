"""Exact moments: Slack date tokens where a time of day is known, and nowhere else."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bot.funnel import respond
from bot.render.slack import render_message
from handlers.request import Services
from knowledge.loading.loader import load
from tests.conftest import ask_json, ask_text, make_services

DOCUMENT = (
    "Programme\n\nThe hearing opens on 4 June 2030 at three.\n\nA dinner is held that month.\n"
)
PACK = """
pack: {id: sample, name: Sample, description: A pack of three events.}
sources:
  - id: programme
    name: Programme
    author: The secretariat
    date: 2030-01
    kind: programme
    form: prose
    file: programme.txt
    sha256: %s
    sections: [{id: text, begins: The hearing}]
events:
  - id: hearing
    name: Hearing
    kind: hearing
    place: Vienna
    zone: Europe/Vienna
    dates: [{when: 2030-06-04, time: "15:00", source: programme, locators: [text.1]}]
  - id: dinner
    name: Dinner
    kind: other
    dates: [{when: 2030-06, source: programme, locators: [text.2]}]
  - id: walk
    name: Walk
    kind: other
    zone: Europe/Vienna
    dates:
      - {when: 2030-06-05, time: "09:00", source: programme, locators: [text.1]}
      - {when: 2030-06-06, source: programme, locators: [text.2]}
"""


@pytest.fixture
def sample(tmp_path: Path) -> Services:
    """Load a pack of three events, with its document beside it."""
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "programme.txt").write_text(DOCUMENT, "utf-8")
    folder = tmp_path / "pack"
    folder.mkdir()
    digest = hashlib.sha256(DOCUMENT.encode()).hexdigest()
    (folder / "pack.yaml").write_text(PACK % digest, "utf-8")
    return make_services(load(folder, documents))


def in_slack(services: Services, line: str) -> str:
    return json.dumps(respond(line, services, render_message).drawn, ensure_ascii=False)


def test_a_time_of_day_is_each_readers_own(sample: Services) -> None:
    # 15:00 in Vienna in June is 13:00 UTC.
    assert "<!date^1906808400^{date_long_pretty} {time}|4 June 2030, 15:00 Europe/Vienna>" in (
        in_slack(sample, "event hearing")
    )


def test_a_terminal_has_the_time_at_the_place(sample: Services) -> None:
    assert "Hearing – 4 June 2030, 15:00 Europe/Vienna" in ask_text(sample, "event hearing")


@pytest.mark.parametrize("line", ["event dinner", "event walk"])
def test_what_is_vague_or_disputed_has_no_exact_moment(sample: Services, line: str) -> None:
    assert "<!date^" not in in_slack(sample, line)


def test_disputed_dates_both_stand(sample: Services) -> None:
    text = ask_text(sample, "event walk")
    assert "Walk – 5 June 2030, 09:00 Europe/Vienna or 6 June 2030" in text


def test_the_pack_has_its_passages(sample: Services) -> None:
    (event,) = ask_json(sample, "event hearing")["events"]
    assert event["cited"] == [
        {
            "source": "Programme",
            "locator": "text.1",
            "place": "text, paragraph 1",
            "quotes": ["The hearing opens on 4 June 2030 at three."],
        }
    ]
