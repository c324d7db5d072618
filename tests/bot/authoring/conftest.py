"""The command line, as an author of a pack calls it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import main

Compact = Callable[..., tuple[int, str, str]]
WithNotes = Callable[[str, str, str], Compact]


@pytest.fixture
def command_line(capsys: pytest.CaptureFixture[str]) -> Compact:
    """Run the command line: its status, what it told, and what it told of faults."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


@pytest.fixture
def with_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command_line: Compact) -> WithNotes:
    """Make a folder that has one document, for a pack that is not there yet."""

    def make(file: str, notes: str, pack: str) -> Compact:
        monkeypatch.chdir(tmp_path)
        (tmp_path / file).write_text(notes)
        for name, value in {
            "PACKS": str(tmp_path / "packs"),
            "PACK": str(tmp_path / "packs" / pack),
            "SOURCES": str(tmp_path),
            "CACHE": "",
            "STORE": "",
        }.items():
            monkeypatch.setenv(f"COMPACT_{name}", value)
        return command_line

    return make
