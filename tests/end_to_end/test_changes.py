"""What is asked changes: the requester edits, or the decider changes and approves."""

from sandbox.faults import Fault
from tests.scene import Scene


async def test_the_requester_edits_and_the_card_says_what_is_different(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "Give #4711 to bea")
    await stage.presses(stage.amira, "edit")
    (form,) = stage.workspace.views_of(stage.amira)
    assert "French speaker needed" in str(form["blocks"])
    assert not (await stage.fills(stage.amira, new_owner=stage.theo)).errors
    await stage.sees(stage.lina, "amira changed New owner (bea → theo)")
    await stage.sees(stage.lina, "Give #4711 to theo")
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.theo, "is yours now")
    assert stage.helpdesk.ticket("4711").owner == stage.admins["theo"]


async def test_an_edit_without_a_difference_says_so_and_stays_open(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.presses(stage.amira, "edit")
    assert "Nothing here is different yet" in str((await stage.fills(stage.amira)).errors)
    assert (await stage.fills(stage.amira, new_owner=stage.omar)).errors.keys() == {"new_owner"}
    assert not (await stage.fills(stage.amira, new_owner=stage.bea, reason="On leave")).errors
    await stage.sees(stage.lina, "On leave")


async def test_an_edit_of_an_open_question_answers_nothing_but_goes_on(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.presses(stage.lina, "ask")
    await stage.fills(stage.lina, words="Why Bea?")
    await stage.sees(stage.amira, "lina has a question")
    await stage.presses(stage.amira, "edit")
    await stage.fills(stage.amira, reason="She wrote the exporter")
    await stage.sees(stage.lina, "She wrote the exporter")
    assert (stage.amira, "edit") in await stage.trail()


async def test_what_is_changed_and_approved_is_carried_out_and_the_note_has_both(
    stage: Scene,
) -> None:
    await stage.asks(stage.amira)
    await stage.presses(stage.lina, "change and approve")
    assert not (await stage.fills(stage.lina, new_owner=stage.theo)).errors
    await stage.sees(stage.lina, "Note written")
    await stage.sees(stage.amira, "approved with changes, and it is done: Give #4711 to theo")
    await stage.sees(stage.lina, "Changed before approving  New owner (bea → theo)")
    (note,) = stage.notes()
    assert "What: Give #4711 to theo" in note.body
    assert "New owner, as asked: bea" in note.body
    assert stage.helpdesk.ticket("4711").owner == stage.admins["theo"]


async def test_approving_without_a_change_after_all_is_an_approval(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.presses(stage.lina, "change and approve")
    await stage.fills(stage.lina)
    await stage.sees(stage.lina, "Approved by lina")
    await stage.sees(stage.bea, "is yours now")


async def test_a_helpdesk_that_is_not_heard_leaves_the_form_open(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.presses(stage.lina, "change and approve")
    away = stage.goes_wrong("read", Fault.SERVER_ERROR)
    late = await stage.fills(stage.lina, new_owner=stage.theo)
    assert "did not answer in time, so nothing was changed" in late.errors["new_owner"]
    assert away.reached.is_set()
    assert not (await stage.fills(stage.lina)).errors
    await stage.sees(stage.theo, "is yours now")


async def test_changed_and_approved_comes_back_where_the_ticket_moved_meanwhile(
    stage: Scene,
) -> None:
    await stage.asks(stage.amira)
    await stage.presses(stage.lina, "change and approve")
    stage.helpdesk.assigns(stage.admins["mubeen"], "4711", stage.admins["amira"])
    await stage.fills(stage.lina, new_owner=stage.theo)
    await stage.sees(stage.lina, "Amira's now, no longer Omar's")
    assert stage.notes() == []


async def test_what_is_wrong_with_the_ticket_is_said_in_the_form_that_is_open(
    stage: Scene,
) -> None:
    """The form that edits a request has no field for its ticket."""
    await stage.asks(stage.amira)
    await stage.presses(stage.amira, "edit")
    stage.helpdesk.closes(stage.admins["mubeen"], "4711")
    late = await stage.fills(stage.amira, reason="On leave")
    assert late.errors == {"new_owner": "#4711 is closed. Reopen it first, then ask again."}


async def test_what_was_asked_at_first_stays_in_the_note_when_it_came_back(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.presses(stage.lina, "change and approve")
    stage.helpdesk.assigns(stage.admins["mubeen"], "4711", stage.admins["amira"])
    await stage.fills(stage.lina, new_owner=stage.theo)
    await stage.sees(stage.lina, "Amira's now, no longer Omar's")
    await stage.presses(stage.lina, "change and approve")
    await stage.fills(stage.lina, new_owner=stage.omar)
    await stage.sees(stage.lina, "Note written")
    (note,) = stage.notes()
    assert "What: Give #4711 to omar" in note.body
    assert "New owner, as asked: bea" in note.body


async def test_a_change_form_that_comes_too_late_says_who_was_faster(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.presses(stage.lina, "change and approve")
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.bea, "is yours now")
    late = await stage.fills(stage.lina, new_owner=stage.theo)
    assert "lina has approved it already" in stage.said(late.view or {})
