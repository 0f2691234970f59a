"""The first things to try, told in the page: what they are is said by who knows the app."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One thing to do, and whether it was done.

    `who` does it at `place`, words of an address such as `amira` and `in/dm`; `writes` is what the
    composer can be filled with there.
    """

    says: str
    done: Callable[[], bool]
    who: str
    place: str = "in/dm"
    writes: str = ""
