"""Slack's performer: cards, words and homes."""

from sqlalchemy.ext.asyncio import AsyncConnection

from cards.decider_card import decider_card
from cards.desk import home
from cards.message import Message
from cards.requester_card import requester_message
from cards.viewer import Viewer
from cards.words import word
from delivery.job import Job
from delivery.performers.registry import performs, stands_in_for
from delivery.standing_message import Shown, Standing, post_or_update
from rulebook.commands import commands
from rulebook.effects.slack import ShowCard, ShowHome, Tell, Whisper
from rulebook.entitlement import entitled
from rulebook.phrase import with_results
from rulebook.ports import Done, Outcome, Posted, TryAgain
from rulebook.request import Request
from store import copies, requests
from store.copies import Copy
from store.tables import Audience
from workflows.context import Context
from workflows.people.desk import the_desk
from workflows.requests.pass_on import cannot_be_reached

# A word belongs under the card, but is not held back for one that never comes.
_WAITS_FOR_THE_CARD = 4


@performs(ShowCard)
async def show_card(job: Job, effect: ShowCard) -> Shown | Outcome:
    """Draw a copy as the request is now: post it, or update it where it shows something else.

    What passes is left out while it is crowded here, or in Slack.
    """
    context, claim = job.context, job.claim
    async with context.database.reading() as tx:
        copy = await copies.find(tx, effect.copy_id)
        request = await requests.get(tx, copy.request_id)
        passes = copy.at is not None and _passes(request)
        if passes and job.crowded:
            return Done()
        reader = await _reader(tx, context, copy, request)
    outcome = await post_or_update(
        job.messenger,
        Standing(to=copy.sent_to, at=copy.at, shown=copy.shown),
        _drawn(request, copy, reader),
        marker=f"{request.key}-{copy.audience}-{copy.id}",
        again=job.again,
        until=claim.leased_until,
        writes_down=lambda at, shows: copies.shown(copy.id, at, shows),
    )
    held_back = isinstance(outcome, TryAgain) and outcome.untried
    return Done() if passes and held_back else outcome


@performs(Tell)
async def tell(job: Job, effect: Tell) -> Outcome:
    """Tell one person: in the thread of their card of this request, else in a message."""
    context, claim = job.context, job.claim
    theirs, request = await _copy_of(context, claim.request_id, effect.to.id)
    if theirs and not theirs.at and claim.attempts < _WAITS_FOR_THE_CARD:
        return TryAgain(because="Their card is on its way.")
    about = theirs.at if theirs else None
    posted = await job.messenger.post(
        about.channel if about else effect.to.id,
        word(with_results(effect.words, request.results if request else {})),
        marker=f"{request.key if request else ''}-tell-{claim.id}",
        thread=about.ts if about else None,
        again=job.again,
        until=claim.leased_until,
    )
    return Done(reference=posted.ts) if isinstance(posted, Posted) else posted


@performs(Whisper)
async def whisper(job: Job, effect: Whisper) -> Outcome:
    """Answer a click where it was made."""
    return await job.messenger.whisper(effect.channel, effect.to, word(effect.words))


@performs(ShowHome)
async def show_home(job: Job, effect: ShowHome) -> Outcome:
    """Draw somebody's home tab as their desk is now."""
    desk = await the_desk(job.context, effect.to)
    return await job.messenger.show_home(effect.to, home(desk, commands()))


@stands_in_for(ShowCard)
async def reach_somebody_else(
    tx: AsyncConnection, context: Context, effect: ShowCard, _because: str
) -> None:
    """Bring a card that Slack does not take to the manager instead."""
    await cannot_be_reached(tx, context, effect.copy_id)


def _passes(request: Request) -> bool:
    """Tell whether a step is under way: however it ends, every copy is due again then."""
    return request.doing is not None and request.failed is None


def _drawn(request: Request, copy: Copy, reader: Viewer) -> Message:
    match copy.audience:
        case Audience.REQUESTER:
            return requester_message(request, reader)
        case Audience.DECIDER | Audience.CHANNEL:
            return decider_card(request, reader)


async def _reader(tx: AsyncConnection, context: Context, copy: Copy, request: Request) -> Viewer:
    beside, now = tuple(await requests.beside(tx, request.id)), context.clock()
    manager = context.team.manager if context.team.manager.id != request.requester.id else None
    if copy.audience is Audience.CHANNEL:
        return Viewer(now=now, mentions=False, manager=manager, beside=beside)
    duty = await context.duty(tx)
    return Viewer(
        id=copy.sent_to,
        decides=entitled(copy.sent_to, request, duty, context.team),
        manager=manager,
        now=now,
        beside=beside,
    )


async def _copy_of(
    context: Context, request_id: int | None, member_id: str
) -> tuple[Copy | None, Request | None]:
    if request_id is None:
        return None, None
    async with context.database.reading() as tx:
        request = await requests.get(tx, request_id)
        all_copies = await copies.of_request(tx, request_id)
    theirs = (copy for copy in all_copies if copy.sent_to == member_id)
    return next(theirs, None), request
