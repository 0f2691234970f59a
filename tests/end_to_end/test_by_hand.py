"""A ticket changes hands in the helpdesk without an approval: the lead is asked (S7, S11)."""

from datetime import timedelta

from tests.scene import CALLS, Scene

SOON = timedelta(seconds=31)
MANY = timedelta(minutes=5)


async def looked(stage: Scene, times: int) -> None:
    """Wait until the bot has asked so often what changed."""
    asked = CALLS[stage.speaks]["changed"]

    def rounds() -> int:
        return len([call for call in stage.helpdesk.calls if call.name == asked and call.status])

    await stage.helpdesk.until(lambda: rounds() >= times)
    await stage.settled()


async def begun(stage: Scene) -> None:
    """The bot has seen whose each ticket is."""
    await looked(stage, 2)
    stage.clock.move(SOON)
    await looked(stage, 3)


async def test_the_lead_on_duty_is_asked_and_approves_it_as_it_is(stage: Scene) -> None:
    await begun(stage)
    stage.helpdesk.assigns(stage.admins["amira"], "4711", stage.admins["bea"])
    stage.clock.move(SOON)
    await stage.sees(stage.lina, "Reassignment by hand")
    await stage.sees(stage.lina, "Leave #4711 with bea")
    await stage.sees(stage.lina, "Reassigned by  amira")
    await stage.sees(stage.lina, "omar → bea")
    await stage.sees(stage.amira, "approved as it is, or put back")
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.amira, "lina approved: Leave #4711 with bea")
    await stage.sees(stage.lina, "Note written")
    (note,) = stage.notes()
    assert note.author.name == "Lina"
    assert "Reassignment by hand approved by lina" in note.body
    assert stage.helpdesk.ticket("4711").owner == stage.admins["bea"]


async def test_the_lead_puts_it_back_and_everybody_hears_of_it(stage: Scene) -> None:
    await begun(stage)
    stage.helpdesk.assigns(stage.admins["amira"], "4711", stage.admins["bea"])
    stage.clock.move(SOON)
    await stage.presses(stage.lina, "put back")
    for person in (stage.amira, stage.bea, stage.omar):
        await stage.sees(person, "lina put #4711 Cannot export invoices back: omar has it again")
    await stage.sees(stage.lina, "Put back by lina")
    assert stage.helpdesk.ticket("4711").owner == stage.admins["omar"]
    (note,) = stage.notes()
    assert "Reassignment by hand put back by lina" in note.body
    assert note.author.name == "Lina"
    shown = len(stage.cards(stage.lina))
    stage.clock.move(MANY)
    await stage.settled()
    assert len(stage.cards(stage.lina)) == shown
