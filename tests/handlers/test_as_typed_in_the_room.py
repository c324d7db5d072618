"""Questions as a tired delegate types them, of a pack whose topics are figures and articles."""

from __future__ import annotations

from hashlib import sha256

import pytest

from handlers.request import Services
from knowledge.loading.loader import load
from tests.conftest import ask_text, make_services

NOTES = """\
Chair: Art 12 is before us, and One Health.

Japan: We support 20% for all. That is a red line for us.

Peru: No to 20%. Red is not our colour.

Fiji: Yes to One Health. Waste pickers need a just transition. Keep art 9.
"""
PACK = """\
pack: {id: water, name: Water talks, description: A pack for tests.}
states: {peru: PE, japan: JP, fiji: FJ}
parties:
  - {id: chair, name: Chair, kind: chair, aliases: [Co-Chair]}
topics:
  - {id: share, name: Share for WHO, proposition: a share of a fifth, synonyms: [20%]}
  - {id: one-health, name: One Health, proposition: One Health provisions}
  - {id: access, name: Access, proposition: access for all, narrower: [article 12]}
events:
  - {id: day-1, name: Day one, kind: session, dates: [{when: 2018-03-13, source: notes}]}
people:
  - id: keller
    name: Ada Keller
    kind: person
    roles: [{office: Co-chair, body: Board, when: 2018-03-13, citations: [{source: notes}]}]
sources:
  - id: notes
    name: Notes
    author: A note-taker
    date: 2018-03-13
    kind: floor notes
    form: colon
    file: notes.txt
    sha256: SHA
    session: day-1
    speakers: {Chair: chair, Peru: peru, Japan: japan, Fiji: fiji}
session: day-1
source: notes
positions:
  - id: one
    party: japan
    topic: share
    stance: support
    summary: Wants a fifth.
    locators: [japan 1.1]
"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Services:
    folder = tmp_path_factory.mktemp("room")
    (folder / "notes.txt").write_text(NOTES)
    pack = folder / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text(PACK.replace("SHA", sha256(NOTES.encode()).hexdigest()))
    return make_services(load(pack, folder))


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("how many support 20%", "Who supports share for WHO\n\n  Supports (1): Japan\n"),
        ("how many are against 20%", "Who opposes share for WHO\n"),
        ("does Japan support 20%", "Japan · Share for WHO\n\n  Supports. Wants a fifth.\n"),
        ("who said red line", "“red line”\n\n  Japan\n"),
        ("red line", "“red line”\n\n  Japan\n"),
        ("just transition", "“just transition”\n\n  Fiji\n"),
        ("article 9", "“article 9”\n\n  Fiji\n"),
        ("Fiji One Health", "Fiji · One Health\n\nNothing by Fiji on One Health is coded yet.\n"),
        ("co-chair", "Ada Keller, Chair\n"),
    ],
)
def test_what_leads(room: Services, question: str, begins: str) -> None:
    assert ask_text(room, question).startswith(begins)


def test_an_article_is_one_by_its_abbreviation_too(room: Services) -> None:
    shown = ask_text(room, "article 12")
    assert "Nothing has all" not in shown
    assert "“Art 12 is before us, and One Health.”" in shown


def test_each_name_that_waits_is_counted_once(room: Services) -> None:
    assert "Not yet reviewed (1): Peru; in no count" in ask_text(room, "who opposes 20%")
