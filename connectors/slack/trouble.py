"""What Slack's errors mean for us."""

from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from rulebook.ports import GiveUp, TryAgain

# Whatever slack_sdk lets through when Slack refuses, breaks, or is out of reach.
TROUBLE = (SlackClientError, aiohttp.ClientError, TimeoutError)

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
    "invalid_auth": "the bot token is not valid; see SLACK_BOT_TOKEN",
    "account_inactive": "the bot token was revoked; see SLACK_BOT_TOKEN",
    "missing_scope": "a scope is missing; install the app again with the present manifest",
}


def outcome_of(error: Exception) -> TryAgain | GiveUp:
    """Tell what may pass from what somebody has to mend. The sentence names no secret."""
    if not isinstance(error, SlackApiError):
        return TryAgain(because="Slack could not be reached.")
    response = error.response
    code = str(response.get("error") or "") if isinstance(response.data, dict) else ""
    status = int(response.status_code)
    too_many = 429
    if status == too_many or code in {"ratelimited", "rate_limited"}:
        wait = response.headers.get("Retry-After", "1")
        after = timedelta(seconds=int(wait) if wait.isdigit() else 1)
        return TryAgain(because="Slack asks for a pause.", after=after)
    if status >= 500 or code in _PASSING or not code:  # noqa: PLR2004 (HTTP's own range)
        return TryAgain(because="Slack has trouble.")
    return GiveUp(because=f"Slack refused: {_MEANS.get(code, code)}.")


def code_of(error: Exception) -> str:
    """Slack's own word for an error; empty where there is none."""
    if isinstance(error, SlackApiError) and isinstance(error.response.data, dict):
        return str(error.response.data.get("error", ""))
    return ""
