"""Opening a form."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from cards.blocks import Json
from handlers.incoming import Body

# Slack delivered the same thing twice, and the form is open already.
_OPEN_ALREADY = "exchanged_trigger_id"


async def open_form(client: AsyncWebClient, body: Body, view: Json) -> None:
    """Open a form for who pressed or typed; its trigger lives three seconds and works once."""
    try:
        await client.views_open(trigger_id=body["trigger_id"], view=view)
    except SlackApiError as error:
        if error.response.get("error") != _OPEN_ALREADY:
            raise
