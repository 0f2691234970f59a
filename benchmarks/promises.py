"""Promises: a sweep at two sizes, how late reminders are, and APScheduler with a job for each.

The outside answers at once here, so that what is measured is the bot alone.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, TypeVar, cast

from sqlalchemy import bindparam, text

from benchmarks.job_store import job_per_promise
from benchmarks.memory import resident
from benchmarks.row import Row, spread
from benchmarks.stand_ins import QuickMessenger, a_context, a_ticket
from bot.ticks import ticking
from delivery.worker import Worker
from rulebook.effects import type_of
from rulebook.effects.promises import LookAfter
from rulebook.promises import Promise, Promised
from store import claims, outbox
from store.claims import Claim
from store.columns import Moment
from store.database import Database
from store.migrate import migrate
from workflows.context import Context
from workflows.promises.begin_and_end import begin, begin_all, record
from workflows.promises.sweep import sweep_promises

T = TypeVar("T")

SMALL, LARGE = 10_000, 1_000_000
DUE = 1_000
BEFORE = timedelta(minutes=15)
LATER = timedelta(days=300)
_TURNS = 200
_BATCHES = 3
_ONE_BY_ONE = 500
_SOON = timedelta(seconds=2)
_LATE = 0.2  # seconds
# Its jobs do nothing, so that only the first is like them.
_DUE_BATCHES = {
    "claimed and written down": ("taken", 20),
    "looked after, and their messages queued": ("looked after", None),
    "looked after, sent and written down": (f"{DUE:,} due", None),
}
_AGO = datetime.now(UTC) - timedelta(minutes=1)

# What the two tables hold of one promise, as the bot writes it.
_PROMISES = """
WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i < :last)
INSERT INTO promise
  (id, what, ticket_key, owner_email, ticket, due, made_at, minutes, reason, state)
SELECT i, 'update', 'conversation/' || i, 'e' || (i % 100) || '@example.com',
  replace(:ticket, '"1"', '"' || i || '"'), :due, :made_at, 0, '', 'open' FROM n
"""
_EFFECTS = """
INSERT INTO effect (lane, effect, state, due_at, attempts, because, link)
SELECT 'promise ' || id,
  '{"type":"look after","promise_id":' || id || ',"at":"2027-01-01T00:00:00Z"}',
  'scheduled', :due, 0, '', '' FROM promise
"""


@dataclass
class Bench:
    """A bot without an outside, and the messages it sent."""

    context: Context
    messenger: QuickMessenger
    woken: asyncio.Event
    numbers: Iterator[int] = field(default_factory=lambda: count(3 * LARGE))


async def promises() -> AsyncIterator[Row]:
    """Measure on SQLite files."""
    small = await _sized(SMALL)
    large = await _sized(LARGE)
    for what in ("nothing due", f"{DUE:,} due"):
        yield Row(
            f"a sweep with {what}, {LARGE:,} promises open",
            f"{1000 * large[what]:.1f} ms",
            f"{SMALL:,} open: {1000 * small[what]:.1f} ms",
            large[what] / small[what],
            aim=1.2,
        )
    late = spread(large["late"])
    yield Row(
        f"how late {DUE:,} over a minute were posted",
        f"{late}, at most {1000 * max(large['late']):.1f} ms",
        "limit: 200 ms",
        late.p99 / _LATE,
        aim=1,
    )
    yield Row(
        "resident memory over that minute, and of all that is measured here",
        f"{large['before']:.0f} to {large['after']:.0f} MB",
    )
    jobs = large["jobs"]
    theirs = f"APScheduler, a job each ({jobs.size:,} in {jobs.took:.0f} s)"
    for what in ("one by one", f"{DUE:,} at once"):
        yield Row(
            f"promises recorded {what}",
            f"{large[what]:,.0f} a second",
            f"{theirs}: {jobs.added:,.0f}",
            large[what] / jobs.added,
            aim=5,
            more=True,
        )
    run = f"APScheduler, {DUE:,} empty jobs: {1000 * jobs.due:.0f} ms"
    for what, (key, aim) in _DUE_BATCHES.items():
        yield Row(
            f"{DUE:,} due, {what}",
            f"{1000 * large[key]:.0f} ms",
            run,
            jobs.due / large[key],
            aim=aim,
            more=True,
        )


async def _sized(size: int) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        async with _bench(Path(folder) / "bench.sqlite3", size) as bench:
            measured: dict[str, Any] = {
                "nothing due": await _nothing_due(bench),
                f"{DUE:,} due": median([await _due(bench) for _ in range(_BATCHES)]),
            }
            if size == LARGE:
                measured["taken"] = await _taken(bench)
                measured["looked after"] = await _looked_after(bench)
                measured["one by one"] = await _one_by_one(bench)
                measured[f"{DUE:,} at once"] = median(
                    [await _recorded_together(bench) for _ in range(_BATCHES)]
                )
                # By another process on another core, meanwhile: either has a minute.
                jobs = asyncio.create_task(_in_a_process(job_per_promise, DUE))
                measured["before"] = resident()
                measured["late"] = await _lateness(bench)
                measured["after"] = resident()
                measured["jobs"] = await jobs
            return measured


async def _in_a_process(measure: Callable[[int], T], given: int) -> T:
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return await asyncio.get_running_loop().run_in_executor(process, measure, given)


@asynccontextmanager
async def _bench(path: Path, size: int) -> AsyncIterator[Bench]:
    database = Database(f"sqlite+aiosqlite:///{path}")
    await migrate(database)
    await _fill(database, size)
    woken = asyncio.Event()
    context = a_context(database, woken, (BEFORE,))
    messenger = QuickMessenger(context.clock)
    yield Bench(context, messenger, woken)
    await database.close()


async def _fill(database: Database, size: int) -> None:
    now = datetime.now(UTC)
    ticket = a_ticket(1).model_dump_json()
    async with database.transaction() as tx:
        given = {"first": 1, "last": size, "ticket": ticket, "due": now + LATER, "made_at": now}
        moments = {"due": Moment(), "made_at": Moment()}
        await tx.execute(_typed(_PROMISES, **moments), given)
        await tx.execute(_typed(_EFFECTS, due=Moment()), {"due": now + LATER})


def _typed(sql: str, **types: Moment) -> Any:  # noqa: ANN401 (a statement)
    return text(sql).bindparams(*(bindparam(name, type_=of) for name, of in types.items()))


async def _nothing_due(bench: Bench) -> float:
    """The median seconds of a turn in which the worker asks and nothing is due."""
    took = []
    for _ in range(_TURNS):
        begun = perf_counter()
        assert await _claimed(bench, claims.claim) == []
        assert await _claimed(bench, _claim_looks) == []
        async with bench.context.database.reading() as tx:
            await claims.next_due(tx, bench.context.clock())
        took.append(perf_counter() - begun)
    return median(took)


_claim_looks = partial(claims.claim, types=frozenset({type_of(LookAfter)}))


async def _claimed(bench: Bench, claim: Any) -> list[Claim]:  # noqa: ANN401 (either of the two)
    now = datetime.now(UTC)
    async with bench.context.database.transaction() as tx:
        claims: list[Claim] = await claim(
            tx, now=now, machine_now=now, until=now + timedelta(seconds=30), limit=2 * DUE
        )
        return claims


async def _due(bench: Bench) -> float:
    """From the instant at which all are due until each is posted."""
    at = await _due_soon(bench)
    posted = await _sent(bench)
    return (max(when for when, _ in posted) - at).total_seconds()


async def _taken(bench: Bench) -> float:
    """Claimed, and written down as done, with nothing in between: what an empty job is."""
    at = await _due_soon(bench)
    await asyncio.sleep((at - bench.context.clock()).total_seconds())
    begun = perf_counter()
    claims = await _claimed(bench, _claim_looks)
    async with bench.context.transaction() as tx:
        await outbox.done_all(tx, claims, at=bench.context.clock())
    assert len(claims) == DUE
    return perf_counter() - begun


async def _looked_after(bench: Bench) -> float:
    """The part of it until each is looked after, and its message queued."""
    at = await _due_soon(bench)
    await asyncio.sleep((at - bench.context.clock()).total_seconds())
    begun = perf_counter()
    claims = await _claimed(bench, _claim_looks)
    assert len(claims) == DUE
    assert await sweep_promises(bench.context, claims) == {}
    took = perf_counter() - begun
    await _sent(bench)
    return took


async def _due_soon(bench: Bench) -> datetime:
    """Promise so that all are to be reminded of at one instant, in a few seconds."""
    at = bench.context.clock() + _SOON
    await _together(bench, [at + BEFORE] * DUE)
    return at


async def _lateness(bench: Bench) -> list[float]:
    """The seconds by which each message was posted late."""
    begins = bench.context.clock() + _SOON
    spread = [begins + timedelta(minutes=1) * number / DUE for number in range(DUE)]
    made = await _together(bench, [at + BEFORE for at in spread])
    due = {promise.id: at for promise, at in zip(made, spread, strict=True)}
    posted = await _sent(bench)
    return [(at - due[int(marker.split("-")[1])]).total_seconds() for at, marker in posted]


async def _sent(bench: Bench) -> list[tuple[datetime, str]]:
    """Let the bot work until every message that is to be sent was posted; those messages."""
    worker = Worker(bench.context, cast("Any", bench.messenger), bench.woken)
    working = asyncio.create_task(worker.run())
    with ticking(bench.woken.set):
        posted = await bench.messenger.taken(DUE)
    worker.stop()
    await working
    return posted


async def _one_by_one(bench: Bench) -> float:
    """Promises a second, each in a transaction of its own."""
    context, due = bench.context, bench.context.clock() + LATER
    begun = perf_counter()
    for _ in range(_ONE_BY_ONE):
        async with context.database.transaction() as tx:
            ticket = a_ticket(next(bench.numbers))
            promise = await begin(
                tx, context, Promised.UPDATE, ticket, due=due, made_at=context.clock()
            )
            await record(tx, context, promise, "update promised", "U1")
    return _ONE_BY_ONE / (perf_counter() - begun)


async def _recorded_together(bench: Bench) -> float:
    """Promises a second, all in one transaction."""
    begun = perf_counter()
    await _together(bench, [bench.context.clock() + LATER] * DUE)
    return DUE / (perf_counter() - begun)


async def _together(bench: Bench, due: Sequence[datetime]) -> list[Promise]:
    context = bench.context
    async with context.database.transaction() as tx:
        return await begin_all(
            tx,
            context,
            [
                (Promised.UPDATE, a_ticket(next(bench.numbers)), {"due": at, "made_at": _AGO})
                for at in due
            ],
            "update promised",
        )
