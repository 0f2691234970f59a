"""What a button carries."""

import pytest

from cards.ids import card_value, read_card_value
from gallery import samples


def test_a_button_carries_the_request_and_its_version() -> None:
    assert card_value(samples.request()) == "12:3"
    assert read_card_value("12:3") == (12, 3)


@pytest.mark.parametrize("text", ["", "12", "12:", ":3", "12:3:4", "-1:2", "a:b", "12:3\n", "٣:٤"])
def test_anything_else_is_not_a_cards_value(text: str) -> None:
    with pytest.raises(ValueError, match="not a card"):
        read_card_value(text)
