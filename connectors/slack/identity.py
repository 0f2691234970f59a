"""The bot's identity in Slack (auth.test)."""

from slack_sdk.web.async_client import AsyncWebClient

from connectors.slack.trouble import TROUBLE, outcome_of
from rulebook.ports import NotHeard
from rulebook.value import Value


class Identity(Value):
    """The workspace, and the bot in it; all are Slack's ids."""

    team_id: str
    user_id: str
    bot_id: str


async def who_am_i(client: AsyncWebClient) -> Identity:
    """Ask Slack whose token this is. Raises NotHeard."""
    try:
        answer = await client.auth_test()
    except TROUBLE as error:
        raise NotHeard(outcome_of(error)) from error
    return Identity(
        team_id=answer["team_id"], user_id=answer["user_id"], bot_id=answer.get("bot_id") or ""
    )
