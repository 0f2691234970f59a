"""Something to be written down later; what is alike is written with one statement."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Executable
from sqlalchemy.ext.asyncio import AsyncConnection


class Write(NamedTuple):
    """A statement, made once for all of its kind, and this one's values."""

    statement: Executable
    values: dict[str, Any]


async def write_all(tx: AsyncConnection, writes: Iterable[Write]) -> None:
    """Write all of them down."""
    alike: dict[Executable, list[dict[str, Any]]] = {}
    for statement, values in writes:
        alike.setdefault(statement, []).append(values)
    for statement, several in alike.items():
        await tx.execute(statement, several)
