"""A helpdesk misbehaves at any call: it is done once, or the card says what to do, and none waits.

Always: each read and each write of a reassignment in each way, for as long as it lasts, and what
may create a ticket twice. With FAULTS=all: each of them once too, and every way in every place.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from sandbox.faults import Fault
from tests.faults.in_trouble import (
    HELD,
    LASTING,
    PASSING,
    REFUSED,
    SLOW,
    Cell,
    advice,
    comes,
    goes_wrong,
    is_approved,
    is_asked,
    is_done,
    is_done_once,
    is_retried,
    is_tried_again,
    it_is_over,
    it_passes,
    later,
    nobody_waited,
    opened,
    reads,
    why,
)
from tests.faults.stories import CHILD
from tests.scene import HELPDESKS, Scene, bots, scene

EVERYTHING = os.environ.get("FAULTS") == "all"
ACTS = {"intercom": ("read", "assign", "note"), "pylon": ("read", "assign", "thread", "note")}
BEHIND = "4712"
CHILDS, NEWS = "Export is slow", "March is missing"
NEW = {
    "customer": "Chloé",
    "description": "Steps: open the invoice list. Expected: March. Actual: an empty page.",
    "priority": "urgent",
    "status": "waiting on customer",
    "occasion": "the customer reported several issues at once",
}
# Once somebody's name was told, it is known for minutes: what is only slow comes last.
SLOWLY = ((Fault.HELD_BEFORE,), (Fault.SLOW,)) if EVERYTHING else ((), ())
NOBODY_TOLD = (*REFUSED, *SLOWLY[0], *LASTING, Fault.LOST_ANSWER, *SLOWLY[1])
CREATING = (Fault.NOT_ACCEPTED, Fault.SERVER_ERROR, Fault.LOST_ANSWER, *HELD)
OUTAGES = (Fault.SERVER_ERROR, Fault.UNREACHABLE, Fault.HELD_BEFORE)
TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture(params=HELPDESKS)
async def people(request: pytest.FixtureRequest) -> AsyncIterator[Scene]:
    """The team with each helpdesk, and no bot yet."""
    async with scene(speaks=request.param) as team:
        yield team
        nobody_waited(team)


@pytest.fixture
async def team(people: Scene, database_url: str) -> AsyncIterator[Scene]:
    """The team with each helpdesk, and the bot running."""
    async with bots(people, database_url):
        yield people


async def behind_is_asked(team: Scene) -> None:
    """Omar asks for another ticket."""
    await team.asks(team.omar, f"{BEHIND} @theo knows webhooks")
    await comes(team, f"#{BEHIND}")


async def behind_is_done(team: Scene) -> None:
    """It is approved and carried out, whatever is in trouble before it."""
    await is_approved(team, f"#{BEHIND}")
    await team.workspace.until(lambda: is_done(team, f"#{BEHIND}"), 10)
    is_done_once(team, BEHIND, "theo")


async def says_why(team: Scene, cell: Cell, subject: str = "") -> None:
    """Lina's card does: what is tried again for what reason, or what was refused and what to do."""
    subject, words = subject or cell.name, why(team, cell)
    await team.workspace.until(lambda: words in reads(team, team.lina, subject), 10)
    assert advice(team, cell) in reads(team, team.lina, subject)
    again = "It is being tried again" in reads(team, team.lina, subject)
    assert again == (cell.fault not in REFUSED)
    assert not is_done(team, subject)


@pytest.mark.parametrize("once", [False, True] if EVERYTHING else [False], ids=str)
@pytest.mark.parametrize("fault", [*REFUSED, *PASSING])
async def test_a_reassignment_in_trouble_is_done_once_and_holds_up_no_other(
    team: Scene, fault: Fault, once: bool
) -> None:
    cells = [Cell(str(5000 + n), act, fault) for n, act in enumerate(ACTS[team.speaks])]
    opened(team, cells)
    for cell in cells:
        await is_asked(team, cell)
    await behind_is_asked(team)
    switches = [goes_wrong(team, cell, times=1 if once else None) for cell in cells]
    for cell in cells:
        await is_approved(team, cell.name)
    await behind_is_done(team)

    for switch in switches:
        await asyncio.wait_for(switch.reached.wait(), 10)
    if fault in LASTING and not once:
        await is_tried_again(team, switches)
    if fault in (*REFUSED, *HELD) or (fault in LASTING and not once):
        for cell in cells:
            await says_why(team, cell)

    await it_is_over(team)
    if fault in REFUSED:
        for cell in cells:
            await is_retried(team, cell.name)
    await it_passes(team)
    for cell in cells:
        is_done_once(team, cell.number)


async def test_what_cannot_be_looked_up_is_said_and_asked_for_once(team: Scene) -> None:
    cells = [Cell(str(5000 + n), "read", fault) for n, fault in enumerate([*REFUSED, *PASSING])]
    opened(team, cells)
    for cell in cells:
        # Where Intercom asks for a pause, it asks for one of everybody.
        goes_wrong(team, cell, times=1 if cell.fault is Fault.RATE_LIMITED else None)
    answers = await asyncio.gather(*(is_asked(team, cell) for cell in cells))
    for cell, answer in zip(cells, answers, strict=True):
        assert "being looked up" in answer or cell.fault is Fault.NOT_FOUND
    await behind_is_asked(team)
    await behind_is_done(team)
    refused = [cell for cell in cells if cell.fault in REFUSED]
    for cell, answer in zip(refused, answers, strict=False):
        if why(team, cell) not in answer:
            await team.sees(team.amira, why(team, cell))

    team.helpdesk.faults.off()
    for cell in refused:
        assert "lina has it" in await is_asked(team, cell)
    await it_passes(team)
    await comes(team, *(cell.name for cell in cells))
    for cell in cells:
        await is_approved(team, cell.name)
    await it_passes(team)
    for cell in cells:
        is_done_once(team, cell.number)


async def test_people_who_cannot_be_looked_up_are_asked_for_again(
    people: Scene, database_url: str
) -> None:
    team = people
    cells = [Cell(str(5000 + n), "people", fault) for n, fault in enumerate(NOBODY_TOLD)]
    opened(team, cells)
    async with bots(team, database_url):
        for cell in cells:
            await is_asked(team, cell)
        await comes(team, *(cell.name for cell in cells))
        await team.settled()
    team.bots.clear()
    # Each begins before the one before it ends, and the first before the bot has asked anybody.
    switch = team.goes_wrong("people", cells[0].fault, times=None)
    async with bots(team, database_url):
        for cell in cells:
            before, switch = switch, team.goes_wrong("people", cell.fault, times=None, seconds=SLOW)
            team.helpdesk.faults.off(before)
            await is_approved(team, cell.name)
            await asyncio.wait_for(switch.reached.wait(), 10)
            if cell.fault is not Fault.SLOW:
                await says_why(team, cell)
        team.helpdesk.faults.off()
        for cell in cells:
            if cell.fault in REFUSED:
                await is_retried(team, cell.name)
        await it_passes(team)
        for cell in cells:
            is_done_once(team, cell.number)


@pytest.mark.parametrize("fault", [*REFUSED, *PASSING] if EVERYTHING else CREATING)
async def test_a_new_ticket_in_trouble_is_created_once(team: Scene, fault: Fault) -> None:
    await team.workspace.types(team.amira, f"/child-ticket 4711 {CHILDS}")
    assert not (await team.fills(team.amira, **CHILD, owner=team.bea)).errors
    await team.workspace.types(team.bea, f"/new-ticket {NEWS}")
    assert not (await team.fills(team.bea, **NEW)).errors
    await comes(team, CHILDS, NEWS)
    await behind_is_asked(team)
    times = 2 if fault in HELD else None
    switch = team.goes_wrong("create", fault, times=times, seconds=SLOW)
    for title in (CHILDS, NEWS):
        await is_approved(team, title)
    await behind_is_done(team)

    await team.helpdesk.until(lambda: switch.struck >= 2, 10)
    if fault is not Fault.SLOW:
        for title in (CHILDS, NEWS):
            await says_why(team, Cell("", "create", fault), title)
    await it_is_over(team)
    if fault in REFUSED:
        for title in (CHILDS, NEWS):
            await is_retried(team, title)
    await it_passes(team)
    for title in (CHILDS, NEWS):
        (created,) = [each for each in team.helpdesk.tickets() if each.title == title]
        (note,) = created.notes
        assert note.author.name == "Lina"
        assert is_done(team, title)
    assert len(team.notes()) == 1


async def test_an_hour_of_outage_is_waited_out_and_everything_is_done_once(team: Scene) -> None:
    cells = [Cell(str(5000 + n), "read", fault) for n, fault in enumerate(OUTAGES, start=1)]
    approved = Cell("5000", "read", OUTAGES[0])
    opened(team, [approved, *cells])
    await is_asked(team, approved)
    await comes(team, approved.name)
    for cell in cells:
        team.helpdesk.faults.off()
        team.helpdesk.faults.on("*", cell.fault, times=None)
        if approved.fault is cell.fault:
            await is_approved(team, approved.name)
        assert "being looked up" in await is_asked(team, cell)
        for _ in range(2):
            await team.settled()
            await says_why(team, Cell(approved.number, "read", cell.fault))
            later(team, TEN_MINUTES)
    await team.settled()
    assert not any(reads(team, team.lina, cell.name) for cell in cells)

    team.helpdesk.faults.off()
    await it_passes(team)
    is_done_once(team, approved.number)
    await comes(team, *(cell.name for cell in cells))
    for cell in cells:
        await is_approved(team, cell.name)
    await it_passes(team)
    for cell in cells:
        is_done_once(team, cell.number)
