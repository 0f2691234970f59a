import pytest

from connectors.when import WhenReader


@pytest.mark.parametrize(
    ("words", "when", "minutes"),
    [
        ("tomorrow 10:00 30m", "tomorrow 10:00", 30),
        ("fri 3pm 45", "fri 3pm", 45),
        ("FRI 3 PM 45 MIN", "FRI 3 PM", 45),
        ("noon 15 minutes", "noon", 15),
        ("2026-12-01 09:00 9999", "2026-12-01 09:00", 9999),
    ],
)
def test_minutes_after_a_time_of_day_are_a_length(words: str, when: str, minutes: int) -> None:
    assert WhenReader().with_length(words) == (when, minutes)


@pytest.mark.parametrize(
    "words", ["1h 30m", "4h", "tomorrow 10:00", "tomorrow 30m", "10:00 0.5h", ""]
)
def test_what_follows_no_time_of_day_is_none(words: str) -> None:
    assert WhenReader().with_length(words) == (words, 0)
