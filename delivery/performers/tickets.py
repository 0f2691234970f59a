"""The performer of what the helpdesk told: tickets read back."""

from delivery.job import Job
from delivery.performers.registry import performs
from rulebook.effects.tickets import ReadBack
from rulebook.ports import Done, Outcome
from workflows.tickets.watch import read_back


@performs(ReadBack)
async def read_it_back(job: Job, effect: ReadBack) -> Outcome:
    """Follow a ticket of which the helpdesk spoke."""
    await read_back(job.context, effect)
    return Done()
