"""Suggestions while somebody types into a form."""

import asyncio
from collections.abc import Awaitable

from rulebook.ports import NotHeard
from rulebook.tickets import Suggestion, ticket_number
from workflows.context import Context

# Suggestions have 3 s in Slack's eyes, and about one in those of who is typing.
_PATIENCE = 2.0


async def tickets_like(context: Context, words: str) -> list[Suggestion]:
    """Tickets to choose from while somebody types; a number is always one of them."""
    found = await _heard(context.helpdesk.tickets_like(words))
    number = ticket_number(words)
    if number and number not in {ticket.value for ticket in found}:
        found.append(Suggestion(value=number, words=f"#{number}"))
    return found


async def customers_like(context: Context, words: str) -> list[Suggestion]:
    """Customers to choose from while somebody types."""
    return await _heard(context.helpdesk.customers_like(words))


async def _heard(asked: Awaitable[tuple[Suggestion, ...]]) -> list[Suggestion]:
    try:
        async with asyncio.timeout(_PATIENCE):
            return list(await asked)
    except (TimeoutError, NotHeard):
        return []
