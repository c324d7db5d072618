"""An edit is in use at the console's next question; a faulty one is told once, in one line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.bot.reloading.test_reloading import FAULTY, MENDED, PACK, POSITIONS
from tests.bot.test_cli import environment


class Console:
    """The console of a pack, line by line through pipes."""

    def __init__(self, folder: Path) -> None:
        self.pack = folder / "pack"
        self.pack.mkdir()
        self.errors = folder / "errors.txt"
        (self.pack / "pack.yaml").write_text(PACK, encoding="utf-8")
        self.edit(POSITIONS)
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=folder,
                env=environment(
                    folder, COMPACT_PACK=str(self.pack), COMPACT_CACHE=str(folder / "cache")
                ),
                text=True,
                encoding="utf-8",
            )

    def edit(self, positions: str) -> None:
        (self.pack / "positions.yaml").write_text(positions, encoding="utf-8")

    def ask(self, line: str) -> str:
        """Ask, then ask what has no answer, whose heading ends what was answered before."""
        asked, shown = _pipe(self.process.stdin), _pipe(self.process.stdout)
        asked.write(f"{line}\nhelp\n")
        asked.flush()
        lines: list[str] = []
        while not lines or not lines[-1].startswith("> help"):
            lines.append(shown.readline())
        return "".join(lines)

    def told(self) -> list[str]:
        return self.errors.read_text(encoding="utf-8").splitlines()

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


@pytest.fixture
def console(tmp_path: Path) -> Iterator[Console]:
    opened = Console(tmp_path)
    yield opened
    opened.close()


def test_edits_of_the_pack_are_in_use_at_the_next_question(console: Console) -> None:
    assert "Wants OLD wells." in console.ask("position Kenya wells")
    console.edit(FAULTY)
    assert "Wants OLD wells." in console.ask("position Kenya wells")
    assert "Wants OLD wells." in console.ask("position Kenya wells")
    (line,) = console.told()
    assert line.startswith("The edited pack has a fault, and the one before it goes on answering: ")
    assert "positions.yaml:5:48 " in line
    console.edit(MENDED)
    assert "Wants NEW wells." in console.ask("position Kenya wells")
    assert console.told()[1:] == ["The edited pack has no faults any more, and is in use."]
