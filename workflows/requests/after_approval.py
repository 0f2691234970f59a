"""Queue everything that an approval sets off."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.clock import DrawAgain
from rulebook.effects.effect import StepEffect
from rulebook.effects.slack import Tell
from rulebook.kinds import KINDS
from rulebook.phrase import ResultLink, phrase
from rulebook.plan import Later, Plan
from rulebook.request import Request
from store import outbox
from workflows.context import Context

_A_MOMENT = timedelta(seconds=1)


async def queue_what_follows(tx: AsyncConnection, context: Context, request: Request) -> None:
    """Queue the kind's plan, the notes after it, then word to all; schedule what comes later."""
    assert request.facts  # noqa: S101 (nothing is approved before it was checked)
    assert request.decision  # noqa: S101 (this is what follows from one)
    kind, by = KINDS[request.kind], request.decision.by
    plan = kind.what_follows(request, request.facts, by)
    effects = plan.now
    if request.requester.id not in {"", by.id}:
        effects = (*effects, _word_to_the_requester(request, plan))
    await outbox.queue(tx, effects, request_id=request.id, due_at=context.clock(), in_order=True)
    for later in plan.later:
        await outbox.queue_at(
            tx, [(later.effect, later.at)], request_id=request.id, key=key_of(request, later)
        )
    if kind.reversible and request.reversible_until:
        until = request.reversible_until + _A_MOMENT
        again = DrawAgain(request_id=request.id)
        await outbox.queue_at(tx, [(again, until)], request_id=request.id)


async def cancel_what_comes_later(tx: AsyncConnection, request: Request) -> None:
    """Take back what was scheduled for a request and is not begun."""
    assert request.facts  # noqa: S101 (it was approved)
    assert request.decision  # noqa: S101 (the same)
    plan = KINDS[request.kind].what_follows(request, request.facts, request.decision.by)
    for later in plan.later:
        await outbox.cancel(tx, key_of(request, later))


def key_of(request: Request, later: Later) -> str:
    """The key by which one of a request's later effects is cancelled."""
    return f"request {request.id} {later.key}"


async def put_back(tx: AsyncConnection, context: Context, request: Request) -> None:
    """Queue what puts back what has happened, a note of its own, then word to all."""
    assert request.facts  # noqa: S101 (the same)
    assert request.decision  # noqa: S101 (the same)
    kind, by = KINDS[request.kind], request.decision.by
    effects = kind.put_back(request, request.facts, by)
    await outbox.queue(tx, effects, request_id=request.id, due_at=context.clock(), in_order=True)


def _word_to_the_requester(request: Request, plan: Plan) -> Tell:
    assert request.facts  # noqa: S101 (as above)
    assert request.decision  # noqa: S101 (as above)
    kind, by = KINDS[request.kind], request.decision.by
    approved = "approved with changes" if request.changes else "approved"
    if any(isinstance(step, StepEffect) and not step.notes for step in plan.now):
        approved = f"{approved}, and it is done"
    asked = kind.asks(kind.read(request.form), request.facts)
    said = (*phrase("{by} {approved}: ", by=by, approved=approved), *asked)
    if "ticket" in plan.makes:
        said = (*said, *phrase(". It is {new}", new=ResultLink()))
    return Tell(to=request.requester, words=(*said, *phrase(".")))
