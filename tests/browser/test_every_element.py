"""Whatever the page has to press or to fill in is pressed and filled in, at every look."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Route

from gallery.everything import everything as hung
from tests.browser.corner import Corner, cornered
from tests.browser.drawn import ELSEWHERE
from tests.browser.elements import ELEMENTS, everything, tags
from tests.browser.house import House
from tests.browser.looks import Look, everywhere
from tests.browser.people import People
from tests.browser.tour_inputs import (
    fills_in_a_form,
    fills_in_every_input,
    follows_links,
    uses_a_card,
)
from tests.browser.tour_rooms import (
    goes_everywhere,
    makes_it_go_wrong,
    reads_a_trace,
    sits_side_by_side,
    walks_through_the_gallery,
)
from tests.browser.tour_story import puts_the_story_away, tells_the_story, works_on_tickets
from tests.browser.tour_talk import answers_questions, opens_the_home, talks
from tests.browser.watching import watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest_asyncio.fixture(loop_scope="session")
async def corner(chromium: Browser, look: Look) -> AsyncIterator[Corner]:
    async with cornered(chromium, look) as made:
        yield made


def test_every_place_of_the_templates_where_something_is_used_is_listed() -> None:
    assert {name: len(found) for name, found in tags()} == {
        name: len(listed) for name, listed in ELEMENTS.items()
    }


@everywhere
@pytest.mark.parametrize(
    "house", [{"with_story": True, "hangs": lambda: hung()[:2]}], indirect=True, ids=["told"]
)
async def test_every_element_is_used(
    house: House, housemates: People, corner: Corner, look: Look
) -> None:
    helpdesk, used = house.sandbox.helpdesk, set[str]()
    helpdesk.add_ticket("Export is slow", helpdesk.ticket("4712").customer, linked="4712")
    for people in (housemates, corner.people):
        await watched(people.context, everything(look), used)
    await corner.people.context.route(f"{ELSEWHERE}**", says_nothing)

    lina = await tells_the_story(housemates)
    await works_on_tickets(lina)
    await puts_the_story_away(lina)
    for part in (talks, answers_questions, opens_the_home):
        await part(housemates)
    theo = await housemates.be("theo", "in/support")
    for room in (
        goes_everywhere,
        makes_it_go_wrong,
        reads_a_trace,
        sits_side_by_side,
        walks_through_the_gallery,
    ):
        await room(theo)
    ann = await corner.people.be("ann")
    for some in (uses_a_card, fills_in_a_form, fills_in_every_input, follows_links):
        await some(ann, corner)

    assert everything(look) - used == set()


async def says_nothing(route: Route) -> None:
    await route.fulfill(body="")
