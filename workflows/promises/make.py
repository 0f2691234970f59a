"""Make a promise: an update to a customer, or a call with them."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.slack import Tell
from rulebook.people import Member
from rulebook.phrase import phrase
from rulebook.ports import NotHeard
from rulebook.promises import (
    HowManyMinutes,
    IsPromisedAlready,
    NothingWasKept,
    Promise,
    Promised,
    PromiseIsOver,
    PromiseState,
    TheHelpdesksDeadline,
    WasSentTwice,
    steps,
)
from rulebook.refusals import OnlyMembersAsk, Refusal, TicketIsClosed, TicketNotFound, WhichTicket
from rulebook.tickets import Ticket, TicketState, ticket_number
from store import inbox, outbox, promises
from workflows.context import PATIENCE, Context
from workflows.incoming import Incoming
from workflows.promises.begin_and_end import begin, end, record
from workflows.promises.due import by_sla, read_due

_AN_INSTANT = timedelta(microseconds=1)
_CALL = 30  # minutes, where nobody said how long
_LONGEST_CALL = 480


@dataclass(frozen=True)
class Asked:
    """A promise that somebody asks for, as they wrote it; `when` is words, or was chosen.

    `instead_of` is the promise that it is to take the place of, and no other; `tell` hears of it.
    """

    what: Promised
    ticket: str
    when: str | datetime
    minutes: int = 0
    reason: str = ""
    instead_of: int = 0
    tell: Member | None = None


@dataclass(frozen=True)
class Made:
    """A promise that was made, and the one whose place it took.

    `by_sla` is when the policy wants it: a promise after that is late from the beginning.
    """

    promise: Promise
    before: Promise | None
    by_sla: datetime
    timezone: str
    support_is_open: bool
    reminded_at: tuple[datetime, ...]
    at: datetime


async def make(context: Context, incoming: Incoming, asked: Asked) -> Made:
    """Keep a promise in place of any other on that ticket. Raises a Refusal of what is wrong."""
    if asked.what is Promised.DEADLINE:
        raise TheHelpdesksDeadline(helpdesk=context.helpdesk.name)
    number = ticket_number(asked.ticket)
    if number is None:
        raise WhichTicket(field="ticket")
    if not 0 <= asked.minutes <= _LONGEST_CALL:
        raise HowManyMinutes(field="minutes")
    member, ticket = await _heard(context, incoming.by, number)
    if ticket is None:
        raise TicketNotFound(field="ticket", helpdesk=context.helpdesk.name, number=number)
    if ticket.state is TicketState.CLOSED:
        raise TicketIsClosed(field="ticket", ticket=ticket)
    try:
        due = read_due(context, asked.when, member)
        promise, before = await _kept(
            context, incoming, asked, ticket=ticket, due=due, member=member
        )
    except Refusal as refusal:
        refusal.timezone = member.timezone
        raise
    return Made(
        promise=promise,
        before=before,
        by_sla=by_sla(context, ticket),
        timezone=member.timezone,
        support_is_open=context.hours.is_open(due - _AN_INSTANT),  # its end is in it here
        reminded_at=tuple(
            step.at
            for step in steps(promise, context.hours, context.remind_before)
            if not step.is_due
        ),
        at=context.clock(),
    )


async def _heard(context: Context, by: str, number: str) -> tuple[Member, Ticket | None]:
    try:
        async with asyncio.timeout(PATIENCE):
            member, ticket = await asyncio.gather(
                context.members.member(by), context.helpdesk.ticket(number)
            )
    except (TimeoutError, NotHeard):
        raise NothingWasKept(helpdesk=context.helpdesk.name) from None
    if member is None or member.guest or member.deactivated or member.bot:
        raise OnlyMembersAsk
    return member, ticket


async def _kept(  # noqa: PLR0913 (as of _keep)
    context: Context,
    incoming: Incoming,
    asked: Asked,
    *,
    ticket: Ticket,
    due: datetime,
    member: Member,
) -> tuple[Promise, Promise | None]:
    try:
        return await _keep(context, incoming, asked, ticket=ticket, due=due, member=member)
    except IntegrityError:  # somebody else promised at the same moment: this one takes its place
        return await _keep(context, incoming, asked, ticket=ticket, due=due, member=member)


async def _keep(  # noqa: PLR0913 (who promises what about which ticket until when)
    context: Context,
    incoming: Incoming,
    asked: Asked,
    *,
    ticket: Ticket,
    due: datetime,
    member: Member,
) -> tuple[Promise, Promise | None]:
    async with context.transaction() as tx:
        before = await promises.hold_open(tx, ticket.key, asked.what)
        if not await inbox.first(tx, incoming.key, context.clock()):
            if before and before.by and before.by.id == member.id:
                return before, None
            raise WasSentTwice
        if asked.instead_of and (before is None or before.id != asked.instead_of):
            raise PromiseIsOver(what=asked.what, how="was changed by somebody else")
        if before and before.due == due:
            raise IsPromisedAlready(field="when", what=asked.what, ticket=ticket, at=due)
        if before:
            await end(tx, context, before, PromiseState.MOVED, member)
        promise = await begin(
            tx,
            context,
            asked.what,
            ticket,
            due=due,
            made_at=context.clock(),
            by=member,
            minutes=(asked.minutes or _CALL) if asked.what is Promised.CALL else 0,
            reason=asked.reason,
        )
        await record(tx, context, promise, f"{promise.name} promised", member.id)
        if before:
            await _tell_of_it(tx, context, before, promise, asked.tell)
        return promise, before


async def _tell_of_it(
    tx: AsyncConnection, context: Context, before: Promise, promise: Promise, more: Member | None
) -> None:
    """Tell whoever made the promise before, or was reminded of it, of the new time."""
    people = {who.id: who for who in (before.by, more) if who}
    assert promise.by  # noqa: S101 (somebody made it)
    words = phrase(
        "{by} moved the {what} on {ticket} from {before} to {at}{because}",
        by=promise.by,
        what=promise.name,
        ticket=promise.ticket,
        before=before.due,
        at=promise.due,
        because=f": {promise.reason}" if promise.reason else ".",
    )
    others = [Tell(to=who, words=words) for who in people.values() if who.id != promise.by.id]
    await outbox.queue(tx, others, request_id=None, due_at=context.clock())
