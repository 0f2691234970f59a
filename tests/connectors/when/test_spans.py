from datetime import timedelta

import pytest

from rulebook.when import Span
from tests.connectors.when.reading import answer

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("4h", Span(time=4 * HOUR)),
        ("4 H", Span(time=4 * HOUR)),
        ("4hrs", Span(time=4 * HOUR)),
        ("in 4h", Span(time=4 * HOUR)),
        ("2 hours", Span(time=2 * HOUR)),
        ("1 hour", Span(time=HOUR)),
        ("15 hours", Span(time=15 * HOUR)),
        ("24h", Span(time=24 * HOUR)),
        ("1.5h", Span(time=90 * MINUTE)),
        ("90m", Span(time=90 * MINUTE)),
        ("30 min", Span(time=30 * MINUTE)),
        ("in 30 minutes", Span(time=30 * MINUTE)),
        ("1h30m", Span(time=90 * MINUTE)),
        ("1h 30m", Span(time=90 * MINUTE)),
        ("1 hour and 30 minutes", Span(time=90 * MINUTE)),
        ("2d", Span(days=2)),
        ("in 2 days", Span(days=2)),
        ("2d 4h", Span(days=2, time=4 * HOUR)),
        ("1 day, 2 hours", Span(days=1, time=2 * HOUR)),
        ("366d", Span(days=366)),
        ("8784h", Span(time=8784 * HOUR)),
    ],
)
def test_hours_and_minutes_and_days_are_support_time(words: str, span: Span) -> None:
    assert answer(words) == span


def test_a_day_of_a_span_is_a_support_day() -> None:
    assert Span(days=2, time=HOUR).support_time(10 * HOUR) == 21 * HOUR
