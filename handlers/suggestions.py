"""Suggestions while somebody types into a form."""

from collections.abc import Awaitable, Callable, Sequence

from slack_bolt.async_app import AsyncAck, AsyncApp

from cards.ids import Action
from cards.inputs import option
from handlers.incoming import Body
from rulebook.tickets import Suggestion
from workflows.context import Context
from workflows.people.suggestions import customers_like, tickets_like

Like = Callable[[Context, str], Awaitable[Sequence[Suggestion]]]

SUGGESTS: dict[Action, Like] = {
    Action.FIND_TICKET: tickets_like,
    Action.FIND_CUSTOMER: customers_like,
}


def listen(app: AsyncApp, context: Context) -> None:
    """Hear what is typed where something can be found."""
    for action, like in SUGGESTS.items():
        app.options(action)(_suggests(context, like))


def _suggests(context: Context, like: Like) -> Callable[..., Awaitable[None]]:
    async def suggest(ack: AsyncAck, body: Body) -> None:
        found = await like(context, body.get("value", ""))
        await ack(options=[option(suggestion) for suggestion in found])

    return suggest
