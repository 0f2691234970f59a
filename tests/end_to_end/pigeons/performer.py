"""The family's performer, as it would stand in `delivery/performers`."""

from sqlalchemy.ext.asyncio import AsyncConnection

from delivery.job import Job
from delivery.performers.registry import performs, stands_in_for
from rulebook.ports import Done, GiveUp, Outcome
from rulebook.result import Result
from tests.end_to_end.pigeons.effects import CallPigeonBack, FeedPigeon, SendPigeon
from workflows.context import Context

SEEN: list[str] = []
MOST_GRAINS = 100


@performs(SendPigeon)
async def send(_job: Job, effect: SendPigeon) -> Outcome:
    """Let it fly."""
    SEEN.append(f"sent with {effect.message}")
    return Done(made=Result(what="bird", key="1", name="Frida"))


@performs(CallPigeonBack)
async def call_back(_job: Job, _effect: CallPigeonBack) -> Outcome:
    """Whistle."""
    SEEN.append("called back")
    return Done()


@performs(FeedPigeon)
async def feed(_job: Job, effect: FeedPigeon) -> Outcome:
    """Feed it, as long as there is enough."""
    if effect.grains > MOST_GRAINS:
        return GiveUp(because="There is not enough.")
    SEEN.append("fed")
    return Done()


@stands_in_for(FeedPigeon)
async def borrow(
    _tx: AsyncConnection, _context: Context, _effect: FeedPigeon, because: str
) -> None:
    """Borrow some from the neighbours."""
    SEEN.append(f"borrowed: {because}")
