"""The helpdesk is down for longer than a moment."""

from datetime import timedelta
from pathlib import Path

from sandbox.faults import Fault
from tests.faults.outcome import at_rest, ends_the_same, nothing_under_way, url
from tests.scene import Scene, bots, scene

STEPS = 12
STEP = timedelta(minutes=5)


async def an_hour_passes(team: Scene, database: Path) -> None:
    """In steps, so that it is tried in each of them."""
    for _ in range(STEPS):
        await nothing_under_way(team, database)
        seen = len(team.helpdesk.calls)
        team.clock.move(STEP)
        await team.helpdesk.until(lambda: len(team.helpdesk.calls) > seen)  # noqa: B023 (at once)


async def test_what_was_approved_is_carried_out_once_it_is_back(tmp_path: Path) -> None:
    database = tmp_path / "countersign.sqlite3"
    async with scene() as team, bots(team, url(database)):
        await team.asks(team.amira)
        await team.sees(team.lina, "French speaker needed")
        team.helpdesk.faults.on("*", Fault.SERVER_ERROR, times=None)
        await team.presses(team.lina, "approve")
        await team.sees(team.lina, "reassigning the ticket…")
        await an_hour_passes(team, database)
        assert "reassigning the ticket…" in team.said(team.card(team.lina))
        assert team.notes() == []

        await nothing_under_way(team, database)
        team.helpdesk.faults.off()
        team.clock.move(STEP)
        await ends_the_same(team, database)


async def test_what_was_asked_meanwhile_is_looked_up_once_it_is_back(tmp_path: Path) -> None:
    database = tmp_path / "countersign.sqlite3"
    async with scene() as team, bots(team, url(database)):
        team.helpdesk.faults.on("*", Fault.SERVER_ERROR, times=None)
        assert "being looked up" in team.answer(await team.asks(team.amira))
        await an_hour_passes(team, database)
        assert team.cards(team.lina) == []

        await nothing_under_way(team, database)
        team.helpdesk.faults.off()
        team.clock.move(STEP)
        await team.sees(team.lina, "French speaker needed")
        await team.presses(team.lina, "approve")
        await ends_the_same(team, database)


async def test_a_ticket_that_cannot_be_changed_holds_up_no_other(tmp_path: Path) -> None:
    database = tmp_path / "countersign.sqlite3"
    async with scene() as team, bots(team, url(database)):
        # 4711 is a conversation, 4712 a ticket.
        team.helpdesk.faults.on("POST /conversations/{id}/*", Fault.SERVER_ERROR, times=None)
        await team.asks(team.amira)
        await team.presses(team.lina, "approve")
        await team.sees(team.lina, "reassigning the ticket…")
        await an_hour_passes(team, database)

        await team.asks(team.omar, "4712 @theo knows webhooks")
        await team.sees(team.lina, "knows webhooks")
        await team.presses(team.lina, "approve")
        await team.sees(team.theo, "is yours now")
        (note,) = team.notes("4712")
        assert note.author.name == "Lina"
        assert team.notes("4711") == []

        await nothing_under_way(team, database)
        team.helpdesk.faults.off()
        team.clock.move(STEP)
        await team.sees(team.bea, "is yours now")
        await at_rest(team, database)
        assert len(team.notes("4711")) == len(team.notes("4712")) == 1
        assert team.helpdesk.customer_receives == []
