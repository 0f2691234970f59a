"""Reopen: the ticket is no longer what the decider saw."""

from rulebook.effects import Tell
from rulebook.facts import Facts, TicketFacts
from rulebook.kinds import KINDS
from rulebook.moves import Move, State
from rulebook.phrase import Phrase, phrase, plain
from rulebook.ports import GiveUp
from rulebook.request import Request
from rulebook.tickets import Ticket
from store import events, outbox, requests
from store.outbox import Claim
from workflows.clocks import new_turn, says_something_new
from workflows.offer import card_for, offer
from workflows.office import Office
from workflows.show import show_with_others


def difference(seen: Ticket, now: Ticket) -> Phrase:
    """What changed about a ticket since a card showed it; empty if nothing that matters."""
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


async def reopen(office: Office, claim: Claim, now: TicketFacts, changed: Phrase) -> GiveUp | None:
    """Put an approved request back to a decision, with the difference; nothing was carried out.

    GiveUp where another request about the same is open by now.
    """
    async with office.transaction() as tx:
        request = await requests.hold(tx, claim.request_id or 0)
        assert request  # noqa: S101 (it is this request's effect)
        if await requests.find_open(tx, KINDS[request.kind].subject(request.form)):
            because = f"{plain(changed)} Another request about it is open; decide that one."
            return GiveUp(because=because)
        if not await outbox.drop(tx, claim):
            return None
        await requests.move(
            tx,
            request,
            State.PENDING,
            version=request.version + 1,
            decision=None,
            facts=_with(request.facts, now),
            remark=_remark(request, changed),
        )
        await events.record(
            tx,
            request_id=request.id,
            at=office.clock(),
            who="the bot",
            what=Move.REOPEN,
            before={"state": request.state, "version": request.version},
            after={"state": State.PENDING, "version": request.version + 1},
        )
        if request.decision:
            told = Tell(to=request.decision.by, words=(*changed, *phrase(" Please look again.")))
            await outbox.queue(tx, [told], request_id=request.id, due_at=office.clock())
            if request.decision.by.id != request.requester.id:
                await offer(tx, office, await requests.get(tx, request.id))
            else:
                await card_for(tx, office, request, request.requester)
                await new_turn(tx, office, request.id)
        await says_something_new(tx, office, request.id)
        await show_with_others(tx, office, request.id)
        return None


def _remark(request: Request, changed: Phrase) -> Phrase:
    assert request.decision  # noqa: S101 (it was approved)
    approved = phrase("{by} approved, but nothing was done: ", by=request.decision.by)
    return (*approved, *changed, *phrase(" It is up for a decision again."))


def _with(facts: Facts | None, now: TicketFacts) -> Facts:
    assert facts  # noqa: S101 (it was approved)
    tickets = {
        name: now if about and about.ticket.key == now.ticket.key else about
        for name, about in facts.tickets.items()
    }
    return facts.model_copy(update={"tickets": tickets})
