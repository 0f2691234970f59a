"""An update is promised to a customer: reminded of, kept, moved, broken."""

from datetime import timedelta

from tests.scene import Scene, bots, scene

HOUR = timedelta(hours=1)
A_SECOND = timedelta(seconds=1)


async def promises(stage: Scene, line: str, person: str = "") -> str:
    """Type `/promise`, and return what is answered at once."""
    return stage.answer(await stage.workspace.types(person or stage.omar, f"/promise {line}"))


async def test_it_is_said_back_in_both_clocks_and_reminded_of_twice(stage: Scene) -> None:
    said = await promises(stage, "4711 4h")
    assert "Promised: #4711, Acme" in said
    assert "14:00 America/New_York" in said
    stage.clock.move(3 * HOUR + A_SECOND)
    await stage.sees(stage.omar, "Update due in 1 hour")
    stage.clock.move(timedelta(minutes=45))
    await stage.sees(stage.omar, "Update due in 15 minutes")
    await stage.workspace.until(lambda: "Update due in 1 hour" not in stage.words(stage.omar))
    assert len(stage.cards(stage.omar)) == 1


async def test_updated_asks_for_the_next_promise_at_once(stage: Scene) -> None:
    await promises(stage, "4711 4h")
    stage.clock.move(3 * HOUR + A_SECOND)
    await stage.sees(stage.omar, "Update due in 1 hour")
    await stage.presses(stage.omar, "updated the customer")
    await stage.sees(stage.omar, "Update sent")
    assert stage.buttons(stage.omar) == set()
    tomorrow = stage.clock.now() + timedelta(days=1)
    outcome = await stage.fills(stage.omar, when=int(tomorrow.timestamp()))
    assert not outcome.errors
    stage.clock.move(timedelta(days=1))
    await stage.sees(stage.omar, "overdue")


async def test_a_broken_one_reaches_owner_and_lead_once(stage: Scene) -> None:
    await promises(stage, "4711 4h")
    stage.clock.move(3 * HOUR + A_SECOND)
    await stage.sees(stage.omar, "Update due in 1 hour")
    stage.clock.move(HOUR)
    await stage.sees(stage.omar, "Update overdue")
    await stage.sees(stage.lina, "Promise broken")
    assert stage.buttons(stage.lina) == {
        "ask for reassignment",
        "need more time",
        "call the owner",
        "updated the customer",
    }
    stage.clock.move(3 * HOUR)
    await stage.presses(stage.lina, "call the owner")
    await stage.sees(stage.omar, "lina asks you for a call about #4711")
    await stage.sees(stage.lina, "omar was asked to call you")


async def test_a_reply_keeps_it_and_nobody_is_reminded(stage: Scene) -> None:
    await promises(stage, "4711 4h")
    stage.clock.move(HOUR)
    stage.helpdesk.replies(stage.admins["omar"], "4711", "It is mended.")
    stage.clock.move(2 * HOUR + A_SECOND)
    desk = stage.answer(await stage.workspace.types(stage.omar, "/desk"))
    assert "#4711" in desk or "Nothing is promised" in desk
    stage.clock.move(2 * HOUR)
    assert stage.cards(stage.omar) == []


async def test_it_follows_the_ticket(stage: Scene) -> None:
    await promises(stage, "4711 4h")
    stage.clock.move(3 * HOUR + A_SECOND)
    await stage.sees(stage.omar, "Update due in 1 hour")
    stage.helpdesk.assigns(stage.admins["mubeen"], "4711", stage.admins["bea"])
    stage.clock.move(timedelta(minutes=45))
    await stage.sees(stage.bea, "Update due in 15 minutes")
    await stage.workspace.until(lambda: stage.cards(stage.omar) == [])


async def test_a_later_promise_takes_the_place_of_the_earlier(stage: Scene) -> None:
    await promises(stage, "4711 2h")
    said = await promises(stage, "4711 5h")
    assert "It takes the place of" in said
    stage.clock.move(timedelta(hours=2, seconds=1))
    assert "#4711" in stage.answer(await stage.workspace.types(stage.omar, "/desk"))
    assert stage.cards(stage.omar) == []
    stage.clock.move(2 * HOUR)
    await stage.sees(stage.omar, "Update due in 1 hour")
    await stage.presses(stage.omar, "need more time")
    later = int((stage.clock.now() + timedelta(hours=3)).timestamp())
    outcome = await stage.fills(stage.omar, when=later, reason="Waits for the developers")
    assert not outcome.errors
    await stage.sees(stage.omar, "Update moved")
    desk = stage.answer(await stage.workspace.types(stage.lina, "/desk"))
    assert "moved: Waits for the developers" in desk


async def test_what_is_due_at_night_is_reminded_of_before_closing_and_at_opening(
    stage: Scene,
) -> None:
    said = await promises(stage, "4711 22:00")
    assert "outside support hours" in said
    stage.clock.move(timedelta(hours=7, seconds=1))  # 17:00
    await stage.sees(stage.omar, "Update due in 5 hours")
    stage.clock.move(timedelta(minutes=45))
    await stage.sees(stage.omar, "Update due in 4 hours 15 minutes")
    stage.clock.move(timedelta(hours=6))  # 23:45
    assert "overdue" not in stage.words(stage.omar)
    stage.clock.move(timedelta(hours=8, minutes=15))  # 8:00
    await stage.sees(stage.omar, "Update overdue")
    await stage.sees(stage.lina, "Promise broken")


async def test_reassigning_from_a_reminder_opens_that_form_filled_in(stage: Scene) -> None:
    await promises(stage, "4711 2h")
    stage.clock.move(timedelta(hours=1, seconds=1))
    await stage.sees(stage.omar, "Update due in 1 hour")
    await stage.presses(stage.omar, "ask for reassignment")
    await stage.fills(stage.omar, new_owner=stage.bea, reason="Speaks French")
    await stage.sees(stage.lina, "Speaks French")


async def test_a_call_is_reminded_of_and_the_lead_told_if_nobody_confirms(stage: Scene) -> None:
    said = stage.answer(await stage.workspace.types(stage.omar, "/customer-call 4711 15:00 45m"))
    assert "Call noted: #4711" in said
    stage.clock.move(timedelta(hours=4, minutes=50, seconds=1))
    await stage.sees(stage.omar, "Call begins in 10 minutes")
    stage.clock.move(timedelta(minutes=8))
    await stage.sees(stage.omar, "Call begins in 2 minutes")
    stage.clock.move(timedelta(minutes=5))
    await stage.sees(stage.lina, "Nobody is on the call")


async def test_a_confirmed_call_troubles_nobody_else(stage: Scene) -> None:
    await stage.workspace.types(stage.omar, "/customer-call 4711 15:00")
    stage.clock.move(timedelta(hours=4, minutes=50, seconds=1))
    await stage.sees(stage.omar, "Call begins in 10 minutes")
    await stage.presses(stage.omar, "updated the customer")
    await stage.sees(stage.omar, "Call confirmed")
    stage.clock.move(timedelta(minutes=30))
    desk = stage.answer(await stage.workspace.types(stage.lina, "/desk"))
    assert "Nothing is promised." in desk
    assert stage.cards(stage.lina) == []


async def test_somebody_elses_promise_is_left_alone(stage: Scene) -> None:
    await promises(stage, "4711 2h")
    stage.clock.move(timedelta(hours=1, seconds=1))
    await stage.sees(stage.omar, "Update due in 1 hour")
    stage.helpdesk.assigns(stage.admins["mubeen"], "4711", stage.admins["bea"])
    card = stage.card(stage.omar)
    stage.clock.move(timedelta(minutes=45))
    await stage.sees(stage.bea, "Update due in 15 minutes")
    await stage.presses(stage.bea, "updated the customer")
    await stage.sees(stage.bea, "Update sent")
    direct = stage.workspace.direct(stage.omar)
    outcome = await stage.workspace.presses(stage.omar, direct, card["ts"], "updated the customer")
    assert outcome.delivery is None or "already" in stage.words(stage.omar)


async def test_what_a_customer_writes_is_promised_an_answer_by_the_sla(stage: Scene) -> None:
    stage.clock.move(timedelta(minutes=1))
    stage.helpdesk.customer_writes("4711", "It still does not work.")
    stage.clock.move(timedelta(minutes=1, seconds=1))
    await stage.workspace.until(lambda: True)
    desk = ""
    while "#4711" not in desk:
        desk = stage.answer(await stage.workspace.types(stage.omar, "/desk"))
    stage.clock.move(timedelta(days=1))
    await stage.sees(stage.omar, "Due by the SLA")
    stage.helpdesk.replies(stage.admins["omar"], "4711", "Now it does.")
    stage.clock.move(timedelta(minutes=1, seconds=1))
    await stage.sees(stage.omar, "Update sent")
    await stage.sees(stage.omar, "Seen in the helpdesk")


async def test_each_has_their_day_at_eight_until_they_mute_it(stage: Scene) -> None:
    await promises(stage, "4711 tomorrow 15:00")
    stage.clock.move(timedelta(hours=22))
    await stage.sees(stage.omar, "Your day")
    assert "#4711" in stage.words(stage.omar)
    (day,) = stage.lists(stage.omar)
    await stage.presses(stage.omar, "mute the lists", on=day)
    await stage.sees(stage.omar, "No more lists")
    await promises(stage, "4711 tomorrow 16:00")
    stage.clock.move(timedelta(days=1))
    await promises(stage, "4712 tomorrow 16:00", stage.amira)
    assert stage.words(stage.omar).count("Your day") == 1
    desk = await stage.workspace.types(stage.omar, "/desk")
    (message,) = desk.messages
    (row,) = [block for block in message["blocks"] if block["type"] == "actions"]
    assert row["elements"][0]["action_id"] == "unmute the lists"


async def test_the_lead_gets_what_is_open_at_the_end_of_the_shift(stage: Scene) -> None:
    await promises(stage, "4711 tomorrow 9:00")
    stage.clock.move(timedelta(hours=8, seconds=1))
    await stage.sees(stage.lina, "Open as the shift changes")
    assert "#4711 Cannot export invoices · Omar" in stage.words(stage.lina)


async def test_after_a_long_sleep_each_hears_of_everything_in_one_message(stage: Scene) -> None:
    await promises(stage, "4711 2h")
    await promises(stage, "4712 3h")
    stage.helpdesk.assigns(stage.admins["mubeen"], "4712", stage.admins["omar"])
    stage.clock.move(timedelta(hours=6))
    await stage.sees(stage.omar, "While I was away")
    await stage.sees(stage.lina, "While I was away")
    for person in (stage.omar, stage.lina):
        (only,) = stage.cards(person)
        assert {"#4711", "#4712"} <= set(stage.said(only).split())


async def test_a_private_note_is_no_reply(stage: Scene) -> None:
    await promises(stage, "4711 4h")
    await stage.asks(stage.amira, "4711 @bea French speaker needed")
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.amira, "it is done")
    stage.clock.move(3 * HOUR + A_SECOND)
    await stage.sees(stage.bea, "Update due in 1 hour")


async def test_who_says_the_customer_was_updated_is_believed(stage: Scene) -> None:
    """By telephone, say: the helpdesk goes on showing the customer's message as the last."""
    stage.clock.move(timedelta(minutes=1))
    stage.helpdesk.customer_writes("4711", "It still does not work.")
    stage.clock.move(timedelta(days=1))
    await stage.sees(stage.omar, "Update overdue")
    await stage.presses(stage.omar, "updated the customer")
    await stage.sees(stage.omar, "Update sent, late")
    stage.helpdesk.assigns(stage.admins["mubeen"], "4711", stage.admins["bea"])
    stage.clock.move(timedelta(minutes=2))
    desk = stage.answer(await stage.workspace.types(stage.bea, "/desk"))
    assert "#4711" not in desk


async def test_who_gets_a_ticket_hears_of_what_is_due_on_it(stage: Scene) -> None:
    await promises(stage, "4711 4h")
    stage.clock.move(3 * HOUR + A_SECOND)
    await stage.sees(stage.omar, "Update due in 1 hour")
    stage.helpdesk.assigns(stage.admins["mubeen"], "4711", stage.admins["bea"])
    stage.clock.move(timedelta(minutes=5))
    await stage.sees(stage.bea, "Update due in 55 minutes")
    await stage.workspace.until(lambda: stage.cards(stage.omar) == [])


async def test_who_gets_a_ticket_at_night_hears_of_it_in_the_morning(stage: Scene) -> None:
    await promises(stage, "4711 22:00")
    stage.clock.move(timedelta(hours=7, minutes=45, seconds=1))
    await stage.sees(stage.omar, "Update due in 4 hours 15 minutes")
    stage.clock.move(timedelta(hours=1))  # 18:45
    stage.helpdesk.assigns(stage.admins["mubeen"], "4711", stage.admins["bea"])
    stage.clock.move(timedelta(minutes=2))
    desk = ""
    while "#4711" not in desk:
        desk = stage.answer(await stage.workspace.types(stage.bea, "/desk"))
    assert "due in" not in stage.words(stage.bea)
    stage.clock.move(timedelta(hours=13, minutes=15))
    await stage.sees(stage.bea, "Update overdue")


async def test_a_bot_that_comes_back_at_night_waits_for_the_morning(database_url: str) -> None:
    async with scene() as team:
        async with bots(team, database_url):
            await promises(team, "4711 17:30")
        team.clock.move(timedelta(hours=12))
        async with bots(team, database_url):
            await team.workspace.types(team.omar, "/desk")
            assert team.cards(team.omar) == team.cards(team.lina) == []
            team.clock.move(timedelta(hours=10, minutes=1))
            await team.sees(team.omar, "Update overdue")
            await team.sees(team.lina, "Promise broken")


async def test_who_has_a_ticket_again_is_reminded_again(stage: Scene) -> None:
    await promises(stage, "4711 4h")
    stage.clock.move(3 * HOUR + A_SECOND)
    await stage.sees(stage.omar, "Update due in 1 hour")
    for name, minutes in (("bea", 55), ("omar", 50)):
        stage.helpdesk.assigns(stage.admins["mubeen"], "4711", stage.admins[name])
        stage.clock.move(timedelta(minutes=5))
        await stage.sees(getattr(stage, name), f"Update due in {minutes} minutes")
    await stage.workspace.until(lambda: stage.cards(stage.bea) == [])


async def test_of_a_ticket_that_nobody_has_the_lead_hears_once_and_why(stage: Scene) -> None:
    await promises(stage, "4711 4h")
    stage.helpdesk.assigns(stage.admins["mubeen"], "4711", None)
    stage.clock.move(3 * HOUR + A_SECOND)
    await stage.sees(stage.lina, "Nobody has this ticket, and you are on duty.")
    stage.clock.move(HOUR)
    await stage.sees(stage.lina, "Promise broken")
    await stage.workspace.until(lambda: len(stage.cards(stage.lina)) == 1)
    assert stage.cards(stage.omar) == []


async def test_a_reply_that_comes_too_late_is_late_for_good(stage: Scene) -> None:
    """Also where the bot hears of it before it looked at the promise."""
    await promises(stage, "4711 18:00")
    stage.clock.move(timedelta(hours=7, seconds=1))
    await stage.sees(stage.omar, "Update due in 1 hour")
    stage.clock.move(timedelta(hours=1, minutes=30))
    stage.helpdesk.replies(stage.admins["omar"], "4711", "Here it is.")
    stage.clock.move(timedelta(minutes=2))
    await stage.sees(stage.omar, "Update sent, late")


async def test_whoever_promised_it_hears_that_it_was_moved(stage: Scene) -> None:
    await promises(stage, "4711 4h")
    await promises(stage, "4711 6h", stage.lina)
    await stage.sees(stage.omar, "lina moved the update on #4711")


async def test_a_note_is_no_reply_whatever_a_list_says(stage: Scene) -> None:
    await promises(stage, "4711 4h")
    await stage.asks(stage.amira, "4711 @bea French speaker needed")
    stage.clock.move(timedelta(minutes=11))
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.amira, "it is done")
    stage.clock.move(timedelta(minutes=30))
    stage.helpdesk.customer_writes("4711", "Any news?")
    stage.clock.move(timedelta(minutes=1, seconds=1))
    stage.clock.move(timedelta(hours=2, minutes=18))
    await stage.sees(stage.bea, "Update due in 1 hour")
