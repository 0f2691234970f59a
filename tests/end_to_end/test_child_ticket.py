"""A child ticket, from the command to the notes on parent and child (S12)."""

from datetime import timedelta

import pytest

from sandbox.faults import Fault
from sandbox.workspace.records import Outcome
from tests.conftest import DATABASES
from tests.scene import Scene, bots, scene

WRONG = "Steps: export all invoices. Expected: a file. Actual: after two minutes an error page."
CHILD = {
    "title": "Export is slow",
    "description": WRONG,
    "priority": "high",
    "novelty": "part of the parent's issue",
}


async def asks_for_a_child(team: Scene, person: str, parent: str = "4711", **more: str) -> Outcome:
    await team.workspace.types(person, f"/child-ticket {parent}")
    return await team.fills(person, **CHILD | more)


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
async def test_a_child_is_created_linked_and_noted_on_both_tickets(database_url: str) -> None:
    async with scene() as team, bots(team, database_url):
        await asks_for_a_child(team, team.amira)
        await team.sees(team.lina, "Open a child of #4711 for amira: Export is slow")
        await team.presses(team.lina, "approve")
        await team.sees(team.amira, "it is done: Open a child of #4711")
        child = team.helpdesk.tickets()[0]
        assert (child.title, child.owner, child.priority) == (
            "Export is slow",
            team.admins["amira"],
            "high",
        )
        assert WRONG in child.body
        (ours,), (parents,) = team.notes(child.number), team.notes("4711")
        assert (ours.author.name, parents.author.name) == ("Lina", "Lina")
        assert "Parent: #4711 Cannot export invoices" in ours.body
        assert f"Child ticket: #{child.number} Export is slow" in parents.body
        await team.sees(team.amira, f"It is #{child.number}")
        await team.sees(team.lina, f"#{child.number} created")
        await team.sees(team.omar, f"has a child, #{child.number}")
        assert team.helpdesk.customer_receives == []


async def test_an_entirely_new_issue_does_not_go_back_to_who_holds_the_original(
    stage: Scene,
) -> None:
    new = {"novelty": "an entirely new issue", "owner": stage.omar}
    refused = await asks_for_a_child(stage, stage.amira, **new)
    assert "an entirely new issue goes to somebody else (S12)" in refused.errors["owner"]
    mended = await stage.fills(stage.amira, owner=stage.bea)
    assert not mended.errors
    await stage.sees(stage.lina, "for bea: Export is slow")


async def test_who_holds_the_original_may_ask_for_it_themselves(stage: Scene) -> None:
    await asks_for_a_child(stage, stage.omar, novelty="an entirely new issue")
    await stage.sees(stage.lina, "for omar: Export is slow")


async def test_a_lead_opens_a_child_alone_and_the_note_says_so(stage: Scene) -> None:
    await asks_for_a_child(stage, stage.lina)
    await stage.sees(stage.lina, "Note written")
    await stage.workspace.until(stage.notes)
    (note,) = stage.notes("4711")
    assert "Child ticket by lina, who decides alone" in note.body


async def test_a_child_whose_parent_changed_hands_meanwhile_comes_back(stage: Scene) -> None:
    await asks_for_a_child(stage, stage.amira)
    await stage.sees(stage.lina, "Open a child of #4711")
    stage.helpdesk.assigns(stage.admins["mubeen"], "4711", stage.admins["theo"])
    before = len(stage.helpdesk.tickets())
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.lina, "Theo's now")
    assert len(stage.helpdesk.tickets()) == before
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.amira, "it is done")
    assert len(stage.helpdesk.tickets()) == before + 1


async def test_a_lost_answer_creates_no_second_child(stage: Scene) -> None:
    lost = stage.goes_wrong("create", Fault.LOST_ANSWER)
    await asks_for_a_child(stage, stage.amira)
    await stage.sees(stage.lina, "Open a child of #4711")
    before = len(stage.helpdesk.tickets())
    await stage.presses(stage.lina, "approve")
    await stage.workspace.until(lost.reached.is_set)
    await stage.sees(stage.lina, "It is being tried again")
    stage.clock.move(timedelta(seconds=31))
    await stage.sees(stage.amira, "it is done")
    assert len(stage.helpdesk.tickets()) == before + 1


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.FORBIDDEN])
async def test_an_attempt_that_created_nothing_does_not_hide_what_changed(
    stage: Scene, fault: Fault
) -> None:
    """The parent is closed between an attempt that failed early and the next one."""
    await asks_for_a_child(stage, stage.amira)
    await stage.sees(stage.lina, "Open a child of #4711")
    before = len(stage.helpdesk.tickets())
    failed = stage.goes_wrong("prepare", fault)
    await stage.presses(stage.lina, "approve")
    await stage.workspace.until(failed.reached.is_set)
    stage.helpdesk.closes(stage.admins["mubeen"], "4711")
    if fault is Fault.FORBIDDEN:
        await stage.presses(stage.lina, "retry")
    stage.clock.move(timedelta(seconds=31))
    await stage.sees(stage.lina, "#4711 is closed now.")
    assert len(stage.helpdesk.tickets()) == before


async def test_what_came_back_as_closed_is_not_simply_approved_again(stage: Scene) -> None:
    await asks_for_a_child(stage, stage.amira)
    await stage.sees(stage.lina, "Open a child of #4711")
    stage.helpdesk.closes(stage.admins["mubeen"], "4711")
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.lina, "#4711 is closed now.")
    await stage.sees(stage.amira, "lina approved, but nothing was done: #4711 is closed now.")
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.lina, "#4711 is closed. Reopen it first, then ask again.")
    assert stage.notes("4711") == []
