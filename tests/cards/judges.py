"""Who says whether Slack would take it: its SDK for lengths, its published types for keys."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from cards.message import Message
from cards.text_lengths import size

Json = dict[str, Any]
TOO_MUCH = 13_200
_TYPES = Path(__file__).parents[3] / "shared/contracts/slack/json-schema-from-slack-types"
_WORDS = {"text", "fallback", "url"}
_ANY = _WORDS | {"initial_value"}


def accepts_message(message: Message) -> None:
    """Fail unless both judges take the message."""
    blocks = _as_sent([*message.blocks])
    accepts_blocks(blocks)
    conforms("ChatPostMessageArguments", {"channel": "D1", "text": message.text, "blocks": blocks})
    assert len(blocks) <= 50
    assert 0 < len(message.text) <= 300


def accepts_blocks(blocks: list[Json]) -> None:
    """Fail unless both judges take the blocks."""
    for block in blocks:
        _accepts_block(json.dumps(block))
    texts = [*written(blocks)]
    assert sum(size(words) for words in texts) < TOO_MUCH
    assert all(texts), "Slack refuses empty text"


@cache
def _accepts_block(sent: str) -> None:
    """The same block comes again and again, and is judged once."""
    block = json.loads(sent)
    parsed = Block.parse(block)
    assert parsed is not None, block
    parsed.validate_json()
    conforms("KnownBlock", block)
    assert all(tree["elements"] for tree in nodes(block) if "elements" in tree)


def accepts_view(view: Json) -> None:
    """Fail unless both judges take the view."""
    sent = _as_sent(view)
    View(**sent).validate_json()
    conforms("ModalView", sent)
    conforms("ViewsOpenArguments", {"trigger_id": "1.2.3", "view": sent})
    accepts_blocks(sent["blocks"])
    names = [block["block_id"] for block in sent["blocks"] if "block_id" in block]
    assert len(names) == len(set(names))
    for node in nodes(sent):
        assert len(node.get("initial_value", "x")) in range(1, 3001)
        assert len(node.get("options", "x")) in range(1, 101)
    if any(block["type"] == "input" for block in sent["blocks"]):
        assert "submit" in sent


def nodes(tree: Any) -> Iterator[Json]:
    """Every object in a tree."""
    if isinstance(tree, Mapping):
        yield dict(tree)
        tree = [*tree.values()]
    if isinstance(tree, list | tuple):
        for branch in tree:
            yield from nodes(branch)


def written(tree: Any) -> Iterator[str]:
    """Every text that Slack counts."""
    for node in nodes(tree):
        yield from (
            words for key, words in node.items() if key in _WORDS and isinstance(words, str)
        )


def shown(tree: Any) -> str:
    """Everything a person can read."""
    return "".join(words for node in nodes(tree) if isinstance(words := node.get("text"), str))


def _as_sent(tree: Any) -> Any:
    return json.loads(json.dumps(tree).encode())


def conforms(name: str, thing: Json) -> None:
    """The types know keys and no lengths, so one of each shape is looked at."""
    _shape_conforms(name, json.dumps(_shape(thing)))


def _shape(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {
            key: "x" if key in _ANY and isinstance(branch, str) else _shape(branch)
            for key, branch in tree.items()
        }
    if not isinstance(tree, list):
        return tree
    shapes = [_shape(branch) for branch in tree]
    return [shape for at, shape in enumerate(shapes) if shape not in shapes[:at]]


@cache
def _shape_conforms(name: str, shape: str) -> None:
    wrong = best_match(_validator(name).iter_errors(json.loads(shape)))
    assert wrong is None, f"{name}: {wrong}"


@cache
def _validator(name: str) -> Draft7Validator:
    schema = _TYPES / f"{name}.schema.json"
    if not schema.exists():
        pytest.skip("Slack's published types are not here")
    return Draft7Validator(json.loads(schema.read_text()))
