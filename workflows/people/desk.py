"""Everything about one person at this moment: their desk."""

import asyncio
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.desk import Desk
from rulebook.entitlement import entitled
from rulebook.moves import State
from rulebook.ports import NotHeard
from store import muted, promises, requests
from workflows.context import Context
from workflows.lists.agendas import team_agenda
from workflows.mechanics.notify import who_has

# Suggestions have 3 s in Slack's eyes, and about one in those of who is typing.
_PATIENCE = 2.0
_NEWEST = 50


async def the_desk(context: Context, member_id: str) -> Desk:
    """Everything about one person at this moment."""
    email = await _email(context, member_id)
    async with context.database.reading() as tx:
        duty = await context.duty(tx)
        leads = member_id in {duty.who.id, context.team.manager.id}
        changes_at = await _next_on_duty(tx, context)
        return Desk(
            mine=tuple(await requests.of_requester(tx, member_id, _NEWEST)),
            for_me=tuple(
                request
                for request in await requests.all_open(tx)
                if request.state is State.PENDING
                and member_id in {who.id for who in who_has(request)}
                and entitled(member_id, request, duty, context.team)
            ),
            promises=tuple(await promises.of_owners(tx, [email], _NEWEST) if email else ()),
            team=(await team_agenda(tx, context)).promises if leads else (),
            leads=leads,
            muted=await muted.is_muted(tx, member_id),
            duty=duty,
            at=context.clock(),
            next_duty=await context.duty(tx, changes_at) if changes_at else None,
            changes_at=changes_at,
        )


async def _email(context: Context, member_id: str) -> str:
    try:
        async with asyncio.timeout(_PATIENCE):
            member = await context.members.member(member_id)
    except (TimeoutError, NotHeard):
        return ""
    return member.email if member else ""


async def _next_on_duty(tx: AsyncConnection, context: Context) -> datetime | None:
    """Find when somebody else is there to decide; after closing, when somebody is there again."""
    at = await context.next_change(tx)
    if at is None or context.hours.is_open(at) or (await context.duty(tx, at)).is_lead:
        return at
    return await context.next_shift(tx)
