"""Lines that ended in silence, counted by kind."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "silences",
        sa.Column("kind", sa.String(32), primary_key=True),
        sa.Column("line", sa.String(200), primary_key=True),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.Column("last", sa.String(10), nullable=False),
    )
    op.create_index("silences_last", "silences", ["last"])
