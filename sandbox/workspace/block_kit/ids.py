"""The ids of blocks and elements: given by Slack where the app gave none, never twice."""

import copy
import secrets
from collections.abc import Iterator

from sandbox.workspace.element_state import STATE
from sandbox.workspace.records import Json

_INTERACTIVE = STATE.keys() | {"button", "overflow"}


def with_ids(blocks: list[Json]) -> list[Json]:
    """Return a copy in which every block and every interactive element has an id."""
    named = copy.deepcopy(blocks)
    for block in named:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for element, _ in _elements(block):
            if element["type"] in _INTERACTIVE:
                element.setdefault("action_id", secrets.token_urlsafe(4))
    return named


def repeated_ids(blocks: list[Json], at: str) -> Iterator[str]:
    """Yield what is wrong with ids: a block_id twice, or an action_id twice in one block."""
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id in seen:
            yield f"block_id `{block_id}` already exists [json-pointer:{at}/{index}/block_id]"
        seen |= {block_id} if block_id else set()
        actions: set[str] = set()
        for element, place in _elements(block):
            action_id = element.get("action_id")
            if action_id in actions:
                where = f"{at}/{index}/{place}/action_id"
                yield f"action_id `{action_id}` already exists [json-pointer:{where}]"
            actions |= {action_id} if action_id else set()


def _elements(block: Json) -> Iterator[tuple[Json, str]]:
    for key in ("accessory", "element"):
        if key in block:
            yield block[key], key
    if block["type"] == "actions":
        for index, element in enumerate(block["elements"]):
            yield element, f"elements/{index}"
