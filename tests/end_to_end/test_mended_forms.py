"""A form that was refused stays open; mended and sent again, it counts."""

from tests.scene import Scene


async def test_a_denial_without_a_reason_is_mended_and_sent_again(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.presses(stage.lina, "deny")
    (form,) = stage.workspace.views_of(stage.lina)
    empty = await stage.workspace.submits(stage.lina, form["id"], {"words": {"input": "   "}})
    assert "amira" in empty.errors["words"]
    assert stage.workspace.views_of(stage.lina) != []

    mended = {"words": {"input": "Bea is away"}}
    assert (await stage.workspace.submits(stage.lina, form["id"], mended)).closed
    await stage.sees(stage.amira, "lina said no: Bea is away")
    await stage.sees(stage.lina, "Denied by lina")


async def test_an_incomplete_shift_is_mended_and_sent_again(stage: Scene) -> None:
    await stage.workspace.types(stage.lina, "/roster")
    (form,) = stage.workspace.views_of(stage.lina)
    shift = {
        "shift_lead": {"input": stage.lina},
        "shift_days": {"input": ["0"]},
        "shift_starts": {"input": "08:00"},
    }
    refused = await stage.workspace.submits(stage.lina, form["id"], shift)
    assert refused.errors
    whole = shift | {"shift_ends": {"input": "12:00"}}
    assert (await stage.workspace.submits(stage.lina, form["id"], whole)).closed
    await stage.workspace.types(stage.lina, "/roster")
    assert "Mon 08:00-12:00" in str(stage.workspace.views_of(stage.lina))
