"""Subscriptions, deliveries, mutes, events seen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("owner", sa.String(32), nullable=False),
        sa.Column("target", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("value", sa.String(255), nullable=False),
        sa.Column("leads", sa.Text, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("wall", sa.String(128), nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("paused", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("cancelled", sa.BigInteger),
    )
    active = sa.text("cancelled IS NULL")
    op.create_index(
        "one_active_subscription",
        "subscriptions",
        ["fingerprint"],
        unique=True,
        sqlite_where=active,
        postgresql_where=active,
    )
    op.create_index("subscriptions_owner", "subscriptions", ["owner"])
    op.create_index("subscriptions_target", "subscriptions", ["target"])
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("subscription", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("target", sa.String(32), nullable=False),
        sa.Column("event", sa.String(255), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("start", sa.String(160), nullable=False),
        sa.Column("lead", sa.String(80), nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("intent", sa.Boolean, nullable=False),
        sa.Column("claim", sa.String(64), nullable=False),
        sa.Column("anchor", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("ts", sa.String(32), nullable=False),
        sa.Column("thread", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("settled", sa.BigInteger),
        sa.Column("reported", sa.String(32), nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.UniqueConstraint("subscription", "event", "start", "lead", name="one_delivery"),
    )
    op.create_index("deliveries_due", "deliveries", ["state", "due"])
    op.create_index("deliveries_target", "deliveries", ["target"])
    op.create_index("deliveries_ts", "deliveries", ["ts"])
    op.create_table(
        "mutes",
        sa.Column("target", sa.String(32), primary_key=True),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
    )
    op.create_table(
        "seen",
        sa.Column("key", sa.String(255), primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("seen_at", "seen", ["at"])
