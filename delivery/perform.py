"""Performs one effect: each ends in an outcome, or in nothing where the request was reopened."""

from delivery.job import AnyOutcome, Job
from delivery.performers import PERFORMERS
from delivery.tracing import traced
from rulebook.ports import NotHeard


@traced
async def perform(job: Job) -> AnyOutcome:
    """Do what the effect says."""
    effect = job.claim.effect
    try:
        return await PERFORMERS[type(effect)](job, effect)
    except NotHeard as trouble:
        return trouble.outcome
