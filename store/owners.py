"""The owner that each ticket had when it was last seen: it shows that the owner changed."""

from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.people import Person
from store.insert_once import insert_all_once
from store.tables import OwnerRow, table_of


async def known(tx: AsyncConnection, tickets: Collection[str]) -> dict[str, Person | None]:
    """Find who had each of these tickets (keys); what was never seen is not in it."""
    rows = await tx.execute(_OF.where(_OWNER.c.ticket_key.in_(tickets)))
    return {ticket: person for ticket, person in rows}  # noqa: C416 (rows are no pairs to mypy)


async def seen(tx: AsyncConnection, owners: Mapping[str, Person | None]) -> None:
    """Write down who has each of these tickets (keys) now."""
    if not owners:
        return
    await seen_first(tx, owners)
    changed = [{"its_key": ticket, "person": person} for ticket, person in owners.items()]
    await tx.execute(_CHANGING, changed)


async def seen_first(tx: AsyncConnection, owners: Mapping[str, Person | None]) -> None:
    """Write down who has those of these tickets (keys) that were never seen."""
    rows = [{"ticket_key": ticket, "person": person} for ticket, person in owners.items()]
    await insert_all_once(tx, OwnerRow, rows)


_OWNER = table_of(OwnerRow)
_OF = select(_OWNER.c.ticket_key, _OWNER.c.person)
_CHANGING = update(_OWNER).where(_OWNER.c.ticket_key == bindparam("its_key"))
