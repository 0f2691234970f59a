"""The roster decides to whom a request goes."""

from tests.scene import NEW_YORK, Scene

EVERY_DAY = ["0", "1", "2", "3", "4", "5", "6"]


async def keeps(stage: Scene, person: str, **values: object) -> dict[str, str]:
    """Open the roster's form, fill it in and save it; answers what is wrong with it."""
    await stage.workspace.types(person, "/roster")
    form = stage.workspace.views_of(person)[-1]
    filled = {block: {"input": value} for block, value in values.items()}
    return (await stage.workspace.submits(person, form["id"], filled)).errors


async def test_a_shift_in_the_roster_brings_the_card_to_its_lead(stage: Scene) -> None:
    errors = await keeps(
        stage,
        stage.mubeen,
        shift_lead=stage.theo,
        shift_days=EVERY_DAY,
        shift_starts="08:00",
        shift_ends="18:00",
    )
    assert not errors
    seen = stage.answer(await stage.asks(stage.amira))
    assert "theo has it" in seen
    await stage.sees(stage.theo, "theo is the shift lead on duty")
    assert stage.cards(stage.lina) == []


async def test_a_cover_comes_first_and_the_lead_it_covers_may_not_decide(stage: Scene) -> None:
    now = stage.clock.now()
    await keeps(
        stage,
        stage.lina,
        cover_lead=stage.theo,
        cover_starts=int(now.timestamp()) - 60,
        cover_ends=int(now.timestamp()) + 3600,
    )
    await stage.asks(stage.amira)
    await stage.sees(stage.theo, "theo covers for the shift lead now")
    seen = await stage.workspace.types(stage.lina, "/roster")
    assert seen.ok
    local = now.astimezone(NEW_YORK)
    assert f"{local:%a %d %b}" in str(stage.workspace.views_of(stage.lina)[-1]["blocks"])


async def test_an_engineer_is_told_who_keeps_the_roster(stage: Scene) -> None:
    seen = stage.answer(await stage.workspace.types(stage.amira, "/roster"))
    assert "The roster is kept by mubeen and the shift leads" in seen
    assert stage.workspace.views_of(stage.amira) == []


async def test_two_leads_at_once_are_refused_and_what_was_filled_in_stays(stage: Scene) -> None:
    shift = {"shift_days": ["0"], "shift_starts": "08:00", "shift_ends": "12:00"}
    assert not await keeps(stage, stage.lina, shift_lead=stage.lina, **shift)
    errors = await keeps(stage, stage.lina, shift_lead=stage.theo, **shift)
    assert "overlap" in errors["shift_lead"]


async def test_half_a_shift_is_asked_for_the_rest(stage: Scene) -> None:
    errors = await keeps(stage, stage.lina, shift_lead=stage.lina)
    assert "A shift has a lead, days, a start and an end" in str(errors)


async def test_a_shift_can_be_taken_out_again(stage: Scene) -> None:
    shift = {"shift_days": ["2"], "shift_starts": "08:00", "shift_ends": "18:00"}
    await keeps(stage, stage.lina, shift_lead=stage.theo, **shift)
    await keeps(stage, stage.lina, remove=["1"])
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "The roster is empty and lina leads by default")


async def test_an_outdated_roster_form_removes_nothing_else(stage: Scene) -> None:
    friday = {"shift_days": ["4"], "shift_starts": "08:00", "shift_ends": "18:00"}
    await keeps(stage, stage.lina, shift_lead=stage.theo, **friday)
    await stage.workspace.types(stage.lina, "/roster")
    old = stage.workspace.views_of(stage.lina)[-1]
    await keeps(stage, stage.mubeen, remove=["1"])
    await keeps(stage, stage.mubeen, shift_lead=stage.lina, **friday)
    late = await stage.workspace.submits(stage.lina, old["id"], {"remove": {"input": ["1"]}})
    assert "is not in the roster any more" in str(late.errors)
