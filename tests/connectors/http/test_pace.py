"""Calls wait for their turn by a clock of the test's own, in which nobody sleeps."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from heapq import heappop, heappush

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.http.pace import Pace
from connectors.http.quota import Quota, QuotaReport
from rulebook.ports import NotHeard, TryAgain

# Times are in eighths of a second, which add up exactly.
EIGHTH = 0.125
DELAYS = st.integers(min_value=0, max_value=40).map(lambda eighths: eighths * EIGHTH)


class Time:
    """Goes on to the next who wakes, as soon as nobody has anything to do."""

    def __init__(self) -> None:
        self.now = 0.0
        self.asleep: list[tuple[float, int, asyncio.Event]] = []
        self.slept = 0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept += 1
        woken = asyncio.Event()
        heappush(self.asleep, (self.now + seconds, self.slept, woken))
        await woken.wait()

    async def goes_on(self, doing: Awaitable[object]) -> None:
        task = asyncio.ensure_future(doing)
        while not task.done():
            for _ in range(6):
                await asyncio.sleep(0)
            if self.asleep and not task.done():
                self.now, _, woken = heappop(self.asleep)
                woken.set()
        await task


def pace(time: Time, make: Callable[[str], Quota], patience: float = 1000.0) -> Pace:
    return Pace("Pylon", make, timer=time, sleep=time.sleep, patience=patience)


def most_within(window: float, taken: list[float]) -> int:
    return max(sum(at <= other < at + window for other in taken) for at in taken)


@given(st.integers(1, 5), st.lists(DELAYS, min_size=1, max_size=30))
def test_there_are_never_more_calls_than_the_limit_in_any_window(
    limit: int, delays: list[float]
) -> None:
    time = Time()
    turns = pace(time, lambda _: Quota(limit, window=4.0))
    taken: list[float] = []

    async def one(delay: float) -> None:
        await time.sleep(delay)
        await turns.turn("GET /me")
        taken.append(time.now)
        await time.sleep(EIGHTH)
        turns.answered("GET /me", QuotaReport())

    async def everyone() -> None:
        await asyncio.gather(*(one(delay) for delay in delays))

    asyncio.run(time.goes_on(everyone()))
    assert len(taken) == len(delays)
    assert most_within(4.0, taken) <= limit


def test_nobody_waits_for_longer_than_the_window_since_the_oldest_call_that_counts() -> None:
    quota = Quota(limit=2, window=4.0)
    waits = []
    for now in (0.0, 1.0, 4.0, 5.0):
        waits.append(quota.wait(now))
        quota.take(now)
    assert waits == [0.0] * 4
    assert quota.wait(5.0) == 3.0
    assert quota.wait(8.0) == 0.0


class Window:
    """A helpdesk that counts calls in windows of ten seconds, and tells as Intercom does."""

    def __init__(self, time: Time, limit: int) -> None:
        self.time = time
        self.limit = limit
        self.taken = Counter[int]()

    async def answers(self, before: float, after: float) -> QuotaReport:
        await self.time.sleep(before)
        window = int(self.time.now // 10)
        self.taken[window] += 1
        left = max(0, self.limit - self.taken[window])
        await self.time.sleep(after)
        return QuotaReport(left=left, resets_in=max(0.0, (window + 1) * 10 - self.time.now))


@given(st.integers(1, 6), st.lists(st.tuples(DELAYS, DELAYS, DELAYS), max_size=25))
def test_after_a_first_answer_what_is_told_is_never_exceeded_within_its_window(
    limit: int, calls: list[tuple[float, float, float]]
) -> None:
    time = Time()
    turns, desk = pace(time, lambda _: Quota()), Window(time, limit)

    async def one(delay: float, before: float, after: float) -> None:
        await time.sleep(delay)
        await turns.turn("")
        turns.answered("", await desk.answers(before, after))

    async def everyone() -> None:
        await one(0.0, 0.0, 0.0)
        await asyncio.gather(*(one(*call) for call in calls))

    asyncio.run(time.goes_on(everyone()))
    assert desk.taken[0] <= limit
    assert desk.taken.total() == len(calls) + 1


async def test_what_is_told_to_be_left_is_taken_at_once_and_the_rest_when_it_resets() -> None:
    time = Time()
    turns = pace(time, lambda _: Quota())
    taken: list[float] = []

    async def one() -> None:
        await turns.turn("")
        taken.append(time.now)
        await time.sleep(1.0)
        turns.answered("", QuotaReport())

    async def everyone() -> None:
        await turns.turn("")
        turns.answered("", QuotaReport(left=3, resets_in=8.0))
        await asyncio.gather(*(one() for _ in range(5)))

    await time.goes_on(everyone())
    assert taken == [0.0, 0.0, 0.0, 8.0, 8.0]


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
    quota = Quota()
    for _ in told:
        quota.take(0.0)
    for each in told:
        quota.answered(0.0, each)
    assert quota.wait(0.0) == wait
    assert quota.wait(wait) == 0.0


def test_what_is_under_way_may_be_yet_to_be_counted() -> None:
    quota = Quota()
    for _ in range(3):
        quota.take(0.0)
    quota.answered(0.0, QuotaReport(left=2, resets_in=8.0))
    assert quota.wait(0.0) == 8.0
    quota.answered(0.0, QuotaReport(left=3, resets_in=8.0))  # it was counted before the first one
    assert quota.wait(0.0) == 0.0


def test_a_call_that_broke_may_have_been_counted() -> None:
    quota = Quota()
    for _ in range(2):
        quota.take(0.0)
    quota.answered(0.0, QuotaReport(left=1, resets_in=8.0))
    quota.answered(0.0, QuotaReport())
    assert quota.wait(0.0) == 8.0


def test_what_was_told_of_a_window_says_nothing_of_the_next() -> None:
    quota = Quota()
    quota.take(0.0)
    quota.answered(0.0, QuotaReport(left=0, resets_in=8.0))
    quota.take(8.0)
    assert quota.wait(8.0) == 0.0


async def test_a_pause_holds_everybody_of_that_quota_and_nobody_else() -> None:
    time = Time()
    turns = pace(time, lambda _: Quota(limit=30))
    taken: dict[str, list[float]] = {"POST /issues": [], "GET /me": []}

    async def one(name: str) -> None:
        await turns.turn(name)
        taken[name].append(time.now)
        turns.answered(name, QuotaReport())

    async def everyone() -> None:
        await turns.turn("POST /issues")
        turns.answered("POST /issues", QuotaReport(pause=7.0))
        await asyncio.gather(*(one(name) for name in [*taken] * 3))

    await time.goes_on(everyone())
    assert taken == {"POST /issues": [7.0] * 3, "GET /me": [0.0] * 3}


@pytest.mark.parametrize(("pause", "waited"), [(2.0, 2.0), (2.125, None)])
async def test_who_would_wait_too_long_comes_again_and_has_tried_nothing(
    pause: float, waited: float | None
) -> None:
    time = Time()
    turns = pace(time, lambda _: Quota(), patience=2.0)
    await turns.turn("")
    turns.answered("", QuotaReport(pause=pause))
    if waited is not None:
        await time.goes_on(turns.turn(""))
        assert time.now == waited
        return
    with pytest.raises(NotHeard) as missed:
        await turns.turn("")
    outcome = missed.value.outcome
    assert isinstance(outcome, TryAgain)
    assert outcome.because == "Pylon asks for a pause."
    assert outcome.untried
    assert outcome.after is not None
    assert outcome.after.total_seconds() == pause
    assert time.slept == 0


def test_no_more_come_again_at_once_than_may_call_in_a_window() -> None:
    quota = Quota(limit=2, window=4.0)
    for now in (0.0, 1.0):
        quota.take(now)
    assert [quota.comes_again(1.0) for _ in range(5)] == [3.0, 4.0, 7.0, 8.0, 11.0]
    assert quota.comes_again(100.0) == 0.0


def test_who_comes_again_when_told_may_call_and_others_are_told_later_turns() -> None:
    quota = Quota(limit=2, window=4.0)
    for now in (0.0, 1.0):
        quota.take(now)
    assert [quota.comes_again(1.0) for _ in range(3)] == [3.0, 4.0, 7.0]
    for now in (4.0, 5.0):
        assert quota.wait(now) == 0.0
        quota.take(now)
    assert quota.comes_again(5.0) == 4.0
    assert quota.wait(8.0) == 0.0


def test_who_never_comes_again_keeps_nobody_waiting() -> None:
    quota = Quota(limit=1, window=4.0)
    quota.take(0.0)
    assert [quota.comes_again(0.0) for _ in range(3)] == [4.0, 8.0, 12.0]
    assert quota.wait(4.0) == 0.0
    assert quota.comes_again(13.0) == 0.0


def test_where_no_limit_is_known_all_come_again_when_the_helpdesk_says() -> None:
    quota = Quota()
    quota.take(0.0)
    quota.answered(0.0, QuotaReport(left=0, resets_in=8.0))
    assert [quota.comes_again(1.0) for _ in range(3)] == [7.0] * 3


async def test_who_is_sent_away_is_told_a_turn_of_their_own() -> None:
    time = Time()
    turns = pace(time, lambda _: Quota(limit=2, window=4.0), patience=2.0)
    told: list[float] = []

    for _ in range(2):
        await turns.turn("")
    for _ in range(5):
        with pytest.raises(NotHeard) as missed:
            await turns.turn("")
        assert isinstance(missed.value.outcome, TryAgain)
        assert missed.value.outcome.after is not None
        told.append(missed.value.outcome.after.total_seconds())
    assert told == [4.0, 4.0, 8.0, 8.0, 12.0]


def test_in_a_hurry_as_many_may_call_in_less_time() -> None:
    quota = Quota(limit=2, window=4.0)
    quota.take(0.0)
    hurried = quota.hurried(4)
    for now in (0.0, 0.5):
        assert hurried.wait(now) == 0.0
        hurried.take(now)
    assert hurried.wait(0.5) == 0.5


async def test_patience_ends_where_waiting_goes_on_and_on() -> None:
    time = Time()
    turns = pace(time, lambda _: Quota(limit=1, window=1.5), patience=2.0)
    came: list[float] = []
    heard: list[bool] = []

    async def one() -> None:
        try:
            await turns.turn("")
        except NotHeard:
            heard.append(False)
        else:
            came.append(time.now)
            turns.answered("", QuotaReport())

    async def everyone() -> None:
        await asyncio.gather(*(one() for _ in range(4)))

    await time.goes_on(everyone())
    assert came == [0.0, 1.5]
    assert heard == [False, False]
