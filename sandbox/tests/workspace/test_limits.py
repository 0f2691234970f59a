from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.workspace import Workspace

Json = dict[str, Any]


def plain(length: int = 1) -> Json:
    return {"type": "plain_text", "text": "x" * length}


def markup(length: int = 1) -> Json:
    return {"type": "mrkdwn", "text": "x" * length}


def button(**more: object) -> Json:
    return {"type": "button", "text": plain(), **more}


def option(text: int = 1, value: int = 1) -> Json:
    return {"text": plain(text), "value": "x" * value}


def select(**more: object) -> Json:
    return {"type": "static_select", "options": [option()], **more}


def actions(*elements: Json, **more: object) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def section(**more: object) -> Json:
    return {"type": "section", **more}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def line(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def words(text: str = "x", **more: object) -> Json:
    return {"type": "text", "text": text, **more}


def field(element: Json, **more: object) -> Json:
    return {"type": "input", "label": plain(), "element": element, **more}


DIVIDER: Json = {"type": "divider"}
EXACTLY_ENOUGH = {
    "50 blocks": [DIVIDER] * 50,
    "section of 3000": [section(text=markup(3000))],
    "10 fields of 2000 are allowed one by one": [section(fields=[markup(1000)] * 10)],
    "header of 150": [{"type": "header", "text": plain(150)}],
    "10 context elements": [{"type": "context", "elements": [markup()] * 10}],
    "25 actions": [actions(*[button()] * 25)],
    "button of 75 with a value of 2000": [actions(button(text=plain(75), value="x" * 2000))],
    "ids of 255": [actions(button(action_id="x" * 255), block_id="x" * 255)],
    "100 options of 75 and 150": [actions(select(options=[option(75, 150)] * 100))],
    "rich text": [
        rich(
            line(
                words(style={"bold": True, "italic": True, "strike": True, "code": True}),
                {"type": "link", "url": "https://example.com", "text": "there"},
                {"type": "user", "user_id": "U0ANN"},
                {"type": "emoji", "name": "wave"},
                {"type": "channel", "channel_id": "C0ORDERS"},
                {"type": "date", "timestamp": 1_700_000_000, "format": "{date_short} {time}"},
            ),
            {"type": "rich_text_quote", "elements": [words()]},
            {"type": "rich_text_preformatted", "elements": [words()], "border": 0},
            {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [line(words())]},
        )
    ],
}
TOO_MUCH = {
    "51 blocks": [DIVIDER] * 51,
    "section of 3001": [section(text=markup(3001))],
    "section without text": [section()],
    "11 fields": [section(fields=[markup()] * 11)],
    "field of 2001": [section(fields=[markup(2001)])],
    "header of 151": [{"type": "header", "text": plain(151)}],
    "header in mrkdwn": [{"type": "header", "text": markup()}],
    "11 context elements": [{"type": "context", "elements": [markup()] * 11}],
    "26 actions": [actions(*[button()] * 26)],
    "no actions": [actions()],
    "button of 76": [actions(button(text=plain(76)))],
    "button in mrkdwn": [actions(button(text=markup()))],
    "button value of 2001": [actions(button(value="x" * 2001))],
    "button style": [actions(button(style="warning"))],
    "action_id of 256": [actions(button(action_id="x" * 256))],
    "block_id of 256": [{**DIVIDER, "block_id": "x" * 256}],
    "101 options": [actions(select(options=[option()] * 101))],
    "option text of 76": [actions(select(options=[option(text=76)]))],
    "option value of 151": [actions(select(options=[option(value=151)]))],
    "options and groups": [
        actions(select(option_groups=[{"label": plain(), "options": [option()]}]))
    ],
    "initial option from elsewhere": [actions(select(initial_option=option(value=2)))],
    "6 overflow options": [actions({"type": "overflow", "options": [option()] * 6})],
    "confirm title of 101": [
        actions(button(confirm={"title": plain(101), "text": plain(), "confirm": plain()}))
    ],
    "confirm text of 301": [actions(button(confirm={"text": plain(301)}))],
    "unknown block": [{"type": "sectoin", "text": plain()}],
    "no type": [{"text": plain()}],
    "no object": ["divider"],
    "unknown key": [{**DIVIDER, "color": "red"}],
    "unknown element": [actions({"type": "knob"})],
    "missing key": [actions({"type": "button"})],
    "empty text": [section(text=plain(0))],
    "input in a message": [field({"type": "plain_text_input"})],
    "block_id twice": [{**DIVIDER, "block_id": "a"}] * 2,
    "action_id twice in a block": [actions(button(action_id="a"), button(action_id="a"))],
    "markup in rich text": [rich(line(markup()))],
    "empty rich text": [rich()],
    "empty words": [rich(line(words("")))],
    "unknown style": [rich(line(words(style={"blink": True})))],
    "style that is no flag": [rich(line(words(style={"bold": "yes"})))],
    "link without url": [rich(line({"type": "link", "text": "there"}))],
    "mention of no user": [rich(line({"type": "user", "user_id": "Ann Lee"}))],
    "date without token": [rich(line({"type": "date", "timestamp": 1, "format": "today"}))],
    "date in text": [rich(line({"type": "date", "timestamp": "1", "format": "{date}"}))],
    "list in a list": [
        rich(
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [{"type": "rich_text_list", "style": "bullet", "elements": []}],
            }
        )
    ],
    "list style": [rich({"type": "rich_text_list", "style": "dashed", "elements": []})],
    "person in preformatted": [
        rich(
            {
                "type": "rich_text_preformatted",
                "elements": [{"type": "user", "user_id": "U0ANN"}],
            }
        )
    ],
    "words outside a section": [rich(words())],
}


@pytest.mark.parametrize("blocks", EXACTLY_ENOUGH.values(), ids=EXACTLY_ENOUGH)
async def test_a_message_at_the_limit_is_taken(
    slack: AsyncWebClient, ann: str, blocks: list[Json]
) -> None:
    assert (await slack.chat_postMessage(channel=ann, text="x", blocks=blocks))["ok"]


@pytest.mark.parametrize("blocks", TOO_MUCH.values(), ids=TOO_MUCH)
async def test_a_message_past_a_limit_is_refused(
    workspace: Workspace, slack: AsyncWebClient, ann: str, blocks: list[Json]
) -> None:
    with pytest.raises(SlackApiError) as failure:
        await slack.api_call(
            "chat.postMessage", json={"channel": ann, "text": "x", "blocks": blocks}
        )
    answer = failure.value.response
    assert answer["error"] == "invalid_blocks"
    assert all("json-pointer:/blocks" in text for text in answer["response_metadata"]["messages"])
    assert workspace.messages(workspace.direct(ann)) == []


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ({}, "no_text"),
        ({"text": ""}, "no_text"),
        ({"text": "", "blocks": []}, "no_text"),
        ({"blocks": "{"}, "invalid_blocks_format"),
        ({"blocks": {"type": "divider"}}, "invalid_blocks_format"),
        ({"blocks": [section(text=markup(2700))] * 5}, "msg_blocks_too_long"),
        ({"blocks": [rich(line(words("x" * 6700)))] * 2}, "msg_blocks_too_long"),
        ({"text": "x", "markdown_text": "x"}, "markdown_text_conflict"),
        ({"markdown_text": "x" * 12_001}, "invalid_blocks"),
        ({"text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
        ({"text": "x", "attachments": {}}, "invalid_attachments"),
        (
            {"text": "x", "metadata": {"event_type": "x", "event_payload": {"x": "x" * 20_000}}},
            "metadata_too_large",
        ),
    ],
)
async def test_what_a_message_must_not_be(
    slack: AsyncWebClient, ann: str, content: Json, error: str
) -> None:
    with pytest.raises(SlackApiError) as failure:
        await slack.api_call("chat.postMessage", json={"channel": ann, **content})
    assert failure.value.response["error"] == error


def modal(**more: object) -> Json:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": [], **more}


TEXT = {"type": "plain_text_input"}
VIEWS_TOO_MUCH = {
    "101 blocks": modal(blocks=[DIVIDER] * 101),
    "title of 25": modal(title=plain(25)),
    "title in mrkdwn": modal(title=markup()),
    "submit of 25": modal(submit=plain(25)),
    "close of 25": modal(close=plain(25)),
    "private_metadata of 3001": modal(private_metadata="x" * 3001),
    "callback_id of 256": modal(callback_id="x" * 256),
    "no title": {"type": "modal", "blocks": []},
    "no blocks": {"type": "modal", "title": plain()},
    "unknown key": modal(colour="red"),
    "input without submit": {"type": "modal", "title": plain(), "blocks": [field(TEXT)]},
    "button as an input": modal(blocks=[field(button())]),
    "label in mrkdwn": modal(blocks=[field(TEXT, label=markup())]),
    "placeholder of 151": modal(blocks=[field({**TEXT, "placeholder": plain(151)})]),
    "max_length of 3001": modal(blocks=[field({**TEXT, "max_length": 3001})]),
    "two with focus": modal(blocks=[field({**TEXT, "focus_on_load": True})] * 2),
    "markdown block": modal(blocks=[{"type": "markdown", "text": "x"}]),
    "date": modal(blocks=[field({"type": "datepicker", "initial_date": "tomorrow"})]),
    "11 checkboxes": modal(blocks=[field({"type": "checkboxes", "options": [option()] * 11})]),
    "number without is_decimal_allowed": modal(blocks=[field({"type": "number_input"})]),
}


async def test_a_view_at_the_limits_is_taken(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    view = modal(
        title=plain(24),
        close=plain(24),
        private_metadata="x" * 3000,
        blocks=[*[DIVIDER] * 99, field({**TEXT, "max_length": 3000})],
    )
    assert (await slack.views_open(trigger_id=workspace.triggers.issue(ann), view=view))["ok"]


@pytest.mark.parametrize("view", VIEWS_TOO_MUCH.values(), ids=VIEWS_TOO_MUCH)
async def test_a_view_past_a_limit_is_refused(
    workspace: Workspace, slack: AsyncWebClient, ann: str, view: Json
) -> None:
    with pytest.raises(SlackApiError) as failure:
        await slack.views_open(trigger_id=workspace.triggers.issue(ann), view=view)
    answer = failure.value.response
    assert answer["error"] == "invalid_arguments"
    assert all("json-pointer:/view" in text for text in answer["response_metadata"]["messages"])
    assert workspace.views_of(ann) == []


async def test_a_view_of_more_than_250_kilobytes_is_too_large(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    view = modal(blocks=[section(text=markup(2900))] * 90)
    with pytest.raises(SlackApiError, match="view_too_large"):
        await slack.views_open(trigger_id=workspace.triggers.issue(ann), view=view)
