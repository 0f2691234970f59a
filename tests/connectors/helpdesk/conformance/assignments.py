"""What every helpdesk promises who gives a ticket away, and of tickets and people it lacks."""

import pytest

from rulebook.people import Person
from rulebook.ports import Done, GiveUp
from tests.connectors.helpdesk.conformance.scene import NOTE, key_of, signed, three
from tests.connectors.helpdesk.world import There, World


class Assignments:
    async def test_an_assignment_is_made_in_the_name_of_who_decided_where_it_can_be(
        self, world: World
    ) -> None:
        ann, bea, lead = three(world)
        number, port = world.arrives(owner=ann), world.port()
        done = await port.assign(await key_of(port, number), bea, lead, again=False)
        assert isinstance(done, Done)
        assert world.there(number).assignments == ((signed(world, lead), bea.id),)
        assert world.there(number).owner == bea.id

    async def test_a_repeated_assignment_is_made_once(self, world: World) -> None:
        ann, bea, lead = three(world)
        number, port = world.arrives(owner=ann), world.port()
        key = await key_of(port, number)
        first = await port.assign(key, bea, lead, again=False)
        assert await port.assign(key, bea, lead, again=True) == first
        assert len(world.there(number).assignments) == 1

    async def test_a_ticket_is_taken_from_its_owner_and_given_to_nobody(self, world: World) -> None:
        ann, _, lead = three(world)
        number, port = world.arrives(owner=ann), world.port()
        key = await key_of(port, number)
        first = await port.assign(key, None, lead, again=False)
        assert isinstance(first, Done)
        assert await port.assign(key, None, lead, again=True) == first
        assert world.there(number).assignments == ((signed(world, lead), None),)
        ticket = await port.ticket(number)
        assert ticket is not None
        assert ticket.owner is None

    async def test_a_repeated_taking_away_that_never_arrived_is_made(self, world: World) -> None:
        ann, _, lead = three(world)
        number, port = world.arrives(owner=ann), world.port()
        await port.assign(await key_of(port, number), None, lead, again=True)
        assert world.there(number).owner is None

    async def test_what_is_gone_or_unknown_is_given_up(self, world: World) -> None:
        ann, _, lead = three(world)
        number, port = world.arrives(), world.port()
        key = await key_of(port, number)
        gone = f"{key}999"
        stranger = Person(id="123456", name="Nobody")
        outcomes = [
            await port.assign(gone, ann, lead, again=False),
            await port.assign(gone, ann, lead, again=True),
            await port.write_note(gone, NOTE, lead, again=False),
            await port.write_note(gone, NOTE, lead, again=True),
            await port.assign(key, stranger, lead, again=False),
            await port.write_note(key, NOTE, stranger, again=False),
        ]
        if world.assigner(stranger):
            outcomes.append(await port.assign(key, ann, stranger, again=False))
        for outcome in outcomes:
            assert isinstance(outcome, GiveUp)
            assert outcome.because.endswith(".")
        assert world.there(number) == There(owner=None, notes=(), assignments=())

    @pytest.mark.parametrize(
        "key",
        [
            "",
            "215",
            "admins/1",
            "conversation/../me",
            "ticket/1/reply",
            "issue/../me",
            "issue/1/reply",
            "issue/1?x=1",
        ],
    )
    async def test_what_is_no_key_is_given_up_and_never_sent(self, world: World, key: str) -> None:
        ann, _, lead = three(world)
        port = world.port()
        assert isinstance(await port.assign(key, ann, lead, again=True), GiveUp)
        assert isinstance(await port.write_note(key, NOTE, lead, again=True), GiveUp)
        assert world.called() == []
