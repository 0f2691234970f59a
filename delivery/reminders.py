"""Word of promises in Slack."""

from cards.promises import lead_card, reminder_message
from delivery.showing import Shown, Standing, post_or_update
from rulebook.effects import RemoveReminder, ShowReminder
from rulebook.ports import Done, Message, Messenger, Outcome
from rulebook.promises import Promise, PromiseState
from store import promises, reminders
from store.outbox import Claim
from store.reminders import Reminder
from store.tables import Reminded
from workflows.office import Office


async def show_reminder(
    office: Office, messenger: Messenger, claim: Claim, effect: ShowReminder
) -> Shown | Outcome:
    """Post it, or update it where it shows something else; not what a newer one has replaced."""
    async with office.database.reading() as tx:
        reminder = await reminders.find(tx, effect.reminder_id)
        promise = await promises.find(tx, reminder.promise_id) if reminder else None
        every = await reminders.of_promise(tx, reminder.promise_id) if reminder else []
    if reminder is None or promise is None or _is_of_no_use(reminder, promise, every):
        return Done()
    message = _drawn(reminder, promise, office)
    return await post_or_update(
        messenger,
        Standing(to=reminder.sent_to, at=reminder.at, shown=reminder.shown),
        message,
        marker=f"promise-{promise.id}-{reminder.id}",
        again=claim.attempts > 1,
        writes_down=lambda tx, at, shows: reminders.shown(tx, reminder.id, at, shows),
    )


async def remove_reminder(
    office: Office, messenger: Messenger, effect: RemoveReminder
) -> Shown | Outcome:
    """Take it away, if it was ever posted."""
    async with office.database.reading() as tx:
        reminder = await reminders.find(tx, effect.reminder_id)
    if reminder is None or reminder.at is None:
        return Done()
    outcome = await messenger.remove(reminder.at)
    if not isinstance(outcome, Done):
        return outcome
    return Shown(outcome, lambda tx: reminders.removed(tx, reminder.id))


def _is_of_no_use(reminder: Reminder, promise: Promise, every: list[Reminder]) -> bool:
    newer = any(each.id > reminder.id and each.audience is reminder.audience for each in every)
    never_posted = reminder.at is None
    over = promise.state is not PromiseState.OPEN
    return reminder.gathered or newer or (never_posted and (over or bool(reminder.shown)))


def _drawn(reminder: Reminder, promise: Promise, office: Office) -> Message:
    if reminder.audience is Reminded.LEAD:
        return lead_card(promise)
    return reminder_message(promise, reminder.step, office.hours.timezone)
