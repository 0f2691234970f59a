"""The first story: told by whoever knows the app, ticked off by what happened."""

from collections.abc import Callable

import pytest

from sandbox.story import Step
from sandbox.tests.page.markup import Reader
from sandbox.tests.page.visit import Visit

DM = "/as/amira/in/dm"
TITLE = 'id="story-title"'
BACK = 'id="room:story"'


@pytest.fixture
def happened(visit: Visit) -> set[str]:
    """What has happened; a step is done once its name is in here."""
    so_far: set[str] = set()

    def done(name: str) -> Callable[[], bool]:
        return lambda: name in so_far

    visit.sandbox.handed.story = [
        Step("Ask for <it>.", done("ask"), "amira", writes="/ask for & it"),
        Step("Look at it.", done("look"), "bea", "tickets/4711"),
    ]
    return so_far


def links(page: str) -> list[str]:
    """Where the step that is next leads."""
    tags = Reader(page).tags
    return [tag[1]["href"] for tag in tags if tag[1].get("class") == "button primary"]


async def test_without_a_story_nothing_is_told(visit: Visit) -> None:
    page = await visit.get(DM)
    assert TITLE not in page
    assert BACK not in page


@pytest.mark.usefixtures("happened")
async def test_a_step_fills_the_line_of_who_is_to_write_it(visit: Visit) -> None:
    page = await visit.get("/as/bea/in/dm")
    (link,) = links(page)
    assert "Ask for &lt;it&gt;." in page

    page = await visit.get(link)

    assert "\n/ask for &amp; it</textarea>" in page
    assert visit.sandbox.workspace.deliveries == []


async def test_what_happened_is_ticked_off_and_stays_so(visit: Visit, happened: set[str]) -> None:
    assert "0 of 2 done" in await visit.get(DM)

    happened.add("ask")
    page = await visit.get(DM)
    assert "1 of 2 done" in page
    assert links(page) == ["/as/bea/tickets/4711"]

    happened.clear()
    happened.add("look")
    page = await visit.get(DM)
    assert "2 of 2 done" in page
    assert links(page) == []


@pytest.mark.usefixtures("happened")
async def test_it_can_be_put_away_and_brought_back(visit: Visit) -> None:
    page = await visit.post("/as/amira/story?from=/as/amira/tickets", do="away")
    assert TITLE not in page
    assert BACK in page
    assert "<h1>Tickets" in page
    assert TITLE not in await visit.get("/as/bea/in/dm")

    page = await visit.post("/as/bea/story?from=/as/bea/in/support", do="show")

    assert TITLE in page
    assert BACK not in page


@pytest.mark.usefixtures("happened")
async def test_where_somebody_is_already_they_are_not_sent(
    visit: Visit, happened: set[str]
) -> None:
    visit.sandbox.helpdesk.add_conversation(
        "Invoices", visit.sandbox.helpdesk.add_contact("Chloé", "c@c.example"), number="4711"
    )
    happened.add("ask")
    assert links(await visit.get("/as/bea/tickets/4711")) == []
