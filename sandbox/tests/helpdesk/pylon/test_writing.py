from datetime import timedelta
from typing import Any

import httpx
import pytest

from sandbox.clock import Clock
from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.pylon.ids import id_of
from sandbox.helpdesk.records import API_USER, Admin, Contact


@pytest.fixture
def here(desk: Helpdesk, ann: Admin, dana: Contact) -> str:
    """Where an issue is, which is Ann's."""
    ticket = desk.add_conversation("It broke", dana, number="4711", owner=ann, body="<p>hm</p>")
    return f"/issues/{id_of('issue', ticket.id)}"


async def data(answering: httpx.Response) -> Any:
    assert answering.status_code == 200, answering.text
    return answering.json()["data"]


async def test_a_note_is_private_and_its_authors(
    pylon: httpx.AsyncClient, desk: Helpdesk, ann: Admin, here: str
) -> None:
    body = {
        "body_html": "<p>Looked<!-- m --></p><script>x</script>",
        "user_id": id_of("user", ann.id),
    }
    written = await data(await pylon.post(f"{here}/note", json=body))
    [note] = desk.ticket("4711").notes
    assert (note.author, note.body) == (ann, "<p>Looked</p>")
    assert here.endswith(written["issue_id"])
    said = await data(await pylon.get(f"{here}/messages"))
    assert (said[-1]["id"], said[-1]["is_private"]) == (written["id"], True)
    assert desk.customer_receives == []


async def test_a_note_of_nobody_is_the_tokens(
    pylon: httpx.AsyncClient, desk: Helpdesk, here: str
) -> None:
    await data(await pylon.post(f"{here}/note", json={"body_html": "x"}))
    [note] = desk.ticket("4711").notes
    assert note.author == API_USER
    me = await data(await pylon.get("/me"))
    said = await data(await pylon.get(f"{here}/messages"))
    assert said[-1]["author"]["user"]["id"] == me["user"]["id"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"body_html": ...},
        {"body_html": ""},
        {"body_html": 7},
        {"user_id": "x"},
        {"user_id": "991267001"},
        {"thread_id": "x", "message_id": "y"},
        {"thread_id": "x"},
        {"message_id": "x"},
        {"message_id": "{first}"},
        {"body": "x"},
    ],
)
async def test_a_note_that_is_none_is_refused_and_not_kept(
    pylon: httpx.AsyncClient, desk: Helpdesk, here: str, wrong: dict[str, Any]
) -> None:
    [first] = await data(await pylon.get(f"{here}/messages"))
    whole = {"body_html": "x", **wrong}
    sent = {
        name: first["id"] if value == "{first}" else value
        for name, value in whole.items()
        if value is not ...
    }
    answer = await pylon.post(f"{here}/note", json=sent)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request_body")
    assert desk.ticket("4711").notes == ()


async def test_a_note_goes_to_the_newest_thread_in_slack_unless_told_otherwise(
    pylon: httpx.AsyncClient, desk: Helpdesk, here: str
) -> None:
    async def threads() -> list[dict[str, Any]]:
        return list(await data(await pylon.get(f"{here}/threads")))

    async def thread_of(**more: str) -> str:
        written = await data(await pylon.post(f"{here}/note", json={"body_html": "x", **more}))
        said = await data(await pylon.get(f"{here}/messages"))
        return next(str(one["thread_id"]) for one in said if one["id"] == written["id"])

    assert await threads() == []
    default = await thread_of(thread_id="", message_id="", thread_name="")
    [known] = await threads()
    assert (known["id"], "channel_id" in known) == (default, False)
    for name in ("older", "newer"):
        desk.begins_thread("4711", name, slack_channel="C1")
    mirrored = (await threads())[-1]
    assert (mirrored["name"], mirrored["channel_id"]) == ("newer", "C1")
    assert await thread_of() == mirrored["id"]
    assert await thread_of(thread_id=default) == default
    own = await data(await pylon.post(f"{here}/threads", json={"name": "Ours"}))
    assert (await threads())[-1] == own
    assert await thread_of(thread_id=own["id"]) == own["id"]
    following = (await data(await pylon.get(f"{here}/messages")))[-1]["id"]
    assert await thread_of(message_id=following) == own["id"]
    both = {"body_html": "x", "message_id": following, "thread_id": own["id"]}
    assert (await pylon.post(f"{here}/note", json=both)).status_code == 400


async def test_a_new_thread_can_be_named(pylon: httpx.AsyncClient, here: str) -> None:
    body = {"body_html": "x", "thread_name": "Approvals"}
    await data(await pylon.post(f"{here}/note", json=body))
    [thread] = await data(await pylon.get(f"{here}/threads"))
    assert thread["name"] == "Approvals"


async def test_a_reply_reaches_the_customer(
    pylon: httpx.AsyncClient, desk: Helpdesk, ann: Admin, here: str
) -> None:
    [first] = await data(await pylon.get(f"{here}/messages"))
    body = {"body_html": "<p>Hi</p>", "message_id": first["id"], "user_id": id_of("user", ann.id)}
    await data(await pylon.post(f"{here}/reply", json=body))
    [received] = desk.customer_receives
    assert (received.number, received.kind, received.body) == ("4711", "comment", "<p>Hi</p>")
    assert desk.ticket("4711").history[-1].author == ann
    note = await data(await pylon.post(f"{here}/note", json={"body_html": "x"}))
    for wrong in ({"message_id": note["id"]}, {"message_id": "x"}, {"user_id": "x"}):
        assert (await pylon.post(f"{here}/reply", json=body | wrong)).status_code == 400
    assert len(desk.customer_receives) == 1


async def test_an_issue_is_given_to_somebody_and_to_nobody(
    pylon: httpx.AsyncClient, desk: Helpdesk, clock: Clock, bea: Admin, here: str
) -> None:
    issue = await data(await pylon.patch(here, json={"assignee_id": id_of("user", bea.id)}))
    assert issue["assignee"]["email"] == bea.email
    assert desk.ticket("4711").owner == bea
    issue = await data(await pylon.patch(here, json={"assignee_id": ""}))
    assert "assignee" not in issue
    assert desk.ticket("4711").owner is None
    given = [(part.kind, part.author, part.assigned_to) for part in desk.ticket("4711").history]
    assert given == [("assignment", API_USER, bea), ("assignment", API_USER, None)]
    assert desk.ticket("4711").updated == clock.now()


async def test_who_gave_it_to_whom_is_in_the_audit_log_alone(
    pylon: httpx.AsyncClient, desk: Helpdesk, ann: Admin, bea: Admin, here: str
) -> None:
    await pylon.patch(here, json={"assignee_id": id_of("user", bea.id)})
    desk.assigns(ann, "4711", ann)
    desk.closes(ann, "4711")
    desk.writes_note(ann, "4711", "<p>hm</p>")
    entries = await data(await pylon.get("/audit-logs"))
    assert {(one["action"], one["object_type"]) for one in entries} == {("issue.updated", "issue")}
    assert {here.endswith(one["object_id"]) for one in entries} == {True}
    his, hers = id_of("user", ann.id), id_of("user", bea.id)
    assert [(one["actor_user_id"], one["metadata"]) for one in entries] == [
        (his, {"field": "state"}),
        (his, {"field": "assignee_id", "from": hers, "to": his}),
        (
            id_of("user", API_USER.id),
            {"field": "assignee_id", "from": his, "to": hers},
        ),
    ]
    page = (await pylon.get("/audit-logs", params={"limit": "2"})).json()
    cursor = page["pagination"]["cursor"]
    rest = (await pylon.get("/audit-logs", params={"cursor": cursor})).json()
    assert page["data"] + rest["data"] == entries
    assert "pagination" not in rest
    whole = (await pylon.get("/audit-logs", params={"limit": "3"})).json()
    assert (whole["data"], "pagination" in whole) == (entries, False)


async def test_what_is_given_is_changed_and_nothing_else(
    pylon: httpx.AsyncClient, desk: Helpdesk, ann: Admin, here: str
) -> None:
    team = desk.add_team("Success")
    changes: list[tuple[dict[str, Any], dict[str, Any]]] = [
        ({"title": "Anew"}, {"title": "Anew"}),
        ({"tags": ["a", "b"]}, {"tags": ["a", "b"]}),
        ({"tags": ["c"]}, {"tags": ["c"]}),
        ({"team_id": id_of("team", team.id)}, {"team": {"id": id_of("team", team.id)}}),
        (
            {"custom_fields": [{"slug": "priority", "value": "urgent"}]},
            {"custom_fields": {"priority": {"slug": "priority", "value": "urgent"}}},
        ),
        ({"state": "closed"}, {"state": "closed"}),
    ]
    before = await data(await pylon.get(here))
    for sent, told in changes:
        after = await data(await pylon.patch(here, json=sent))
        changed = {name for name in after if after[name] != before.get(name)}
        assert changed - {"resolution_time", "resolution_seconds"} == set(told)
        assert {name: after[name] for name in told} == told
        before = after
    assert "team" not in await data(await pylon.patch(here, json={"team_id": ""}))
    cleared = {"custom_fields": [{"slug": "priority"}]}
    assert (await data(await pylon.patch(here, json=cleared)))["custom_fields"] == {}
    assert desk.ticket("4711").owner == ann
    assert desk.customer_receives == []


async def test_what_the_portal_shows_has_reached_the_customer(
    pylon: httpx.AsyncClient, desk: Helpdesk, here: str
) -> None:
    for visible in (True, True, True, False):
        told = await data(await pylon.patch(here, json={"customer_portal_visible": visible}))
        assert told["customer_portal_visible"] is visible
    assert [one.kind for one in desk.customer_receives] == ["update"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"assignee_id": "x"},
        {"assignee_id": None},
        {"assignee_id": "{team}"},
        {"team_id": "x"},
        {"state": "open"},
        {"state": ""},
        {"title": 7},
        {"tags": "x"},
        {"custom_fields": {"priority": "high"}},
        {"custom_fields": [{"slug": "priority", "value": "normal"}]},
        {"custom_fields": [{"slug": "plan", "value": "x"}]},
        {"customer_portal_visible": "yes"},
        {"admin_id": "x"},
    ],
)
async def test_a_change_that_is_none_is_refused_as_a_whole(
    pylon: httpx.AsyncClient, desk: Helpdesk, here: str, wrong: dict[str, Any]
) -> None:
    team = id_of("team", desk.add_team("Success").id)
    before = desk.ticket("4711")
    sent = {name: team if value == "{team}" else value for name, value in wrong.items()}
    everything = {"assignee_id": "", "state": "closed", "title": "Anew", "tags": ["x"]}
    answer = await pylon.patch(here, json=everything | sent)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request_body")
    assert desk.ticket("4711") == before


@pytest.mark.usefixtures("here")
async def test_a_number_names_an_issue_in_some_calls_only(pylon: httpx.AsyncClient) -> None:
    later = {"snooze_until": "2026-03-03T15:00:00Z"}
    linked = {"source": "linear", "external_issue_id": "x"}
    assert (await pylon.get("/issues/4711")).status_code == 200
    assert (await pylon.post("/issues/4711/snooze", json=later)).status_code == 200
    assert (await pylon.post("/issues/4711/external-issues", json=linked)).status_code == 200
    assert (await pylon.patch("/issues/4711", json={"title": "x"})).status_code == 404
    note = await pylon.post("/issues/4711/note", json={"body_html": "x"})
    assert note.status_code == 404


async def test_an_issue_is_put_aside_until_it_wakes(
    pylon: httpx.AsyncClient, clock: Clock, here: str
) -> None:
    until = "2026-03-02T11:00:00-05:00"
    told = await data(await pylon.post(f"{here}/snooze", json={"snooze_until": until}))
    assert (told["state"], told["snoozed_until_time"]) == ("on_hold", "2026-03-02T16:00:00Z")
    past = await pylon.post(f"{here}/snooze", json={"snooze_until": "2026-03-02T15:00:00Z"})
    assert past.status_code == 400
    clock.move(timedelta(hours=1))
    assert (await data(await pylon.get(here)))["state"] == "waiting_on_you"


async def test_an_issue_is_linked_with_a_tracker_once(pylon: httpx.AsyncClient, here: str) -> None:
    linked = {"source": "linear", "external_issue_id": "x"}
    for _ in range(2):
        told = await data(await pylon.post(f"{here}/external-issues", json=linked))
        [external] = told["external_issues"]
        assert (external["source"], external["external_id"]) == ("linear", "x")
    for wrong in ({"source": "paper"}, {"operation": "cut"}, {"external_issue_id": 7}):
        answer = await pylon.post(f"{here}/external-issues", json=linked | wrong)
        assert answer.status_code == 400
    unlinked = linked | {"operation": "unlink"}
    told = await data(await pylon.post(f"{here}/external-issues", json=unlinked))
    assert told["external_issues"] == []
