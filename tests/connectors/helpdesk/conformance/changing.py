"""What every helpdesk promises who asks what changed, and who wrote last."""

from datetime import UTC, datetime, timedelta

from rulebook.ports import Helpdesk
from rulebook.tickets import Ticket
from tests.connectors.helpdesk.conformance.scene import NOTE, created, draft, key_of, three
from tests.connectors.helpdesk.world import World

LONG_AGO = datetime(2024, 2, 29, 8, 30, tzinfo=UTC)


def lately() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=2)


async def read(port: Helpdesk, number: str) -> Ticket:
    ticket = await port.ticket(number)
    assert ticket is not None
    return ticket


async def changed(port: Helpdesk, at: datetime) -> set[str]:
    return {ticket.number for ticket in await port.changed_since(at)}


class Changing:
    async def test_before_anybody_answers_there_was_no_reply(self, world: World) -> None:
        ticket = await read(world.port(), world.arrives(created=LONG_AGO))
        assert ticket.replied is None
        assert ticket.customer_wrote in {None, LONG_AGO}

    async def test_a_ticket_says_when_the_customer_got_a_reply(self, world: World) -> None:
        ann, _, _ = three(world)
        number, port = world.arrives(created=LONG_AGO), world.port()
        before = await read(port, number)
        world.replies(ann, number, "We are looking.\n1 < 2")
        ticket = await read(port, number)
        assert ticket.replied is not None
        assert ticket.replied.utcoffset() == timedelta()
        assert ticket.replied > lately()
        assert ticket.customer_wrote == before.customer_wrote

    async def test_a_ticket_says_when_the_customer_last_wrote(self, world: World) -> None:
        number, port = world.arrives(created=LONG_AGO), world.port()
        world.customer_writes(number, "Still broken.")
        ticket = await read(port, number)
        assert ticket.customer_wrote is not None
        assert ticket.customer_wrote > lately()
        assert ticket.replied is None

    async def test_a_customer_who_opens_again_what_was_closed_has_written(
        self, world: World
    ) -> None:
        ann, _, _ = three(world)
        number, port = world.arrives(created=LONG_AGO), world.port()
        world.closes(ann, number)
        world.customer_writes(number, "Still broken.")
        ticket = await read(port, number)
        assert ticket.customer_wrote is not None
        assert ticket.customer_wrote > lately()

    async def test_what_the_team_does_among_itself_is_no_reply(self, world: World) -> None:
        ann, bea, lead = three(world)
        number, port = world.arrives(owner=ann), world.port()
        before, key = await read(port, number), await key_of(port, number)
        await port.write_note(key, NOTE, lead, again=False)
        await port.assign(key, bea, lead, again=False)
        world.writes_note(ann, number, "<p>hm</p>")
        world.closes(ann, number)
        after = await read(port, number)
        assert (after.replied, after.customer_wrote) == (None, before.customer_wrote)
        [listed] = await port.changed_since(lately())
        assert listed.customer_wrote == before.customer_wrote  # of replies a list may be wrong

    async def test_what_changed_is_listed_and_what_did_not_is_not(self, world: World) -> None:
        ann, bea, lead = three(world)
        port = world.port()
        numbers = [world.arrives(created=LONG_AGO) for _ in range(6)]
        quiet, answered, asked, closed, noted, given = numbers
        assert await changed(port, lately()) == set()
        world.replies(ann, answered, "We are looking.")
        world.customer_writes(asked, "Still broken.")
        world.closes(ann, closed)
        world.writes_note(bea, noted, "<p>hm</p>")
        await port.assign(await key_of(port, given), bea, lead, again=False)
        assert await changed(port, lately()) == set(numbers) - {quiet}
        assert await changed(port, LONG_AGO) == set(numbers)
        assert await changed(port, LONG_AGO + timedelta(seconds=1)) == set(numbers) - {quiet}

    async def test_what_arrives_or_is_created_has_changed(self, world: World) -> None:
        ann, _, lead = three(world)
        port = world.port()
        arrived = world.arrives()
        ticket = await created(port, draft(world, ann), lead)
        assert await changed(port, lately()) == {arrived, ticket.number}

    async def test_what_is_listed_is_as_it_is_when_it_is_read(self, world: World) -> None:
        ann, _, _ = three(world)
        number, port = world.arrives(owner=ann, company="Acme", plan="Pro"), world.port()
        world.customer_writes(number, "Hello?")
        world.replies(ann, number, "We are looking.")
        [listed] = await port.changed_since(lately())
        assert listed == await read(port, number)

    async def test_nothing_has_changed_that_is_yet_to_come(self, world: World) -> None:
        world.arrives()
        assert await changed(world.port(), datetime.now(UTC) + timedelta(minutes=2)) == set()

    async def test_many_pages_of_changes_are_whole_and_cost_few_calls(self, world: World) -> None:
        for _ in range(310):
            world.arrives()
        port = world.port()
        found = await port.changed_since(lately())
        assert len(found) == len({ticket.key for ticket in found}) == 310
        assert len(world.called()) <= 7
