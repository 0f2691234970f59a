"""What became of each delivery, as far as the app tells."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sandbox.server import serving
from sandbox.tests.page.markup import Reader
from sandbox.tests.page.visit import Visit, plain

LIST = "/as/bea/trace"
Tell = Callable[[str, str, float], None]


@pytest.fixture
async def app(visit: Visit) -> AsyncIterator[None]:
    """An app that tells what it does about a command: all of them are about request 1."""
    take = visit.sandbox.handed.trace.take

    async def command(request: Request) -> Response:
        keys = {"delivery": f"trigger {(await request.form())['trigger_id']}"}
        await asyncio.sleep(0.002)
        take("bot", "heard it", 0.0, keys)
        take("database", "committed", 1.0, {**keys, "request": "1"})
        take("helpdesk", "somebody else's", 1.0, {"request": "2"})
        take("helpdesk", "nobody's", 1.0, {})
        return PlainTextResponse("")

    routes = [Route("/", command, methods=["POST"])]
    async with serving(Starlette(routes=routes)) as url:
        visit.sandbox.workspace.delivers_to(url)
        yield


def what(page: str) -> list[str]:
    """Where each line of a timeline happened, in order."""
    tags = [tag for tag in Reader(page).tags if tag[0] == "svg"]
    return [tag[1]["class"].removeprefix("bar ") for tag in tags]


async def test_nothing_was_delivered_yet(visit: Visit) -> None:
    assert "Nothing was delivered yet" in await visit.get(LIST)
    assert (await visit.browser.get(f"{LIST}/0")).status_code == 404
    assert (await visit.browser.get(f"{LIST}/nonsense")).status_code == 404


@pytest.mark.usefixtures("app")
async def test_the_list_says_who_did_what_and_how_long_it_took(visit: Visit) -> None:
    await visit.sandbox.workspace.types(visit.people["Amira"], "/ask for it")

    page = await visit.get(LIST)

    (link,) = [tag[1]["href"] for tag in Reader(page).tags if "trace/" in tag[1].get("href", "")]
    assert link == f"{LIST}/0"
    assert "<td>Amira</td>" in page
    assert "typed /ask" in page
    assert " ms</td>" in page


@pytest.mark.usefixtures("app")
async def test_a_delivery_shows_the_commit_before_the_acknowledgement(visit: Visit) -> None:
    await visit.sandbox.workspace.types(visit.people["Amira"], "/ask for it")

    page = await visit.get(f"{LIST}/0")

    assert what(page) == ["slack", "bot", "database", "slack"]
    assert "what is acknowledged is already kept" in page
    assert "somebody else" not in page
    assert "nobody&#39;s" not in page


@pytest.mark.usefixtures("app")
async def test_what_followed_ends_with_the_next_delivery_about_the_same(visit: Visit) -> None:
    workspace, take = visit.sandbox.workspace, visit.sandbox.handed.trace.take
    about = {"request": "1", "effect": "7"}
    await workspace.types(visit.people["Amira"], "/ask for it")
    take("helpdesk", "the first note", 1.0, about)
    await workspace.types(visit.people["Amira"], "/ask again")
    take("helpdesk", "the second note", 1.0, about)

    first, second = [await visit.get(f"{LIST}/{number}") for number in range(2)]

    assert ("the first note" in first, "the second note" in first) == (True, False)
    assert ("the first note" in second, "the second note" in second) == (False, True)


async def test_what_was_not_acknowledged_says_why(visit: Visit) -> None:
    await visit.sandbox.workspace.types(visit.people["Amira"], "/ask for it")

    assert "dispatch_failed" in await visit.get(LIST)
    assert "Slack has no acknowledgement: dispatch_failed." in await visit.get(f"{LIST}/0")


async def test_the_payload_is_shown_without_what_opens_something(visit: Visit) -> None:
    workspace = visit.sandbox.workspace
    await workspace.types(visit.people["Amira"], "/ask for <it> xoxb-1-secret")
    payload = workspace.deliveries[0].payload

    page = await visit.get(f"{LIST}/0")

    assert "&#34;command&#34;: &#34;/ask&#34;" in page
    assert "<it>" not in page
    assert workspace.app.verification_token not in page
    assert payload["trigger_id"] not in page
    assert payload["response_url"].rpartition("/")[2] not in page
    assert "xoxb" not in page


async def test_a_press_and_a_form_go_by_what_people_call_them(visit: Visit) -> None:
    workspace, amira = visit.sandbox.workspace, visit.people["Amira"]
    button = {"type": "button", "action_id": "deny", "value": "1", "text": plain("Say no")}
    message = visit.tells("Amira", {"type": "actions", "elements": [button]})
    await workspace.presses(amira, workspace.direct(amira), message["ts"], "deny")
    view = visit.asks("Amira", {"type": "section", "text": plain("Sure?")})
    await workspace.submits(amira, view["id"])

    page = await visit.get(LIST)

    assert "pressed Say no" in page
    assert "sent the form A form" in page


async def test_the_latest_fifty_are_shown(visit: Visit) -> None:
    for number in range(52):
        await visit.sandbox.workspace.types(visit.people["Amira"], f"/ask {number}")

    tags = Reader(await visit.get(LIST)).tags

    links = [tag[1]["href"] for tag in tags if "trace/" in tag[1].get("href", "")]
    assert links == [f"{LIST}/{number}" for number in range(51, 1, -1)]
