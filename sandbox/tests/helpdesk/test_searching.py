from datetime import timedelta
from typing import Any

import httpx
import pytest

from sandbox.clock import Clock
from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.records import Admin, Contact


def one(field: str, value: object, operator: str = "=") -> dict[str, object]:
    return {"field": field, "operator": operator, "value": value}


async def search(
    api: httpx.AsyncClient, kind: str, query: object, **pages: object
) -> httpx.Response:
    body: dict[str, object] = {"query": query}
    if pages:
        body["pagination"] = pages
    return await api.post(f"/{kind}/search", json=body)


async def test_an_owner_is_an_integer_in_one_search_and_a_string_in_the_other(
    api: httpx.AsyncClient, desk: Helpdesk, ann: Admin, dana: Contact
) -> None:
    desk.add_conversation("It broke", dana, owner=ann)
    desk.add_ticket("A bug", dana, owner=ann)
    for kind, right, wrong in (
        ("conversations", int(ann.id), ann.id),
        ("tickets", ann.id, int(ann.id)),
    ):
        found = (await search(api, kind, one("admin_assignee_id", right))).json()
        assert found["total_count"] == len(found[kind]) == 1
        refused = await search(api, kind, one("admin_assignee_id", wrong))
        assert refused.status_code == 400


async def test_filters_are_joined_by_and_or_by_or(
    api: httpx.AsyncClient, desk: Helpdesk, ann: Admin, dana: Contact
) -> None:
    desk.add_ticket("A", dana, number="1", owner=ann)
    desk.add_ticket("B", dana, number="2", owner=ann, state="closed")
    desk.add_ticket("C", dana, number="3")

    async def numbers(query: object) -> set[str]:
        answer = (await search(api, "tickets", query)).json()
        return {ticket["ticket_id"] for ticket in answer["tickets"]}

    hers, opened = one("admin_assignee_id", ann.id), one("open", value=True)
    assert await numbers({"operator": "AND", "value": [hers, opened]}) == {"1"}
    assert await numbers({"operator": "OR", "value": [hers, opened]}) == {"1", "2", "3"}
    assert await numbers(one("ticket_id", ["1", "3"], "IN")) == {"1", "3"}
    assert await numbers(one("ticket_id", "1", "!=")) == {"2", "3"}


@pytest.mark.parametrize("closed_meanwhile", [True, False])
async def test_pages_follow_a_cursor_even_when_what_was_listed_is_closed_meanwhile(
    api: httpx.AsyncClient, desk: Helpdesk, ann: Admin, dana: Contact, *, closed_meanwhile: bool
) -> None:
    for _ in range(5):
        desk.add_conversation("It broke", dana)
    seen: list[str] = []
    pages: dict[str, Any] = {"per_page": 2}
    while True:
        answer = (await search(api, "conversations", one("open", value=True), **pages)).json()
        seen += [found["id"] for found in answer["conversations"]]
        if "next" not in answer["pages"]:
            break
        if closed_meanwhile:
            desk.closes(ann, seen[-1])
        pages["starting_after"] = answer["pages"]["next"]["starting_after"]
    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize(
    "query",
    [
        None,
        [],
        one("colour", "red"),
        one("open", "true"),
        one("open", value=True, operator="~"),
        {"operator": "AND", "value": []},
        {"operator": "AND", "value": [one("open", value=True)] * 16},
        {"operator": "AND", "value": "open"},
        one("open", value=True, operator="^"),
        one("source.subject", "", operator="~"),
        one("source.subject", 7, operator="~"),
        one("title", "x", operator="~"),
        {
            "operator": "AND",
            "value": [
                {
                    "operator": "OR",
                    "value": [
                        {"operator": "AND", "value": [one("open", value=True)]},
                    ],
                }
            ],
        },
    ],
)
async def test_a_query_that_is_none_is_refused(api: httpx.AsyncClient, query: object) -> None:
    assert (await search(api, "conversations", query)).status_code == 400


@pytest.mark.parametrize(
    "pages",
    [{"per_page": 151}, {"per_page": 0}, {"per_page": "20"}, {"starting_after": "x"}],
)
async def test_a_page_that_is_none_is_refused(
    api: httpx.AsyncClient, pages: dict[str, object]
) -> None:
    answer = await search(api, "tickets", one("open", value=True), **pages)
    assert answer.status_code == 400


async def test_what_is_no_parameter_of_a_search_is_refused(api: httpx.AsyncClient) -> None:
    for kind in ("conversations", "tickets", "contacts"):
        body = {"query": one("id", "1"), "sort_field": "created_at"}
        answer = await api.post(f"/{kind}/search", json=body)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "sort_field"


@pytest.mark.parametrize("words", ["export", "EXPORT inv", "voices"])
async def test_words_are_found_in_whatever_case(
    api: httpx.AsyncClient, desk: Helpdesk, dana: Contact, words: str
) -> None:
    for title, body in (("Export invoices", "x"), ("x", "<p>export<br>invoices</p>"), ("x", "x")):
        desk.add_conversation(title, dana, body=body)
        desk.add_ticket(title, dana, body=body)

    async def titles(kind: str, field: str) -> int:
        return int((await search(api, kind, one(field, words, "~"))).json()["total_count"])

    assert await titles("conversations", "source.subject") == 1
    assert await titles("tickets", "title") == 1
    several_lines = int(" " not in words)
    assert await titles("conversations", "source.body") == several_lines
    assert await titles("tickets", "description") == several_lines


async def test_customers_are_found_by_name_or_address_the_newest_first(
    api: httpx.AsyncClient, desk: Helpdesk
) -> None:
    for name, email in (("Sam", "s@a.example"), ("Bea", "sam@b.example"), ("Cy", "cy@c.example")):
        desk.add_contact(name, email)
    query = {"operator": "OR", "value": [one(field, "sam", "~") for field in ("name", "email")]}
    answer = (await search(api, "contacts", query)).json()
    assert (answer["type"], answer["total_count"]) == ("list", 2)
    assert [contact["name"] for contact in answer["data"]] == ["Bea", "Sam"]


async def test_pages_of_customers_follow_a_cursor(api: httpx.AsyncClient, desk: Helpdesk) -> None:
    for count in range(5):
        desk.add_contact(f"Sam {count}", "s@a.example")
    seen: list[str] = []
    pages: dict[str, Any] = {"per_page": 2}
    while True:
        answer = (await search(api, "contacts", one("name", "sam", "~"), **pages)).json()
        seen += [found["name"] for found in answer["data"]]
        if "next" not in answer["pages"]:
            break
        pages["starting_after"] = answer["pages"]["next"]["starting_after"]
    assert seen == [f"Sam {count}" for count in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize("kind", ["conversations", "tickets"])
@pytest.mark.parametrize(
    ("operator", "off", "numbers"),
    [
        (">", 0, {"3"}),
        (">", -1, {"2", "3"}),
        ("=", 0, {"2"}),
        ("<", 0, {"1"}),
        ("<", 1, {"1", "2"}),
    ],
)
async def test_what_was_updated_is_found_by_the_second(
    api: httpx.AsyncClient,
    desk: Helpdesk,
    clock: Clock,
    dana: Contact,
    kind: str,
    operator: str,
    off: int,
    numbers: set[str],
) -> None:
    now = clock.now()
    add = desk.add_conversation if kind == "conversations" else desk.add_ticket
    for number, ago in (("1", 60), ("2", 30), ("3", 29)):
        add("It broke", dana, number=number, created=now - timedelta(seconds=ago))
    wanted = int(now.timestamp()) - 30 + off
    answer = (await search(api, kind, one("updated_at", wanted, operator))).json()
    assert {found.get("ticket_id", found["id"]) for found in answer[kind]} == numbers


@pytest.mark.parametrize("kind", ["conversations", "tickets"])
@pytest.mark.parametrize(
    "filtered",
    [
        one("updated_at", "2026-03-02", ">"),
        one("updated_at", "1772463600", ">"),
        one("updated_at", 1772463600, ">="),
        one("updated_at", 1772463600, "~"),
        one("state", "open", ">"),
    ],
)
async def test_a_time_is_compared_as_seconds_or_not_at_all(
    api: httpx.AsyncClient, kind: str, filtered: dict[str, object]
) -> None:
    assert (await search(api, kind, filtered)).status_code == 400


async def test_a_ticket_is_found_with_its_parts_and_a_conversation_without(
    api: httpx.AsyncClient, desk: Helpdesk, ann: Admin, dana: Contact
) -> None:
    for add in (desk.add_ticket, desk.add_conversation):
        desk.replies(ann, add("It broke", dana).number, "We are looking.")
    [ticket] = (await search(api, "tickets", one("open", value=True))).json()["tickets"]
    [part] = ticket["ticket_parts"]["ticket_parts"]
    assert (part["part_type"], part["author"]["type"]) == ("comment", "admin")
    answer = (await search(api, "conversations", one("open", value=True))).json()
    assert "conversation_parts" not in answer["conversations"][0]
