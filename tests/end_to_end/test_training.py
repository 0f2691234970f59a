"""A training session: what is short and technical goes ahead, the rest is decided (S14)."""

from datetime import timedelta

from sandbox.workspace.records import Outcome
from tests.scene import Scene

TOLD = {
    "customer": "Chloé",
    "weight": "not critical",
    "origin": "success",
    "session": "a technical session",
    "minutes": "30",
}


async def takes_a_session(team: Scene, person: str, **more: str) -> Outcome:
    await team.workspace.types(person, "/training SSO set-up")
    return await team.fills(person, **TOLD | more)


async def test_a_short_technical_session_goes_ahead_and_the_lead_is_told(stage: Scene) -> None:
    seen = await takes_a_session(stage, stage.amira)
    assert "Go ahead, S14" in stage.said(seen.view or {})
    await stage.sees(stage.amira, "Go ahead, S14")
    await stage.sees(stage.lina, "Went ahead under S14")
    assert stage.buttons(stage.lina) == set()
    assert await stage.trail() == [(stage.amira, "submit")]


async def test_at_night_the_lead_hears_of_it_in_the_morning(stage: Scene) -> None:
    stage.clock.move(timedelta(hours=12))
    await takes_a_session(stage, stage.amira)
    await stage.sees(stage.amira, "Go ahead, S14")
    assert stage.cards(stage.lina) == []
    stage.clock.move(timedelta(hours=11))
    await stage.sees(stage.lina, "Went ahead under S14")


async def test_anything_else_comes_with_its_factors_and_without_a_ticket_says_so(
    stage: Scene,
) -> None:
    await takes_a_session(stage, stage.amira, session="training", minutes="90")
    for factor in ("Acme", "Enterprise", "not critical", "success", "90 minutes"):
        await stage.sees(stage.lina, factor)
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.lina, "no ticket to note")
    await stage.sees(stage.amira, "lina approved: amira holds training of 90 minutes with Acme")


async def test_a_session_about_a_ticket_is_noted_there(stage: Scene) -> None:
    await takes_a_session(stage, stage.amira, minutes="31", ticket="4712")
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.lina, "Note written")
    (note,) = stage.notes("4712")
    assert "Training session approved by lina" in note.body


async def test_a_lead_does_not_decide_their_own_training(stage: Scene) -> None:
    await takes_a_session(stage, stage.lina, minutes="60")
    await stage.sees(stage.mubeen, "lina holds a technical session of 60 minutes")
    await stage.presses(stage.mubeen, "approve")
    await stage.sees(stage.lina, "mubeen approved")


async def test_the_managers_own_training_goes_to_the_lead(stage: Scene) -> None:
    await takes_a_session(stage, stage.mubeen, minutes="60")
    await stage.sees(stage.lina, "mubeen holds a technical session")
