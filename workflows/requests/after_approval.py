"""Queue everything that an approval sets off."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.decided import DecidedRequest
from rulebook.effects.clock import DrawAgain
from rulebook.effects.effect import StepEffect
from rulebook.effects.slack import Tell
from rulebook.phrase import ResultLink, phrase
from rulebook.plan import Plan
from rulebook.request import Request
from store import outbox
from workflows.context import Context

_A_MOMENT = timedelta(seconds=1)


async def queue_what_follows(tx: AsyncConnection, context: Context, request: Request) -> None:
    """Queue the kind's plan, the notes after it, then word to all; schedule what comes later."""
    decided = DecidedRequest.of_decision(request)
    plan = decided.what_follows()
    effects = plan.now
    if request.requester.id not in {"", decided.by.id}:
        effects = (*effects, _word_to_the_requester(decided, plan))
    await outbox.queue(tx, effects, request_id=request.id, due_at=context.clock(), in_order=True)
    for later in plan.later:
        key = f"request {request.id} {later.key}"
        await outbox.queue_at(tx, [(later.effect, later.at)], request_id=request.id, key=key)
    if decided.kind.reversible and request.reversible_until:
        until = request.reversible_until + _A_MOMENT
        again = DrawAgain(request_id=request.id)
        await outbox.queue_at(tx, [(again, until)], request_id=request.id)


async def put_back(tx: AsyncConnection, context: Context, request: Request) -> None:
    """Queue what puts back what has happened, a note of its own, then word to all."""
    effects = DecidedRequest.of_decision(request).take_back()
    await outbox.queue(tx, effects, request_id=request.id, due_at=context.clock(), in_order=True)


def _word_to_the_requester(decided: DecidedRequest, plan: Plan) -> Tell:
    approved = "approved with changes" if decided.request.changes else "approved"
    if any(isinstance(step, StepEffect) and not step.notes for step in plan.now):
        approved = f"{approved}, and it is done"
    said = (*phrase("{by} {approved}: ", by=decided.by, approved=approved), *decided.asks)
    if "ticket" in plan.makes:
        said = (*said, *phrase(". It is {new}", new=ResultLink()))
    return Tell(to=decided.request.requester, words=(*said, *phrase(".")))
