"""Calls wait for their turn by a clock of the test's own, in which nobody sleeps."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from heapq import heappop, heappush

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.http.pace.allowance import QuotaReport
from connectors.http.pace.pace import Pace
from connectors.http.pace.quota import Quota
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


async def one_call(turns: Pace, pause: float | None = None) -> None:
    async with turns.turn("") as turn:
        turn.told = QuotaReport(pause=pause)


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
        async with turns.turn("GET /me"):
            taken.append(time.now)
            await time.sleep(EIGHTH)

    async def everyone() -> None:
        await asyncio.gather(*(one(delay) for delay in delays))

    asyncio.run(time.goes_on(everyone()))
    assert len(taken) == len(delays)
    assert most_within(4.0, taken) <= limit


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
        async with turns.turn("") as turn:
            turn.told = await desk.answers(before, after)

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
        async with turns.turn(""):
            taken.append(time.now)
            await time.sleep(1.0)

    async def everyone() -> None:
        async with turns.turn("") as turn:
            turn.told = QuotaReport(left=3, resets_in=8.0)
        await asyncio.gather(*(one() for _ in range(5)))

    await time.goes_on(everyone())
    assert taken == [0.0, 0.0, 0.0, 8.0, 8.0]


async def test_a_pause_holds_everybody_of_that_quota_and_nobody_else() -> None:
    time = Time()
    turns = pace(time, lambda _: Quota(limit=30))
    taken: dict[str, list[float]] = {"POST /issues": [], "GET /me": []}

    async def one(name: str) -> None:
        async with turns.turn(name):
            taken[name].append(time.now)

    async def everyone() -> None:
        async with turns.turn("POST /issues") as turn:
            turn.told = QuotaReport(pause=7.0)
        await asyncio.gather(*(one(name) for name in [*taken] * 3))

    await time.goes_on(everyone())
    assert taken == {"POST /issues": [7.0] * 3, "GET /me": [0.0] * 3}


@pytest.mark.parametrize(("pause", "waited"), [(2.0, 2.0), (2.125, None)])
async def test_who_would_wait_too_long_comes_again_and_has_tried_nothing(
    pause: float, waited: float | None
) -> None:
    time = Time()
    turns = pace(time, lambda _: Quota(), patience=2.0)
    await one_call(turns, pause)
    if waited is not None:
        await time.goes_on(one_call(turns))
        assert time.now == waited
        return
    with pytest.raises(NotHeard) as missed:
        await one_call(turns)
    outcome = missed.value.outcome
    assert isinstance(outcome, TryAgain)
    assert outcome.because == "Pylon asks for a pause."
    assert outcome.untried
    assert outcome.after is not None
    assert outcome.after.total_seconds() == pause
    assert time.slept == 0


async def test_who_is_sent_away_is_told_a_turn_of_their_own() -> None:
    time = Time()
    turns = pace(time, lambda _: Quota(limit=2, window=4.0), patience=2.0)
    told: list[float] = []

    for _ in range(2):
        await one_call(turns)
    for _ in range(5):
        with pytest.raises(NotHeard) as missed:
            await one_call(turns)
        assert isinstance(missed.value.outcome, TryAgain)
        assert missed.value.outcome.after is not None
        told.append(missed.value.outcome.after.total_seconds())
    assert told == [4.0, 4.0, 8.0, 8.0, 12.0]


async def test_patience_ends_where_waiting_goes_on_and_on() -> None:
    time = Time()
    turns = pace(time, lambda _: Quota(limit=1, window=1.5), patience=2.0)
    came: list[float] = []
    heard: list[bool] = []

    async def one() -> None:
        try:
            await one_call(turns)
        except NotHeard:
            heard.append(False)
        else:
            came.append(time.now)

    async def everyone() -> None:
        await asyncio.gather(*(one() for _ in range(4)))

    await time.goes_on(everyone())
    assert came == [0.0, 1.5]
    assert heard == [False, False]
