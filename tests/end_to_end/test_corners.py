"""What happens where two things meet that seldom do."""

import pytest

from sandbox.faults import Fault
from tests.scene import Json, Scene, bots, scene


async def test_a_late_check_carries_out_what_a_decider_asks_for_themselves(
    database_url: str,
) -> None:
    """No lead, a slow helpdesk: the manager's own request is nobody else's to decide."""
    async with scene() as team, bots(team, database_url, shift_leads=""):
        team.goes_wrong("read", Fault.SERVER_ERROR)
        assert "being looked up" in team.answer(await team.asks(team.mubeen))
        await team.sees(team.mubeen, "Note written")
        (note,) = team.notes()
        assert note.author.name == "Mubeen"


def with_retry(stage: Scene) -> list[Json]:
    return [card for card in stage.cards(stage.lina) if "'retry'" in str(card["blocks"])]


async def test_who_decides_alone_can_retry_and_decide_again(stage: Scene) -> None:
    stage.goes_wrong("note", Fault.FORBIDDEN)
    await stage.asks(stage.lina)
    await stage.sees(stage.lina, "press Retry")
    (deciding,) = await stage.workspace.until(lambda: with_retry(stage))
    await stage.presses(stage.lina, "retry", on=deciding)
    await stage.sees(stage.lina, "Note written")
    assert len(stage.notes()) == 1


async def test_a_lead_who_goes_silent_leaves_nobody_else_without_a_word(stage: Scene) -> None:
    """Omar's account is disabled before he can be told; Amira and Bea hear all the same."""
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    stage.workspace.deactivates(stage.omar)
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.amira, "it is done")
    await stage.sees(stage.bea, "is yours now")


async def test_who_lost_the_ticket_meanwhile_is_told_when_it_goes_on(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    stage.helpdesk.assigns(stage.admins["mubeen"], "4711", stage.admins["theo"])
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.lina, "Please look again")
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.theo, "is bea's now")


async def test_a_reopened_request_gives_way_to_one_that_was_opened_since(stage: Scene) -> None:
    switch = stage.goes_wrong("assign", Fault.FORBIDDEN)
    await stage.asks(stage.amira)
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.lina, "Ticket not reassigned")
    first = stage.card(stage.lina)
    assert switch.reached.is_set()
    await stage.asks(stage.omar, "4711 @theo mine instead")
    await stage.workspace.until(lambda: "mine instead" in stage.words(stage.lina))
    stage.helpdesk.assigns(stage.admins["mubeen"], "4711", stage.admins["amira"])
    await stage.presses(stage.lina, "retry", on=first)
    await stage.sees(stage.lina, "Another request about it is open; decide that one")


async def test_a_repeat_that_comes_late_is_shown_what_became_of_it(stage: Scene) -> None:
    outcome = await stage.asks(stage.lina)
    await stage.sees(stage.lina, "Note written")
    assert outcome.delivery
    (again,) = await stage.workspace.delivers(outcome.delivery.payload)
    assert "nothing to reassign" not in str(again.ack)


@pytest.mark.parametrize("line", ["04711 @bea why", "#4711 @bea why"])
async def test_a_ticket_written_another_way_is_the_same_ticket(stage: Scene, line: str) -> None:
    await stage.asks(stage.amira)
    assert "open already" in stage.answer(await stage.asks(stage.omar, line))


async def test_a_form_that_slack_asks_for_twice_opens_once_and_nobody_is_alarmed(
    stage: Scene,
) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    stage.workspace.repeats_deliveries(2)
    await stage.presses(stage.lina, "deny")
    await stage.asks(stage.bea, "4712")
    assert len(stage.workspace.views_of(stage.lina)) == 1
    assert len(stage.workspace.views_of(stage.bea)) == 1
    assert "Something went wrong" not in stage.words(stage.lina) + stage.words(stage.bea)
