"""Opening the database: SQLite by default, PostgreSQL by URL; migrations run at start."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, event, inspect, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x434F4D50  # any number that no one else locks on this database
_ROWS_AT_ONCE = 500  # both databases limit how many values a statement has
_WAIT_MS = 30_000  # how long SQLite waits for another process's commit
_CONNECT, _COMMAND = 10, 60  # seconds for PostgreSQL to take a connection, and to do a statement


def make_engine(url: str) -> AsyncEngine:
    """Make an engine for a database.

    Args:
        url: ``sqlite:///path`` or ``postgresql://…``, with or without a driver.

    Returns:
        The engine, on which every transaction of SQLite locks at once and commits durably.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = create_async_engine(parsed.set(drivername="sqlite+aiosqlite"))
        _set_up_sqlite(engine)
        return engine
    # pool_pre_ping: a database that was restarted must not cost a reminder.
    return create_async_engine(
        parsed.set(drivername="postgresql+asyncpg"),
        pool_pre_ping=True,
        pool_size=5,
        # A server that is gone without a word must not hold a reminder up for minutes.
        connect_args={"timeout": _CONNECT, "command_timeout": _COMMAND},
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


def _set_up_sqlite(engine: AsyncEngine) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def _connect(connection: Any, record: Any) -> None:
        # The driver's own BEGIN comes too late and locks too little.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={_WAIT_MS}")
        _use_wal(cursor)
        # NORMAL can lose the last commits when the power fails.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        # Who only reads does not lock; who writes locks before reading what it decides by.
        only_reads = connection.get_execution_options().get("only_reads")
        connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Open a connection that only reads."""
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


async def insert_new(
    connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]
) -> int:
    """Insert the rows whose unique keys are not there yet.

    Returns:
        How many they were.
    """
    inserted = 0
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        chunk = list(rows[start : start + _ROWS_AT_ONCE])
        result = await connection.execute(insert(table).values(chunk).on_conflict_do_nothing())
        inserted += result.rowcount
    return inserted


async def migrate(engine: AsyncEngine) -> None:
    """Bring the tables up to date; several processes may start at once."""
    async with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        await connection.run_sync(_upgrade)


def _newest_revision() -> str:
    return max(path.stem.split("_")[0] for path in _MIGRATIONS.glob("versions/[0-9]*.py"))


def _upgrade(connection: Connection) -> None:
    if inspect(connection).has_table("alembic_version"):
        at = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if at == _newest_revision():
            return
    # Alembic takes as long to load as all the rest of the store: only where there is work for it.
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
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = make_engine(url)
    try:
        await migrate(engine)
        yield engine
    finally:
        await engine.dispose()
