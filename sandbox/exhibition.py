"""The exhibition that an app hands in to be shown in the gallery."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

_ANY_TIME = datetime(2026, 1, 5, 15, tzinfo=UTC)


class Piece(Protocol):
    """One thing that an app shows: a message, one that a single person sees, a form, a home tab.

    `payload` is what Slack is sent: text and blocks, or a view. `errors` are by block.
    """

    @property
    def name(self) -> str:
        """The name that a link gives it."""

    @property
    def title(self) -> str:
        """The title that people give it."""

    @property
    def surface(self) -> str:
        """`message`, `answer`, `form` or `home`."""

    @property
    def payload(self) -> Mapping[str, Any]:
        """The payload that Slack is sent."""

    @property
    def viewer(self) -> str:
        """The one who sees it, by id; "" for everybody in a channel."""

    @property
    def errors(self) -> Mapping[str, str]:
        """The errors of a form that was sent."""


class Section(Protocol):
    """Pieces that belong together."""

    @property
    def name(self) -> str:
        """The name that a link gives it."""

    @property
    def title(self) -> str:
        """The title that people give it."""

    @property
    def pieces(self) -> Sequence[Piece]:
        """In order."""


@dataclass(frozen=True)
class Exhibition:
    """An exhibition: `sections` makes it, once somebody looks.

    `people` are named in it, by id; `at` is the moment it shows, `app` what the app is called.
    """

    sections: Callable[[], Sequence[Section]] = tuple
    people: Mapping[str, str] = field(default_factory=dict)
    at: datetime = _ANY_TIME
    app: str = ""
