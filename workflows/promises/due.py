"""The due time of a promise: as people write it, as the SLA wants it, as a form proposes it."""

from datetime import datetime, timedelta

from rulebook.people import Member
from rulebook.ports import NotHeard
from rulebook.promises import Promise, waits_since
from rulebook.refusals import Refusal
from rulebook.tickets import Ticket
from rulebook.when import FARTHEST, IsPast, TooFarAhead, WhenIsItDue
from workflows.context import Context

_AN_HOUR = timedelta(hours=1)


async def understood(context: Context, by: str, when: str | datetime) -> datetime | None:
    """Read when it is due, where that much of it can be read."""
    try:
        member = await context.members.member(by)
        return read_due(context, when, member) if member else None
    except (NotHeard, Refusal):
        return None


def next_due(context: Context, promise: Promise) -> datetime:
    """Propose when the customer should hear from us next, to begin with."""
    within = context.policy.within(promise.ticket.priority, promise.ticket.plan, context.hours)
    return _round(context.hours.later(context.clock(), within))


def later_due(context: Context, promise: Promise) -> datetime:
    """An hour more, to begin with."""
    return _round(max(context.clock(), promise.due) + _AN_HOUR)


def by_sla(context: Context, ticket: Ticket) -> datetime:
    """Find when the SLA wants an update: the helpdesk's own, else the policy.

    The policy counts from when the customer began to wait, or now.
    """
    if words := [deadline.due for deadline in ticket.deadlines if deadline.reply]:
        return min(words)
    since = waits_since(ticket) or context.clock()
    within = context.policy.within(ticket.priority, ticket.plan, context.hours)
    return context.hours.later(since, within)


def read_due(context: Context, when: str | datetime, member: Member) -> datetime:
    """Read when a promise is due, as written or chosen. Raises a Refusal of what is wrong."""
    now = context.clock()
    if isinstance(when, datetime):
        if when <= now:
            raise IsPast(field="when", words="That", at=when)
        return _near_enough(when, now, "That")
    if not when.strip():
        raise WhenIsItDue(field="when")
    try:
        read = context.times.read(when, now=now, timezone=member.timezone)
    except Refusal as unclear:
        unclear.field = "when"
        raise
    if isinstance(read, datetime):
        return read
    try:
        due = context.hours.later(now, read.support_time(context.hours.day))
    except ValueError:  # support time passes too slowly
        raise TooFarAhead(field="when", words=when, at="years of support time") from None
    return _near_enough(due, now, when)


def _near_enough(due: datetime, now: datetime, words: str) -> datetime:
    if due - now > FARTHEST:
        raise TooFarAhead(field="when", words=words, at=due)
    return due


def _round(at: datetime) -> datetime:
    """The next quarter of an hour."""
    past = timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return at - past + (timedelta(minutes=15) if past else timedelta())
