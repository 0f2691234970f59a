"""The owner of each ticket when it was last seen."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "owner",
        sa.Column("ticket_key", sa.String(), primary_key=True),
        sa.Column("person", sa.JSON(), nullable=True),
    )
