"""What happens while nobody answers: reminded, escalated, expired."""

from datetime import timedelta

from tests.scene import Scene, bots, scene

A_QUARTER = timedelta(minutes=15, seconds=1)


async def test_after_a_quarter_of_an_hour_the_lead_is_reminded_once(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    stage.clock.move(A_QUARTER)
    await stage.sees(stage.lina, "amira has waited 15 minutes for you")
    stage.clock.move(timedelta(minutes=5))
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.amira, "it is done")
    assert stage.words(stage.lina).count("has waited") == 1


async def test_after_twice_that_the_manager_has_a_card_too(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    stage.clock.move(2 * A_QUARTER)
    await stage.sees(stage.mubeen, "lina has not answered yet, so it came to you too")
    await stage.sees(stage.amira, "lina has not answered yet")
    await stage.presses(stage.mubeen, "approve")
    await stage.sees(stage.lina, "Approved by mubeen")
    assert [what for who, what in await stage.trail() if who == "the clock"] == [
        "remind",
        "escalate",
    ]


async def test_the_night_does_not_count(stage: Scene) -> None:
    """Asked ten minutes before closing, the reminder comes in the morning."""
    stage.clock.move(timedelta(hours=7, minutes=50))
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    stage.clock.move(timedelta(hours=13))
    await stage.workspace.until(lambda: "approve" not in stage.buttons(stage.lina))
    await stage.sees(stage.amira, "Nobody is on duty now")
    assert "has waited" not in stage.words(stage.lina)
    stage.clock.move(timedelta(hours=1, minutes=12))
    await stage.workspace.until(lambda: "approve" in stage.buttons(stage.lina))
    stage.clock.move(A_QUARTER)
    await stage.sees(stage.lina, "and still waits for you")


async def test_after_two_support_days_it_expires_and_both_are_told(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    late = stage.card(stage.lina)
    stage.clock.move(timedelta(days=1, hours=23))
    await stage.workspace.until(lambda: "approve" in stage.buttons(stage.lina))
    stage.clock.move(timedelta(hours=2))
    await stage.sees(stage.amira, "Nobody decided this in two support days")
    await stage.sees(stage.lina, "Expired")
    assert stage.buttons(stage.lina) == set()
    assert stage.notes() == []
    await press_the_old(stage, late)
    await stage.sees(stage.lina, "This request has expired, so there is nothing left to decide")


async def press_the_old(stage: Scene, card: dict[str, object]) -> None:
    button = {"action_id": "approve", "block_id": "b", "type": "button", "value": "1:1"}
    direct = stage.workspace.direct(stage.lina)
    await stage.workspace.delivers(
        stage.workspace.payloads.press_on_message(stage.lina, direct, card, button)
    )


async def test_a_question_that_nobody_answers_expires_too(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.presses(stage.lina, "ask")
    await stage.fills(stage.lina, words="Which?")
    await stage.sees(stage.amira, "lina has a question")
    stage.clock.move(timedelta(days=2, hours=1))
    await stage.sees(stage.amira, "has expired")


async def test_over_a_weekend_two_support_days_are_friday_and_monday(stage: Scene) -> None:
    stage.clock.move(timedelta(days=2))
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    stage.clock.move(timedelta(days=3, hours=23))
    await stage.workspace.until(lambda: "approve" in stage.buttons(stage.lina))
    stage.clock.move(timedelta(hours=2))
    await stage.sees(stage.amira, "has expired")


async def test_a_bot_that_was_down_catches_up(database_url: str) -> None:
    async with scene() as team:
        async with bots(team, database_url):
            await team.asks(team.amira)
            await team.sees(team.lina, "French speaker needed")
        team.clock.move(timedelta(minutes=40))
        async with bots(team, database_url):
            await team.sees(team.mubeen, "it came to you too")
            await team.sees(team.lina, "still waits for you")


async def test_answer_within_is_a_setting(database_url: str) -> None:
    async with scene() as team, bots(team, database_url, answer_within="5m"):
        await team.asks(team.amira)
        await team.sees(team.lina, "French speaker needed")
        team.clock.move(timedelta(minutes=5, seconds=1))
        await team.sees(team.lina, "amira has waited 5 minutes for you")
