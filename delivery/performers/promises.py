"""The promises' performer: looked after many at a time, and word of them in Slack."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from cards.message import Message
from cards.promises import ReminderSituation, lead_card, reminder_message
from delivery.job import Job
from delivery.performers.registry import performs, performs_many, stands_in_for
from delivery.standing_message import Shown, Standing, post_or_update
from rulebook.effects.promises import LookAfter, RemoveReminder, ShowReminder
from rulebook.ports import Done, Outcome, Posted
from rulebook.promises import DUE, Promise, PromiseState
from store import outbox, promises, reminders
from store.reminders import REMOVED, Reminder
from store.tables import Reminded
from workflows.context import Context
from workflows.promises.sweep import cannot_be_told, sweep_promises

_LATER = timedelta(seconds=5)

performs_many(LookAfter)(sweep_promises)


@performs(ShowReminder)
async def show_reminder(job: Job, effect: ShowReminder) -> Shown | Outcome:
    """Post it, or update it where it shows something else; not what a newer one has replaced."""
    context, messenger = job.context, job.messenger
    found = await context.database.one_of(reminders.whole, effect.reminder_id)
    if found is None:
        return Done()
    reminder, promise, replaced = found
    if reminder.gathered or reminder.shown == REMOVED:
        return Done()
    marker = f"promise-{promise.id}-{reminder.id}"
    at = reminder.at
    if at is None and job.again:  # an attempt may have come through unnoticed
        at = await messenger.find(reminder.sent_to, marker=marker)
    if replaced or (at is None and promise.state is not PromiseState.OPEN):
        return _known_to_stand(reminder, at)
    instead = await _instead(context, promise)
    return await post_or_update(
        messenger,
        Standing(to=reminder.sent_to, at=at, shown=reminder.shown),
        _drawn(reminder, promise, instead, context),
        marker=marker,
        again=False,
        until=job.claim.leased_until,
        writes_down=lambda at, shows: reminders.shown(reminder.id, at, shows),
    )


@performs(RemoveReminder)
async def remove_reminder(job: Job, effect: RemoveReminder) -> Shown | Outcome:
    """Take it away, once it is known whether it was ever posted."""
    context, messenger = job.context, job.messenger
    async with context.database.reading() as tx:
        reminder = await reminders.find(tx, effect.reminder_id)
        lane = ShowReminder(reminder_id=effect.reminder_id).lane
        on_its_way = await outbox.is_under_way(tx, lane)
    if on_its_way:  # to the end of the line: the others need not wait for it
        later = context.clock() + _LATER
        return Shown(Done(), outbox.queueing(effect, later))
    if reminder is None or reminder.at is None:
        return Done()
    outcome = await messenger.remove(reminder.at)
    if not isinstance(outcome, Done):
        return outcome
    return Shown(outcome, reminders.removed(reminder.id))


@stands_in_for(ShowReminder)
async def tell_somebody_else(
    tx: AsyncConnection, context: Context, effect: ShowReminder, _because: str
) -> None:
    """Let somebody else hear of a promise whose owner takes no messages."""
    await cannot_be_told(tx, context, effect.reminder_id)


async def _instead(context: Context, promise: Promise) -> Promise | None:
    if promise.state is not PromiseState.MOVED:
        return None
    async with context.database.reading(once=True) as tx:
        return await promises.instead(tx, promise)


def _known_to_stand(reminder: Reminder, at: Posted | None) -> Shown | Done:
    if at is None or reminder.at:
        return Done()
    return Shown(Done(), reminders.shown(reminder.id, at, reminder.shown))


def _drawn(
    reminder: Reminder, promise: Promise, instead: Promise | None, context: Context
) -> Message:
    to_lead = reminder.audience is Reminded.LEAD
    if to_lead and reminder.step == DUE:
        return lead_card(promise, instead)
    at_night = not context.hours.is_open(promise.due)
    now, timezone = context.clock(), context.hours.timezone
    words = ReminderSituation(to_lead=to_lead, at_night=at_night)
    return reminder_message(promise, now, timezone, words, instead)
