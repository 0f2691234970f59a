"""What our table of shapes takes, the closed schemas and slack_sdk take too."""

from typing import Any, Protocol

import jsonschema
import pytest
from slack_sdk.models.blocks import Block

from sandbox.workspace.block_kit.message import judged_blocks
from sandbox.workspace.block_kit.view import judged_view
from sandbox.workspace.refusals import SlackRefusal

Json = dict[str, Any]


class Contracts(Protocol):
    def views(self) -> dict[str, Json]: ...
    def judge(self, name: str) -> jsonschema.Draft7Validator: ...


WORDS: Json = {"type": "plain_text", "text": "x", "emoji": False}
MARKUP: Json = {"type": "mrkdwn", "text": "x", "verbatim": True}
OPTION: Json = {"text": WORDS, "value": "1", "description": WORDS}
CONFIRM: Json = {"title": WORDS, "text": MARKUP, "confirm": WORDS, "deny": WORDS, "style": "danger"}
STYLE: Json = dict.fromkeys(("bold", "italic", "strike", "code", "underline"), True)
LINE: Json = {
    "type": "rich_text_section",
    "elements": [
        {"type": "text", "text": "x", "style": STYLE},
        {"type": "link", "url": "https://example.com", "text": "x", "unsafe": False},
        {"type": "user", "user_id": "U0ANN", "style": {"bold": True}},
        {"type": "usergroup", "usergroup_id": "S0LEADS"},
        {"type": "channel", "channel_id": "C0ORDERS"},
        {"type": "broadcast", "range": "here"},
        {"type": "emoji", "name": "wave"},
        {"type": "date", "timestamp": 1_700_000_000, "format": "{date}", "fallback": "x"},
    ],
}
PLAIN_LINES = [{"type": "text", "text": "x"}]
ANYWHERE: dict[str, Json] = {
    "actions": {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": "a",
                "text": WORDS,
                "value": "1",
                "style": "primary",
                "confirm": CONFIRM,
                "accessibility_label": "x",
            },
            {"type": "overflow", "action_id": "o", "options": [OPTION, OPTION]},
            {"type": "static_select", "placeholder": WORDS, "options": [OPTION]},
            {"type": "users_select", "initial_user": "U0ANN"},
            {"type": "datepicker", "initial_date": "2026-11-23"},
            {"type": "radio_buttons", "options": [OPTION], "initial_option": OPTION},
        ],
    },
    "context": {"type": "context", "elements": [WORDS, MARKUP]},
    "divider": {"type": "divider", "block_id": "line"},
    "header": {"type": "header", "text": WORDS},
    "image": {"type": "image", "image_url": "https://example.com/x.png", "alt_text": "x"},
    "rich_text": {
        "type": "rich_text",
        "elements": [
            LINE,
            {"type": "rich_text_list", "style": "ordered", "indent": 2, "elements": [LINE]},
            {"type": "rich_text_quote", "elements": LINE["elements"], "border": 1},
            {"type": "rich_text_preformatted", "elements": PLAIN_LINES, "border": 0},
        ],
    },
    "section": {"type": "section", "text": MARKUP, "fields": [WORDS, MARKUP], "expand": True},
}
IN_MESSAGES: dict[str, Json] = {
    "markdown": {"type": "markdown", "text": "x"},
    "table": {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]},
}
ELEMENTS: dict[str, Json] = {
    "plain_text_input": {"multiline": True, "min_length": 1, "max_length": 9, "placeholder": WORDS},
    "email_text_input": {"initial_value": "ann@example.com"},
    "url_text_input": {"initial_value": "https://example.com"},
    "number_input": {"is_decimal_allowed": False, "min_value": "1", "max_value": "9"},
    "static_select": {"option_groups": [{"label": WORDS, "options": [OPTION]}]},
    "external_select": {"min_query_length": 0, "placeholder": WORDS},
    "conversations_select": {"filter": {"include": ["im"]}, "response_url_enabled": True},
    "channels_select": {"initial_channel": "C0ORDERS"},
    "multi_static_select": {"options": [OPTION], "max_selected_items": 2},
    "multi_users_select": {"initial_users": ["U0ANN"]},
    "checkboxes": {"options": [OPTION], "initial_options": [OPTION]},
    "timepicker": {"initial_time": "09:30"},
    "datetimepicker": {"initial_date_time": 1_700_000_000},
    "rich_text_input": {"placeholder": WORDS},
}


@pytest.mark.parametrize("block", (ANYWHERE | IN_MESSAGES).values(), ids=ANYWHERE | IN_MESSAGES)
def test_a_block_we_take_is_taken_by_every_judge(contracts: Contracts, block: Json) -> None:
    (taken,) = judged_blocks([block])
    contracts.judge("KnownBlock").validate(taken)
    parsed = Block.parse(taken)
    assert parsed is not None
    parsed.validate_json()


@pytest.mark.parametrize("kind", ELEMENTS)
def test_an_input_we_take_is_taken_by_every_judge(contracts: Contracts, kind: str) -> None:
    block = {"type": "input", "label": WORDS, "element": {"type": kind, **ELEMENTS[kind]}}
    view = {"type": "modal", "title": WORDS, "submit": WORDS, "blocks": [block]}
    contracts.judge("ModalView").validate(judged_view(view, "modal"))


@pytest.mark.parametrize("block", ANYWHERE.values(), ids=ANYWHERE)
def test_what_the_closed_schema_refuses_we_refuse(contracts: Contracts, block: Json) -> None:
    judge = contracts.judge("KnownBlock")
    for broken in spoiled(block):
        assert not judge.is_valid(broken)
        with pytest.raises(SlackRefusal):
            judged_blocks([broken])


def spoiled(value: Json) -> list[Json]:
    """Return copies with a surprising key, on each level of objects that have a type."""
    found = [{**value, "surprise": "x"}]
    for key, part in value.items():
        if isinstance(part, dict) and "type" in part:
            found += [{**value, key: broken} for broken in spoiled(part)]
        elif isinstance(part, list):
            for index, item in enumerate(part):
                if isinstance(item, dict):
                    around = part[:index], part[index + 1 :]
                    broken_items = spoiled(item)
                    found += [{**value, key: [*around[0], b, *around[1]]} for b in broken_items]
    return found


def test_the_official_views_are_taken(contracts: Contracts) -> None:
    added_by_slack = {"id", "team_id", "state", "hash", "root_view_id", "app_id", "bot_id"}
    for name, view in contracts.views().items():
        of_modals = {"clear_on_close", "notify_on_close"} if view["type"] == "home" else set()
        sent = {key: view[key] for key in view.keys() - added_by_slack - of_modals}
        assert judged_view(sent, view["type"])["blocks"], name
