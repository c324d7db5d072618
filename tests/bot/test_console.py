"""The console: a prompt on a terminal, plain lines elsewhere."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.console import completions, converse
from handlers.request import Services
from tests.bot.test_cli import environment

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b\][^\x07]*\x07|\r")


class Terminal:
    """A pseudo-terminal with the console in it."""

    def __init__(self, folder: Path) -> None:
        self.main, side = pty.openpty()
        self.shown = ""
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            stdin=side,
            stdout=side,
            stderr=side,
            cwd=folder,
            env=environment(folder, TERM="xterm", COLUMNS="100", LINES="50"),
            start_new_session=True,
        )
        os.close(side)

    def type(self, keys: str) -> None:
        os.write(self.main, keys.encode())

    def wait_for(self, words: str, seconds: float = 20) -> str:
        """Read until some words are shown, and give what was shown up to them."""
        until = time.monotonic() + seconds
        while words not in self.shown:
            ready, _, _ = select.select([self.main], [], [], max(0.0, until - time.monotonic()))
            assert ready, f"“{words}” did not come; shown: {self.shown!r}"
            self.read()
        before, after = self.shown.split(words, 1)
        self.shown = after
        return before + words

    def leave(self) -> int:
        """Type Ctrl-D until the console ends, and give its status.

        Between two prompts the terminal itself takes the key, and no prompt ever sees it.
        """
        for _ in range(19):
            self.type("\x04")
            try:
                return self.process.wait(0.5)
            except subprocess.TimeoutExpired:
                continue
        self.type("\x04")
        return self.process.wait(0.5)

    def read(self) -> None:
        text = os.read(self.main, 65_536).decode(errors="replace")
        if "\x1b[6n" in text:
            # A terminal answers where its cursor is.
            self.type("\x1b[1;1R")
        self.shown += _ESCAPES.sub("", text)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)
        os.close(self.main)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path)
    yield opened
    opened.close()


def test_a_terminal_has_a_prompt_completion_and_history(terminal: Terminal) -> None:
    terminal.wait_for("Ctrl-D to leave.")
    terminal.wait_for("/compact")
    terminal.type("position Japan IOM\r")
    terminal.wait_for("Japan · IOM's role")
    terminal.wait_for("Asks.")
    terminal.wait_for("/compact")
    # The only name that begins so is completed at once.
    terminal.type("position Uzbekis")
    terminal.wait_for("position Uzbekis")  # from here on only what changes is drawn
    terminal.type("\t")
    terminal.wait_for("tan")
    terminal.type("\r")
    terminal.wait_for("Uzbekistan\n")
    terminal.wait_for("/compact")
    # Two up: what was asked first.
    terminal.type("\x1b[A")
    terminal.wait_for("position Uzbekistan")
    terminal.type("\x1b[A")
    terminal.wait_for("Japan IOM")
    terminal.type("\x03")
    terminal.wait_for("/compact")
    assert terminal.leave() == 0


def test_a_word_leaves(terminal: Terminal) -> None:
    terminal.wait_for("/compact")
    terminal.type("exit\r")
    assert terminal.process.wait(10) == 0


def asked(services: Services, lines: str) -> str:
    answers = io.StringIO()
    assert converse(lambda: services, io.StringIO(lines), answers) == 0
    return answers.getvalue()


def test_without_a_terminal_it_reads_line_by_line(bare: Services) -> None:
    shown = asked(bare, "\n  /compact position Japan IOM \n\nposition\n")
    lines = shown.splitlines()
    assert lines[:2] == ["> /compact position Japan IOM", "Japan · IOM's role"]
    assert "A party or a topic is missing." in lines
    assert shown.count("\n> ") == 1
    assert "Ctrl-D" not in shown


def test_nothing_is_read_after_the_word_that_leaves(bare: Services) -> None:
    assert asked(bare, "QUIT\nposition Japan IOM\n") == ""


def test_a_fault_does_not_end_it(bare: Services) -> None:
    shown = asked(bare, "position " + "x" * 500 + "\nposition Japan IOM\n")
    assert "509 characters" in shown.replace(",", "")
    assert "Japan · IOM's role" in shown


def test_a_calendar_where_the_line_ends_with_it(bare: Services) -> None:
    shown = asked(bare, "timeline 2017-06 --ics\nposition Japan IOM --ics\n")
    assert "BEGIN:VCALENDAR\r\n" in shown
    assert "There are no events in that answer." in shown


def test_names_and_subcommands_are_completed(bare: Services) -> None:
    names = completions(bare)
    assert {"position", "timeline", "Japan", "Türkiye (Turkey)", "IOM's role", "African Group"} <= {
        *names
    }
    assert names == sorted(set(names), key=str.casefold)
