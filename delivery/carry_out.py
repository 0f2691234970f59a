"""Carry out one effect: each ends in an outcome, or in nothing where the request was reopened."""

from typing import assert_never

from delivery.helpdesk import change_helpdesk
from delivery.recurring import come_again
from delivery.settle import AnyOutcome
from delivery.slack import change_slack
from delivery.told import told
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
from workflows.confirm import confirm
from workflows.office import Office
from workflows.on_time import make_move
from workflows.show import show_again
from workflows.watch import read_back


@told
async def carry_out(
    office: Office, messenger: Messenger, claim: Claim, *, crowded: bool = False
) -> AnyOutcome:
    """Do what the effect says; `crowded` while more is due than can be done side by side."""
    effect = claim.effect
    try:
        if isinstance(effect, HelpdeskEffect):
            return await change_helpdesk(office, claim, effect)
        if isinstance(effect, Recurring):
            return await come_again(office, effect)
        if isinstance(effect, SlackEffect):
            return await change_slack(office, messenger, claim, effect, crowded=crowded)
        return await _go_on(office, effect)
    except NotHeard as trouble:
        return trouble.outcome


async def _go_on(office: Office, effect: OwnEffect) -> Outcome:
    """What the bot itself has to do, later than it was asked."""
    match effect:
        case CheckRequest():
            return await confirm(office, effect.request_id) or Done()
        case MakeMove():
            await make_move(office, effect)
        case DrawAgain():
            await show_again(office, effect.request_id)
        case ReadBack():
            await read_back(office, effect)
        case LookAfter():
            message = "promises are looked after many at a time"
            raise TypeError(message)
        case _:
            assert_never(effect)
    return Done()
