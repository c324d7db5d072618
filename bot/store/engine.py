"""Opening the database: SQLite by default, PostgreSQL by URL; migrations run at start."""

from __future__ import annotations

import asyncio
import importlib
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, event, inspect, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x434F4D50  # any number that no one else locks on this database
_GOODBYE_SECONDS = 0.5
_CONNECT_SECONDS = 10.0  # longer than a slow network takes; nobody waits for it but the start
# How long SQLite waits for another process's commit: no longer than somebody waits for an answer,
# since a thread that waits cannot be called off; and at the start, for the tables to be made.
_WAIT_MS, _WAIT_AT_START_MS = 1_800, 30_000
# Tells whoever limits a use of the database that it only reads.
only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)


def make_engine(url: str, wait_ms: int = _WAIT_MS) -> AsyncEngine:
    """Make an engine for a database.

    Args:
        url: ``sqlite:///path``, or ``postgresql://…`` as asyncpg takes it.
        wait_ms: how long SQLite waits for another process's commit.

    Returns:
        The engine, on which every transaction of SQLite locks at once and commits durably.
    """
    if url.startswith("sqlite:"):
        engine = create_async_engine(make_url(url).set(drivername="sqlite+aiosqlite"))
        _set_up_sqlite(engine, wait_ms)
        return engine
    import asyncpg  # type: ignore[import-untyped]

    class Connection(asyncpg.Connection):  # type: ignore[misc]
        async def close(self, *, timeout: float | None = None) -> None:  # noqa: ASYNC109
            # A server that hangs never says goodbye; the driver then hangs up by itself.
            with suppress(TimeoutError, OSError):
                await super().close(timeout=_GOODBYE_SECONDS)

    # The driver reads the URL itself: SQLAlchemy hands on what it does not know, such as sslmode.
    # pool_pre_ping: a database that was restarted must not cost a reminder.
    return create_async_engine(
        "postgresql+asyncpg://",
        async_creator=partial(
            asyncpg.connect, url, timeout=_CONNECT_SECONDS, connection_class=Connection
        ),
        pool_pre_ping=True,
        pool_size=5,
    )


def _use_wal(cursor: Any) -> None:
    """Turn WAL mode on; the busy timeout does not hold while another process is doing the same."""
    for left in range(100, -1, -1):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except Exception as error:
            if "locked" not in str(error) or not left:
                raise
            time.sleep(0.02)


def _set_up_sqlite(engine: AsyncEngine, wait_ms: int) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def _connect(connection: Any, record: Any) -> None:
        # The driver's own BEGIN comes too late and locks too little.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={wait_ms}")
        _use_wal(cursor)
        # NORMAL can lose the last commits when the power fails.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        # Who only reads does not lock; who writes locks before reading what it decides by.
        reads = connection.get_execution_options().get("only_reads")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Open a connection that only reads."""
    only_reads.set(True)
    async with engine.connect() as connection:
        yield await connection.execution_options(only_reads=True)


@asynccontextmanager
async def writing(
    engine: AsyncEngine, within: AsyncConnection | None = None
) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that is committed at the end, or take part in one.

    Args:
        engine: of the database.
        within: a transaction under way; None for one of its own.
    """
    if within is not None:
        yield within
        return
    async with engine.begin() as connection:
        yield connection


async def insert_new(connection: AsyncConnection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row whose unique keys are not there yet.

    Returns:
        Whether it was inserted.
    """
    inserted = await connection.execute(_insert(connection, table).values(row))
    return bool(inserted.rowcount == 1)


async def insert_all(
    connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert the rows whose unique keys are not there yet."""
    if rows:
        # One statement for many values would be compiled anew each time, for a tenth of a second.
        await connection.execute(_insert(connection, table), list(rows))


def _insert(connection: AsyncConnection, table: Table) -> Any:
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return insert(table).on_conflict_do_nothing()


async def migrate(engine: AsyncEngine) -> None:
    """Bring the tables up to date; several processes may start at once."""
    async with engine.connect() as connection:
        if await connection.run_sync(_is_current):
            return
    # Alembic takes as long to load as all the rest of the store: only where there is work for it,
    # and beside the loop.
    await asyncio.to_thread(importlib.import_module, "alembic.command")
    async with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        await connection.run_sync(_upgrade)


def _newest_revision() -> str:
    return max(path.stem.split("_")[0] for path in _MIGRATIONS.glob("versions/[0-9]*.py"))


def _is_current(connection: Connection) -> bool:
    if not inspect(connection).has_table("alembic_version"):
        return False
    at = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return bool(at == _newest_revision())


def _upgrade(connection: Connection) -> None:
    if _is_current(connection):
        return  # another process was faster
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@asynccontextmanager
async def open_engine(url: str) -> AsyncIterator[AsyncEngine]:
    """Open a database, bring it up to date, and close it at the end.

    Args:
        url: of the database; a file's folder is made where it is missing.
    """
    if url.startswith("sqlite:") and (file := make_url(url).database):
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    first = make_engine(url, _WAIT_AT_START_MS)
    try:
        await migrate(first)
    finally:
        await _dispose(first)
    engine = make_engine(url)
    try:
        yield engine
    finally:
        await _dispose(engine)


async def _dispose(engine: AsyncEngine) -> None:
    """Close all connections, also where Compact is stopped meanwhile: half closed is a fault."""
    closing = asyncio.ensure_future(engine.dispose())
    try:
        await asyncio.shield(closing)
    except asyncio.CancelledError:
        await asyncio.wait([closing])
        raise
