"""What every helpdesk promises who asks whose tickets are and were, and who is away."""

from datetime import UTC, datetime, timedelta

import pytest

from rulebook.people import Person
from rulebook.ports import Done, GiveUp, Helpdesk, NotHeard
from rulebook.tickets import OwnerChange, TicketState
from tests.connectors.helpdesk.conformance.scene import NOTE, key_of, three
from tests.connectors.helpdesk.world import World


def lately() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=2)


async def told(port: Helpdesk, key: str, since: datetime) -> tuple[OwnerChange, ...]:
    return await port.owner_changes(key, since) or ()


class OwnerChanges:
    async def test_of_every_open_ticket_it_is_told_whose_it_is(self, world: World) -> None:
        ann, bea, _ = three(world)
        port = world.port()
        hers, waiting = (
            world.arrives(owner=ann),
            world.arrives(owner=bea, state=TicketState.WAITING),
        )
        nobodys = world.arrives()
        world.arrives(owner=ann, state=TicketState.CLOSED)
        assert await port.owners() == {
            await key_of(port, hers): ann,
            await key_of(port, waiting): bea,
            await key_of(port, nobodys): None,
        }

    async def test_nobody_owns_anything_where_nothing_is_open(self, world: World) -> None:
        assert await world.port().owners() == {}

    async def test_owners_of_many_pages_are_whole_and_cost_few_calls(self, world: World) -> None:
        ann = world.joins("Ann", "ann@s.example")
        for _ in range(160):
            world.arrives(owner=ann)
        owners = await world.port().owners()
        assert len(owners) == 160
        assert set(owners.values()) == {ann}
        assert len(world.called()) <= 4

    async def test_each_change_of_hands_says_who_did_it_and_who_has_it_now(
        self, world: World
    ) -> None:
        ann, bea, lead = three(world)
        number, port = world.arrives(owner=ann), world.port()
        key = await key_of(port, number)
        world.assigns(ann, number, bea)
        world.assigns(lead, number, None)
        world.assigns(bea, number, bea)
        owner_changes = await told(port, key, lately())
        assert [(each.by, each.to) for each in owner_changes] == [
            (ann, bea),
            (lead, None),
            (bea, bea),
        ]
        assert len({each.reference for each in owner_changes}) == 3
        assert all(each.reference for each in owner_changes)
        for each in owner_changes:
            assert each.at.utcoffset() == timedelta()
            assert lately() < each.at <= datetime.now(UTC)
        assert await told(world.port(), key, lately()) == owner_changes

    async def test_what_we_assigned_ourselves_changed_hands_too(self, world: World) -> None:
        ann, bea, lead = three(world)
        number, port = world.arrives(owner=ann), world.port()
        key = await key_of(port, number)
        await port.assign(key, bea, lead, again=False)
        await port.assign(key, None, lead, again=False)
        owner_changes = await told(port, key, lately())
        assert [each.to for each in owner_changes] == [bea, None]
        assert [each.by for each in owner_changes] == [world.assigner(lead)] * 2

    async def test_what_changed_hands_before_an_instant_is_not_told(self, world: World) -> None:
        ann, bea, _ = three(world)
        number, port = world.arrives(owner=ann), world.port()
        world.assigns(ann, number, bea)
        key = await key_of(port, number)
        [change] = await told(port, key, lately())
        assert await told(port, key, change.at) == (change,)
        assert await told(port, key, change.at + timedelta(seconds=1)) == ()

    async def test_nothing_else_that_happens_is_a_change_of_hands(self, world: World) -> None:
        ann, bea, lead = three(world)
        number, other, port = world.arrives(owner=ann), world.arrives(owner=ann), world.port()
        key = await key_of(port, number)
        await port.write_note(key, NOTE, lead, again=False)
        world.replies(ann, number, "We are looking.")
        world.customer_writes(number, "Still broken.")
        world.closes(ann, number)
        world.assigns(ann, other, bea)
        assert await told(port, key, lately()) == ()

    @pytest.mark.parametrize("key", ["", "215", "conversation/../me", "issue/../me"])
    async def test_what_is_no_key_never_changed_hands_and_is_never_sent(
        self, world: World, key: str
    ) -> None:
        with pytest.raises(NotHeard) as missed:
            await world.port().owner_changes(key, lately())
        assert isinstance(missed.value.outcome, GiveUp)
        assert world.called() == []

    async def test_somebody_is_put_away_and_comes_back(self, world: World) -> None:
        ann, bea, _ = three(world)
        port = world.port()
        for _ in range(2):
            assert isinstance(await port.set_away(ann, away=True), Done)
            assert world.is_away(ann)
        assert not world.is_away(bea)
        for _ in range(2):
            assert isinstance(await port.set_away(ann, away=False), Done)
            assert not world.is_away(ann)

    @pytest.mark.parametrize("unknown", ["123456", "../me", ""])
    async def test_who_is_not_there_cannot_be_put_away(self, world: World, unknown: str) -> None:
        outcome = await world.port().set_away(Person(id=unknown, name="Nobody"), away=True)
        assert isinstance(outcome, GiveUp)
        assert outcome.because.endswith(".")
