"""What a teammate and a customer write to each other on a ticket's page."""

import asyncio

import pytest
from playwright.async_api import Locator, Route, expect

from tests.browser.house import House
from tests.browser.people import SECONDS, People, Somebody

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("stories")]
REPLY, CUSTOMER = "Reply to the customer", "As the customer"


def line(somebody: Somebody, label: str) -> Locator:
    return somebody.tab.get_by_label(label, exact=True)


async def writes(somebody: Somebody, label: str, text: str, name: str) -> None:
    """Write a line on the ticket that is open and send it in somebody's name."""
    await line(somebody, label).fill(text)
    await somebody.tab.get_by_role("button", name=f"Send as {name}", exact=True).click()


async def reads_last(somebody: Somebody, name: str, words: str) -> None:
    """Wait until the last thing in the history is theirs and says this."""
    last = somebody.tab.locator(".history > li").last
    await expect(last).to_contain_text(words, timeout=SECONDS)
    await expect(last.locator("header")).to_contain_text(name)


@pytest.mark.parametrize("number", ["4711", "4712"])
async def test_a_reply_and_the_answer_to_it_are_in_the_history_for_everybody(
    house: House, housemates: People, number: str
) -> None:
    amira = await housemates.be("amira", f"tickets/{number}")
    bea = await housemates.be("bea", f"tickets/{number}")
    ticket = house.sandbox.helpdesk.ticket(number)
    await line(bea, REPLY).fill("I was about to")

    await writes(amira, REPLY, "We are looking.\nIt takes an hour.", "Amira")
    await reads_last(amira, "Amira", "It takes an hour.")
    await reads_last(bea, "Amira", "It takes an hour.")
    await expect(line(amira, REPLY)).to_have_value("")
    await expect(line(bea, REPLY)).to_have_value("I was about to")

    await writes(bea, CUSTOMER, "Still broken <b>", ticket.customer.name)
    await reads_last(bea, ticket.customer.name, "Still broken <b>")
    await reads_last(amira, ticket.customer.name, "Still broken <b>")
    await expect(line(bea, CUSTOMER)).to_have_value("")
    await expect(line(bea, REPLY)).to_have_value("I was about to")

    replied, wrote = house.sandbox.helpdesk.ticket(number).history[-2:]
    assert (replied.kind, replied.author.name) == ("comment", "Amira")
    assert (wrote.kind, wrote.author) == ("comment", ticket.customer)
    await expect(amira.tab.locator("#received")).to_contain_text("Nothing")


async def test_they_go_by_the_clock_of_the_page(house: House, housemates: People) -> None:
    amira = await housemates.be("amira", "tickets/4711")
    await amira.moves_clock("+1 h")
    await expect(amira.clock).to_contain_text("11:00 AM", timeout=SECONDS)

    await writes(amira, CUSTOMER, "Any news?", "Chloé Martin")

    await reads_last(amira, "Chloé Martin", "11:00 AM")
    [*_, wrote] = house.sandbox.helpdesk.ticket("4711").history
    assert (house.sandbox.clock.now() - wrote.at).total_seconds() < 60


async def test_without_script_they_work_too(without_script: People) -> None:
    amira = await without_script.be("amira", "tickets/4719")

    await writes(amira, REPLY, "Sharper from today.", "Amira")
    await reads_last(amira, "Amira", "Sharper from today.")
    assert amira.tab.url.endswith("/as/amira/tickets/4719")

    await writes(amira, CUSTOMER, "Lovely!", "Elena Petrova")
    await reads_last(amira, "Elena Petrova", "Lovely!")


async def test_what_one_types_on_while_a_reply_is_sent_stays(people: People) -> None:
    amira = await people.be("amira", "tickets/4713")
    typed = asyncio.Event()

    async def held(route: Route) -> None:
        await typed.wait()
        await route.continue_()

    await amira.tab.route("**/reply", held)
    await writes(amira, REPLY, "We are looking.", "Amira")
    await line(amira, REPLY).fill("And another thing")
    typed.set()

    await reads_last(amira, "Amira", "We are looking.")
    await expect(line(amira, REPLY)).to_have_value("And another thing")
