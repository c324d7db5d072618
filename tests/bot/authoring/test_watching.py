"""A pack that is checked anew at each change, as an editor keeps it open in a terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main

PACK = "pack: {id: water, name: Water talks, description: Talks about water.}\n"


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "pack.yaml").write_text(PACK)
    command = [sys.executable, "-m", "bot", "check", "--watch", str(tmp_path)]
    environment = {**os.environ, "COMPACT_SOURCES": "", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(  # noqa: S603 (this program)
        command, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        yield process
        process.kill()


def read_until(process: subprocess.Popen[str], words: str) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if words in line:
            return line
    raise AssertionError(f"it ended before it said “{words}”")


def test_each_change_is_reported(watching: subprocess.Popen[str], tmp_path: Path) -> None:
    assert "no faults" in read_until(watching, "Water talks")
    read_until(watching, "Changes are seen from now on")
    (tmp_path / "terms.yaml").write_text("terms: 1\n")
    assert "“terms” has to be a list" in read_until(watching, "terms.yaml")
    (tmp_path / "terms.yaml").write_text("terms: []\n")
    assert "no faults" in read_until(watching, "Water talks")
    watching.send_signal(signal.SIGINT)
    assert watching.wait(10) == 0


def test_where_there_is_nothing_to_watch_it_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--watch", str(tmp_path / "nowhere")]) == 1
    assert "there is no such folder" in capsys.readouterr().out
