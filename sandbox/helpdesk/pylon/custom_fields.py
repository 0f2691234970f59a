"""The one custom field of an issue that calls can write: its priority."""

from sandbox.helpdesk.pylon.asked import PylonCall
from sandbox.helpdesk.pylon.refusals import wrong
from sandbox.helpdesk.pylon.words import PRIORITIES, PRIORITY, priority_called
from sandbox.helpdesk.records import Priority


def priority_in(asked: PylonCall) -> Priority | None:
    """The priority among the custom fields of a call; None when it is not there.

    One without a value is unset.
    """
    given = asked.body.get("custom_fields", [])
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise wrong("custom_fields", "custom_fields must be a list of objects")
    found: Priority | None = None
    for one in given:
        field = asked.with_body(one)
        field.only("slug", "value")
        if field.text("slug") != PRIORITY:
            raise wrong("custom_fields", f"there is no custom field {one['slug']}")
        found = _read(field.text("value")) if "value" in one else "none"
    return found


def _read(word: str) -> Priority:
    found = priority_called(word)
    if found is None:
        raise wrong(PRIORITY, f"{PRIORITY} must be one of {', '.join(PRIORITIES)}")
    return found
