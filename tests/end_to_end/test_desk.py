"""The desk, what is open beside it, and what is suggested while typing."""

from tests.scene import Scene


async def test_the_desk_shows_mine_what_waits_for_me_who_is_on_duty_and_every_command(
    stage: Scene,
) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    mine = stage.answer(await stage.workspace.types(stage.amira, "/desk"))
    assert "On duty  lina" in mine
    assert "Next  lina · " in mine
    assert "Nothing waits for you." in mine
    assert "Give #4711 to bea · with lina" in mine
    for command in ("/reassign", "/child-ticket", "/new-ticket", "/training", "/roster", "/desk"):
        assert command in mine
    leads = stage.answer(await stage.workspace.types(stage.lina, "/desk"))
    assert "Waits for you\n• Give #4711 to bea · asked by amira" in leads
    assert "You have not asked for anything yet." in leads


async def test_other_open_requests_about_the_ticket_are_on_the_card(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    first = stage.card(stage.lina)["ts"]
    await stage.workspace.types(stage.bea, "/child-ticket 4711 Export is slow")
    told = "Steps: export all. Expected: a file. Actual: an error page after two minutes"
    await stage.fills(
        stage.bea, description=told, priority="low", novelty="part of the parent's issue"
    )
    await stage.sees(stage.lina, "Also open here  Reassignment, asked by amira")
    await stage.sees(stage.lina, "Also open here  Child ticket, asked by bea")
    await stage.presses(stage.bea, "withdraw")
    await stage.workspace.until(lambda: "Also open here" not in stage.said(the_card(stage, first)))


def the_card(stage: Scene, ts: str) -> dict[str, object]:
    (card,) = [card for card in stage.cards(stage.lina) if card["ts"] == ts]
    return card


async def test_tickets_and_customers_are_suggested_while_typing(stage: Scene) -> None:
    await stage.asks(stage.amira, "@bea")
    (form,) = stage.workspace.views_of(stage.amira)

    async def suggested(words: str) -> list[str]:
        found = await stage.workspace.suggests(stage.amira, form["id"], "find ticket", words)
        return [option["text"]["text"] for option in found]

    assert "#4711 Cannot export invoices" in " ".join(await suggested("invoices"))
    assert (await suggested("4712"))[0].startswith("#4712 Webhook times out")
    assert len(await suggested("")) == 2
    assert await suggested("99") == ["#99"]
    assert await suggested("no such words") == []
