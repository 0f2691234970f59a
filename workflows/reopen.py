"""Reopen: the ticket is no longer what the decider saw."""

from rulebook.effects import Tell
from rulebook.facts import TicketFacts
from rulebook.moves import Move, State
from rulebook.phrase import Phrase, phrase
from rulebook.tickets import Ticket
from store import events, outbox, requests
from store.outbox import Claim
from workflows.offer import show
from workflows.office import Office


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


async def reopen(office: Office, claim: Claim, now: Ticket, changed: Phrase) -> None:
    """Put an approved request back to the decider, with the difference; nothing was carried out."""
    async with office.transaction() as tx:
        if claim.request_id is None or not await outbox.drop(tx, claim):
            return
        request = await requests.get(tx, claim.request_id)
        assert request.facts  # noqa: S101 (it was approved)
        tickets = {
            name: TicketFacts(ticket=now, next_update=about.next_update)
            if about and about.ticket.key == now.key
            else about
            for name, about in request.facts.tickets.items()
        }
        await requests.move(
            tx,
            request,
            State.PENDING,
            version=request.version + 1,
            decision=None,
            facts=request.facts.model_copy(update={"tickets": tickets}),
            remark=changed,
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
            words = (*changed, *phrase(" Please look again."))
            told = Tell(to=request.decision.by, words=words)
            await outbox.queue(tx, [told], request_id=request.id, due_at=office.clock())
        await show(tx, office, request.id)
