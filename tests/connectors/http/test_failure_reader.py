"""A dialect says itself what an answer means; here one whose errors have no status of their own."""

from datetime import timedelta

import httpx
import pytest
from starlette.responses import JSONResponse, PlainTextResponse, Response

from connectors.http.failure_reader import Failure, by_status
from connectors.http.failures import NotAccepted, NotAllowed, NotThere
from rulebook.ports import GiveUp, NotHeard, TryAgain
from tests.connectors.http.canned_answers import TOKEN
from tests.connectors.http.graphql_board import MUTATION, PATH, QUERY, Issues, board, error

TO = "list the issues"
A_PAUSE = TryAgain(because="Board asked for a pause.", after=timedelta(seconds=7), untried=True)


async def missed(answer: Response) -> NotHeard:
    async with board() as (server, calls):
        server.answers[PATH] = answer
        with pytest.raises(NotHeard) as raised:
            await calls.search(PATH, QUERY, Issues, TO)
        return raised.value


@pytest.mark.parametrize(
    ("code", "kind", "advice"),
    [
        ("INVALID_INPUT", NotAccepted, "Check BOARD_API_URL and what Board says of itself."),
        ("FORBIDDEN", NotAllowed, "Check that the access token may do this."),
        (
            "ENTITY_NOT_FOUND",
            NotThere,
            "Check BOARD_API_URL and what Board says of itself.",
        ),
        ("AUTHENTICATION_ERROR", NotHeard, "Check BOARD_API_KEY."),
    ],
)
async def test_an_error_in_an_answer_of_success_is_a_refusal(
    code: str, kind: type[NotHeard], advice: str
) -> None:
    raised = await missed(error(code, "No such team."))
    assert type(raised) is kind
    because = f"Board refused to list the issues: No such team ({code}). {advice}"
    assert raised.outcome == GiveUp(because=because)


async def test_an_error_in_an_answer_of_success_may_pass() -> None:
    raised = await missed(error("INTERNAL_SERVER_ERROR"))
    because = "Board failed to list the issues (INTERNAL_SERVER_ERROR)."
    assert raised.outcome == TryAgain(because=because)


async def test_a_rate_limit_that_comes_as_a_bad_request_is_a_pause_and_nothing_was_tried() -> None:
    async with board() as (server, calls):
        server.answers[PATH] = error("RATELIMITED", status=400, X_Pause="7")
        with pytest.raises(NotHeard) as raised:
            await calls.post(PATH, MUTATION, Issues, TO)
        assert raised.value.outcome == A_PAUSE
        with pytest.raises(NotHeard) as raised:
            await calls.search(PATH, QUERY, Issues, TO)
        assert isinstance(raised.value.outcome, TryAgain)
        assert raised.value.outcome.untried
        assert server.asked == [f"POST {PATH}"]


async def test_what_has_no_errors_is_read() -> None:
    async with board() as (server, calls):
        server.answers[PATH] = JSONResponse({"data": {"issues": []}})
        assert (await calls.search(PATH, QUERY, Issues, TO)).data == {"issues": []}


async def test_what_is_no_graphql_goes_by_its_status() -> None:
    raised = await missed(PlainTextResponse("<html>Bad Gateway</html>", 502))
    assert raised.outcome == TryAgain(because="Board failed to list the issues (502).")


async def test_the_access_token_is_in_no_sentence() -> None:
    raised = await missed(error(f"not {TOKEN}", f"The token {TOKEN}\nis not ours."))
    assert "The token … is not ours (not …)." in raised.outcome.because


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (httpx.Response(200), None),
        (httpx.Response(204), None),
        (httpx.Response(302), Failure(302, "Found")),
        (httpx.Response(404), Failure(404, "Not Found")),
        (httpx.Response(422, text="No."), Failure(422, "No.")),
    ],
)
def test_without_a_reader_of_its_own_a_dialect_goes_by_status(
    answer: httpx.Response, failure: Failure | None
) -> None:
    assert by_status(bytes.decode)(answer) == failure
