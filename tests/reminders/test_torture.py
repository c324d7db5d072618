"""The fault suite at a size for every day; `make torture` runs it in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reminders.databases import new_database
from tests.reminders.torture import run_seed


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory, postgres: str) -> dict[str, str]:
    folder: Path = tmp_path_factory.mktemp("torture")
    return {"sqlite": f"sqlite:///{folder}/store.sqlite", "postgresql": new_database(postgres)}


@pytest.mark.parametrize("name", ["sqlite", "postgresql"])
@pytest.mark.parametrize("seed", range(1, 11))
async def test_nothing_is_lost_or_doubled(databases: dict[str, str], name: str, seed: int) -> None:
    counts = await run_seed(seed, databases[name])
    assert counts["ended sent"] + counts["ended late"] + counts["ended expired"] >= 12


@pytest.mark.parametrize("name", ["sqlite", "postgresql"])
async def test_nothing_is_lost_or_doubled_when_processes_are_killed(
    databases: dict[str, str], name: str
) -> None:
    counts = await run_seed(3, databases[name], forked=True)
    assert counts["killed: SIGKILL"] > 0
