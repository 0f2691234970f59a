"""What stands in for a picture of somebody."""

import pytest

from sandbox.page.avatars import TINTS, initials, tint


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amira", "A"),
        ("Chloé Martin", "CM"),
        ("álvaro de la Torre", "ÁT"),
        ("<b> (x)", ""),
        ("", ""),
    ],
)
def test_a_name_has_its_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_name_has_one_colour_each_time() -> None:
    assert tint("Chloé Martin") == tint("Chloé Martin")
    assert {tint(f"{number}") for number in range(100)} == set(range(TINTS))
