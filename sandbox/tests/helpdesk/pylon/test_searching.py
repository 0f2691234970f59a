from datetime import timedelta
from typing import Any

import httpx
import pytest

from sandbox.clock import Clock
from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.pylon.ids import id_of
from sandbox.helpdesk.records import Admin, Contact


def one(field: str, operator: str, *values: str) -> dict[str, Any]:
    """A filter with its one value, or with a list of them where the operator wants it."""
    asked: dict[str, Any] = {"field": field, "operator": operator}
    if operator in {"in", "not_in", "time_range"}:
        return asked | {"values": [*values]}
    return asked | ({"value": values[0]} if values else {})


def joined(operator: str, *filters: dict[str, Any]) -> dict[str, Any]:
    return {"field": "", "operator": operator, "subfilters": [*filters]}


async def search(
    pylon: httpx.AsyncClient, what: str, asked: object, **more: object
) -> httpx.Response:
    return await pylon.post(f"/{what}/search", json={"filter": asked, **more})


async def numbers(pylon: httpx.AsyncClient, asked: object) -> list[int]:
    answer = await search(pylon, "issues", asked)
    assert answer.status_code == 200, answer.text
    return [issue["number"] for issue in answer.json()["data"]]


@pytest.fixture
def three(desk: Helpdesk, clock: Clock, ann: Admin, dana: Contact) -> None:
    """1 is Ann's, 2 is nobody's and closed, 3 is a conversation of somebody else's, an hour old."""
    sam = desk.add_contact("Sam", "sam@c.example")
    team = desk.add_team("Success", ann)
    desk.add_ticket("Export invoices", dana, number="1", owner=ann, priority="high", tags=("a",))
    desk.add_ticket(
        "x", dana, number="2", body="<p>EXPORT</p>", state="closed", team=team, tags=("a", "b")
    )
    desk.add_conversation("y", sam, number="3", created=clock.now() - timedelta(hours=1))
    desk.customer_writes("3", "Hello?")


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (one("assignee_id", "equals", "{ann}"), [1]),
        (one("assignee_id", "in", "{ann}", "x"), [1]),
        (one("assignee_id", "not_in", "{ann}"), [3, 2]),
        (one("assignee_id", "is_set"), [1]),
        (one("assignee_id", "is_unset"), [3, 2]),
        (one("requester_id", "equals", "{dana}"), [2, 1]),
        (one("account_id", "equals", "{acme}"), [2, 1]),
        (one("account_id", "is_unset"), [3]),
        (one("team_id", "equals", "{team}"), [2]),
        (one("team_id", "not_in", "{team}"), [3, 1]),
        (one("state", "equals", "closed"), [2]),
        (one("state", "not_in", "closed", "new"), [3, 1]),
        (one("issue_type", "equals", "conversation"), [3]),
        (one("tags", "contains", "a"), [2, 1]),
        (one("tags", "does_not_contain", "b"), [3, 1]),
        (one("tags", "in", "b", "c"), [2]),
        (one("tags", "not_in", "b", "c"), [3, 1]),
        (one("title", "string_contains", "EXPORT inv"), [1]),
        (one("title", "string_does_not_contain", "export"), [3, 2]),
        (one("body_html", "string_contains", "export"), [2]),
        (one("priority", "equals", "high"), [1]),
        (one("created_at", "time_is_after", "2026-03-02T14:00:00Z"), [2, 1]),
        (one("created_at", "time_is_before", "2026-03-02T14:00:01Z"), [3]),
        (one("created_at", "time_range", "2026-03-02T14:00:00Z", "2026-03-02T14:00:00Z"), [3]),
        (one("updated_at", "time_is_after", "2026-03-02T09:59:59-05:00"), [3, 2, 1]),
        (one("updated_at", "time_is_after", "2026-03-02T10:00:00-05:00"), []),
        (one("latest_message_activity_at", "time_is_before", "2026-03-02T15:00:00Z"), []),
        (one("resolved_at", "time_is_before", "2026-03-03T15:00:00Z"), [2]),
        (joined("and", one("tags", "contains", "a"), one("state", "not_in", "closed")), [1]),
        (joined("or", one("assignee_id", "is_set"), one("account_id", "is_unset")), [3, 1]),
        (joined("and", joined("or", one("state", "in", "closed")), one("tags", "in", "a")), [2]),
    ],
)
async def test_issues_are_found_by_what_is_asked(
    pylon: httpx.AsyncClient,
    ann: Admin,
    dana: Contact,
    asked: dict[str, Any],
    wanted: list[int],
) -> None:
    assert dana.company
    ids = {
        "{ann}": id_of("user", ann.id),
        "{dana}": id_of("contact", dana.id),
        "{acme}": id_of("account", dana.company.id),
        "{team}": id_of("team", "1"),
    }
    for part in ("value", "values"):
        if part in asked:
            given = asked[part]
            meant = [ids.get(value, value) for value in given] if part == "values" else given
            asked = asked | {part: meant if part == "values" else ids.get(given, given)}
    assert sorted(await numbers(pylon, asked), reverse=True) == wanted


async def test_a_time_is_compared_as_it_is_told(
    pylon: httpx.AsyncClient, desk: Helpdesk, clock: Clock, dana: Contact
) -> None:
    clock.move(timedelta(milliseconds=700))
    number = desk.add_ticket("A bug", dana).number
    told = (await pylon.get(f"/issues/{number}")).json()["data"]["updated_at"]
    assert await numbers(pylon, one("updated_at", "time_range", told, told)) == [int(number)]
    assert await numbers(pylon, one("updated_at", "time_is_after", told)) == []


OPEN = one("state", "not_in", "closed")


@pytest.mark.parametrize(
    "asked",
    [
        None,
        [],
        {},
        {"operator": "and", "subfilters": [OPEN]},
        {"field": "state", "value": "new"},
        joined("and"),
        joined("and", OPEN) | {"field": "state"},
        joined("and", OPEN) | {"value": "x"},
        {"field": "", "operator": "and", "subfilters": OPEN},
        joined("and", joined("or", joined("and", OPEN))),
        OPEN | {"subfilters": [OPEN]},
        OPEN | {"value": "x"},
        OPEN | {"values": "closed"},
        OPEN | {"values": []},
        OPEN | {"values": [7]},
        OPEN | {"fields": "x"},
        one("", "equals", "x"),
        one("number", "equals", "4711"),
        one("colour", "equals", "red"),
        one("state", "contains", "new"),
        one("state", "is_set"),
        one("state", "not_equals", "new"),
        one("state", "like", "new"),
        one("state", "equals"),
        one("state", "equals", "new") | {"value": 7},
        one("state", "equals", "new") | {"values": ["new"]},
        one("title", "equals", "x"),
        one("tags", "equals", "x"),
        one("team_id", "is_unset"),
        one("created_at", "equals", "2026-03-02T15:00:00Z"),
        one("created_at", "greater_than", "2026-03-02T15:00:00Z"),
        one("updated_at", "time_is_after", "2026-03-02"),
        one("updated_at", "time_is_after", "2026-03-02T15:00:00"),
        one("updated_at", "time_is_after", "1772463600"),
        one("updated_at", "time_range", "2026-03-02T15:00:00Z"),
    ],
)
async def test_a_filter_that_is_none_is_refused(pylon: httpx.AsyncClient, asked: object) -> None:
    answer = await search(pylon, "issues", asked)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request_body")


@pytest.mark.parametrize(
    "more",
    [
        {"limit": 0},
        {"limit": 1001},
        {"limit": "100"},
        {"limit": True},
        {"cursor": "x"},
        {"cursor": 7},
        {"cursor": "after:x"},
        {"pagination": {}},
        {"search_text": "x"},
    ],
)
async def test_a_page_that_is_none_is_refused(
    pylon: httpx.AsyncClient, more: dict[str, object]
) -> None:
    assert (await search(pylon, "issues", OPEN, **more)).status_code == 400
    assert (await search(pylon, "issues", OPEN, limit=1000)).status_code == 200


async def test_a_search_without_a_filter_is_refused(pylon: httpx.AsyncClient) -> None:
    for what in ("issues", "users", "contacts", "accounts"):
        assert (await pylon.post(f"/{what}/search", json={})).status_code == 400


@pytest.mark.parametrize("closed_meanwhile", [True, False])
async def test_pages_follow_a_cursor_even_when_what_was_listed_is_closed_meanwhile(
    pylon: httpx.AsyncClient, desk: Helpdesk, ann: Admin, dana: Contact, *, closed_meanwhile: bool
) -> None:
    for _ in range(5):
        desk.add_ticket("It broke", dana)
    seen: list[int] = []
    more: dict[str, object] = {"limit": 2}
    while more:
        answer = (await search(pylon, "issues", OPEN, **more)).json()
        seen += [issue["number"] for issue in answer["data"]]
        if closed_meanwhile:
            desk.closes(ann, str(seen[-1]))
        page = answer.get("pagination")
        more = {"limit": 2, "cursor": page["cursor"]} if page else {}
    assert seen == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("what", "asked", "wanted"),
    [
        ("users", one("email", "equals", "ann@support.example"), ["Ann"]),
        ("users", one("email", "in", "ann@support.example", "x"), ["Ann"]),
        ("users", one("email", "not_in", "ann@support.example"), ["Bea"]),
        ("contacts", one("email", "equals", "dana@customer.example"), ["Dana Fox"]),
        ("contacts", one("email", "string_contains", "CUSTOMER"), ["Sam", "Dana Fox"]),
        ("contacts", one("name", "string_contains", "fox"), ["Dana Fox"]),
        ("contacts", one("plan", "equals", "Starter"), ["Sam"]),
        ("accounts", one("name", "string_contains", "ac"), ["Acme"]),
        ("accounts", one("name", "equals", "acme"), []),
        ("accounts", one("plan", "equals", "Enterprise"), ["Acme"]),
    ],
)
async def test_people_and_companies_are_found(
    pylon: httpx.AsyncClient,
    desk: Helpdesk,
    ann: Admin,
    bea: Admin,
    dana: Contact,
    what: str,
    asked: dict[str, Any],
    wanted: list[str],
) -> None:
    assert (ann.name, bea.name, dana.name) == ("Ann", "Bea", "Dana Fox")
    desk.add_contact("Sam", "sam@customer.example", plan="Starter")
    answer = await search(pylon, what, asked)
    assert [found["name"] for found in answer.json()["data"]] == wanted


@pytest.mark.parametrize(
    ("what", "asked"),
    [
        ("users", one("email", "string_contains", "ann")),
        ("users", one("name", "equals", "Ann")),
        ("contacts", one("phone", "equals", "1")),
        ("contacts", one("account_id", "is_unset")),
        ("accounts", one("id", "string_contains", "a")),
    ],
)
async def test_what_people_are_not_found_by_is_refused(
    pylon: httpx.AsyncClient, what: str, asked: dict[str, Any]
) -> None:
    assert (await search(pylon, what, asked)).status_code == 400
