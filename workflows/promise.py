"""Promise a customer an update or a call, and end a promise."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects import LookAfter, ShowReminder, Tell
from rulebook.people import Member
from rulebook.phrase import phrase
from rulebook.ports import NotHeard
from rulebook.promises import Promise, Promised, PromiseState, step_after, steps, waits_since
from rulebook.refusals import (
    HowManyMinutes,
    IsPromisedAlready,
    NothingWasKept,
    OnlyMembersAsk,
    PromiseIsOver,
    Refusal,
    TheHelpdesksDeadline,
    TicketIsClosed,
    TicketNotFound,
    WasSentTwice,
    WhenIsItDue,
    WhichTicket,
)
from rulebook.tickets import Ticket, TicketState, ticket_number
from rulebook.when import FARTHEST, IsPast, TooFarAhead
from store import deliveries, events, outbox, promises, reminders
from workflows.gather import PATIENCE
from workflows.office import Delivery, Office
from workflows.trail import BOT, CLOCK

_AN_HOUR = timedelta(hours=1)
_AN_INSTANT = timedelta(microseconds=1)
_CALL = 30  # minutes, where nobody said how long
_LONGEST_CALL = 480


@dataclass(frozen=True)
class Asked:
    """What somebody wants to promise, as they wrote it; `when` is words, or was chosen.

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


async def make(office: Office, delivery: Delivery, asked: Asked) -> Made:
    """Keep a promise in place of any other on that ticket. Raises a Refusal of what is wrong."""
    if asked.what is Promised.DEADLINE:
        raise TheHelpdesksDeadline(helpdesk=office.helpdesk.name)
    number = ticket_number(asked.ticket)
    if number is None:
        raise WhichTicket(field="ticket")
    if not 0 <= asked.minutes <= _LONGEST_CALL:
        raise HowManyMinutes(field="minutes")
    member, ticket = await _heard(office, delivery.by, number)
    if ticket is None:
        raise TicketNotFound(field="ticket", helpdesk=office.helpdesk.name, number=number)
    if ticket.state is TicketState.CLOSED:
        raise TicketIsClosed(field="ticket", ticket=ticket)
    try:
        due = _due(office, asked.when, member)
        promise, before = await _kept(
            office, delivery, asked, ticket=ticket, due=due, member=member
        )
    except Refusal as refusal:
        refusal.timezone = member.timezone
        raise
    return Made(
        promise=promise,
        before=before,
        by_sla=by_sla(office, ticket),
        timezone=member.timezone,
        support_is_open=office.hours.is_open(due - _AN_INSTANT),  # its end is in it here
        reminded_at=tuple(
            step.at
            for step in steps(promise, office.hours, office.remind_before)
            if not step.is_due
        ),
        at=office.clock(),
    )


async def understood(office: Office, by: str, asked: Asked) -> datetime | None:
    """When it is due, where that much of it can be read."""
    try:
        member = await office.members.member(by)
        return _due(office, asked.when, member) if member else None
    except (NotHeard, Refusal):
        return None


def next_due(office: Office, promise: Promise) -> datetime:
    """When the customer should hear from us next, to begin with."""
    within = office.policy.within(promise.ticket.priority, promise.ticket.plan, office.hours)
    return _round(office.hours.later(office.clock(), within))


def later_due(office: Office, promise: Promise) -> datetime:
    """An hour more, to begin with."""
    return _round(max(office.clock(), promise.due) + _AN_HOUR)


def _round(at: datetime) -> datetime:
    """The next quarter of an hour."""
    past = timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return at - past + (timedelta(minutes=15) if past else timedelta())


def by_sla(office: Office, ticket: Ticket) -> datetime:
    """When the SLA wants an update: the helpdesk's own, else the policy.

    The policy counts from when the customer began to wait, or now.
    """
    if words := [deadline.due for deadline in ticket.deadlines if deadline.reply]:
        return min(words)
    since = waits_since(ticket) or office.clock()
    within = office.policy.within(ticket.priority, ticket.plan, office.hours)
    return office.hours.later(since, within)


async def begin(
    tx: AsyncConnection, office: Office, what: Promised, ticket: Ticket, **values: object
) -> Promise:
    """Keep a promise, and look after it from now on."""
    promise = await promises.add(tx, what, ticket, **values)
    await outbox.queue_at(tx, next_looks(office, [promise]))
    return promise


async def begin_all(
    tx: AsyncConnection,
    office: Office,
    several: Sequence[tuple[Promised, Ticket, dict[str, Any]]],
    what: str,
) -> list[Promise]:
    """Keep several promises that nobody made by hand, and look after them from now on."""
    made = await promises.add_all(tx, several)
    await outbox.queue_at(tx, next_looks(office, made))
    await record_all(tx, office, made, what, BOT)
    return made


def next_looks(office: Office, several: Iterable[Promise]) -> list[tuple[LookAfter, datetime]]:
    """When each of these promises is to be looked after next, if at all."""
    looks = []
    for promise in several:
        every = steps(promise, office.hours, office.remind_before)
        # What is learned of too late begins, and ends, with its last step.
        at = step_after(every, max(office.clock(), promise.made_at)) or every[-1]
        if promise.broken_at is None:
            looks.append((LookAfter(promise_id=promise.id, at=at.at), at.at))
    return looks


async def end(  # noqa: PLR0913 (which promise became what, by whom, and when)
    tx: AsyncConnection,
    office: Office,
    promise: Promise,
    state: PromiseState,
    by: Member | None = None,
    *,
    kept_at: datetime | None = None,
) -> bool:
    """End an open promise; what was said of it says so. False: somebody was faster.

    `kept_at` is when the customer heard from us; past due, it was broken all the same.
    """
    at = office.clock()
    late = promise.broken_at is None and kept_at is not None and kept_at > promise.due
    broken = {"broken_at": promise.due} if late else {}
    if not await promises.end(tx, promise, state, ended_at=at, ended_by=by, **broken):
        return False
    if late:
        await record(tx, office, promise, f"{promise.name} broken", CLOCK)
    await record(tx, office, promise, f"{promise.name} {state}", by.id if by else CLOCK)
    for reminder in await reminders.of_promise(tx, promise.id):
        again = ShowReminder(reminder_id=reminder.id)
        await outbox.queue(tx, [again], request_id=None, due_at=at)
    return True


async def record(
    tx: AsyncConnection, office: Office, promise: Promise, what: str, who: str
) -> None:
    """Write down what happened to a promise."""
    at, after = office.clock(), _told(promise)
    await events.record(tx, request_id=None, at=at, who=who, what=what, after=after)


async def record_all(
    tx: AsyncConnection, office: Office, several: Iterable[Promise], what: str, who: str
) -> None:
    """Write down what happened to several promises."""
    told = [_told(promise) for promise in several]
    await events.record_all(tx, told, at=office.clock(), who=who, what=what)


def _told(promise: Promise) -> dict[str, str]:
    about = {
        "ticket": promise.ticket.number,
        "due": promise.due.isoformat(),
        "promise": f"{promise.id}",
    }
    return about | ({"reason": promise.reason} if promise.reason else {})


async def _heard(office: Office, by: str, number: str) -> tuple[Member, Ticket | None]:
    try:
        async with asyncio.timeout(PATIENCE):
            member, ticket = await asyncio.gather(
                office.members.member(by), office.helpdesk.ticket(number)
            )
    except (TimeoutError, NotHeard):
        raise NothingWasKept(helpdesk=office.helpdesk.name) from None
    if member is None or member.guest or member.deactivated or member.bot:
        raise OnlyMembersAsk
    return member, ticket


def _due(office: Office, when: str | datetime, member: Member) -> datetime:
    now = office.clock()
    if isinstance(when, datetime):
        if when <= now:
            raise IsPast(field="when", words="That", at=when)
        return _near_enough(when, now, "That")
    if not when.strip():
        raise WhenIsItDue(field="when")
    try:
        read = office.times.read(when, now=now, timezone=member.timezone)
    except Refusal as unclear:
        unclear.field = "when"
        raise
    if isinstance(read, datetime):
        return read
    try:
        due = office.hours.later(now, read.support_time(office.hours.day))
    except ValueError:  # support time passes too slowly
        raise TooFarAhead(field="when", words=when, at="years of support time") from None
    return _near_enough(due, now, when)


def _near_enough(due: datetime, now: datetime, words: str) -> datetime:
    if due - now > FARTHEST:
        raise TooFarAhead(field="when", words=words, at=due)
    return due


async def _kept(  # noqa: PLR0913 (as of _keep)
    office: Office,
    delivery: Delivery,
    asked: Asked,
    *,
    ticket: Ticket,
    due: datetime,
    member: Member,
) -> tuple[Promise, Promise | None]:
    try:
        return await _keep(office, delivery, asked, ticket=ticket, due=due, member=member)
    except IntegrityError:  # somebody else promised at the same moment: this one takes its place
        return await _keep(office, delivery, asked, ticket=ticket, due=due, member=member)


async def _keep(  # noqa: PLR0913 (who promises what about which ticket until when)
    office: Office,
    delivery: Delivery,
    asked: Asked,
    *,
    ticket: Ticket,
    due: datetime,
    member: Member,
) -> tuple[Promise, Promise | None]:
    async with office.transaction() as tx:
        before = await promises.hold_open(tx, ticket.key, asked.what)
        if not await deliveries.first(tx, delivery.key, office.clock()):
            if before and before.by and before.by.id == member.id:
                return before, None
            raise WasSentTwice
        if asked.instead_of and (before is None or before.id != asked.instead_of):
            raise PromiseIsOver(what=asked.what, how="was changed by somebody else")
        if before and before.due == due:
            raise IsPromisedAlready(field="when", what=asked.what, ticket=ticket, at=due)
        if before:
            await end(tx, office, before, PromiseState.MOVED, member)
        promise = await begin(
            tx,
            office,
            asked.what,
            ticket,
            due=due,
            made_at=office.clock(),
            by=member,
            minutes=(asked.minutes or _CALL) if asked.what is Promised.CALL else 0,
            reason=asked.reason,
        )
        await record(tx, office, promise, f"{promise.name} promised", member.id)
        if before:
            await _tell_of_it(tx, office, before, promise, asked.tell)
        return promise, before


async def _tell_of_it(
    tx: AsyncConnection, office: Office, before: Promise, promise: Promise, more: Member | None
) -> None:
    """Whoever made the promise before, or was reminded of it, hears of the new time."""
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
    await outbox.queue(tx, others, request_id=None, due_at=office.clock())
