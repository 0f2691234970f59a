import asyncio
from collections.abc import Collection
from contextlib import suppress

import pytest
from sqlalchemy import literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from store.database import Database
from tests.conftest import DATABASES

pytestmark = pytest.mark.parametrize("database_url", DATABASES, indirect=True)


class Squares:
    """Asks the database for squares, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Collection[int]] = []
        self.begun = asyncio.Event()
        self.slow = asyncio.Event()
        self.slow.set()

    async def __call__(self, tx: AsyncConnection, keys: Collection[int]) -> dict[int, int]:
        self.asked.append(keys)
        self.begun.set()
        await self.slow.wait()
        rows = await tx.execute(
            union_all(*(select(literal(key), literal(key) * key) for key in keys))
        )
        return {key: square for key, square in rows if square < 100}


async def test_those_who_ask_at_the_same_time_are_answered_by_one_question(
    database: Database,
) -> None:
    squares = Squares()
    found = await asyncio.gather(*(database.one_of(squares, key) for key in (3, 4, 4, 30)))
    assert found == [9, 16, 16, None]
    assert squares.asked == [{3, 4, 30}]


async def test_who_asks_while_a_question_is_on_its_way_is_part_of_the_next(
    database: Database,
) -> None:
    squares = Squares()
    squares.slow.clear()
    first = asyncio.create_task(database.one_of(squares, 2))
    await squares.begun.wait()
    others = [asyncio.create_task(database.one_of(squares, key)) for key in (2, 5)]
    await asyncio.sleep(0)
    squares.slow.set()
    assert await asyncio.gather(first, *others) == [4, 4, 25]
    assert squares.asked == [{2}, {2, 5}]


async def test_who_gives_up_waiting_takes_the_answer_from_nobody(database: Database) -> None:
    squares = Squares()
    impatient = asyncio.create_task(database.one_of(squares, 2))
    patient = asyncio.create_task(database.one_of(squares, 3))
    await asyncio.sleep(0)
    impatient.cancel()
    assert await patient == 9
    with suppress(asyncio.CancelledError):
        await impatient


async def test_what_goes_wrong_with_one_keeps_none_of_the_others_from_their_answer(
    database: Database,
) -> None:
    async def ask(_: AsyncConnection, keys: Collection[int]) -> dict[int, int]:
        if 0 in keys:
            message = "nothing can be divided by it"
            raise ZeroDivisionError(message)
        return {key: 100 // key for key in keys}

    wrong, right = await asyncio.gather(
        database.one_of(ask, 0), database.one_of(ask, 5), return_exceptions=True
    )
    assert isinstance(wrong, ZeroDivisionError)
    assert right == 20
    assert await database.one_of(ask, 4) == 25
