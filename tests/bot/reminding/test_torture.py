"""The fault suite at a size for every day; `make torture` runs it in full."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.reminding.databases import new_database
from tests.bot.reminding.torture import run_seed

# A replica that is killed within this process closes nothing: that is the point of it.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def buried() -> Iterator[None]:
    """Bury what was killed here, so that no later test hears of it."""
    yield
    gc.collect()


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory, postgres: str) -> dict[str, str]:
    folder: Path = tmp_path_factory.mktemp("torture")
    return {"sqlite": f"sqlite:///{folder}/store.sqlite", "postgresql": new_database(postgres)}


@pytest.mark.parametrize("name", ["sqlite", "postgresql"])
@pytest.mark.parametrize("seed", range(1, 7))
async def test_nothing_is_lost_or_doubled(databases: dict[str, str], name: str, seed: int) -> None:
    counts = await run_seed(seed, databases[name])
    assert counts["ended sent"] + counts["ended late"] + counts["ended expired"] >= 12


@pytest.mark.parametrize("name", ["sqlite", "postgresql"])
async def test_nothing_is_lost_or_doubled_when_processes_are_killed(
    databases: dict[str, str], name: str
) -> None:
    counts = await run_seed(3, databases[name], forked=True)
    assert counts["killed: SIGKILL"] > 0
