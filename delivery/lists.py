"""Lists in Slack."""

from datetime import timedelta

from cards.lists import agenda_message, caught_up_message
from rulebook.effects import CatchUp, SendList, ShowReminder
from rulebook.ports import Done, Messenger, Outcome, Posted, TryAgain
from store import outbox, reminders
from store.outbox import Claim
from workflows.context import Context
from workflows.lists.agendas import agenda, gathered
from workflows.promises.sweep import LATE

_SOON = timedelta(seconds=1)


async def send_list(
    context: Context, messenger: Messenger, claim: Claim, effect: SendList
) -> Outcome:
    """Send somebody their list as it is now, if there is anything on it."""
    about = await agenda(context, effect)
    if about.is_empty:
        return Done()
    posted = await messenger.post(
        effect.to.id,
        agenda_message(about),
        marker=f"list-{claim.id}",
        thread=None,
        again=claim.attempts > 1,
        until=claim.leased_until,
    )
    return Done(reference=posted.ts) if isinstance(posted, Posted) else posted


async def catch_up(
    context: Context, messenger: Messenger, claim: Claim, effect: CatchUp
) -> Outcome:
    """Say in one message what came due meanwhile, once all of it is known; one thing by itself."""
    async with context.database.reading() as tx:
        now = context.clock()
        if await outbox.is_behind(tx, now=now, late=now - LATE):
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
        posted = await messenger.post(
            effect.to.id,
            caught_up_message(about),
            marker=f"caught-up-{claim.id}",
            thread=None,
            again=claim.attempts > 1,
            until=claim.leased_until,
        )
        if not isinstance(posted, Posted):
            return posted
    async with context.transaction() as tx:
        await reminders.were_told(tx, ids)
    return Done()
