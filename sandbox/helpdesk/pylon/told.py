"""Times of an issue that Pylon tells: when it was answered, resolved, and what is promised.

Durations in office hours are left out: nothing here keeps office hours.
"""

from datetime import UTC, datetime

from sandbox.helpdesk.records import Admin, Json, Part, Ticket

_STATES = frozenset({"close", "ticket_state_updated_by_admin"})


def instant(at: datetime) -> str:
    """A time as Pylon writes it: RFC 3339, in whole seconds."""
    return f"{whole(at):%Y-%m-%dT%H:%M:%SZ}"


def whole(at: datetime) -> datetime:
    """A time without the part of a second that nobody is told."""
    return at.astimezone(UTC).replace(microsecond=0)


def read_instant(written: str) -> datetime:
    """Read an RFC 3339 time. Raises ValueError, also for one that says no zone."""
    at = datetime.fromisoformat(written)
    if at.tzinfo is None or "T" not in written:
        message = f"{written} is not in RFC 3339 format"
        raise ValueError(message)
    return at


def messages(of: Ticket) -> tuple[Part, ...]:
    """The messages after the first: replies, what the customer wrote, and notes."""
    return tuple(part for part in of.history if part.body is not None)


def latest_message(of: Ticket) -> datetime:
    """The time at which somebody last said something."""
    return max([of.created, *(part.at for part in messages(of))])


def first_response(of: Ticket) -> datetime | None:
    """The time at which the customer was first answered."""
    replies = (part for part in messages(of) if _is_reply(part))
    return next((part.at for part in replies), None)


def resolved(of: Ticket) -> datetime | None:
    """The time at which a closed issue was closed; None while it is open."""
    if of.open:
        return None
    closings = [part.at for part in of.history if part.kind in _STATES]
    return closings[-1] if closings else of.updated


def times(of: Ticket) -> Json:
    """The times of what happened to an issue with its history; what never did is left out."""
    answered, closed = first_response(of), resolved(of)
    told: Json = {"latest_message_time": instant(latest_message(of))}
    if answered:
        told["first_response_time"] = instant(answered)
        told["first_response_seconds"] = _seconds(of, answered)
    if closed:
        told["resolution_time"] = instant(closed)
        told["resolution_seconds"] = _seconds(of, closed)
    if of.snoozed_until:
        told["snoozed_until_time"] = instant(of.snoozed_until)
    return told


def respond_by(of: Ticket) -> datetime | None:
    """The time by which the customer has to be answered, until they are."""
    active = of.open and first_response(of) is None
    return of.particulars.respond_by if active else None


def resolve_by(of: Ticket) -> datetime | None:
    """The time by which an open issue has to be resolved."""
    return of.particulars.resolve_by if of.open else None


def _is_reply(part: Part) -> bool:
    return part.kind == "comment" and isinstance(part.author, Admin)


def _seconds(of: Ticket, at: datetime) -> int:
    return int((at - of.created).total_seconds())
