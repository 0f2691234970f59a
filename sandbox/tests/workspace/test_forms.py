from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.workspace import Workspace

Json = dict[str, Any]
Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def field(block_id: str, element: Json, **more: object) -> Json:
    label = words(block_id)
    return {"type": "input", "block_id": block_id, "label": label, "element": element, **more}


def form(*blocks: Json, **more: object) -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": words("Form"),
        "submit": words("Submit"),
        "blocks": list(blocks),
        **more,
    }


TEXT = field("what", {"type": "plain_text_input", "action_id": "text", "max_length": 10})
NUMBER: Json = {"type": "number_input", "action_id": "a", "is_decimal_allowed": True}
SELECT: Json = {
    "type": "static_select",
    "action_id": "size",
    "options": [{"text": words("Small"), "value": "s"}, {"text": words("Large"), "value": "l"}],
}


async def opened(workspace: Workspace, slack: AsyncWebClient, person: str, view: Json) -> str:
    answer = await slack.views_open(trigger_id=workspace.triggers.issue(person), view=view)
    return str(answer["view"]["id"])


@pytest.mark.parametrize(
    ("element", "entered", "error"),
    [
        ({"type": "plain_text_input", "action_id": "a"}, "", "Please complete"),
        ({"type": "plain_text_input", "action_id": "a", "max_length": 3}, "long", "0 to 3"),
        ({"type": "email_text_input", "action_id": "a"}, "ann", "an email address"),
        ({"type": "url_text_input", "action_id": "a"}, "example", "a URL"),
        ({**NUMBER, "is_decimal_allowed": False}, "two", "a number"),
        ({**NUMBER, "is_decimal_allowed": False}, "2.5", "a whole number"),
        ({**NUMBER, "min_value": "2.5"}, "2.4", "2.5 or more"),
        ({**NUMBER, "max_value": "10"}, "10.1", "10 or less"),
    ],
)
async def test_an_unfinished_form_is_not_even_sent(
    workspace: Workspace, slack: AsyncWebClient, ann: str, element: Json, entered: str, error: str
) -> None:
    view_id = await opened(workspace, slack, ann, form(field("what", element)))
    saw = await workspace.submits(ann, view_id, {"a": entered})
    assert error in saw.errors["what"]
    assert workspace.deliveries == []


async def test_a_form_that_the_app_refuses_stays_open_with_its_errors(
    workspace: Workspace, app: AsyncApp, connect: Connect, slack: AsyncWebClient, ann: str
) -> None:
    @app.view("form")
    async def submitted(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"what": "Not that"})

    await connect(app)
    view_id = await opened(workspace, slack, ann, form(TEXT))
    saw = await workspace.submits(ann, view_id, {"text": "tea"})
    assert (saw.ok, saw.errors, saw.closed) == (False, {"what": "Not that"}, False)
    assert workspace.views_of(ann)[0]["id"] == view_id


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"elsewhere": "No"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "explode"},
        {"response_action": "update", "view": {"type": "modal"}},
    ],
)
async def test_an_answer_to_a_form_that_slack_cannot_read_is_trouble(
    workspace: Workspace,
    app: AsyncApp,
    connect: Connect,
    slack: AsyncWebClient,
    ann: str,
    answer: Json,
) -> None:
    @app.view("form")
    async def submitted(ack: AsyncAck) -> None:
        await ack(**answer)

    await connect(app)
    view_id = await opened(workspace, slack, ann, form(TEXT))
    saw = await workspace.submits(ann, view_id, {"text": "tea"})
    assert saw.toast == "We had some trouble connecting. Try again?"
    assert [view["id"] for view in workspace.views_of(ann)] == [view_id]


async def test_a_form_is_updated_pushed_upon_and_cleared(
    workspace: Workspace, app: AsyncApp, connect: Connect, slack: AsyncWebClient, ann: str
) -> None:
    answers = iter(
        [
            {"response_action": "update", "view": form(TEXT, title=words("Two"))},
            {"response_action": "push", "view": form(title=words("Three"))},
            {"response_action": "clear"},
        ]
    )

    @app.view("form")
    async def submitted(ack: AsyncAck) -> None:
        await ack(**next(answers))  # type: ignore[arg-type]

    await connect(app)
    view_id = await opened(workspace, slack, ann, form(TEXT))
    updated = await workspace.submits(ann, view_id, {"text": "tea"})
    pushed = await workspace.submits(ann, view_id)
    assert updated.view
    assert pushed.view
    assert (updated.view["id"], updated.view["title"]["text"]) == (view_id, "Two")
    assert (pushed.view["previous_view_id"], pushed.view["title"]["text"]) == (view_id, "Three")
    cleared = await workspace.submits(ann, pushed.view["id"])
    assert (cleared.closed, workspace.views_of(ann)) == (True, [])


async def test_a_form_that_is_not_on_top_cannot_be_submitted(
    workspace: Workspace, slack: AsyncWebClient, ann: str, bob: str
) -> None:
    view_id = await opened(workspace, slack, ann, form(TEXT))
    assert (await workspace.submits(bob, view_id)).toast == "This form is no longer open."
    with pytest.raises(LookupError, match="no field 'elsewhere'"):
        await workspace.submits(ann, view_id, {"elsewhere": "tea"})


async def test_the_app_hears_of_a_closed_form_only_when_it_asked(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    quiet = await opened(workspace, slack, ann, form(TEXT))
    await workspace.closes(ann, quiet)
    assert workspace.deliveries == []
    loud = await opened(workspace, slack, ann, form(TEXT, notify_on_close=True))
    saw = await workspace.closes(ann, loud, everything=True)
    assert saw.closed
    payload = workspace.deliveries[0].payload
    assert (payload["type"], payload["is_cleared"]) == ("view_closed", True)


async def test_options_are_suggested_and_then_chosen(
    workspace: Workspace, app: AsyncApp, connect: Connect, slack: AsyncWebClient, ann: str
) -> None:
    chosen = []

    @app.options("who")
    async def who(ack: AsyncAck, payload: Json) -> None:
        await ack(options=[{"text": words(payload["value"].title()), "value": "1"}])

    @app.view("form")
    async def submitted(ack: AsyncAck, view: Json) -> None:
        chosen.append(view["state"]["values"]["who"]["who"]["selected_option"]["text"]["text"])
        await ack()

    await connect(app)
    select = {"type": "external_select", "action_id": "who", "min_query_length": 2}
    view_id = await opened(workspace, slack, ann, form(field("who", select)))
    assert await workspace.suggests(ann, view_id, "who", "a") == []
    options = await workspace.suggests(ann, view_id, "who", "an")
    assert [option["text"]["text"] for option in options] == ["An"]
    await workspace.submits(ann, view_id, {"who": {"who": "1"}})
    assert chosen == ["An"]


async def test_what_was_suggested_once_stays_chosen_while_one_looks_further(
    workspace: Workspace, app: AsyncApp, connect: Connect, slack: AsyncWebClient, ann: str
) -> None:
    @app.options("who")
    async def who(ack: AsyncAck, payload: Json) -> None:
        await ack(options=[{"text": words(payload["value"]), "value": payload["value"]}])

    await connect(app)
    select = {"type": "external_select", "action_id": "who", "min_query_length": 2}
    view_id = await opened(workspace, slack, ann, form(field("who", select)))
    for query in ("ann", "bob"):
        await workspace.suggests(ann, view_id, "who", query)
    await workspace.fills(ann, view_id, {"who": {"who": "ann"}})

    (view,) = workspace.views_of(ann)
    assert view["state"]["values"]["who"]["who"]["selected_option"]["value"] == "ann"
    with pytest.raises(LookupError, match="no option with the value 'eve'"):
        await workspace.fills(ann, view_id, {"who": {"who": "eve"}})


async def test_a_select_that_nobody_answers_shows_it(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    select = {"type": "external_select", "action_id": "who", "min_query_length": 0}
    view_id = await opened(workspace, slack, ann, form(field("who", select)))

    saw = await workspace.types_into(ann, view_id, "who", "ann")
    assert saw.toast == "We had some trouble connecting. Try again?"
    assert saw.options == ()
    gone = await workspace.types_into(ann, "V0", "who", "ann")
    assert gone.toast == "This form is no longer open."


async def test_a_form_is_filled_in_without_being_sent(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    view_id = await opened(workspace, slack, ann, form(TEXT))

    await workspace.fills(ann, view_id, {"text": "tea"})

    (view,) = workspace.views_of(ann)
    assert view["state"]["values"]["what"]["text"]["value"] == "tea"
    assert workspace.deliveries == []


async def test_an_input_is_only_filled_in_unless_it_dispatches(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    dispatching = field("size", SELECT, dispatch_action=True)
    view_id = await opened(workspace, slack, ann, form(TEXT, dispatching))
    await workspace.presses_in_view(ann, view_id, "text", "tea")
    assert workspace.deliveries == []
    await workspace.presses_in_view(ann, view_id, "size", "l")
    payload = workspace.deliveries[0].payload
    assert payload["view"]["state"]["values"]["what"]["text"]["value"] == "tea"
    assert payload["actions"][0]["selected_option"]["value"] == "l"
