"""Alembic's entry: the connection is handed in by `store.migrate`."""

from typing import Any, Literal

from alembic import context
from sqlmodel import AutoString, SQLModel

from store import tables as _tables  # noqa: F401 (so that the metadata knows them)
from store.columns import Kept, Moment


def _plain(kind: str, item: Any, _context: object) -> str | Literal[False]:  # noqa: ANN401
    """Write our column types as SQLAlchemy's own: a migration stays as it is when code moves."""
    match kind, item:
        case "type", Moment():
            return "sa.DateTime(timezone=True)"
        case "type", Kept():
            return "sa.JSON()"
        case "type", AutoString():
            return "sa.String()"
        case _:
            return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_item=_plain,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
