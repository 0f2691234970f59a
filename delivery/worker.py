"""The worker: claims what is due, carries it out side by side, writes down what became of it."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import structlog

from delivery.carry_out import carry_out
from delivery.settle import settle
from delivery.settle_together import Settling
from rulebook.effects import HelpdeskEffect
from rulebook.ports import Messenger, TryAgain
from store import outbox
from store.outbox import Claim
from workflows.context import Context
from workflows.promises.sweep import sweep_promises

log = structlog.get_logger()

LEASE = timedelta(seconds=30)
# What is under way is aborted before its lease ends, so that no two ever run at once.
_OF_THE_LEASE = 0.8
_SIDE_BY_SIDE = 32
_SWEPT_AT_ONCE = 100


class Worker:
    """One per process. It looks when `woken` is set: after a commit, and at the clock's tick."""

    def __init__(
        self,
        context: Context,
        messenger: Messenger,
        woken: asyncio.Event,
        lease: timedelta = LEASE,
    ) -> None:
        self._office = context
        self._messenger = messenger
        self._woken = woken
        self._lease = lease
        self._settling = Settling(context)
        self._stopping = False
        self._sweeping = False
        self._running: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Work until `stop`; then finish what is under way."""
        while not self._stopping:
            self._woken.clear()
            await self._rest(until=await self._claim())
        if self._running:
            await asyncio.wait(self._running)

    def stop(self) -> None:
        """Claim nothing more."""
        self._stopping = True
        self._woken.set()

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._woken.set()  # what comes next in its lane

    async def _claim(self) -> datetime | None:
        """Begin what is due; return the first instant at which something else will be."""
        free = _SIDE_BY_SIDE - len(self._running)
        if free <= 0:
            return None
        now, machine_now = self._office.clock(), datetime.now(UTC)
        at = {"now": now, "machine_now": machine_now, "until": machine_now + self._lease}
        try:
            async with self._office.database.transaction() as tx:
                claims = await outbox.claim(tx, **at, limit=free)
                most = 0 if self._sweeping else _SWEPT_AT_ONCE
                sweep = await outbox.claim_sweep(tx, **at, limit=most) if most else []
                following = await outbox.next_due(tx, now)
        except Exception:  # the database is away: the next tick looks again
            log.exception("the outbox could not be read")
            return None
        crowded = len(claims) == free
        for claim in claims:
            self._begin(self._work(claim, crowded=crowded))
        if sweep:
            self._sweeping = True
            self._begin(self._sweep(sweep))
        return following

    async def _sweep(self, claims: list[Claim]) -> None:
        try:
            if not await self._looked_after(claims):
                # What is wrong with one holds up none of the others.
                await asyncio.gather(*(self._looked_after([claim]) for claim in claims))
        finally:
            self._sweeping = False

    async def _looked_after(self, claims: list[Claim]) -> bool:
        """Look after them together. False: something went wrong; their leases end, and it is again.

        What has to wait is put back by itself.
        """
        try:
            async with asyncio.timeout(self._lease.total_seconds() * _OF_THE_LEASE / 2):
                waiting = await sweep_promises(self._office, claims)
                for claim, outcome in waiting.items():
                    await settle(self._office, claim, outcome)
        except Exception:
            log.exception("promises could not be looked after", effects=len(claims))
            return False
        return True

    async def _rest(self, until: datetime | None) -> None:
        """Wait to be woken, but no longer than until something is due."""
        wait = (until - self._office.clock()).total_seconds() if until else None
        with suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await self._woken.wait()

    async def _work(self, claim: Claim, *, crowded: bool) -> None:
        try:
            async with asyncio.timeout(self._lease.total_seconds() * _OF_THE_LEASE):
                outcome = await carry_out(self._office, self._messenger, claim, crowded=crowded)
        except TimeoutError:
            outcome = TryAgain(because="It took too long.", after=_may_still_arrive(claim))
        except Exception:
            log.exception("an effect failed unexpectedly", effect=claim.id)
            because = "Something unexpected happened; the log has it."
            outcome = TryAgain(because=because, after=_may_still_arrive(claim))
        try:
            if outcome:
                await self._settling.settle(claim, outcome)
        except Exception:  # the lease ends, and it is carried out again
            log.exception("an outcome could not be written down", effect=claim.id)


def _may_still_arrive(claim: Claim) -> timedelta | None:
    """The pause before another look, as what was cut off in the helpdesk may still come through."""
    return timedelta(seconds=30) if isinstance(claim.effect, HelpdeskEffect) else None
