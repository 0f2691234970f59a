"""A form shows what it holds and sends what was entered."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.sandbox.page.markup import Reader, values
from tests.sandbox.page.visit import Json, Visit, plain

OPTIONS = [{"text": plain(f"Option {name}"), "value": name} for name in "abc"]
# 9 May 2026, 15:30 in New York
SUMMER = int(datetime(2026, 5, 9, 19, 30, tzinfo=UTC).timestamp())


def asked(element: Json, **more: object) -> Json:
    return {
        "type": "input",
        "block_id": "block",
        "label": plain("A field"),
        "element": {"action_id": "input", **element},
        **more,
    }


def held(view: Json) -> Any:
    state = view["state"]["values"]["block"]["input"]
    return next(value for key, value in state.items() if key != "type")


@pytest.mark.parametrize(
    ("element", "shown"),
    [
        ({"type": "plain_text_input", "initial_value": "as it is"}, "as it is"),
        ({"type": "timepicker", "initial_time": "09:30"}, "09:30"),
        ({"type": "datetimepicker", "initial_date_time": SUMMER}, "2026-05-09T15:30"),
    ],
)
async def test_a_field_shows_its_initial_value(visit: Visit, element: Json, shown: str) -> None:
    visit.asks("Amira", asked(element))

    assert values(await visit.get("/as/amira/in/dm"), "block:input") == [shown]


async def test_a_long_text_keeps_its_first_empty_line(visit: Visit) -> None:
    visit.asks(
        "Amira",
        asked({"type": "plain_text_input", "multiline": True, "initial_value": "\nsecond"}),
    )

    # A browser takes the first line end of a textarea away.
    assert "\n\nsecond</textarea>" in await visit.get("/as/amira/in/dm")


@pytest.mark.parametrize(
    "element",
    [
        {"type": "static_select", "options": OPTIONS, "initial_option": OPTIONS[1]},
        {"type": "multi_static_select", "options": OPTIONS, "initial_options": OPTIONS[1:2]},
        {"type": "checkboxes", "options": OPTIONS, "initial_options": OPTIONS[1:2]},
    ],
)
async def test_what_is_chosen_to_begin_with_is_marked(visit: Visit, element: Json) -> None:
    visit.asks("Amira", asked(element))

    tags = Reader(await visit.get("/as/amira/in/dm")).tags

    marked = [tag[1]["value"] for tag in tags if {"selected", "checked"} & tag[1].keys()]
    assert marked == ["b"]


@pytest.mark.parametrize(
    ("element", "sent", "expected"),
    [
        ({"type": "plain_text_input", "multiline": True}, "a\r\nb", "a\nb"),
        ({"type": "static_select", "options": OPTIONS}, "b", OPTIONS[1]),
        ({"type": "multi_static_select", "options": OPTIONS}, ["a", "c"], OPTIONS[::2]),
        ({"type": "checkboxes", "options": OPTIONS}, ["c"], OPTIONS[2:]),
        ({"type": "timepicker"}, "23:05", "23:05"),
        ({"type": "datetimepicker"}, "2026-05-09T15:30", SUMMER),
    ],
)
async def test_what_was_entered_is_sent(
    visit: Visit, element: Json, sent: str | list[str], expected: object
) -> None:
    view = visit.asks("Amira", asked(element))

    await visit.browser.post(f"/as/amira/forms/{view['id']}/submit", data={"block:input": sent})

    (delivery,) = visit.sandbox.workspace.deliveries
    assert held(delivery.payload["view"]) == expected


async def test_a_colleague_is_chosen_by_name(visit: Visit) -> None:
    view = visit.asks("Amira", asked({"type": "users_select"}))
    page = await visit.get("/as/amira/in/dm")
    assert ">Bea</option>" in page

    bea = visit.people["Bea"]
    await visit.browser.post(f"/as/amira/forms/{view['id']}/submit", data={"block:input": bea})

    (delivery,) = visit.sandbox.workspace.deliveries
    assert held(delivery.payload["view"]) == bea


async def test_an_empty_field_is_named_where_it_is(visit: Visit) -> None:
    view = visit.asks("Amira", asked({"type": "plain_text_input"}, hint=plain("Anything")))

    page = await visit.post(f"/as/amira/forms/{view['id']}/submit?from=/as/amira/tickets")

    assert "Please complete this required field." in page
    assert 'aria-describedby="error:block:input hint:block:input"' in page
    assert "<h1>Tickets</h1>" in page
    assert visit.sandbox.workspace.deliveries == []


async def test_a_form_is_closed_and_then_is_gone(visit: Visit) -> None:
    view = visit.asks("Amira", asked({"type": "plain_text_input"}))
    path = f"/as/amira/forms/{view['id']}"

    assert "<dialog" not in await visit.post(f"{path}/close")
    assert "This form is no longer open." in await visit.post(f"{path}/submit")


@pytest.mark.parametrize("sent", ["tomorrow", "2026-13-40T99:99"])
async def test_what_no_browser_sends_is_refused(visit: Visit, sent: str) -> None:
    view = visit.asks("Amira", asked({"type": "datetimepicker"}))

    answer = await visit.browser.post(
        f"/as/amira/forms/{view['id']}/submit", data={"block:input": sent}
    )

    assert answer.status_code == 400


async def test_the_clock_moves_to_the_next_morning_of_who_presses(visit: Visit) -> None:
    await visit.post("/as/bea/clock?from=/as/bea/tickets", by="morning")
    assert visit.sandbox.clock.now() == datetime(2026, 3, 5, 8, tzinfo=UTC)

    await visit.post("/as/amira/clock", by="quarter")
    assert visit.sandbox.clock.now() == datetime(2026, 3, 5, 8, 15, tzinfo=UTC)
    answer = await visit.browser.post("/as/amira/clock", data={"by": "years"})
    assert answer.status_code == 400
