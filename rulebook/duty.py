"""Duty, and who is on it: the roster read at one instant."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from pydantic import Field

from rulebook.people import Member
from rulebook.support_hours import SupportHours
from rulebook.value import Value


class Team(Value):
    """The people who may decide: the manager always, a lead while on duty."""

    manager: Member
    leads: tuple[Member, ...] = ()

    def lead(self, member_id: str) -> Member | None:
        """Find one of the leads by Slack id."""
        return next((lead for lead in self.leads if lead.id == member_id), None)

    def decider(self, member_id: str) -> Member | None:
        """Find the manager or one of the leads by Slack id."""
        return self.manager if member_id == self.manager.id else self.lead(member_id)


class Shift(Value):
    """A weekly shift: `lead` is a Slack id, Monday is 0, wall-clock times of the support zone.

    An end at or before the start is on the next day.
    """

    lead: str
    weekday: int = Field(ge=0, le=6)
    starts: time
    ends: time

    def covers(self, at: datetime, hours: SupportHours) -> bool:
        """Tell whether the instant lies in this shift."""
        today = at.astimezone(hours.timezone).date()
        days = (today, today - timedelta(days=1))
        return any(starts <= at < ends for starts, ends in self.on(days, hours))

    def on(self, days: Iterable[date], hours: SupportHours) -> list[tuple[datetime, datetime]]:
        """List when it begins and ends on those of these days on which it begins."""
        overnight = timedelta(days=self.ends <= self.starts)
        return [
            (hours.instant(day, self.starts), hours.instant(day + overnight, self.ends))
            for day in days
            if day.weekday() == self.weekday
        ]

    def next_start(self, at: datetime, hours: SupportHours) -> datetime:
        """The first start of this shift after an instant."""
        today = at.astimezone(hours.timezone).date()
        days = [today + timedelta(days=ahead) for ahead in range(9)]
        return next(starts for starts, _ in self.on(days, hours) if starts > at)


class Cover(Value):
    """A one-off: this lead is on duty from `starts` until before `ends`, whoever else would be."""

    lead: str
    starts: datetime
    ends: datetime

    def covers(self, at: datetime, hours: SupportHours) -> bool:
        """Tell whether the instant lies in this cover."""
        return self.starts <= at < self.ends

    def next_start(self, at: datetime, hours: SupportHours) -> datetime | None:
        """The start of this cover, if it lies after an instant."""
        return self.starts if self.starts > at else None


class Duty(Value):
    """The one on duty, the sentence that says why, and whether it is a lead (or nobody else was).

    `chosen`: somebody said that it is theirs, so the roster does not take it from them. `also` has
    it besides, because `who` has not answered yet.
    """

    who: Member
    because: str
    is_lead: bool = True
    chosen: bool = False
    also: Member | None = None


def on_duty(shifts: Sequence[Shift | Cover], team: Team, at: datetime, hours: SupportHours) -> Duty:
    """Name who is on duty: a cover before the weekly shift, the manager where nobody else is."""
    for kind, because in (
        (Cover, "{} covers for the shift lead now."),
        (Shift, "{} is the shift lead on duty."),
    ):
        for shift in shifts:
            lead = team.lead(shift.lead)
            if isinstance(shift, kind) and lead and shift.covers(at, hours):
                return Duty(who=lead, because=because.format(lead.name))
    if not shifts and team.leads and hours.is_open(at):
        first = team.leads[0]
        return Duty(who=first, because=f"The roster is empty and {first.name} leads by default.")
    manager = team.manager
    return Duty(
        who=manager,
        because=f"No shift lead is on duty, so it comes to {manager.name}.",
        is_lead=False,
    )


def next_shift(
    shifts: Sequence[Shift | Cover], team: Team, at: datetime, hours: SupportHours
) -> datetime:
    """Find when somebody is there again: a lead's next shift, or the next opening of support."""
    starts = (shift.next_start(at, hours) for shift in shifts if team.lead(shift.lead))
    return min((hours.next_opening(at), *(start for start in starts if start)))


def next_change(
    shifts: Sequence[Shift | Cover], team: Team, at: datetime, hours: SupportHours
) -> datetime | None:
    """Find when duty passes to another, or support opens or closes. None: not within nine days."""
    now = on_duty(shifts, team, at, hours)
    edges = {edge for shift in shifts for edge in _edges(shift, at, hours)}
    edges |= {edge for day in _days(at, hours) for edge in hours.edges(day)}
    later = (edge for edge in sorted(edges) if edge > at)
    return next(
        (
            edge
            for edge in later
            if (on_duty(shifts, team, edge, hours).who.id, hours.is_open(edge))
            != (now.who.id, hours.is_open(at))
        ),
        None,
    )


def _days(at: datetime, hours: SupportHours) -> list[date]:
    yesterday = at.astimezone(hours.timezone).date() - timedelta(days=1)
    return [yesterday + timedelta(days=ahead) for ahead in range(11)]


def _edges(shift: Shift | Cover, at: datetime, hours: SupportHours) -> list[datetime]:
    if isinstance(shift, Cover):
        return [shift.starts, shift.ends]
    return [edge for edges in shift.on(_days(at, hours), hours) for edge in edges]
