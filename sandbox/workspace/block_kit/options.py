"""Judges the options that the app suggests."""

from sandbox.workspace.block_kit.elements import OPTION_GROUPS, OPTIONS
from sandbox.workspace.block_kit.rules import Rule, shape
from sandbox.workspace.records import Json
from sandbox.workspace.refusals import refused_with

_RULES: dict[str, Rule] = {
    "options": shape({"options": OPTIONS}),
    "option_groups": shape({"option_groups": OPTION_GROUPS}),
}


def judged_suggestions(ack: Json) -> list[Json]:
    """Return the options of an acknowledgement, or refuse it: invalid_options."""
    rule = _RULES["option_groups" if "option_groups" in ack else "options"]
    problems = list(rule(ack, ""))
    if problems:
        raise refused_with("invalid_options", problems)
    groups: list[Json] = ack.get("option_groups", [])
    return [*ack.get("options", []), *(option for group in groups for option in group["options"])]
