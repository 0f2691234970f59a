"""Effects: what goes out. One file per family; a new file here is a new family, found by itself.

An effect is kept as JSON with its `type`. One that cannot be read here, because a newer version
queued it, is read as `UnknownEffect` and left to that version.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, ValidationError

from rulebook.effects.effect import Effect, UnknownEffect


def _found() -> dict[str, type[Effect]]:
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    classes = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Effect) and "type" in value.__annotations__
    }
    return {type_of(each): each for each in classes - {Effect}}


def type_of(effect: type[Effect]) -> str:
    """Return the type by which effects of a class are kept."""
    return str(effect.model_fields["type"].default)


EFFECTS: dict[str, type[Effect]] = _found()


def read(kept: Effect | dict[str, Any]) -> Effect:
    """Read an effect as it was kept; what cannot be read is unknown."""
    if isinstance(kept, Effect):
        return kept
    known = EFFECTS.get(kept["type"])
    try:
        return known.model_validate(kept) if known else _unknown(kept)
    except ValidationError:
        return _unknown(kept)


def _unknown(kept: dict[str, Any]) -> UnknownEffect:
    return UnknownEffect(type=kept["type"], kept=kept)


def written(effect: Effect) -> dict[str, Any]:
    """Write an effect as it is kept."""
    return effect.kept if isinstance(effect, UnknownEffect) else effect.model_dump(mode="json")


AnyEffect = Annotated[Effect, PlainValidator(read), PlainSerializer(written)]
