"""Whatever is queued, scheduled, put back and cancelled: a lane is never left, never shared."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.effect import Effect
from rulebook.effects.slack import ShowHome, Tell
from rulebook.people import Member
from rulebook.phrase import phrase
from rulebook.ports import Done
from store import claims, outbox
from store.claims import Claim
from store.database import Database
from store.tables import EFFECT, EffectState
from tests.conftest import DATABASES

pytestmark = pytest.mark.parametrize("database_url", DATABASES, indirect=True)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE, LEASE = timedelta(minutes=1), timedelta(seconds=30)

people = st.sampled_from(("U1", "U2"))
minutes = st.integers(0, 2)
keys = st.sampled_from(("", "one"))
acts = st.one_of(
    st.tuples(st.just("queue"), st.lists(people, min_size=1, max_size=3), st.booleans()),
    st.tuples(st.just("schedule"), people, minutes, keys),
    st.tuples(st.just("cancel"), st.just("one")),
    st.tuples(st.just("claim"), st.integers(1, 3)),
    st.tuples(st.just("done"), st.integers(0, 9)),
    st.tuples(st.just("put back"), st.integers(0, 9), minutes, st.booleans()),
    st.tuples(st.just("time passes"), minutes),
    st.tuples(st.just("leases end")),
)


def to(person: str, *, awaited: bool) -> Effect:
    """Something in the lane of a person; word to one is awaited by nobody."""
    word = Tell(to=Member(id=person, name=person), words=phrase("Hello"))
    return ShowHome(to=person) if awaited else word


@dataclass
class Play:
    """What is under way by now; time is people's, and the machine's."""

    database: Database
    now: datetime = NOON
    machine: datetime = NOON
    under_way: list[Claim] = field(default_factory=list)
    tried: Counter[int] = field(default_factory=Counter)

    async def act(self, what: str, *how: object) -> None:
        match what, *how:
            case "claim", int(limit):
                await self.claims(limit)
            case "time passes", int(later):
                self.now += later * MINUTE
            case ("leases end",):
                self.machine += LEASE + timedelta(seconds=1)
                self.under_way.clear()
            case _:
                async with self.database.transaction() as tx:
                    await self.writes(tx, what, *how)

    async def writes(self, tx: AsyncConnection, what: str, *how: object) -> None:
        match what, *how:
            case "queue", list(several), bool(in_order):
                effects = [to(f"{each}", awaited=in_order) for each in several]
                at = self.now
                await outbox.queue(tx, effects, request_id=None, due_at=at, in_order=in_order)
            case "schedule", str(person), int(later), str(key):
                effect = to(person, awaited=later % 2 == 0)
                await outbox.queue_at(tx, [(effect, self.now + later * MINUTE)], key=key)
            case "cancel", str(key):
                await outbox.cancel(tx, key)
            case "done", int(which) if self.under_way:
                assert await outbox.done(tx, self._taken(which), Done(), at=self.now)
            case "put back", int(which), int(later), bool(tried) if self.under_way:
                at, claim = self.now + later * MINUTE, self._taken(which)
                attempts = claim.attempts if tried else claim.attempts - 1
                self.tried[claim.id] += tried
                await outbox.try_again(tx, claim, because="No", at=at, attempts=attempts)
            case _:
                pass

    async def claims(self, limit: int) -> int:
        machine_now, until = self.machine, self.machine + LEASE
        async with self.database.transaction() as tx:
            claimed = await claims.claim(
                tx, now=self.now, machine_now=machine_now, until=until, limit=limit
            )
        assert all(claim.due_at <= self.now for claim in claimed)
        self.under_way += claimed
        lanes = Counter(claim.effect.lane for claim in self.under_way)
        assert max(lanes.values(), default=0) <= 1, f"{lanes} are under way at once"
        return len(claimed)

    async def ends(self) -> None:
        """Do all that is left, however long it takes."""
        await self.act("leases end")
        while await self.count(EffectState.WAITING, EffectState.SCHEDULED, EffectState.DUE):
            self.now += 10 * MINUTE
            assert await self.claims(9), "something is left, and nothing can be claimed"
            while self.under_way:
                await self.act("done", 0)

    async def count(self, *states: EffectState) -> int:
        async with self.database.reading() as tx:
            rows = select(func.count()).select_from(EFFECT).where(EFFECT.c.state.in_(states))
            return int((await tx.execute(rows)).scalar_one())

    async def tried_and_dropped(self) -> int:
        async with self.database.reading() as tx:
            rows = await tx.execute(select(EFFECT.c.id).where(EFFECT.c.state == "dropped"))
            return sum(self.tried[each] for each in rows.scalars())

    def _taken(self, which: int) -> Claim:
        return self.under_way.pop(which % len(self.under_way))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(acts, min_size=10, max_size=25))
async def test_one_of_a_lane_at_a_time_and_in_the_end_all_that_was_not_cancelled(
    database: Database, acts: list[tuple[object, ...]]
) -> None:
    async with database.transaction() as tx:
        await tx.execute(delete(EFFECT))
    play = Play(database)
    for what, *how in acts:
        await play.act(f"{what}", *how)
    await play.ends()
    assert await play.tried_and_dropped() == 0, "what was cancelled had been tried"
