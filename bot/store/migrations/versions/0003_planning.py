"""Recurrence, planning by small steps, an index for every query of the scheduler."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_INDICES = {
    "deliveries_due": ["state", "kind", "due"],
    "deliveries_unreported": ["state", "reported"],
    "deliveries_target": ["target", "state"],
    "deliveries_event": ["event", "target"],
    "deliveries_settled": ["settled"],
}


def upgrade() -> None:
    """Add the columns, tables and indices."""
    op.add_column("subscriptions", sa.Column("recurrence", sa.Text))
    # 0: everything is planned anew at the next start.
    op.add_column(
        "subscriptions",
        sa.Column("planned", sa.BigInteger, nullable=False, server_default="0"),
    )
    never = 253_370_764_800_000_000
    op.execute(f"UPDATE subscriptions SET planned = {never} WHERE cancelled IS NOT NULL")  # noqa: S608
    op.create_index("subscriptions_planned", "subscriptions", ["planned"])
    op.drop_index("deliveries_due", "deliveries")
    op.drop_index("deliveries_target", "deliveries")
    for name, columns in _INDICES.items():
        op.create_index(name, "deliveries", columns)
    op.create_table(
        "removed",
        sa.Column("state", sa.String(16), primary_key=True),
        sa.Column("count", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "timeline",
        sa.Column("event", sa.String(255), primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("topics", sa.Text, nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.Column("gone", sa.Boolean, nullable=False),
    )
    op.create_index("timeline_changed", "timeline", ["changed"])
    op.create_table(
        "plans",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
