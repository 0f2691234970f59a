"""One pace keeps buckets and quotas alike, side by side."""

import asyncio
from datetime import timedelta

import pytest

from connectors.http.pace.allowance import Allowance, QuotaReport
from connectors.http.pace.bucket import Bucket
from connectors.http.pace.held_back import HeldBack
from connectors.http.pace.pace import Pace
from connectors.http.pace.quota import Quota
from connectors.http.pace.rate_limit import RateLimit
from rulebook.ports import TryAgain
from tests.connectors.http.by_hand import ByHand, settled

KINDS: dict[str, Allowance] = {
    "bucket": Bucket(RateLimit(per_minute=60, at_once=2)),
    "quota": Quota(limit=2, window=1.5),
}


class Callers:
    """Calls, each by its number: when it was made, or when it is to come again."""

    def __init__(self, patience: float = 2.0) -> None:
        self.hands = ByHand()
        timer, sleep = self.hands.timer, self.hands.sleep
        self.pace = Pace("Board", KINDS.__getitem__, timer=timer, sleep=sleep, patience=patience)
        self.made: list[tuple[int, float]] = []
        self.held_back: list[tuple[int, float]] = []
        self.tasks: list[asyncio.Task[None]] = []

    async def call(self, *names: str, pause: float | None = None) -> None:
        self.tasks.append(asyncio.create_task(self._one(len(self.tasks), names, pause)))
        await settled()

    async def _one(self, number: int, names: tuple[str, ...], pause: float | None) -> None:
        try:
            async with self.pace.turn(*names) as turn:
                self.made.append((number, self.hands.now))
                turn.told = QuotaReport(pause=pause)
        except HeldBack as held:
            self.held_back.append((number, self.hands.now + held.after.total_seconds()))


async def test_what_both_have_to_allow_waits_for_the_later_one() -> None:
    callers = Callers()
    for _ in range(5):
        await callers.call("bucket", "quota")
    await callers.hands.until(5)
    assert callers.made == [(0, 0), (1, 0), (2, 1.5), (3, 2)]
    assert callers.held_back == [(4, 3)]


async def test_who_needs_only_what_is_free_does_not_wait_for_who_came_first() -> None:
    callers = Callers()
    for _ in range(3):
        await callers.call("quota")
    await callers.call("bucket")
    assert callers.made == [(0, 0), (1, 0), (3, 0)]


@pytest.mark.parametrize("kind", KINDS)
async def test_who_came_first_goes_first_although_awake_later(kind: str) -> None:
    callers = Callers(patience=10)
    for _ in range(4):
        await callers.call(kind)
    callers.hands.now = 1.75
    await callers.call(kind)
    await callers.hands.until(20)
    assert [number for number, _ in callers.made] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(("kind", "waits"), [("bucket", [2]), ("quota", [2, 3])])
async def test_who_would_wait_too_long_behind_others_is_sent_away_at_once(
    kind: str, waits: list[int]
) -> None:
    callers = Callers(patience=1.5)
    for _ in range(6):
        await callers.call(kind)
    sent_away = [number for number, _ in callers.held_back]
    assert sent_away == [number for number in range(2, 6) if number not in waits]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_pause_closes_either(kind: str) -> None:
    callers = Callers()
    await callers.call(kind, pause=30)
    await callers.call(kind)
    assert callers.held_back == [(1, 30)]


async def test_a_pause_closes_all_that_the_call_counted_against() -> None:
    callers = Callers()
    await callers.call("bucket", "quota", pause=30)
    for kind in KINDS:
        await callers.call(kind)
    assert callers.held_back == [(1, 30), (2, 30)]


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_told_is_believed_although_the_call_breaks(kind: str) -> None:
    callers = Callers()

    async def breaks() -> None:
        async with callers.pace.turn(kind) as turn:
            turn.told = QuotaReport(pause=30)
            raise KeyError

    with pytest.raises(KeyError):
        await breaks()
    await callers.call(kind)
    assert callers.held_back == [(0, 30)]


@pytest.mark.parametrize(("kind", "full_after"), [("bucket", 1.0), ("quota", 1.5)])
def test_a_rest_makes_it_as_good_as_new(kind: str, full_after: float) -> None:
    used = KINDS[kind].taken(0.0)
    assert not used.answered(0.0, QuotaReport()).is_full(full_after - 0.125)
    assert used.answered(0.0, QuotaReport()).is_full(full_after)
    assert not used.answered(0.0, QuotaReport(pause=9.0)).is_full(8.875)
    assert KINDS[kind].is_full(0.0)


def test_a_quota_is_not_as_good_as_new_while_a_call_is_under_way_or_what_was_told_holds() -> None:
    assert not Quota().taken(0.0).is_full(100.0)
    told = Quota().taken(0.0).answered(0.0, QuotaReport(left=3, resets_in=8.0))
    assert not told.is_full(8.0)
    assert told.is_full(10.0)


def test_who_is_held_back_has_tried_nothing() -> None:
    after = timedelta(seconds=3)
    outcome = TryAgain(because="Board asks for a pause.", after=after, untried=True)
    assert HeldBack("Board", after).outcome == outcome
