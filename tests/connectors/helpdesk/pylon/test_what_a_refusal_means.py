import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from starlette.responses import JSONResponse, PlainTextResponse, Response

from connectors.helpdesk.pylon import Pylon
from rulebook.people import Person
from rulebook.ports import GiveUp, NotHeard, TryAgain
from tests.connectors.helpdesk.pylon.canned import TOKEN, canned


def refusal(status: int, *errors: str, **headers: str) -> Response:
    answer = {"errors": [*errors], "request_id": "r", "code": "some_code"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return JSONResponse(answer, status, named)


async def outcome_of(
    answer: Response, ask: Callable[[Pylon], Awaitable[object]] = Pylon.hello
) -> TryAgain | GiveUp:
    async with canned() as (server, pylon):
        server.otherwise = answer
        with pytest.raises(NotHeard) as missed:
            await ask(pylon)
        return missed.value.outcome


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (401, "Check PYLON_API_TOKEN."),
        (403, "Check that the access token may do this."),
        (404, "Check PYLON_API_URL and what Pylon says of itself."),
        (400, "Check PYLON_API_URL and what Pylon says of itself."),
    ],
)
async def test_a_refusal_says_what_pylon_said_and_what_to_do(status: int, advice: str) -> None:
    said = "Pylon refused to tell whose access token this is: wrong region, no luck"
    outcome = await outcome_of(refusal(status, "wrong region", "no luck"))
    assert outcome == GiveUp(because=f"{said} ({status}). {advice}")


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (400, "Check the ticket in Pylon, and do it there by hand if need be."),
        (404, "Check that the ticket is still there and that both people still have a seat."),
    ],
)
async def test_a_refusal_about_a_ticket_speaks_of_the_ticket(status: int, advice: str) -> None:
    async with canned() as (server, pylon):
        server.otherwise = refusal(status, "no")
        outcome = await pylon.link_external("issue/i1", "linear", "x")
        assert outcome == GiveUp(
            because=f"Pylon refused to link the ticket: no ({status}). {advice}"
        )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (refusal(400), "some_code"),
        (JSONResponse({"errors": None}, 400), "Bad Request"),
        (PlainTextResponse("<html>blocked</html>", 403), "Forbidden"),
        (JSONResponse(["odd"], 400), "Bad Request"),
    ],
)
async def test_a_refusal_without_a_sentence_says_at_least_something(
    answer: Response, said: str
) -> None:
    because = (await outcome_of(answer)).because
    assert f"whose access token this is: {said} ({answer.status_code})" in because


@pytest.mark.parametrize(
    ("written", "after"),
    [("7", 7), ("0", 0), ("4000", 60), ("", None), ("soon", None), ("-5", None)],
)
async def test_a_pause_is_as_long_as_pylon_says(written: str, after: int | None) -> None:
    outcome = await outcome_of(refusal(429, "rate limited", Retry_After=written))
    assert isinstance(outcome, TryAgain)
    assert outcome.because == "Pylon asked for a pause."
    assert outcome.after == (None if after is None else timedelta(seconds=after))


async def test_a_pause_may_be_written_as_an_instant() -> None:
    until = datetime.now(UTC) + timedelta(seconds=30)
    answer = refusal(429, "no", Retry_After=format_datetime(until, usegmt=True))
    outcome = await outcome_of(answer)
    assert isinstance(outcome, TryAgain)
    assert outcome.after is not None
    assert 20 < outcome.after.total_seconds() <= 30


async def test_who_was_asked_for_a_pause_asks_nothing_until_then() -> None:
    async with canned() as (server, pylon):
        server.otherwise = refusal(429, "rate limited", Retry_After="30")
        for _ in range(3):
            with pytest.raises(NotHeard) as missed:
                await pylon.hello()
            assert isinstance(missed.value.outcome, TryAgain)
            assert missed.value.outcome.untried
        assert server.asked == ["GET /me"]
        with pytest.raises(NotHeard):
            await pylon.ticket("1")  # another call, and so another quota
        assert server.asked == ["GET /me", "GET /issues/1"]


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "<html>", '{"data": null}'])
async def test_an_answer_that_cannot_be_read_is_asked_for_again(body: str) -> None:
    outcome = await outcome_of(Response(body, 200, media_type="application/json"))
    assert outcome == TryAgain(because="Pylon's answer could not be read.")


async def test_the_access_token_is_in_no_sentence_and_no_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with canned() as (server, pylon):
        server.otherwise = refusal(401, f"the token {TOKEN} is not ours")
        with pytest.raises(NotHeard) as missed:
            await pylon.hello()
        assert server.headers[0]["authorization"] == f"Bearer {TOKEN}"
    assert "the token … is not ours" in str(missed.value)
    assert TOKEN not in repr(missed.value.outcome)
    assert TOKEN not in caplog.text
    assert caplog.text


async def test_what_is_refused_and_about_no_ticket_can_be_done_by_hand() -> None:
    async with canned() as (server, pylon):
        server.otherwise = refusal(400, "A reason is mandatory")
        outcome = await pylon.set_away(Person(id="u1", name="Ann"), away=True)
        said = "Pylon refused to put somebody away: A reason is mandatory (400)."
        assert outcome == GiveUp(because=f"{said} Do it in Pylon by hand if need be.")
