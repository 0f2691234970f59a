"""The shapes of texts, options and interactive elements, with Slack's limits."""

from typing import Any

from sandbox.workspace.block_kit.rich_text import RICH_TEXT
from sandbox.workspace.block_kit.rules import (
    Problems,
    Rule,
    both,
    flag,
    many,
    one_of,
    shape,
    text,
    typed,
    whole,
)


def plain(most: int) -> Rule:
    """A plain_text object."""
    return typed({"plain_text": shape({"text": text(most)}, {"emoji": flag})})


def plain_or_markup(most: int) -> Rule:
    """A plain_text or mrkdwn object."""
    return typed(
        {
            "plain_text": shape({"text": text(most)}, {"emoji": flag}),
            "mrkdwn": shape({"text": text(most)}, {"verbatim": flag}),
        }
    )


def _option(label: Rule) -> Rule:
    optional = {"description": label, "url": text(3000)}
    return shape({"text": label, "value": text(150)}, optional)


def _options_or_groups(value: Any, at: str) -> Problems:  # noqa: ANN401 (any JSON)
    if ("options" in value) == ("option_groups" in value):
        yield f"must have either options or option_groups [json-pointer:{at}]"


def _starts_with_its_own(value: Any, at: str) -> Problems:  # noqa: ANN401 (any JSON)
    groups = value.get("option_groups", [])
    offered = [*value.get("options", []), *(o for group in groups for o in group["options"])]
    first = [value["initial_option"]] if "initial_option" in value else []
    for option in (*first, *value.get("initial_options", [])):
        if option not in offered:
            yield f"the initial option is not one of the options [json-pointer:{at}]"


_ID = text(255)
_PLAIN_OPTION = _option(plain(75))
_RICH_OPTION = _option(plain_or_markup(75))
OPTIONS = many(_PLAIN_OPTION, 100, least=0)
OPTION_GROUPS = many(shape({"label": plain(75), "options": many(_PLAIN_OPTION, 100)}), 100)
_CONFIRM = shape(
    {"text": plain_or_markup(300)},
    {
        "title": plain(100),
        "confirm": plain(30),
        "deny": plain(30),
        "style": one_of("primary", "danger"),
    },
)
_COMMON = {"action_id": _ID, "confirm": _CONFIRM, "focus_on_load": flag}
_SELECT = {**_COMMON, "placeholder": plain(150)}
_SEVERAL = {**_SELECT, "max_selected_items": whole(1, 100)}
_CONVERSATIONS = {
    "default_to_current_conversation": flag,
    "filter": shape(
        {},
        {
            "include": many(one_of("im", "mpim", "private", "public"), 4),
            "exclude_external_shared_channels": flag,
            "exclude_bot_users": flag,
        },
    ),
}
_STATIC = {"options": many(_PLAIN_OPTION, 100), "option_groups": OPTION_GROUPS}
_DATE = text(10, pattern=r"\d{4}-\d{2}-\d{2}")
_TIME = text(5, pattern=r"\d{2}:\d{2}")
_USER = text(20, pattern=r"[UW][A-Z0-9]+")
_CHANNEL = text(20, pattern=r"[CDG][A-Z0-9]+")
_NUMBER = text(100, pattern=r"-?\d+(\.\d+)?")
_WHEN = many(one_of("on_enter_pressed", "on_character_entered"), 2)
_TYPED = {
    "action_id": _ID,
    "placeholder": plain(150),
    "focus_on_load": flag,
    "dispatch_action_config": shape({}, {"trigger_actions_on": _WHEN}),
}
_WITH_URL = {"response_url_enabled": flag}

IMAGE = shape(
    {"alt_text": text(2000)},
    {"image_url": text(3000), "slack_file": shape({}, {"id": _ID, "url": text(3000)})},
)

SELECTS = {
    "static_select": both(
        shape({}, {**_SELECT, **_STATIC, "initial_option": _PLAIN_OPTION}),
        _options_or_groups,
        _starts_with_its_own,
    ),
    "external_select": shape(
        {}, {**_SELECT, "initial_option": _PLAIN_OPTION, "min_query_length": whole(0, 1000)}
    ),
    "users_select": shape({}, {**_SELECT, "initial_user": _USER}),
    "conversations_select": shape(
        {}, {**_SELECT, **_CONVERSATIONS, **_WITH_URL, "initial_conversation": _CHANNEL}
    ),
    "channels_select": shape({}, {**_SELECT, **_WITH_URL, "initial_channel": _CHANNEL}),
}
MULTI_SELECTS = {
    "multi_static_select": both(
        shape({}, {**_SEVERAL, **_STATIC, "initial_options": many(_PLAIN_OPTION, 100)}),
        _options_or_groups,
        _starts_with_its_own,
    ),
    "multi_external_select": shape(
        {},
        {
            **_SEVERAL,
            "initial_options": many(_PLAIN_OPTION, 100),
            "min_query_length": whole(0, 1000),
        },
    ),
    "multi_users_select": shape({}, {**_SEVERAL, "initial_users": many(_USER, 100)}),
    "multi_conversations_select": shape(
        {}, {**_SEVERAL, **_CONVERSATIONS, "initial_conversations": many(_CHANNEL, 100)}
    ),
    "multi_channels_select": shape({}, {**_SEVERAL, "initial_channels": many(_CHANNEL, 100)}),
}
CHOICES = {
    "checkboxes": both(
        shape(
            {"options": many(_RICH_OPTION, 10)},
            {**_COMMON, "initial_options": many(_RICH_OPTION, 10)},
        ),
        _starts_with_its_own,
    ),
    "radio_buttons": both(
        shape({"options": many(_RICH_OPTION, 10)}, {**_COMMON, "initial_option": _RICH_OPTION}),
        _starts_with_its_own,
    ),
    "datepicker": shape({}, {**_SELECT, "initial_date": _DATE}),
    "timepicker": shape({}, {**_SELECT, "initial_time": _TIME, "timezone": text(255)}),
    "datetimepicker": shape({}, {**_COMMON, "initial_date_time": whole(10**9, 10**10 - 1)}),
}
BUTTONS = {
    "button": shape(
        {"text": plain(75)},
        {
            "action_id": _ID,
            "url": text(3000),
            "value": text(2000),
            "style": one_of("primary", "danger"),
            "confirm": _CONFIRM,
            "accessibility_label": text(75),
        },
    ),
    "overflow": shape({"options": many(_PLAIN_OPTION, 5)}, {"action_id": _ID, "confirm": _CONFIRM}),
}
_LENGTH = whole(0, 3000)
INPUTS = {
    "plain_text_input": shape(
        {},
        {
            **_TYPED,
            "initial_value": text(3000, least=0),
            "multiline": flag,
            "min_length": _LENGTH,
            "max_length": whole(1, 3000),
        },
    ),
    "email_text_input": shape({}, {**_TYPED, "initial_value": text(3000)}),
    "url_text_input": shape({}, {**_TYPED, "initial_value": text(3000)}),
    "number_input": shape(
        {"is_decimal_allowed": flag},
        {**_TYPED, "initial_value": _NUMBER, "min_value": _NUMBER, "max_value": _NUMBER},
    ),
    "rich_text_input": shape({}, {**_TYPED, "initial_value": typed({"rich_text": RICH_TEXT})}),
    "file_input": shape(
        {}, {"action_id": _ID, "filetypes": many(text(20), 100), "max_files": whole(1, 10)}
    ),
}
