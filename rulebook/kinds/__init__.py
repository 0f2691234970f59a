"""Every kind of request, one file each. A new file here is a new kind; nothing else names it."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from rulebook.kind import Kind

AnyKind = Kind[Any]


def _found() -> dict[str, AnyKind]:
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    classes = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Kind) and value is not Kind
    }
    kinds: list[AnyKind] = [kind() for kind in classes]
    return {kind.name: kind for kind in sorted(kinds, key=lambda kind: kind.name)}


KINDS: dict[str, AnyKind] = _found()
# The others are noticed by the bot itself.
ASKED_FOR = {name: kind for name, kind in KINDS.items() if kind.command.name}
