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
# A moment that never comes.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
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
    # The rule by which a note comes again; NULL or "" where it comes once.
    Column("recurrence", Text),
    # What is due up to then is on the ledger.
    Column("planned", Instant, nullable=False),
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
Index("subscriptions_planned", subscriptions.c.planned)

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
# What is due, and what of it was never sent.
Index("deliveries_due", deliveries.c.state, deliveries.c.kind, deliveries.c.due)
# What is still to be reported to whoever set it.
Index("deliveries_unreported", deliveries.c.state, deliveries.c.reported)
# What is planned for a target.
Index("deliveries_target", deliveries.c.target, deliveries.c.state)
# What a changed event touches.
Index("deliveries_event", deliveries.c.event, deliveries.c.target)
# What is old enough to be removed.
Index("deliveries_settled", deliveries.c.settled)
Index("deliveries_ts", deliveries.c.ts)

# How many deliveries have been removed, by the state that they ended in.
removed = Table(
    "removed",
    metadata,
    Column("state", String(16), primary_key=True),
    Column("count", BigInteger, nullable=False),
)

# The pack's events as reminders were last planned by them.
timeline = Table(
    "timeline",
    metadata,
    Column("event", String(255), primary_key=True),
    Column("data", Text, nullable=False),
    # The topics that it is on, with those above them.
    Column("topics", Text, nullable=False),
    Column("changed", Instant, nullable=False),
    Column("gone", Boolean, nullable=False),
)
Index("timeline_changed", timeline.c.changed)

# Which state of the pack that is.
plans = Table(
    "plans",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

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

# Lines that found nothing, by kind; the day alone, since an hour could tell who it was.
silences = Table(
    "silences",
    metadata,
    Column("kind", String(32), primary_key=True),
    Column("line", String(200), primary_key=True),
    Column("count", BigInteger, nullable=False),
    Column("last", String(10), nullable=False),
)
Index("silences_last", silences.c.last)

threads = Table(
    "threads",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("line", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("threads_at", threads.c.at)
