"""Checking an edited pack in a process of its own.

Reading YAML and checking it takes seconds, in which a thread of this process would hold up answers
for tenths of them.  The other process leaves the checked pack in the cache, compiled, which is read
in small pieces.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import bot
from knowledge.errors import FaultyPack
from knowledge.loading.cache import PackCache
from knowledge.loading.loader import compile_pack

_ROOT = Path(bot.__path__[0]).parent
# Run from wherever Compact was started, since paths are shown as they are seen from there.
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from bot.reloading.checking import main; main(sys.argv[1:])"
)
_NICE = 19  # how much the other process gives way to the one that answers: as much as can be


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check.

    Args:
        key: of the compiled pack in the cache; "" where there are faults, or where the files
            changed while they were read.
        faults: why it is not to be used: all of them, a line each, as `compact check` tells them.
    """

    key: str = ""
    faults: tuple[str, ...] = ()


async def check_apart(pack: Path, documents: Path | None, cache: Path) -> Checked:
    """Check a pack in a process of its own, and compile it.

    Args:
        pack: folder of the pack.
        documents: folder of the source documents, or None.
        cache: folder in which the compiled pack is left.
    """
    folders = [str(folder) for folder in (pack, cache, documents) if folder]
    command = [sys.executable, "-c", _START, str(_ROOT), *folders]
    begun: list[subprocess.Popen[bytes]] = []

    def run() -> Checked:
        # To begin a process takes milliseconds as well, and so it is begun in the thread.
        with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL) as process:  # noqa: S603 (our own code)
            begun.append(process)
            told, _ = process.communicate()
        if process.returncode:
            return Checked(faults=(f"the check itself failed, with status {process.returncode}",))
        given = json.loads(told)
        return Checked(given["key"], tuple(given["faults"]))

    try:
        return await asyncio.to_thread(run)
    except asyncio.CancelledError:
        for process in begun:
            process.kill()
        raise


def main(folders: list[str]) -> None:
    """Check a pack, compile it into the cache, and write what came of it as JSON.

    Args:
        folders: of the pack, of the cache, and of the documents where there are any.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that answers ends this one
    if hasattr(os, "nice"):
        os.nice(_NICE)
    pack, cache, *documents = map(Path, folders)
    key, faults = "", list[str]()
    try:
        key = compile_pack(pack, documents[0] if documents else None, PackCache(cache))
    except FaultyPack as error:
        faults = [str(fault) for fault in error.diagnostics]
    json.dump({"key": key, "faults": faults}, sys.stdout)
