"""Nonsense after /promise and /customer-call gets a clear answer, and changes nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from sandbox.faults import Fault
from store.tables import PromiseRow
from tests.scene import Scene, said

# What is typed is answered by the rulebook, whichever helpdesk it is.
pytestmark = pytest.mark.parametrize("helpdesk", ["intercom"], indirect=True)

NONSENSE = {
    "": "Which ticket?",
    "4711": "When is it due?",
    "4711 yesterday": "is past",
    "4711 yesterday 10:00": "is past",
    "4711 2020-01-01 09:00": "is past",
    "nope 4h": "Which ticket?",
    "99 4h": "Intercom has no ticket #99.",
    "4713 4h": "#4713 is closed.",
    "4711 40 years": "more than a year ahead",
    "4711 8000h": "ahead",
    "4711 2066-12-01 09:00": "more than a year ahead",
    "4711 February 30": "no time that I can read",
    "4711 2027-02-30 09:00": "no time that I can read",
    "4711 mon": "At what time?",
    "4711 tomorrow": "At what time?",
    "4711 3/4 15:00": "can be read in two ways",
    "4711 soon": "no time that I can read",
    "4711 -4h": "no time that I can read",
    "4711 0h": "no time that I can read",
    "4711 4711": "no time that I can read",
    "4711 🙂": "no time that I can read",
    "4711 4h; drop table promise": "no time that I can read",
    f"4711 {'9' * 2000}h": "no time that I can read",
    f"4711 {'x' * 3000}": "no time that I can read",
    "<!channel> 4h": "Which ticket?",
}


async def promised(team: Scene) -> int:
    """How many promises were ever kept."""
    async with team.bot.context.database.reading() as tx:
        return (await tx.execute(select(func.count()).select_from(PromiseRow))).scalar_one()


@pytest.fixture
def team(stage: Scene) -> Scene:
    """The team, with a closed ticket."""
    customer = stage.helpdesk.add_contact("Ada", "ada@acme.example", "Acme", "Enterprise")
    stage.helpdesk.add_ticket("Done", customer, number="4713", state="closed")
    return stage


@pytest.mark.parametrize("command", ["/promise", "/customer-call"])
async def test_every_odd_line_is_asked_about_and_changes_nothing(team: Scene, command: str) -> None:
    for line, sentence in NONSENSE.items():
        outcome = await team.workspace.types(team.omar, f"{command} {line}")
        (form,) = team.workspace.views_of(team.omar)
        assert sentence in said(form), f"{line[:40]!r}: {said(form)}"
        assert outcome.ok
        await team.workspace.closes(team.omar, form["id"])
    assert await promised(team) == 0


async def test_what_was_right_stays_in_the_form(team: Scene) -> None:
    await team.workspace.types(team.omar, "/promise 4711 yesterday")
    tomorrow = team.clock.now() + timedelta(days=1)
    outcome = await team.fills(team.omar, when=int(tomorrow.timestamp()))
    assert not outcome.errors
    assert await promised(team) == 1


async def test_a_form_with_a_past_or_far_time_says_so_at_the_field(team: Scene) -> None:
    for by in (-timedelta(hours=1), timedelta(days=500)):
        await team.workspace.types(team.omar, "/promise 4711")
        when = int((team.clock.now() + by).timestamp())
        outcome = await team.fills(team.omar, when=when)
        assert list(outcome.errors or ()) == ["when"]
        await team.workspace.closes(team.omar, team.workspace.views_of(team.omar)[-1]["id"])
    assert await promised(team) == 0


async def test_more_time_needs_a_time_and_a_reason(team: Scene) -> None:
    await team.workspace.types(team.omar, "/promise 4711 2h")
    team.clock.move(timedelta(hours=1, seconds=1))
    await team.sees(team.omar, "Update due in 1 hour")
    await team.presses(team.omar, "need more time")
    past = int((team.clock.now() - timedelta(hours=1)).timestamp())
    outcome = await team.fills(team.omar, when=past, reason="Waits for the developers")
    assert list(outcome.errors or ()) == ["when"]
    later = int((team.clock.now() + timedelta(hours=3)).timestamp())
    outcome = await team.fills(team.omar, when=later, reason=" ")
    assert list(outcome.errors or ()) == ["reason"]
    assert await promised(team) == 1


async def test_a_slow_helpdesk_is_said_so_and_nothing_is_kept(team: Scene) -> None:
    team.helpdesk.faults.on("*", Fault.SERVER_ERROR, times=3)
    answer = team.answer(await team.workspace.types(team.omar, "/promise 4711 4h"))
    assert "nothing was kept" in answer
    assert await promised(team) == 0


async def test_a_guest_promises_nothing(team: Scene) -> None:
    guest = team.workspace.add_person("gus", "gus@else.example", guest=True)["id"]
    answer = team.answer(await team.workspace.types(guest, "/promise 4711 4h"))
    assert "members of this workspace" in answer
    assert await promised(team) == 0
