"""On what the page is looked at: a desk or a phone, light or dark."""

from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

import pytest

Screen = Literal["desk", "phone"]
Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Look:
    """One kind of screen in one theme."""

    screen: Screen = "desk"
    theme: Theme = "light"

    def __str__(self) -> str:
        return f"{self.screen}, {self.theme}"

    @property
    def is_phone(self) -> bool:
        """Whether it is narrow, and touched."""
        return self.screen == "phone"

    @property
    def width(self) -> int:
        """In pixels."""
        return 390 if self.is_phone else 1280

    def context(self) -> dict[str, Any]:
        """What a browser is told of it; nothing moves, so nobody waits until it has."""
        height = 844 if self.is_phone else 900
        return {
            "viewport": {"width": self.width, "height": height},
            "is_mobile": self.is_phone,
            "has_touch": self.is_phone,
            "color_scheme": self.theme,
            "reduced_motion": "reduce",
        }


SCREENS: tuple[Screen, ...] = ("desk", "phone")
THEMES: tuple[Theme, ...] = ("light", "dark")
LOOKS = tuple(Look(screen, theme) for screen, theme in product(SCREENS, THEMES))
everywhere = pytest.mark.parametrize("look", LOOKS, ids=str, indirect=True)
in_two_looks = pytest.mark.parametrize(
    "look", [Look("desk", "light"), Look("phone", "dark")], ids=str, indirect=True
)
