"""What is suggested while somebody types into a form."""

from collections.abc import Awaitable, Callable, Sequence

from slack_bolt.async_app import AsyncAck, AsyncApp

from cards.ids import Action
from cards.inputs import option
from handlers.deliveries import Body
from rulebook.tickets import Suggestion
from workflows.look_up import customers_like, tickets_like
from workflows.office import Office

Like = Callable[[Office, str], Awaitable[Sequence[Suggestion]]]

SUGGESTS: dict[Action, Like] = {
    Action.FIND_TICKET: tickets_like,
    Action.FIND_CUSTOMER: customers_like,
}


def listen(app: AsyncApp, office: Office) -> None:
    """Hear what is typed where something can be found."""
    for action, like in SUGGESTS.items():
        app.options(action)(_suggests(office, like))


def _suggests(office: Office, like: Like) -> Callable[..., Awaitable[None]]:
    async def suggest(ack: AsyncAck, body: Body) -> None:
        found = await like(office, body.get("value", ""))
        await ack(options=[option(suggestion) for suggestion in found])

    return suggest
