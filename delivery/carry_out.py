"""Carry out one effect: each ends in an outcome, or in nothing where the request was reopened."""

from typing import assert_never

from delivery.helpdesk import change_helpdesk
from delivery.recurring import come_again
from delivery.settle import AnyOutcome
from delivery.slack import change_slack
from delivery.tracing import traced
from rulebook.effects import (
    CheckRequest,
    DrawAgain,
    HelpdeskEffect,
    LookAfter,
    MakeMove,
    OwnEffect,
    ReadBack,
    Recurring,
    SlackEffect,
)
from rulebook.ports import Done, Messenger, NotHeard, Outcome
from store.outbox import Claim
from workflows.context import Context
from workflows.mechanics.refresh_cards import refresh_again
from workflows.requests.confirm import confirm
from workflows.requests.timed_moves import make_move
from workflows.tickets.watch import read_back


@traced
async def carry_out(
    context: Context, messenger: Messenger, claim: Claim, *, crowded: bool = False
) -> AnyOutcome:
    """Do what the effect says; `crowded` while more is due than can be done side by side."""
    effect = claim.effect
    try:
        if isinstance(effect, HelpdeskEffect):
            return await change_helpdesk(context, claim, effect)
        if isinstance(effect, Recurring):
            return await come_again(context, effect)
        if isinstance(effect, SlackEffect):
            return await change_slack(context, messenger, claim, effect, crowded=crowded)
        return await _go_on(context, effect)
    except NotHeard as trouble:
        return trouble.outcome


async def _go_on(context: Context, effect: OwnEffect) -> Outcome:
    """Do what the bot itself has to do, later than it was asked."""
    match effect:
        case CheckRequest():
            return await confirm(context, effect.request_id) or Done()
        case MakeMove():
            await make_move(context, effect)
        case DrawAgain():
            await refresh_again(context, effect.request_id)
        case ReadBack():
            await read_back(context, effect)
        case LookAfter():
            message = "promises are looked after many at a time"
            raise TypeError(message)
        case _:
            assert_never(effect)
    return Done()
