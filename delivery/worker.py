"""The worker: claims what is due, carries it out side by side, writes down what became of it."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from delivery.job import Job
from delivery.perform import perform
from delivery.performers import MANY_AT_A_TIME, PERFORMERS
from delivery.settle import settle
from delivery.settle_together import Settling
from rulebook.effects import type_of
from rulebook.effects.effect import Effect, UnknownEffect
from rulebook.ports import Messenger, TryAgain
from store import claims
from store.claims import Claim
from workflows.context import Context

log = structlog.get_logger()

LEASE = timedelta(seconds=30)
# What is under way is aborted before its lease ends, so that no two ever run at once.
_OF_THE_LEASE = 0.8
_SIDE_BY_SIDE = 32
_MANY = 100
_LOOKS_FOR_STRANGERS = 60.0  # seconds between


class Worker:
    """One per process. It looks when `woken` is set: after a commit, and at the clock's tick."""

    def __init__(
        self,
        context: Context,
        messenger: Messenger,
        woken: asyncio.Event,
        lease: timedelta = LEASE,
    ) -> None:
        self._context = context
        self._messenger = messenger
        self._woken = woken
        self._lease = lease
        self._settling = Settling(context)
        self._stopping = False
        self._batches_under_way: set[type[Effect]] = set()
        self._running: set[asyncio.Task[None]] = set()
        self._strangers: set[str] = set()
        self._unread: set[int] = set()
        self._looked_at = -_LOOKS_FOR_STRANGERS

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
        now, machine_now = self._context.clock(), datetime.now(UTC)
        at = {"now": now, "machine_now": machine_now, "until": machine_now + self._lease}
        batches: dict[type[Effect], list[Claim]] = {}
        try:
            async with self._context.database.transaction() as tx:
                types = frozenset(map(type_of, PERFORMERS))
                single = await claims.claim(tx, **at, limit=free, types=types)
                for effect in MANY_AT_A_TIME.keys() - self._batches_under_way:
                    types = frozenset({type_of(effect)})
                    batches[effect] = await claims.claim(tx, **at, limit=_MANY, types=types)
                following = await claims.next_due(tx, now)
                await self._look_for_strangers(tx, now)
        except Exception:  # the database is away: the next tick looks again
            log.exception("the outbox could not be read")
            return None
        crowded = len(single) == free
        for claim in self._readable(single):
            self._begin(self._work(Job(self._context, self._messenger, claim, crowded)))
        for effect, found in batches.items():
            if several := self._readable(found):
                self._batches_under_way.add(effect)
                self._begin(self._work_on_many(effect, several))
        return following

    def _readable(self, found: list[Claim]) -> list[Claim]:
        """The claims that this version can read; the lease of others ends, for a newer one."""
        unread = {claim.id for claim in found if isinstance(claim.effect, UnknownEffect)}
        if unread - self._unread:
            log.warning("effects cannot be read here", effects=sorted(unread - self._unread))
        self._unread |= unread
        return [claim for claim in found if claim.id not in unread]

    async def _look_for_strangers(self, tx: AsyncConnection, now: datetime) -> None:
        """Say once of each type that only a newer version can carry it out."""
        if monotonic() - self._looked_at < _LOOKS_FOR_STRANGERS:
            return
        self._looked_at = monotonic()
        strangers = {*await claims.unknown_types(tx, now)} - self._strangers
        if strangers:
            log.warning("what a newer version queued is left to it", kinds=sorted(strangers))
        self._strangers |= strangers

    async def _work_on_many(self, effect: type[Effect], claims: list[Claim]) -> None:
        try:
            if not await self._done_together(effect, claims):
                # What is wrong with one holds up none of the others.
                await asyncio.gather(*(self._done_together(effect, [claim]) for claim in claims))
        finally:
            self._batches_under_way.discard(effect)

    async def _done_together(self, effect: type[Effect], claims: list[Claim]) -> bool:
        """Perform them together. False: something went wrong; their leases end, and it is again.

        What has to wait is put back by itself.
        """
        try:
            async with asyncio.timeout(self._lease.total_seconds() * _OF_THE_LEASE / 2):
                waiting = await MANY_AT_A_TIME[effect](self._context, claims)
                for claim, outcome in waiting.items():
                    await settle(self._context, claim, outcome)
        except Exception:
            log.exception("several could not be done", effects=len(claims), kind=effect.__name__)
            return False
        return True

    async def _rest(self, until: datetime | None) -> None:
        """Wait to be woken, but no longer than until something is due."""
        wait = (until - self._context.clock()).total_seconds() if until else None
        with suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await self._woken.wait()

    async def _work(self, job: Job) -> None:
        claim = job.claim
        try:
            async with asyncio.timeout(self._lease.total_seconds() * _OF_THE_LEASE):
                outcome = await perform(job)
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
    """The wait after what was cut off and may still come through: look again only then."""
    return timedelta(seconds=30) if claim.effect.arrives_late else None
