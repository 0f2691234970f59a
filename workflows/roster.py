"""Keep the roster."""

from rulebook.refusals import OnlyDecidersKeepTheRoster
from rulebook.roster import RosterChange, changed, describe
from store import deliveries, events, requests, roster
from workflows.begin import roster_changed
from workflows.office import Delivery, Office
from workflows.on_time import hand_over
from workflows.show import show


async def change_roster(office: Office, delivery: Delivery, change: RosterChange) -> None:
    """Remove and add shifts. Raises OnlyDecidersKeepTheRoster and ShiftsOverlap."""
    may_keep_roster(office, delivery.by)
    async with office.transaction() as tx:
        if not await deliveries.first(tx, delivery.key, office.clock()):
            return
        before = await roster.entries(tx)
        changed(before, change, office.team)
        await roster.change(tx, change)
        after = await roster.entries(tx)
        await roster_changed(tx, office)
        for request in await requests.all_open(tx):
            held = await requests.hold(tx, request.id)
            if held:
                await hand_over(tx, office, held)
                await show(tx, office, request.id)
        await events.record(
            tx,
            request_id=None,
            at=office.clock(),
            who=delivery.by,
            what="roster",
            before={"roster": [describe(entry.shift, office.team) for entry in before]},
            after={"roster": [describe(entry.shift, office.team) for entry in after]},
        )


def may_keep_roster(office: Office, member_id: str) -> None:
    """Raise OnlyDecidersKeepTheRoster for anybody else."""
    if office.team.decider(member_id) is None:
        raise OnlyDecidersKeepTheRoster(manager=office.team.manager)
