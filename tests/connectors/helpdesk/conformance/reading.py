"""What every helpdesk promises who asks it something."""

from datetime import UTC, datetime, timedelta

import pytest

from rulebook.tickets import Deadline, TicketState, ticket_number
from tests.connectors.helpdesk.conformance.scene import key_of
from tests.connectors.helpdesk.world import World

NOON = datetime(2099, 3, 2, 12, tzinfo=UTC)
NOT_NUMBERS = (
    "",
    "0",
    "-1",
    "1 2",
    "../admins",
    "1/../../admins",
    "12?x=1",
    "12#x",
    "%31",
    "٤٧١١",
    "1" * 21,
    "abc",
)


class Reading:
    async def test_it_answers_a_hello_each_time_anew(self, world: World) -> None:
        port = world.port()
        for _ in range(2):
            await port.hello()
        assert len(world.called()) == 2

    async def test_a_ticket_is_found_by_the_number_people_type(self, world: World) -> None:
        ann = world.joins("Ann", "ann@support.example")
        number = world.arrives(
            title="Export fails", owner=ann, priority="high", company="Acme", plan="Enterprise"
        )
        ticket = await world.port().ticket(number)
        assert ticket is not None
        assert ticket.number == number
        assert ticket.title == "Export fails"
        assert ticket.customer == "Acme"
        assert ticket.plan == "Enterprise"
        assert ticket.priority == "high"
        assert ticket.owner == ann

    async def test_a_ticket_is_found_by_its_link(self, world: World) -> None:
        number = world.arrives()
        port = world.port()
        ticket = await port.ticket(number)
        assert ticket is not None
        pasted = ticket_number(ticket.link)
        assert pasted is not None
        assert await port.ticket(pasted) == ticket

    async def test_the_customer_without_a_company_is_the_contact(self, world: World) -> None:
        number = world.arrives(contact="Dana Fox", plan="Trial")
        ticket = await world.port().ticket(number)
        assert ticket is not None
        assert (ticket.customer, ticket.plan) == ("Dana Fox", "Trial")

    async def test_a_ticket_names_its_customer_by_a_key(self, world: World) -> None:
        number, port = world.arrives(company="Acme", plan="Enterprise"), world.port()
        ticket = await port.ticket(number)
        assert ticket is not None
        customer = await port.customer(ticket.customer_key)
        assert customer is not None
        assert customer.key == ticket.customer_key
        assert (customer.name, customer.plan) == ("Acme", "Enterprise")

    async def test_a_customer_without_a_company_has_their_own_name_and_plan(
        self, world: World
    ) -> None:
        key = world.customer("Dana Fox", "dana@fox.example", plan="Trial")
        customer = await world.port().customer(key)
        assert customer is not None
        assert (customer.name, customer.plan) == ("Dana Fox", "Trial")

    async def test_there_is_no_customer_with_a_key_that_was_never_given(self, world: World) -> None:
        assert await world.port().customer("6762f1261bb69f9fffffffff") is None

    @pytest.mark.parametrize("key", ["", "../me", "1/../../admins", "1?x=1", "a b", "é"])
    async def test_what_is_no_key_is_no_customer_and_is_never_sent(
        self, world: World, key: str
    ) -> None:
        assert await world.port().customer(key) is None
        assert world.called() == []

    async def test_a_ticket_says_when_it_was_opened(self, world: World) -> None:
        long_ago = datetime(2024, 2, 29, 8, 30, tzinfo=UTC)
        port = world.port()
        old = await port.ticket(world.arrives(created=long_ago))
        new = await port.ticket(world.arrives())
        assert old is not None
        assert new is not None
        assert old.opened == long_ago
        assert new.opened is not None
        assert new.opened.utcoffset() == timedelta()
        assert datetime.now(UTC) - new.opened < timedelta(minutes=2)

    async def test_a_ticket_of_nobody_has_no_owner_no_plan_and_no_priority(
        self, world: World
    ) -> None:
        ticket = await world.port().ticket(world.arrives())
        assert ticket is not None
        assert (ticket.owner, ticket.plan, ticket.priority) == (None, "", "")

    @pytest.mark.parametrize("state", TicketState)
    async def test_a_ticket_says_where_it_stands(self, world: World, state: TicketState) -> None:
        ticket = await world.port().ticket(world.arrives(state=state))
        assert ticket is not None
        assert ticket.state is state

    async def test_a_ticket_says_until_when_its_sla_wants_something(self, world: World) -> None:
        soon, later = (NOON + timedelta(hours=hours) for hours in (1, 9))
        number, port = world.arrives(respond_by=soon, resolve_by=later), world.port()
        ticket = await port.ticket(number)
        assert ticket is not None
        respond = Deadline(name="first response", due=soon, reply=True)
        resolve = Deadline(name="resolution", due=later, reply=False)
        assert ticket.deadlines == ((respond, resolve) if world.tells_deadlines else ())
        [listed] = await port.changed_since(datetime.now(UTC) - timedelta(minutes=2))
        assert listed.deadlines == ticket.deadlines

    async def test_a_deadline_that_was_met_no_longer_runs(self, world: World) -> None:
        ann = world.joins("Ann", "ann@support.example")
        number, port = world.arrives(respond_by=NOON, resolve_by=NOON), world.port()
        world.replies(ann, number, "We are looking.")
        ticket = await port.ticket(number)
        assert ticket is not None
        left = [deadline.name for deadline in ticket.deadlines]
        assert left == (["resolution"] if world.tells_deadlines else [])
        world.closes(ann, number)
        closed = await port.ticket(number)
        assert closed is not None
        assert closed.deadlines == ()

    async def test_there_is_no_ticket_with_a_number_that_was_never_given(
        self, world: World
    ) -> None:
        assert await world.port().ticket("999999") is None

    @pytest.mark.parametrize("written", NOT_NUMBERS)
    async def test_what_is_no_number_is_no_ticket_and_is_never_sent(
        self, world: World, written: str
    ) -> None:
        assert await world.port().ticket(written) is None
        assert world.called() == []

    @pytest.mark.parametrize("written", ["ann@support.example", " ANN@Support.Example "])
    async def test_a_person_is_found_by_e_mail_in_whatever_case(
        self, world: World, written: str
    ) -> None:
        world.joins("Bea", "bea@support.example")
        ann = world.joins("Ann", "Ann@support.example")
        assert await world.port().person(written) == ann

    @pytest.mark.parametrize("written", ["", " ", "nobody@support.example"])
    async def test_nobody_has_an_address_that_is_not_there(
        self, world: World, written: str
    ) -> None:
        world.joins("Ann", "ann@support.example")
        assert await world.port().person(written) is None

    async def test_somebody_who_joins_later_is_found(self, world: World) -> None:
        port = world.port()
        assert await port.person("ann@support.example") is None
        ann = world.joins("Ann", "ann@support.example")
        assert await port.person("ann@support.example") == ann

    async def test_a_bin_holds_what_is_open_and_theirs(self, world: World) -> None:
        ann, bea = world.joins("Ann", "ann@s.example"), world.joins("Bea", "bea@s.example")
        port = world.port()
        hers = {world.arrives(owner=ann), world.arrives(owner=ann, state=TicketState.WAITING)}
        world.arrives(owner=ann, state=TicketState.CLOSED)
        world.arrives(owner=bea)
        world.arrives()
        assert set((await port.bin(ann)).tickets) == {await key_of(port, one) for one in hers}

    async def test_a_bin_of_many_pages_is_whole(self, world: World) -> None:
        ann = world.joins("Ann", "ann@s.example")
        for _ in range(310):
            world.arrives(owner=ann)
        tickets = (await world.port().bin(ann)).tickets
        assert len(tickets) == len(set(tickets)) == 310
