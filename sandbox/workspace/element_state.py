"""The state of an interactive element: its key and what it starts with."""

from collections.abc import Iterator
from types import MappingProxyType

from sandbox.workspace.records import Json

# type: (key in the state, key of the initial value, whether it is a list)
STATE = MappingProxyType(
    {
        "plain_text_input": ("value", "initial_value", False),
        "email_text_input": ("value", "initial_value", False),
        "url_text_input": ("value", "initial_value", False),
        "number_input": ("value", "initial_value", False),
        "rich_text_input": ("rich_text_value", "initial_value", False),
        "datepicker": ("selected_date", "initial_date", False),
        "timepicker": ("selected_time", "initial_time", False),
        "datetimepicker": ("selected_date_time", "initial_date_time", False),
        "static_select": ("selected_option", "initial_option", False),
        "external_select": ("selected_option", "initial_option", False),
        "radio_buttons": ("selected_option", "initial_option", False),
        "users_select": ("selected_user", "initial_user", False),
        "conversations_select": ("selected_conversation", "initial_conversation", False),
        "channels_select": ("selected_channel", "initial_channel", False),
        "checkboxes": ("selected_options", "initial_options", True),
        "multi_static_select": ("selected_options", "initial_options", True),
        "multi_external_select": ("selected_options", "initial_options", True),
        "multi_users_select": ("selected_users", "initial_users", True),
        "multi_conversations_select": ("selected_conversations", "initial_conversations", True),
        "multi_channels_select": ("selected_channels", "initial_channels", True),
        "file_input": ("files", "", True),
    }
)


def elements_of(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield each interactive element with its block."""
    for block in blocks:
        candidates = [block.get("accessory"), block.get("element")]
        if block["type"] == "actions":
            candidates += block["elements"]
        for element in candidates:
            if element and "action_id" in element:
                yield block, element


def initial_state(blocks: list[Json]) -> Json:
    """Return `state.values` of a view that nobody has touched: {block_id: {action_id: state}}."""
    values: Json = {}
    for block, element in elements_of(blocks):
        if element["type"] in STATE:
            key, initial, many = STATE[element["type"]]
            start = element.get(initial, [] if many else None)
            state = {"type": element["type"], key: start}
            values.setdefault(block["block_id"], {})[element["action_id"]] = state
    return values


def kept_state(blocks: list[Json], before: Json) -> Json:
    """Return the state after a view's blocks changed.

    What was entered stays where block, action and type are the same.
    """
    values = initial_state(blocks)
    for block_id, actions in values.items():
        for action_id, state in actions.items():
            entered = before.get(block_id, {}).get(action_id)
            if entered and entered["type"] == state["type"]:
                actions[action_id] = entered
    return values


def options_of(element: Json) -> list[Json]:
    """Return the options an element offers, those of its groups included."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(o for group in groups for o in group["options"])]


def with_choice(values: Json, action: Json) -> Json:
    """Return `state.values` with what one action chose put in; a button changes nothing."""
    if action["type"] not in STATE:
        return values
    key, _, _ = STATE[action["type"]]
    state = {"type": action["type"], key: action[key]}
    block = {**values.get(action["block_id"], {}), action["action_id"]: state}
    return {**values, action["block_id"]: block}
