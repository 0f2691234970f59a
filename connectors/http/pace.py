"""Keeps calls inside a helpdesk's quotas: each waits for its turn, or has to come again."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from time import monotonic

from connectors.http.quota import Quota, QuotaReport
from rulebook.ports import NotHeard, TryAgain

# Longer than this, a call would only keep the worker from what can be done meanwhile.
_PATIENCE = 2.0


class Pace:
    """The turns of all calls to one helpdesk, each against the quota of its name.

    `timer` is machine time and `patience` the longest wait for a turn, both in seconds.
    """

    def __init__(
        self,
        service: str,
        quotas: Callable[[str], Quota],
        *,
        timer: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        patience: float = _PATIENCE,
    ) -> None:
        self._service = service
        self._make = quotas
        self._timer = timer
        self._sleep = sleep
        self._patience = patience
        self._quotas: dict[str, Quota] = {}

    async def turn(self, name: str) -> None:
        """Wait until a call may be made, and count it. Raises NotHeard where that is too far off.

        Whatever becomes of the call, `answered` has to be told.
        """
        quota = self._quota(name)
        leaves_at = self._timer() + self._patience
        while (wait := quota.wait(self._timer())) > 0:
            if self._timer() + wait > leaves_at:
                raise NotHeard(self._later(quota.comes_again(self._timer())))
            await self._sleep(wait)
        quota.take(self._timer())

    def answered(self, name: str, told: QuotaReport) -> None:
        """Believe what the answer to a call tells."""
        self._quota(name).answered(self._timer(), told)

    def _later(self, wait: float) -> TryAgain:
        because = f"{self._service} asks for a pause."
        return TryAgain(because=because, after=timedelta(seconds=wait), untried=True)

    def _quota(self, name: str) -> Quota:
        if name not in self._quotas:
            self._quotas[name] = self._make(name)
        return self._quotas[name]
