"""People who go by another e-mail address in the helpdesk, or are nobody there."""

from collections.abc import AsyncIterator

import pytest

from tests.scene import Scene, bots, scene


@pytest.fixture
async def strangers(database_url: str) -> AsyncIterator[Scene]:
    """Lina, who leads, and Bea have another e-mail address in Slack than in the helpdesk."""
    async with scene(elsewhere=("lina", "bea")) as team, bots(team, database_url):
        yield team


@pytest.fixture
async def known(database_url: str) -> AsyncIterator[Scene]:
    """The same, and PEOPLE says so."""
    async with scene(elsewhere=("lina", "bea")) as team:
        people = f"{team.lina}=lina@example.com,{team.bea}=bea@example.com"
        async with bots(team, database_url, people=people):
            yield team


async def test_a_decider_whom_the_helpdesk_does_not_know_is_told_before_the_approval(
    strangers: Scene,
) -> None:
    await strangers.workspace.types(strangers.amira, "/reassign 4711 @theo French")
    await strangers.presses(strangers.lina, "approve")
    await strangers.sees(
        strangers.lina, f"{strangers.desk} knows nobody under lina's e-mail address"
    )
    assert "Nothing was changed" in strangers.words(strangers.lina)
    assert "approve" in strangers.buttons(strangers.lina)
    await strangers.settled()
    assert strangers.notes() == []
    assert strangers.helpdesk.ticket("4711").owner == strangers.admins["omar"]
    assert await strangers.trail() == [
        (strangers.amira, "submit"),
        (strangers.lina, "approve refused"),
    ]


async def test_who_decides_alone_is_told_the_same_and_nothing_is_kept(strangers: Scene) -> None:
    outcome = await strangers.workspace.types(strangers.lina, "/reassign 4711 @theo French")
    assert "knows nobody under lina's e-mail address" in strangers.answer(outcome)
    await strangers.settled()
    assert strangers.helpdesk.ticket("4711").owner == strangers.admins["omar"]


async def test_what_needs_no_helpdesk_is_approved_all_the_same(strangers: Scene) -> None:
    await strangers.workspace.types(strangers.amira, "/training SSO set-up")
    await strangers.fills(
        strangers.amira,
        customer="Chloé",
        weight="critical",
        origin="success",
        session="training",
        minutes="60",
    )
    await strangers.presses(strangers.lina, "approve")
    await strangers.sees(strangers.amira, "lina approved")


async def test_a_colleague_whom_the_helpdesk_does_not_know_is_refused(strangers: Scene) -> None:
    outcome = await strangers.asks(strangers.amira)
    assert "knows nobody under bea's e-mail address" in strangers.answer(outcome)


async def test_people_says_who_goes_by_another_address(known: Scene) -> None:
    await known.asks(known.amira)
    await known.presses(known.lina, "approve")
    await known.sees(known.bea, "is yours now")
    await known.sees(known.lina, "Note written")
    (note,) = known.notes()
    assert note.author == known.admins["lina"]
    assert known.helpdesk.ticket("4711").owner == known.admins["bea"]


async def test_who_goes_by_another_address_is_reminded(known: Scene) -> None:
    known.helpdesk.assigns(known.admins["lina"], "4711", known.admins["bea"])
    await known.workspace.types(known.amira, "/promise 4711 1h")
    known.clock.move(known.bot.context.remind_before[0])
    await known.sees(known.bea, "Update overdue")
