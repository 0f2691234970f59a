from datetime import UTC, datetime, timedelta

from bot.app import Bot, put_together
from delivery.settle import settle
from rulebook.kinds import KINDS
from rulebook.moves import State
from rulebook.ports import GiveUp
from sandbox.faults import Fault
from store import claims, requests
from store.claims import Claim
from tests.scene import Scene, scene
from workflows.incoming import Incoming
from workflows.requests.submit import submit

A_MINUTE = timedelta(minutes=1)
NO = GiveUp(because="Intercom refused to say who they are.")


async def asked_while_the_helpdesk_is_away(bot: Bot, team: Scene) -> int:
    """A request that waits to be checked; nothing delivers here."""
    team.goes_wrong("read", Fault.SERVER_ERROR)
    incoming = Incoming(key="trigger 1", by=team.amira, name="amira")
    given = {"ticket": "4711", "new_owner": team.bea, "reason": "French"}
    submitted = await submit(bot.context, incoming, KINDS["reassign"], given)
    assert submitted.request.state is State.CHECKING
    return submitted.request.id


async def claimed(bot: Bot, machine_now: datetime) -> Claim:
    async with bot.context.database.transaction() as tx:
        found = await claims.claim(
            tx,
            now=bot.context.clock(),
            machine_now=machine_now,
            until=machine_now + A_MINUTE,
            limit=10,
        )
    (check,) = [claim for claim in found if claim.effect.type == "check request"]
    return check


async def state_of(bot: Bot, request_id: int) -> State:
    async with bot.context.database.reading() as tx:
        return (await requests.get(tx, request_id)).state


async def test_who_lost_the_lease_of_a_check_refuses_nothing(database_url: str) -> None:
    async with scene() as team, put_together(team.settings(database_url)) as bot:
        request_id = await asked_while_the_helpdesk_is_away(bot, team)
        lost = await claimed(bot, datetime.now(UTC))
        taken = await claimed(bot, datetime.now(UTC) + 2 * A_MINUTE)

        await settle(bot.context, lost, NO)
        assert await state_of(bot, request_id) is State.CHECKING

        await settle(bot.context, taken, NO)
        assert await state_of(bot, request_id) is State.REFUSED
