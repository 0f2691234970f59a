"""The lists' performer: what somebody has before them, and what came due meanwhile."""

from datetime import timedelta

from cards.lists import agenda_message, caught_up_message
from delivery.job import Job
from delivery.performers.registry import performs
from rulebook.effects import type_of
from rulebook.effects.lists import SendList
from rulebook.effects.promises import CatchUp, LookAfter, ShowReminder
from rulebook.ports import Done, Outcome, Posted, TryAgain
from store import outbox, reminders
from workflows.lists.agendas import agenda, gathered
from workflows.promises.sweep import LATE

_SOON = timedelta(seconds=1)


@performs(SendList)
async def send_list(job: Job, effect: SendList) -> Outcome:
    """Send somebody their list as it is now, if there is anything on it."""
    context, claim = job.context, job.claim
    about = await agenda(context, effect)
    if about.is_empty:
        return Done()
    posted = await job.messenger.post(
        effect.to.id,
        agenda_message(about),
        marker=f"list-{claim.id}",
        thread=None,
        again=job.again,
        until=claim.leased_until,
    )
    return Done(reference=posted.ts) if isinstance(posted, Posted) else posted


@performs(CatchUp)
async def catch_up(job: Job, effect: CatchUp) -> Outcome:
    """Say in one message what came due meanwhile, once all of it is known; one thing by itself."""
    context, claim = job.context, job.claim
    async with context.database.reading() as tx:
        now = context.clock()
        if await outbox.is_behind(tx, type_of(LookAfter), now=now, late=now - LATE):
            return TryAgain(because="There is more to come.", after=_SOON, untried=True)
    about, ids = await gathered(context, effect.to, claim.id)
    if not ids:
        return Done()
    if len(ids) == 1:
        async with context.transaction() as tx:
            await reminders.by_itself(tx, ids[0])
            show = ShowReminder(reminder_id=ids[0])
            await outbox.queue(tx, [show], request_id=None, due_at=context.clock())
        return Done()
    posted: Posted | Outcome = Done()
    if not about.is_empty:
        posted = await job.messenger.post(
            effect.to.id,
            caught_up_message(about),
            marker=f"caught-up-{claim.id}",
            thread=None,
            again=job.again,
            until=claim.leased_until,
        )
        if not isinstance(posted, Posted):
            return posted
    async with context.transaction() as tx:
        await reminders.were_told(tx, ids)
    return Done()
