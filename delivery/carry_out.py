"""Carry out one effect: each ends in an outcome, or in nothing where the request was reopened."""

from typing import assert_never

from delivery.helpdesk import assign_ticket, write_note
from delivery.messages import show_card, tell, whisper
from rulebook.effects import (
    AssignTicket,
    CheckRequest,
    OfferRequest,
    ShowCard,
    Tell,
    Whisper,
    WriteNote,
)
from rulebook.ports import Done, Messenger, NotHeard, Outcome
from store.outbox import Claim
from workflows.confirm import confirm
from workflows.offer import offer_waiting
from workflows.office import Office


async def carry_out(office: Office, messenger: Messenger, claim: Claim) -> Outcome | None:
    """Do what the effect says."""
    try:
        return await _carry_out(office, messenger, claim)
    except NotHeard as trouble:
        return trouble.outcome


async def _carry_out(office: Office, messenger: Messenger, claim: Claim) -> Outcome | None:
    match claim.effect:
        case AssignTicket() as effect:
            return await assign_ticket(office, claim, effect)
        case WriteNote() as effect:
            return await write_note(office, claim, effect)
        case Tell() as effect:
            return await tell(office, messenger, claim, effect)
        case Whisper() as effect:
            return await whisper(messenger, effect)
        case ShowCard() as effect:
            return await show_card(office, messenger, claim, effect)
        case CheckRequest() as effect:
            return await confirm(office, effect.request_id) or Done()
        case OfferRequest() as effect:
            await offer_waiting(office, effect.request_id)
            return Done()
        case effect:
            assert_never(effect)
