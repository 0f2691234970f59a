from datetime import UTC, datetime

from starlette.responses import JSONResponse

from tests.connectors.helpdesk.intercom.canned import Canned, canned

SINCE = 1_772_463_600
AT = datetime.fromtimestamp(SINCE + 0.7, UTC)


def listed(
    server: Canned,
    conversations: tuple[dict[str, object], ...] = (),
    tickets: tuple[dict[str, object], ...] = (),
) -> None:
    server.answers["/me"] = JSONResponse({"app": {"id_code": "abc"}})
    server.answers["/admins"] = JSONResponse({"admins": [{"id": "1", "name": "Ann"}]})
    server.answers["/conversations/search"] = JSONResponse({"conversations": [*conversations]})
    server.answers["/tickets/search"] = JSONResponse({"tickets": [*tickets]})


def conversation(number: str, **more: object) -> dict[str, object]:
    return {"id": number, "state": "open", **more}


def ticket(number: str, **more: object) -> dict[str, object]:
    return {"id": f"9{number}", "ticket_id": number, "open": True, **more}


async def test_it_is_asked_so_that_nothing_is_missed_however_intercom_compares_times() -> None:
    async with canned() as (server, intercom):
        listed(server)
        assert await intercom.changed_since(AT) == ()
        later = {"field": "updated_at", "operator": ">", "value": SINCE}
        query = {"operator": "OR", "value": [later, {**later, "operator": "="}]}
        assert server.asked == ["POST /conversations/search", "POST /tickets/search"]
        assert [body["query"] for body in server.bodies] == [query, query]


async def test_what_changed_before_is_left_out_although_it_was_found() -> None:
    async with canned() as (server, intercom):
        listed(
            server,
            (conversation("1", updated_at=SINCE - 1), conversation("2", updated_at=SINCE)),
            (ticket("3", updated_at=SINCE - 1), ticket("4", updated_at=SINCE + 1), ticket("5")),
        )
        found = await intercom.changed_since(AT)
        assert [one.number for one in found] == ["2", "4", "5"]


async def test_what_is_on_two_pages_is_listed_once_as_it_was_last() -> None:
    async with canned() as (server, intercom):
        listed(server, (conversation("1", title="old"), conversation("1", title="new")))
        [found] = await intercom.changed_since(AT)
        assert found.title == "new"


async def test_a_conversation_and_a_ticket_with_one_id_are_two() -> None:
    async with canned() as (server, intercom):
        listed(server, (conversation("95"),), (ticket("5"),))
        found = await intercom.changed_since(AT)
        assert [one.key for one in found] == ["conversation/95", "ticket/95"]


async def test_two_searches_tell_all_and_a_customer_is_asked_for_once() -> None:
    async with canned() as (server, intercom):
        whose = {"contacts": {"contacts": [{"id": "6762f126"}]}, "admin_assignee_id": 1}
        server.answers["/contacts/6762f126"] = JSONResponse({"id": "6762f126", "name": "Dana"})
        many = tuple(conversation(f"{number}", **whose) for number in range(1, 41))
        listed(server, many, (ticket("50", **whose),))
        found = await intercom.changed_since(AT)
        assert {one.customer for one in found} == {"Dana"}
        assert len(found) == 41
        assert len(server.asked) == len(set(server.asked)) == 5
        await intercom.changed_since(AT)
        assert server.asked[5:] == ["POST /conversations/search", "POST /tickets/search"]
