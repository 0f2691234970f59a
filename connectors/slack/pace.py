"""Keeps calls inside Slack's limits."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from time import monotonic

from slack_sdk.errors import SlackApiError

from connectors.http.pace.allowance import QuotaReport
from connectors.http.pace.bucket import Bucket
from connectors.http.pace.held_back import HeldBack
from connectors.http.pace.pace import PATIENCE, Pace
from connectors.slack.rate_limits import SLACKS_LIMITS, SlackLimits, names_of
from connectors.slack.trouble import SLACK, pause_of


class SlackPace:
    """The turns of all calls to one workspace.

    `timer` is machine time and `patience` the longest wait for a turn, both in seconds.
    """

    def __init__(
        self,
        limits: SlackLimits = SLACKS_LIMITS,
        *,
        timer: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        patience: float = PATIENCE,
    ) -> None:
        self._pace = Pace(
            SLACK,
            lambda name: Bucket(limits.of(name)),
            timer=timer,
            sleep=sleep,
            patience=patience,
        )

    @asynccontextmanager
    async def turn(self, method: str, channel: str = "") -> AsyncIterator[None]:
        """Wait until one call of a method may be made, inside; a post says to which channel.

        Raises HeldBack where that is too far off, and where Slack asks for a pause: then nobody
        else makes this call before it is over.
        """
        async with self._pace.turn(*names_of(method, channel)) as turn:
            try:
                yield
            except SlackApiError as error:
                pause = pause_of(error)
                if pause is None:
                    raise
                turn.told = QuotaReport(pause=pause.total_seconds())
                raise HeldBack(SLACK, pause) from error
