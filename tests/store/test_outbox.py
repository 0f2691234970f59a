import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from rulebook.effects import read
from rulebook.effects.effect import Effect, UnknownEffect
from rulebook.effects.helpdesk import WriteNote
from rulebook.effects.slack import Tell
from rulebook.notes import Note
from rulebook.people import Member
from rulebook.phrase import phrase
from rulebook.ports import Done
from rulebook.tickets import Ticket, TicketState
from store import claims, outbox
from store.claims import Claim
from store.database import Database
from store.tables import EFFECT
from tests.conftest import DATABASES

pytestmark = pytest.mark.parametrize("database_url", DATABASES, indirect=True)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOURS_LATER = NOON + timedelta(hours=3)


def word(to: str, words: str = "Hello") -> Tell:
    return Tell(to=Member(id=to, name=to), words=phrase(words))


def note(number: str) -> WriteNote:
    ticket = Ticket(key=number, number=number, title="", link="", state=TicketState.OPEN)
    by = Member(id="U9", name="Lina")
    return WriteNote(ticket=ticket, note=Note(title="", lines=(), marker=""), by=by)


async def queue(
    database: Database, *effects: Effect, due_at: datetime = NOON, in_order: bool = False
) -> None:
    async with database.transaction() as tx:
        await outbox.queue(tx, effects, request_id=None, due_at=due_at, in_order=in_order)


async def schedule(database: Database, *effects: tuple[Effect, datetime], key: str = "") -> None:
    async with database.transaction() as tx:
        await outbox.queue_at(tx, effects, key=key)


async def claim(
    database: Database, *, now: datetime = NOON, machine_now: datetime = NOON, limit: int = 10
) -> list[Claim]:
    async with database.transaction() as tx:
        return await claims.claim(
            tx, now=now, machine_now=machine_now, until=machine_now + MINUTE, limit=limit
        )


def told(claims: list[Claim]) -> list[str]:
    return [claim.effect.to.id for claim in claims if isinstance(claim.effect, Tell)]


async def test_only_the_oldest_of_a_lane_is_claimed(database: Database) -> None:
    await queue(database, word("U1", "first"), word("U1", "second"), word("U2"))
    assert told(await claim(database)) == ["U1", "U2"]
    assert await claim(database) == []


async def test_the_next_of_a_lane_follows_when_the_one_before_is_done(database: Database) -> None:
    await queue(database, word("U1", "first"), word("U1", "second"))
    (first,) = await claim(database)
    async with database.transaction() as tx:
        assert await outbox.done(tx, first, Done(), at=NOON)
    (second,) = await claim(database)
    assert second.effect == word("U1", "second")


async def test_what_runs_in_order_waits_for_the_one_before(database: Database) -> None:
    await queue(database, note("1"), note("2"), word("U1"), word("U2"), in_order=True)
    for number in ("1", "2"):
        (next_one,) = await claim(database)
        assert next_one.effect == note(number)
        async with database.transaction() as tx:
            await outbox.done(tx, next_one, Done(), at=NOON)
    assert told(await claim(database)) == ["U1", "U2"]


async def test_what_was_given_up_holds_back_its_own_but_not_its_lane(database: Database) -> None:
    after_ours = note("1").model_copy(update={"by": Member(id="U8", name="Theo")})
    others = note("1").model_copy(update={"by": Member(id="U7", name="Mubeen")})
    await queue(database, note("1"), after_ours, word("U1"), in_order=True)
    await queue(database, others)
    (first,) = await claim(database)
    async with database.transaction() as tx:
        assert await outbox.give_up(tx, first, because="No.")
    assert [held.effect for held in await claim(database)] == [others]


async def test_nobodys_word_waits_for_somebody_elses(database: Database) -> None:
    await queue(database, note("1"), word("U1"), word("U2"), in_order=True)
    (first,) = await claim(database)
    async with database.transaction() as tx:
        await outbox.done(tx, first, Done(), at=NOON)
    one, other = await claim(database)
    async with database.transaction() as tx:
        await outbox.give_up(tx, one, because="Their account is disabled.")
        assert await outbox.done(tx, other, Done(), at=NOON)


async def test_an_expired_lease_is_claimed_again_and_the_old_holder_cannot_settle(
    database: Database,
) -> None:
    await queue(database, word("U1"))
    (lost,) = await claim(database)
    (taken,) = await claim(database, machine_now=NOON + MINUTE + SECOND)
    assert (taken.id, taken.attempts) == (lost.id, 2)
    async with database.transaction() as tx:
        assert not await outbox.done(tx, lost, Done(), at=NOON)
        assert await outbox.done(tx, taken, Done(), at=NOON)


async def test_moving_peoples_time_frees_no_lease(database: Database) -> None:
    await queue(database, word("U1"))
    await claim(database)
    assert await claim(database, now=NOON + timedelta(days=30)) == []


async def test_nothing_is_claimed_before_it_is_due(database: Database) -> None:
    await queue(database, word("U1"), due_at=NOON + SECOND)
    assert await claim(database) == []
    assert told(await claim(database, now=NOON + SECOND)) == ["U1"]


async def test_what_is_put_back_keeps_its_place_in_the_lane(database: Database) -> None:
    await queue(database, word("U1", "first"), word("U1", "second"))
    (first,) = await claim(database)
    async with database.transaction() as tx:
        await outbox.try_again(tx, first, because="Not now.", at=NOON + MINUTE, attempts=1)
    assert await claim(database) == []
    (again,) = await claim(database, now=NOON + MINUTE)
    assert (again.effect, again.attempts) == (word("U1", "first"), 2)


async def test_a_limit_is_kept(database: Database) -> None:
    await queue(database, *(word(f"U{number}") for number in range(5)))
    assert len(await claim(database, limit=3)) == 3
    assert len(await claim(database, limit=3)) == 2


async def test_many_workers_at_once_claim_each_effect_once(database: Database) -> None:
    await queue(database, *(word(f"U{number}") for number in range(40)))
    batches = await asyncio.gather(*(claim(database, limit=5) for _ in range(12)))
    claimed = [taken.id for batch in batches for taken in batch]
    assert len(claimed) == len(set(claimed))
    rest = await claim(database, limit=40)
    assert len(claimed) + len(rest) == 40


async def test_what_only_a_newer_version_knows_is_left_to_it_and_keeps_its_place(
    database: Database,
) -> None:
    stranger = read({"type": "send a pigeon"})
    await queue(database, stranger, word("U1", "first"), word("U2"))
    async with database.transaction() as tx:
        await tx.execute(
            update(EFFECT).where(EFFECT.c.lane == stranger.lane).values(lane=word("U1").lane)
        )
    assert [each.effect for each in await claim(database)] == [word("U2")]
    async with database.reading() as tx:
        assert await claims.unknown_types(tx, NOON) == ["send a pigeon"]
        assert await claims.unknown_types(tx, NOON - SECOND) == []


async def test_what_is_scheduled_keeps_nobody_waiting_and_is_claimed_at_its_instant(
    database: Database,
) -> None:
    later = NOON + 110 * MINUTE
    await schedule(database, (word("U1", "later"), later))
    await queue(database, word("U1", "now"))
    assert [each.effect for each in await claim(database)] == [word("U1", "now")]
    assert await claim(database, now=later - SECOND) == []
    (now_due,) = [each.effect for each in await claim(database, now=later, machine_now=HOURS_LATER)]
    assert now_due == word("U1", "now")  # nobody settled it: it keeps its place
    async with database.transaction() as tx:
        await tx.execute(update(EFFECT).where(EFFECT.c.attempts > 0).values(state="done"))
    (scheduled,) = await claim(database, now=later)
    assert (scheduled.effect, scheduled.due_at) == (word("U1", "later"), later)


async def test_what_was_scheduled_and_put_back_keeps_its_place(database: Database) -> None:
    await schedule(database, (word("U1", "first"), NOON))
    (first,) = await claim(database)
    async with database.transaction() as tx:
        await outbox.try_again(tx, first, because="Not now.", at=NOON + MINUTE, attempts=1)
    await queue(database, word("U1", "second"))
    assert await claim(database) == []
    (again,) = await claim(database, now=NOON + MINUTE)
    assert again.effect == word("U1", "first")


async def test_what_is_scheduled_for_one_instant_runs_in_its_order(database: Database) -> None:
    await schedule(database, (word("U1", "first"), NOON), (word("U1", "second"), NOON))
    assert [each.effect for each in await claim(database)] == [word("U1", "first")]
    assert await claim(database) == []


async def test_what_is_not_begun_can_be_cancelled_and_what_is_begun_cannot(
    database: Database,
) -> None:
    await schedule(database, (word("U1", "soon"), NOON), key="back at four")
    await schedule(database, (word("U2", "at four"), NOON + MINUTE), key="back at four")
    await schedule(database, (word("U3", "another"), NOON + MINUTE), key="back at five")
    await schedule(database, (word("U4", "without a key"), NOON + MINUTE))
    assert told(await claim(database)) == ["U1"]
    async with database.transaction() as tx:
        assert await outbox.cancel(tx, "back at four") == 1
        assert await outbox.cancel(tx, "") == 0
    assert told(await claim(database, now=NOON + MINUTE)) == ["U3", "U4"]


async def test_the_next_that_is_due_is_scheduled_or_put_back(database: Database) -> None:
    await schedule(database, (word("U1"), NOON + 3 * MINUTE), (word("U2"), NOON + MINUTE))
    await queue(database, word("U3"), due_at=NOON + 2 * MINUTE)
    async with database.reading() as tx:
        found = [await claims.next_due(tx, NOON + each * MINUTE) for each in range(4)]
    assert found == [NOON + MINUTE, NOON + 2 * MINUTE, NOON + 3 * MINUTE, None]


async def test_of_a_lane_one_is_under_way_at_a_time_whatever_is_freed_meanwhile(
    database: Database,
) -> None:
    await queue(database, note("1"), word("U1", "waits for the note"), in_order=True)
    await schedule(database, (word("U1", "scheduled"), NOON))
    first, under_way = await claim(database)
    assert [first.effect, under_way.effect] == [note("1"), word("U1", "scheduled")]
    async with database.transaction() as tx:
        await outbox.done(tx, first, Done(), at=NOON)
    assert await claim(database) == []
    async with database.transaction() as tx:
        await outbox.done(tx, under_way, Done(), at=NOON)
    assert [each.effect for each in await claim(database)] == [word("U1", "waits for the note")]


async def test_two_that_claim_at_once_with_other_clocks_take_one_of_a_lane(
    database: Database,
) -> None:
    await schedule(database, (word("U1", "at one past"), NOON + MINUTE))
    await queue(database, word("U1", "now"))
    async with database.transaction() as tx:
        until = NOON + MINUTE
        first = await claims.claim(tx, now=NOON, machine_now=NOON, until=until, limit=10)
        other = asyncio.create_task(claim(database, now=NOON + MINUTE))
        await asyncio.wait({other}, timeout=0.05)
    assert [each.effect for each in first] == [word("U1", "now")]
    assert await other == []


async def test_what_this_version_cannot_read_keeps_its_lane_and_is_not_lost(
    database: Database,
) -> None:
    await queue(database, word("U1", "first"), word("U1", "second"))
    unreadable = {"type": "tell", "to": "U1", "aloud": True}
    async with database.transaction() as tx:
        first = select(EFFECT.c.id).order_by(EFFECT.c.id).limit(1).scalar_subquery()
        await tx.execute(update(EFFECT).where(EFFECT.c.id == first).values(effect=read(unreadable)))
    (found,) = await claim(database)
    assert found.effect == read(unreadable)
    assert isinstance(found.effect, UnknownEffect)
    assert await claim(database) == []
