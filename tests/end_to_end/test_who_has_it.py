"""Passed on, taken, handed over, and what cannot wait."""

from datetime import datetime, timedelta

import pytest

from sandbox.faults import Fault
from tests.end_to_end.test_roster import keeps
from tests.scene import NEW_YORK, Scene, bots, scene


def thanksgiving_after(stage: Scene) -> datetime:
    """Ten o'clock in New York on the next fourth Thursday of a November."""
    now = stage.clock.now().astimezone(NEW_YORK)
    days = (
        datetime(year, 11, day, 10, tzinfo=NEW_YORK)
        for year in (now.year, now.year + 1)
        for day in range(22, 29)
    )
    return next(day for day in days if day.weekday() == 3 and day > now)


EVERY_DAY = ["0", "1", "2", "3", "4", "5", "6"]


async def test_passed_on_the_manager_has_it_and_the_lead_can_take_it_back(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    await stage.chooses(stage.lina, "pass on")
    await stage.sees(stage.mubeen, "lina passed it on to mubeen")
    await stage.sees(stage.amira, "lina passed it on to mubeen.")
    await stage.sees(stage.lina, "mubeen has this now")
    await stage.chooses(stage.lina, "take")
    await stage.sees(stage.mubeen, "lina has this now")
    await stage.sees(stage.amira, "lina took it.")
    assert (stage.lina, "pass on") in await stage.trail()
    assert (stage.lina, "take") in await stage.trail()


async def test_at_the_end_of_a_shift_the_next_lead_has_it(stage: Scene) -> None:
    shift = {"shift_days": EVERY_DAY, "shift_starts": "08:00", "shift_ends": "12:00"}
    await keeps(stage, stage.mubeen, shift_lead=stage.lina, **shift)
    later = {"shift_days": EVERY_DAY, "shift_starts": "12:00", "shift_ends": "18:00"}
    await keeps(stage, stage.mubeen, shift_lead=stage.theo, **later)
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    stage.clock.move(timedelta(hours=2, minutes=1))
    await stage.sees(stage.theo, "French speaker needed")
    await stage.sees(stage.lina, "theo has this now")
    await stage.sees(stage.amira, "theo has it now")
    assert stage.buttons(stage.lina) == set()
    await stage.presses(stage.theo, "approve")
    await stage.sees(stage.lina, "Approved by theo")


async def test_at_the_end_of_the_day_it_waits_for_the_morning(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    stage.clock.move(timedelta(hours=8, minutes=1))
    await stage.sees(stage.amira, "Nobody is on duty now; this goes on with the next shift")
    await stage.sees(stage.lina, "It waits for the next shift")
    assert stage.buttons(stage.lina) == set()
    stage.clock.move(timedelta(hours=14))
    await stage.workspace.until(lambda: "approve" in stage.buttons(stage.lina))
    assert len(stage.cards(stage.lina)) == 1


async def test_a_roster_that_changes_takes_the_card_along(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    shift = {"shift_days": EVERY_DAY, "shift_starts": "08:00", "shift_ends": "18:00"}
    await keeps(stage, stage.mubeen, shift_lead=stage.theo, **shift)
    await stage.sees(stage.theo, "French speaker needed")
    await stage.sees(stage.lina, "theo has this now")


async def test_what_cannot_wait_goes_to_the_manager_at_night(stage: Scene) -> None:
    stage.clock.move(timedelta(hours=12))
    seen = stage.answer(await stage.asks(stage.amira))
    assert "Nobody is on duty now" in seen
    await stage.presses(stage.amira, "it cannot wait")
    await stage.sees(stage.mubeen, "amira says that it cannot wait")
    await stage.sees(stage.amira, "mubeen has it now")
    await stage.presses(stage.mubeen, "approve")
    await stage.sees(stage.amira, "it is done")
    assert stage.cards(stage.lina) == []


async def test_over_the_weekend_a_request_waits_for_monday(stage: Scene) -> None:
    stage.clock.move(timedelta(days=3))
    await stage.asks(stage.amira)
    await stage.sees(stage.amira, "Waiting for the next shift")
    stage.clock.move(timedelta(days=1))
    await stage.sees(stage.amira, "Waiting for the next shift")
    assert stage.cards(stage.lina) == []
    stage.clock.move(timedelta(days=1))
    await stage.sees(stage.lina, "French speaker needed")


async def test_on_a_holiday_a_request_waits_for_the_day_after(database_url: str) -> None:
    async with scene() as team, bots(team, database_url, holidays="US"):
        until = thanksgiving_after(team) - team.clock.now()
        team.clock.move(until)
        await team.asks(team.amira)
        await team.sees(team.amira, "Waiting for the next shift")
        team.clock.move(timedelta(days=1))
        await team.sees(team.lina, "French speaker needed")


@pytest.mark.parametrize("person", ["lina", "mubeen"])
async def test_the_roster_does_not_take_what_somebody_took(stage: Scene, person: str) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    if person == "mubeen":
        await stage.chooses(stage.lina, "pass on")
        await stage.sees(stage.mubeen, "passed it on")
    stage.clock.move(timedelta(days=1, hours=-1))
    holder = getattr(stage, person)
    await stage.workspace.until(lambda: "approve" in stage.buttons(holder))
    await stage.presses(holder, "approve")
    await stage.sees(stage.amira, "it is done")


async def test_a_lead_whom_slack_does_not_reach_is_not_waited_for(stage: Scene) -> None:
    stage.workspace.deactivates(stage.lina)
    await stage.asks(stage.amira)
    await stage.sees(stage.mubeen, "lina cannot be reached in Slack")
    await stage.sees(stage.amira, "so mubeen has it now")
    await stage.presses(stage.mubeen, "approve")
    await stage.sees(stage.amira, "it is done")


async def test_who_has_an_old_card_hears_that_it_is_theirs_again(stage: Scene) -> None:
    """Slack makes no sound when a message changes."""
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    stage.clock.move(timedelta(hours=9))
    await stage.sees(stage.lina, "It waits for the next shift")
    stage.clock.move(timedelta(hours=14))
    await stage.sees(stage.lina, "This is with you now: amira waits for a word.")


async def test_where_nobody_leads_the_managers_own_request_waits_and_says_why(
    database_url: str,
) -> None:
    """In the middle of the day: the one shift begins in the afternoon."""
    async with scene() as team, bots(team, database_url):
        shift = {"shift_days": EVERY_DAY, "shift_starts": "14:00", "shift_ends": "18:00"}
        await keeps(team, team.mubeen, shift_lead=team.theo, **shift)
        await team.workspace.types(team.mubeen, "/training SSO set-up")
        seen = await team.fills(
            team.mubeen,
            customer="Chloé",
            weight="critical",
            origin="success",
            session="training",
            minutes="60",
        )
        assert "Nobody is on duty now; it reaches a lead" in team.said(seen.view or {})
        await team.sees(team.mubeen, "Waiting for the next shift")
        assert team.buttons(team.mubeen) == {"edit", "withdraw"}
        team.clock.move(timedelta(hours=4, minutes=1))
        await team.sees(team.theo, "mubeen holds training of 60 minutes")


async def test_what_fails_after_the_shift_reaches_who_can_retry(stage: Scene) -> None:
    stage.clock.move(timedelta(hours=7, minutes=59))
    stage.goes_wrong("note", Fault.SERVER_ERROR)
    await stage.asks(stage.amira)
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.lina, "It is being tried again")
    stage.goes_wrong("note", Fault.FORBIDDEN)
    stage.clock.move(timedelta(minutes=2))
    await stage.sees(stage.mubeen, "press Retry on the card")
    await stage.presses(stage.mubeen, "retry")
    await stage.sees(stage.mubeen, "Note written")
