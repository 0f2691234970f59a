"""Trouble in a handler: whoever pressed hears it, and Slack gets its 200."""

from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp, AsyncRespond
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from cards.forms import message_form
from cards.words import answer
from rulebook.phrase import phrase

log = structlog.get_logger()

_SORRY = phrase("Something went wrong here, and it may not have been saved. Try again in a moment.")


def listen(app: AsyncApp) -> None:
    """Answer what no handler hears, and what a handler could not finish."""

    @app.error
    async def answer_anyway(
        error: Exception, body: dict[str, Any], respond: AsyncRespond
    ) -> BoltResponse:
        if isinstance(error, BoltUnhandledRequestError):
            log.info("a payload nobody listens to", type=body.get("type") or body.get("command"))
            return BoltResponse(status=200, body="")
        log.error("a handler failed", exc_info=error)
        match body.get("type"):
            case None if "command" in body:
                return BoltResponse(status=200, body=answer(_SORRY))
            case "view_submission":
                view = message_form("Not done", _SORRY)
                return BoltResponse(status=200, body={"response_action": "update", "view": view})
            case "block_actions" if body.get("response_url"):
                await _say_sorry(respond)
        return BoltResponse(status=200, body="")


async def _say_sorry(respond: AsyncRespond) -> None:
    try:
        await respond(**answer(_SORRY), replace_original=False)
    except Exception as error:  # noqa: BLE001 (whatever it is, Slack gets its 200)
        log.warning("nobody could be told", error=type(error).__name__)
