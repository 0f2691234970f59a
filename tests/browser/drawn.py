"""What the small app shows: messages and forms with every element that the page can draw."""

from typing import Any

Json = dict[str, Any]
ELSEWHERE = "https://status.example/"


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str, label: str) -> Json:
    return {"text": words(label), "value": value}


def asked(name: str, element: Json, **more: object) -> Json:
    element = {**element, "action_id": name.casefold()}
    return {"type": "input", "block_id": name, "label": words(name), "element": element, **more}


def button(name: str, **more: object) -> Json:
    return {"type": "button", "action_id": name.casefold(), "text": words(name), **more}


URGENCIES = [option("now", "Now"), option("soon", "Soon")]
MENU: Json = {
    "type": "overflow",
    "action_id": "more",
    "options": [option("history", "History"), option("withdraw", "Withdraw")],
}
QUESTION: Json = {
    "title": words("Close it?"),
    "text": {"type": "mrkdwn", "text": "Nobody *undoes* that."},
    "confirm": words("Close it"),
    "deny": words("Keep it"),
    "style": "danger",
}
CARD: list[Json] = [
    {
        "type": "section",
        "block_id": "head",
        "text": {"type": "mrkdwn", "text": "*Export hangs* for `acme`"},
        "accessory": MENU,
    },
    {
        "type": "actions",
        "block_id": "acts",
        "elements": [
            button("Close", style="danger", confirm=QUESTION),
            {"type": "static_select", "action_id": "urgency", "options": URGENCIES},
        ],
    },
]


def form(state: str = "As it was") -> Json:
    ticket = {"type": "external_select", "min_query_length": 2, "placeholder": words("Which one")}
    minutes = {"type": "number_input", "is_decimal_allowed": False, "min_value": "5"}
    return {
        "type": "modal",
        "callback_id": "form",
        "title": words("Everything"),
        "submit": words("Send"),
        "close": words("Leave"),
        "blocks": [
            asked("Ticket", ticket),
            {
                "type": "section",
                "block_id": "state",
                "text": words(state),
                "accessory": button("Refresh"),
            },
            asked("Minutes", minutes, optional=True),
            asked("Urgency", {"type": "radio_buttons", "options": URGENCIES}, dispatch_action=True),
            asked("Why", {"type": "plain_text_input", "multiline": True, "focus_on_load": True}),
            {"type": "actions", "block_id": "acts", "elements": [MENU]},
        ],
    }


GROUPS = [
    {"label": words("Open"), "options": [option("new", "New"), option("old", "Old")]},
    {"label": words("Closed"), "options": [option("done", "Done")]},
]
ELSE = button("Status", url=ELSEWHERE)
LINKS: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": f"Read <{ELSEWHERE}|how it is>."}},
    {"type": "actions", "block_id": "links", "elements": [ELSE]},
]
INPUTS: Json = {
    "type": "modal",
    "callback_id": "inputs",
    "title": words("Every input"),
    "submit": words("Send"),
    "blocks": [
        asked("Owner", {"type": "users_select"}),
        asked("Others", {"type": "multi_users_select"}),
        asked("Group", {"type": "static_select", "option_groups": GROUPS}),
        asked("One", {"type": "static_select", "options": URGENCIES}),
        asked(
            "Parts", {"type": "checkboxes", "options": [option("a", "App"), option("b", "Bill")]}
        ),
        asked("Line", {"type": "plain_text_input"}),
        asked("Mail", {"type": "email_text_input"}),
        asked("Page", {"type": "url_text_input"}),
        asked("Share", {"type": "number_input", "is_decimal_allowed": True}),
        asked("Day", {"type": "datepicker"}),
        asked("Hour", {"type": "timepicker"}),
        asked("Moment", {"type": "datetimepicker"}),
        {"type": "actions", "block_id": "links", "elements": [ELSE]},
    ],
}
