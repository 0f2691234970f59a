"""What every helpdesk promises when its calls go wrong, each of them in each way."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from rulebook.ports import Done, GiveUp, Helpdesk, NotHeard, Outcome, TryAgain
from rulebook.tickets import Status, Ticket
from sandbox.faults import Fault
from tests.connectors.helpdesk.conformance.scene import (
    NOTE,
    created,
    draft,
    key_of,
    signed,
    three,
)
from tests.connectors.helpdesk.world import World

REFUSED = (Fault.FORBIDDEN,)
TROUBLED = (Fault.RATE_LIMITED, Fault.SERVER_ERROR, Fault.UNREACHABLE, Fault.LOST_ANSWER)
HELD = (Fault.HELD_BEFORE, Fault.HELD_AFTER)


class Trouble:
    @pytest.mark.parametrize("fault", [*REFUSED, *TROUBLED])
    async def test_a_read_is_answered_or_says_what_went_wrong(
        self, world: World, fault: Fault
    ) -> None:
        ann, _, _ = three(world)
        number = world.arrives(owner=ann, company="Acme")
        customer = world.customer("Dana Fox", "dana@acme.example", "Acme")
        reads: list[Callable[[Helpdesk], Awaitable[object]]] = [
            lambda port: port.hello(),
            lambda port: port.ticket(number),
            lambda port: port.person(ann.email),
            lambda port: port.bin(ann),
            lambda port: port.owners(),
            lambda port: port.changed_since(datetime.now(UTC) - timedelta(minutes=2)),
            lambda port: port.customer(customer),
            lambda port: port.tickets_like("work"),
            lambda port: port.customers_like("fox"),
        ]
        for read in reads:
            for call in await _calls(world, read):
                world.faults.on(call, fault)
                with pytest.raises(NotHeard) as missed:
                    await read(world.port())
                _expect(missed.value.outcome, fault)
                await read(world.port())

    @pytest.mark.parametrize("fault", [*REFUSED, *TROUBLED])
    async def test_a_note_in_trouble_is_there_once_in_the_end(
        self, world: World, fault: Fault
    ) -> None:
        _, _, lead = three(world)
        first = await key_of(world.port(), world.arrives())
        for call in await _calls(
            world, lambda port: port.write_note(first, NOTE, lead, again=True)
        ):
            number = world.arrives()
            key = await key_of(world.port(), number)
            world.faults.on(call, fault)
            _expect(await world.port().write_note(key, NOTE, lead, again=True), fault)
            done = await world.port().write_note(key, NOTE, lead, again=True)
            assert isinstance(done, Done)
            assert len(world.there(number).notes) == 1

    @pytest.mark.parametrize("fault", [*REFUSED, *TROUBLED])
    async def test_an_assignment_in_trouble_is_made_once_in_the_end(
        self, world: World, fault: Fault
    ) -> None:
        ann, bea, lead = three(world)
        first = await key_of(world.port(), world.arrives(owner=ann))
        for call in await _calls(world, lambda port: port.assign(first, bea, lead, again=True)):
            number = world.arrives(owner=ann)
            key = await key_of(world.port(), number)
            world.faults.on(call, fault)
            _expect(await world.port().assign(key, bea, lead, again=True), fault)
            done = await world.port().assign(key, bea, lead, again=True)
            assert isinstance(done, Done)
            assert world.there(number).assignments == ((signed(world, lead), bea.id),)

    @pytest.mark.parametrize("fault", [*REFUSED, *TROUBLED])
    async def test_a_ticket_in_trouble_is_there_once_in_the_end(
        self, world: World, fault: Fault
    ) -> None:
        ann, _, lead = three(world)
        customer = world.customer("Dana Fox", "dana@acme.example", "Acme")
        first = draft(world, ann, customer=customer, status=Status.IN_PROGRESS, marker="first")
        calls = await _calls(world, lambda port: port.create(first, lead, again=True))
        for count, call in enumerate(calls):
            new = first.model_copy(update={"marker": f"marker {count}"})
            world.faults.on(call, fault)
            outcome = await world.port().create(new, lead, again=True)
            if not isinstance(outcome, Ticket):
                _expect_not_created(outcome, fault)
            ticket = await created(world.port(), new, lead, again=True)
            assert len(world.numbers()) == count + 2
            assert world.new_there(ticket.number).title == new.title
        assert world.customers_received() == 0

    @pytest.mark.parametrize("fault", HELD)
    async def test_a_ticket_whose_creation_hangs_is_there_once_in_the_end(
        self, world: World, fault: Fault
    ) -> None:
        ann, _, lead = three(world)
        port, new = world.port(timeout=0.3), draft(world, ann)
        before = len(world.called())
        await port.create(new.model_copy(update={"marker": "first"}), lead, again=False)
        writing = world.called()[before:][-1]
        switch = world.faults.on(writing, fault)
        outcome = await port.create(new, lead, again=False)
        assert isinstance(outcome, TryAgain)
        _expect_not_created(outcome, fault)
        switch.released.set()
        await world.settled()
        await created(port, new, lead, again=True)
        assert len(world.numbers()) == 2

    @pytest.mark.parametrize("fault", HELD)
    async def test_a_call_that_hangs_is_abandoned_and_done_once_in_the_end(
        self, world: World, fault: Fault
    ) -> None:
        ann, bea, lead = three(world)
        number = world.arrives(owner=ann)
        port = world.port(timeout=0.3)
        key = await key_of(port, number)
        attempts: list[Callable[[bool], Awaitable[Outcome]]] = [
            lambda again: port.write_note(key, NOTE, lead, again=again),
            lambda again: port.assign(key, bea, lead, again=again),
        ]
        for attempt in attempts:
            switch = world.faults.on("P* *", fault)
            _expect(await attempt(False), fault)  # noqa: FBT003 (a lambda takes no keyword)
            switch.released.set()
            await world.settled()
            assert isinstance(await attempt(True), Done)  # noqa: FBT003
        assert len(world.there(number).notes) == 1
        assert world.there(number).assignments == ((signed(world, lead), bea.id),)

    async def test_a_slow_answer_is_waited_for_and_a_slower_one_is_not(self, world: World) -> None:
        ann = world.joins("Ann", "ann@s.example")
        world.faults.on("*", Fault.SLOW, seconds=0.1)
        assert await world.port().person(ann.email) == ann
        switch = world.faults.on("*", Fault.SLOW, seconds=0.2)
        with pytest.raises(NotHeard) as missed:
            await world.port(timeout=0.05).person(ann.email)
        _expect(missed.value.outcome, Fault.SLOW)
        assert switch.times == 0
        await world.settled()


async def _calls(world: World, act: Callable[[Helpdesk], Awaitable[object]]) -> list[str]:
    """The names of the calls that an act of a fresh connector makes."""
    before = len(world.called())
    await act(world.port())
    return list(dict.fromkeys(world.called()[before:]))


def _expect_not_created(outcome: TryAgain | GiveUp, fault: Fault) -> None:
    if isinstance(outcome, TryAgain) and fault is not Fault.RATE_LIMITED and outcome.after:
        # What may be there all the same is looked for only when it can be found.
        assert outcome.after.total_seconds() >= 10
        outcome = outcome.model_copy(update={"after": None})
    _expect(outcome, fault if fault not in HELD else Fault.UNREACHABLE)


def _expect(outcome: Outcome, fault: Fault) -> None:
    match outcome:
        case TryAgain(after=after):
            assert fault not in REFUSED
            wait = None if after is None else after.total_seconds()
            if fault is Fault.RATE_LIMITED:
                assert wait is not None
                assert 0 <= wait <= 10
            elif fault in HELD:
                # The write may still come through: to look at once would be too early.
                assert wait is not None
                assert wait >= 10
            else:
                assert wait is None
        case GiveUp():
            assert fault in REFUSED
        case Done():
            pytest.fail("done, although the call went wrong")
    assert outcome.because.endswith(".")
