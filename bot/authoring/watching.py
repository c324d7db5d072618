"""`compact check --watch`: a report at each change."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from watchfiles import watch as watch_folders

from bot.config import Settings
from knowledge.errors import FaultyPack

_QUIET = 300  # ms without a change before a report, as editors write a file in several steps


def watch(settings: Settings, report: Callable[[], int], out: TextIO) -> int:
    """Report on a pack now and whenever its files or its documents change.

    Args:
        settings: which pack, which documents.
        report: prints a report; raises for a faulty pack.
        out: where faults are printed.

    Returns:
        The exit status: 0 once the person interrupts it, which is how it ends; 1 where there is no
        such folder to watch.
    """
    folders = [folder for folder in (settings.pack, settings.sources) if folder and folder.is_dir()]
    # An interrupt ends it between two reports: raised in the middle of one, it could get lost.
    stop = threading.Event()
    before = signal.signal(signal.SIGINT, lambda number, frame: stop.set())
    try:
        _report_once(report, out)
        if not settings.pack.is_dir():
            return 1
        _report_changes(folders, report, stop, out)
    finally:
        signal.signal(signal.SIGINT, before)
    out.write("\n")
    return 0


def _report_changes(
    folders: Sequence[Path], report: Callable[[], int], stop: threading.Event, out: TextIO
) -> None:
    begun = False
    for changes in watch_folders(
        *folders, step=_QUIET, rust_timeout=_QUIET, yield_on_timeout=True, stop_event=stop
    ):
        if stop.is_set():
            return
        if changes:
            out.write("\n")
            _report_once(report, out)
        elif not begun:
            out.write("Changes are seen from now on; Ctrl-C ends.\n")
            out.flush()
        begun = True


def _report_once(report: Callable[[], int], out: TextIO) -> None:
    try:
        report()
    except FaultyPack as error:
        out.write(f"{error}\n")
    out.flush()
