"""A key by which an effect can be cancelled before it is begun."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables. A replica of the version before goes on queueing without a key."""
    with op.batch_alter_table("effect") as table:
        table.add_column(
            sa.Column("key", sa.String(), nullable=False, server_default=sa.text("''"))
        )
    has_one = sa.text("key <> ''")
    op.create_index(
        "cancelled_by", "effect", ["key"], sqlite_where=has_one, postgresql_where=has_one
    )
