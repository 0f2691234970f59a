"""A new ticket, from the command to the notes (S9)."""

from datetime import timedelta

from sandbox.workspace.records import Outcome
from tests.scene import Scene

SEVERAL = "the customer reported several issues at once"
OLD = "a new issue on a very old ticket"
OTHER = "something else (say what below)"
TOLD = {
    "customer": "Chloé",
    "description": "Steps: open the invoice list. Expected: March. Actual: an empty page.",
    "priority": "urgent",
    "status": "waiting on customer",
}


async def asks_for_a_ticket(team: Scene, person: str, **more: str) -> Outcome:
    await team.workspace.types(person, "/new-ticket March is missing")
    return await team.fills(person, **TOLD | more)


async def test_a_ticket_is_created_silently_with_everything_that_was_asked(stage: Scene) -> None:
    await asks_for_a_ticket(stage, stage.amira, occasion=SEVERAL, owner=stage.bea)
    await stage.sees(stage.lina, "Open a ticket for Acme, owned by bea: March is missing")
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.bea, "is yours, a new ticket")
    new = stage.helpdesk.tickets()[0]
    assert (new.title, new.priority, new.state) == (
        "March is missing",
        "urgent",
        "waiting_on_customer",
    )
    assert new.owner == stage.admins["bea"]
    (note,) = stage.notes(new.number)
    assert note.author.name == "Lina"
    assert SEVERAL in note.body
    assert stage.helpdesk.customer_receives == []


async def test_the_old_ticket_has_a_note_that_points_to_the_new_one(stage: Scene) -> None:
    long_ago = stage.clock.now() - timedelta(days=45)
    customer = stage.helpdesk.ticket("4711").customer
    stage.helpdesk.add_conversation("Old story", customer, number="1200", created=long_ago)
    await asks_for_a_ticket(stage, stage.amira, occasion=OLD, old_ticket="1200")
    await stage.sees(stage.lina, "45 days ago")
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.amira, "it is done")
    new = stage.helpdesk.tickets()[0]
    (pointing,), (note,) = stage.notes("1200"), stage.notes(new.number)
    assert f"New ticket: #{new.number} March is missing" in pointing.body
    assert "On which ticket: #1200 Old story" in note.body


async def test_a_ticket_that_is_not_old_is_refused_with_its_age(stage: Scene) -> None:
    refused = await asks_for_a_ticket(stage, stage.amira, occasion=OLD, old_ticket="4711")
    assert "#4711 was opened today; very old is 30 days or more" in (refused.errors["old_ticket"])
    assert "Which" not in str((await stage.fills(stage.amira, occasion=SEVERAL)).errors)
    await stage.sees(stage.lina, "March is missing")


async def test_what_belongs_to_the_occasion_is_asked_for(stage: Scene) -> None:
    which = await asks_for_a_ticket(stage, stage.amira, occasion=OLD)
    assert "Say on which old ticket" in which.errors["old_ticket"]
    why = await stage.fills(stage.amira, occasion=OTHER)
    assert "Say in a few words why" in why.errors["reason"]
    assert not (await stage.fills(stage.amira, reason="Legal wants one of its own")).errors
    await stage.sees(stage.lina, "Legal wants one of its own")


async def test_a_secret_never_becomes_a_ticket(stage: Scene) -> None:
    secret = "AKIA" + "IOSFODNN7EXAMPLE"
    told = f"{TOLD['description']} The key was {secret} all along."
    refused = await asks_for_a_ticket(stage, stage.amira, occasion=SEVERAL, description=told)
    assert "Take this out: an AWS access key" in refused.errors["description"]
    assert secret not in refused.errors["description"]
    assert stage.cards(stage.amira) == []


async def test_personal_data_is_justified_or_taken_out(stage: Scene) -> None:
    told = f"{TOLD['description']} Write to jane.doe@acme.example about it."
    refused = await asks_for_a_ticket(stage, stage.amira, occasion=SEVERAL, description=told)
    assert "an e-mail address" in refused.errors["description"]
    assert "jane.doe" not in refused.errors["description"]
    kept = await stage.fills(stage.amira, personal_data="She is the only one with access")
    assert not kept.errors
    await stage.sees(stage.lina, "She is the only one with access")
