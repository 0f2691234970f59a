"""A quota as calls are counted against it; nothing sleeps."""

from typing import Self

import pytest

from connectors.http.pace.allowance import QuotaReport
from connectors.http.pace.quota import Quota
from connectors.http.pace.sent_away import SentAway


class Counted:
    """A quota as it becomes, and those who were sent away from it."""

    def __init__(self, limit: int | None = None, window: float = 60.0) -> None:
        self.quota = Quota(limit, window)
        self.sent_away = SentAway()

    @classmethod
    def of(cls, quota: Quota) -> Self:
        return cls(quota.limit, quota.window)

    def wait(self, now: float) -> float:
        return max(0.0, self.quota.next_at - now)

    def take(self, now: float) -> None:
        self.quota = self.quota.taken(now)

    def answered(self, now: float, told: QuotaReport) -> None:
        self.quota = self.quota.answered(now, told)

    def comes_again(self, now: float) -> float:
        first = now + self.wait(now)
        return self.sent_away.comes_again({"": self.quota}, now, first) - now


def test_nobody_waits_for_longer_than_the_window_since_the_oldest_call_that_counts() -> None:
    quota = Counted(limit=2, window=4.0)
    waits = []
    for now in (0.0, 1.0, 4.0, 5.0):
        waits.append(quota.wait(now))
        quota.take(now)
    assert waits == [0.0] * 4
    assert quota.wait(5.0) == 3.0
    assert quota.wait(8.0) == 0.0


@pytest.mark.parametrize(
    ("told", "wait"),
    [
        ([QuotaReport(left=0, resets_in=8.0)], 8.0),
        ([QuotaReport(left=1, resets_in=8.0)], 0.0),
        ([QuotaReport(left=0, resets_in=0.0)], 0.0),
        ([QuotaReport(left=0)], 0.0),  # until when is not told
        ([QuotaReport(resets_in=8.0)], 0.0),
        ([QuotaReport(pause=5.0)], 5.0),
        ([QuotaReport(pause=5.0), QuotaReport(pause=2.0)], 5.0),
        ([QuotaReport(pause=5.0), QuotaReport(left=9, resets_in=1.0)], 5.0),
        (
            [QuotaReport(left=0, resets_in=8.0), QuotaReport(left=2, resets_in=8.0)],
            8.0,
        ),  # overtaken
        (
            [QuotaReport(left=0, resets_in=8.0), QuotaReport(left=2, resets_in=7.5)],
            8.0,
        ),  # a clock is read late
        (
            [QuotaReport(left=0, resets_in=2.0), QuotaReport(left=9, resets_in=12.0)],
            0.0,
        ),  # the next window
        (
            [QuotaReport(left=9, resets_in=12.0), QuotaReport(left=0, resets_in=2.0)],
            0.0,
        ),  # the one before
    ],
)
def test_how_long_a_call_waits_after_what_answers_told(
    told: list[QuotaReport], wait: float
) -> None:
    quota = Counted()
    for _ in told:
        quota.take(0.0)
    for each in told:
        quota.answered(0.0, each)
    assert quota.wait(0.0) == wait
    assert quota.wait(wait) == 0.0


def test_what_is_under_way_may_be_yet_to_be_counted() -> None:
    quota = Counted()
    for _ in range(3):
        quota.take(0.0)
    quota.answered(0.0, QuotaReport(left=2, resets_in=8.0))
    assert quota.wait(0.0) == 8.0
    quota.answered(0.0, QuotaReport(left=3, resets_in=8.0))  # it was counted before the first one
    assert quota.wait(0.0) == 0.0


def test_a_call_that_broke_may_have_been_counted() -> None:
    quota = Counted()
    for _ in range(2):
        quota.take(0.0)
    quota.answered(0.0, QuotaReport(left=1, resets_in=8.0))
    quota.answered(0.0, QuotaReport())
    assert quota.wait(0.0) == 8.0


def test_what_was_told_of_a_window_says_nothing_of_the_next() -> None:
    quota = Counted()
    quota.take(0.0)
    quota.answered(0.0, QuotaReport(left=0, resets_in=8.0))
    quota.take(8.0)
    assert quota.wait(8.0) == 0.0


def test_no_more_come_again_at_once_than_may_call_in_a_window() -> None:
    quota = Counted(limit=2, window=4.0)
    for now in (0.0, 1.0):
        quota.take(now)
    assert [quota.comes_again(1.0) for _ in range(5)] == [3.0, 4.0, 7.0, 8.0, 11.0]
    assert quota.comes_again(100.0) == 0.0


def test_who_comes_again_when_told_may_call_and_others_are_told_later_turns() -> None:
    quota = Counted(limit=2, window=4.0)
    for now in (0.0, 1.0):
        quota.take(now)
    assert [quota.comes_again(1.0) for _ in range(3)] == [3.0, 4.0, 7.0]
    for now in (4.0, 5.0):
        assert quota.wait(now) == 0.0
        quota.take(now)
    assert quota.comes_again(5.0) == 4.0
    assert quota.wait(8.0) == 0.0


def test_who_never_comes_again_keeps_nobody_waiting() -> None:
    quota = Counted(limit=1, window=4.0)
    quota.take(0.0)
    assert [quota.comes_again(0.0) for _ in range(3)] == [4.0, 8.0, 12.0]
    assert quota.wait(4.0) == 0.0
    assert quota.comes_again(13.0) == 0.0


def test_where_no_limit_is_known_all_come_again_when_the_helpdesk_says() -> None:
    quota = Counted()
    quota.take(0.0)
    quota.answered(0.0, QuotaReport(left=0, resets_in=8.0))
    assert [quota.comes_again(1.0) for _ in range(3)] == [7.0] * 3


def test_in_a_hurry_as_many_may_call_in_less_time() -> None:
    quota = Counted(limit=2, window=4.0)
    quota.take(0.0)
    hurried = Counted.of(quota.quota.hurried(4))
    for now in (0.0, 0.5):
        assert hurried.wait(now) == 0.0
        hurried.take(now)
    assert hurried.wait(0.5) == 0.5


def test_who_was_sent_away_may_come_before_others_who_wait_already() -> None:
    quota = Quota(limit=2, window=4.0).taken(0.0).taken(6.0).sent_away(5.0)
    assert quota.next_at == 9.0
