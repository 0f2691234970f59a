"""Checks that ask Slack without doing anything: is a token good, and a channel open to us.

auth.test, apps.connections.open, conversations.history.
"""

from slack_sdk.web.async_client import AsyncWebClient

from connectors.slack.trouble import TROUBLE, code_of, outcome_of
from rulebook.ports import GiveUp, NotHeard
from rulebook.value import Value

_BOT = "SLACK_BOT_TOKEN"
_APP = "SLACK_APP_TOKEN"
_TAKE = {
    _BOT: "take the Bot User OAuth Token (xoxb-…), from OAuth & Permissions.",
    _APP: "take an app-level token (xapp-…) with connections:write, from Basic Information.",
}
_CLOSED = {"channel_not_found", "not_in_channel"}


class Granted(Value):
    """A bot token's worth: the name of its workspace, and its scopes."""

    workspace: str
    scopes: frozenset[str]


async def granted(client: AsyncWebClient) -> Granted:
    """Ask what the bot token is good for; its scopes are in a header. Raises NotHeard."""
    try:
        answer = await client.auth_test()
    except TROUBLE as error:
        raise _refusal(_BOT, error) from error
    if not answer.get("bot_id"):
        raise NotHeard(GiveUp(because=f"{_BOT} is no bot's: {_TAKE[_BOT]}"))
    told = answer.headers.get("x-oauth-scopes", "").split(",")
    return Granted(
        workspace=answer["team"], scopes=frozenset(scope.strip() for scope in told) - {""}
    )


async def may_connect(client: AsyncWebClient, app_token: str) -> None:
    """Ask for the address of a socket, and leave it at that. Raises NotHeard."""
    try:
        await client.apps_connections_open(app_token=app_token)
    except TROUBLE as error:
        raise _refusal(_APP, error) from error


async def is_in(client: AsyncWebClient, channel: str) -> bool:
    """Tell whether the bot is in a channel; who is not may not read it either. Raises NotHeard."""
    try:
        await client.conversations_history(channel=channel, limit=1)
    except TROUBLE as error:
        if code_of(error) in _CLOSED:
            return False
        raise NotHeard(outcome_of(error)) from error
    return True


def _refusal(token: str, error: Exception) -> NotHeard:
    outcome = outcome_of(error)
    if isinstance(outcome, GiveUp):
        because = f"Slack refused {token} ({code_of(error)}): {_TAKE[token]}"
        return NotHeard(GiveUp(because=because))
    return NotHeard(outcome)
