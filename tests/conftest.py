"""What tests share: the real pack, the documents where they are at hand, and the front door."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.funnel import Outcome, respond
from bot.render.json import Json, render_json
from bot.render.text import render_text
from handlers.answers.answer import Answer
from handlers.request import Services
from knowledge.finding.entries import text_entries
from knowledge.finding.evidence import EvidenceFinder
from knowledge.finding.mentions import MentionFinder
from knowledge.finding.search import TextIndex
from knowledge.loading.loader import PACKS, Loaded, load

ROOT = Path(__file__).parent.parent
Ask = Callable[[str], Json]


class FakeClock:
    """A clock that stands where a test puts it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


def find_documents() -> Path | None:
    """Find the source documents: COMPACT_SOURCES, or ../shared/sources beside the checkout."""
    named = os.environ.get("COMPACT_SOURCES")
    folder = Path(named) if named else ROOT.parent / "shared" / "sources"
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what a test's process stores by default out of the user's own data folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session", autouse=True)
def nothing_of_people_in_the_log() -> Iterator[None]:
    """Look through all that the tests have logged for secrets and for what people asked."""
    from tests.serving import LOGGED, find_planted, keeping_the_log

    with keeping_the_log() as kept:
        yield
    assert find_planted("\n".join([*LOGGED, kept.getvalue()])) == []


@pytest.fixture(scope="session")
def documents() -> Path:
    folder = find_documents()
    if folder is None:
        pytest.skip("the source documents are not at hand (COMPACT_SOURCES)")
    return folder


CLOCK = FakeClock(datetime(2026, 1, 15, 12, tzinfo=UTC))


def make_services(loaded: Loaded, clock: FakeClock = CLOCK) -> Services:
    """Wire a loaded pack as the composition root does, but with a clock of the test's."""
    text = TextIndex(text_entries(loaded.knowledge, loaded.library))
    return Services(
        knowledge=loaded.knowledge,
        library=loaded.library,
        clock=clock,
        text=text,
        evidence=EvidenceFinder(loaded.knowledge, loaded.library, text),
        mentions=MentionFinder(loaded.knowledge),
    )


@pytest.fixture(scope="session")
def bare() -> Services:
    """The pack without any document at hand."""
    return make_services(load(PACKS / "gcm"))


@pytest.fixture(scope="session")
def full(documents: Path) -> Services:
    """The pack with the documents at hand."""
    return make_services(load(PACKS / "gcm", documents))


@pytest.fixture(scope="session")
def best(request: pytest.FixtureRequest) -> Services:
    """The pack, with the documents where they are at hand."""
    found: Services = request.getfixturevalue("full" if find_documents() else "bare")
    return found


def ask_json(services: Services, line: str) -> Json:
    """Ask as a program does, and fail on a fault of ours."""
    outcome: Outcome[Json] = respond(line, services, render_json)
    assert outcome.status != "fault", line
    return outcome.drawn


def ask_answer(services: Services, line: str) -> Answer:
    """Ask and take the answer before it is drawn."""
    return respond(line, services, lambda answer: answer).drawn


def ask_text(services: Services, line: str) -> str:
    """Ask as a person in a terminal does."""
    return respond(line, services, render_text).drawn


@pytest.fixture(scope="session")
def ask(bare: Services) -> Ask:
    return lambda line: ask_json(bare, line)


@contextmanager
def untraced() -> Iterator[None]:
    """Measure time without whatever measures coverage, which takes several times as long."""
    trace = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(trace)
