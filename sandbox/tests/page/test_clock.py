"""How time passes at a press of the page, and where its buttons lead."""

from datetime import datetime, timedelta

import pytest

from sandbox.page.passing import next_morning
from sandbox.tests.page.markup import Reader
from sandbox.tests.page.visit import NOON, Visit

SHIFT = NOON + timedelta(hours=3, minutes=30)


def ways(page: str) -> dict[str, str]:
    """What the buttons of the clock send, and where they say that they lead."""
    tags = Reader(page).tags
    return {tag[1]["value"]: tag[1]["title"] for tag in tags if tag[1].get("name") == "by"}


def stop_at(at: datetime | None, visit: Visit) -> None:
    async def stop(_: datetime) -> datetime | None:
        return at

    visit.sandbox.handed.clock_stops["Next shift"] = stop


@pytest.mark.parametrize(
    ("by", "passes"),
    [
        ("quarter", timedelta(minutes=15)),
        ("hour", timedelta(hours=1)),
        ("day", timedelta(days=1)),
        ("morning", next_morning(NOON) - NOON),
        ("Next shift", SHIFT - NOON),
    ],
)
async def test_time_passes_for_everybody(visit: Visit, by: str, passes: timedelta) -> None:
    stop_at(SHIFT, visit)

    await visit.post("/as/amira/clock?from=/as/amira/in/dm", by=by)

    assert visit.sandbox.clock.now() - NOON == passes


async def test_a_button_says_where_it_leads_in_the_zone_of_who_looks(visit: Visit) -> None:
    stop_at(SHIFT, visit)

    assert ways(await visit.get("/as/bea/in/dm")) == {
        "quarter": "A quarter of an hour later",
        "hour": "An hour later",
        "day": "The same time tomorrow",
        "morning": "Thursday, 05 March, 2:00 PM",
        "Next shift": "Wednesday, 04 March, 9:30 PM",
    }


@pytest.mark.parametrize("at", [None, NOON, NOON - timedelta(hours=1)])
async def test_what_does_not_lie_ahead_is_not_offered(visit: Visit, at: datetime | None) -> None:
    stop_at(at, visit)

    assert "Next shift" not in ways(await visit.get("/as/amira/in/dm"))
    refused = await visit.browser.post("/as/amira/clock", data={"by": "Next shift"})
    assert refused.status_code == 400
    assert visit.sandbox.clock.now() == NOON


async def test_the_clock_leads_back_to_every_room(visit: Visit) -> None:
    for here in ("/as/amira/faults", "/as/amira/trace", "/as/amira/tickets"):
        answer = await visit.browser.post(f"/as/amira/clock?from={here}", data={"by": "hour"})
        assert answer.headers["location"] == here
    answer = await visit.browser.post(
        "/as/amira/clock?from=https://elsewhere.example", data={"by": "hour"}
    )
    assert answer.headers["location"] == "/as/amira/in/dm"
