"""Keep the roster."""

from rulebook.roster import OnlyDecidersKeepTheRoster, RosterChange, RosterEntry, changed, describe
from store import events, inbox, requests, roster
from workflows.context import Context
from workflows.incoming import Incoming
from workflows.mechanics.refresh_cards import refresh
from workflows.recurring import roster_changed
from workflows.requests.timed_moves import hand_over


async def change_roster(context: Context, incoming: Incoming, change: RosterChange) -> None:
    """Remove and add shifts. Raises OnlyDecidersKeepTheRoster and ShiftsOverlap."""
    may_keep_roster(context, incoming.by)
    async with context.transaction() as tx:
        if not await inbox.first(tx, incoming.key, context.clock()):
            return
        before = await roster.entries(tx)
        changed(before, change, context.team)
        await roster.change(tx, change)
        after = await roster.entries(tx)
        await roster_changed(tx, context)
        for request in await requests.all_open(tx):
            held = await requests.hold(tx, request.id)
            if held:
                await hand_over(tx, context, held)
                await refresh(tx, context, request.id)
        await events.record(
            tx,
            request_id=None,
            at=context.clock(),
            who=incoming.by,
            what="roster",
            before={"roster": [describe(entry.shift, context.team) for entry in before]},
            after={"roster": [describe(entry.shift, context.team) for entry in after]},
        )


def may_keep_roster(context: Context, member_id: str) -> None:
    """Raise OnlyDecidersKeepTheRoster for anybody else."""
    if context.team.decider(member_id) is None:
        raise OnlyDecidersKeepTheRoster(manager=context.team.manager)


async def the_roster(context: Context) -> list[RosterEntry]:
    """Every shift and cover."""
    async with context.database.reading() as tx:
        return await roster.entries(tx)
