"""Reopen: the ticket is no longer what the decider saw."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.decided import DecidedRequest
from rulebook.facts import Facts, TicketFacts
from rulebook.kinds import KINDS
from rulebook.moves import Move, State
from rulebook.people import Member
from rulebook.phrase import Phrase, phrase, plain
from rulebook.ports import GiveUp
from rulebook.request import Request
from rulebook.tickets import Ticket
from store import outbox, requests
from store.claims import Claim
from workflows.context import Context
from workflows.mechanics.audit import BOT, record
from workflows.mechanics.notify import tell
from workflows.mechanics.refresh_cards import refresh_with_others
from workflows.requests.routing import card_for, route
from workflows.requests.timers import new_turn, says_something_new


def difference(seen: Ticket, now: Ticket) -> Phrase:
    """Say what changed about a ticket since a card showed it; empty if nothing that matters."""
    if now.state is not seen.state:
        return phrase("{ticket} is {state} now.", ticket=now, state=str(now.state))
    if (now.owner and now.owner.id) != (seen.owner and seen.owner.id):
        owner = now.owner.name if now.owner else "nobody"
        before = seen.owner.name if seen.owner else "nobody"
        return phrase(
            "{ticket} is {owner}'s now, no longer {before}'s.",
            ticket=now,
            owner=owner,
            before=before,
        )
    return ()


async def reopen(
    context: Context, claim: Claim, now: TicketFacts, changed: Phrase
) -> GiveUp | None:
    """Put an approved request back to a decision, with the difference; nothing was carried out.

    GiveUp where another request about the same is open by now.
    """
    async with context.transaction() as tx:
        request = await requests.hold(tx, claim.request_id or 0)
        assert request  # noqa: S101 (it is this request's effect)
        if await requests.find_open(tx, KINDS[request.kind].subject(request.form)):
            because = f"{plain(changed)} Another request about it is open; decide that one."
            return GiveUp(because=because)
        if not await outbox.drop(tx, claim):
            return None
        await outbox.cancel_all(tx, request.id)
        decided = DecidedRequest.of_decision(request)
        reopened = await requests.move(
            tx,
            request,
            State.PENDING,
            version=request.version + 1,
            decision=None,
            facts=_with(decided.facts, now),
            remark=_remark(decided.by, changed),
        )
        assert reopened  # noqa: S101 (it is held)
        await record(tx, context, (request, reopened), Move.REOPEN, BOT)
        again = await _back_to_a_decision(tx, context, (request, reopened), changed)
        await says_something_new(tx, context, again)
        await refresh_with_others(tx, context, request.id)
        return None


async def _back_to_a_decision(
    tx: AsyncConnection, context: Context, led: tuple[Request, Request], changed: Phrase
) -> Request:
    was, reopened = led
    by = DecidedRequest.of_decision(was).by
    if by.id == was.requester.id:
        await card_for(tx, context, was, by)
        again = (*changed, *phrase(" Please look again."))
        await tell(tx, context, was, [by], again)
        return await new_turn(tx, context, reopened)
    now = await route(tx, context, reopened, await context.duty(tx))
    looks = "Please look again." if now.duty and now.duty.who.id == by.id else "It is up again."
    await tell(tx, context, was, [by], (*changed, *phrase(f" {looks}")))
    await tell(tx, context, was, [was.requester], _remark(by, changed))
    return now


def _remark(by: Member, changed: Phrase) -> Phrase:
    approved = phrase("{by} approved, but nothing was done: ", by=by)
    return (*approved, *changed, *phrase(" It is up for a decision again."))


def _with(facts: Facts, now: TicketFacts) -> Facts:
    tickets = {
        name: now if about and about.ticket.key == now.ticket.key else about
        for name, about in facts.tickets.items()
    }
    return facts.model_copy(update={"tickets": tickets})
