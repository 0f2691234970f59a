"""Judges the blocks of a message."""

from collections.abc import Iterator
from typing import Any

from sandbox.workspace.block_kit.blocks import BLOCK
from sandbox.workspace.block_kit.ids import repeated_ids, with_ids
from sandbox.workspace.block_kit.rules import both, many
from sandbox.workspace.records import Json
from sandbox.workspace.refusals import SlackRefusal, refused_with

_MOST_BLOCKS = 50
_LONGEST = 13_200
_LONGEST_MARKDOWN = 12_000
_rule = both(many(BLOCK["message"], _MOST_BLOCKS, least=0), repeated_ids)


def judged_blocks(blocks: Any) -> list[Json]:  # noqa: ANN401 (any JSON)
    """Return the blocks of a message with their ids, or refuse them.

    Raises Refused: invalid_blocks_format, invalid_blocks, msg_blocks_too_long.
    """
    if not isinstance(blocks, list):
        raise SlackRefusal("invalid_blocks_format")
    problems = list(_rule(blocks, "/blocks"))
    if problems:
        refusal = refused_with("invalid_blocks", problems)
        refusal.more["errors"] = problems
        raise refusal
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if markdown > _LONGEST_MARKDOWN or sum(map(len, texts(blocks))) > _LONGEST:
        raise SlackRefusal("msg_blocks_too_long")
    return with_ids(blocks)


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401 (any JSON)
    """Yield every text that is shown somewhere in blocks."""
    if isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for key, part in value.items():
            if key == "text" and isinstance(part, str):
                yield part
            elif isinstance(part, (dict, list)):
                yield from texts(part)
