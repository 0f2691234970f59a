"""Deliveries as somebody could make them up who has the signing secret."""

from copy import deepcopy
from typing import Any

from rulebook.moves import State
from store import requests, roster
from store.counts import counts
from tests.scene import Json, Scene

LEFT_OUT = object()
ODD: dict[str, Any] = {
    "a word": "surprise",
    "nothing": "",
    "null": None,
    "a number": -1,
    "a list": [],
    "a list of numbers": [-1],
    "an object": {},
    "an object of a list": {"a": []},
    "left out": LEFT_OUT,
}


def put(tree: Json, path: str, value: Any) -> Json:
    """A copy of a tree with another value at a place such as `view.state.values`."""
    copy = deepcopy(tree)
    *way, last = path.split(".")
    node: Any = copy
    for step in way:
        node = node[int(step) if isinstance(node, list) else step]
    key: Any = int(last) if isinstance(node, list) else last
    if value is LEFT_OUT:
        del node[key]
    else:
        node[key] = value
    return copy


def forgeries(payload: Json, *paths: str) -> dict[str, Json]:
    """The payload with every odd thing in every one of these places."""
    return {
        f"{path}: {name}": put(fresh(payload, f"{path} {name}"), path, value)
        for path in paths
        for name, value in ODD.items()
    }


def fresh(payload: Json, name: str) -> Json:
    """A delivery of its own."""
    of_form = put(payload, "view.hash", name) if "view" in payload else payload
    return put(of_form, "trigger_id", name)


async def is_as_before(team: Scene) -> bool:
    """One request, pending; an empty roster; nothing in the helpdesk."""
    async with team.bot.context.database.reading() as tx:
        request = await requests.get(tx, 1)
        counted = await counts(tx)
        shifts = await roster.entries(tx)
    return (
        (request.state, request.version) == (State.PENDING, 1)
        and dict(counted.requests) == {State.PENDING: 1}
        and shifts == []
        and team.notes() == []
    )


def is_kind(sentence: str) -> bool:
    return not any(
        word in sentence for word in ("Traceback", "Error", "Exception", "sqlite", "None")
    )
