"""Promises to customers: of an update (S2), or a call (S3). Each belongs to a ticket.

What the SLA of the helpdesk itself demands is a promise too, one that nobody here can move.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from rulebook.people import Member
from rulebook.refusals import Refusal
from rulebook.support_hours import SupportHours
from rulebook.tickets import Deadline, Ticket, TicketState
from rulebook.value import Value

_THE_PROMISE_ITSELF = timedelta(minutes=10)
# Who is on a call tells the bot in its first minutes.
_CALL_HAS_BEGUN = timedelta(minutes=3)
CALL_BEFORE = (timedelta(minutes=10), timedelta(minutes=2))


class IsPromisedAlready(Refusal):
    """The same promise for the same instant."""

    says = "That is promised already: the {what} on {ticket} is due {at}. Nothing was changed."


class TheHelpdesksDeadline(Refusal):
    """Only our own promises are moved or ticked off here."""

    says = (
        "This deadline is {helpdesk}'s own SLA: it ends there, by a reply or by closing the ticket,"
        " and nobody can move it here."
    )


class PromiseIsOver(Refusal):
    """A button of a promise that was kept, moved or dropped."""

    says = "This {what} {how} already. Nothing was changed."


class NoSuchPromise(Refusal):
    """A button of a promise that is not known."""

    says = "This promise is not known here any more. Write a new one with /promise."


class NotYourPromise(Refusal):
    """Only who has the ticket, who made the promise, a lead or the manager acts on it."""

    says = "{ticket} is {owner}'s, so this is for them or a lead. Nothing was changed."


class NobodyToCall(Refusal):
    """The ticket has no owner in Slack."""

    says = "{ticket} has no owner who could be called. Reassign it first."


class HowManyMinutes(Refusal):
    """A call that lasts for ever."""

    says = "Minutes are a whole number from 1 to 480."


class WasSentTwice(Refusal):
    """The same delivery again, when what it did is over."""

    says = "That came twice, and was done once."


class NothingWasKept(Refusal):
    """A command that needs an answer from outside before anything can be kept."""

    says = "{helpdesk} did not answer in time, so nothing was kept. Send it again in a moment."


class Promised(StrEnum):
    """The thing promised."""

    UPDATE = "update"
    CALL = "call"
    DEADLINE = "deadline"  # the helpdesk's own


PROMISED_BY_PEOPLE = (Promised.UPDATE, Promised.CALL)


class PromiseState(StrEnum):
    """The state of a promise. That it was broken is kept beside, for good."""

    OPEN = "open"
    KEPT = "kept"
    MOVED = "moved"  # another promise took its place
    DROPPED = "dropped"  # the ticket was closed


class Promise(Value):
    """One promise. `ticket` is as it was last seen; `by` is nobody where the policy promised.

    `minutes` is how long a call is, `reason` why it was moved to this time, or what a deadline of
    the helpdesk's is for.
    """

    id: int
    what: Promised
    ticket: Ticket
    due: datetime
    made_at: datetime
    by: Member | None = None
    minutes: int = 0
    reason: str = ""
    state: PromiseState = PromiseState.OPEN
    ended_at: datetime | None = None
    ended_by: Member | None = None
    broken_at: datetime | None = None

    @property
    def name(self) -> str:
        """*Update*, *call* or *first response*, as it stands in a sentence."""
        return (self.is_deadline and self.reason) or str(self.what)

    @property
    def is_call(self) -> bool:
        """Tell whether a call was promised."""
        return self.what is Promised.CALL

    @property
    def is_deadline(self) -> bool:
        """Tell whether it is the helpdesk's own, so that nobody here can move it."""
        return self.what is Promised.DEADLINE


class PromiseStep(Value):
    """Something to do about a promise at an instant. `name` is its own: `60m`, `due`."""

    name: str
    at: datetime

    @property
    def is_due(self) -> bool:
        """Tell whether this is when it was promised for, or as soon after as support is open."""
        return self.name == DUE


DUE = "due"


def steps(
    promise: Promise, hours: SupportHours, before: tuple[timedelta, ...]
) -> tuple[PromiseStep, ...]:
    """Every step, in order; what would have been before the promise was made is left out.

    Reminders of an update count support time, so that one which falls due at night is reminded of
    before support closes; a call is an appointment, and its reminders go by the clock.
    """
    reminders = [
        PromiseStep(name=_minutes(by), at=promise.due - by)
        if promise.is_call
        else PromiseStep(name=_minutes(by), at=hours.earlier(promise.due, by))
        for by in sorted(CALL_BEFORE if promise.is_call else before, reverse=True)
    ]
    at = promise.due + _CALL_HAS_BEGUN if promise.is_call else hours.open_from(promise.due)
    ahead = (step for step in reminders if promise.made_at < step.at < at)
    return (*ahead, PromiseStep(name=DUE, at=at))


def step_at(every: tuple[PromiseStep, ...], now: datetime) -> PromiseStep | None:
    """The latest step whose time has come."""
    return next((step for step in reversed(every) if step.at <= now), None)


def step_after(every: tuple[PromiseStep, ...], now: datetime) -> PromiseStep | None:
    """The next step."""
    return next((step for step in every if step.at > now), None)


def is_kept_by_a_reply(promise: Promise, ticket: Ticket) -> bool:
    """Tell whether the customer has been updated since the promise was made.

    What is written right after it was made is the promise itself: *you hear from me by three*.
    """
    itself = timedelta()
    if promise.by:
        itself = min(_THE_PROMISE_ITSELF, (promise.due - promise.made_at) / 4)
    replied = ticket.replied
    is_update = promise.what is Promised.UPDATE
    return is_update and replied is not None and replied > promise.made_at + itself


def next_deadline(ticket: Ticket) -> Deadline | None:
    """The most pressing of the helpdesk's own deadlines."""
    return min(ticket.deadlines, key=lambda deadline: deadline.due, default=None)


def still_runs(promise: Promise, ticket: Ticket) -> bool:
    """Tell whether a deadline is the most pressing one of its ticket."""
    now = next_deadline(ticket)
    return now is not None and (now.name, now.due) == (promise.reason, promise.due)


def met_at(promise: Promise, ticket: Ticket, now: datetime) -> datetime | None:
    """Find when a deadline's demand was met: by a word to the customer, or by closing the ticket.

    None: it was not, and the helpdesk asks for it no longer.
    """
    if ticket.state is TicketState.CLOSED:
        return now
    wants_a_word = any(each.reply for each in promise.ticket.deadlines if each.due == promise.due)
    replied = ticket.replied
    return replied if wants_a_word and replied and replied > promise.made_at else None


def waits_since(ticket: Ticket) -> datetime | None:
    """Find since when the customer waits for a word from us."""
    wrote, replied = ticket.customer_wrote, ticket.replied
    return wrote if wrote and (replied is None or replied < wrote) else None


def _minutes(by: timedelta) -> str:
    return f"{int(by.total_seconds() // 60)}m"
