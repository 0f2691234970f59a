"""The lists: everybody's day as support opens, what is open as a shift ends."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.lists import SendList
from rulebook.lists import Agenda
from rulebook.people import Member
from rulebook.ports import NotHeard, TryAgain
from store import inbox, muted, outbox, promises, reminders, requests
from workflows.context import Context

MOST = 200
# A list that comes later than this is of no use any more.
_MORNING = timedelta(hours=4)
_A_MOMENT = timedelta(seconds=1)


async def send_morning_lists(context: Context, at: datetime) -> datetime:
    """Queue everybody's list of the day; return when to do it next. Raises NotHeard."""
    now = context.clock()
    _, tonight = context.hours.day_of(now)
    if now - at < _MORNING:
        async with context.database.reading() as tx:
            due = await promises.due_by(tx, tonight, MOST)
            asking = [request.requester for request in await requests.all_open(tx)]
        emails = sorted({each.ticket.owner.email for each in due if each.ticket.owner})
        owners = [await _member(context, email) for email in emails]
        async with context.transaction() as tx:
            for who in {who.id: who for who in (*owners, *asking) if who}.values():
                await _list(tx, context, SendList(to=who, of="my day"), at)
    return context.hours.next_opening(now)


async def send_shift_lists(context: Context, at: datetime) -> datetime:
    """Queue what is open for who led until now and who leads now; return when to do it next."""
    now = context.clock()
    async with context.transaction() as tx:
        before, after = await context.duty(tx, at - _A_MOMENT), await context.duty(tx, at)
        changes = (before.who.id, before.is_lead) != (after.who.id, after.is_lead)
        if changes and now - at < _MORNING:
            for duty in (before, after):
                if duty.is_lead:
                    await _list(tx, context, SendList(to=duty.who, of="the shift"), at)
        following = await context.next_change(tx)
    return following or context.hours.next_opening(now)


async def agenda(context: Context, of: SendList) -> Agenda:
    """Gather what a list says at this moment."""
    async with context.database.reading() as tx:
        if of.of == "the shift":
            return await team_agenda(tx, context)
        return await own_agenda(tx, context, of.to)


async def own_agenda(tx: AsyncConnection, context: Context, who: Member) -> Agenda:
    """Gather what somebody has due today, and what they asked for."""
    now = context.clock()
    _, tonight = context.hours.day_of(now)
    mine = await promises.of_owners(tx, [who.email], MOST) if who.email else []
    asked = [each for each in await requests.all_open(tx) if each.requester.id == who.id]
    today = tuple(promise for promise in mine if promise.due < tonight)
    return Agenda(promises=today, requests=tuple(asked), at=now)


async def team_agenda(tx: AsyncConnection, context: Context) -> Agenda:
    """Gather what the team has due within a support day, and what waits for a decision."""
    now = context.clock()
    soon = context.hours.later(now, context.hours.day)
    return Agenda(
        promises=tuple(await promises.due_by(tx, soon, MOST)),
        requests=tuple(await requests.all_open(tx)),
        at=now,
        team=True,
    )


async def gathered(context: Context, who: Member, effect_id: int) -> tuple[Agenda, list[int]]:
    """Gather what came due for somebody while the bot was away, and the ids of that word.

    What `effect_id` once tells stays the same, however often it is tried.
    """
    async with context.transaction() as tx:
        rows = await reminders.gather(tx, who.id, effect_id)
        found = [await promises.find(tx, row.promise_id) for row in rows]
    open_ones = {each.id: each for each in found if each and each.ended_at is None}
    worst_first = sorted(open_ones.values(), key=lambda promise: promise.due)
    about = Agenda(promises=tuple(worst_first), requests=(), at=context.clock())
    return about, [row.id for row in rows]


async def _member(context: Context, email: str) -> Member | None:
    try:
        return await context.members.member_by_email(email)
    except NotHeard as silence:
        if isinstance(silence.outcome, TryAgain):
            raise
        return None  # one odd address keeps nobody else's list


async def _list(tx: AsyncConnection, context: Context, send: SendList, at: datetime) -> None:
    """Queue a list once, unless who would get it wants none."""
    once = f"list {send.of} {at.isoformat()} {send.to.id}"
    if await muted.is_muted(tx, send.to.id):
        return
    if await inbox.first(tx, once, context.clock()):
        await outbox.queue(tx, [send], request_id=None, due_at=context.clock())
