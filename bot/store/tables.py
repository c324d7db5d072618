"""The tables of the store.

A time is kept as whole microseconds since 1970: SQLite has no time zones, and both databases
compare whole numbers alike.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC as whole microseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        """Turn a moment into microseconds."""
        return None if value is None else (value - _EPOCH) // _TICK

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        """Turn microseconds into a moment."""
        return None if value is None else _EPOCH + value * _TICK


metadata = MetaData()

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("owner", String(32), nullable=False),
    Column("target", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("value", String(255), nullable=False),
    Column("leads", Text, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("note", Text, nullable=False),
    Column("wall", String(128), nullable=False),
    Column("created", Instant, nullable=False),
    Column("paused", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("cancelled", Instant),
)
# What is cancelled may be set again; what is there may not be doubled.
Index(
    "one_active_subscription",
    subscriptions.c.fingerprint,
    unique=True,
    sqlite_where=subscriptions.c.cancelled.is_(None),
    postgresql_where=subscriptions.c.cancelled.is_(None),
)
Index("subscriptions_owner", subscriptions.c.owner)
Index("subscriptions_target", subscriptions.c.target)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("subscription", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("target", String(32), nullable=False),
    Column("event", String(255), nullable=False),
    Column("name", Text, nullable=False),
    Column("start", String(160), nullable=False),
    Column("lead", String(80), nullable=False),
    Column("due", Instant, nullable=False),
    Column("created", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    # Whether a post may have been made whose end is not on the ledger.
    Column("intent", Boolean, nullable=False),
    # Whoever works on it holds this; a new one at each claim, so that a late worker is found out.
    Column("claim", String(64), nullable=False),
    # Slack's own time at the intent: the message, if posted, is younger.
    Column("anchor", String(32), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("ts", String(32), nullable=False),
    Column("thread", String(32), nullable=False),
    Column("reason", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("settled", Instant),
    Column("reported", String(32), nullable=False),
    Column("done", Boolean, nullable=False),
    UniqueConstraint("subscription", "event", "start", "lead", name="one_delivery"),
)
Index("deliveries_due", deliveries.c.state, deliveries.c.due)
Index("deliveries_target", deliveries.c.target)
Index("deliveries_ts", deliveries.c.ts)

mutes = Table(
    "mutes",
    metadata,
    Column("target", String(32), primary_key=True),
    Column("until", Instant, nullable=False),
    Column("by", String(32), nullable=False),
)

seen = Table(
    "seen",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("at", Instant, nullable=False),
)
Index("seen_at", seen.c.at)

threads = Table(
    "threads",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("line", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("threads_at", threads.c.at)
