"""Two people side by side, without script."""

import pytest

from sandbox.tests.page.markup import Reader
from sandbox.tests.page.visit import Visit


def frames(page: str) -> list[tuple[str, str]]:
    """What stands in the panes, and what they are called."""
    return [(tag[1]["src"], tag[1]["title"]) for tag in Reader(page).tags if tag[0] == "iframe"]


async def test_each_pane_is_somebodys_page(visit: Visit) -> None:
    page = await visit.get("/beside/amira/bea")

    assert frames(page) == [
        ("/as/amira/in/dm", "What Amira sees"),
        ("/as/bea/in/dm", "What Bea sees"),
    ]
    assert 'href="/as/amira/in/dm"' in page


async def test_a_page_may_stand_in_a_pane_of_this_place_and_of_no_other(visit: Visit) -> None:
    answer = await visit.browser.get("/as/amira/in/dm")

    policy = answer.headers["content-security-policy"].split("; ")
    assert "frame-ancestors 'self'" in policy
    assert "frame-src 'self'" in policy


async def test_whoever_is_chosen_stands_in_the_pane(visit: Visit) -> None:
    answer = await visit.browser.get("/beside?left=bea&right=amira")
    assert answer.headers["location"] == "/beside/bea/amira"


async def test_who_does_not_lead_stands_beside_who_does(visit: Visit) -> None:
    workspace = visit.sandbox.workspace
    lina = workspace.add_person("Lina", "lina@team.example")
    workspace.people.change(lina["id"], profile={**lina["profile"], "title": "Shift lead"})

    for left, beside in (("bea", "/beside/bea/lina"), ("lina", "/beside/lina/amira")):
        answer = await visit.browser.get(f"/beside?left={left}")
        assert answer.headers["location"] == beside


async def test_every_page_leads_there_and_out_of_its_pane(visit: Visit) -> None:
    tags = Reader(await visit.get("/as/bea/tickets")).tags
    (link,) = [tag[1] for tag in tags if tag[1].get("href", "").startswith("/beside")]
    assert (link["href"], link["target"]) == ("/beside?left=bea", "_top")


@pytest.mark.parametrize("path", ["/beside/amira/nobody", "/beside/nobody/amira"])
async def test_nobody_stands_beside_nobody(visit: Visit, path: str) -> None:
    answer = await visit.browser.get(path)
    assert answer.status_code == 404
    assert answer.text.startswith("Nobody here goes by nobody.")
