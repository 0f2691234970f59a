"""A form shows what it holds and sends what was entered."""

from datetime import UTC, datetime
from typing import Any

import pytest

from sandbox.page.passing import next_morning
from sandbox.tests.page.markup import Reader, values
from sandbox.tests.page.visit import Json, Visit, plain

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
        ({"type": "number_input", "is_decimal_allowed": False, "initial_value": "7"}, "7"),
        ({"type": "external_select", "initial_option": OPTIONS[1]}, "b"),
        ({"type": "datepicker", "initial_date": "2026-05-09"}, "2026-05-09"),
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
        {"type": "radio_buttons", "options": OPTIONS, "initial_option": OPTIONS[1]},
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
        ({"type": "radio_buttons", "options": OPTIONS}, "b", OPTIONS[1]),
        ({"type": "number_input", "is_decimal_allowed": True}, "2.5", "2.5"),
        ({"type": "email_text_input"}, "ann@team.example", "ann@team.example"),
        ({"type": "external_select", "initial_option": OPTIONS[2]}, "c", OPTIONS[2]),
        ({"type": "datepicker"}, "2026-05-09", "2026-05-09"),
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


async def test_several_colleagues_are_ticked(visit: Visit) -> None:
    view = visit.asks("Amira", asked({"type": "multi_users_select"}))
    assert "Bea</span>" in await visit.get("/as/amira/in/dm")

    both = [*visit.people.values()]
    await visit.browser.post(f"/as/amira/forms/{view['id']}/submit", data={"block:input": both})

    (delivery,) = visit.sandbox.workspace.deliveries
    assert held(delivery.payload["view"]) == both


async def test_the_options_of_a_group_stand_under_its_name(visit: Visit) -> None:
    groups = [{"label": plain("A group"), "options": OPTIONS}]
    visit.asks("Amira", asked({"type": "static_select", "option_groups": groups}))

    page = await visit.get("/as/amira/in/dm")

    assert page.index('<optgroup label="A group">') < page.index("Option a</option>")


async def test_a_press_in_a_form_brings_what_was_typed_so_far(visit: Visit) -> None:
    button = {"type": "button", "action_id": "again", "value": "1", "text": plain("Again")}
    acts = {"type": "actions", "block_id": "acts", "elements": [button]}
    view = visit.asks("Amira", asked({"type": "plain_text_input"}), acts)
    page = await visit.get("/as/amira/in/dm")
    (at,) = [tag[1]["formaction"] for tag in Reader(page).tags if "formaction" in tag[1]]

    await visit.browser.post(at, data={"block:input": "half of it", "value": "1"})

    (delivery,) = visit.sandbox.workspace.deliveries
    assert delivery.payload["actions"][0]["value"] == "1"
    assert held(delivery.payload["view"]) == "half of it"
    assert values(await visit.get("/as/amira/in/dm"), "block:input") == ["half of it"]
    assert view["id"] in at


async def test_a_press_in_a_form_may_ask_first_and_forgets_nothing(visit: Visit) -> None:
    confirm = {"title": plain("Sure?"), "text": plain("All of it goes.")}
    chosen = {"type": "static_select", "action_id": "s", "options": OPTIONS, "confirm": confirm}
    acts = {"type": "actions", "block_id": "acts", "elements": [chosen]}
    view = visit.asks("Amira", asked({"type": "plain_text_input"}), acts)
    at = f"/as/amira/forms/{view['id']}/press?block_id=acts&action_id=s&from=/as/amira/tickets"
    sent = {"block:input": "half of it", "acts:s": "b"}

    page = await visit.post(at, **sent)
    assert "All of it goes." in page
    assert "<h1>Tickets</h1>" in page
    assert values(page, "block:input") == ["half of it"]
    assert visit.sandbox.workspace.deliveries == []

    await visit.browser.post(at, data={**sent, "confirmed": "yes"})
    (delivery,) = visit.sandbox.workspace.deliveries
    assert delivery.payload["actions"][0]["selected_option"] == OPTIONS[1]
    assert held(delivery.payload["view"]) == "half of it"


async def test_what_is_pressed_in_a_form_that_is_gone_is_said(visit: Visit) -> None:
    page = await visit.post("/as/amira/forms/V1/press?block_id=acts&action_id=s")

    assert "This form is no longer open." in page


async def test_a_select_that_nobody_answers_says_so(visit: Visit) -> None:
    view = visit.asks("Amira", asked({"type": "external_select", "min_query_length": 0}))
    at = f"/as/amira/forms/{view['id']}/suggest?block_id=block&action_id=input"

    answer = await visit.browser.post(at, data={"query": "x"})

    trouble = "We had some trouble connecting. Try again?"
    assert answer.json() == {"options": [], "said": trouble}


@pytest.mark.parametrize(
    ("by", "then"),
    [
        ("quarter", datetime(2026, 3, 4, 17, 15, tzinfo=UTC)),
        ("hour", datetime(2026, 3, 4, 18, tzinfo=UTC)),
        ("day", datetime(2026, 3, 5, 17, tzinfo=UTC)),
        ("morning", datetime(2026, 3, 5, 13, tzinfo=UTC)),
    ],
)
async def test_time_passes_for_everybody(visit: Visit, by: str, then: datetime) -> None:
    await visit.post("/as/bea/clock?from=/as/bea/tickets", by=by)

    assert visit.sandbox.clock.now() == then


async def test_time_does_not_pass_by_anything_else(visit: Visit) -> None:
    answer = await visit.browser.post("/as/amira/clock", data={"by": "years"})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("now", "then"),
    [
        # Friday noon, and Saturday: Monday. The clocks go forward on that Sunday.
        (datetime(2026, 3, 6, 17, tzinfo=UTC), datetime(2026, 3, 9, 12, tzinfo=UTC)),
        (datetime(2026, 3, 7, 17, tzinfo=UTC), datetime(2026, 3, 9, 12, tzinfo=UTC)),
        # Monday before eight, at eight, and in the evening that is Tuesday in UTC.
        (datetime(2026, 3, 9, 11, 59, tzinfo=UTC), datetime(2026, 3, 9, 12, tzinfo=UTC)),
        (datetime(2026, 3, 9, 12, tzinfo=UTC), datetime(2026, 3, 10, 12, tzinfo=UTC)),
        (datetime(2026, 3, 10, 2, tzinfo=UTC), datetime(2026, 3, 10, 12, tzinfo=UTC)),
    ],
)
def test_the_next_morning_is_one_on_which_people_work(now: datetime, then: datetime) -> None:
    assert next_morning(now) == then
