"""Lists, the desk and the roster."""

from collections.abc import Iterator
from datetime import time, timedelta

from cards.blocks import Json
from cards.desk import desk_answer
from cards.desk import home as home_tab
from cards.lists import agenda_message, caught_up_message
from cards.roster import roster_form
from gallery import samples
from gallery.piece import Piece, Section, answer, form, home, message
from gallery.promises import HOURS, made
from gallery.ways import AMIRA, LINA, LINAS, MUBEEN, THEO, THEOS, asked_for, ways
from rulebook.commands import commands
from rulebook.desk import Desk
from rulebook.duty import Cover, Shift
from rulebook.kinds import KINDS
from rulebook.lists import Agenda
from rulebook.moves import OPEN, State
from rulebook.promises import Promise, Promised
from rulebook.request import Request
from rulebook.roster import CoverEndsBeforeItStarts, RosterEntry, ShiftIncomplete, ShiftsOverlap

_NOW = samples.MONDAY
_LONG = 30


def sections() -> Iterator[Section]:
    """The lists of the morning and of a shift, what was missed, the desk, the roster."""
    yield Section("Lists", tuple(_lists()))
    yield Section("The desk", tuple(_desks()))
    yield Section("The roster", tuple(_rosters()))


def _lists() -> Iterator[Piece]:
    several = {"": (_promised(), _open()), " long": (_promised() * _LONG, _open() * _LONG)}
    for long, (promises, requests) in several.items():
        own = Agenda(promises=promises, requests=requests, at=_NOW)
        team = own.model_copy(update={"team": True})
        yield message(f"A{long} day", agenda_message(own), AMIRA)
        yield message(f"A{long} shift", agenda_message(team), LINA)
        yield message(f"A{long} absence", caught_up_message(own), AMIRA)
        yield message(f"A{long} absence, for the lead", caught_up_message(team), LINA)
    only = Agenda(promises=_promised()[:1], requests=(), at=_NOW)
    yield message("A day with one promise", agenda_message(only), AMIRA)


def _desks() -> Iterator[Piece]:
    empty = Desk(mine=(), for_me=(), duty=LINAS, at=_NOW)
    changes = {"next_duty": THEOS, "changes_at": _NOW + timedelta(hours=3)}
    mine = tuple(way.request for way in ways(next(iter(KINDS.values()))))
    amiras = empty.model_copy(update={"mine": mine, "promises": _promised(), **changes})
    mine_to_decide = tuple(one for one in _open() if one.state is not State.CHECKING)
    linas = {"for_me": mine_to_decide, "team": _promised(), "leads": True}
    yield answer("The desk: empty", desk_answer(empty, commands()), AMIRA)
    yield answer("The desk: an engineer's", desk_answer(amiras, commands()), AMIRA)
    full = empty.model_copy(update=linas | changes)
    yield answer("The desk: a lead's", desk_answer(full, commands()), LINA)
    muted = empty.model_copy(update={"muted": True})
    yield answer("The desk: lists muted", desk_answer(muted, commands()), AMIRA)
    yield home("The home tab: empty", home_tab(empty, commands()), AMIRA)
    yield home("The home tab: an engineer's", home_tab(amiras, commands()), AMIRA)
    yield home("The home tab: a lead's, lists muted", _muted_home(full), LINA)


def _muted_home(desk: Desk) -> list[Json]:
    return home_tab(desk.model_copy(update={"muted": True}), commands())


def _rosters() -> Iterator[Piece]:
    zone, team, nobody = HOURS.timezone.key, samples.team("Lina", "Theo"), samples.team()
    week = tuple(_week())
    overlap = ShiftsOverlap(one="Mon 08:00-13:00 Lina", other="Mon 12:00-18:00 Theo")
    wrong = {
        "shift_days": f"{ShiftIncomplete()}",
        "shift_ends": f"{overlap}",
        "cover_ends": f"{CoverEndsBeforeItStarts()}",
    }
    yield form("The roster: empty", roster_form((), team, zone), LINA)
    yield form("The roster: a week", roster_form(week, team, zone), LINA)
    yield form("The roster: sent with something wrong", roster_form(week, team, zone), LINA, wrong)
    yield form("The roster: no leads are named", roster_form((), nobody, zone), MUBEEN)


def _week() -> Iterator[RosterEntry]:
    halves = ((LINA, time(8), time(13)), (THEO, time(13), time(18)))
    days = [(day, *half) for day in range(5) for half in halves]
    for number, (day, lead, starts, ends) in enumerate(days, 1):
        yield RosterEntry(
            id=number, shift=Shift(lead=lead.id, weekday=day, starts=starts, ends=ends)
        )
    cover = Cover(lead=THEO.id, starts=_NOW, ends=_NOW + timedelta(hours=2))
    yield RosterEntry(id=len(days) + 1, shift=cover)


def _promised() -> tuple[Promise, ...]:
    overdue = _NOW - timedelta(minutes=40)
    nobodys, tomorrow = samples.ticket(owner=None), _NOW + timedelta(days=1)
    moved = made(Promised.UPDATE, ticket=nobodys, due=tomorrow, reason="Logs come tomorrow.")
    return (
        made(Promised.UPDATE, due=overdue),
        made(Promised.CALL),
        moved,
    )


def _open() -> tuple[Request, ...]:
    return tuple(asked_for(kind, state) for kind in KINDS.values() for state in sorted(OPEN))
