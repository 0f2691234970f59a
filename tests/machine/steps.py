"""How one step is made, and what must be true of it at once."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

from rulebook.moves import Move
from rulebook.request import Request
from sandbox.workspace import Workspace
from sandbox.workspace.records import Outcome
from tests.machine.acts import Change, Picks, answer, fill_in, keep_roster, press
from tests.machine.cards import Button
from tests.machine.draws import Pressing, Trouble
from tests.machine.snapshot import Snapshot
from tests.machine.world import World
from tests.scene import Json

KEPT = ("Asked.", "Go ahead", "You decide this yourself")
AT_ONCE = frozenset({"approve", "withdraw"})
OPENS = frozenset({"deny", "ask", "change and approve", "answer", "edit"})


class Steps:
    """What people do in a world; `settled` once all that it set off is done."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.settled = True
        self.words = 0

    @property
    def slack(self) -> Workspace:
        return self.world.team.workspace

    def step(self, act: Coroutine[Any, Any, Any], hurried: bool) -> Any:
        """Do something a second later, and wait until all that it set off is done."""
        self.world.moves(timedelta(seconds=1))
        outcome = self.world.do(act)
        self.settled = not hurried
        if self.settled:
            self.world.do(self.world.settled())
        return outcome

    def fails(self, trouble: Trouble | None) -> None:
        if trouble:
            faults = self.world.team.helpdesk.faults
            faults.on(trouble.call, trouble.fault, times=trouble.times)

    async def passes(self, by: timedelta) -> None:
        self.world.moves(by)

    async def both(self, buttons: tuple[Button, Button], people: tuple[str, str]) -> None:
        await asyncio.gather(
            *(press(self.world, *pressed) for pressed in zip(buttons, people, strict=True))
        )

    def goes_on(
        self, pressing: Pressing, numbers: tuple[int, ...] = (0,), *, fills_in: bool = True
    ) -> None:
        button = self.button(pressing)
        if button is None:
            return
        person = self.presser(button, pressing.who)
        self.world.repeats(2 if pressing.repeated else 1)
        self.presses(button, person, pressing.hurried)
        if fills_in and button.action in OPENS and self.form(person):
            self.fills_in(person, numbers, leaves_out=True, hurried=pressing.hurried)
        self.world.repeats(1)

    def presses(self, button: Button, person: str, hurried: bool) -> None:
        """Press, and see that what was allowed was done, what was not was not, with a word."""
        quiet, before = self.settled, self.state()
        form, whispers = self.form(person), len(self.slack.ephemerals(person))
        self.step(press(self.world, button, person), hurried)
        if not (quiet and self.settled):
            return
        request, after = before.requests[button.about[0]], self.state()
        did = did_by(after, person) - did_by(before, person)
        assert did.total() <= 1, f"pressed once, recorded as {did}"
        move = Move(button.action)
        may = self.world.model.may(move, person, request, button.about[1])
        done = _made(after, request, move, person) > _made(before, request, move, person)
        opened = self.form(person) != form
        told = f"{person} pressed {move} on {button.value}, {request.state} of {request.version}"
        assert may or not (done or opened), f"{told}: it should have been refused"
        if may and button.action in AT_ONCE:
            assert done, f"{told}: it should have been done"
        if may and button.action in OPENS:
            assert opened, f"{told}: a form should have been opened"
        answered = len(self.slack.ephemerals(person)) > whispers
        assert done or opened or answered, f"{told}: without a word"

    def keeps_the_roster(self, person: str, change: Change, *, saves: bool = True) -> None:
        """Open the roster's form, fill it in and save it, or leave it open."""
        self.step(self.slack.types(person, "/roster"), hurried=False)
        view = self.form(person)
        if saves and view and view["callback_id"] == "roster":
            self.step(keep_roster(self.world, person, view, change), hurried=False)

    def fills_in(
        self,
        person: str,
        numbers: tuple[int, ...],
        leaves_out: bool,
        hurried: bool,
        *,
        blank: bool = False,
    ) -> None:
        """Fill in the form on top, and see that what was said about it is true."""
        view = self.form(person)
        if view is None or not view.get("submit"):
            return
        if view["callback_id"] == "roster":
            change = Change("theo", removes=True)
            self.step(keep_roster(self.world, person, view, change), hurried)
            return
        words = " " if blank else self.new_words()
        before = self.state()
        picks = Picks(words, numbers, leaves_out)
        outcome = self.step(fill_in(self.world, person, view, picks), hurried)
        if view["callback_id"] == "request":
            self.was_kept(outcome, words)
        elif outcome.delivery and self.world.copies == 1:
            self._was_made(outcome, view, person, before)

    def _was_made(self, outcome: Outcome, view: Json, person: str, before: Snapshot) -> None:
        request = before.requests[int(view["private_metadata"].partition(":")[0])]
        version = int(view["private_metadata"].partition(":")[2])
        move, after = Move(view["callback_id"]), self.state()
        done = _made(after, request, move, person) > _made(before, request, move, person)
        told = f"{person} sent {move} of {view['private_metadata']}: {answer(outcome)}"
        assert done == outcome.closed, f"{told}, but done is {done}"
        if self.settled and done:
            assert self.world.model.may(move, person, request, version), told

    def was_kept(self, outcome: Outcome, words: str) -> None:
        """What is said to be asked is there."""
        if outcome.delivery and any(each in answer(outcome) for each in KEPT):
            kept = [str(each.form) for each in self.state().requests.values()]
            assert any(words in form for form in kept), f"{words} was lost: {answer(outcome)}"

    # Who and what there is

    def person(self, name: str) -> str:
        return str(getattr(self.world.team, name))

    def new_words(self) -> str:
        self.words += 1
        return f"words-{self.words}."

    def form(self, person: str) -> Json | None:
        views: list[Json] = self.slack.views_of(person)
        return views[-1] if views else None

    def state(self) -> Snapshot:
        return self.world.do(self.world.state())

    def button(self, pressing: Pressing, about: int | None = None) -> Button | None:
        """The newest ones first; one that is there or was, of the action where there is one."""
        there, ever = self.world.there, self.world.pressable
        gone = {key: button for key, button in ever.items() if key not in there}
        cards = [*reversed((gone if pressing.outdated else there).values())]
        found = [each for each in cards if about is None or each.about[0] == about]
        found = [each for each in found if each.action == pressing.action] or found
        return found[pressing.which % len(found)] if found else None

    def presser(self, button: Button, who: int) -> str:
        """Whose card it is; in the channel it may be anybody, most often somebody who decides."""
        team = self.world.team
        on_duty = self.world.model.on_duty(self.world.now)
        anybody = (on_duty, team.mubeen, team.theo, team.lina, team.bea, team.amira)
        return button.owner or anybody[who % len(anybody)]


def _made(state: Snapshot, request: Request, move: Move, person: str) -> int:
    trail = state.trail_of(request.id)
    return sum((event.what, event.who) == (move, person) for event in trail)


def did_by(state: Snapshot, person: str) -> Counter[tuple[int | None, str]]:
    """What somebody did or was refused, and how often."""
    return Counter((event.request_id, event.what) for event in state.trail if event.who == person)
