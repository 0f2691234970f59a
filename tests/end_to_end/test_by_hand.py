"""A ticket changes hands in the helpdesk without an approval: the lead is asked (S7, S11)."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from sandbox.faults import Fault
from sandbox.helpdesk.records import Ticket
from tests.scene import CALLS, Scene, bots, scene

SOON = timedelta(seconds=31)
WORD = "Reassignment by hand"


@pytest.fixture
async def watched(database_url: str) -> AsyncIterator[Scene]:
    """The bot has seen whose each ticket is, and looks every half minute."""
    async with scene() as team:
        team.clock.move(SOON)  # the tickets did not come this second
        async with bots(team, database_url):
            await looked(team, 2)
            yield team
            assert team.helpdesk.customer_receives == []


async def looked(team: Scene, times: int = 0) -> None:
    """Wait until the bot has asked once more what changed, or so often."""
    asked = CALLS[team.speaks]["changed"]

    def rounds() -> int:
        return len([call for call in team.helpdesk.calls if call.name == asked and call.status])

    wanted = times or rounds() + 1
    if not times:
        team.clock.move(SOON)
    await team.helpdesk.until(lambda: rounds() >= wanted)
    await team.settled()


def gives(team: Scene, by: str, to: str | None, number: str = "4711") -> Ticket:
    """Somebody gives a ticket to somebody, in the helpdesk itself."""
    team.helpdesk.assigns(team.admins[by], number, team.admins[to] if to else None)
    return team.helpdesk.ticket(number)


def asked_about(team: Scene) -> int:
    """How many cards the leads and the manager have about such things."""
    people = (team.lina, team.theo, team.mubeen)
    return sum(WORD in team.said(card) for person in people for card in team.cards(person))


async def test_the_lead_on_duty_is_asked_and_approves_it_as_it_is(watched: Scene) -> None:
    gives(watched, "amira", "bea")
    await looked(watched)
    for words in (WORD, "#4711 went from omar to bea", "Reassigned by  amira"):
        await watched.sees(watched.lina, words)
    assert watched.buttons(watched.lina) == {"approve", "put back", "ask", "more"}
    await watched.sees(watched.amira, "so it is approved as it is, or put back")
    await watched.presses(watched.lina, "approve")
    await watched.sees(watched.amira, "lina approved: #4711 went from omar to bea")
    await watched.sees(watched.lina, "Note written")
    (note,) = watched.notes()
    assert note.author.name == "Lina"
    assert "Reassignment by hand approved by lina" in note.body
    assert watched.helpdesk.ticket("4711").owner == watched.admins["bea"]


async def test_the_lead_puts_it_back_and_everybody_hears_of_it(watched: Scene) -> None:
    gives(watched, "amira", "bea")
    await looked(watched)
    await watched.presses(watched.lina, "put back")
    for person in (watched.amira, watched.bea, watched.omar):
        await watched.sees(person, "lina put #4711 Cannot export invoices back: omar has it again")
    await watched.sees(watched.lina, "Put back by lina")
    assert watched.helpdesk.ticket("4711").owner == watched.admins["omar"]
    (note,) = watched.notes()
    assert "Reassignment by hand put back by lina" in note.body
    assert note.author.name == "Lina"


async def test_putting_back_that_failed_is_retried(watched: Scene) -> None:
    gives(watched, "amira", "bea")
    await looked(watched)
    watched.goes_wrong("assign", Fault.FORBIDDEN)
    await watched.presses(watched.lina, "put back")
    await watched.sees(watched.lina, "press Retry on the card")
    await watched.presses(watched.lina, "retry")
    await watched.sees(watched.lina, "Ticket put back")
    assert watched.helpdesk.ticket("4711").owner == watched.admins["omar"]
    assert len(watched.notes()) == 1


async def test_what_moved_on_meanwhile_is_left_and_the_lead_is_told(watched: Scene) -> None:
    gives(watched, "amira", "bea")
    await looked(watched)
    gives(watched, "lina", "theo")
    await watched.presses(watched.lina, "put back")
    await watched.sees(watched.lina, "It was left so")
    assert watched.helpdesk.ticket("4711").owner == watched.admins["theo"]


async def test_the_bot_never_flags_its_own_work_nor_a_deciders(watched: Scene) -> None:
    await watched.asks(watched.amira)
    await watched.presses(watched.lina, "approve")
    await watched.sees(watched.amira, "it is done")
    await looked(watched)
    gives(watched, "lina", "omar")
    gives(watched, "mubeen", "amira", "4712")
    await looked(watched)
    await watched.presses(watched.lina, "reverse")  # it is omar's, so this fails
    await looked(watched)
    assert asked_about(watched) == 0


async def test_who_takes_what_nobody_has_is_welcome_to_it(watched: Scene) -> None:
    gives(watched, "mubeen", None)
    await looked(watched)
    gives(watched, "bea", "bea")
    await looked(watched)
    assert asked_about(watched) == 0


async def test_a_lead_who_is_off_duty_asks_like_anybody(watched: Scene) -> None:
    gives(watched, "theo", "bea")
    await looked(watched)
    await watched.sees(watched.lina, "Reassigned by  theo")


async def test_each_change_is_asked_about_once_and_nothing_is_forgotten(watched: Scene) -> None:
    gives(watched, "amira", "bea")
    gives(watched, "bea", "theo")
    gives(watched, "omar", "amira", "4712")
    await looked(watched)
    for _ in range(4):
        await looked(watched)
    assert asked_about(watched) == 2  # of 4712 nothing changed
    words = watched.words(watched.lina)
    assert "went from omar to bea" in words
    assert "went from bea to theo" in words


async def test_who_is_in_no_workspace_is_named_and_cannot_be_asked(watched: Scene) -> None:
    stranger = watched.helpdesk.add_admin("Dora Elsewhere", "dora@elsewhere.example")
    watched.helpdesk.assigns(watched.admins["amira"], "4711", stranger)
    watched.helpdesk.assigns(stranger, "4712", watched.admins["bea"])
    await looked(watched)
    await watched.sees(watched.lina, "#4711 went from omar to Dora Elsewhere")
    await watched.sees(watched.lina, "Reassigned by  Dora Elsewhere")
    (hers,) = [card for card in watched.cards(watched.lina) if "#4712" in watched.said(card)]
    await watched.presses(watched.lina, "put back", on=hers)
    await watched.helpdesk.until(
        lambda: watched.helpdesk.ticket("4712").owner == watched.admins["amira"]
    )
    assert "'ask'" not in str(hers["blocks"])


async def test_what_the_lead_asks_the_mover_answers(watched: Scene) -> None:
    gives(watched, "amira", "bea")
    await looked(watched)
    await watched.presses(watched.lina, "ask")
    await watched.fills(watched.lina, words="Why Bea?")
    await watched.presses(watched.amira, "answer")
    await watched.fills(watched.amira, words="She speaks French.")
    await watched.sees(watched.lina, "She speaks French.")
    await watched.settled()
    await watched.presses(watched.lina, "approve")
    await watched.sees(watched.lina, "Note written")
    (note,) = watched.notes()
    assert "She speaks French." in note.body


async def test_it_goes_on_where_it_stopped_after_the_helpdesk_was_away(watched: Scene) -> None:
    away = watched.helpdesk.faults.on("*", Fault.SERVER_ERROR, times=None)
    gives(watched, "amira", "bea")
    for _ in range(4):
        watched.clock.move(timedelta(minutes=15))
        await watched.settled()
    watched.helpdesk.faults.off(away)
    await looked(watched)
    await watched.sees(watched.lina, "went from omar to bea")
    assert asked_about(watched) == 1
