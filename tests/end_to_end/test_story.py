"""From the slash command to the private note."""

import pytest

from tests.conftest import DATABASES
from tests.scene import bots, scene

ways = pytest.mark.parametrize("http", [False, True], ids=["socket-mode", "signed-http"])
databases = pytest.mark.parametrize("database_url", DATABASES, indirect=True)


@ways
@databases
async def test_a_ticket_changes_owner_and_the_note_stands_there_in_the_leads_name(
    database_url: str, http: bool
) -> None:
    async with scene() as team, bots(team, database_url, http=http):
        seen = await team.asks(team.amira)
        assert "lina has it" in team.answer(seen)

        await team.sees(team.lina, "French speaker needed")
        await team.presses(team.lina, "approve")

        await team.sees(team.lina, "Note written")
        await team.sees(team.amira, "Note written")
        await team.sees(team.bea, "yours now")
        await team.sees(team.omar, "now")
        (note,) = team.notes()
        assert note.author.name == "Lina"
        assert "French speaker needed" in note.body
        assert team.helpdesk.ticket("4711").owner == team.admins["bea"]
        assert team.helpdesk.customer_receives == []
