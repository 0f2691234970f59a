"""What of cards is called while the gallery is made, and about which requests."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from inspect import getmembers, isfunction
from pkgutil import iter_modules
from types import CodeType, FrameType, FunctionType
from typing import Any

import cards
from cards.decider_card import decider_card
from cards.fields import entered
from cards.inputs import filled_in
from cards.requester_card import requester_message
from rulebook.moves import State

# What reads back what came from Slack, and draws nothing.
_READS = {entered, filled_in}
Drawn = tuple[str, State]


@dataclass
class Seen:
    """Every function that ran, and kind and state of every request that was drawn."""

    ran: set[CodeType] = field(default_factory=set)
    decided: set[Drawn] = field(default_factory=set)
    asked: set[Drawn] = field(default_factory=set)


@contextmanager
def watching() -> Iterator[Seen]:
    """Watch what runs meanwhile."""
    seen, before = Seen(), sys.getprofile()

    def look(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen.ran.add(frame.f_code)
            for draws, into in ((decider_card, seen.decided), (requester_message, seen.asked)):
                if frame.f_code is draws.__code__:
                    request = frame.f_locals["request"]
                    into.add((request.kind, request.state))

    sys.setprofile(look)
    try:
        yield seen
    finally:
        sys.setprofile(before)


def draws() -> dict[str, Callable[..., Any]]:
    """Every public function of cards that has a part in drawing, by its name."""
    modules = [import_module(f"cards.{found.name}") for found in iter_modules(cards.__path__)]
    return {
        f"{module.__name__}.{name}": function
        for module in modules
        for name, function in getmembers(module, isfunction)
        if _is_ours(function, module.__name__) and function not in _READS
    }


def _is_ours(function: FunctionType, module: str) -> bool:
    name = function.__name__
    return function.__module__ == module and not name.startswith(("_", "read_"))
