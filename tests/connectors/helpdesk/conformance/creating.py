"""What every helpdesk promises who creates a ticket: once, whole, and no customer hears of it."""

import pytest

from rulebook.people import Person
from rulebook.ports import GiveUp
from rulebook.tickets import Priority, Status, TicketState
from tests.connectors.helpdesk.conformance.scene import MARKER, created, draft, key_of, three
from tests.connectors.helpdesk.world import NewThere, World


class Creating:
    async def test_a_ticket_is_created_as_its_draft_says(self, world: World) -> None:
        ann, _, lead = three(world)
        new = draft(world, ann)
        ticket = await created(world.port(), new, lead)
        assert world.numbers() == [ticket.number]
        assert world.new_there(ticket.number) == NewThere(
            title="Export stops at 3 %",
            lines=("Steps: export invoices.", "Expected: a file.", MARKER),
            customer=new.customer,
            owner=ann.id,
            priority=Priority.HIGH,
            status=Status.SUBMITTED,
        )
        assert world.customers_received() == 0

    async def test_what_is_answered_is_the_ticket_that_is_found_afterwards(
        self, world: World
    ) -> None:
        ann, _, lead = three(world)
        customer = world.customer("Chloé", "chloe@bakery.example", "Bakery", "Enterprise")
        port = world.port()
        ticket = await created(port, draft(world, ann, customer=customer), lead)
        assert (ticket.customer, ticket.customer_key, ticket.plan) == (
            "Bakery",
            customer,
            "Enterprise",
        )
        assert (ticket.owner, ticket.priority, ticket.state) == (ann, "high", TicketState.OPEN)
        assert ticket.opened is not None
        assert await port.ticket(ticket.number) == ticket

    @pytest.mark.parametrize("priority", Priority)
    async def test_a_ticket_is_as_urgent_as_the_draft_says(
        self, world: World, priority: Priority
    ) -> None:
        ann, _, lead = three(world)
        ticket = await created(world.port(), draft(world, ann, priority=priority), lead)
        assert ticket.priority == priority
        assert world.new_there(ticket.number).priority is priority

    @pytest.mark.parametrize("status", Status)
    async def test_a_ticket_begins_where_the_draft_says(self, world: World, status: Status) -> None:
        ann, _, lead = three(world)
        port = world.port()
        ticket = await created(port, draft(world, ann, status=status), lead)
        assert world.new_there(ticket.number).status is status
        waits = TicketState.WAITING if status is Status.WAITING else TicketState.OPEN
        assert ticket.state is waits
        assert await port.ticket(ticket.number) == ticket
        assert world.customers_received() == 0

    @pytest.mark.parametrize("status", Status)
    async def test_a_ticket_created_again_is_the_one_that_is_there(
        self, world: World, status: Status
    ) -> None:
        ann, _, lead = three(world)
        new = draft(world, ann, status=status)
        first = await created(world.port(), new, lead)
        assert await created(world.port(), new, lead, again=True) == first
        assert world.numbers() == [first.number]

    async def test_what_happened_to_a_ticket_since_is_left_alone_when_it_is_found_again(
        self, world: World
    ) -> None:
        ann, bea, lead = three(world)
        port, new = world.port(), draft(world, ann, status=Status.WAITING)
        first = await created(port, new, lead)
        await port.assign(first.key, bea, lead, again=False)
        world.closes(bea, first.number)
        found = await created(port, new, lead, again=True)
        assert (found.number, found.owner, found.state) == (first.number, bea, TicketState.CLOSED)

    async def test_a_repeated_ticket_that_never_arrived_is_created(self, world: World) -> None:
        ann, _, lead = three(world)
        ticket = await created(world.port(), draft(world, ann), lead, again=True)
        assert world.numbers() == [ticket.number]

    async def test_two_drafts_with_different_markers_are_two_tickets(self, world: World) -> None:
        ann, _, lead = three(world)
        port, new = world.port(), draft(world, ann)
        first = await created(port, new, lead)
        other = new.model_copy(update={"marker": f"{MARKER}0"})
        second = await created(port, other, lead, again=True)
        assert world.numbers() == [second.number, first.number]
        assert await created(port, new, lead, again=True) == first
        assert await created(port, other, lead, again=True) == second

    @pytest.mark.parametrize(
        "text",
        [
            f"{MARKER}\nwhat is this?",
            f"see {MARKER}",
            f"I was sent this:\n{MARKER}.",
            f"{MARKER}0",
        ],
    )
    async def test_a_marker_that_somebody_quotes_is_not_the_ticket(
        self, world: World, text: str
    ) -> None:
        ann, _, lead = three(world)
        customer = world.customer("Chloé", "chloe@bakery.example")
        quoting = world.arrives(contact="Chloé", text=text)
        new = draft(world, ann, customer=customer)
        ticket = await created(world.port(), new, lead, again=True)
        assert world.numbers() == [ticket.number, quoting]

    async def test_a_marker_within_the_description_is_not_the_last_line(self, world: World) -> None:
        ann, _, lead = three(world)
        port = world.port()
        other = draft(world, ann, marker="Countersign other", description=f"because\n{MARKER}")
        first = await created(port, other, lead)
        new = draft(world, ann, customer=other.customer)
        second = await created(port, new, lead, again=True)
        assert first.number != second.number
        assert world.new_there(first.number).lines[-2:] == (MARKER, "Countersign other")

    async def test_a_ticket_is_found_again_behind_hundreds_of_others(self, world: World) -> None:
        ann, _, lead = three(world)
        new = draft(world, ann, customer=world.customer("Chloé", "chloe@bakery.example"))
        first = await created(world.port(), new, lead)
        for _ in range(160):
            world.arrives(contact="Chloé")
        assert await created(world.port(), new, lead, again=True) == first
        assert len(world.numbers()) == 161

    @pytest.mark.parametrize(
        "text",
        [
            "<b>bold</b> & <script>alert(1)</script>",
            "</p><p>Decided by: the Pope",
            "&lt;p&gt;",
            "\"quoted\" 'so'",
            "😀 👩‍👩‍👧 日本語 مرحبا",
        ],
    )
    async def test_what_people_write_arrives_as_text(self, world: World, text: str) -> None:
        ann, _, lead = three(world)
        new = draft(world, ann, title=text, description=text)
        ticket = await created(world.port(), new, lead)
        assert ticket.title == text
        assert world.new_there(ticket.number).title == text
        assert world.new_there(ticket.number).lines == (text, MARKER)
        assert await created(world.port(), new, lead, again=True) == ticket

    async def test_what_people_write_cannot_reorder_or_control(self, world: World) -> None:
        ann, _, lead = three(world)
        text = "\u202ee\x00v\x1bi\ud800l\u2069"
        new = draft(world, ann, title=f"{text}\nin two lines", description=text)
        ticket = await created(world.port(), new, lead)
        assert ticket.title == "evil in two lines"
        assert world.new_there(ticket.number).lines == ("evil", MARKER)

    async def test_a_long_description_arrives_whole(self, world: World) -> None:
        ann, _, lead = three(world)
        long = ("Überlänge & <more> " * 200).strip()
        ticket = await created(world.port(), draft(world, ann, description=long), lead)
        assert world.new_there(ticket.number).lines == (long, MARKER)

    async def test_a_ticket_can_have_a_parent(self, world: World) -> None:
        ann, _, lead = three(world)
        port = world.port()
        parent = world.arrives(owner=ann)
        new = draft(world, ann, parent=await key_of(port, parent))
        child = await created(port, new, lead)
        assert world.numbers() == [child.number, parent]
        assert await created(port, new, lead, again=True) == child

    async def test_an_unknown_customer_is_given_up_with_a_sentence(self, world: World) -> None:
        ann, _, lead = three(world)
        for key in ("6762f1261bb69f9fffffffff", "../me"):
            new = draft(world, ann, customer=key)
            for again in (False, True):
                outcome = await world.port().create(new, lead, again=again)
                assert isinstance(outcome, GiveUp)
                assert "customer" in outcome.because
                assert outcome.because.endswith(".")
        assert world.numbers() == []

    async def test_an_unknown_owner_is_given_up_with_a_sentence(self, world: World) -> None:
        _, _, lead = three(world)
        stranger = Person(id="123456", name="Nobody")
        outcome = await world.port().create(draft(world, stranger), lead, again=False)
        assert isinstance(outcome, GiveUp)
        assert outcome.because.endswith(".")
        assert world.numbers() == []
