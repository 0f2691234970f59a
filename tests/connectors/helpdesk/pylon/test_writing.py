"""What is Pylon's own about writing: threads, silence, links elsewhere."""

from typing import Any

import pytest
from starlette.responses import JSONResponse, Response

from rulebook.notes import Note
from rulebook.people import Person
from rulebook.ports import Done, GiveUp, TryAgain
from rulebook.tickets import Draft, Priority, Status, Ticket, TicketState
from tests.connectors.helpdesk.pylon.canned import Canned, canned, data, issue
from tests.connectors.helpdesk.pylon_world import pylon_world

ANN = Person(id="u1", name="Ann")
NOTE = Note(title="Approved", lines=(), marker="Countersign 7f3a9c")
DRAFT = Draft(
    customer="c1",
    title="Export stops",
    description="At <3 %.\nTwice.",
    priority=Priority.NORMAL,
    status=Status.SUBMITTED,
    owner=ANN,
    marker="Countersign 7f3a9c",
)


def thread(thread_id: str, name: str, channel: str | None = None) -> dict[str, Any]:
    return {"id": thread_id, "issue_id": "i1", "name": name, "channel_id": channel}


def noted(server: Canned, *threads: dict[str, Any]) -> None:
    server.answers["/issues/i1"] = data(issue())
    server.answers["/issues/i1/note"] = data({"id": "m9", "issue_id": "i1"})
    server.in_turn["/issues/i1/threads"] = [data([*threads]), data(thread("t9", "Countersign"))]


@pytest.mark.parametrize(
    ("threads", "into"),
    [
        ([thread("t1", "Countersign")], "t1"),
        ([thread("t1", "Internal thread"), thread("t2", "Countersign")], "t2"),
        ([thread("t1", "Countersign"), thread("t2", "Countersign")], "t1"),
        ([], "t9"),
        ([thread("t1", "Internal thread")], "t9"),
        ([thread("t1", "Countersign", "C0123")], "t9"),
    ],
)
async def test_a_note_goes_into_our_own_thread_that_is_mirrored_nowhere(
    threads: list[dict[str, Any]], into: str
) -> None:
    async with canned() as (server, pylon):
        noted(server, *threads)
        done = await pylon.write_note("issue/i1", NOTE, ANN, again=False)
        assert isinstance(done, Done)
        assert (done.reference, done.link) == ("m9", issue()["link"])
        assert server.bodies[-1]["thread_id"] == into
        assert server.bodies[-1]["user_id"] == "u1"
        begun = [body for body in server.bodies if "name" in body]
        assert begun == ([{"name": "Countersign"}] if into == "t9" else [])


@pytest.mark.parametrize(
    ("private", "author", "html", "reference"),
    [
        (True, {"user": {"id": "u1"}}, "<p>x</p><p>Countersign 7f3a9c</p>", "m1"),
        (False, {"user": {"id": "u1"}}, "<p>x</p><p>Countersign 7f3a9c</p>", "m9"),
        (True, {"user": {"id": "u2"}}, "<p>x</p><p>Countersign 7f3a9c</p>", "m9"),
        (True, {"contact": {"id": "u1"}}, "<p>x</p><p>Countersign 7f3a9c</p>", "m9"),
        (True, None, "<p>x</p><p>Countersign 7f3a9c</p>", "m9"),
        (True, {"user": {"id": "u1"}}, "<p>Countersign 7f3a9c</p><p>x</p>", "m9"),
    ],
)
async def test_a_repeated_note_is_one_that_is_private_ours_and_ends_so(
    private: bool, author: dict[str, Any] | None, html: str, reference: str
) -> None:
    async with canned() as (server, pylon):
        noted(server, thread("t1", "Countersign"))
        message = {"id": "m1", "is_private": private, "author": author, "message_html": html}
        server.answers["/issues/i1/messages"] = data([message])
        done = await pylon.write_note("issue/i1", NOTE, ANN, again=True)
        assert isinstance(done, Done)
        assert done.reference == reference


async def test_a_note_stays_out_of_the_thread_that_slack_shows() -> None:
    async with pylon_world() as world:
        lead = world.joins("Lee", "lead@support.example")
        number, port = world.arrives(), world.port()
        world.desk.begins_thread(number, "escalation", slack_channel="C1")
        ticket = await port.ticket(number)
        assert ticket is not None
        for again in (False, True, False):
            assert isinstance(await port.write_note(ticket.key, NOTE, lead, again=again), Done)
        notes = [call for call in world.desk.calls if call.name == "POST /issues/{id}/note"]
        threads = [call for call in world.desk.calls if call.name == "POST /issues/{id}/threads"]
        assert len(notes) == 2
        assert len({call.body["thread_id"] for call in notes}) == len(threads) == 1


async def test_where_an_issue_is_shown_is_asked_for_once() -> None:
    async with canned() as (server, pylon):
        noted(server, thread("t1", "Countersign"))
        server.answers["/issues/i1/threads"] = data([thread("t1", "Countersign")])
        for _ in range(3):
            await pylon.write_note("issue/i1", NOTE, ANN, again=False)
        assert server.asked.count("GET /issues/i1") == 1


@pytest.mark.parametrize("status", Status)
async def test_a_new_issue_is_silent_and_in_the_name_of_who_decided(status: Status) -> None:
    async with canned() as (server, pylon):
        server.answers["/contacts/c1"] = data({"id": "c1", "name": "Dana"})
        server.answers["/issues"] = data(issue())
        server.answers["/issues/i1"] = data(issue(state="waiting_on_customer"))
        lead = Person(id="u2", name="Lee")
        ticket = await pylon.create(DRAFT.model_copy(update={"status": status}), lead, again=False)
        assert isinstance(ticket, Ticket)
        assert server.bodies[0] == {
            "title": "Export stops",
            "body_html": "<p>At &lt;3 %.<br>Twice.</p><p>Countersign 7f3a9c</p>",
            "requester_id": "c1",
            "assignee_id": "u1",
            "priority": "medium",
            "user_id": "u2",
            "destination_metadata": {"destination": "internal"},
        }
        states = {Status.IN_PROGRESS: "waiting_on_you", Status.WAITING: "waiting_on_customer"}
        put = [{"state": states[status]}] if status in states else []
        assert server.bodies[1:] == put
        assert ticket.owner == ANN


async def test_a_new_issue_of_an_account_has_no_requester() -> None:
    async with canned() as (server, pylon):
        server.answers["/accounts/a1"] = data({"id": "a1", "name": "Acme"})
        server.answers["/issues"] = data(issue())
        new = DRAFT.model_copy(update={"customer": "account/a1"})
        ticket = await pylon.create(new, ANN, again=False)
        assert isinstance(ticket, Ticket)
        assert (ticket.customer, ticket.customer_key) == ("Acme", "account/a1")
        assert server.bodies[0]["account_id"] == "a1"
        assert "requester_id" not in server.bodies[0]
        server.answers["/issues/search"] = data([])
        assert await pylon.created(new) is None
        assert server.bodies[-1]["filter"]["subfilters"] == [
            {"field": "account_id", "operator": "equals", "value": "a1"},
            {"field": "body_html", "operator": "string_contains", "value": "Countersign"},
        ]


async def test_an_issue_that_cannot_be_put_into_its_state_is_there_all_the_same() -> None:
    async with canned() as (server, pylon):
        server.answers["/contacts/c1"] = data({"id": "c1", "name": "Dana"})
        server.answers["/issues"] = data(issue())
        server.answers["/issues/i1"] = JSONResponse({"errors": ["no"]}, 500)
        new = DRAFT.model_copy(update={"status": Status.WAITING})
        ticket = await pylon.create(new, ANN, again=False)
        assert isinstance(ticket, Ticket)
        assert ticket.state is TicketState.OPEN


@pytest.mark.parametrize(
    ("answer", "after"),
    [(JSONResponse({"errors": ["no"]}, 503), 30), (Response("{}", 200), 30)],
)
async def test_a_creation_in_doubt_is_looked_for_a_little_later(
    answer: Response, after: int
) -> None:
    async with canned() as (server, pylon):
        server.answers["/contacts/c1"] = data({"id": "c1"})
        server.answers["/issues"] = answer
        outcome = await pylon.create(DRAFT, ANN, again=False)
        assert isinstance(outcome, TryAgain)
        assert outcome.after is not None
        assert outcome.after.total_seconds() == after


async def test_an_issue_is_linked_with_one_elsewhere() -> None:
    async with pylon_world() as world:
        number, port = world.arrives(), world.port()
        ticket = await port.ticket(number)
        assert ticket is not None
        for _ in range(2):
            done = await port.link_external(ticket.key, "linear", "0b8c7c1e")
            assert done == Done(link=ticket.link)
        [external] = world.desk.ticket(number).particulars.external
        assert (external.source, external.id) == ("linear", "0b8c7c1e")
        before = len(world.called())
        assert isinstance(await port.link_external("issue/../me", "linear", "x"), GiveUp)
        assert len(world.called()) == before
