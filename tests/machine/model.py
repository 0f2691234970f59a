"""Who may decide, told a second time and more simply: the roster, the hours, the team."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from rulebook.moves import RULES, Move, State
from rulebook.people import Role
from rulebook.request import Request
from tests.scene import NEW_YORK, Scene

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
OPENS, CLOSES, WORKDAYS = time(8), time(18), range(5)
REVERSIBLE_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Weekly:
    """A shift of every week; an end at or before the start is on the next day."""

    lead: str
    weekday: int
    starts: time
    ends: time

    def covers(self, at: datetime) -> bool:
        today = at.astimezone(NEW_YORK).date()
        return any(self._on(today - timedelta(days=ago), at) for ago in (0, 1))

    def _on(self, day: date, at: datetime) -> bool:
        """Whether an instant lies in the shift that begins on a day, if one does."""
        next_day = day + timedelta(days=self.ends <= self.starts)
        starts = datetime.combine(day, self.starts, NEW_YORK).astimezone(UTC)
        ends = datetime.combine(next_day, self.ends, NEW_YORK).astimezone(UTC)
        return day.weekday() == self.weekday and starts <= at < ends

    def written(self, name: str) -> str:
        return f"{DAYS[self.weekday]} {self.starts:%H:%M}-{self.ends:%H:%M} {name}"


@dataclass(frozen=True)
class Once:
    """A cover: once, from an instant to another."""

    lead: str
    starts: datetime
    ends: datetime

    def covers(self, at: datetime) -> bool:
        return self.starts <= at < self.ends

    def written(self, name: str) -> str:
        starts, ends = (at.astimezone(NEW_YORK) for at in (self.starts, self.ends))
        return f"{starts:%a %d %b %H:%M}-{ends:%a %d %b %H:%M} {name} covers"


Line = Weekly | Once


@dataclass
class Model:
    """The team and its roster, with every state that the roster was in."""

    team: Scene
    history: list[tuple[datetime, frozenset[Line]]] = field(default_factory=list)

    @property
    def roster(self) -> frozenset[Line]:
        return self.history[-1][1] if self.history else frozenset()

    def changes(self, removed: set[str], added: set[Line]) -> None:
        """The roster is saved; what is removed is named as the form words it."""
        kept = {line for line in self.roster if self.written(line) not in removed}
        self.history.append((self.team.clock.now(), frozenset(kept | added)))

    def written(self, line: Line) -> str:
        return line.written("lina" if line.lead == self.team.lina else "theo")

    def on_duty(self, at: datetime) -> str:
        """A cover first, then the weekly shift; an empty roster is Lina's; else the manager."""
        local = at.astimezone(NEW_YORK)
        past = [lines for since, lines in self.history if since <= at]
        lines = past[-1] if past else frozenset()
        for kind in (Once, Weekly):
            leads = {line.lead for line in lines if isinstance(line, kind) and line.covers(at)}
            assert len(leads) < 2, f"two leads at once: {lines}"
            if leads:
                return leads.pop()
        is_open = local.weekday() in WORKDAYS and OPENS <= local.time() < CLOSES
        return self.team.lina if is_open and not lines else self.team.mubeen

    def entitled(self, person: str, request: Request, at: datetime) -> bool:
        """The manager always, a lead on duty; of a training nobody who asks for it."""
        if request.kind == "training" and person == request.requester.id:
            return False
        return person in {self.team.mubeen, self.on_duty(at)}

    def is_theirs(self, move: Move, person: str, request: Request, at: datetime) -> bool:
        """Whether it is for this person to make this move, in whatever state."""
        match RULES[move].who:
            case Role.ENTITLED:
                return self.entitled(person, request, at)
            case Role.REQUESTER | Role.MEMBER:
                return person == request.requester.id
            case Role.DECIDER:
                in_time = request.decision and at <= request.decision.at + REVERSIBLE_FOR
                return bool(in_time and request.decision and person == request.decision.by.id)
            case Role.BOT:
                return person == "the bot"
            case Role.CLOCK:
                return person == "the clock"

    def may(self, move: Move, person: str, request: Request, version: int) -> bool:
        """Whether a press now, on a card of that version, has to be refused (False) or not."""
        return (
            version == request.version
            and State(request.state) in RULES[move].before
            and self.is_theirs(move, person, request, self.team.clock.now())
        )
