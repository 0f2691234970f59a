"""What every helpdesk promises who is typing a ticket or a customer."""

from datetime import UTC, datetime, timedelta

import pytest

from rulebook.ports import Helpdesk
from rulebook.tickets import TicketState
from tests.connectors.helpdesk.conformance.scene import created, draft, three
from tests.connectors.helpdesk.world import World

NOW = datetime.now(UTC)


async def numbers(port: Helpdesk, words: str) -> list[str]:
    return [suggestion.value for suggestion in await port.tickets_like(words)]


class Suggesting:
    async def test_before_anything_is_typed_the_newest_open_tickets_are_suggested(
        self, world: World
    ) -> None:
        old = world.arrives(created=NOW - timedelta(days=400))
        new = world.arrives(created=NOW - timedelta(hours=1))
        waiting = world.arrives(created=NOW - timedelta(days=2), state=TicketState.WAITING)
        world.arrives(state=TicketState.CLOSED)
        for nothing in ("", "  "):
            assert await numbers(world.port(), nothing) == [new, waiting, old]

    async def test_conversations_and_created_tickets_are_suggested_side_by_side(
        self, world: World
    ) -> None:
        ann, _, lead = three(world)
        port = world.port()
        arrived = world.arrives(title="Export fails", created=NOW - timedelta(hours=1))
        ticket = await created(port, draft(world, ann, title="Export stops"), lead)
        assert await numbers(port, "export") == [ticket.number, arrived]

    async def test_at_most_twenty_tickets_are_suggested_with_few_calls(self, world: World) -> None:
        for _ in range(25):
            world.arrives()
        for words in ("", "work", "#4711"):
            before = len(world.called())
            found = await numbers(world.port(), words)
            assert len(found) == len(set(found)) == (0 if words == "#4711" else 20)
            assert len(world.called()) - before <= 2

    async def test_a_suggestion_shows_the_number_and_the_title(self, world: World) -> None:
        number = world.arrives(title="Cannot export <invoices>\u202e", contact="Dana Fox")
        [suggestion] = await world.port().tickets_like("export")
        assert suggestion.value == number
        assert suggestion.words == f"#{number} Cannot export <invoices>"

    @pytest.mark.parametrize(
        "words", ["export", "EXPORT", "invoi", "invoices export", " cannot  export "]
    )
    async def test_a_ticket_is_suggested_for_words_of_its_title(
        self, world: World, words: str
    ) -> None:
        number = world.arrives(title="Cannot export invoices")
        world.arrives(title="Cannot import", text="unlike export of invoices")
        assert await numbers(world.port(), words) == [number]

    @pytest.mark.parametrize("words", ["nothing like it", "export paper", "\ud800\u202e?"])
    async def test_nothing_is_suggested_for_words_that_no_title_has(
        self, world: World, words: str
    ) -> None:
        world.arrives(title="Cannot export invoices")
        assert await numbers(world.port(), words) == []

    async def test_a_closed_ticket_is_not_suggested(self, world: World) -> None:
        number = world.arrives(title="Cannot export", state=TicketState.CLOSED)
        assert await numbers(world.port(), "export") == []
        assert await numbers(world.port(), number) == []

    async def test_a_number_is_suggested_first_however_it_is_written(self, world: World) -> None:
        port = world.port()
        number = world.arrives(created=NOW - timedelta(days=9))
        for _ in range(60):
            world.arrives(title="Ticket 215 or 9 or 12")
        naming = world.arrives(title=f"Like ticket {number} but worse")
        ticket = await port.ticket(number)
        assert ticket is not None
        for written in (number, f"#{number}", f" {number} ", ticket.link, f"<{ticket.link}|it>"):
            assert (await numbers(port, written))[0] == number
        if len(number) > 2:  # a shorter one is in too many titles
            assert await numbers(port, number) == [number, naming]

    async def test_a_suggested_ticket_is_found_by_its_value(self, world: World) -> None:
        world.arrives(title="Cannot export invoices")
        port = world.port()
        [suggestion] = await port.tickets_like("export")
        ticket = await port.ticket(suggestion.value)
        assert ticket is not None
        assert ticket.title == "Cannot export invoices"

    @pytest.mark.parametrize("words", ["chlo", "Chloé M", "martin", "MARTIN", "chloe@", " chloé "])
    async def test_a_customer_is_suggested_for_their_name_or_address(
        self, world: World, words: str
    ) -> None:
        key = world.customer("Chloé Martin", "chloe@acme.example", "Acme", "Enterprise")
        world.customer("Jonas Weber", "jonas@weber.example")
        [suggestion] = await world.port().customers_like(words)
        assert suggestion.value == key
        assert "Chloé Martin" in suggestion.words
        customer = await world.port().customer(suggestion.value)
        assert customer is not None
        assert (customer.name, customer.plan) == ("Acme", "Enterprise")

    async def test_a_customer_whose_name_begins_so_is_suggested_first(self, world: World) -> None:
        for name in ("Bart", "Art", "Martin Art", "Smart"):
            world.customer(name, "x@customer.example")
        found = [one.words for one in await world.port().customers_like("art")]
        assert {words.partition(" (")[0] for words in found[:2]} == {"Art", "Martin Art"}
        assert len(found) == 4

    async def test_two_customers_of_the_same_name_can_be_told_apart(self, world: World) -> None:
        world.customer("Sam Okafor", "sam@okafor.example")
        world.customer("Sam Okafor", "sam@other.example")
        first, second = await world.port().customers_like("sam")
        assert first.words != second.words
        assert first.value != second.value

    async def test_at_most_twenty_customers_are_suggested_with_few_calls(
        self, world: World
    ) -> None:
        for count in range(25):
            world.customer(f"Sam {count}", f"sam{count}@customer.example")
        assert len(await world.port().customers_like("sam")) == 20
        assert len(world.called()) <= 2

    @pytest.mark.parametrize("words", ["nobody", "\ud800\u202e?", "*", "%"])
    async def test_nobody_is_suggested_who_is_not_there(self, world: World, words: str) -> None:
        world.customer("Chloé Martin", "chloe@acme.example")
        assert await world.port().customers_like(words) == ()
