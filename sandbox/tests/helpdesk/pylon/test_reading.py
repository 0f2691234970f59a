from datetime import timedelta
from typing import Any

import httpx
import pytest

from sandbox.app import Sandbox
from sandbox.clock import Clock
from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.pylon.ids import id_of, worlds
from sandbox.helpdesk.records import Admin, Contact, Priority, State

HOUR = timedelta(hours=1)


async def issue(pylon: httpx.AsyncClient, number: str) -> dict[str, Any]:
    answer = await pylon.get(f"/issues/{number}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])


@pytest.mark.parametrize("kind", ["conversation", "ticket"])
async def test_an_issue_is_read_by_its_number_or_its_id(
    pylon: httpx.AsyncClient, desk: Helpdesk, dana: Contact, ann: Admin, kind: str
) -> None:
    add = desk.add_conversation if kind == "conversation" else desk.add_ticket
    add("It broke", dana, number="4711", body="<p>hm</p>", owner=ann)
    found = await issue(pylon, "4711")
    assert await issue(pylon, found["id"]) == found
    assert (found["number"], found["title"], found["type"]) == (4711, "It broke", kind)
    assert (found["body_html"], found["source"]) == ("<p>hm</p>", "email")
    assert found["assignee"] == {"id": id_of("user", ann.id), "email": ann.email}
    assert found["requester"] == {"id": id_of("contact", dana.id), "email": dana.email}
    assert found["link"] == "https://app.usepylon.com/issues?issueNumber=4711"


async def test_a_link_leads_where_people_look(
    pylon: httpx.AsyncClient, desk: Helpdesk, dana: Contact
) -> None:
    desk.pylon.link_base = "http://127.0.0.1:8700"
    desk.add_conversation("It broke", dana, number="4711")
    link = (await issue(pylon, "4711"))["link"]
    assert link == "http://127.0.0.1:8700/issues?issueNumber=4711"


async def test_on_the_sandboxs_page_the_link_leads_to_the_ticket(clock: Clock) -> None:
    sandbox = Sandbox(clock)
    for name in ("Amira", "Bea"):
        sandbox.workspace.add_person(name, f"{name}@team.example")
    dana = sandbox.helpdesk.add_contact("Dana", "d@c.example")
    sandbox.helpdesk.add_ticket("Broken", dana, number="64")
    app = httpx.ASGITransport(app=sandbox.app())
    async with httpx.AsyncClient(transport=app, base_url="http://127.0.0.1") as browser:
        for asked, place in (
            ("issueNumber=64", "/as/amira/tickets/64"),
            ("issueNumber=64&as=bea", "/as/bea/tickets/64"),
        ):
            answer = await browser.get(f"/issues?{asked}")
            assert (answer.status_code, answer.headers["Location"]) == (303, place)
        for lost in ("/issues?issueNumber=7", "/issues"):
            assert (await browser.get(lost)).status_code == 404
        token = {"Authorization": f"Bearer {sandbox.helpdesk.pylon.token}"}
        assert (await browser.get("/pylon/issues/64", headers=token)).status_code == 200
    await sandbox.close()


@pytest.mark.parametrize(
    ("state", "called"),
    [
        ("submitted", "new"),
        ("open", "waiting_on_you"),
        ("snoozed", "on_hold"),
        ("waiting_on_customer", "waiting_on_customer"),
        ("closed", "closed"),
    ],
)
async def test_a_state_goes_there_and_back(
    pylon: httpx.AsyncClient, desk: Helpdesk, dana: Contact, state: State, called: str
) -> None:
    there = await issue(pylon, desk.add_ticket("A bug", dana, state=state).number)
    assert there["state"] == called
    other = await issue(pylon, desk.add_ticket("A bug", dana, state="open").number)
    await pylon.patch(f"/issues/{other['id']}", json={"state": called})
    assert desk.ticket(str(other["number"])).state == state
    known = (await pylon.get("/issue-statuses")).json()["data"]
    assert [one["slug"] for one in known].count(called) == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("none", None),
        ("low", "low"),
        ("normal", "medium"),
        ("medium", "medium"),
        ("high", "high"),
        ("urgent", "urgent"),
    ],
)
async def test_a_priority_is_a_custom_field(
    pylon: httpx.AsyncClient, desk: Helpdesk, dana: Contact, given: Priority, told: str | None
) -> None:
    told_of = await issue(pylon, desk.add_ticket("A bug", dana, priority=given).number)
    wanted = {"priority": {"slug": "priority", "value": told}} if told else {}
    assert told_of["custom_fields"] == wanted


async def test_a_plan_is_the_accounts_or_without_one_the_customers_own(
    pylon: httpx.AsyncClient, desk: Helpdesk, dana: Contact
) -> None:
    sam = desk.add_contact("Sam", "sam@c.example", plan="Starter")
    hers = await issue(pylon, desk.add_conversation("Hers", dana).number)
    his = await issue(pylon, desk.add_conversation("His", sam).number)
    account = (await pylon.get(f"/accounts/{hers['account']['id']}")).json()["data"]
    contact = (await pylon.get(f"/contacts/{his['requester']['id']}")).json()["data"]
    assert (account["name"], account["custom_fields"]["plan"]["value"]) == ("Acme", "Enterprise")
    assert contact["custom_fields"]["plan"]["value"] == "Starter"
    assert "account" not in his
    assert "account" not in contact


async def test_deadlines_are_told_while_they_hold(
    pylon: httpx.AsyncClient, desk: Helpdesk, clock: Clock, ann: Admin, dana: Contact
) -> None:
    now = clock.now()
    team = desk.add_team("Success", ann)
    number = desk.add_conversation(
        "It broke", dana, respond_by=now + HOUR, resolve_by=now + 4 * HOUR, team=team
    ).number
    told = await issue(pylon, number)
    assert told["first_response_breach_time"] == "2026-03-02T16:00:00Z"
    assert told["resolution_breach_time"] == "2026-03-02T19:00:00Z"
    assert told["team_slas"] == [
        {
            "team_id": told["team"]["id"],
            "first_response": {"breach_time": "2026-03-02T16:00:00Z"},
            "resolution": {"breach_time": "2026-03-02T19:00:00Z"},
        }
    ]
    desk.writes_note(ann, number, "<p>hm</p>")
    assert "first_response_breach_time" in await issue(pylon, number)
    desk.replies(ann, number, "We are looking.")
    answered = await issue(pylon, number)
    assert "first_response_breach_time" not in answered
    assert "resolution_breach_time" in answered
    assert [*answered["team_slas"][0]] == ["team_id", "resolution"]
    desk.closes(ann, number)
    closed = await issue(pylon, number)
    assert not {"resolution_breach_time", "team_slas"} & closed.keys()


async def test_an_issue_without_an_sla_has_no_deadline(
    pylon: httpx.AsyncClient, desk: Helpdesk, dana: Contact
) -> None:
    told = await issue(pylon, desk.add_conversation("It broke", dana).number)
    assert not [name for name in told if "breach" in name or "sla" in name]


async def test_what_happened_is_told_by_its_times(
    pylon: httpx.AsyncClient, desk: Helpdesk, clock: Clock, ann: Admin, dana: Contact
) -> None:
    number = desk.add_ticket("A bug", dana).number
    new = await issue(pylon, number)
    assert new["latest_message_time"] == new["created_at"] == "2026-03-02T15:00:00Z"
    assert not {"first_response_time", "resolution_time", "snoozed_until_time"} & new.keys()
    clock.move(HOUR)
    desk.replies(ann, number, "We are looking.")
    clock.move(HOUR)
    desk.snoozes(ann, number, clock.now() + HOUR)
    assert (await issue(pylon, number))["snoozed_until_time"] == "2026-03-02T18:00:00Z"
    desk.closes(ann, number)
    told = await issue(pylon, number)
    assert told["first_response_time"] == told["latest_message_time"] == "2026-03-02T16:00:00Z"
    assert (told["first_response_seconds"], told["resolution_seconds"]) == (3600, 7200)
    assert told["resolution_time"] == told["updated_at"] == "2026-03-02T17:00:00Z"
    assert told["number_of_touches"] == 1


async def test_messages_are_listed_oldest_first_with_who_said_them(
    pylon: httpx.AsyncClient, desk: Helpdesk, ann: Admin, dana: Contact
) -> None:
    number = desk.add_conversation("It broke", dana, body="<p>first</p>").number
    desk.writes_note(ann, number, "<p>hm</p>")
    desk.assigns(ann, number, ann)
    desk.replies(ann, number, "We are looking.")
    desk.closes(ann, number)
    desk.customer_writes(number, "Still broken.")
    there = (await issue(pylon, number))["id"]
    said = (await pylon.get(f"/issues/{there}/messages")).json()
    assert "pagination" not in said
    assert [(one["message_html"], one["is_private"]) for one in said["data"]] == [
        ("<p>first</p>", False),
        ("<p>hm</p>", True),
        ("<p>We are looking.</p>", False),
        ("<p>Still broken.</p>", False),
    ]
    by = [(one["author"].get("user") or one["author"]["contact"])["email"] for one in said["data"]]
    assert by == [dana.email, ann.email, ann.email, dana.email]
    assert ["thread_id" in one for one in said["data"]] == [False, True, False, False]


async def test_messages_come_in_pages_when_that_is_asked_for(
    pylon: httpx.AsyncClient, desk: Helpdesk, dana: Contact
) -> None:
    number = desk.add_conversation("It broke", dana, body="0").number
    for count in range(1, 5):
        desk.customer_writes(number, f"{count}")
    there = (await issue(pylon, number))["id"]
    seen: list[str] = []
    asked: dict[str, str] = {"limit": "2"}
    while asked:
        answer = (await pylon.get(f"/issues/{there}/messages", params=asked)).json()
        seen += [one["message_html"] for one in answer["data"]]
        cursor = answer.get("pagination", {}).get("cursor")
        asked = {"limit": "2", "cursor": cursor} if cursor else {}
    assert seen == [f"<p>{count}</p>" for count in range(5)]
    for wrong in ({"limit": "0"}, {"limit": "1001"}, {"limit": "x"}, {"cursor": "x"}):
        answer = await pylon.get(f"/issues/{there}/messages", params=wrong)
        assert answer.status_code == 400


async def test_who_is_in_the_team_and_whom_the_token_acts_as(
    pylon: httpx.AsyncClient, desk: Helpdesk, ann: Admin, bea: Admin
) -> None:
    desk.add_team("Success", ann)
    me = (await pylon.get("/me")).json()["data"]
    users = (await pylon.get("/users")).json()["data"]
    assert [user["email"] for user in users] == [ann.email, bea.email]
    assert me["user"]["id"] not in {user["id"] for user in users}
    [team] = (await pylon.get("/teams")).json()["data"]
    assert (team["name"], team["users"]) == (
        "Success",
        [{"id": users[0]["id"], "email": ann.email}],
    )
    assert (await pylon.get(f"/users/{users[1]['id']}")).json()["data"] == users[1]


def test_an_id_stands_for_one_thing_of_one_kind() -> None:
    assert worlds("user", id_of("user", "991267001")) == "991267001"
    company = "6762f07f1bb69f9f00000007"
    assert worlds("account", id_of("account", company)) == company
    assert worlds("contact", id_of("account", company)) is None
    assert id_of("issue", "7") != id_of("body", "7")
    for no_id in ("", "7", "x", "5e7a1d01"):
        assert worlds("user", no_id) is None
