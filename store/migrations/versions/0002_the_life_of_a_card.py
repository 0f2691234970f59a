"""The life of a card: turns, talk, changes, and which tickets a request concerns."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "concern",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.PrimaryKeyConstraint("request_id", "ticket"),
    )
    with op.batch_alter_table("concern", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concern_ticket"), ["ticket"], unique=False)
    with op.batch_alter_table("effect", schema=None) as batch_op:
        batch_op.add_column(sa.Column("made", sa.JSON(), nullable=True))
    for column in (
        sa.Column("fresh_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("talk", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("changes", sa.JSON(), nullable=False, server_default="[]"),
    ):
        op.add_column("request", column)
    with op.batch_alter_table(
        "roster",
        recreate="always" if op.get_bind().dialect.name == "sqlite" else "never",
        table_kwargs={"sqlite_autoincrement": True},
    ):
        pass
    op.execute("UPDATE request SET fresh_at = submitted_at")
    _carry_over(op.get_bind())
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.alter_column("fresh_at", nullable=False)
        for name in ("turn", "talk", "changes"):
            batch_op.alter_column(name, server_default=None)


def _carry_over(connection: sa.Connection) -> None:
    """Give facts their instant, and waiting requests the clock's new move."""
    request = sa.table(
        "request",
        sa.column("id", sa.Integer()),
        sa.column("form", sa.JSON()),
        sa.column("facts", sa.JSON(none_as_null=True)),
        sa.column("submitted_at", sa.DateTime(timezone=True)),
    )
    concern = sa.table("concern", sa.column("request_id"), sa.column("ticket"))
    for request_id, form, facts, at in connection.execute(sa.select(*request.columns)).all():
        insert = concern.insert().values(request_id=request_id, ticket=form["ticket"])
        connection.execute(insert)
        if facts:
            known = {**facts, "at": f"{at.isoformat().removesuffix('+00:00')}Z"}
            update = request.update().where(request.c.id == request_id).values(facts=known)
            connection.execute(update)
    effect = sa.table(
        "effect",
        sa.column("id", sa.Integer()),
        sa.column("lane", sa.String()),
        sa.column("effect", sa.JSON()),
        sa.column("due_at", sa.DateTime(timezone=True)),
    )
    for effect_id, lane, kept, due in connection.execute(sa.select(*effect.columns)).all():
        if kept["type"] != "offer request":
            continue
        at = f"{due.isoformat().removesuffix('+00:00')}Z"
        move = {"type": "make move", "move": "hand over", "turn": 1, "at": at}
        values = {"lane": f"hand over {lane}", "effect": move | {"request_id": kept["request_id"]}}
        connection.execute(effect.update().where(effect.c.id == effect_id).values(**values))
