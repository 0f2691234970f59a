"""What is Intercom's own about new tickets: types, lists, states and links."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from starlette.responses import JSONResponse, Response

from rulebook.people import Person
from rulebook.ports import GiveUp, NotHeard, TryAgain
from rulebook.tickets import Draft, Priority, Status, Ticket, TicketState
from sandbox.faults import Fault
from tests.connectors.helpdesk.intercom.canned import Canned, canned
from tests.connectors.helpdesk.intercom_world import IntercomWorld, intercom_world

ANN = Person(id="7", name="Ann")
DRAFT = Draft(
    customer="6762f126",
    title="Export stops",
    description="At 3 %.",
    priority=Priority.NORMAL,
    status=Status.SUBMITTED,
    owner=ANN,
    marker="m",
)


@pytest.fixture
async def world() -> AsyncIterator[IntercomWorld]:
    async with intercom_world("conversation") as world:
        yield world


def draft(world: IntercomWorld, **more: object) -> Draft:
    customer = world.customer("Chloé Martin", "chloe@acme.example")
    owner = world.joins("Ann", "ann@support.example")
    return DRAFT.model_copy(update={"customer": customer, "owner": owner, **more})


def sent(world: IntercomWorld, name: str = "POST /tickets") -> dict[str, Any]:
    return next(call.body for call in reversed(world.desk.calls) if call.name == name)


async def test_a_new_ticket_is_of_the_first_type_for_customers(world: IntercomWorld) -> None:
    new = draft(world)
    ticket = await world.port().create(new, new.owner, again=False)
    assert isinstance(ticket, Ticket)
    assert world.desk.ticket(ticket.number).ticket_type == "90"
    assert sent(world)["skip_notifications"] is True


@pytest.mark.parametrize("named", ["Task", "task", " TASK ", "89"])
async def test_a_new_ticket_is_of_the_type_that_the_settings_name(
    world: IntercomWorld, named: str
) -> None:
    new = draft(world)
    ticket = await world.port(ticket_type=named).create(new, new.owner, again=False)
    assert isinstance(ticket, Ticket)
    assert world.desk.ticket(ticket.number).ticket_type == "89"


async def test_a_type_that_is_not_there_is_given_up_naming_the_setting(
    world: IntercomWorld,
) -> None:
    new = draft(world)
    outcome = await world.port(ticket_type="Bog").create(new, new.owner, again=False)
    assert outcome == GiveUp(
        because="Intercom has no ticket type Bog. Set INTERCOM_TICKET_TYPE to the name of one that"
        " it has, or leave it empty."
    )
    assert world.numbers() == []


async def test_a_type_without_the_attribute_priority_goes_without(world: IntercomWorld) -> None:
    new = draft(world, priority=Priority.URGENT)
    ticket = await world.port(ticket_type="Task").create(new, new.owner, again=False)
    assert isinstance(ticket, Ticket)
    assert ticket.priority == ""
    assert sent(world)["ticket_attributes"].keys() == {"_default_title_", "_default_description_"}


async def test_a_ticket_that_customers_do_not_see_is_linked_to_its_parent(
    world: IntercomWorld,
) -> None:
    parent = world.arrives()
    new = draft(world, parent=f"conversation/{parent}")
    ticket = await world.port(ticket_type="Task").create(new, new.owner, again=False)
    assert isinstance(ticket, Ticket)
    assert world.desk.ticket(ticket.number).linked == parent


@pytest.mark.parametrize(
    ("parent", "ticket_type"), [("ticket/64", "Task"), ("conversation/215", "Bug"), ("", "Task")]
)
async def test_what_intercom_does_not_link_is_created_without_a_link(
    world: IntercomWorld, parent: str, ticket_type: str
) -> None:
    new = draft(world, parent=parent)
    ticket = await world.port(ticket_type=ticket_type).create(new, new.owner, again=False)
    assert isinstance(ticket, Ticket)
    assert "conversation_to_link_id" not in sent(world)


async def test_a_parent_that_is_gone_is_given_up(world: IntercomWorld) -> None:
    new = draft(world, parent="conversation/999")
    outcome = await world.port(ticket_type="Task").create(new, new.owner, again=False)
    assert isinstance(outcome, GiveUp)
    assert "Conversation not found" in outcome.because


@pytest.mark.parametrize("parent", ["64", "conversation/../me"])
async def test_a_parent_that_is_no_key_is_given_up(world: IntercomWorld, parent: str) -> None:
    new = draft(world, parent=parent)
    outcome = await world.port().create(new, new.owner, again=False)
    assert outcome == GiveUp(because="This is no ticket of Intercom.")
    assert world.numbers() == []


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.FORBIDDEN, Fault.LOST_ANSWER])
async def test_a_ticket_is_there_although_its_state_could_not_be_changed(
    world: IntercomWorld, fault: Fault
) -> None:
    new = draft(world, status=Status.WAITING)
    world.faults.on("PUT /tickets/{id}", fault)
    ticket = await world.port().create(new, new.owner, again=False)
    assert isinstance(ticket, Ticket)
    assert ticket.state is TicketState.OPEN
    assert sent(world, "PUT /tickets/{id}")["skip_notifications"] is True
    again = await world.port().create(new, new.owner, again=True)
    assert isinstance(again, Ticket)
    assert (again.number, again.state) == (ticket.number, TicketState.WAITING)


async def test_what_may_have_been_created_is_looked_for_only_when_it_can_be_found(
    world: IntercomWorld,
) -> None:
    new = draft(world)
    world.faults.on("POST /tickets", Fault.LOST_ANSWER)
    outcome = await world.port().create(new, new.owner, again=False)
    assert isinstance(outcome, TryAgain)
    assert outcome.after is not None
    assert outcome.after.total_seconds() == 30


async def test_a_conversation_is_suggested_with_its_company(world: IntercomWorld) -> None:
    number = world.arrives(title="Export fails", company="Acme")
    [suggestion] = await world.port().tickets_like("export")
    assert suggestion.words == f"#{number} Export fails · Acme"


async def test_a_customer_is_suggested_with_their_address(world: IntercomWorld) -> None:
    world.customer("Chloé Martin", "chloe@acme.example", "Acme")
    [suggestion] = await world.port().customers_like("chlo")
    assert suggestion.words == "Chloé Martin (chloe@acme.example)"


async def test_a_ticket_is_suggested_by_the_id_in_its_link(world: IntercomWorld) -> None:
    new = draft(world)
    ticket = await world.port().create(new, new.owner, again=False)
    assert isinstance(ticket, Ticket)
    assert ticket.key.removeprefix("ticket/") != ticket.number
    [suggestion] = await world.port().tickets_like(ticket.link)
    assert suggestion.value == ticket.number


# Answers that the sandbox does not give.


def a_type(*attributes: dict[str, object], **more: object) -> dict[str, object]:
    return {
        "id": "1",
        "name": "Request",
        "category": "Customer",
        "ticket_type_attributes": {"data": attributes},
        **more,
    }


def workspace(server: Canned, *types: dict[str, object]) -> None:
    server.answers["/ticket_types"] = JSONResponse({"data": types})
    server.answers["/me"] = JSONResponse({"app": {"id_code": "abc"}})
    server.answers["/contacts/6762f126"] = JSONResponse({"id": "6762f126", "name": "Chloé"})
    made = {"id": "900", "ticket_id": "7", "open": True, "created_at": 1_700_000_000}
    server.answers["/tickets"] = JSONResponse(made)


async def attributes_sent(*types: dict[str, object], **settings: object) -> dict[str, object]:
    async with canned(**settings) as (server, intercom):
        workspace(server, *types)
        ticket = await intercom.create(DRAFT, ANN, again=False)
        assert isinstance(ticket, Ticket), ticket
        written: dict[str, object] = server.bodies[-1]["ticket_attributes"]
        assert written.pop("_default_title_") == "Export stops"
        assert written.pop("_default_description_") == "At 3 %.\n\nm"
        return written


ITEMS = [{"id": "a1", "label": "High"}, {"id": "b2", "label": " NORMAL"}]


@pytest.mark.parametrize(
    ("attribute", "written"),
    [
        ({"data_type": "list", "input_options": {"list_options": ITEMS}}, {"PRIORITY": "b2"}),
        ({"data_type": "list", "input_options": {"list_options": ITEMS[:1]}}, {}),
        ({"data_type": "list", "input_options": {"list_options": "b2"}}, {}),
        ({"data_type": "list", "input_options": {"list_options": [7, {"id": 7}]}}, {}),
        ({"data_type": "list", "input_options": None}, {}),
        ({"data_type": "string"}, {"PRIORITY": "normal"}),
        ({"data_type": "string", "archived": True}, {}),
    ],
)
async def test_a_priority_is_written_as_its_attribute_wants_it(
    attribute: dict[str, object], written: dict[str, object]
) -> None:
    of = a_type({"name": "Colour", "data_type": "string"}, {"name": "PRIORITY", **attribute})
    assert await attributes_sent(of) == written


async def test_a_priority_is_written_into_the_attribute_that_the_settings_name() -> None:
    of = a_type({"name": "Priority"}, {"name": "Severity"})
    assert await attributes_sent(of, priority="severity") == {"Severity": "normal"}
    assert await attributes_sent(of, priority="colour") == {}


async def test_attributes_are_read_under_the_name_that_the_description_has_for_them() -> None:
    attributes = [{"name": "Priority", "data_type": "string"}]
    of = a_type() | {"ticket_type_attributes": {"ticket_type_attributes": attributes}}
    assert await attributes_sent(of) == {"Priority": "normal"}


@pytest.mark.parametrize("passed_over", [{"archived": True}, {"category": "Tracker"}])
async def test_types_that_are_archived_or_not_for_customers_are_passed_over(
    passed_over: dict[str, object],
) -> None:
    async with canned() as (server, intercom):
        workspace(server, a_type(**passed_over), a_type(id="2"))
        await intercom.create(DRAFT, ANN, again=False)
        assert server.bodies[-1]["ticket_type_id"] == "2"


@pytest.mark.parametrize("types", [[], [a_type(archived=True)], [a_type(category="Back-office")]])
async def test_a_workspace_without_a_type_for_customers_is_told_what_to_do(
    types: list[dict[str, object]],
) -> None:
    async with canned() as (server, intercom):
        workspace(server, *types)
        outcome = await intercom.create(DRAFT, ANN, again=False)
        assert isinstance(outcome, GiveUp)
        assert "INTERCOM_TICKET_TYPE" in outcome.because
        assert "POST /tickets" not in server.asked


async def test_a_type_without_the_wanted_state_leaves_the_ticket_where_it_begins() -> None:
    async with canned() as (server, intercom):
        workspace(server, a_type())
        state = {"id": "1", "category": "submitted"}
        made = {"id": "900", "ticket_id": "7", "open": True, "ticket_state": state}
        server.answers["/tickets"] = JSONResponse(made)
        new = DRAFT.model_copy(update={"status": Status.WAITING})
        assert isinstance(await intercom.create(new, ANN, again=False), Ticket)
        assert not [call for call in server.asked if call.startswith("PUT")]


async def test_the_ticket_types_are_asked_for_once() -> None:
    async with canned() as (server, intercom):
        workspace(server, a_type())
        for _ in range(3):
            assert isinstance(await intercom.create(DRAFT, ANN, again=False), Ticket)
        assert server.asked.count("GET /ticket_types") == 1
        assert server.asked.count("POST /tickets") == 3


async def test_a_type_that_is_made_later_is_found() -> None:
    async with canned(ticket_type="Request") as (server, intercom):
        workspace(server)
        assert isinstance(await intercom.create(DRAFT, ANN, again=False), GiveUp)
        workspace(server, a_type())
        assert isinstance(await intercom.create(DRAFT, ANN, again=False), Ticket)


async def test_the_ticket_types_are_asked_for_again_after_a_while() -> None:
    async with canned(people_kept=0) as (server, intercom):
        workspace(server, a_type())
        for _ in range(2):
            await intercom.create(DRAFT, ANN, again=False)
        assert server.asked.count("GET /ticket_types") == 2


@pytest.mark.parametrize(
    "described",
    ["At 3 %.\n\nm", "At 3 %.\r\nm \n", "<p>At 3 %.</p><p>m</p>", "<p>At 3 %.<br><br>m</p>", "m"],
)
async def test_a_ticket_is_found_again_however_intercom_keeps_its_description(
    described: str,
) -> None:
    async with canned() as (server, intercom):
        workspace(server, a_type())
        written = {"_default_title_": "x", "_default_description_": described}
        found = {"id": "900", "ticket_id": "7", "open": True, "ticket_attributes": written}
        server.answers["/tickets/search"] = JSONResponse({"tickets": [found]})
        ticket = await intercom.create(DRAFT, ANN, again=True)
        assert isinstance(ticket, Ticket)
        assert ticket.number == "7"
        assert "POST /tickets" not in server.asked


@pytest.mark.parametrize("described", [None, "", "m.", "x m", "m\nx", "<p>m</p><p>x</p>"])
async def test_a_ticket_that_does_not_end_with_the_marker_is_another(described: str | None) -> None:
    async with canned() as (server, intercom):
        workspace(server, a_type())
        written = {"_default_description_": described}
        found = {"id": "900", "ticket_id": "7", "open": True, "ticket_attributes": written}
        server.answers["/tickets/search"] = JSONResponse({"tickets": [found]})
        await intercom.create(DRAFT, ANN, again=True)
        assert server.asked.count("POST /tickets") == 1


async def test_numbers_are_suggested_by_id_where_they_cannot_be_searched_for() -> None:
    async with canned() as (server, intercom):
        server.answers["/conversations/search"] = JSONResponse({"conversations": []})
        server.answers["/tickets/search"] = JSONResponse({"errors": []}, 400)
        with pytest.raises(NotHeard):  # the second search is refused here as well
            await intercom.tickets_like("900")
        assert server.asked.count("POST /tickets/search") == 2
        assert "ticket_id" in str(server.bodies)
        assert "ticket_id" not in str(server.bodies[-1])


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        ({"name": None, "email": "chloe@acme.example"}, "chloe@acme.example"),
        ({"name": "Chloé\u202e\nMartin", "email": None}, "Chloé Martin"),
        ({}, "6762f126"),
    ],
)
async def test_a_customer_is_called_by_what_is_known_of_them(
    contact: dict[str, object], words: str
) -> None:
    async with canned() as (server, intercom):
        server.answers["/contacts/search"] = JSONResponse({"data": [{"id": "6762f126", **contact}]})
        [suggestion] = await intercom.customers_like("chlo")
        assert (suggestion.value, suggestion.words) == ("6762f126", words)


async def test_nobody_is_looked_for_before_anything_is_typed() -> None:
    async with canned() as (server, intercom):
        assert await intercom.customers_like(" ") == ()
        assert server.asked == []


async def test_a_customer_who_was_merged_away_cannot_have_a_new_ticket() -> None:
    async with canned() as (server, intercom):
        workspace(server, a_type())
        server.answers["/contacts/6762f126"] = Response(status_code=410)
        outcome = await intercom.create(DRAFT, ANN, again=False)
        assert outcome == GiveUp(
            because="This customer is not in Intercom, or no longer. Choose the customer again."
        )
