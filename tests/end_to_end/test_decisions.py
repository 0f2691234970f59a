"""Denying, withdrawing, reopening, retrying, and what is said when nothing can be done."""

from datetime import timedelta

import pytest

from sandbox.faults import Fault
from tests.scene import Scene


async def asked(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")


async def test_a_denial_asks_for_a_reason_and_the_requester_reads_it(stage: Scene) -> None:
    await asked(stage)
    await stage.presses(stage.lina, "deny")
    (form,) = stage.workspace.views_of(stage.lina)
    outcome = await stage.workspace.submits(
        stage.lina, form["id"], {"words": {"input": "Bea is away"}}
    )
    assert outcome.closed
    await stage.sees(stage.amira, "lina said no: Bea is away")
    await stage.sees(stage.lina, "Denied by lina")
    assert stage.notes() == []
    assert await stage.trail() == [(stage.amira, "submit"), (stage.lina, "deny")]


async def test_who_asked_can_take_it_back_and_the_lead_is_told(stage: Scene) -> None:
    await asked(stage)
    await stage.presses(stage.amira, "withdraw")
    await stage.sees(stage.lina, "There is nothing left to do")
    await stage.sees(stage.amira, "Withdrawn by amira")
    assert stage.helpdesk.ticket("4711").owner == stage.admins["omar"]


async def test_an_incomplete_line_opens_the_form_with_what_was_given(stage: Scene) -> None:
    await stage.asks(stage.amira, "4711")
    (form,) = stage.workspace.views_of(stage.amira)
    assert "4711" in str(form["blocks"])
    outcome = await stage.fills(stage.amira, new_owner=stage.bea, reason="French")
    assert outcome.view is not None
    await stage.sees(stage.lina, "French")


async def test_a_form_says_at_its_field_what_is_wrong(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.asks(stage.amira, "4712")
    outcome = await stage.fills(stage.amira, ticket="99", new_owner=stage.bea, reason="French")
    assert f"{stage.desk} has no ticket #99" in outcome.errors["ticket"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("99 @bea why", " has no ticket #99"),
        ("4711 @omar why", "omar has #4711 already"),
    ],
)
async def test_a_refused_line_says_why_and_shows_what_was_typed(
    stage: Scene, line: str, sentence: str
) -> None:
    seen = stage.answer(await stage.asks(stage.amira, line))
    assert sentence in seen
    assert f"You typed: /reassign {line}" in seen
    assert stage.cards(stage.lina) == []


async def test_a_closed_ticket_is_refused(stage: Scene) -> None:
    stage.helpdesk.closes(stage.admins["omar"], "4711")
    assert "#4711 is closed" in stage.answer(await stage.asks(stage.amira))


async def test_a_guest_is_told_who_can_ask(stage: Scene) -> None:
    guest = stage.workspace.add_person("gus", "gus@else.example", guest=True)["id"]
    assert "for members of this workspace" in stage.answer(await stage.asks(guest))


async def test_a_repeated_command_is_shown_the_open_request(stage: Scene) -> None:
    await asked(stage)
    assert "You asked that already: Give #4711 to bea. lina has it" in stage.answer(
        await stage.asks(stage.amira)
    )
    assert "open already, asked by amira: Give #4711 to bea. lina has it" in stage.answer(
        await stage.asks(stage.omar)
    )
    assert len(stage.cards(stage.lina)) == 1


async def test_what_is_delivered_three_times_happens_once(stage: Scene) -> None:
    stage.workspace.repeats_deliveries(3)
    await asked(stage)
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.lina, "Note written")
    await stage.sees(stage.amira, "it is done")
    assert len(stage.notes()) == 1
    assert len(stage.cards(stage.lina)) == len(stage.cards(stage.amira)) == 1
    assert stage.workspace.ephemerals(stage.lina) == []
    assert await stage.trail() == [(stage.amira, "submit"), (stage.lina, "approve")]


async def test_a_lead_on_duty_carries_out_their_own_at_once(stage: Scene) -> None:
    assert "You decide this yourself" in stage.answer(await stage.asks(stage.lina))
    await stage.sees(stage.lina, "Note written")
    (note,) = stage.notes()
    assert note.author.name == "Lina"


async def test_an_off_duty_lead_asks_like_anybody(stage: Scene) -> None:
    assert "has it" in stage.answer(await stage.asks(stage.theo))
    await stage.sees(stage.lina, "French speaker needed")
    assert stage.notes() == []


async def test_a_ticket_that_changed_hands_meanwhile_comes_back_with_the_difference(
    stage: Scene,
) -> None:
    await asked(stage)
    stage.helpdesk.assigns(stage.admins["mubeen"], "4711", stage.admins["theo"])
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.lina, "#4711 is Theo's now, no longer Omar's")
    assert stage.notes() == []

    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.lina, "Note written")
    assert len(stage.notes()) == 1
    assert [what for _, what in await stage.trail()] == ["submit", "approve", "reopen", "approve"]


async def test_a_note_that_was_refused_says_why_and_retry_writes_it(stage: Scene) -> None:
    stage.goes_wrong("note", Fault.FORBIDDEN)
    await asked(stage)
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.lina, "Note not written")
    assert "Note written" not in stage.said(stage.card(stage.lina))
    await stage.sees(stage.lina, "press Retry")

    await stage.presses(stage.lina, "retry")
    await stage.sees(stage.lina, "Note written")
    await stage.sees(stage.bea, "yours now")
    assert len(stage.notes()) == 1


async def test_a_helpdesk_that_takes_six_seconds_makes_no_command_slow(stage: Scene) -> None:
    stage.goes_wrong("read", Fault.SLOW, seconds=6, times=1)
    outcome = await stage.asks(stage.amira)
    assert outcome.ok
    assert outcome.delivery
    assert (outcome.delivery.seconds or 9) < 2.5
    assert "being looked up" in stage.answer(outcome)
    await stage.sees(stage.lina, "French speaker needed", 15)


async def test_what_was_checked_late_and_refused_is_said(stage: Scene) -> None:
    stage.goes_wrong("read", Fault.SERVER_ERROR)
    assert "being looked up" in stage.answer(await stage.asks(stage.amira, "99 @bea why"))
    await stage.sees(stage.amira, f"{stage.desk} has no ticket #99")


async def test_outside_support_hours_it_waits_for_the_next_shift_and_says_when(
    stage: Scene,
) -> None:
    stage.clock.move(timedelta(hours=12))
    assert "Nobody is on duty now" in stage.answer(await stage.asks(stage.amira))
    await stage.sees(stage.amira, "Give #4711")
    assert stage.cards(stage.lina) == []
    stage.clock.move(timedelta(hours=10))
    await stage.sees(stage.lina, "French speaker needed")
