import pytest
from starlette.responses import JSONResponse

from connectors.helpdesk.intercom.attributes import attribute
from rulebook.tickets import Ticket
from tests.connectors.helpdesk.intercom.canned import Canned, canned

COMPANY: dict[str, object] = {
    "id": "1",
    "name": "Acme",
    "plan": {"name": "Pro"},
    "custom_attributes": {"Tier": "Gold", "seats": 9},
}
CONTACT = {"id": "6762f126", "name": "Dana", "custom_attributes": {"plan": "Trial", "seats": "few"}}


def known(server: Canned, company: dict[str, object] | None) -> None:
    server.answers["/me"] = JSONResponse({"app": {"id_code": "abc"}})
    server.answers["/contacts/6762f126"] = JSONResponse(CONTACT)
    server.answers["/conversations/215"] = JSONResponse(
        {
            "id": "215",
            "state": "open",
            "priority": "high",
            "custom_attributes": {"Severity": "S1"},
            "contacts": {"contacts": [{"id": "6762f126"}]},
            "company": company,
        }
    )


async def read(company: dict[str, object] | None = COMPANY, **settings: object) -> Ticket:
    async with canned(**settings) as (server, intercom):
        known(server, company)
        found = await intercom.ticket("215")
        assert found is not None
        return found


@pytest.mark.parametrize(
    ("company", "name", "plan"),
    [
        (COMPANY, "plan", "Pro"),
        (COMPANY, " Plan ", "Pro"),
        (COMPANY, "tier", "Gold"),
        (COMPANY, "seats", "few"),
        (COMPANY, "colour", ""),
        (COMPANY | {"plan": {}}, "plan", "Trial"),
        (COMPANY | {"custom_attributes": None}, "Tier", ""),
        (None, "plan", "Trial"),
        (None, "tier", ""),
    ],
)
async def test_the_plan_is_where_the_setting_says(
    company: dict[str, object] | None, name: str, plan: str
) -> None:
    assert (await read(company, plan=name)).plan == plan


@pytest.mark.parametrize(
    ("name", "priority"),
    [("priority", "high"), ("PRIORITY", "high"), ("severity", "S1"), ("colour", "")],
)
async def test_the_priority_is_where_the_setting_says(name: str, priority: str) -> None:
    assert (await read(priority=name)).priority == priority


async def test_plan_and_priority_are_called_so_unless_set() -> None:
    ticket = await read()
    assert (ticket.plan, ticket.priority) == ("Pro", "high")


@pytest.mark.parametrize("of", [None, {}, {"Tier": 3}, {"Tier": None}, {"Tier": ["Gold"]}])
def test_what_is_no_text_is_no_attribute(of: dict[str, object] | None) -> None:
    assert attribute(of, "tier") is None
