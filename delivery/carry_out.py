"""Carry out one effect: each ends in an outcome, or in nothing where the request was reopened."""

from typing import assert_never

from delivery.helpdesk import change_helpdesk
from delivery.messages import show_card, tell, whisper
from rulebook.effects import (
    CheckRequest,
    DrawAgain,
    HelpdeskEffect,
    MakeMove,
    ShowCard,
    Tell,
    Whisper,
)
from rulebook.ports import Done, Messenger, NotHeard, Outcome
from store.outbox import Claim
from workflows.confirm import confirm
from workflows.office import Office
from workflows.on_time import make_move
from workflows.show import show_again


async def carry_out(office: Office, messenger: Messenger, claim: Claim) -> Outcome | None:
    """Do what the effect says."""
    try:
        return await _carry_out(office, messenger, claim)
    except NotHeard as trouble:
        return trouble.outcome


async def _carry_out(office: Office, messenger: Messenger, claim: Claim) -> Outcome | None:
    if isinstance(claim.effect, HelpdeskEffect):
        return await change_helpdesk(office, claim, claim.effect)
    match claim.effect:
        case Tell() as effect:
            return await tell(office, messenger, claim, effect)
        case Whisper() as effect:
            return await whisper(messenger, effect)
        case ShowCard() as effect:
            return await show_card(office, messenger, claim, effect)
        case CheckRequest() as effect:
            return await confirm(office, effect.request_id) or Done()
        case MakeMove() as effect:
            await make_move(office, effect)
            return Done()
        case DrawAgain() as effect:
            await show_again(office, effect.request_id)
            return Done()
        case effect:
            assert_never(effect)
