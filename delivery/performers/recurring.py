"""The performer of what recurs: done now, and put back for its next instant."""

from delivery.job import Again, Job
from delivery.performers.registry import performs
from rulebook.effects.recurring import SendMorningLists, SendShiftLists, WatchHelpdesk
from workflows.lists.agendas import send_morning_lists, send_shift_lists
from workflows.tickets.watch import watch


@performs(WatchHelpdesk)
async def watch_helpdesk(job: Job, effect: WatchHelpdesk) -> Again:
    """Follow what changed in the helpdesk."""
    following, at = await watch(job.context, effect)
    return Again(following, at)


@performs(SendMorningLists)
async def everybodys_day(job: Job, effect: SendMorningLists) -> Again:
    """Send everybody their list of the day."""
    at = await send_morning_lists(job.context, effect.at)
    return Again(effect.model_copy(update={"at": at}), at)


@performs(SendShiftLists)
async def end_of_a_shift(job: Job, effect: SendShiftLists) -> Again:
    """Send the leads what is open."""
    at = await send_shift_lists(job.context, effect.at)
    return Again(effect.model_copy(update={"at": at}), at)
