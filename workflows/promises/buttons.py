"""Buttons on word of a promise: updated, more time, a call with the owner."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.slack import Tell
from rulebook.people import Member
from rulebook.phrase import phrase
from rulebook.ports import NotHeard
from rulebook.promises import (
    NobodyToCall,
    NoSuchPromise,
    NotYourPromise,
    Promise,
    PromiseIsOver,
    PromiseState,
    TheHelpdesksDeadline,
)
from rulebook.refusals import OnlyMembersAsk, OutsideIsSlow, Refusal
from store import inbox, outbox, promises, reminders
from store.tables import Reminded
from workflows.context import Context
from workflows.incoming import Incoming
from workflows.mechanics.notify import whisper
from workflows.promises.begin_and_end import end, record
from workflows.promises.make import Asked, Made, make
from workflows.promises.ticket_owner import owner_in_slack

_HOW = {
    PromiseState.KEPT: "was kept",
    PromiseState.MOVED: "was moved to another time",
    PromiseState.DROPPED: "ended with the ticket",
}


@dataclass(frozen=True, kw_only=True)
class PromiseClick(Incoming):
    """An incoming that is about one promise."""

    promise_id: int


async def find(context: Context, promise_id: int) -> Promise | None:
    """A promise, whatever became of it."""
    async with context.database.reading() as tx:
        return await promises.find(tx, promise_id)


async def check_action(context: Context, click: PromiseClick) -> Promise | Refusal:
    """Check that somebody may act on a promise; a refusal is whispered where it was pressed."""
    async with context.transaction() as tx:
        try:
            return await _allowed(tx, context, click)
        except Refusal as refusal:
            await whisper(tx, context, click, refusal.sentence)
            return refusal


async def updated(context: Context, click: PromiseClick) -> Promise | Refusal:
    """The customer heard from us, or the call is attended to: the promise is kept."""
    member = await _known(context, click)
    async with context.transaction() as tx:
        try:
            promise = _ours(context, await _allowed(tx, context, click))
        except Refusal as refusal:
            await whisper(tx, context, click, refusal.sentence)
            return refusal
        kept = None if promise.is_call else context.clock()
        await end(tx, context, promise, PromiseState.KEPT, member, kept_at=kept)
        return promise


async def more_time(context: Context, click: PromiseClick, when: datetime, reason: str) -> Made:
    """Promise it for another time. Raises a Refusal of what is wrong."""
    async with context.transaction() as tx:
        promise = _ours(context, await _allowed(tx, context, click))
        every = await reminders.of_promise(tx, click.promise_id)
    told = [each.sent_to for each in every if each.audience is Reminded.OWNER][-1:]
    asked = Asked(
        what=promise.what,
        ticket=promise.ticket.number,
        when=when,
        minutes=promise.minutes,
        reason=reason,
        instead_of=promise.id,
        tell=await _member(context, told[0]) if told else None,
    )
    return await make(context, click, asked)


async def call_owner(context: Context, click: PromiseClick) -> Refusal | None:
    """Ask whoever has the ticket for a call with who pressed, once per press."""
    by = await _known(context, click)
    promise = await check_action(context, click)
    if isinstance(promise, Refusal):
        return promise
    try:
        ticket = await context.helpdesk.ticket(promise.ticket.number) or promise.ticket
        owner = await owner_in_slack(context, ticket)
    except NotHeard:
        return await _refuse(context, click, OutsideIsSlow(helpdesk=context.helpdesk.name))
    if owner is None:
        return await _refuse(context, click, NobodyToCall(ticket=ticket))
    async with context.transaction() as tx:
        if not await inbox.first(tx, click.key, context.clock()):
            return None
        this_hour = f"call {promise.id} {owner.id} {context.clock():%Y-%m-%d %H}"
        if not await inbox.first(tx, this_hour, context.clock()):
            said = phrase("{owner} was asked to call within this hour already.", owner=owner)
            await whisper(tx, context, click, said)
            return None
        words = phrase(
            "{by} asks you for a call about {ticket}: the {what} for {customer} was due {at}.",
            by=by,
            ticket=ticket,
            what=promise.name,
            customer=ticket.customer or "the customer",
            at=promise.due,
        )
        told = Tell(to=owner, words=words)
        await outbox.queue(tx, [told], request_id=None, due_at=context.clock())
        await record(tx, context, promise, "call asked for", click.by)
        await whisper(tx, context, click, phrase("{owner} was asked to call you.", owner=owner))
    return None


async def _allowed(tx: AsyncConnection, context: Context, click: PromiseClick) -> Promise:
    promise = await promises.hold(tx, click.promise_id)
    if promise is None:
        raise NoSuchPromise
    if promise.state is not PromiseState.OPEN:
        raise PromiseIsOver(what=promise.name, how=_HOW[promise.state])
    told = {each.sent_to for each in await reminders.of_promise(tx, promise.id)}
    made = {promise.by.id} if promise.by else set()
    if click.by not in told | made and context.team.decider(click.by) is None:
        owner = promise.ticket.owner
        raise NotYourPromise(ticket=promise.ticket, owner=owner.name if owner else "nobody")
    return promise


def _ours(context: Context, promise: Promise) -> Promise:
    if promise.is_deadline:
        raise TheHelpdesksDeadline(helpdesk=context.helpdesk.name)
    return promise


async def _member(context: Context, member_id: str) -> Member:
    try:
        member = await context.members.member(member_id)
    except NotHeard:
        member = Member(id=member_id, name=member_id)
    if member is None:
        raise OnlyMembersAsk
    return member


async def _known(context: Context, click: PromiseClick) -> Member:
    """Find who pressed; by name alone where they are nobody here, who is refused next."""
    try:
        return await _member(context, click.by)
    except OnlyMembersAsk:
        return Member(id=click.by, name=click.name)


async def _refuse(context: Context, click: PromiseClick, refusal: Refusal) -> Refusal:
    async with context.transaction() as tx:
        await whisper(tx, context, click, refusal.sentence)
    return refusal
