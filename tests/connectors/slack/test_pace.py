import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from connectors.http.pace.held_back import HeldBack
from connectors.http.pace.rate_limit import RateLimit
from connectors.slack.pace import SlackPace
from connectors.slack.rate_limits import SLACKS_LIMITS, SlackLimits
from tests.connectors.http.by_hand import ByHand, settled

POST, UPDATE, DELETE = "chat.postMessage", "chat.update", "chat.delete"
# One call a second each, and to the workspace two: short enough to look through by eye.
SMALL = SlackLimits(
    posts=RateLimit(per_minute=120, at_once=5),
    posts_to_a_channel=RateLimit(per_minute=60, at_once=2),
    tier_3=RateLimit(per_minute=60, at_once=3),
    tier_4=RateLimit(per_minute=60, at_once=3),
)


class Callers:
    """Calls that are made one after the other, and what became of each, by its number."""

    def __init__(self, limits: SlackLimits = SMALL, patience: float = 2) -> None:
        self.hands = ByHand()
        pace = SlackPace(limits, timer=self.hands.timer, sleep=self.hands.sleep, patience=patience)
        self.pace = pace
        self.made: list[tuple[float, int]] = []
        self.held_back: dict[int, float] = {}
        self.calls: list[tuple[str, str]] = []
        self.tasks: list[asyncio.Task[None]] = []

    async def call(
        self,
        method: str,
        channel: str = "",
        *,
        times: int = 1,
        pause: int | None = None,
        takes: float = 0,
    ) -> None:
        """Let calls line up; `pause` is what Slack asks for instead of an answer, in seconds."""
        for _ in range(times):
            self.calls.append((method, channel))
            self.tasks.append(asyncio.create_task(self._one(len(self.calls) - 1, pause, takes)))
        await settled()

    async def _one(self, number: int, pause: int | None, takes: float) -> None:
        try:
            async with self.pace.turn(*self.calls[number]):
                self.made.append((self.hands.now, number))
                if takes:
                    await self.hands.sleep(takes)
                if pause is not None:
                    raise too_many(pause)
        except HeldBack as held:
            self.held_back[number] = held.after.total_seconds()

    @property
    def seconds(self) -> list[float]:
        return [round(at, 6) for at, _ in self.made]

    def by_bucket(self) -> dict[tuple[str, ...], list[tuple[float, int]]]:
        found: dict[tuple[str, ...], list[tuple[float, int]]] = defaultdict(list)
        for at, number in self.made:
            method, channel = self.calls[number]
            found[method,].append((at, number))
            if method == POST:
                found[method, channel].append((at, number))
        return found


def too_many(seconds: int) -> SlackApiError:
    answer = AsyncSlackResponse(
        client=None,
        http_verb="POST",
        api_url="https://slack.com/api/",
        req_args={},
        data={"ok": False, "error": "ratelimited"},
        headers={"Retry-After": str(seconds)},
        status_code=429,
    )
    return SlackApiError("ratelimited", answer)


@pytest.mark.parametrize(
    ("calls", "made_at"),
    [
        ([(UPDATE, "")] * 3, [0, 0, 0]),
        ([(UPDATE, "")] * 5, [0, 0, 0, 1, 2]),
        ([(POST, "C1")] * 4, [0, 0, 1, 2]),
        ([(POST, "C1"), (POST, "C2")] * 3, [0, 0, 0, 0, 1, 1]),
        ([(POST, f"C{n}") for n in range(7)], [0, 0, 0, 0, 0, 0.5, 1]),
        ([(UPDATE, "")] * 3 + [(DELETE, "")] * 3, [0] * 6),
        ([("chat.postEphemeral", "")] * 4, [0, 0, 0, 1]),
    ],
)
async def test_a_burst_goes_at_once_and_the_rest_as_the_limit_allows(
    calls: Sequence[tuple[str, str]], made_at: Sequence[float]
) -> None:
    callers = Callers()
    for call in calls:
        await callers.call(*call)
    await callers.hands.until(10)
    assert callers.seconds == pytest.approx(made_at)
    assert callers.held_back == {}


async def test_what_would_wait_for_long_is_held_back_and_told_how_long() -> None:
    callers = Callers()
    await callers.call(UPDATE, times=7)
    assert callers.held_back == {5: 3, 6: 4}
    await callers.hands.until(10)
    assert callers.seconds == [0, 0, 0, 1, 2]


async def test_who_is_held_back_is_told_to_come_again_one_after_the_other() -> None:
    callers = Callers()
    for person in range(13):
        await callers.call(POST, f"D{person}")
    await callers.call(POST, "D0")
    assert callers.held_back == {9: 2.5, 10: 3.0, 11: 3.5, 12: 4.0, 13: 4.5}


async def test_no_turn_is_lost_because_somebody_does_not_come_again() -> None:
    callers = Callers()
    await callers.call(UPDATE, times=11)
    assert callers.held_back == {5: 3, 6: 4, 7: 5, 8: 3, 9: 4, 10: 5}
    await callers.hands.on(5)
    await callers.call(UPDATE, times=3)
    assert callers.seconds == [0, 0, 0, 1, 2, 5, 5, 5]


async def test_who_comes_again_when_told_goes_then() -> None:
    callers = Callers()
    await callers.call(UPDATE, times=8)
    for _ in range(3):
        await callers.hands.on(min(at for at in callers.held_back.values()) - callers.hands.now)
        del callers.held_back[min(callers.held_back)]
        await callers.call(UPDATE)
    assert callers.seconds == [0, 0, 0, 1, 2, 3, 4, 5]
    assert callers.held_back == {}


async def test_what_was_held_back_is_free_to_go_after_its_wait() -> None:
    callers = Callers()
    await callers.call(UPDATE, times=6)
    await callers.hands.on(callers.held_back[5])
    await callers.call(UPDATE)
    assert callers.seconds[-1] == 3


async def test_a_rest_makes_room_for_a_burst_again() -> None:
    callers = Callers()
    await callers.call(UPDATE, times=3)
    await callers.hands.until(60)
    await callers.call(UPDATE, times=5)
    await callers.hands.until(70)
    assert callers.seconds == [0, 0, 0, 60, 60, 60, 61, 62]


async def test_a_busy_channel_does_not_hold_up_the_others() -> None:
    callers = Callers()
    await callers.call(POST, "C1", times=4)
    await callers.call(POST, "C2")
    assert [number for _, number in callers.made] == [0, 1, 4]
    await callers.hands.until(10)
    assert callers.seconds == [0, 0, 0, 1, 2]


@pytest.mark.parametrize("seconds", [3, 30])
async def test_a_pause_that_slack_asks_for_holds_everybody_back_for_that_long(
    seconds: int,
) -> None:
    callers = Callers()
    await callers.call(UPDATE, pause=seconds)
    await callers.call(UPDATE)
    assert callers.held_back == {0: seconds, 1: seconds}
    await callers.hands.on(seconds - 0.5)
    await callers.call(UPDATE)
    assert len(callers.made) == 1
    await callers.hands.on(0.5)
    assert callers.seconds == [0, seconds]


async def test_a_pause_is_for_one_method() -> None:
    callers = Callers()
    await callers.call(UPDATE, pause=30)
    for other in (DELETE, "chat.postEphemeral", "conversations.history"):
        await callers.call(other)
    await callers.call(POST, "C1")
    assert callers.seconds == [0] * 5


async def test_a_pause_for_a_post_is_for_every_channel() -> None:
    callers = Callers()
    await callers.call(POST, "C1", pause=30)
    await callers.call(POST, "C1")
    await callers.call(POST, "C2")
    assert callers.held_back == {0: 30, 1: 30, 2: 30}


async def test_who_waits_already_does_not_run_into_a_pause() -> None:
    callers = Callers()
    await callers.call(UPDATE, times=2)
    await callers.call(UPDATE, pause=30, takes=0.5)
    await callers.call(UPDATE, times=2)
    await callers.hands.until(10)
    assert callers.seconds == [0, 0, 0]
    assert callers.held_back == {2: 30, 3: 29.5, 4: 28.5}


async def test_a_short_pause_is_waited_for_and_then_calls_are_spaced() -> None:
    callers = Callers()
    await callers.call(UPDATE, pause=1)
    await callers.call(UPDATE, times=2)
    await callers.hands.until(10)
    assert callers.seconds == [0, 1, 2]


async def test_who_gives_up_leaves_the_queue_to_the_others() -> None:
    callers = Callers()
    await callers.call(UPDATE, times=5)
    callers.tasks[3].cancel()
    await callers.hands.until(10)
    assert [number for _, number in callers.made] == [0, 1, 2, 4]
    assert callers.seconds == [0, 0, 0, 2]


async def test_another_failure_closes_nothing() -> None:
    pace = Callers().pace
    for _ in range(2):
        with pytest.raises(KeyError):
            async with pace.turn(UPDATE):
                raise KeyError


async def test_a_limit_of_a_hundred_a_second_is_used_to_the_full() -> None:
    fast = SlackLimits(posts=RateLimit(per_minute=6_000, at_once=50))
    callers = Callers(fast.model_copy(update={"posts_to_a_channel": fast.posts}))
    for number in range(1_000):
        await callers.call(POST, f"D{number}")
        if len(callers.made) <= number:
            await callers.hands.on(0.01)
    assert callers.held_back == {}
    assert len(callers.made) == 1_000
    assert callers.hands.now == pytest.approx((1_000 - 50) / 100, abs=0.02)


async def test_a_click_that_changes_many_messages_waits_for_nothing() -> None:
    callers = Callers(SLACKS_LIMITS)
    await callers.call(UPDATE, times=40)
    for person in range(40):
        await callers.call(POST, f"D{person}", times=4)
    assert callers.seconds == [0] * 200


calls = st.tuples(
    st.sampled_from([(POST, "C1"), (POST, "C2"), (POST, "C3"), (UPDATE, ""), (DELETE, "")]),
    st.sampled_from([0, 0, 0, 0.1, 0.7, 3]),
    st.sampled_from([None] * 9 + [1, 4]),
    st.sampled_from([0, 0.3]),
)


@given(st.lists(calls, max_size=40))
async def test_whatever_is_called_stays_inside_the_limits_in_order(
    every: list[tuple[tuple[str, str], float, int | None, float]],
) -> None:
    callers = Callers()
    for call, rest, pause, takes in every:
        await callers.call(*call, pause=pause, takes=takes)
        await callers.hands.on(rest)
    await callers.hands.on(10)
    numbers = {number for _, number in callers.made} | callers.held_back.keys()
    assert numbers == set(range(len(every)))
    for bucket, made in callers.by_bucket().items():
        never_more_than_allowed(bucket, [at for at, _ in made])
        if bucket != (POST,):
            assert [number for _, number in made] == sorted(number for _, number in made)


def never_more_than_allowed(bucket: tuple[str, ...], made_at: list[float]) -> None:
    limit = SMALL.posts if bucket == (POST,) else SMALL.tier_3
    limit = SMALL.posts_to_a_channel if len(bucket) > 1 else limit
    for (first, begins), (last, ends) in combinations(enumerate(made_at), 2):
        allowed = limit.at_once + (ends - begins) * limit.per_minute / 60
        assert last - first + 1 <= allowed + 1e-6


def test_raised_limits_are_higher() -> None:
    raised = SLACKS_LIMITS.raised(10)
    assert (raised.posts.per_minute, raised.tier_3.at_once) == (3_000, 450)
    assert raised.posts_to_a_channel == RateLimit(per_minute=600, at_once=40)
    assert raised.tier_4.per_minute == 1_000


def test_what_is_held_back_says_for_how_long() -> None:
    assert str(HeldBack("Slack", timedelta(seconds=2.5))) == "not within 2.5 seconds"
