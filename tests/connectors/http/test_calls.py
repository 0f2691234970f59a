"""A call that was not answered may have written all the same, where it writes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
from starlette.responses import JSONResponse, StreamingResponse

from connectors.http.calls import Calls
from rulebook.ports import GiveUp, NotHeard, TryAgain
from tests.connectors.http.graphql_board import MUTATION, QUERY, Issues, board

Act = Callable[[Calls], Awaitable[object]]
TO = "do it"
READS: dict[str, Act] = {
    "get": lambda calls: calls.get("/issues", Issues, TO),
    "search": lambda calls: calls.search("/graphql", QUERY, Issues, TO),
}
WRITES: dict[str, Act] = {
    "post": lambda calls: calls.post("/graphql", MUTATION, Issues, TO),
    "post to what is called search": lambda calls: calls.post("/search", {}, Issues, TO),
    "put": lambda calls: calls.put("/issues", {}, Issues, TO),
    "patch": lambda calls: calls.patch("/issues", {}, Issues, TO),
}


async def outcome_of(act: Act, calls: Calls) -> TryAgain | GiveUp:
    with pytest.raises(NotHeard) as missed:
        await act(calls)
    return missed.value.outcome


async def trickle() -> AsyncIterator[bytes]:
    for _ in range(20):
        yield b" "
        await asyncio.sleep(0.02)


@pytest.mark.parametrize("name", [*READS, *WRITES])
async def test_what_writes_and_was_not_answered_is_not_tried_again_at_once(name: str) -> None:
    async with board(waits=0.1) as (server, calls):
        server.otherwise = StreamingResponse(trickle(), media_type="application/json")
        outcome = await outcome_of({**READS, **WRITES}[name], calls)
    after = timedelta(seconds=30) if name in WRITES else None
    assert outcome == TryAgain(because="Board did not answer within 0.1 seconds.", after=after)


@pytest.mark.parametrize("name", [*READS, *WRITES])
async def test_only_what_writes_can_be_done_by_hand(name: str) -> None:
    async with board() as (server, calls):
        server.otherwise = JSONResponse({}, 400)
        outcome = await outcome_of({**READS, **WRITES}[name], calls)
    assert outcome.because.endswith("Do it in Board by hand if need be.") == (name in WRITES)


async def test_a_query_string_is_no_part_of_what_a_call_is_about() -> None:
    async with board() as (server, calls):
        server.otherwise = JSONResponse({}, 400)
        outcome = await outcome_of(lambda calls: calls.get("/a?of=/issues/1", Issues, TO), calls)
        assert outcome.because.endswith("Check BOARD_API_URL and what Board says of itself.")
