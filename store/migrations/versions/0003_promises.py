"""Promises, the reminders of them, and who wants no lists."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    """Change the tables. Nothing was ever written to the first version's promises."""
    op.drop_table("promise")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("ticket_key", sa.String(), nullable=False),
        sa.Column("owner_email", sa.String(), nullable=False),
        sa.Column("ticket", sa.JSON(), nullable=False),
        sa.Column("due", moment, nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("by", sa.JSON(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("ended_by", sa.JSON(), nullable=True),
        sa.Column("broken_at", moment, nullable=True),
    )
    op.create_index(
        "one_open_promise",
        "promise",
        ["ticket_key", "what"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("promises_of_ticket", "promise", ["ticket_key", "ended_at"])
    op.create_index("open_promises", "promise", ["state", "due"])
    op.create_index("promises_of_owner", "promise", ["owner_email", "state", "due"])
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("promise_id", sa.Integer(), sa.ForeignKey("promise.id"), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("sent_to", sa.String(), nullable=False),
        sa.Column("gathered", sa.Boolean(), nullable=False),
        sa.Column("told_in", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.UniqueConstraint(
            "promise_id", "step", "due_at", "audience", "sent_to", name="one_reminder_each"
        ),
    )
    op.create_index("gathered_for", "reminder", ["sent_to", "gathered"])
    op.create_table("muted", sa.Column("member_id", sa.String(), primary_key=True))
