"""Payloads as they may be shown: whole, but for what opens something."""

import re
from typing import Any

_SECRET = frozenset({"token", "trigger_id"})
_TOKEN = re.compile(r"xox[a-z]-\S+|xapp-\S+")
_HOOK = re.compile(r"(/hooks/)\S+")
_MASK = "•••"


def masked(value: Any, name: str = "") -> Any:  # noqa: ANN401 (whatever JSON holds)
    """Return a copy in which tokens, triggers and the ends of response URLs are dots."""
    match value:
        case dict():
            return {key: masked(each, key) for key, each in value.items()}
        case list():
            return [masked(each) for each in value]
        case str() if name in _SECRET:
            return _MASK
        case str():
            return _TOKEN.sub(_MASK, _HOOK.sub(rf"\1{_MASK}", value))
        case _:
            return value
