"""The roster: who leads when, and what may be written into it."""

from collections.abc import Sequence
from datetime import time
from itertools import combinations

from rulebook.duty import Cover, Shift, Team
from rulebook.refusals import Refusal
from rulebook.value import Value

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = 24 * 60
_WEEK = 7 * _DAY


class OnlyDecidersKeepTheRoster(Refusal):
    """The roster is kept by those who are on it."""

    says = "The roster is kept by {manager} and the shift leads. Ask one of them."


class ShiftsOverlap(Refusal):
    """Two shifts at the same time."""

    says = "{one} and {other} overlap. One lead is on duty at a time."


class NotAShiftLead(Refusal):
    """A shift for somebody who may not be on the roster."""

    says = "Only a shift lead can have a shift. Choose one from the list."


class LineIsGone(Refusal):
    """A line to be removed that somebody else has removed meanwhile."""

    says = "A line that you chose is not in the roster any more. Open it again and look."


class ShiftIncomplete(Refusal):
    """A shift or cover of which something is missing."""

    says = "A shift has a lead, days, a start and an end. Add what is missing here."


class CoverEndsBeforeItStarts(Refusal):
    """A cover of no length."""

    says = "The cover ends before it starts. Choose a later end."


class RosterEntry(Value):
    """A line of the roster as it is kept: its id, and the shift or cover."""

    id: int
    shift: Shift | Cover


class RosterChange(Value):
    """A change that somebody asks for: entries to remove by id, shifts and covers to add."""

    remove: frozenset[int] = frozenset()
    add: tuple[Shift | Cover, ...] = ()


def changed(entries: Sequence[RosterEntry], change: RosterChange, team: Team) -> None:
    """Raise NotAShiftLead, LineIsGone, and ShiftsOverlap where two would be on duty at once."""
    if not all(team.lead(shift.lead) for shift in change.add):
        raise NotAShiftLead
    if change.remove - {entry.id for entry in entries}:
        raise LineIsGone
    kept = [entry.shift for entry in entries if entry.id not in change.remove]
    for one, other in combinations((*kept, *change.add), 2):
        if _overlap(one, other):
            raise ShiftsOverlap(one=describe(one, team), other=describe(other, team))


def describe(shift: Shift | Cover, team: Team) -> str:
    """A line of the roster in words: *Mon 08:00-13:00 Lina*."""
    lead = team.lead(shift.lead)
    name = lead.name if lead else "somebody who is no longer a shift lead"
    match shift:
        case Shift():
            return f"{WEEKDAYS[shift.weekday]} {shift.starts:%H:%M}-{shift.ends:%H:%M} {name}"
        case Cover():
            return f"{shift.starts:%a %d %b %H:%M}-{shift.ends:%a %d %b %H:%M} {name} covers"


def _overlap(one: Shift | Cover, other: Shift | Cover) -> bool:
    if isinstance(one, Cover) and isinstance(other, Cover):
        return one.starts < other.ends and other.starts < one.ends
    if isinstance(one, Shift) and isinstance(other, Shift):
        (start, end), (begin, finish) = _minutes(one), _minutes(other)
        return any(start + week < finish and begin < end + week for week in (-_WEEK, 0, _WEEK))
    return False


def _minutes(shift: Shift) -> tuple[int, int]:
    starts = shift.weekday * _DAY + _of_day(shift.starts)
    length = (_of_day(shift.ends) - _of_day(shift.starts)) % _DAY or _DAY
    return starts, starts + length


def _of_day(at: time) -> int:
    return at.hour * 60 + at.minute
