"""Taken back by who decided, within ten minutes."""

from datetime import timedelta

from sandbox.faults import Fault
from tests.scene import Scene


async def approved(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.amira, "it is done")
    await stage.workspace.until(lambda: "reverse" in stage.buttons(stage.lina))


async def test_the_ticket_goes_back_with_a_note_of_its_own_and_word_to_all(stage: Scene) -> None:
    await approved(stage)
    await stage.presses(stage.lina, "reverse")
    await stage.sees(stage.lina, "Ticket put back")
    for person in (stage.amira, stage.bea, stage.omar):
        await stage.sees(person, "lina took this back: Give #4711 to bea")
    assert stage.helpdesk.ticket("4711").owner == stage.admins["omar"]
    approval, reversal = stage.notes()
    assert "Reassignment approved by lina" in approval.body
    assert "Reassignment taken back by lina" in reversal.body
    assert reversal.author.name == "Lina"
    await stage.sees(stage.amira, "Taken back by lina")
    assert stage.buttons(stage.lina) == set()


async def test_after_ten_minutes_the_button_is_gone_and_a_late_press_is_told_why(
    stage: Scene,
) -> None:
    await approved(stage)
    late = stage.card(stage.lina)
    stage.clock.move(timedelta(minutes=10, seconds=2))
    await stage.workspace.until(lambda: "reverse" not in stage.buttons(stage.lina))
    button = {"action_id": "reverse", "block_id": "b", "type": "button", "value": "1:1"}
    direct = stage.workspace.direct(stage.lina)
    await stage.workspace.delivers(
        stage.workspace.payloads.press_on_message(stage.lina, direct, late, button)
    )
    await stage.sees(stage.lina, "approved more than 10 minutes ago")
    assert stage.helpdesk.ticket("4711").owner == stage.admins["bea"]


async def test_a_ticket_that_moved_on_is_left_and_the_lead_is_told(stage: Scene) -> None:
    await approved(stage)
    stage.helpdesk.assigns(stage.admins["bea"], "4711", stage.admins["theo"])
    await stage.presses(stage.lina, "reverse")
    await stage.sees(stage.lina, "It was left so")
    assert stage.helpdesk.ticket("4711").owner == stage.admins["theo"]


async def test_a_reversal_that_failed_is_retried(stage: Scene) -> None:
    await approved(stage)
    stage.goes_wrong("assign", Fault.FORBIDDEN)
    await stage.presses(stage.lina, "reverse")
    await stage.sees(stage.lina, "press Retry on the card")
    await stage.presses(stage.lina, "retry")
    await stage.sees(stage.lina, "Ticket put back")
    assert stage.helpdesk.ticket("4711").owner == stage.admins["omar"]


async def test_a_ticket_that_nobody_had_is_nobodys_again(stage: Scene) -> None:
    stage.helpdesk.assigns(stage.admins["omar"], "4711", None)
    await approved(stage)
    await stage.presses(stage.lina, "reverse")
    await stage.sees(stage.lina, "Ticket put back")
    assert stage.helpdesk.ticket("4711").owner is None


async def test_a_lead_takes_back_what_they_did_alone(stage: Scene) -> None:
    await stage.asks(stage.lina)
    await stage.workspace.until(
        lambda: any("reverse" in str(card["blocks"]) for card in stage.cards(stage.lina))
    )
    (deciding,) = [c for c in stage.cards(stage.lina) if "'reverse'" in str(c["blocks"])]
    await stage.presses(stage.lina, "reverse", on=deciding)
    await stage.sees(stage.lina, "Ticket put back")


async def test_a_ticket_that_waits_by_now_goes_back_all_the_same(stage: Scene) -> None:
    await approved(stage)
    stage.helpdesk.snoozes(stage.admins["bea"], "4711", stage.clock.now() + timedelta(days=1))
    await stage.presses(stage.lina, "reverse")
    await stage.sees(stage.lina, "Ticket put back")
    assert stage.helpdesk.ticket("4711").owner == stage.admins["omar"]
