"""One call of a system outside, before it is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class HttpCall:
    """A call: `to` completes "Intercom refused to …"; a call that `writes` changes something."""

    method: str
    path: str
    to: str
    body: Mapping[str, Any] | None = None
    writes: bool = False
