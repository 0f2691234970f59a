"""Intercom's statistics of a conversation: who wrote when, gave it to whom, closed it.

What never happened is left out. Durations are left out too: nothing here keeps office hours.
"""

from collections.abc import Callable
from datetime import datetime

from sandbox.helpdesk.records import Admin, Contact, Json, Part, Ticket

_ASSIGNMENTS = frozenset({"assignment", "assign_and_reopen"})
_REOPENINGS = frozenset({"open", "assign_and_reopen"})


def statistics(of: Ticket) -> Json:
    """The statistics of a conversation with its history."""
    opened = seconds(of.created)  # by the customer, with words
    replies, given = _times(of, _is_reply), _times(of, _is_assignment)
    since = [at for at in replies if given and at >= given[-1]]
    closed = [part for part in of.history if part.kind == "close"]
    theirs = [opened, *_times(of, _is_by_customer)]
    told: Json = {
        "first_contact_reply_at": opened,
        "first_assignment_at": _first(given),
        "first_admin_reply_at": _first(replies),
        "first_close_at": seconds(closed[0].at) if closed else None,
        "last_assignment_at": _last(given),
        "last_assignment_admin_reply_at": _first(since),
        "last_contact_reply_at": _last(theirs),
        # "The last conversation part from an admin": notes are parts too.
        "last_admin_reply_at": _last(_times(of, _is_reply_or_note)),
        "last_close_at": seconds(closed[-1].at) if closed else None,
        "last_closed_by_id": closed[-1].author.id if closed else None,
        "count_reopens": len([part for part in of.history if part.kind in _REOPENINGS]),
        "count_assignments": len(given),
        "count_conversation_parts": len(of.history),
    }
    known = {name: value for name, value in told.items() if value is not None}
    return {"type": "conversation_statistics", **known}


def waiting_since(of: Ticket) -> int | None:
    """Find when the customer began to wait for an answer; None once they have it."""
    replies = _times(of, _is_reply)
    theirs = [seconds(of.created), *_times(of, _is_by_customer)]
    return _first([at for at in theirs if not replies or at > replies[-1]])


def seconds(instant: datetime) -> int:
    """A time as Intercom writes it: in whole seconds since 1970."""
    return int(instant.timestamp())


def _times(of: Ticket, wanted: Callable[[Part], bool]) -> list[int]:
    return [seconds(part.at) for part in of.history if wanted(part)]


def _is_reply(part: Part) -> bool:
    return part.kind == "comment" and isinstance(part.author, Admin)


def _is_reply_or_note(part: Part) -> bool:
    return part.kind in {"comment", "note"} and isinstance(part.author, Admin)


def _is_by_customer(part: Part) -> bool:
    return isinstance(part.author, Contact)


def _is_assignment(part: Part) -> bool:
    return part.kind in _ASSIGNMENTS


def _first(times: list[int]) -> int | None:
    return times[0] if times else None


def _last(times: list[int]) -> int | None:
    return times[-1] if times else None
