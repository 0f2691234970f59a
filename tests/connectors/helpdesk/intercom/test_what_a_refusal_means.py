import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from email.utils import formatdate

import pytest
from starlette.responses import (
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)

from connectors.helpdesk.intercom import Intercom
from rulebook.people import Person
from rulebook.ports import GiveUp, NotHeard, TryAgain
from tests.connectors.helpdesk.intercom.canned import TOKEN, canned

SOME_TIME = datetime(2026, 3, 2, tzinfo=UTC)


def refusal(status: int, message: str, **headers: str) -> Response:
    errors = [{"code": "some_code", "message": message}]
    return JSONResponse({"type": "error.list", "errors": errors}, status, headers)


async def outcome_of(
    answer: Response, ask: Callable[[Intercom], Awaitable[object]] = Intercom.hello
) -> TryAgain | GiveUp:
    async with canned() as (server, intercom):
        server.otherwise = answer
        with pytest.raises(NotHeard) as missed:
            await ask(intercom)
        return missed.value.outcome


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (401, "Check INTERCOM_ACCESS_TOKEN."),
        (403, "Check that the access token may do this."),
        (404, "Check INTERCOM_API_URL and what Intercom says of itself."),
        (400, "Check INTERCOM_API_URL and what Intercom says of itself."),
    ],
)
async def test_a_refusal_says_what_intercom_said_and_what_to_do(status: int, advice: str) -> None:
    outcome = await outcome_of(refusal(status, "Active subscription needed."))
    said = "Intercom refused to tell whose access token this is: Active subscription needed"
    assert outcome == GiveUp(because=f"{said} ({status}). {advice}")


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (401, "Check INTERCOM_ACCESS_TOKEN."),
        (403, "Check that the access token may do this."),
        (404, "Check that the ticket is still there and that both people still have a seat."),
        (400, "Check the ticket in Intercom, and do it there by hand if need be."),
        (422, "Check the ticket in Intercom, and do it there by hand if need be."),
    ],
)
async def test_a_refusal_about_a_ticket_speaks_of_the_ticket(status: int, advice: str) -> None:
    outcome = await outcome_of(
        refusal(status, "No."), lambda intercom: intercom.owner_changes("ticket/64", SOME_TIME)
    )
    assert outcome == GiveUp(
        because=f"Intercom refused to read the ticket: No ({status}). {advice}"
    )


@pytest.mark.parametrize("status", [408, 409, 425, 500, 502, 503, 504])
async def test_what_passes_is_tried_again(status: int) -> None:
    outcome = await outcome_of(PlainTextResponse("<html>Bad Gateway</html>", status))
    assert outcome == TryAgain(
        because=f"Intercom failed to tell whose access token this is ({status})."
    )


async def test_a_redirect_is_not_followed() -> None:
    async with canned() as (server, intercom):
        server.otherwise = RedirectResponse("https://elsewhere.example/admins", 307)
        with pytest.raises(NotHeard) as missed:
            await intercom.person("ann@support.example")
        assert isinstance(missed.value.outcome, GiveUp)
        assert missed.value.outcome.because.endswith("(307). Check INTERCOM_API_URL.")
        assert server.asked == ["GET /admins"]


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "<html>", '{"app": {"region": "US"}}'])
async def test_an_answer_that_cannot_be_read_is_asked_for_again(body: str) -> None:
    outcome = await outcome_of(Response(body, 200, media_type="application/json"))
    assert outcome == TryAgain(because="Intercom's answer could not be read.")


async def test_a_refusal_without_a_message_says_at_least_its_code() -> None:
    answer = JSONResponse({"type": "error.list", "errors": [{"code": "odd", "message": None}]}, 400)
    assert (
        "refused to tell whose access token this is: odd (400)"
        in (await outcome_of(answer)).because
    )


async def test_a_refusal_that_is_no_error_list_says_its_status() -> None:
    answer = PlainTextResponse("<html>blocked</html>", 403)
    assert (
        "refused to tell whose access token this is: Forbidden (403)"
        in (await outcome_of(answer)).because
    )


async def test_a_message_of_intercoms_stays_short_and_on_one_line() -> None:
    because = (await outcome_of(refusal(400, "a\nb\u202e" + "c" * 5000))).because
    assert "\n" not in because
    assert "\u202e" not in because
    assert len(because) < 400


@pytest.mark.parametrize(("ahead", "after"), [(7, 7), (-5, 0), (4000, 60)])
async def test_a_pause_ends_when_intercoms_own_clock_says(ahead: int, after: int) -> None:
    theirs = 1_800_000_000  # nowhere near this machine's time
    answer = refusal(429, "Exceeded rate limit of 167 in 10_seconds")
    answer.headers["X-RateLimit-Reset"] = str(theirs + ahead)
    answer.headers["Date"] = formatdate(theirs, usegmt=True)
    outcome = await outcome_of(answer)
    assert isinstance(outcome, TryAgain)
    assert outcome.after is not None
    assert outcome.after.total_seconds() == after


@pytest.mark.parametrize("reset", ["", "soon", "nan"])
async def test_a_pause_without_an_end_leaves_the_wait_to_us(reset: str) -> None:
    answer = refusal(429, "Exceeded rate limit")
    answer.headers["X-RateLimit-Reset"] = reset
    outcome = await outcome_of(answer)
    assert outcome == TryAgain(because="Intercom asked for a pause.", after=None)


async def test_an_answer_that_trickles_on_for_ever_is_not_waited_for() -> None:
    async def trickle() -> AsyncIterator[bytes]:
        for _ in range(50):
            yield b" "
            await asyncio.sleep(0.02)

    async with canned(timeout=0.2) as (server, intercom):
        server.otherwise = StreamingResponse(trickle(), media_type="application/json")
        with pytest.raises(NotHeard) as missed:
            await intercom.hello()
    because = "Intercom did not answer within 0.2 seconds."
    assert missed.value.outcome == TryAgain(because=because)


async def test_nobody_listening_is_tried_again() -> None:
    async with canned() as (_, intercom):
        pass
    async with canned(api_url="http://127.0.0.1:9") as (_, intercom):
        started = time.monotonic()
        with pytest.raises(NotHeard) as missed:
            await intercom.hello()
    assert missed.value.outcome == TryAgain(because="The connection to Intercom broke.")
    assert time.monotonic() - started < 3


async def test_the_access_token_is_in_no_sentence_and_no_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with canned() as (server, intercom):
        server.otherwise = refusal(401, f"the token {TOKEN} is not ours")
        with pytest.raises(NotHeard) as missed:
            await intercom.hello()
        assert server.headers[0]["authorization"] == f"Bearer {TOKEN}"
    assert "the token … is not ours" in str(missed.value)
    assert TOKEN not in repr(missed.value.outcome)
    assert TOKEN not in caplog.text
    assert caplog.text


async def test_every_call_names_the_version_it_was_written_for() -> None:
    async with canned() as (server, intercom):
        with pytest.raises(NotHeard):
            await intercom.hello()
        assert server.headers[0]["intercom-version"] == "2.16"


async def test_what_is_refused_and_about_no_ticket_can_be_done_by_hand() -> None:
    async with canned() as (server, intercom):
        server.otherwise = refusal(400, "A reason is mandatory")
        outcome = await intercom.set_away(Person(id="1", name="Ann"), away=True)
        said = "Intercom refused to put somebody away: A reason is mandatory (400)."
        assert outcome == GiveUp(because=f"{said} Do it in Intercom by hand if need be.")
