"""What goes wrong outside, switched on and off in the page."""

from datetime import timedelta

import httpx
import pytest

from sandbox.page.troubles import TROUBLES
from sandbox.server import serving
from sandbox.tests.page.markup import Reader
from sandbox.tests.page.visit import Visit

AT = "/as/amira/faults"
SWITCH = f"{AT}?from={AT}"
AWAY, OUTAGE = "helpdesk-away", "helpdesk-outage"
# A call that each of them strikes, by where it is sent and how.
STRUCK = {
    "helpdesk": ("PUT", "/intercom/tickets/1"),
    "slack": ("POST", "/api/chat.postMessage"),
}
UNHINDERED = {"helpdesk": "unauthorized", "slack": "not_authed"}
# What an app hears while it is on.
HEARD = {
    "helpdesk-away": "nothing",
    "helpdesk-outage": "server_error",
    "helpdesk-refuses": "api_plan_restricted",
    "helpdesk-unauthorized": "unauthorized",
    "helpdesk-misses": "not_found",
    "helpdesk-unaccepting": "parameter_invalid",
    "helpdesk-waits": "rate_limit_exceeded",
    "helpdesk-loses": "nothing",
    "slack-away": "nothing",
    "slack-outage": "internal_error",
    "slack-refuses": "not_in_channel",
    "slack-waits": "ratelimited",
    "slack-loses": "nothing",
}
SLOW = {"helpdesk-slow", "slack-slow"}


def switches(page: str) -> dict[str, bool]:
    """Each switch by what it is for, and whether it is on."""
    tags = [tag[1] for tag in Reader(page).tags if tag[1].get("role") == "switch"]
    return {tag["value"]: tag["aria-checked"] == "true" for tag in tags}


async def called(visit: Visit, key: str) -> str:
    """What an app hears of a call: where nothing else is wrong, that it has no token."""
    method, path = STRUCK[key.partition("-")[0]]
    async with (
        serving(visit.sandbox.app()) as url,
        httpx.AsyncClient(base_url=url, trust_env=False) as app,
    ):
        try:
            heard = (await app.request(method, path)).json()
        except httpx.RemoteProtocolError:
            return "nothing"
    return str(heard["errors"][0]["code"] if "errors" in heard else heard["error"])


async def test_every_fault_is_a_switch_with_a_sentence(visit: Visit) -> None:
    page = await visit.get(AT)

    assert switches(page) == {trouble.key: False for trouble in TROUBLES}
    for trouble in TROUBLES:
        assert trouble.sentence in page
        assert trouble.seen in page


@pytest.mark.parametrize(("key", "heard"), HEARD.items())
async def test_a_switch_strikes_until_it_is_off(visit: Visit, key: str, heard: str) -> None:
    page = await visit.post(SWITCH, on=key)
    assert switches(page)[key]
    assert "not struck yet" in page

    assert await called(visit, key) == heard
    assert "struck once" in await visit.get(AT)
    page = await visit.post(SWITCH, off=key)

    assert not any(switches(page).values())
    assert await called(visit, key) == UNHINDERED[key.partition("-")[0]]


@pytest.mark.parametrize("key", sorted(SLOW))
async def test_what_is_slow_answers_all_the_same(visit: Visit, key: str) -> None:
    await visit.post(SWITCH, on=key)
    service = visit.sandbox.helpdesk if key.startswith("helpdesk") else visit.sandbox.workspace
    (switch,) = service.faults.switches
    assert switch.seconds == 6
    switch.seconds = 0.01

    assert await called(visit, key) == UNHINDERED[key.partition("-")[0]]
    assert switch.struck == 1


def test_every_fault_is_tried_here() -> None:
    assert {trouble.key for trouble in TROUBLES} == HEARD.keys() | SLOW


async def test_every_page_says_so_while_something_is_on(visit: Visit) -> None:
    pages = ("/as/bea/in/dm", "/as/bea/tickets", "/as/bea/trace", "/as/bea/faults")
    await visit.post(SWITCH, on=AWAY)
    for path in pages:
        assert 'id="wrong"' in await visit.get(path)

    answer = await visit.browser.post("/as/bea/faults?from=/as/bea/tickets", data={"all": "off"})

    assert answer.headers["location"] == "/as/bea/tickets"
    for path in pages:
        assert 'id="wrong"' not in await visit.get(path)
    assert visit.sandbox.helpdesk.faults.switches == []


async def test_an_outage_is_over_by_the_clock_of_the_page(visit: Visit) -> None:
    await visit.post(SWITCH, on=OUTAGE)
    visit.sandbox.clock.move(timedelta(minutes=59))
    assert await called(visit, OUTAGE) == "server_error"

    visit.sandbox.clock.move(timedelta(minutes=1))

    assert await called(visit, OUTAGE) == UNHINDERED["helpdesk"]
    assert not switches(await visit.get(AT))[OUTAGE]


async def test_what_is_switched_on_again_begins_anew(visit: Visit) -> None:
    for _ in range(2):
        await visit.post(SWITCH, on=AWAY)
    assert len(visit.sandbox.helpdesk.faults.switches) == 1


async def test_all_off_leaves_alone_what_others_switched_on(visit: Visit) -> None:
    await visit.post(SWITCH, on=AWAY)
    other = visit.sandbox.helpdesk.faults.on("GET /me", TROUBLES[0].fault)

    await visit.post(SWITCH, all="off")

    assert visit.sandbox.helpdesk.faults.switches == [other]


async def test_a_fault_that_is_none_is_a_sentence(visit: Visit) -> None:
    refused = await visit.browser.post(SWITCH, data={"on": "nonsense"})
    assert refused.status_code == 404
    assert refused.text.startswith("Nothing here goes wrong by the name of nonsense.")
