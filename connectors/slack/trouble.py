"""Slack's errors, and what they mean for us."""

from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from connectors.http.pace.held_back import HeldBack
from rulebook.ports import GiveUp, TryAgain

SLACK = "Slack"
# Whatever comes through when Slack refuses, breaks, is out of reach, or is spared.
TROUBLE = (SlackClientError, aiohttp.ClientError, TimeoutError, HeldBack)

_TOO_MANY = {"ratelimited", "rate_limited"}
_PASSING = {
    "internal_error",
    "fatal_error",
    "service_unavailable",
    "request_timeout",
    "team_added_to_org",
}
_MEANS = {
    "channel_not_found": "the channel does not exist or the bot is not in it",
    "not_in_channel": "the bot is not in the channel; invite it there",
    "is_archived": "the channel is archived",
    "user_not_found": "the person is not in this workspace",
    "user_disabled": "the person's account is deactivated",
    "cannot_dm_bot": "a bot cannot be written to",
    "message_not_found": "the message was deleted",
    "cant_delete_message": "the message is not the bot's",
    "invalid_auth": "the bot token is not valid; see SLACK_BOT_TOKEN",
    "account_inactive": "the bot token was revoked; see SLACK_BOT_TOKEN",
    "missing_scope": "a scope is missing; install the app again with the present manifest",
}


def outcome_of(error: Exception) -> TryAgain | GiveUp:
    """Tell what may pass from what somebody has to mend. The sentence names no secret."""
    if isinstance(error, HeldBack):
        return error.outcome
    if (pause := pause_of(error)) is not None:
        return HeldBack(SLACK, pause).outcome
    if not isinstance(error, SlackApiError):
        return TryAgain(because="Slack could not be reached.")
    code, status = code_of(error), int(error.response.status_code)
    if status >= 500 or code in _PASSING or not code:  # noqa: PLR2004 (HTTP's own range)
        return TryAgain(because="Slack has trouble.")
    return GiveUp(because=f"Slack refused: {_MEANS.get(code, code)}.")


def pause_of(error: Exception) -> timedelta | None:
    """Read for how long Slack asks not to call again; None where it does not."""
    if not isinstance(error, SlackApiError):
        return None
    too_many = 429
    if error.response.status_code != too_many and code_of(error) not in _TOO_MANY:
        return None
    wait = error.response.headers.get("Retry-After", "1")
    return timedelta(seconds=int(wait) if wait.isdigit() else 1)


def code_of(error: Exception) -> str:
    """Slack's own word for an error; empty where there is none."""
    if isinstance(error, SlackApiError) and isinstance(error.response.data, dict):
        return str(error.response.data.get("error") or "")
    return ""
