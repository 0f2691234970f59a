"""Finds an element that somebody uses, and what it asks before it is used."""

from sandbox.workspace.element_state import elements_of
from sandbox.workspace.records import Json


def element_at(blocks: list[Json], block_id: str | None, action_id: str | None) -> Json | None:
    """Return the element with these ids, or None."""
    for block, element in elements_of(blocks):
        if (block["block_id"], element["action_id"]) == (block_id, action_id):
            return element
    return None


def question_of(element: Json | None) -> Json | None:
    """Return the confirm object of an element, or None."""
    confirm: Json | None = (element or {}).get("confirm")
    return confirm
