"""Reads for forms, suggestions and the desk."""

import asyncio
from collections.abc import Awaitable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.desk import Desk
from rulebook.entitlement import entitled
from rulebook.moves import State
from rulebook.ports import NotHeard
from rulebook.roster import Entry
from rulebook.tickets import Suggestion, ticket_number
from store import muted, promises, requests, roster
from workflows.lists import team_agenda
from workflows.office import Office
from workflows.word import who_has

# Suggestions have 3 s in Slack's eyes, and about one in those of who is typing.
_PATIENCE = 2.0
_NEWEST = 50


async def the_roster(office: Office) -> list[Entry]:
    """Every shift and cover."""
    async with office.database.reading() as tx:
        return await roster.entries(tx)


async def tickets_like(office: Office, words: str) -> list[Suggestion]:
    """Tickets to choose from while somebody types; a number is always one of them."""
    found = await _heard(office.helpdesk.tickets_like(words))
    number = ticket_number(words)
    if number and number not in {ticket.value for ticket in found}:
        found.append(Suggestion(value=number, words=f"#{number}"))
    return found


async def customers_like(office: Office, words: str) -> list[Suggestion]:
    """Customers to choose from while somebody types."""
    return await _heard(office.helpdesk.customers_like(words))


async def _heard(asked: Awaitable[tuple[Suggestion, ...]]) -> list[Suggestion]:
    try:
        async with asyncio.timeout(_PATIENCE):
            return list(await asked)
    except (TimeoutError, NotHeard):
        return []


async def the_desk(office: Office, member_id: str) -> Desk:
    """Everything about one person at this moment."""
    email = await _email(office, member_id)
    async with office.database.reading() as tx:
        duty = await office.duty(tx)
        leads = member_id in {duty.who.id, office.team.manager.id}
        changes_at = await _next_on_duty(tx, office)
        return Desk(
            mine=tuple(await requests.of_requester(tx, member_id, _NEWEST)),
            for_me=tuple(
                request
                for request in await requests.all_open(tx)
                if request.state is State.PENDING
                and member_id in {who.id for who in who_has(request)}
                and entitled(member_id, request, duty, office.team)
            ),
            promises=tuple(await promises.of_owners(tx, [email], _NEWEST) if email else ()),
            team=(await team_agenda(tx, office)).promises if leads else (),
            leads=leads,
            muted=await muted.is_muted(tx, member_id),
            duty=duty,
            at=office.clock(),
            next_duty=await office.duty(tx, changes_at) if changes_at else None,
            changes_at=changes_at,
        )


async def _email(office: Office, member_id: str) -> str:
    try:
        async with asyncio.timeout(_PATIENCE):
            member = await office.members.member(member_id)
    except (TimeoutError, NotHeard):
        return ""
    return member.email if member else ""


async def _next_on_duty(tx: AsyncConnection, office: Office) -> datetime | None:
    """When somebody else is there to decide; after closing, when somebody is there again."""
    at = await office.next_change(tx)
    if at is None or office.hours.is_open(at) or (await office.duty(tx, at)).is_lead:
        return at
    return await office.next_shift(tx)
