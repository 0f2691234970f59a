"""Something to be written down later; what is alike is written with one statement."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Executable
from sqlalchemy.ext.asyncio import AsyncConnection


class DeferredWrite(NamedTuple):
    """A statement, made once for all of its kind, and this one's values."""

    statement: Executable
    values: dict[str, Any]


async def write_all(tx: AsyncConnection, writes: Iterable[DeferredWrite]) -> None:
    """Write all of them down."""
    # What is set is part of the statement: a value that only some have would be lost.
    alike: dict[tuple[Executable, frozenset[str]], list[dict[str, Any]]] = {}
    for statement, values in writes:
        alike.setdefault((statement, frozenset(values)), []).append(values)
    for (statement, _), several in alike.items():
        await tx.execute(statement, several)
