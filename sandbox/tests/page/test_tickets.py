"""What is written to a customer, and by them, on a ticket's page without script."""

import pytest

from sandbox.helpdesk.records import Admin
from sandbox.tests.page.visit import NOON, Visit

REPLY = "Reply to the customer"


@pytest.fixture
def amira(visit: Visit) -> Admin:
    """Amira in the helpdesk, with two tickets of Chloé's; Bea is not in it."""
    desk = visit.sandbox.helpdesk
    amira = desk.add_admin("Amira", "AMIRA@team.example")
    chloe = desk.add_contact("Chloé", "c@c.example")
    desk.add_conversation("Invoices", chloe, number="4711", owner=amira)
    desk.add_ticket("Export hangs", chloe, number="64")
    return amira


@pytest.mark.parametrize("number", ["4711", "64"])
async def test_a_reply_is_in_the_history_in_the_name_of_who_looks(
    visit: Visit, amira: Admin, number: str
) -> None:
    assert REPLY in await visit.get(f"/as/amira/tickets/{number}")

    page = await visit.post(f"/as/amira/tickets/{number}/reply", text=" 1 < 2\r\n<i>so</i> ")

    assert "1 &lt; 2<br>&lt;i&gt;so&lt;/i&gt;" in page
    [part] = visit.sandbox.helpdesk.ticket(number).history
    assert (part.kind, part.author, part.at) == ("comment", amira, NOON)
    assert visit.sandbox.helpdesk.customer_receives == []


@pytest.mark.parametrize("number", ["4711", "64"])
async def test_anybody_can_write_as_the_customer(visit: Visit, amira: Admin, number: str) -> None:
    visit.sandbox.helpdesk.closes(amira, number)

    page = await visit.post(f"/as/bea/tickets/{number}/customer", text="Still broken.")

    assert "<p>Still broken.</p>" in page
    ticket = visit.sandbox.helpdesk.ticket(number)
    assert ticket.open
    assert (ticket.history[-1].author, ticket.history[-1].at) == (ticket.customer, NOON)
    assert visit.sandbox.helpdesk.customer_receives == []


@pytest.mark.usefixtures("amira")
async def test_who_is_not_in_the_helpdesk_answers_no_customer(visit: Visit) -> None:
    assert REPLY not in await visit.get("/as/bea/tickets/4711")
    refused = await visit.browser.post("/as/bea/tickets/4711/reply", data={"text": "Hello"})
    assert refused.status_code == 404
    assert refused.text.startswith("Bea is nobody in this helpdesk.")
    assert visit.sandbox.helpdesk.ticket("4711").history == ()


@pytest.mark.usefixtures("amira")
@pytest.mark.parametrize("act", ["reply", "customer"])
@pytest.mark.parametrize("text", ["", " \r\n "])
async def test_nothing_is_not_sent(visit: Visit, act: str, text: str) -> None:
    page = await visit.post(f"/as/amira/tickets/4711/{act}", text=text)
    assert "Invoices" in page
    assert visit.sandbox.helpdesk.ticket("4711").history == ()


@pytest.mark.usefixtures("amira")
@pytest.mark.parametrize("act", ["reply", "customer"])
async def test_nobody_writes_on_a_ticket_that_is_not_there(visit: Visit, act: str) -> None:
    refused = await visit.browser.post(f"/as/amira/tickets/7/{act}", data={"text": "Hello"})
    assert refused.status_code == 404
    assert "There is no ticket 7" in refused.text


GIVES = "As Amira, give it to"


@pytest.mark.parametrize("number", ["4711", "64"])
async def test_a_ticket_is_given_away_by_hand_and_to_nobody(
    visit: Visit, amira: Admin, number: str
) -> None:
    omar = visit.sandbox.helpdesk.add_admin("Omar", "omar@elsewhere.example")
    assert GIVES in await visit.get(f"/as/amira/tickets/{number}")

    page = await visit.post(f"/as/amira/tickets/{number}/owner", to=omar.id)
    assert '<dd id="owner">Omar</dd>' in page
    part = visit.sandbox.helpdesk.ticket(number).history[-1]
    assert (part.kind, part.author, part.assigned_to) == ("assignment", amira, omar)

    await visit.post(f"/as/amira/tickets/{number}/owner", to="")
    assert visit.sandbox.helpdesk.ticket(number).owner is None


@pytest.mark.usefixtures("amira")
async def test_nobody_gives_a_ticket_away_who_is_not_in_the_helpdesk_nor_to_such(
    visit: Visit,
) -> None:
    assert GIVES not in await visit.get("/as/bea/tickets/4711")
    before = visit.sandbox.helpdesk.ticket("4711")
    for who, to in (("bea", before.owner), ("amira", None)):
        sent = {"to": to.id if to else "999"}
        refused = await visit.browser.post(f"/as/{who}/tickets/4711/owner", data=sent)
        assert refused.status_code == 404
    assert visit.sandbox.helpdesk.ticket("4711") == before
