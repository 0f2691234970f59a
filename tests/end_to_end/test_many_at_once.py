"""Many approvals at one moment: each card goes straight to what came of it."""

import asyncio

from tests.scene import Scene
from workflows.incoming import Click
from workflows.requests.decide import approve

MANY = 28  # of the thirty notes a minute that Pylon takes


async def test_while_very_much_is_due_no_call_is_spent_on_what_passes(stage: Scene) -> None:
    for number in range(MANY):
        stage.helpdesk.add_conversation(
            "Export",
            stage.helpdesk.ticket("4711").customer,
            number=f"{10_000 + number}",
            owner=stage.admins["omar"],
        )
        await stage.asks(stage.amira, f"{10_000 + number} @bea French speaker needed")
    await stage.settled()
    stage.workspace.calls.clear()
    await asyncio.gather(*(_approved(stage, number + 1) for number in range(MANY)))
    await stage.settled()
    for person in (stage.lina, stage.amira):
        assert all("Note written" in stage.said(card) for card in stage.cards(person))
    updates = [call for call in stage.workspace.calls if call.method == "chat.update"]
    assert 2 * MANY <= len(updates) < 3 * MANY


async def _approved(stage: Scene, number: int) -> None:
    click = Click(key=f"2.{number}", by=stage.lina, name="lina", request_id=number, version=1)
    assert await approve(stage.bot.context, click) is None
